//! Proving once more who it is, before a dangerous act.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::{Next, compare};
use crate::db;
use crate::tasks::accounts::own;
use crate::web::error::AppError;
use crate::web::form::Form;
use crate::web::frame::NewVisitor;
use crate::web::page::{Page, html, own_address, see_other, unprocessable};
use crate::web::{State, with_db};

#[derive(Template)]
#[template(path = "pages/sign_in/step_up.html")]
struct StepUpPage {
    page: Page,
    form: Form,
    next: String,
    email: String,
    has_password: bool,
}

async fn step_up_page(
    state: &web::Data<State>,
    page: Page,
    form: Form,
    next: String,
) -> Result<StepUpPage, AppError> {
    let actor = page.signed_in()?;
    let (user, email) = (actor.user, actor.email.clone());
    let account = with_db(state, move |conn| db::accounts::one(conn, user)).await?;
    Ok(StepUpPage {
        page,
        form,
        next,
        email,
        has_password: account.is_some_and(|account| account.password_hash.is_some()),
    })
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    next: web::Query<Next>,
) -> Result<HttpResponse, AppError> {
    let next = next.address().to_owned();
    html(&step_up_page(&state, page, Form::default(), next).await?)
}

pub async fn submit(state: web::Data<State>, page: Page, mut form: Form) -> Result<HttpResponse, AppError> {
    state.limits.knock(&page)?;
    let next = form.value("neste").to_owned();
    let password = form.verbatim("passord").to_owned();
    if password.is_empty() {
        form.wrong("passord", page.t.missing(&page.t.password()));
    } else {
        let session = page.session.as_deref().map(|session| session.id);
        let session = session.ok_or(AppError::Forbidden)?;
        let (_, verdict) = compare(&state, page.signed_in()?.email.clone(), password).await?;
        let context = state.context(&page);
        let token = with_db(&state, move |conn| {
            own::step_up(conn, &context, session, &verdict)
        })
        .await?;
        if let Some(token) = token {
            let mut response = see_other(own_address(&next).unwrap_or("/"));
            response.extensions_mut().insert(NewVisitor(token));
            return Ok(response);
        }
        form.wrong("passord", page.t.step_up_wrong());
    }
    unprocessable(&step_up_page(&state, page, form, next).await?)
}
