//! What administrators do with other people's accounts. Nobody here sees or sets a password (S14).

use super::invite::grant_role;
use super::letters;
use crate::{Context, TaskError};
use db::DbConn;
use db::people::accounts::{Account, NewGrant};
use db::people::read::HeldRole;
use domain::event::{Event, Happening};
use domain::people::access::{Action, Role, Subject, UserId};
use domain::people::person::Refusal;
use mail::letters::SecondFactor;

/// What the domain says no to is no error: the page says why, and nothing is written.
type Done<T = ()> = Result<Result<T, Refusal>, TaskError>;

fn administrator(context: &Context) -> Result<UserId, TaskError> {
    Ok(context.require(Action::Administer, Subject::Portal)?.user)
}

fn account(conn: &mut DbConn, user: UserId) -> Result<Account, TaskError> {
    db::people::accounts::one(conn, user)?.ok_or(TaskError::NotFound)
}

/// Changes name and address. Letters that were sent to the old address open nothing any more, and both addresses are
/// told (S12).
pub fn describe(
    conn: &mut DbConn,
    context: &Context,
    user: UserId,
    version: i64,
    name: &str,
    email: &str,
) -> Done {
    administrator(context)?;
    db::write(conn, |conn| {
        let before = account(conn, user)?;
        let moves = before.email != email;
        if moves && db::people::accounts::by_email(conn, email)?.is_some() {
            return Ok(Err(Refusal::EmailTaken));
        }
        if !db::people::change::describe(conn, user, version, name, email)? {
            return Err(TaskError::Stale);
        }
        if before.name != name {
            let event = Event::new(Happening::UserChanged, "user", user.0).with("fields", "name");
            context.log(conn, &event)?;
        }
        if moves {
            db::people::tokens::void_all(conn, user, context.now)?;
            context.log(conn, &Event::new(Happening::EmailChanged, "user", user.0))?;
            tracing::info!(event = "user_updated", user = user.0, field = "email");
            let mut person = before;
            name.clone_into(&mut person.name);
            letters::email_changed(conn, context, &person, email)?;
        }
        Ok(Ok(()))
    })
}

/// Gives a role to somebody who has an account.
pub fn grant(conn: &mut DbConn, context: &Context, user: UserId, grant: &NewGrant) -> Done {
    let by = administrator(context)?;
    db::write(conn, |conn| {
        account(conn, user)?;
        let is_new = grant_role(conn, context, user, grant, Some(by))?;
        Ok(is_new.then_some(()).ok_or(Refusal::AlreadyHeld))
    })
}

/// Takes a role away, as of the person's next request.
pub fn end_role(conn: &mut DbConn, context: &Context, user: UserId, role: i64) -> Done<HeldRole> {
    let by = administrator(context)?;
    db::write(conn, |conn| {
        let held = db::people::read::roles_of(conn, &[user.0])?
            .into_iter()
            .find(|held| held.id == role)
            .ok_or(TaskError::NotFound)?;
        if held.role == Role::Admin && is_last_administrator(conn, user)? {
            return Ok(Err(Refusal::LastAdmin));
        }
        if !db::people::accounts::end_role(conn, user, role, Some(by), context.now)? {
            return Err(TaskError::Stale);
        }
        let mut event = Event::new(Happening::RoleEnded, "user", user.0).with("role", held.role.code());
        event.mapping = held.mapping_id;
        event.municipality = held.municipality_id;
        context.log(conn, &event)?;
        tracing::info!(
            event = "privilege_permissions_changed",
            user = user.0,
            role = held.role.code()
        );
        Ok(Ok(held))
    })
}

/// Whether nobody else can come in as an administrator.
pub fn is_last_administrator(conn: &mut DbConn, user: UserId) -> Result<bool, TaskError> {
    Ok(db::people::change::administrators(conn)? == [user])
}

/// Closes the account: signed out everywhere, every link void, and no way in until it is opened again.
pub fn disable(conn: &mut DbConn, context: &Context, user: UserId) -> Done {
    let by = administrator(context)?;
    db::write(conn, |conn| {
        if account(conn, user)?.disabled_at.is_some() {
            return Ok(Err(Refusal::NotNow));
        }
        if user == by {
            return Ok(Err(Refusal::Oneself));
        }
        if is_last_administrator(conn, user)? {
            return Ok(Err(Refusal::LastAdmin));
        }
        db::people::accounts::disable(conn, user, context.now)?;
        db::people::sessions::end_all(conn, user, None, context.now)?;
        db::people::tokens::void_all(conn, user, context.now)?;
        context.log(conn, &Event::new(Happening::UserDisabled, "user", user.0))?;
        tracing::info!(event = "user_disabled", user = user.0);
        Ok(Ok(()))
    })
}

pub fn enable(conn: &mut DbConn, context: &Context, user: UserId) -> Done {
    administrator(context)?;
    db::write(conn, |conn| {
        if account(conn, user)?.disabled_at.is_none() {
            return Ok(Err(Refusal::NotNow));
        }
        db::people::accounts::enable(conn, user)?;
        context.log(conn, &Event::new(Happening::UserEnabled, "user", user.0))?;
        tracing::info!(event = "user_enabled", user = user.0);
        Ok(Ok(()))
    })
}

/// Signs the person out everywhere and says from how many browsers.
pub fn end_sessions(conn: &mut DbConn, context: &Context, user: UserId) -> Result<usize, TaskError> {
    administrator(context)?;
    db::write(conn, |conn| {
        account(conn, user)?;
        let ended = db::people::sessions::end_all(conn, user, None, context.now)?;
        if ended > 0 {
            let event = Event::new(Happening::SessionEnded, "user", user.0).with("count", ended);
            context.log(conn, &event)?;
        }
        Ok(ended)
    })
}

/// For whoever has lost both the app and the recovery codes. The reason is kept in the log (S14).
pub fn remove_second_factor(conn: &mut DbConn, context: &Context, user: UserId, reason: &str) -> Done {
    administrator(context)?;
    db::write(conn, |conn| {
        let person = account(conn, user)?;
        if person.totp_confirmed_at.is_none() {
            return Ok(Err(Refusal::NotNow));
        }
        db::people::change::remove_second_factor(conn, user, context.now)?;
        db::people::sessions::end_all(conn, user, None, context.now)?;
        let event = Event::new(Happening::SecondFactorRemoved, "user", user.0).with("reason", reason);
        context.log(conn, &event)?;
        tracing::info!(event = "authn_factor_removed", user = user.0);
        letters::second_factor_changed(conn, context, &person, SecondFactor::Removed)?;
        Ok(Ok(()))
    })
}

/// Sends a link with which the person chooses a new password. The reason is kept in the log (S14).
pub fn start_reset(conn: &mut DbConn, context: &Context, user: UserId, reason: &str) -> Done {
    administrator(context)?;
    db::write(conn, |conn| {
        let person = account(conn, user)?;
        if person.activated_at.is_none() || person.disabled_at.is_some() {
            return Ok(Err(Refusal::NotNow));
        }
        let event = Event::new(Happening::PasswordResetAsked, "user", user.0).with("reason", reason);
        context.log(conn, &event)?;
        letters::reset(conn, context, &person)?;
        Ok(Ok(()))
    })
}
