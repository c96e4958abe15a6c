//! The codes that stand in for a lost authenticator app, each for one use. Only their hashes are stored.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::DbConn;
use crate::schema::recovery_code;
use domain::people::access::UserId;

/// The new ones are the only ones. Run it inside `db::write`.
pub fn replace(conn: &mut DbConn, user: UserId, hashes: &[String]) -> QueryResult<()> {
    diesel::delete(recovery_code::table.filter(recovery_code::user_id.eq(user.0))).execute(conn)?;
    for hash in hashes {
        diesel::insert_into(recovery_code::table)
            .values((
                recovery_code::user_id.eq(user.0),
                recovery_code::code_hash.eq(hash),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// True when there was such a code and it had not been used.
pub fn use_up(conn: &mut DbConn, user: UserId, hash: &str, now: NaiveDateTime) -> QueryResult<bool> {
    diesel::update(recovery_code::table)
        .filter(recovery_code::user_id.eq(user.0))
        .filter(recovery_code::code_hash.eq(hash))
        .filter(recovery_code::used_at.is_null())
        .set(recovery_code::used_at.eq(now))
        .execute(conn)
        .map(|used| used == 1)
}

pub fn left(conn: &mut DbConn, user: UserId) -> QueryResult<i64> {
    recovery_code::table
        .filter(recovery_code::user_id.eq(user.0))
        .filter(recovery_code::used_at.is_null())
        .count()
        .get_result(conn)
}
