//! Tokens of links and codes. Only their hashes are stored.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::schema::token;
use crate::{DbConn, bad_code};
use domain::people::access::UserId;
use domain::people::token::{Purpose, Token, TokenId};

pub struct NewToken<'a> {
    pub purpose: Purpose,
    pub user: UserId,
    pub hash: &'a str,
    /// The half-open session that a mailed code belongs to.
    pub session_hash: Option<&'a str>,
    pub new_email: Option<&'a str>,
}

/// Stores it, and voids the person's older ones of the same purpose: the newest letter counts.
pub fn issue(conn: &mut DbConn, new: &NewToken, now: NaiveDateTime) -> QueryResult<()> {
    diesel::update(token::table)
        .filter(token::user_id.eq(new.user.0))
        .filter(token::purpose.eq(new.purpose.code()))
        .filter(token::used_at.is_null())
        .filter(token::voided_at.is_null())
        .set(token::voided_at.eq(now))
        .execute(conn)?;
    diesel::insert_into(token::table)
        .values((
            token::token_hash.eq(new.hash),
            token::purpose.eq(new.purpose.code()),
            token::user_id.eq(new.user.0),
            token::session_hash.eq(new.session_hash),
            token::new_email.eq(new.new_email),
            token::created_at.eq(now),
            token::expires_at.eq(now + new.purpose.lives()),
        ))
        .execute(conn)
        .map(drop)
}

/// The token of a link.
pub fn find(conn: &mut DbConn, hash: &str) -> QueryResult<Option<Token>> {
    token::table
        .filter(token::token_hash.eq(hash))
        .filter(token::purpose.ne(Purpose::Code.code()))
        .select(Row::as_select())
        .first(conn)
        .optional()?
        .map(Row::into_token)
        .transpose()
}

/// The newest code that was mailed for a half-open session, with its hash.
pub fn code_for(conn: &mut DbConn, user: UserId, session_hash: &str) -> QueryResult<Option<(Token, String)>> {
    let found: Option<(Row, String)> = token::table
        .filter(token::user_id.eq(user.0))
        .filter(token::purpose.eq(Purpose::Code.code()))
        .filter(token::session_hash.eq(session_hash))
        .order(token::id.desc())
        .select((Row::as_select(), token::token_hash))
        .first(conn)
        .optional()?;
    found.map(|(row, hash)| Ok((row.into_token()?, hash))).transpose()
}

pub fn use_up(conn: &mut DbConn, id: TokenId, now: NaiveDateTime) -> QueryResult<()> {
    diesel::update(token::table.find(id.0))
        .set(token::used_at.eq(now))
        .execute(conn)
        .map(drop)
}

pub fn count_wrong_try(conn: &mut DbConn, id: TokenId) -> QueryResult<()> {
    diesel::update(token::table.find(id.0))
        .set(token::attempts.eq(token::attempts + 1))
        .execute(conn)
        .map(drop)
}

/// After a new password or a new address no letter from before may open anything.
pub fn void_all(conn: &mut DbConn, user: UserId, now: NaiveDateTime) -> QueryResult<()> {
    diesel::update(token::table)
        .filter(token::user_id.eq(user.0))
        .filter(token::used_at.is_null())
        .filter(token::voided_at.is_null())
        .set(token::voided_at.eq(now))
        .execute(conn)
        .map(drop)
}

/// When a person was sent the newest but `newer` of a purpose.
pub fn sent_at(
    conn: &mut DbConn,
    user: UserId,
    purpose: Purpose,
    newer: i64,
) -> QueryResult<Option<NaiveDateTime>> {
    token::table
        .filter(token::user_id.eq(user.0))
        .filter(token::purpose.eq(purpose.code()))
        .order((token::created_at.desc(), token::id.desc()))
        .offset(newer)
        .select(token::created_at)
        .first(conn)
        .optional()
}

/// How many of a purpose a person has been sent since then.
pub fn count_since(
    conn: &mut DbConn,
    user: UserId,
    purpose: Purpose,
    since: NaiveDateTime,
) -> QueryResult<i64> {
    token::table
        .filter(token::user_id.eq(user.0))
        .filter(token::purpose.eq(purpose.code()))
        .filter(token::created_at.gt(since))
        .count()
        .get_result(conn)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = token)]
struct Row {
    id: i64,
    purpose: String,
    user_id: i64,
    new_email: Option<String>,
    expires_at: NaiveDateTime,
    used_at: Option<NaiveDateTime>,
    voided_at: Option<NaiveDateTime>,
    attempts: i32,
}

impl Row {
    fn into_token(self) -> QueryResult<Token> {
        Ok(Token {
            id: TokenId(self.id),
            purpose: Purpose::try_from(self.purpose).map_err(bad_code)?,
            user: UserId(self.user_id),
            new_email: self.new_email,
            expires_at: self.expires_at,
            used_at: self.used_at,
            voided_at: self.voided_at,
            attempts: self.attempts,
        })
    }
}
