//! What administrators change of an account, besides its roles.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::DbConn;
use crate::schema::{recovery_code, trusted_browser, user_account, user_role};
use domain::people::access::{Role, UserId};
use domain::text::norwegian::{search_key, sort_key};

/// Stores name and address if the account is still as the form showed it; false when somebody else was first.
pub fn describe(conn: &mut DbConn, user: UserId, version: i64, name: &str, email: &str) -> QueryResult<bool> {
    diesel::update(user_account::table.find(user.0))
        .filter(user_account::version.eq(version))
        .set((
            user_account::name.eq(name),
            user_account::email.eq(email),
            user_account::search_key.eq(search_key(&format!("{name} {email}"))),
            user_account::sort_key.eq(sort_key(name)),
            user_account::version.eq(version + 1),
        ))
        .execute(conn)
        .map(|changed| changed == 1)
}

/// The administrators who can come in today: neither disabled nor still only invited.
pub fn administrators(conn: &mut DbConn) -> QueryResult<Vec<UserId>> {
    user_role::table
        .inner_join(user_account::table.on(user_account::id.eq(user_role::user_id)))
        .filter(user_role::role.eq(Role::Admin.code()))
        .filter(user_role::ended_at.is_null())
        .filter(user_account::disabled_at.is_null())
        .filter(user_account::activated_at.is_not_null())
        .select(user_role::user_id)
        .load(conn)
        .map(|users: Vec<i64>| users.into_iter().map(UserId).collect())
}

/// The app and its recovery codes count no more, and no browser is trusted on their account.
pub fn remove_second_factor(conn: &mut DbConn, user: UserId, now: NaiveDateTime) -> QueryResult<()> {
    diesel::update(user_account::table.find(user.0))
        .set((
            user_account::totp_secret.eq(None::<Vec<u8>>),
            user_account::totp_confirmed_at.eq(None::<NaiveDateTime>),
            user_account::totp_last_step.eq(None::<i64>),
        ))
        .execute(conn)?;
    diesel::delete(recovery_code::table.filter(recovery_code::user_id.eq(user.0))).execute(conn)?;
    diesel::update(trusted_browser::table)
        .filter(trusted_browser::user_id.eq(user.0))
        .filter(trusted_browser::revoked_at.is_null())
        .set(trusted_browser::revoked_at.eq(now))
        .execute(conn)
        .map(drop)
}
