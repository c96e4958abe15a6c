//! One person: details, roles, where signed in, what happened, and what can be done about it.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDateTime;

use super::users;
use crate::admin::log;
use crate::admin::log::line::LogLine;
use crate::admin::{scope_name, under_users};
use crate::error::AppError;
use crate::page::{Page, html};
use crate::{State, with_db};
use db::people;
use db::people::read::{HeldRole, Person};
use db::people::sessions::{self, OpenSession};
use db::{DbConn, audit};
use domain::people::access::UserId;
use domain::people::person::AccountState;
use domain::people::session::Session;
use i18n::Lang;

const LOG_LINES: i64 = 15;

#[derive(Template)]
#[template(path = "pages/admin/user.html")]
struct UserPage {
    page: Page,
    user: i64,
    name: String,
    email: String,
    state: &'static str,
    color: &'static str,
    locked: Option<String>,
    created: String,
    activated: String,
    last_seen: String,
    second_factor: String,
    in_force: Vec<Role>,
    ended: Vec<Role>,
    sessions: Vec<SessionRow>,
    log: Vec<LogLine>,
    grant_href: String,
    acts: Vec<(String, &'static str)>,
}

struct Role {
    id: i64,
    name: &'static str,
    scope: String,
    granted: String,
    ended: String,
}

struct SessionRow {
    browser: String,
    ip: String,
    since: String,
    last_seen: String,
}

/// The person, or 404.
pub(crate) fn load(conn: &mut DbConn, user: i64) -> Result<Person, AppError> {
    people::read::one(conn, user)?.ok_or(AppError::NotFound)
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    user: web::Path<i64>,
) -> Result<HttpResponse, AppError> {
    let user = user.into_inner();
    let about = audit::read::Filter {
        person: Some(user),
        ..audit::read::Filter::default()
    };
    let now = page.now;
    let (person, roles, sessions, log) = with_db(&state, move |conn| -> Result<_, AppError> {
        let person = load(conn, user)?;
        let roles = people::read::roles_of(conn, &[user])?;
        let is_staff = roles
            .iter()
            .any(|held| held.ended_at.is_none() && held.role.is_staff());
        let sessions = sessions::list(conn, UserId(user), Session::idle_limit_of(is_staff), now)?;
        let log = audit::read::lines(conn, &about, audit::read::Part::Newest, LOG_LINES)?;
        Ok((person, roles, sessions, log))
    })
    .await?;
    let page = under_users(page);
    let t = page.t;
    let (in_force, ended): (Vec<_>, Vec<_>) = roles.iter().partition(|held| held.ended_at.is_none());
    let when = |at: Option<NaiveDateTime>, never: &str| at.map_or_else(|| never.to_owned(), |at| t.time(at));
    let state = person.state(now);
    html(&UserPage {
        user,
        state: t.account_state(state),
        color: users::color(state),
        locked: person
            .locked_until
            .filter(|_| state == AccountState::Locked)
            .map(|until| t.users_locked_until(&t.time(until))),
        created: t.time(person.created_at),
        activated: when(person.activated_at, t.users_not_activated()),
        last_seen: when(person.last_seen_at, t.users_never()),
        second_factor: person.totp_confirmed_at.map_or_else(
            || t.users_factor_missing().to_owned(),
            |at| t.users_factor_set(&t.time(at)),
        ),
        in_force: in_force.into_iter().map(|held| role(t, held)).collect(),
        ended: ended.into_iter().map(|held| role(t, held)).collect(),
        sessions: sessions.into_iter().map(|open| session(t, open)).collect(),
        log: log.into_iter().map(|line| log::line::told(t, line)).collect(),
        grant_href: format!("/admin/brukere/{user}/roller/ny"),
        acts: super::acts::Act::offered(&person, now)
            .map(|act| (format!("/admin/brukere/{user}/{}", act.path()), act.name(t)))
            .collect(),
        name: person.name,
        email: person.email,
        page,
    })
}

fn session(t: Lang, open: OpenSession) -> SessionRow {
    SessionRow {
        browser: open.user_agent.unwrap_or_default(),
        ip: open.ip.unwrap_or_default(),
        since: t.time(open.created_at),
        last_seen: t.time(open.last_seen_at),
    }
}

fn role(t: Lang, held: &HeldRole) -> Role {
    let by = |at: NaiveDateTime, name: Option<&String>| match name {
        Some(name) => t.users_when_by(&t.date(base::clock::today(at)), name),
        None => t.date(base::clock::today(at)),
    };
    Role {
        id: held.id,
        name: t.role(held.role),
        scope: scope_name(held).unwrap_or_else(|| t.users_scope_portal().to_owned()),
        granted: by(held.granted_at, held.granted_by.as_ref()),
        ended: held
            .ended_at
            .map_or_else(String::new, |at| by(at, held.ended_by.as_ref())),
    }
}
