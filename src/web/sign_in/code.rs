//! Six digits by mail, for a respondent on a browser that is new to the account.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::{Arrival, Next, half_way, with_next};
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html, see_other, see_other_but, see_other_with, unprocessable};
use crate::{State, with_db};
use domain::people::session::{Session, Step};
use tasks::accounts::sign_in::{self, SecondStep};

#[derive(Template)]
#[template(path = "pages/sign_in/code.html")]
struct CodePage {
    page: Page,
    form: Form,
    next: String,
    /// What has been mailed, and where to; or when it can be.
    lead: String,
}

/// What the page says above the field.
async fn lead(state: &web::Data<State>, page: &Page, session: Session) -> Result<String, AppError> {
    let (t, context) = (page.t, state.context(page));
    let email = session.actor.email.clone();
    let until = with_db(state, move |conn| {
        sign_in::without_code_until(conn, &context, &session)
    })
    .await?;
    Ok(match until {
        Some(next) => t.code_wait(&t.time(next)),
        None => t.code_text(&email),
    })
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    next: web::Query<Next>,
) -> Result<HttpResponse, AppError> {
    let next = next.address().to_owned();
    match half_way(&page, Step::MailedCode, &next) {
        Ok(session) => html(&CodePage {
            lead: lead(&state, &page, session).await?,
            page,
            form: Form::default(),
            next,
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
    let lead = lead(&state, &page, session.clone()).await?;
    let digits: String = form
        .line(page.t, "kode", page.t.code_label(), 20)
        .split_whitespace()
        .collect();
    if form.is_right() {
        let (context, agent) = (state.context(&page), page.user_agent.clone());
        let outcome = with_db(&state, move |conn| {
            match sign_in::with_code(conn, &context, &session, &digits, &agent)? {
                SecondStep::In(entry) => Arrival::of(conn, context.now, entry).map(Ok),
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
        lead,
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
    let wait_until = with_db(&state, move |conn| {
        sign_in::send_code_again(conn, &context, &session)
    })
    .await?;
    let address = with_next("/logg-inn/kode", next);
    Ok(match wait_until {
        None => see_other_with(&address, page.t.code_sent_again()),
        Some(until) => see_other_but(&address, page.t.code_wait(&page.t.time(until))),
    })
}
