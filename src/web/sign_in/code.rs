//! Six digits by mail, for a respondent on a browser that is new to the account.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::{Arrival, Next, half_way, with_next};
use crate::domain::session::Step;
use crate::tasks::accounts::sign_in::{self, SecondStep};
use crate::web::error::AppError;
use crate::web::form::Form;
use crate::web::page::{Page, html, see_other, see_other_with, unprocessable};
use crate::web::{State, with_db};

#[derive(Template)]
#[template(path = "pages/sign_in/code.html")]
struct CodePage {
    page: Page,
    form: Form,
    next: String,
    email: String,
}

pub async fn show(page: Page, next: web::Query<Next>) -> Result<HttpResponse, AppError> {
    let next = next.address().to_owned();
    match half_way(&page, Step::MailedCode, &next) {
        Ok(session) => html(&CodePage {
            page,
            form: Form::default(),
            next,
            email: session.actor.email,
        }),
        Err(elsewhere) => Ok(see_other(&elsewhere)),
    }
}

pub async fn submit(state: web::Data<State>, page: Page, mut form: Form) -> Result<HttpResponse, AppError> {
    state.limits.knock(&page)?;
    let next = form.value("neste").to_owned();
    let session = match half_way(&page, Step::MailedCode, &next) {
        Ok(session) => session,
        Err(elsewhere) => return Ok(see_other(&elsewhere)),
    };
    let email = session.actor.email.clone();
    let digits: String = form
        .line(page.t, "kode", page.t.code_label(), 20)
        .split_whitespace()
        .collect();
    if form.is_right() {
        let (context, agent) = (state.context(&page), page.user_agent.clone());
        let outcome = with_db(&state, move |conn| {
            match sign_in::with_code(conn, &context, &session, &digits, &agent)? {
                SecondStep::In(entry) => Arrival::of(conn, entry).map(Ok),
                other => Ok(Err(other)),
            }
        })
        .await?;
        match outcome {
            Ok(arrival) => return arrival.answer(&state, &next),
            Err(SecondStep::Expired) => form.wrong("kode", page.t.code_expired()),
            Err(_) => form.wrong("kode", page.t.code_wrong()),
        }
    }
    unprocessable(&CodePage {
        page,
        form,
        next,
        email,
    })
}

pub async fn again(state: web::Data<State>, page: Page, form: Form) -> Result<HttpResponse, AppError> {
    state.limits.knock(&page)?;
    let next = form.value("neste");
    let session = match half_way(&page, Step::MailedCode, next) {
        Ok(session) => session,
        Err(elsewhere) => return Ok(see_other(&elsewhere)),
    };
    let context = state.context(&page);
    with_db(&state, move |conn| {
        sign_in::send_code_again(conn, &context, &session)
    })
    .await?;
    Ok(see_other_with(
        &with_next("/logg-inn/kode", next),
        page.t.code_sent_again(),
    ))
}
