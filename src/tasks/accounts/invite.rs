//! Inviting a person: an account, what it is granted, and the letter that activates it.

use super::letters;
use crate::{Context, TaskError};
use db::DbConn;
use db::people::accounts::{NewAccount, NewGrant};
use domain::event::{Event, Happening};
use domain::people::access::{Action, Subject, UserId};

/// What an invitation came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invited {
    pub user: UserId,
    /// The address had no account before.
    pub is_new: bool,
    /// Whether the activation letter was sent; whoever is active already needs none.
    pub letter: bool,
}

/// Makes the account if the address has none, grants the roles, and sends the activation letter to whoever has not
/// activated yet. An account that was disabled is opened again: inviting it says so.
pub fn invite(
    conn: &mut DbConn,
    context: &Context,
    email: &str,
    name: &str,
    grants: &[NewGrant],
) -> Result<Invited, TaskError> {
    let by = context.require(Action::Administer, Subject::Portal)?.user;
    db::write(conn, |conn| {
        let known = db::people::accounts::by_email(conn, email)?;
        let user = match &known {
            Some(account) => account.user(),
            None => create(conn, context, email, name)?,
        };
        if known
            .as_ref()
            .is_some_and(|account| account.disabled_at.is_some())
        {
            db::people::accounts::enable(conn, user)?;
            context.log(conn, &Event::new(Happening::UserEnabled, "user", user.0))?;
        }
        for grant in grants {
            grant_role(conn, context, user, grant, Some(by))?;
        }
        let account = db::people::accounts::one(conn, user)?.ok_or(TaskError::NotFound)?;
        let letter = account.activated_at.is_none();
        if letter {
            letters::activation(conn, context, &account)?;
        }
        Ok(Invited {
            user,
            is_new: known.is_none(),
            letter,
        })
    })
}

/// A new activation letter, because the first one was lost or too old. Nothing for whoever is active already.
pub fn send_activation(conn: &mut DbConn, context: &Context, user: UserId) -> Result<bool, TaskError> {
    context.require(Action::Administer, Subject::Portal)?;
    db::write(conn, |conn| {
        let account = db::people::accounts::one(conn, user)?.ok_or(TaskError::NotFound)?;
        if account.activated_at.is_some() || account.disabled_at.is_some() {
            return Ok(false);
        }
        letters::activation(conn, context, &account)?;
        Ok(true)
    })
}

pub(crate) fn create(
    conn: &mut DbConn,
    context: &Context,
    email: &str,
    name: &str,
) -> Result<UserId, TaskError> {
    let account = NewAccount {
        email: email.to_owned(),
        name: name.to_owned(),
        ..NewAccount::default()
    };
    let user = db::people::accounts::insert(conn, &account, context.now)?;
    context.log(conn, &Event::new(Happening::UserInvited, "user", user.0))?;
    tracing::info!(event = "user_created", user = user.0);
    Ok(user)
}

/// False when the person has it already.
pub(crate) fn grant_role(
    conn: &mut DbConn,
    context: &Context,
    user: UserId,
    grant: &NewGrant,
    by: Option<UserId>,
) -> Result<bool, TaskError> {
    if !db::people::accounts::grant(conn, user, grant, by, context.now)? {
        return Ok(false);
    }
    let mut event = Event::new(Happening::RoleGranted, "user", user.0).with("role", grant.role.code());
    event.mapping = grant.mapping;
    event.municipality = grant.municipality;
    if let Some(region) = grant.region {
        event = event.with("region", region.0);
    }
    context.log(conn, &event)?;
    if grant.role.is_staff() {
        end_one_factor_sessions(conn, context, user)?;
    }
    tracing::info!(
        event = "privilege_permissions_changed",
        user = user.0,
        role = grant.role.code()
    );
    Ok(true)
}

/// Roles count from the next request on, but whoever came in by a link or a mailed code has shown one factor only.
/// Staff show two (S1), so without an authenticator app the way back leads through the login.
fn end_one_factor_sessions(conn: &mut DbConn, context: &Context, user: UserId) -> Result<(), TaskError> {
    let account = db::people::accounts::one(conn, user)?.ok_or(TaskError::NotFound)?;
    if account.totp_confirmed_at.is_some() {
        return Ok(());
    }
    let ended = db::people::sessions::end_all(conn, user, None, context.now)?;
    if ended > 0 {
        let event = Event::new(Happening::SessionEnded, "user", user.0).with("count", ended);
        context.log(conn, &event)?;
    }
    Ok(())
}
