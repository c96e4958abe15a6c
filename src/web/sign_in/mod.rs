//! Coming in and going out: login, codes, links from letters, the first password and a new one.

pub mod code;
pub mod enrol;
pub mod first;
pub mod link;
pub mod log_in;
pub mod log_out;
mod new_password;
pub mod password;
pub mod recovery_codes;
pub mod step_up;
pub mod totp;

pub(super) use new_password::hash as new_password_hash;

use std::future::Future;
use std::time::Duration;

use actix_web::cookie::time::Duration as CookieAge;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::error::AppError;
use super::page::{Page, own_address, see_other};
use super::{State, encode, with_db};
use crate::request::cookies::NewVisitor;
use base::passwords::Verdict;
use base::secret;
use chrono::NaiveDateTime;
use db::DbConn;
use domain::people::access::{Actor, UserId};
use domain::people::session::{Session, Step};
use tasks::TaskError;
use tasks::accounts::{Browser, Entry};

/// `?neste=`: where the person was going.
#[derive(Debug, Default, Deserialize)]
pub struct Next {
    #[serde(default)]
    neste: String,
}

impl Next {
    pub fn address(&self) -> &str {
        own_address(&self.neste).unwrap_or("")
    }
}

fn with_next(path: &str, next: &str) -> String {
    match own_address(next) {
        Some(next) => format!("{path}?neste={}", encode(next)),
        None => path.to_owned(),
    }
}

/// Where somebody begins who did not say where to.
pub(super) fn home(actor: &Actor) -> String {
    match actor.only_mapping() {
        Some(only) => format!("/kartlegging/{only}"),
        None if !actor.is_staff() && actor.municipalities().next().is_some() => "/svar".to_owned(),
        None => "/".to_owned(),
    }
}

/// What the tasks want to know of whoever comes in.
fn browser(state: &State, page: &Page, request: &HttpRequest) -> Browser {
    Browser {
        user_agent: page.user_agent.clone(),
        ip: page.client_ip.clone(),
        had: page.session.as_deref().map(|session| session.id),
        trusted: request
            .cookie(state.jar().trusted_browser())
            .map(|cookie| cookie.value().to_owned()),
    }
}

/// Somebody who is in, or half way in, as the next request will find them.
struct Arrival {
    entry: Entry,
    session: Session,
    /// A form of theirs waits from a session that ran out.
    has_kept_form: bool,
}

impl Arrival {
    fn of(conn: &mut DbConn, now: NaiveDateTime, entry: Entry) -> Result<Self, TaskError> {
        let session = db::people::sessions::find(conn, &secret::hash(&entry.token), now)?
            .ok_or(TaskError::Forbidden)?;
        let user = session.actor.user;
        Ok(Self {
            entry,
            has_kept_form: db::people::kept_forms::has_any(conn, user, now)?,
            session,
        })
    }

    /// On to where the person was going, or to what is still to be shown.
    fn answer(self, state: &State, next: &str) -> Result<HttpResponse, AppError> {
        let address = match self.entry.step {
            Step::Done => match own_address(next) {
                Some(next) => next.to_owned(),
                // A mailed link knows nothing of where its reader was.
                None if self.has_kept_form => "/fortsett".to_owned(),
                None => home(&self.session.actor),
            },
            step => with_next(page_of(step), next),
        };
        self.answer_at(state, &address)
    }

    fn answer_at(self, state: &State, address: &str) -> Result<HttpResponse, AppError> {
        let mut response = see_other(address);
        if let Some(token) = self.entry.trust {
            trust(state, &mut response, token)?;
        }
        response.extensions_mut().insert(NewVisitor(self.entry.token));
        Ok(response)
    }
}

/// The page that asks for what is missing.
fn page_of(step: Step) -> &'static str {
    match step {
        Step::Done => "/",
        Step::MailedCode => "/logg-inn/kode",
        Step::Totp => "/logg-inn/totp",
        Step::EnrolTotp => "/logg-inn/totp/oppsett",
    }
}

/// The browser will be known again.
fn trust(state: &State, response: &mut HttpResponse, token: String) -> Result<(), AppError> {
    let jar = state.jar();
    let age = CookieAge::seconds(db::people::trusted_browsers::TRUSTED_FOR.num_seconds());
    response
        .add_cookie(&jar.make(jar.trusted_browser(), token, Some(age)))
        .map_err(AppError::internal)
}

/// The session that waits for `step`; for whoever is elsewhere, the address that knows where they belong.
fn half_way(page: &Page, step: Step, next: &str) -> Result<Session, String> {
    match page.session.as_deref() {
        Some(session) if session.step == step => Ok(session.clone()),
        _ => Err(with_next("/logg-inn", next)),
    }
}

/// Puts the token of a letter's link into a cookie and goes on to an address without it (S10). Nothing is looked up
/// and nothing is written: mail scanners come here first (S9).
pub(super) fn put_aside(state: &State, token: String, clean: &str) -> Result<HttpResponse, AppError> {
    let jar = state.jar();
    let mut response = see_other(clean);
    response
        .add_cookie(&jar.make(jar.letter_link(), token, Some(CookieAge::minutes(15))))
        .map_err(AppError::internal)?;
    Ok(response)
}

/// The token that was put aside; nothing for those who come without.
pub(super) fn token_put_aside(state: &State, request: &HttpRequest) -> String {
    request
        .cookie(state.jar().letter_link())
        .map(|cookie| cookie.value().to_owned())
        .unwrap_or_default()
}

pub(super) fn drop_token(state: &State, response: &mut HttpResponse) -> Result<(), AppError> {
    let jar = state.jar();
    response
        .add_cookie(&jar.remove(jar.letter_link()))
        .map_err(AppError::internal)
}

/// Whether an address has an account shows in nothing, not even in how long the answer takes: it is given when this
/// long has passed (S6).
const ANSWER_AFTER: Duration = Duration::from_millis(250);

async fn in_equal_time<T>(work: impl Future<Output = T>) -> T {
    let (outcome, ()) = tokio::join!(work, actix_web::rt::time::sleep(ANSWER_AFTER));
    outcome
}

/// Compares a typed password with the person's own, and tells whose it is; no database connection is held meanwhile.
async fn compare(
    state: &web::Data<State>,
    email: String,
    password: String,
) -> Result<(Option<UserId>, Verdict), AppError> {
    let account = with_db(state, move |conn| db::people::accounts::by_email(conn, &email)).await?;
    let user = account.as_ref().map(db::people::accounts::Account::user);
    let stored = account.and_then(|account| account.password_hash);
    let verdict = state
        .passwords
        .verify(password, stored)
        .await
        .map_err(AppError::internal)?;
    Ok((user, verdict))
}
