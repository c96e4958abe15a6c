//! Coming in: by password, with what else the person's role wants, or for a respondent by a mailed link.

use chrono::NaiveDateTime;

use super::entry::{self, Browser, Entry, Way};
use super::letters;
use crate::{Context, TaskError};
use base::passwords::Verdict;
use base::secret;
use db::DbConn;
use db::people::accounts::Account;
use domain::people::access::UserId;
use domain::people::session::{Session, Step};
use domain::people::token::Purpose;

/// Codes that one account is mailed within an hour; more of them would only help whoever guesses.
const CODES_AN_HOUR: i64 = 6;

/// What the account must show besides the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// In the demo nobody needs a second step.
    pub demo: bool,
}

/// What became of the second step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecondStep {
    In(Entry),
    /// Not the code, or too many tries: the same for the one who asks.
    Wrong,
    /// The code is too old or has been tried too often: only a new one helps.
    Expired,
}

/// `verdict` tells how the password compared with what `user` has; nobody's is always wrong. None is the answer to
/// everybody who does not get in: unknown, disabled, locked, or with the wrong password.
pub fn with_password(
    conn: &mut DbConn,
    context: &Context,
    user: Option<UserId>,
    verdict: &Verdict,
    browser: &Browser,
    rules: Rules,
) -> Result<Option<Entry>, TaskError> {
    db::write(conn, |conn| {
        // Nobody is looked up too, so that the answer costs the same (S6).
        let account = db::people::accounts::one(conn, user.unwrap_or(UserId(0)))?;
        let right = account.as_ref().filter(|account| {
            *verdict != Verdict::Wrong
                && account.disabled_at.is_none()
                && !entry::lock_of(account).is_locked(context.now)
        });
        let Some(account) = right else {
            entry::refused(conn, context, account.as_ref(), "password")?;
            return Ok(None);
        };
        if let Verdict::RightButWeak(hash) = verdict {
            db::people::credentials::set_password_hash(conn, account.user(), hash)?;
        }
        let step = next_step(conn, context, account, browser, rules)?;
        let entry = entry::open(conn, context, account, browser, step)?;
        match step {
            Step::Done => entry::arrived(conn, context, account, Way::Password)?,
            Step::MailedCode => {
                // The page that comes next sees whether a code is on its way.
                mail_code(conn, context, account, &secret::hash(&entry.token))?;
            }
            Step::Totp | Step::EnrolTotp => {}
        }
        Ok(Some(entry))
    })
}

fn next_step(
    conn: &mut DbConn,
    context: &Context,
    account: &Account,
    browser: &Browser,
    rules: Rules,
) -> Result<Step, TaskError> {
    if rules.demo {
        return Ok(Step::Done);
    }
    // Whoever has an authenticator app is asked for it, whatever the role has become since.
    if account.totp_confirmed_at.is_some() {
        return Ok(Step::Totp);
    }
    if db::people::accounts::is_staff(conn, account.user())? {
        return Ok(Step::EnrolTotp);
    }
    let known = match &browser.trusted {
        Some(token) => {
            db::people::trusted_browsers::recognise(conn, account.user(), &secret::hash(token), context.now)?
        }
        None => false,
    };
    Ok(if known { Step::Done } else { Step::MailedCode })
}

/// Six digits by mail, for this half-open session and no other. None is sent, and the time when the next may be is
/// given, when there have been too many.
fn mail_code(
    conn: &mut DbConn,
    context: &Context,
    account: &Account,
    session_hash: &str,
) -> Result<Option<NaiveDateTime>, TaskError> {
    let next = next_code_at(conn, context, account.user())?;
    if next.is_some() {
        tracing::warn!(
            event = "excess_rate_limit_exceeded",
            user = account.user().0,
            "too many codes"
        );
        return Ok(next);
    }
    letters::code(conn, context, account, session_hash)?;
    Ok(None)
}

/// When the account may be mailed another code, if that is not now.
fn next_code_at(
    conn: &mut DbConn,
    context: &Context,
    user: UserId,
) -> Result<Option<NaiveDateTime>, TaskError> {
    let first_of_many = db::people::tokens::sent_at(conn, user, Purpose::Code, CODES_AN_HOUR - 1)?;
    let next = first_of_many.map(|at| at + chrono::TimeDelta::hours(1));
    Ok(next.filter(|next| *next > context.now))
}

/// For a session that no code was mailed for, because there had been too many: when one may be.
pub fn without_code_until(
    conn: &mut DbConn,
    context: &Context,
    session: &Session,
) -> Result<Option<NaiveDateTime>, TaskError> {
    let user = session.actor.user;
    let session_hash = db::people::sessions::token_hash(conn, session.id)?;
    if db::people::tokens::code_for(conn, user, &session_hash)?.is_some() {
        return Ok(None);
    }
    // In between, the hour may have passed: then asking for a new one is all there is to do.
    Ok(next_code_at(conn, context, user)?.or(Some(context.now)))
}

/// A new code in place of the one that did not come; the time when there may be one, if that is not now.
pub fn send_code_again(
    conn: &mut DbConn,
    context: &Context,
    session: &Session,
) -> Result<Option<NaiveDateTime>, TaskError> {
    db::write(conn, |conn| {
        let account = half_way(conn, session, Step::MailedCode)?;
        let session_hash = db::people::sessions::token_hash(conn, session.id)?;
        mail_code(conn, context, &account, &session_hash)
    })
}

/// The account of a session that waits for `step`.
pub(super) fn half_way(conn: &mut DbConn, session: &Session, step: Step) -> Result<Account, TaskError> {
    if session.step != step {
        return Err(TaskError::Forbidden);
    }
    db::people::accounts::one(conn, session.actor.user)?
        .filter(|account| account.disabled_at.is_none())
        .ok_or(TaskError::Forbidden)
}

/// The six digits that were mailed. The browser is trusted from now on.
pub fn with_code(
    conn: &mut DbConn,
    context: &Context,
    session: &Session,
    digits: &str,
    user_agent: &str,
) -> Result<SecondStep, TaskError> {
    db::write(conn, |conn| {
        let account = half_way(conn, session, Step::MailedCode)?;
        let session_hash = db::people::sessions::token_hash(conn, session.id)?;
        let Some((token, hash)) = db::people::tokens::code_for(conn, account.user(), &session_hash)? else {
            return Ok(SecondStep::Expired);
        };
        if !token.opens(Purpose::Code, context.now) {
            return Ok(SecondStep::Expired);
        }
        let given = letters::code_hash(context, &session_hash, digits);
        let right = secret::same(&given, &hash) && !entry::lock_of(&account).is_locked(context.now);
        if !right {
            db::people::tokens::count_wrong_try(conn, token.id)?;
            entry::refused(conn, context, Some(&account), "code")?;
            return Ok(SecondStep::Wrong);
        }
        db::people::tokens::use_up(conn, token.id, context.now)?;
        let mut entry = entry::complete(conn, context, session.id)?;
        entry.trust = Some(trust(conn, context, account.user(), user_agent)?);
        entry::arrived(conn, context, &account, Way::Code)?;
        Ok(SecondStep::In(entry))
    })
}

/// The browser has shown that it reads the person's mail: what it keeps to be known again.
pub(super) fn trust(
    conn: &mut DbConn,
    context: &Context,
    user: UserId,
    user_agent: &str,
) -> Result<String, TaskError> {
    let token = secret::new_token();
    db::people::trusted_browsers::trust(conn, user, &secret::hash(&token), user_agent, context.now)?;
    Ok(token)
}

/// The link that a respondent asked for on the login page. None when it opens nothing (any more).
pub fn with_link(
    conn: &mut DbConn,
    context: &Context,
    token: &str,
    browser: &Browser,
) -> Result<Option<Entry>, TaskError> {
    db::write(conn, |conn| {
        let Some((token, account)) = super::letters::opened(conn, context, token, Purpose::Login)? else {
            return Ok(None);
        };
        // Who has become staff since then needs two factors.
        if account.totp_confirmed_at.is_some() || db::people::accounts::is_staff(conn, account.user())? {
            return Ok(None);
        }
        db::people::tokens::use_up(conn, token.id, context.now)?;
        let mut entry = entry::open(conn, context, &account, browser, Step::Done)?;
        entry.trust = Some(trust(conn, context, account.user(), &browser.user_agent)?);
        entry::arrived(conn, context, &account, Way::Link)?;
        Ok(Some(entry))
    })
}
