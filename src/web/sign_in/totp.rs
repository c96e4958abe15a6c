//! The second step of staff: the code that the app shows, or one of the recovery codes.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::{Arrival, Next, half_way};
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html, see_other, unprocessable};
use crate::request::cookies::Flash;
use crate::{State, with_db};
use domain::people::session::Step;
use tasks::accounts::second_factor;
use tasks::accounts::sign_in::SecondStep;

#[derive(Template)]
#[template(path = "pages/sign_in/totp.html")]
struct TotpPage {
    page: Page,
    form: Form,
    next: String,
}

#[derive(Template)]
#[template(path = "pages/sign_in/recovery.html")]
struct RecoveryPage {
    page: Page,
    form: Form,
    next: String,
}

pub async fn show(page: Page, next: web::Query<Next>) -> Result<HttpResponse, AppError> {
    let next = next.address().to_owned();
    match half_way(&page, Step::Totp, &next) {
        Ok(_) => html(&TotpPage {
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
    let session = match half_way(&page, Step::Totp, &next) {
        Ok(session) => session,
        Err(elsewhere) => return Ok(see_other(&elsewhere)),
    };
    let code: String = form
        .line(page.t, "kode", page.t.code_label(), 20)
        .split_whitespace()
        .collect();
    if form.is_right() {
        let context = state.context(&page);
        let arrival = with_db(&state, move |conn| {
            match second_factor::with_totp(conn, &context, &session, &code)? {
                SecondStep::In(entry) => Arrival::of(conn, context.now, entry).map(Some),
                SecondStep::Wrong | SecondStep::Expired => Ok(None),
            }
        })
        .await?;
        if let Some(arrival) = arrival {
            return arrival.answer(&state, &next);
        }
        form.wrong("kode", page.t.totp_wrong());
    }
    unprocessable(&TotpPage { page, form, next })
}

pub async fn recovery(page: Page, next: web::Query<Next>) -> Result<HttpResponse, AppError> {
    let next = next.address().to_owned();
    match half_way(&page, Step::Totp, &next) {
        Ok(_) => html(&RecoveryPage {
            page,
            form: Form::default(),
            next,
        }),
        Err(elsewhere) => Ok(see_other(&elsewhere)),
    }
}

pub async fn recover(state: web::Data<State>, page: Page, mut form: Form) -> Result<HttpResponse, AppError> {
    state.limits.knock(&page)?;
    let next = form.value("neste").to_owned();
    let session = match half_way(&page, Step::Totp, &next) {
        Ok(session) => session,
        Err(elsewhere) => return Ok(see_other(&elsewhere)),
    };
    let code = form.line(page.t, "kode", page.t.recovery_code(), 40);
    if form.is_right() {
        let context = state.context(&page);
        let arrival = with_db(&state, move |conn| {
            match second_factor::with_recovery_code(conn, &context, &session, &code)? {
                SecondStep::In(entry) => {
                    let left = db::people::recovery_codes::left(conn, session.actor.user)?;
                    Arrival::of(conn, context.now, entry).map(|arrival| Some((arrival, left)))
                }
                SecondStep::Wrong | SecondStep::Expired => Ok(None),
            }
        })
        .await?;
        if let Some((arrival, left)) = arrival {
            let mut response = arrival.answer(&state, &next)?;
            response.extensions_mut().insert(Flash {
                good: left > 2,
                text: page.t.recovery_left(&left),
            });
            return Ok(response);
        }
        form.wrong("kode", page.t.recovery_wrong());
    }
    unprocessable(&RecoveryPage { page, form, next })
}
