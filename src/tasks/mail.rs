//! What an admin does with the mailbox: sends a test, orders another attempt, holds all mail and lets it go.

use crate::{Context, TaskError};
use db::DbConn;
use domain::event::{Event, Happening};
use domain::letters::dispatch::HeldFor;
use domain::letters::letter::{MailId, Recipient};
use domain::people::access::{Action, Subject};

/// A letter to whoever asks for it.
pub fn send_test(conn: &mut DbConn, context: &Context) -> Result<MailId, TaskError> {
    let actor = context.require(Action::Administer, Subject::Portal)?;
    let to = Recipient {
        name: &actor.name,
        email: &actor.email,
        user: Some(actor.user),
    };
    let letter = context.letters(context.lang).test(&to, context.now);
    db::write(conn, |conn| {
        let mail = context.post(conn, &letter)?;
        context.log(conn, &Event::new(Happening::MailQueued, "mail", mail.0))?;
        Ok(mail)
    })
}

/// Another attempt for a letter that failed, or of which nobody knows.
pub fn retry(conn: &mut DbConn, context: &Context, mail: MailId) -> Result<(), TaskError> {
    context.require(Action::Administer, Subject::Portal)?;
    db::write(conn, |conn| {
        let found = db::outbox::one(conn, &context.secret, mail)?.ok_or(TaskError::NotFound)?;
        if !db::outbox::retry(conn, mail, context.now)? {
            return Err(TaskError::Stale);
        }
        let event = Event::new(Happening::MailRetried, "mail", mail.0).with("from", found.state.code());
        context.log(conn, &event)?;
        Ok(())
    })
}

/// Nothing leaves any more, until somebody lets it go.
pub fn hold(conn: &mut DbConn, context: &Context) -> Result<(), TaskError> {
    context.require(Action::Administer, Subject::Portal)?;
    db::write(conn, |conn| {
        if db::outbox::standing(conn)?.is_held() {
            return Err(TaskError::Stale);
        }
        db::outbox::hold(conn, HeldFor::Admin, context.now)?;
        context.log(conn, &Event::new(Happening::MailHeld, "mail", None))?;
        Ok(())
    })
}

pub fn let_go(conn: &mut DbConn, context: &Context) -> Result<(), TaskError> {
    context.require(Action::Administer, Subject::Portal)?;
    db::write(conn, |conn| {
        if !db::outbox::let_go(conn)? {
            return Err(TaskError::Stale);
        }
        context.log(conn, &Event::new(Happening::MailReleased, "mail", None))?;
        Ok(())
    })
}

/// What made the mail server refuse is mended: ordinary letters do not wait for the pause to end.
pub fn go_on(conn: &mut DbConn, context: &Context) -> Result<(), TaskError> {
    context.require(Action::Administer, Subject::Portal)?;
    db::write(conn, |conn| {
        if !db::outbox::go_on(conn)? {
            return Err(TaskError::Stale);
        }
        context.log(conn, &Event::new(Happening::MailResumed, "mail", None))?;
        Ok(())
    })
}
