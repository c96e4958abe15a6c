//! Browsers that have proved themselves by a mailed code, so that they are not asked again.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;

use crate::DbConn;
use crate::schema::trusted_browser;
use domain::people::access::UserId;

/// A kommunedirektør comes once a year; the next year's code is no burden.
pub const TRUSTED_FOR: TimeDelta = TimeDelta::days(180);

/// A browser as its person sees it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = trusted_browser)]
pub struct TrustedBrowser {
    pub id: i64,
    pub user_agent: Option<String>,
    pub created_at: NaiveDateTime,
    pub last_seen_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
}

pub fn trust(
    conn: &mut DbConn,
    user: UserId,
    hash: &str,
    user_agent: &str,
    now: NaiveDateTime,
) -> QueryResult<()> {
    diesel::insert_into(trusted_browser::table)
        .values((
            trusted_browser::user_id.eq(user.0),
            trusted_browser::token_hash.eq(hash),
            trusted_browser::user_agent.eq(user_agent),
            trusted_browser::created_at.eq(now),
            trusted_browser::last_seen_at.eq(now),
            trusted_browser::expires_at.eq(now + TRUSTED_FOR),
        ))
        .execute(conn)
        .map(drop)
}

/// Whether the person has proved this browser; if so, it has been seen now.
pub fn recognise(conn: &mut DbConn, user: UserId, hash: &str, now: NaiveDateTime) -> QueryResult<bool> {
    diesel::update(trusted_browser::table)
        .filter(trusted_browser::token_hash.eq(hash))
        .filter(trusted_browser::user_id.eq(user.0))
        .filter(trusted_browser::revoked_at.is_null())
        .filter(trusted_browser::expires_at.gt(now))
        .set(trusted_browser::last_seen_at.eq(now))
        .execute(conn)
        .map(|known| known == 1)
}

pub fn list(conn: &mut DbConn, user: UserId, now: NaiveDateTime) -> QueryResult<Vec<TrustedBrowser>> {
    trusted_browser::table
        .filter(trusted_browser::user_id.eq(user.0))
        .filter(trusted_browser::revoked_at.is_null())
        .filter(trusted_browser::expires_at.gt(now))
        .order(trusted_browser::id.desc())
        .select(TrustedBrowser::as_select())
        .load(conn)
}

/// True when it was the person's own and trusted until now.
pub fn forget(conn: &mut DbConn, user: UserId, id: i64, now: NaiveDateTime) -> QueryResult<bool> {
    diesel::update(trusted_browser::table.find(id))
        .filter(trusted_browser::user_id.eq(user.0))
        .filter(trusted_browser::revoked_at.is_null())
        .set(trusted_browser::revoked_at.eq(now))
        .execute(conn)
        .map(|forgotten| forgotten == 1)
}
