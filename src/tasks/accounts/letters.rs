//! The letters of accounts: a token made, its hash stored, and the letter put into the outbox in the same transaction.

use crate::db::accounts::Account;
use crate::db::tokens::NewToken;
use crate::db::{self, DbConn};
use crate::domain::token::Purpose;
use crate::secret;
use crate::tasks::Context;

/// Makes a token that opens one thing and returns the link that carries it.
pub(super) fn new_link(
    conn: &mut DbConn,
    context: &Context,
    account: &Account,
    purpose: Purpose,
    path: &str,
) -> diesel::QueryResult<String> {
    let token = secret::new_token();
    let new = NewToken {
        purpose,
        user: account.user(),
        hash: &secret::hash(&token),
        session_hash: None,
        new_email: None,
    };
    db::tokens::issue(conn, &new, context.now)?;
    Ok(format!("{}{path}{token}", context.origin))
}

/// The letter that a person who has been invited begins with.
pub(super) fn activation(conn: &mut DbConn, context: &Context, account: &Account) -> diesel::QueryResult<()> {
    new_link(conn, context, account, Purpose::Activation, "/aktiver/").map(drop)
}
