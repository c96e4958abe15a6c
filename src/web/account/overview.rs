//! Min konto at a glance: who one is, how one comes in, and where one is signed in.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::browser_name::browser_name;
use crate::error::AppError;
use crate::page::{Page, html};
use crate::{State, with_db};
use base::clock;
use db::people::read::HeldRole;
use i18n::Lang;
use tasks::TaskError;

#[derive(Template)]
#[template(path = "pages/account/overview.html")]
struct OverviewPage {
    page: Page,
    name: String,
    email: String,
    roles: Vec<String>,
    /// Their app is asked for every time, whichever the browser.
    is_staff: bool,
    has_password: bool,
    /// Since when codes from an app are asked for.
    app: Option<String>,
    codes_left: i64,
    sessions: Vec<Row>,
    trusted: Vec<Row>,
}

/// One browser.
struct Row {
    id: i64,
    name: String,
    since: String,
    seen: String,
    until: String,
    is_this: bool,
}

pub async fn show(state: web::Data<State>, page: Page) -> Result<HttpResponse, AppError> {
    let session = page.session.as_deref().cloned().ok_or(AppError::Forbidden)?;
    let (t, now) = (page.t, page.now);
    let (user, this, idle) = (session.actor.user, session.id, session.idle_limit());
    let is_staff = session.actor.is_staff();
    let (account, held, sessions, trusted, codes_left) =
        with_db(&state, move |conn| -> Result<_, TaskError> {
            let account = db::people::accounts::one(conn, user)?.ok_or(TaskError::NotFound)?;
            Ok((
                account,
                db::people::read::roles_of(conn, &[user.0])?,
                db::people::sessions::list(conn, user, idle, now)?,
                db::people::trusted_browsers::list(conn, user, now)?,
                db::people::recovery_codes::left(conn, user)?,
            ))
        })
        .await?;
    let sessions = sessions.into_iter().map(|row| Row {
        id: row.id,
        name: browser_name(t, row.user_agent.as_deref()),
        since: t.time(row.created_at),
        seen: t.time(row.last_seen_at),
        until: String::new(),
        is_this: row.id == this.0,
    });
    let trusted = trusted.into_iter().map(|row| Row {
        id: row.id,
        name: browser_name(t, row.user_agent.as_deref()),
        since: t.time(row.created_at),
        seen: t.time(row.last_seen_at),
        until: t.date(clock::today(row.expires_at)),
        is_this: false,
    });
    let app = account
        .totp_confirmed_at
        .map(|at| t.account_app_since(&t.date(clock::today(at))));
    html(&OverviewPage {
        roles: held
            .iter()
            .filter(|role| role.ended_at.is_none())
            .map(|role| role_name(t, role))
            .collect(),
        is_staff,
        name: account.name,
        email: account.email,
        has_password: account.password_hash.is_some(),
        app,
        codes_left,
        sessions: sessions.collect(),
        trusted: trusted.collect(),
        page,
    })
}

/// «Koordinator, Trøndelag 2026», «Kommunedirektør, Grong».
fn role_name(t: Lang, held: &HeldRole) -> String {
    let role = t.role(held.role);
    let named = held.mapping.as_ref().or(held.municipality.as_ref());
    match named.map(|(_, name)| name).or(held.region.as_ref()) {
        Some(place) => t.account_role_for(role, place),
        None => role.to_owned(),
    }
}
