//! The demo's hearing round, made by the same tasks as the pages use.

use chrono::{NaiveTime, TimeDelta};

use super::{OPEN, staff};
use crate::clock;
use crate::db::rounds::Times;
use crate::db::{DbConn, accounts};
use crate::domain::access::{Actor, Grant, Role};
use crate::tasks::{Context, TaskError, rounds};

/// Round 1 went out to all 38 two weeks ago, and ends three weeks from now at four in the afternoon.
pub fn round(conn: &mut DbConn, context: &Context) -> Result<(), TaskError> {
    let sent = Context {
        actor: Some(coordinator(conn)?),
        now: context.now - TimeDelta::days(14),
        ..context.clone()
    };
    let deadline = clock::today(context.now + TimeDelta::days(21)).and_time(NaiveTime::MIN);
    let times = Times {
        deadline: Some(clock::from_oslo(deadline + TimeDelta::hours(16))),
        ..Times::default()
    };
    rounds::plan(conn, &sent, OPEN, &times)?;
    rounds::send(conn, &sent, OPEN, None)?;
    Ok(())
}

fn coordinator(conn: &mut DbConn) -> Result<Actor, TaskError> {
    let (email, name, _) = staff()[0];
    let account = accounts::by_email(conn, email)?.ok_or(TaskError::NotFound)?;
    Ok(Actor {
        user: account.user(),
        name: name.to_owned(),
        email: email.to_owned(),
        grants: vec![Grant {
            role: Role::Coordinator,
            mapping: Some(OPEN.to_owned()),
            municipality: None,
        }],
    })
}
