//! Who is signed in where: one row a browser, found by the hash of its token.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;

use super::schema::{mapping, municipality, session, user_account, user_role};
use super::{DbConn, bad_code};
use crate::domain::access::{Actor, Grant, Role, UserId};
use crate::domain::session::{Session, SessionId, Step};

/// How far behind `last_seen_at` may be: a write for every page read would cost a disk sync each.
const SEEN_EVERY: TimeDelta = TimeDelta::seconds(60);

/// The session with its person and all that the person may do now, in one statement, so that a role that was taken
/// away a moment ago is already gone.
pub fn find(conn: &mut DbConn, token_hash: &str) -> QueryResult<Option<Session>> {
    let rows: Vec<FoundRow> = session::table
        .inner_join(user_account::table)
        .left_join(
            user_role::table.on(user_role::user_id
                .eq(user_account::id)
                .and(user_role::ended_at.is_null())),
        )
        .left_join(mapping::table.on(user_role::mapping_id.eq(mapping::id.nullable())))
        .left_join(municipality::table.on(user_role::municipality_id.eq(municipality::id.nullable())))
        .filter(session::token_hash.eq(token_hash))
        .filter(session::ended_at.is_null())
        .filter(user_account::disabled_at.is_null())
        .select((
            SessionRow::as_select(),
            PersonRow::as_select(),
            user_role::role.nullable(),
            mapping::slug.nullable(),
            (municipality::number, municipality::name).nullable(),
        ))
        .order(municipality::sort_key)
        .load(conn)?;
    let mut grants = Vec::new();
    let mut answers_for = Vec::new();
    for (_, _, role, mapping, municipality) in &rows {
        let Some(role) = role else { continue };
        let role = Role::try_from(role.clone()).map_err(bad_code)?;
        grants.push(Grant {
            role,
            mapping: mapping.clone(),
            municipality: municipality.as_ref().map(|(number, _)| number.clone()),
        });
        if let Some((_, name)) = municipality
            && !answers_for.contains(name)
        {
            answers_for.push(name.clone());
        }
    }
    let Some((row, person, ..)) = rows.into_iter().next() else {
        return Ok(None);
    };
    Ok(Some(Session {
        id: SessionId(row.id),
        actor: Actor {
            user: UserId(person.id),
            name: person.name,
            email: person.email,
            grants,
        },
        answers_for,
        language: person.language,
        step: Step::try_from(row.step).map_err(bad_code)?,
        created_at: row.created_at,
        last_seen_at: row.last_seen_at,
        authenticated_at: row.authenticated_at,
    }))
}

/// A row for each grant, with its role, mapping and municipality.
type FoundRow = (
    SessionRow,
    PersonRow,
    Option<String>,
    Option<String>,
    Option<(String, String)>,
);

#[derive(Queryable, Selectable)]
#[diesel(table_name = session)]
struct SessionRow {
    id: i64,
    step: String,
    created_at: NaiveDateTime,
    last_seen_at: NaiveDateTime,
    authenticated_at: NaiveDateTime,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = user_account)]
struct PersonRow {
    id: i64,
    name: String,
    email: String,
    language: Option<String>,
}

pub fn is_due_for_touch(session: &Session, now: NaiveDateTime) -> bool {
    now - session.last_seen_at >= SEEN_EVERY
}

/// Notes that the person is still there.
pub fn touch(conn: &mut DbConn, session: SessionId, now: NaiveDateTime) -> QueryResult<()> {
    super::write(conn, |conn| {
        diesel::update(session::table.find(session.0))
            .set(session::last_seen_at.eq(now))
            .execute(conn)
            .map(drop)
    })
}
