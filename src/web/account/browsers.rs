//! Where one is signed in, and which browsers are known: each can be ended or forgotten by its person.

use actix_web::{HttpResponse, web};

use crate::error::AppError;
use crate::page::{Page, see_other_with};
use crate::{State, with_db};
use domain::people::session::SessionId;
use tasks::accounts::own;

pub async fn end(state: web::Data<State>, page: Page, id: web::Path<i64>) -> Result<HttpResponse, AppError> {
    let context = state.context(&page);
    let id = SessionId(id.into_inner());
    with_db(&state, move |conn| own::end_session(conn, &context, id)).await?;
    Ok(see_other_with("/konto", page.t.account_ended()))
}

pub async fn end_others(state: web::Data<State>, page: Page) -> Result<HttpResponse, AppError> {
    let context = state.context(&page);
    let this = page.session.as_deref().map(|session| session.id);
    let this = this.ok_or(AppError::Forbidden)?;
    let ended = with_db(&state, move |conn| own::end_other_sessions(conn, &context, this)).await?;
    Ok(see_other_with("/konto", page.t.account_ended_others(&ended)))
}

pub async fn forget(
    state: web::Data<State>,
    page: Page,
    id: web::Path<i64>,
) -> Result<HttpResponse, AppError> {
    let context = state.context(&page);
    let id = id.into_inner();
    with_db(&state, move |conn| own::forget_browser(conn, &context, id)).await?;
    Ok(see_other_with("/konto", page.t.account_forgotten()))
}

/// A sign of life from somebody who is reading or writing: the answer leaves the browser where it is.
pub async fn stay(state: web::Data<State>, page: Page) -> Result<HttpResponse, AppError> {
    let context = state.context(&page);
    let this = page.session.as_deref().map(|session| session.id);
    let this = this.ok_or(AppError::Forbidden)?;
    with_db(&state, move |conn| own::stay(conn, &context, this)).await?;
    Ok(HttpResponse::NoContent().finish())
}
