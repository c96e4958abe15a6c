//! What people do with their own account: password, name, address, and where they are signed in.

use super::{entry, letters, recover};
use crate::{Context, TaskError};
use base::passwords::Verdict;
use base::secret;
use db::DbConn;
use domain::event::{Event, Happening};
use domain::people::access::UserId;
use domain::people::session::{Session, SessionId};
use domain::people::token::Purpose;
use i18n::Lang;

fn me(context: &Context) -> Result<UserId, TaskError> {
    context
        .actor
        .as_ref()
        .map(|actor| actor.user)
        .ok_or(TaskError::Forbidden)
}

/// Whether the password that was typed once more is the person's own. A failure counts as one at the login.
fn is_proved(
    conn: &mut DbConn,
    context: &Context,
    user: UserId,
    verdict: &Verdict,
    what: &'static str,
) -> Result<bool, TaskError> {
    let account = db::people::accounts::one(conn, user)?.ok_or(TaskError::NotFound)?;
    let proved = *verdict != Verdict::Wrong && !entry::lock_of(&account).is_locked(context.now);
    if !proved {
        entry::refused(conn, context, Some(&account), what)?;
    }
    Ok(proved)
}

/// Proves once more who it is, for a dangerous act. Returns the session's new token; none when it was not proved.
pub fn step_up(
    conn: &mut DbConn,
    context: &Context,
    session: SessionId,
    verdict: &Verdict,
) -> Result<Option<String>, TaskError> {
    let user = me(context)?;
    db::write(conn, |conn| {
        if !is_proved(conn, context, user, verdict, "step_up")? {
            return Ok(None);
        }
        let token = secret::new_token();
        db::people::sessions::prove(conn, session, &secret::hash(&token), context.now)?;
        context.log(conn, &Event::new(Happening::StepUp, "user", user.0))?;
        tracing::info!(event = "session_renewed", user = user.0);
        Ok(Some(token))
    })
}

/// A new password in place of the current one; whoever came by link and has none may set the first. The other
/// sessions end, the person is told by mail, and this session gets a new token. None when the current was wrong.
pub fn change_password(
    conn: &mut DbConn,
    context: &Context,
    session: SessionId,
    current: Option<&Verdict>,
    password_hash: &str,
) -> Result<Option<String>, TaskError> {
    let user = me(context)?;
    db::write(conn, |conn| {
        let account = db::people::accounts::one(conn, user)?.ok_or(TaskError::NotFound)?;
        let proved = match current {
            Some(verdict) => is_proved(conn, context, user, verdict, "password_change")?,
            None => account.password_hash.is_none(),
        };
        if !proved {
            return Ok(None);
        }
        recover::store_password(conn, context, &account, password_hash)?;
        db::people::sessions::end_all(conn, user, Some(session), context.now)?;
        let token = secret::new_token();
        db::people::sessions::prove(conn, session, &secret::hash(&token), context.now)?;
        letters::password_changed(conn, context, &account)?;
        Ok(Some(token))
    })
}

/// The name in letters and receipts, and the written form of pages and letters.
pub fn describe(conn: &mut DbConn, context: &Context, name: &str, lang: Lang) -> Result<(), TaskError> {
    let actor = context.actor.as_ref().ok_or(TaskError::Forbidden)?;
    db::write(conn, |conn| {
        if actor.name != name {
            db::people::credentials::set_name(conn, actor.user, name, &actor.email)?;
            told(conn, context, actor.user, "name")?;
        }
        set_language(conn, context, actor.user, lang)
    })
}

/// The written form alone, by the switch at the foot of every page.
pub fn choose_language(conn: &mut DbConn, context: &Context, lang: Lang) -> Result<(), TaskError> {
    let user = me(context)?;
    db::write(conn, |conn| set_language(conn, context, user, lang))
}

fn set_language(conn: &mut DbConn, context: &Context, user: UserId, lang: Lang) -> Result<(), TaskError> {
    if db::people::accounts::choose_language(conn, user, lang.code())? {
        told(conn, context, user, "language")?;
    }
    Ok(())
}

fn told(conn: &mut DbConn, context: &Context, user: UserId, field: &str) -> Result<(), TaskError> {
    let event = Event::new(Happening::UserChanged, "user", user.0).with("fields", field);
    Ok(context.log(conn, &event)?)
}

/// Sends a link to the new address. An address that another account has gets none, and nobody is told.
pub fn ask_email_change(conn: &mut DbConn, context: &Context, new: &str) -> Result<(), TaskError> {
    let user = me(context)?;
    db::write(conn, |conn| {
        let account = db::people::accounts::one(conn, user)?.ok_or(TaskError::NotFound)?;
        context.log(conn, &Event::new(Happening::EmailChangeAsked, "user", user.0))?;
        let hour_ago = context.now - chrono::TimeDelta::hours(1);
        let sent = db::people::tokens::count_since(conn, user, Purpose::EmailChange, hour_ago)?;
        if sent < 5 && db::people::accounts::by_email(conn, new)?.is_none() {
            letters::email_confirm(conn, context, &account, new)?;
        }
        Ok(())
    })
}

/// The link in the letter to the new address was followed and the button pressed. False when it opens nothing.
pub fn change_email(conn: &mut DbConn, context: &Context, token: &str) -> Result<bool, TaskError> {
    db::write(conn, |conn| {
        let Some((token, account)) = letters::opened(conn, context, token, Purpose::EmailChange)? else {
            return Ok(false);
        };
        let Some(new) = &token.new_email else {
            return Ok(false);
        };
        // Somebody else may have got the address meanwhile.
        if db::people::accounts::by_email(conn, new)?.is_some() {
            return Ok(false);
        }
        let user = account.user();
        db::people::tokens::use_up(conn, token.id, context.now)?;
        letters::email_changed(conn, context, &account, new)?;
        db::people::credentials::set_email(conn, user, &account.name, new)?;
        db::people::tokens::void_all(conn, user, context.now)?;
        let event = Event::new(Happening::EmailChanged, "user", user.0);
        db::audit::write::log(conn, context.now, Some(user), &context.request_id, &event)?;
        tracing::info!(event = "user_updated", user = user.0, field = "email");
        Ok(true)
    })
}

pub fn sign_out(conn: &mut DbConn, context: &Context, session: &Session) -> Result<(), TaskError> {
    let user = session.actor.user;
    db::write(conn, |conn| {
        db::people::sessions::end(conn, user, session.id, context.now)?;
        let event = Event::new(Happening::SignedOut, "user", user.0);
        db::audit::write::log(conn, context.now, Some(user), &context.request_id, &event)?;
        Ok(())
    })
}

/// Ends one of the person's own sessions, wherever it is.
pub fn end_session(conn: &mut DbConn, context: &Context, id: SessionId) -> Result<(), TaskError> {
    let user = me(context)?;
    db::write(conn, |conn| {
        if !db::people::sessions::end(conn, user, id, context.now)? {
            return Err(TaskError::NotFound);
        }
        context.log(
            conn,
            &Event::new(Happening::SessionEnded, "user", user.0).with("count", 1),
        )?;
        Ok(())
    })
}

/// The session goes on for as long as if a page had been read. Nothing is logged, as for any page.
pub fn stay(conn: &mut DbConn, context: &Context, session: SessionId) -> Result<(), TaskError> {
    db::people::sessions::touch(conn, session, context.now)?;
    Ok(())
}

/// Ends all but this one, and tells how many those were.
pub fn end_other_sessions(conn: &mut DbConn, context: &Context, this: SessionId) -> Result<usize, TaskError> {
    let user = me(context)?;
    db::write(conn, |conn| {
        let ended = db::people::sessions::end_all(conn, user, Some(this), context.now)?;
        context.log(
            conn,
            &Event::new(Happening::SessionEnded, "user", user.0).with("count", ended),
        )?;
        Ok(ended)
    })
}

/// The browser is asked for a mailed code again.
pub fn forget_browser(conn: &mut DbConn, context: &Context, id: i64) -> Result<(), TaskError> {
    let user = me(context)?;
    db::write(conn, |conn| {
        if !db::people::trusted_browsers::forget(conn, user, id, context.now)? {
            return Err(TaskError::NotFound);
        }
        context.log(conn, &Event::new(Happening::BrowserForgotten, "user", user.0))?;
        Ok(())
    })
}
