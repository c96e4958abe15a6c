//! The second factor of staff: an authenticator app, and ten codes on paper for the day it is lost.

use super::entry::{self, Way};
use super::letters;
use super::sign_in::{SecondStep, half_way};
use crate::{Context, TaskError};
use base::secret::{self, Secret, hex};
use base::totp::Key;
use db::DbConn;
use db::people::accounts::Account;
use domain::event::{Event, Happening};
use domain::people::access::UserId;
use domain::people::session::{Session, Step};
use mail::letters::SecondFactor;

const RECOVERY_CODES: usize = 10;
/// Without letters and digits that look alike.
const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";

/// The code that the app shows now.
pub fn with_totp(
    conn: &mut DbConn,
    context: &Context,
    session: &Session,
    code: &str,
) -> Result<SecondStep, TaskError> {
    db::write(conn, |conn| {
        let account = half_way(conn, session, Step::Totp)?;
        let Some(step) = right_step(context, &account, code) else {
            entry::refused(conn, context, Some(&account), "totp")?;
            return Ok(SecondStep::Wrong);
        };
        db::people::credentials::use_totp_step(conn, account.user(), step)?;
        let entry = entry::complete(conn, context, session.id)?;
        entry::arrived(conn, context, &account, Way::Totp)?;
        Ok(SecondStep::In(entry))
    })
}

/// One of the codes on paper; it works no more.
pub fn with_recovery_code(
    conn: &mut DbConn,
    context: &Context,
    session: &Session,
    code: &str,
) -> Result<SecondStep, TaskError> {
    db::write(conn, |conn| {
        let account = half_way(conn, session, Step::Totp)?;
        let user = account.user();
        let hash = recovery_hash(&context.secret, user, code);
        let right = !entry::lock_of(&account).is_locked(context.now)
            && db::people::recovery_codes::use_up(conn, user, &hash, context.now)?;
        if !right {
            entry::refused(conn, context, Some(&account), "recovery_code")?;
            return Ok(SecondStep::Wrong);
        }
        let event = Event::new(Happening::RecoveryCodeUsed, "user", user.0);
        db::audit::write::log(conn, context.now, Some(user), &context.request_id, &event)?;
        let entry = entry::complete(conn, context, session.id)?;
        entry::arrived(conn, context, &account, Way::RecoveryCode)?;
        Ok(SecondStep::In(entry))
    })
}

fn right_step(context: &Context, account: &Account, code: &str) -> Option<i64> {
    if entry::lock_of(account).is_locked(context.now) {
        return None;
    }
    let sealed = account.totp_secret.as_deref()?;
    let key = Key::open(&context.secret, account.user().0, sealed)?;
    key.step_of(code, context.now.and_utc().timestamp(), account.totp_last_step)
}

/// What setting the app up came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetUp {
    /// The recovery codes, shown this once, and the entry of whoever was on the way in.
    Done {
        codes: Vec<String>,
        entry: Option<entry::Entry>,
    },
    /// The app does not show what it should.
    Wrong,
}

/// Sets up the app whose first code this is: on the way in, or in place of another app.
pub fn set_up(
    conn: &mut DbConn,
    context: &Context,
    session: &Session,
    key: &Key,
    code: &str,
) -> Result<SetUp, TaskError> {
    db::write(conn, |conn| {
        if !matches!(session.step, Step::EnrolTotp | Step::Done) {
            return Err(TaskError::Forbidden);
        }
        let account = half_way(conn, session, session.step)?;
        let user = account.user();
        // Whoever has an app already does not come in by setting up another one.
        if session.step == Step::EnrolTotp && account.totp_confirmed_at.is_some() {
            return Err(TaskError::Forbidden);
        }
        let Some(step) = key.step_of(code, context.now.and_utc().timestamp(), None) else {
            return Ok(SetUp::Wrong);
        };
        let sealed = key.seal(&context.secret, user.0);
        db::people::credentials::set_totp(conn, user, &sealed, step, context.now)?;
        let codes = make_recovery_codes(conn, context, user)?;
        let event = Event::new(Happening::SecondFactorSet, "user", user.0);
        db::audit::write::log(conn, context.now, Some(user), &context.request_id, &event)?;
        letters::second_factor_changed(conn, context, &account, SecondFactor::Set)?;
        let entry = if session.step == Step::Done {
            db::people::sessions::end_all(conn, user, Some(session.id), context.now)?;
            None
        } else {
            let entry = entry::complete(conn, context, session.id)?;
            entry::arrived(conn, context, &account, Way::Totp)?;
            Some(entry)
        };
        Ok(SetUp::Done { codes, entry })
    })
}

/// Ten new codes; the old ones work no more.
pub fn new_recovery_codes(conn: &mut DbConn, context: &Context) -> Result<Vec<String>, TaskError> {
    let user = context.actor.as_ref().ok_or(TaskError::Forbidden)?.user;
    db::write(conn, |conn| {
        let account = db::people::accounts::one(conn, user)?.ok_or(TaskError::NotFound)?;
        if account.totp_confirmed_at.is_none() {
            return Err(TaskError::Forbidden);
        }
        let codes = make_recovery_codes(conn, context, user)?;
        context.log(conn, &Event::new(Happening::RecoveryCodesMade, "user", user.0))?;
        Ok(codes)
    })
}

fn make_recovery_codes(conn: &mut DbConn, context: &Context, user: UserId) -> Result<Vec<String>, TaskError> {
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| new_code()).collect();
    let hashes: Vec<String> = codes
        .iter()
        .map(|code| recovery_hash(&context.secret, user, code))
        .collect();
    db::people::recovery_codes::replace(conn, user, &hashes)?;
    Ok(codes)
}

/// Fifty bits, as «abcde-fghjk».
fn new_code() -> String {
    let letters: Vec<char> = secret::random::<10>()
        .iter()
        .map(|byte| char::from(ALPHABET[usize::from(byte % 32)]))
        .collect();
    let (first, second): (String, String) = (letters[..5].iter().collect(), letters[5..].iter().collect());
    format!("{first}-{second}")
}

/// However it was typed: with or without the hyphen, in small or capital letters.
fn recovery_hash(secret: &Secret, user: UserId, code: &str) -> String {
    let letters: String = code
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    hex(&secret.sign("recovery", format!("{}:{letters}", user.0).as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recovery_code_is_known_however_it_is_typed() {
        let secret = Secret::random();
        let code = new_code();
        assert_eq!(code.len(), 11);
        let hash = recovery_hash(&secret, UserId(1), &code);
        assert_eq!(
            recovery_hash(&secret, UserId(1), &code.to_uppercase().replace('-', " ")),
            hash
        );
        assert_ne!(recovery_hash(&secret, UserId(2), &code), hash);
    }
}
