//! The last step of every way in: the session that is made or proved, what is remembered of it, and what is told.

use super::letters;
use crate::{Context, TaskError};
use base::secret;
use db::DbConn;
use db::people::accounts::Account;
use db::people::sessions::NewSession;
use domain::event::{Event, Happening};
use domain::people::session::{SessionId, Step};
use domain::people::softlock::SoftLock;

/// What somebody comes in with.
#[derive(Debug, Clone, Default)]
pub struct Browser {
    pub user_agent: String,
    pub ip: String,
    /// The session that this browser has had until now; it ends.
    pub had: Option<SessionId>,
    /// The token that shows that the browser has been proved before.
    pub trusted: Option<String>,
}

/// Somebody has come in, or half way in: what the browser must keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub token: String,
    pub step: Step,
    /// The browser need not be proved again.
    pub trust: Option<String>,
}

/// How a person came in, as the log says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Password,
    Code,
    Totp,
    RecoveryCode,
    Link,
}

impl Way {
    const fn name(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Code => "password_and_code",
            Self::Totp => "password_and_totp",
            Self::RecoveryCode => "password_and_recovery_code",
            Self::Link => "link",
        }
    }
}

pub(super) fn lock_of(account: &Account) -> SoftLock {
    SoftLock {
        failures: account.failed_count,
        day: account.failed_day,
        until: account.locked_until,
    }
}

/// A new session, whole or half. Whatever the browser was before, it is no more.
pub(super) fn open(
    conn: &mut DbConn,
    context: &Context,
    account: &Account,
    browser: &Browser,
    step: Step,
) -> Result<Entry, TaskError> {
    if let Some(before) = browser.had {
        db::people::sessions::end(conn, account.user(), before, context.now)?;
    }
    let token = secret::new_token();
    let session = NewSession {
        user: account.user(),
        token_hash: &secret::hash(&token),
        step,
        user_agent: &browser.user_agent,
        ip: &browser.ip,
    };
    db::people::sessions::create(conn, &session, context.now)?;
    Ok(Entry {
        token,
        step,
        trust: None,
    })
}

/// A half-open session becomes whole, under a new token.
pub(super) fn complete(conn: &mut DbConn, context: &Context, session: SessionId) -> Result<Entry, TaskError> {
    let token = secret::new_token();
    db::people::sessions::prove(conn, session, &secret::hash(&token), context.now)?;
    Ok(Entry {
        token,
        step: Step::Done,
        trust: None,
    })
}

/// Remembers and tells that the person is in.
pub(super) fn arrived(
    conn: &mut DbConn,
    context: &Context,
    account: &Account,
    way: Way,
) -> Result<(), TaskError> {
    let user = account.user();
    let lock = lock_of(account);
    db::people::credentials::note_sign_in(conn, user, context.now)?;
    db::outbox::note_opened(conn, user, context.now)?;
    let event = Event::new(Happening::SignedIn, "user", user.0).with("way", way.name());
    db::audit::write::log(conn, context.now, Some(user), &context.request_id, &event)?;
    if lock.had_many_failures(context.now) {
        letters::late_sign_in(conn, context, account, lock.failures(context.now))?;
        tracing::warn!(
            event = "authn_login_successafterfail",
            user = user.0,
            way = way.name(),
            retries = lock.failures
        );
    } else {
        tracing::info!(
            event = "authn_login_success",
            user = user.0,
            way = way.name(),
            ip = context.client_ip
        );
    }
    Ok(())
}

/// Remembers and tells that somebody failed; the answer is the same for everybody.
pub(super) fn refused(
    conn: &mut DbConn,
    context: &Context,
    account: Option<&Account>,
    what: &'static str,
) -> Result<(), TaskError> {
    let user = account.map(Account::user);
    let before = account.map(lock_of).unwrap_or_default();
    // A locked account is not even compared, so nothing is counted: an attacker cannot prolong the lock for ever.
    let locked = before.is_locked(context.now);
    let after = if locked {
        before
    } else {
        before.after_failure(context.now)
    };
    db::people::credentials::note_failure(conn, user, &after)?;
    let happening = if locked {
        Happening::SignInLocked
    } else {
        Happening::SignInFailed
    };
    let id = user.map(|user| user.0);
    context.log(conn, &Event::new(happening, "user", id).with("what", what))?;
    let event = if locked {
        "authn_login_lock"
    } else {
        "authn_login_fail"
    };
    tracing::warn!(
        event,
        user = id,
        what,
        failures = after.failures,
        ip = context.client_ip
    );
    Ok(())
}
