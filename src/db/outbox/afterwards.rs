//! What happens to letters besides being sent: one comes back, many are put aside or taken back, a person orders another
//! attempt.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use super::note;
use crate::schema::{municipality_contact, outbox_event, outbox_mail};
use crate::{DbConn, write};
use domain::letters::letter::{MailHappening, MailId, MailState};
use domain::people::access::UserId;

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

/// Somebody has logged in: the letters to that person that lead into the portal have done what they were sent for. Run
/// it inside `db::write`.
pub fn note_opened(conn: &mut DbConn, user: UserId, now: NaiveDateTime) -> QueryResult<()> {
    let there = [MailState::Sent, MailState::Kept, MailState::Unknown];
    let opened = outbox_event::table
        .filter(outbox_event::mail_id.eq(outbox_mail::id))
        .filter(outbox_event::what.eq(MailHappening::Opened.code()));
    let mails: Vec<i64> = outbox_mail::table
        .filter(outbox_mail::user_id.eq(user.0))
        .filter(outbox_mail::state.eq_any(there.map(MailState::code)))
        .filter(
            outbox_mail::hearing_id
                .is_not_null()
                .or(outbox_mail::region_inquiry_id.is_not_null())
                .or(outbox_mail::mailing_id.is_not_null()),
        )
        .filter(not(exists(opened)))
        .select(outbox_mail::id)
        .load(conn)?;
    for mail in mails {
        note(conn, MailId(mail), now, MailHappening::Opened, None)?;
    }
    Ok(())
}

/// What became of a message that came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    Noted,
    /// It was read before.
    Known,
    /// It speaks of an earlier attempt: the letter has been sent again since.
    Old,
    NoSuchLetter,
}

/// How far the clocks of mail servers may differ.
const SKEW: TimeDelta = TimeDelta::minutes(10);

/// Notes what a mail server further on, or a machine of the receiver's, says of a letter that has left. Only a letter
/// that came back changes its state. The same message may be read again and again: a box is read from its beginning.
pub fn hear(
    conn: &mut DbConn,
    mail: MailId,
    what: MailHappening,
    said: &str,
    dated: Option<NaiveDateTime>,
    now: NaiveDateTime,
) -> QueryResult<Heard> {
    write(conn, |conn| {
        let found: Option<(String, String, Option<NaiveDateTime>)> = outbox_mail::table
            .find(mail.0)
            .select((outbox_mail::state, outbox_mail::recipient, outbox_mail::sent_at))
            .first(conn)
            .optional()?;
        let Some((state, recipient, sent_at)) = found else {
            return Ok(Heard::NoSuchLetter);
        };
        if let (Some(dated), Some(sent_at)) = (dated, sent_at)
            && dated + SKEW < sent_at
        {
            return Ok(Heard::Old);
        }
        let same: i64 = outbox_event::table
            .filter(outbox_event::mail_id.eq(mail.0))
            .filter(outbox_event::what.eq(what.code()))
            .filter(outbox_event::text.eq(said))
            .filter(outbox_event::at.ge(sent_at.unwrap_or_default()))
            .count()
            .get_result(conn)?;
        if same > 0 {
            return Ok(Heard::Known);
        }
        let has_left = [MailState::Sending, MailState::Sent, MailState::Unknown];
        if what == MailHappening::Bounced && has_left.iter().any(|left| left.code() == state) {
            bounce(conn, mail, said, now)?;
            diesel::update(municipality_contact::table)
                .filter(municipality_contact::email.eq(&recipient))
                .filter(municipality_contact::valid_to.is_null())
                .set(municipality_contact::bounced_at.eq(now))
                .execute(conn)?;
        } else {
            note(conn, mail, now, what, Some(said))?;
        }
        Ok(Heard::Noted)
    })
}
