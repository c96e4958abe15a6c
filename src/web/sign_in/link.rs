//! The login link: asking for it, and coming in by it. The link itself only leads to a page with a button.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::{Arrival, browser, drop_token, in_equal_time, put_aside, token_put_aside};
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html, html_with, see_other, unprocessable};
use crate::{State, with_db};
use domain::people::token::Purpose;
use tasks::accounts::{recover, sign_in};

#[derive(Template)]
#[template(path = "pages/sign_in/ask.html")]
pub(super) struct AskPage {
    pub page: Page,
    pub form: Form,
    pub title: &'static str,
    pub text: &'static str,
    pub action: &'static str,
    pub button: &'static str,
}

#[derive(Template)]
#[template(path = "pages/sign_in/sent.html")]
struct SentPage {
    page: Page,
}

#[derive(Template)]
#[template(path = "pages/sign_in/link.html")]
struct LinkPage {
    page: Page,
    name: String,
}

/// A link that opens nothing, whatever the reason: used, too old, made worthless, or never made.
#[derive(Template)]
#[template(path = "pages/sign_in/dead_link.html")]
struct DeadLinkPage {
    page: Page,
    text: &'static str,
    /// Where a new one is asked for; empty where none can be.
    again: &'static str,
}

/// The refusal that every worthless link gets. Its token is of no more use to the browser either.
pub(crate) fn dead(
    state: &State,
    page: Page,
    text: &'static str,
    again: &'static str,
) -> Result<HttpResponse, AppError> {
    let mut response = html_with(StatusCode::GONE, &DeadLinkPage { page, text, again })?;
    drop_token(state, &mut response)?;
    Ok(response)
}

/// Where the switch is off, the way is gone.
fn is_on(state: &State) -> Result<(), AppError> {
    if state.config.respondent_link_login {
        Ok(())
    } else {
        Err(AppError::NotFound)
    }
}

fn ask_page(page: Page, form: Form) -> AskPage {
    AskPage {
        title: page.t.ask_link_title(),
        text: page.t.ask_link_text(),
        action: "/logg-inn/lenke",
        button: page.t.send_me_a_link(),
        page,
        form,
    }
}

pub async fn ask(state: web::Data<State>, page: Page) -> Result<HttpResponse, AppError> {
    is_on(&state)?;
    html(&ask_page(page, Form::default()))
}

pub async fn send(state: web::Data<State>, page: Page, mut form: Form) -> Result<HttpResponse, AppError> {
    is_on(&state)?;
    state.limits.knock(&page)?;
    let email = form.email(page.t, "epost", page.t.email());
    if !form.is_right() {
        return unprocessable(&ask_page(page, form));
    }
    let context = state.context(&page);
    in_equal_time(with_db(&state, move |conn| {
        recover::ask_login_link(conn, &context, &email)
    }))
    .await?;
    Ok(see_other("/logg-inn/sendt"))
}

/// The same for every letter that was asked for, and for every address.
pub async fn sent(page: Page) -> Result<HttpResponse, AppError> {
    html(&SentPage { page })
}

pub async fn land(state: web::Data<State>, token: web::Path<String>) -> Result<HttpResponse, AppError> {
    is_on(&state)?;
    put_aside(&state, token.into_inner(), "/logg-inn/med-lenke")
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    is_on(&state)?;
    let (context, token) = (state.context(&page), token_put_aside(&state, &request));
    let opened = with_db(&state, move |conn| {
        recover::look_up(conn, &context, &token, Purpose::Login)
    })
    .await?;
    match opened {
        Some(opened) => html(&LinkPage {
            page,
            name: opened.name,
        }),
        None => dead_login(&state, page),
    }
}

pub async fn enter(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    is_on(&state)?;
    state.limits.knock(&page)?;
    let (context, token) = (state.context(&page), token_put_aside(&state, &request));
    let browser = browser(&state, &page, &request);
    let arrival = with_db(&state, move |conn| {
        let entry = sign_in::with_link(conn, &context, &token, &browser)?;
        entry
            .map(|entry| Arrival::of(conn, context.now, entry))
            .transpose()
    })
    .await?;
    let Some(arrival) = arrival else {
        return dead_login(&state, page);
    };
    let mut response = arrival.answer(&state, "")?;
    drop_token(&state, &mut response)?;
    Ok(response)
}

fn dead_login(state: &State, page: Page) -> Result<HttpResponse, AppError> {
    let text = page.t.link_dead_login();
    dead(state, page, text, "/logg-inn/lenke")
}
