//! Ways back in by mail: a reset, a login link, and the first or a new password that a letter's link leads to.

use super::{entry, letters};
use crate::{Context, TaskError};
use db::DbConn;
use db::people::accounts::Account;
use domain::event::{Event, Happening};
use domain::people::access::UserId;
use domain::people::softlock::SoftLock;
use domain::people::token::Purpose;

/// Letters of one purpose that an account is sent within an hour, so that nobody's mailbox is flooded.
const LETTERS_AN_HOUR: i64 = 5;

/// Somebody has forgotten the password of this address. Whether it has an account shows nowhere.
pub fn ask_reset(conn: &mut DbConn, context: &Context, email: &str) -> Result<(), TaskError> {
    db::write(conn, |conn| {
        let account = open_account(conn, email)?;
        note_asked(conn, context, account.as_ref(), Happening::PasswordResetAsked)?;
        if let Some(account) = account
            && !has_had_enough(conn, context, &account, Purpose::Reset)?
        {
            letters::reset(conn, context, &account)?;
        }
        Ok(())
    })
}

/// A respondent wants to come in by mail. Staff get none: a link is one factor.
pub fn ask_login_link(conn: &mut DbConn, context: &Context, email: &str) -> Result<(), TaskError> {
    db::write(conn, |conn| {
        let account = open_account(conn, email)?;
        note_asked(conn, context, account.as_ref(), Happening::LoginLinkAsked)?;
        let Some(account) = account else { return Ok(()) };
        let needs_two =
            account.totp_confirmed_at.is_some() || db::people::accounts::is_staff(conn, account.user())?;
        if !needs_two && !has_had_enough(conn, context, &account, Purpose::Login)? {
            letters::login_link(conn, context, &account)?;
        }
        Ok(())
    })
}

fn open_account(conn: &mut DbConn, email: &str) -> Result<Option<Account>, TaskError> {
    let account = db::people::accounts::by_email(conn, email)?;
    Ok(account.filter(|account| account.disabled_at.is_none()))
}

fn note_asked(
    conn: &mut DbConn,
    context: &Context,
    account: Option<&Account>,
    what: Happening,
) -> Result<(), TaskError> {
    let id = account.map(|account| account.user().0);
    context.log(conn, &Event::new(what, "user", id))?;
    Ok(())
}

fn has_had_enough(
    conn: &mut DbConn,
    context: &Context,
    account: &Account,
    purpose: Purpose,
) -> Result<bool, TaskError> {
    let hour_ago = context.now - chrono::TimeDelta::hours(1);
    let sent = db::people::tokens::count_since(conn, account.user(), purpose, hour_ago)?;
    Ok(sent >= LETTERS_AN_HOUR)
}

/// Whose password a letter's link sets, with what a guesser may know of that person. Reading it uses nothing up.
#[derive(Debug, Clone)]
pub struct Opened {
    pub user: UserId,
    pub name: String,
    pub email: String,
    pub about: Vec<String>,
}

/// What the link's token opens now; none when it opens nothing of the kind (any more).
pub fn look_up(
    conn: &mut DbConn,
    context: &Context,
    token: &str,
    purpose: Purpose,
) -> Result<Option<Opened>, TaskError> {
    let Some((token, account)) = letters::opened(conn, context, token, purpose)? else {
        return Ok(None);
    };
    Ok(Some(Opened {
        user: account.user(),
        about: db::people::credentials::about(conn, account.user())?,
        email: token.new_email.unwrap_or(account.email),
        name: account.name,
    }))
}

/// Sets the first password (`Activation`) or a new one (`Reset`). It signs nobody in. The activation returns what the
/// browser keeps to be known again, because it has just shown that it reads the person's mail; a reset does not.
pub fn set_password(
    conn: &mut DbConn,
    context: &Context,
    token: &str,
    purpose: Purpose,
    password_hash: &str,
    user_agent: &str,
) -> Result<Option<PasswordSet>, TaskError> {
    db::write(conn, |conn| {
        let Some((token, account)) = letters::opened(conn, context, token, purpose)? else {
            return Ok(None);
        };
        let user = account.user();
        db::people::tokens::use_up(conn, token.id, context.now)?;
        store_password(conn, context, &account, password_hash)?;
        db::people::sessions::end_all(conn, user, None, context.now)?;
        let trust = if purpose == Purpose::Activation {
            Some(super::sign_in::trust(conn, context, user, user_agent)?)
        } else {
            letters::password_changed(conn, context, &account)?;
            None
        };
        Ok(Some(PasswordSet { trust }))
    })
}

/// The password is set; the browser may be known from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasswordSet {
    pub trust: Option<String>,
}

/// A new password: older letters open nothing any more, and what was locked is open.
pub(super) fn store_password(
    conn: &mut DbConn,
    context: &Context,
    account: &Account,
    password_hash: &str,
) -> Result<(), TaskError> {
    let user = account.user();
    db::people::credentials::set_password_hash(conn, user, password_hash)?;
    db::people::tokens::void_all(conn, user, context.now)?;
    if entry::lock_of(account) != SoftLock::default() {
        db::people::credentials::note_failure(conn, Some(user), &SoftLock::default())?;
    }
    let happening = if db::people::credentials::activate(conn, user, context.now)? {
        Happening::UserActivated
    } else {
        Happening::PasswordChanged
    };
    let event = Event::new(happening, "user", user.0);
    db::audit::write::log(conn, context.now, Some(user), &context.request_id, &event)?;
    tracing::info!(event = "authn_password_change", user = user.0);
    Ok(())
}
