//! How people prove who they are: the password, the authenticator app, the soft lock. Run it inside `db::write`.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::accounts;
use crate::DbConn;
use crate::schema::{municipality, user_account, user_role};
use domain::people::access::UserId;
use domain::people::softlock::SoftLock;
use domain::text::norwegian;

/// Keeps count of failures. For nobody it changes nothing, in the same time (S6).
pub fn note_failure(conn: &mut DbConn, user: Option<UserId>, lock: &SoftLock) -> QueryResult<()> {
    let user = user.map_or(0, |user| user.0);
    diesel::update(user_account::table.find(user))
        .set((
            user_account::failed_count.eq(lock.failures),
            user_account::failed_day.eq(lock.day),
            user_account::locked_until.eq(lock.until),
        ))
        .execute(conn)
        .map(drop)
}

/// The person is in: failures are forgotten, and who came by a letter has activated the account with it.
pub fn note_sign_in(conn: &mut DbConn, user: UserId, now: NaiveDateTime) -> QueryResult<()> {
    note_failure(conn, Some(user), &SoftLock::default())?;
    activate(conn, user, now)?;
    diesel::update(user_account::table.find(user.0))
        .set(user_account::last_seen_at.eq(now))
        .execute(conn)
        .map(drop)
}

/// True when the account was not active before.
pub fn activate(conn: &mut DbConn, user: UserId, now: NaiveDateTime) -> QueryResult<bool> {
    diesel::update(user_account::table.find(user.0))
        .filter(user_account::activated_at.is_null())
        .set(user_account::activated_at.eq(now))
        .execute(conn)
        .map(|count| count == 1)
}

pub fn set_password_hash(conn: &mut DbConn, user: UserId, hash: &str) -> QueryResult<()> {
    diesel::update(user_account::table.find(user.0))
        .set(user_account::password_hash.eq(hash))
        .execute(conn)
        .map(drop)
}

/// The authenticator app's secret, sealed; `step` is the one that its first code was of.
pub fn set_totp(
    conn: &mut DbConn,
    user: UserId,
    sealed: &[u8],
    step: i64,
    now: NaiveDateTime,
) -> QueryResult<()> {
    diesel::update(user_account::table.find(user.0))
        .set((
            user_account::totp_secret.eq(sealed),
            user_account::totp_confirmed_at.eq(now),
            user_account::totp_last_step.eq(step),
        ))
        .execute(conn)
        .map(drop)
}

/// A step's code works once.
pub fn use_totp_step(conn: &mut DbConn, user: UserId, step: i64) -> QueryResult<()> {
    diesel::update(user_account::table.find(user.0))
        .set(user_account::totp_last_step.eq(step))
        .execute(conn)
        .map(drop)
}

pub fn set_name(conn: &mut DbConn, user: UserId, name: &str, email: &str) -> QueryResult<()> {
    diesel::update(user_account::table.find(user.0))
        .set((
            user_account::name.eq(name),
            user_account::version.eq(user_account::version + 1),
            user_account::sort_key.eq(norwegian::sort_key(name)),
            user_account::search_key.eq(accounts::search_key(name, email)),
        ))
        .execute(conn)
        .map(drop)
}

/// An address that another account has is a unique violation.
pub fn set_email(conn: &mut DbConn, user: UserId, name: &str, email: &str) -> QueryResult<()> {
    diesel::update(user_account::table.find(user.0))
        .set((
            user_account::email.eq(email),
            user_account::version.eq(user_account::version + 1),
            user_account::search_key.eq(accounts::search_key(name, email)),
        ))
        .execute(conn)
        .map(drop)
}

/// What a guesser may know of a person: name, address, and whom the person answers for.
pub fn about(conn: &mut DbConn, user: UserId) -> QueryResult<Vec<String>> {
    let (name, email): (String, String) = user_account::table
        .find(user.0)
        .select((user_account::name, user_account::email))
        .first(conn)?;
    let municipalities: Vec<(String, String)> = user_role::table
        .inner_join(municipality::table)
        .filter(user_role::user_id.eq(user.0))
        .select((municipality::name, municipality::county))
        .load(conn)?;
    let places = municipalities
        .into_iter()
        .flat_map(|(name, county)| [name, county]);
    Ok([name, email].into_iter().chain(places).collect())
}
