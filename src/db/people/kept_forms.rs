//! Forms that came when the session was over, sealed, for the person to go on with after the next login.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;

use crate::DbConn;
use crate::schema::kept_form;
use domain::people::access::UserId;

/// As long as a respondent may be away.
pub const KEPT_FOR: TimeDelta = TimeDelta::minutes(60);

/// Nobody has more forms open than this, and nobody can fill the database with them.
const MOST: i64 = 5;

pub struct NewKeptForm<'a> {
    pub user: UserId,
    /// The same for the same form sent twice, which is kept once.
    pub hash: &'a str,
    /// Where it was sent, with its query.
    pub address: &'a str,
    pub sealed: &'a [u8],
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = kept_form)]
pub struct KeptForm {
    pub id: i64,
    #[diesel(column_name = path)]
    pub address: String,
    #[diesel(column_name = body)]
    pub sealed: Vec<u8>,
    pub created_at: NaiveDateTime,
}

/// Keeps it, and throws away what is too old or one too many. Run it inside `db::write`, as all that write here.
pub fn keep(conn: &mut DbConn, new: &NewKeptForm, now: NaiveDateTime) -> QueryResult<()> {
    let one_too_many: Option<i64> = kept_form::table
        .filter(kept_form::user_id.eq(new.user.0))
        .filter(kept_form::token_hash.ne(new.hash))
        .order(kept_form::id.desc())
        .offset(MOST - 1)
        .select(kept_form::id)
        .first(conn)
        .optional()?;
    diesel::delete(kept_form::table)
        .filter(
            kept_form::expires_at
                .le(now)
                .or(kept_form::token_hash.eq(new.hash))
                .or(kept_form::user_id
                    .eq(new.user.0)
                    .and(kept_form::id.le(one_too_many.unwrap_or(0)))),
        )
        .execute(conn)?;
    diesel::insert_into(kept_form::table)
        .values((
            kept_form::token_hash.eq(new.hash),
            kept_form::user_id.eq(new.user.0),
            kept_form::path.eq(new.address),
            kept_form::body.eq(new.sealed),
            kept_form::created_at.eq(now),
            kept_form::expires_at.eq(now + KEPT_FOR),
        ))
        .execute(conn)
        .map(drop)
}

/// A person's own, newest first.
pub fn list(conn: &mut DbConn, user: UserId, now: NaiveDateTime) -> QueryResult<Vec<KeptForm>> {
    kept_form::table
        .filter(kept_form::user_id.eq(user.0))
        .filter(kept_form::expires_at.gt(now))
        .order(kept_form::id.desc())
        .select(KeptForm::as_select())
        .load(conn)
}

/// Whether a person has any.
pub fn has_any(conn: &mut DbConn, user: UserId, now: NaiveDateTime) -> QueryResult<bool> {
    kept_form::table
        .filter(kept_form::user_id.eq(user.0))
        .filter(kept_form::expires_at.gt(now))
        .count()
        .get_result::<i64>(conn)
        .map(|count| count > 0)
}

/// Throws away one of a person's own.
pub fn forget(conn: &mut DbConn, user: UserId, id: i64) -> QueryResult<()> {
    diesel::delete(kept_form::table.find(id))
        .filter(kept_form::user_id.eq(user.0))
        .execute(conn)
        .map(drop)
}
