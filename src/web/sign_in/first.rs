//! The first admin of a new portal, by the one-time link that `ordna serve` prints.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::link::dead;
use super::{drop_token, new_password_hash, put_aside, token_put_aside};
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html, see_other_with, unprocessable};
use crate::{State, with_db};
use tasks::accounts;

#[derive(Template)]
#[template(path = "pages/sign_in/first.html")]
struct FirstPage {
    page: Page,
    form: Form,
}

pub async fn land(state: web::Data<State>, token: web::Path<String>) -> Result<HttpResponse, AppError> {
    put_aside(&state, token.into_inner(), "/kom-i-gang")
}

fn dead_link(state: &State, page: Page) -> Result<HttpResponse, AppError> {
    let text = page.t.link_dead_first();
    dead(state, page, text, "")
}

async fn is_good(state: &web::Data<State>, token: String) -> Result<bool, AppError> {
    with_db(state, move |conn| accounts::is_first_link(conn, &token)).await
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    if !is_good(&state, token_put_aside(&state, &request)).await? {
        return dead_link(&state, page);
    }
    html(&FirstPage {
        page,
        form: Form::default(),
    })
}

pub async fn submit(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    state.limits.knock(&page)?;
    let token = token_put_aside(&state, &request);
    if !is_good(&state, token.clone()).await? {
        return dead_link(&state, page);
    }
    let name = form.line(page.t, "navn", page.t.name(), 100);
    let email = form.email(page.t, "epost", page.t.email());
    let about = vec![name.clone(), email.clone()];
    let hash = new_password_hash(&state, &page, &mut form, about).await?;
    let Some(hash) = hash.filter(|_| form.is_right()) else {
        return unprocessable(&FirstPage { page, form });
    };
    let context = state.context(&page);
    let made = with_db(&state, move |conn| {
        accounts::first_admin(conn, &context, &token, &name, &email, &hash)
    })
    .await?;
    if made.is_none() {
        return dead_link(&state, page);
    }
    let mut response = see_other_with("/logg-inn", page.t.first_done());
    drop_token(&state, &mut response)?;
    Ok(response)
}
