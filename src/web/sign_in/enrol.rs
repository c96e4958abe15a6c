//! Setting up an authenticator app: on the way in, for staff who have none, and later from Min konto.

use actix_web::{HttpResponse, web};
use askama::Template;
use qrcode::{Color, QrCode};

use super::{Arrival, Next, half_way, recovery_codes};
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html, own_address, see_other, unprocessable};
use crate::{State, with_db};
use base::totp::Key;
use domain::people::session::{Session, Step};
use tasks::TaskError;
use tasks::accounts::second_factor::{self, SetUp};

#[derive(Template)]
#[template(path = "pages/sign_in/enrol.html")]
struct EnrolPage {
    page: Page,
    form: Form,
    next: String,
    offer: Offer,
    /// Where the form goes: it is the same page on the way in and in Min konto.
    action: &'static str,
    title: &'static str,
    text: &'static str,
}

/// A key that nobody has taken up yet.
struct Offer {
    /// As the form carries it.
    sealed: String,
    typed: String,
    picture: Picture,
}

/// The dark squares of a QR code as one SVG path, with the light margin that scanners want.
struct Picture {
    side: usize,
    path: String,
}

impl Offer {
    fn new(state: &State, session: &Session, key: &Key, time: i64) -> Result<Self, AppError> {
        let address = key.address(&session.actor.email).map_err(AppError::internal)?;
        Ok(Self {
            sealed: key.offer(&state.secret, session.actor.user.0, time),
            typed: key.typed(),
            picture: Picture::of(&address)?,
        })
    }
}

impl Picture {
    const MARGIN: usize = 4;

    fn of(address: &str) -> Result<Self, AppError> {
        use std::fmt::Write as _;
        let code = QrCode::new(address).map_err(AppError::internal)?;
        let width = code.width();
        let mut path = String::new();
        for (at, color) in code.to_colors().into_iter().enumerate() {
            if color == Color::Dark {
                let (x, y) = (at % width + Self::MARGIN, at / width + Self::MARGIN);
                let _ = write!(path, "M{x} {y}h1v1h-1z");
            }
        }
        Ok(Self {
            side: width + 2 * Self::MARGIN,
            path,
        })
    }
}

fn enrol_page(
    state: &State,
    page: Page,
    form: Form,
    next: String,
    session: &Session,
    key: &Key,
) -> Result<EnrolPage, AppError> {
    let offer = Offer::new(state, session, key, page.now.and_utc().timestamp())?;
    let t = page.t;
    let on_the_way = session.step == Step::EnrolTotp;
    Ok(EnrolPage {
        page,
        form,
        next,
        offer,
        action: if on_the_way {
            "/logg-inn/totp/oppsett"
        } else {
            "/konto/totrinn"
        },
        title: if on_the_way {
            t.enrol_title()
        } else {
            t.account_app_title()
        },
        text: if on_the_way {
            t.enrol_text()
        } else {
            t.account_app_text()
        },
    })
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    next: web::Query<Next>,
) -> Result<HttpResponse, AppError> {
    offer(&state, page, Step::EnrolTotp, next.address())
}

pub async fn submit(state: web::Data<State>, page: Page, form: Form) -> Result<HttpResponse, AppError> {
    take_up(state, page, form, Step::EnrolTotp).await
}

pub async fn show_change(state: web::Data<State>, page: Page) -> Result<HttpResponse, AppError> {
    offer(&state, page, Step::Done, "/konto")
}

pub async fn change(state: web::Data<State>, page: Page, form: Form) -> Result<HttpResponse, AppError> {
    take_up(state, page, form, Step::Done).await
}

fn offer(state: &State, page: Page, step: Step, next: &str) -> Result<HttpResponse, AppError> {
    match half_way(&page, step, next) {
        Ok(session) => html(&enrol_page(
            state,
            page,
            Form::default(),
            next.to_owned(),
            &session,
            &Key::random(),
        )?),
        Err(elsewhere) => Ok(see_other(&elsewhere)),
    }
}

async fn take_up(
    state: web::Data<State>,
    page: Page,
    mut form: Form,
    step: Step,
) -> Result<HttpResponse, AppError> {
    state.limits.knock(&page)?;
    let next = form.value("neste").to_owned();
    let session = match half_way(&page, step, &next) {
        Ok(session) => session,
        Err(elsewhere) => return Ok(see_other(&elsewhere)),
    };
    let time = page.now.and_utc().timestamp();
    let Some(key) = Key::offered(&state.secret, session.actor.user.0, time, form.value("nokkel")) else {
        form.wrong("kode", page.t.enrol_old());
        let page = enrol_page(&state, page, form, next, &session, &Key::random())?;
        return unprocessable(&page);
    };
    let code: String = form
        .line(page.t, "kode", page.t.code_label(), 20)
        .split_whitespace()
        .collect();
    if form.is_right() {
        let (context, task_key, task_session) = (state.context(&page), key.clone(), session.clone());
        let done = with_db(&state, move |conn| -> Result<_, TaskError> {
            match second_factor::set_up(conn, &context, &task_session, &task_key, &code)? {
                SetUp::Done { codes, entry } => {
                    let arrival = entry
                        .map(|entry| Arrival::of(conn, context.now, entry))
                        .transpose()?;
                    Ok(Some((codes, arrival)))
                }
                SetUp::Wrong => Ok(None),
            }
        })
        .await?;
        if let Some((codes, arrival)) = done {
            let next = own_address(&next).unwrap_or("/");
            let address = super::with_next("/konto/gjenopprettingskoder", next);
            let mut response = match arrival {
                Some(arrival) => arrival.answer_at(&state, &address)?,
                None => see_other(&address),
            };
            recovery_codes::hand_over(&state, &mut response, session.actor.user, &codes)?;
            return Ok(response);
        }
        form.wrong("kode", page.t.totp_wrong());
    }
    unprocessable(&enrol_page(&state, page, form, next, &session, &key)?)
}
