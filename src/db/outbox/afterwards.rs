//! What happens to letters besides being sent: one comes back, many are put aside or taken back, a person orders another
//! attempt.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::note;
use crate::db::schema::outbox_mail;
use crate::db::{DbConn, write};
use crate::domain::letter::{MailHappening, MailId, MailState};

/// The letter came back: the address does not take it, and `said` is why.
pub fn bounce(conn: &mut DbConn, mail: MailId, said: &str, now: NaiveDateTime) -> QueryResult<()> {
    write(conn, |conn| {
        diesel::update(outbox_mail::table.find(mail.0))
            .set((
                outbox_mail::state.eq(MailState::Bounced.code()),
                outbox_mail::last_error.eq(said),
            ))
            .execute(conn)?;
        note(conn, mail, now, MailHappening::Bounced, Some(said))
    })
}

/// Letters that have not left are put aside, taken back or put in the queue again. Run it inside `db::write`.
pub fn move_to(
    conn: &mut DbConn,
    mails: &[i64],
    to: MailState,
    what: MailHappening,
    now: NaiveDateTime,
) -> QueryResult<()> {
    for chunk in mails.chunks(500) {
        diesel::update(outbox_mail::table)
            .filter(outbox_mail::id.eq_any(chunk))
            .set((
                outbox_mail::state.eq(to.code()),
                outbox_mail::claimed_by.eq(None::<String>),
                outbox_mail::claimed_until.eq(None::<NaiveDateTime>),
            ))
            .execute(conn)?;
    }
    for mail in mails {
        note(conn, MailId(*mail), now, what, None)?;
    }
    Ok(())
}

/// Another attempt, ordered by a person. False when the letter is not one that has come to a stop.
pub fn retry(conn: &mut DbConn, mail: MailId, now: NaiveDateTime) -> QueryResult<bool> {
    let stopped = MailState::ALL
        .iter()
        .filter(|state| state.may_be_retried())
        .map(|state| state.code());
    write(conn, |conn| {
        let queued = diesel::update(outbox_mail::table.find(mail.0))
            .filter(outbox_mail::state.eq_any(stopped.clone()))
            .set((
                outbox_mail::state.eq(MailState::Queued.code()),
                outbox_mail::attempts.eq(0),
                outbox_mail::next_attempt_at.eq(now),
            ))
            .execute(conn)?;
        if queued == 1 {
            note(conn, mail, now, MailHappening::Retried, None)?;
        }
        Ok(queued == 1)
    })
}
