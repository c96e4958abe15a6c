//! Another address: asked for behind a fresh login, and taken into use from the letter that the new address gets.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::below_account;
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html, see_other_with, unprocessable};
use crate::sign_in::{self, drop_token, put_aside, token_put_aside};
use crate::{State, with_db};
use domain::people::token::Purpose;
use tasks::accounts::{own, recover};

#[derive(Template)]
#[template(path = "pages/account/email.html")]
struct EmailPage {
    page: Page,
    form: Form,
    email: String,
}

#[derive(Template)]
#[template(path = "pages/account/confirm_email.html")]
struct ConfirmPage {
    page: Page,
    name: String,
    email: String,
}

fn email_page(page: Page, form: Form) -> Result<EmailPage, AppError> {
    Ok(EmailPage {
        email: page.signed_in()?.email.clone(),
        page: below_account(page),
        form,
    })
}

pub async fn show(page: Page) -> Result<HttpResponse, AppError> {
    html(&email_page(page, Form::default())?)
}

pub async fn submit(state: web::Data<State>, page: Page, mut form: Form) -> Result<HttpResponse, AppError> {
    state.limits.knock(&page)?;
    let new = form.email(page.t, "epost", page.t.account_new_email());
    if new == page.signed_in()?.email {
        form.wrong("epost", page.t.account_email_same());
    }
    if !form.is_right() {
        return unprocessable(&email_page(page, form)?);
    }
    let context = state.context(&page);
    with_db(&state, move |conn| own::ask_email_change(conn, &context, &new)).await?;
    Ok(see_other_with("/konto", page.t.account_email_sent()))
}

pub async fn land(state: web::Data<State>, token: web::Path<String>) -> Result<HttpResponse, AppError> {
    put_aside(&state, token.into_inner(), "/bekreft-epost")
}

pub async fn show_confirmation(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let (context, token) = (state.context(&page), token_put_aside(&state, &request));
    let opened = with_db(&state, move |conn| {
        recover::look_up(conn, &context, &token, Purpose::EmailChange)
    })
    .await?;
    match opened {
        Some(opened) => html(&ConfirmPage {
            page,
            name: opened.name,
            email: opened.email,
        }),
        None => dead_link(&state, page),
    }
}

pub async fn confirm(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    state.limits.knock(&page)?;
    let (context, token) = (state.context(&page), token_put_aside(&state, &request));
    let changed = with_db(&state, move |conn| own::change_email(conn, &context, &token)).await?;
    if !changed {
        return dead_link(&state, page);
    }
    let next = if page.actor().is_some() {
        "/konto"
    } else {
        "/logg-inn"
    };
    let mut response = see_other_with(next, page.t.confirm_email_done());
    drop_token(&state, &mut response)?;
    Ok(response)
}

fn dead_link(state: &State, page: Page) -> Result<HttpResponse, AppError> {
    let text = page.t.link_dead_email();
    sign_in::link::dead(state, page, text, "")
}
