//! The login page: address and password on one page.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::{Arrival, Next, browser, compare, home, page_of, with_next};
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html, own_address, see_other, unprocessable};
use crate::{State, with_db};
use domain::people::session::Step;
use tasks::accounts::sign_in::{self, Rules};

#[derive(Template)]
#[template(path = "pages/sign_in/log_in.html")]
struct LogInPage {
    page: Page,
    form: Form,
    next: String,
    /// Whether respondents may come in by a mailed link.
    link: bool,
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    next: web::Query<Next>,
) -> Result<HttpResponse, AppError> {
    let next = next.address().to_owned();
    match page.session.as_deref() {
        Some(session) if session.step == Step::Done => {
            let address = own_address(&next).map_or_else(|| home(&session.actor), str::to_owned);
            return Ok(see_other(&address));
        }
        Some(session) => return Ok(see_other(&with_next(page_of(session.step), &next))),
        None => {}
    }
    html(&LogInPage {
        page,
        form: Form::default(),
        next,
        link: state.config.respondent_link_login,
    })
}

pub async fn submit(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    state.limits.knock(&page)?;
    let next = form.value("neste").to_owned();
    let email = form.email(page.t, "epost", page.t.email());
    let password = form.verbatim("passord").to_owned();
    if password.is_empty() {
        form.wrong("passord", page.t.missing(&page.t.password()));
    }
    if form.is_right() {
        let (user, verdict) = compare(&state, email, password).await?;
        let (context, browser) = (state.context(&page), browser(&state, &page, &request));
        let rules = Rules {
            demo: state.config.demo,
        };
        let arrival = with_db(&state, move |conn| {
            let entry = sign_in::with_password(conn, &context, user, &verdict, &browser, rules)?;
            entry
                .map(|entry| Arrival::of(conn, context.now, entry))
                .transpose()
        })
        .await?;
        if let Some(arrival) = arrival {
            return arrival.answer(&state, &next);
        }
        form.wrong("epost", page.t.sign_in_failed());
    }
    unprocessable(&LogInPage {
        page,
        form,
        next,
        link: state.config.respondent_link_login,
    })
}
