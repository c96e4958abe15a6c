//! People: who they are, how they prove it, what they have been granted.

use diesel::prelude::*;

use super::DbConn;
use super::schema::user_account;
use crate::domain::access::UserId;

/// The written form that a person has chosen for pages and mails.
pub fn choose_language(conn: &mut DbConn, user: UserId, language: &str) -> QueryResult<()> {
    super::write(conn, |conn| {
        diesel::update(user_account::table.find(user.0))
            .set(user_account::language.eq(language))
            .execute(conn)
            .map(drop)
    })
}
