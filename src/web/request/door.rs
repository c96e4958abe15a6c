//! The door of each address: who is let in, who is sent to the login, who is refused.

use actix_web::http::Method;

use crate::error::AppError;
use crate::page::Page;
use crate::routes::{self, Door, Row};
use domain::people::access::Subject;
use domain::people::session::Step;

/// What a closed door answers.
pub enum Stop {
    Error(AppError),
    Redirect(String),
}

/// Whether whoever asks is stopped, and how.
pub fn stop(row: &Row, path: &str, page: &Page) -> Option<Stop> {
    if row.door == Door::Open {
        return None;
    }
    let Some(session) = page
        .session
        .as_deref()
        .filter(|session| session.step == Step::Done)
    else {
        // A person between password and code goes on there; the address asked for comes back after it.
        return Some(Stop::Redirect(format!(
            "/logg-inn?neste={}",
            crate::encode(way_back(row, page))
        )));
    };
    let part = |name| routes::parameter(row.path, path, name).unwrap_or("");
    let (may, refusal) = match row.door {
        Door::Open | Door::SignedIn => (true, AppError::Forbidden),
        Door::Portal(action) => (session.actor.may(action, Subject::Portal), AppError::Forbidden),
        Door::Mapping(action) => (
            session.actor.may(action, Subject::Mapping(part("m"))),
            AppError::Forbidden,
        ),
        // Whether another municipality has a list is not for others to learn.
        Door::Hearing(action) => {
            let (mapping, number) = (part("m"), part("k"));
            (
                session.actor.may(action, Subject::Hearing { mapping, number }),
                AppError::NotFound,
            )
        }
        Door::Region(action) => {
            let (mapping, nr) = (part("m"), part("r").parse());
            (
                nr.is_ok_and(|nr| session.actor.may(action, Subject::Region { mapping, nr })),
                AppError::NotFound,
            )
        }
    };
    if !may {
        tracing::warn!(
            event = "authz_fail",
            user = session.actor.user.0,
            path,
            "refused at the door"
        );
        return Some(Stop::Error(refusal));
    }
    if row.fresh && !session.is_fresh(page.now) {
        return Some(Stop::Redirect(format!(
            "/bekreft-innlogging?neste={}",
            crate::encode(way_back(row, page))
        )));
    }
    None
}

/// Where the reader was going. A form's own address may have no page; then the one above it has, which shows the form.
fn way_back<'a>(row: &Row, page: &'a Page) -> &'a str {
    if row.method == Method::GET {
        return &page.address;
    }
    let mut path = page.path();
    while routes::find(&Method::GET, path).is_none() {
        let Some((above, _)) = path.rsplit_once('/') else {
            return "/";
        };
        path = above;
    }
    path
}
