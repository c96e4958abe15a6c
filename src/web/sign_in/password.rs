//! The first password, and a new one for whoever forgot it: asked for by mail, chosen on the page behind the link.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::link::{AskPage, dead};
use super::{drop_token, in_equal_time, new_password_hash, put_aside, token_put_aside, trust};
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html, see_other, see_other_with, unprocessable};
use crate::{State, with_db};
use domain::people::token::Purpose;
use tasks::accounts::recover;

#[derive(Template)]
#[template(path = "pages/sign_in/new_password.html")]
struct NewPasswordPage {
    page: Page,
    form: Form,
    title: &'static str,
    text: String,
    action: &'static str,
    /// For the browser's own store of passwords.
    email: String,
}

fn forgot_page(page: Page, form: Form) -> AskPage {
    AskPage {
        title: page.t.ask_reset_title(),
        text: page.t.ask_reset_text(),
        action: "/glemt-passord",
        button: page.t.ask_reset_button(),
        page,
        form,
    }
}

pub async fn forgot(page: Page) -> Result<HttpResponse, AppError> {
    html(&forgot_page(page, Form::default()))
}

pub async fn send(state: web::Data<State>, page: Page, mut form: Form) -> Result<HttpResponse, AppError> {
    state.limits.knock(&page)?;
    let email = form.email(page.t, "epost", page.t.email());
    if !form.is_right() {
        return unprocessable(&forgot_page(page, form));
    }
    let context = state.context(&page);
    in_equal_time(with_db(&state, move |conn| {
        recover::ask_reset(conn, &context, &email)
    }))
    .await?;
    Ok(see_other("/logg-inn/sendt"))
}

pub async fn land_activation(
    state: web::Data<State>,
    token: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    put_aside(&state, token.into_inner(), "/aktiver")
}

pub async fn land_reset(state: web::Data<State>, token: web::Path<String>) -> Result<HttpResponse, AppError> {
    put_aside(&state, token.into_inner(), "/nytt-passord")
}

pub async fn show_activation(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    show(&state, page, &request, Purpose::Activation).await
}

pub async fn show_reset(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    show(&state, page, &request, Purpose::Reset).await
}

pub async fn activate(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
    form: Form,
) -> Result<HttpResponse, AppError> {
    choose(&state, page, &request, form, Purpose::Activation).await
}

pub async fn reset(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
    form: Form,
) -> Result<HttpResponse, AppError> {
    choose(&state, page, &request, form, Purpose::Reset).await
}

fn new_password_page(page: Page, form: Form, purpose: Purpose, opened: recover::Opened) -> NewPasswordPage {
    let t = page.t;
    let (title, text, action) = if purpose == Purpose::Activation {
        (t.activate_title(), t.activate_text(&opened.name), "/aktiver")
    } else {
        (t.reset_title(), t.reset_text().to_owned(), "/nytt-passord")
    };
    NewPasswordPage {
        page,
        form,
        title,
        text,
        action,
        email: opened.email,
    }
}

fn dead_link(state: &State, page: Page) -> Result<HttpResponse, AppError> {
    let text = page.t.link_dead_password();
    dead(state, page, text, "/glemt-passord")
}

async fn opened(
    state: &web::Data<State>,
    page: &Page,
    token: String,
    purpose: Purpose,
) -> Result<Option<recover::Opened>, AppError> {
    let context = state.context(page);
    with_db(state, move |conn| {
        recover::look_up(conn, &context, &token, purpose)
    })
    .await
}

async fn show(
    state: &web::Data<State>,
    page: Page,
    request: &HttpRequest,
    purpose: Purpose,
) -> Result<HttpResponse, AppError> {
    match opened(state, &page, token_put_aside(state, request), purpose).await? {
        Some(opened) => html(&new_password_page(page, Form::default(), purpose, opened)),
        None => dead_link(state, page),
    }
}

async fn choose(
    state: &web::Data<State>,
    page: Page,
    request: &HttpRequest,
    mut form: Form,
    purpose: Purpose,
) -> Result<HttpResponse, AppError> {
    state.limits.knock(&page)?;
    let token = token_put_aside(state, request);
    let Some(opened) = opened(state, &page, token.clone(), purpose).await? else {
        return dead_link(state, page);
    };
    let hash = new_password_hash(state, &page, &mut form, opened.about.clone()).await?;
    let Some(hash) = hash else {
        return unprocessable(&new_password_page(page, form, purpose, opened));
    };
    let (context, agent) = (state.context(&page), page.user_agent.clone());
    let set = with_db(state, move |conn| {
        recover::set_password(conn, &context, &token, purpose, &hash, &agent)
    })
    .await?;
    let Some(set) = set else {
        return dead_link(state, page);
    };
    let done = if purpose == Purpose::Activation {
        page.t.activated()
    } else {
        page.t.reset_done()
    };
    let mut response = see_other_with("/logg-inn", done);
    drop_token(state, &mut response)?;
    if let Some(token) = set.trust {
        trust(state, &mut response, token)?;
    }
    Ok(response)
}
