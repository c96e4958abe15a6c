//! The first admin of a portal, and the way back for one who is shut out: links that only the machine's owner gets.

use super::{invite, letters, recover};
use crate::{Context, TaskError};
use base::secret;
use db::DbConn;
use db::people::accounts::NewGrant;
use domain::event::{Event, Happening};
use domain::people::access::UserId;

/// The setting that holds the hash of the first link's token.
const KEY: &str = "first_admin_token_hash";

/// A link for the first admin; none when somebody has come already. The newest link is the only one.
pub fn first_link(conn: &mut DbConn, context: &Context) -> Result<Option<String>, TaskError> {
    db::write(conn, |conn| {
        if !db::people::accounts::is_empty(conn)? {
            return Ok(None);
        }
        let token = secret::new_token();
        db::conn::settings::set(conn, KEY, &secret::hash(&token))?;
        Ok(Some(format!("{}/kom-i-gang/{token}", context.origin)))
    })
}

/// Whether the token still makes the first admin.
pub fn is_first_link(conn: &mut DbConn, token: &str) -> Result<bool, TaskError> {
    let stored = db::conn::settings::get(conn, KEY)?;
    let is_it = stored.is_some_and(|stored| secret::same(&stored, &secret::hash(token)));
    Ok(is_it && db::people::accounts::is_empty(conn)?)
}

/// Makes the first admin. It signs nobody in: the login asks for the second factor to be set up. None when somebody
/// else was first.
pub fn first_admin(
    conn: &mut DbConn,
    context: &Context,
    token: &str,
    name: &str,
    email: &str,
    password_hash: &str,
) -> Result<Option<UserId>, TaskError> {
    db::write(conn, |conn| {
        if !is_first_link(conn, token)? {
            return Ok(None);
        }
        let user = invite::create(conn, context, email, name)?;
        invite::grant_role(conn, context, user, &NewGrant::admin(), None)?;
        let account = db::people::accounts::one(conn, user)?.ok_or(TaskError::NotFound)?;
        recover::store_password(conn, context, &account, password_hash)?;
        db::conn::settings::set(conn, KEY, "")?;
        Ok(Some(user))
    })
}

/// A one-time activation link for an admin, from the command line: makes the admin if the address has no account, and
/// opens one that was disabled. It is printed, not mailed. Nobody who has another role becomes an admin by it.
pub fn admin_link(conn: &mut DbConn, context: &Context, email: &str) -> Result<String, TaskError> {
    db::write(conn, |conn| {
        let known = db::people::accounts::by_email(conn, email)?;
        let user = if let Some(account) = &known {
            account.user()
        } else {
            let user = invite::create(conn, context, email, email)?;
            invite::grant_role(conn, context, user, &NewGrant::admin(), None)?;
            user
        };
        if !db::people::accounts::is_admin(conn, user)? {
            return Err(TaskError::Forbidden);
        }
        if known.is_some_and(|account| account.disabled_at.is_some()) {
            db::people::accounts::enable(conn, user)?;
            context.log(conn, &Event::new(Happening::UserEnabled, "user", user.0))?;
        }
        let account = db::people::accounts::one(conn, user)?.ok_or(TaskError::NotFound)?;
        Ok(letters::activation_link(conn, context, &account)?)
    })
}
