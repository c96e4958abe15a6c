//! How letters leave the outbox: claimed by lease, marked before the server is given them, settled by what it said.
//!
//! A lease instead of `FOR UPDATE SKIP LOCKED`: it is the same on both databases, it holds no lock while the mail
//! server is talked to, and what a killed process held is free again when the lease runs out.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use super::{Body, BodyRow, note};
use crate::db::schema::outbox_mail;
use crate::db::{DbConn, bad_code, write};
use crate::domain::letter::{LetterKind, MailHappening, MailId, MailState, Outcome, URGENT, pause_after};
use crate::secret::{self, Secret};

/// How long a worker has a letter for itself. Twice what one attempt may take.
pub const LEASE: TimeDelta = TimeDelta::minutes(2);

/// After four days of trying, about once an hour, a letter is given up.
const ATTEMPTS: i32 = 100;

/// Which letters a worker takes. Those that a person waits for have a lane of their own, so that they stand behind
/// neither 357 hearing letters nor a mail server that hangs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    Urgent,
    Ordinary,
}

impl Lane {
    pub const ALL: &'static [Self] = &[Self::Urgent, Self::Ordinary];
}

/// A letter that is to be sent now.
#[derive(Debug, Clone)]
pub struct Due {
    pub id: MailId,
    pub kind: LetterKind,
    pub uuid: String,
    pub message_id: String,
    pub created_at: NaiveDateTime,
    pub to: String,
    pub to_name: String,
    pub reply_to: Option<String>,
    pub language: String,
    pub subject: String,
    pub auto_submitted: bool,
    pub in_reply_to: Option<String>,
    /// How often it has been tried before.
    pub attempts: i32,
    /// None when it was sealed with another secret than ours.
    pub body: Option<Body>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = outbox_mail)]
pub(super) struct DueRow {
    id: i64,
    kind: String,
    uuid: String,
    message_id: String,
    created_at: NaiveDateTime,
    recipient: String,
    recipient_name: Option<String>,
    reply_to: Option<String>,
    language: String,
    subject: String,
    auto_submitted: bool,
    in_reply_to: Option<String>,
    attempts: i32,
    #[diesel(embed)]
    body: BodyRow,
}

impl DueRow {
    pub(super) fn open(self, secret: &Secret) -> QueryResult<Due> {
        Ok(Due {
            id: MailId(self.id),
            kind: LetterKind::try_from(self.kind).map_err(bad_code)?,
            uuid: self.uuid,
            message_id: self.message_id,
            created_at: self.created_at,
            to: self.recipient,
            to_name: self.recipient_name.unwrap_or_default(),
            reply_to: self.reply_to,
            language: self.language,
            subject: self.subject,
            auto_submitted: self.auto_submitted,
            in_reply_to: self.in_reply_to,
            attempts: self.attempts,
            body: self.body.open(secret),
        })
    }
}

/// The ids of at most `limit` letters that may be sent now, most urgent first. It only reads: asked every second, it
/// must cost nothing when there is nothing to do.
fn due(conn: &mut DbConn, lane: Lane, now: NaiveDateTime, limit: i64) -> QueryResult<Vec<i64>> {
    let waiting = [MailState::Queued.code(), MailState::Sending.code()];
    let base = outbox_mail::table
        .filter(outbox_mail::state.eq_any(waiting))
        .filter(outbox_mail::next_attempt_at.le(now))
        .filter(
            outbox_mail::claimed_until
                .is_null()
                .or(outbox_mail::claimed_until.lt(now)),
        )
        .order((
            outbox_mail::priority,
            outbox_mail::next_attempt_at,
            outbox_mail::id,
        ))
        .select(outbox_mail::id)
        .limit(limit);
    if lane == Lane::Urgent {
        return base.filter(outbox_mail::priority.le(URGENT)).load(conn);
    }
    // A letter does not overtake an earlier one to the same person: a reminder before its letter would confuse.
    let earlier = diesel::alias!(outbox_mail as earlier_mail);
    let overtakes = earlier
        .filter(earlier.field(outbox_mail::recipient).eq(outbox_mail::recipient))
        .filter(earlier.field(outbox_mail::priority).eq(outbox_mail::priority))
        .filter(earlier.field(outbox_mail::id).lt(outbox_mail::id))
        .filter(earlier.field(outbox_mail::state).eq_any(waiting));
    base.filter(outbox_mail::priority.gt(URGENT))
        .filter(not(exists(overtakes)))
        .load(conn)
}

/// Takes letters for `worker` until the lease is over. A letter that was left in the middle of an attempt is among
/// them: it goes out once more, under the same Message-ID, rather than being lost.
pub fn claim(
    conn: &mut DbConn,
    secret: &Secret,
    worker: &str,
    lane: Lane,
    now: NaiveDateTime,
    limit: i64,
) -> QueryResult<Vec<Due>> {
    if due(conn, lane, now, 1)?.is_empty() {
        return Ok(Vec::new());
    }
    write(conn, |conn| {
        let ids = due(conn, lane, now, limit)?;
        let mut taken = Vec::with_capacity(ids.len());
        for id in ids {
            diesel::update(outbox_mail::table.find(id))
                .set((
                    outbox_mail::claimed_by.eq(worker),
                    outbox_mail::claimed_until.eq(now + LEASE),
                ))
                .execute(conn)?;
            let row: DueRow = outbox_mail::table
                .find(id)
                .select(DueRow::as_select())
                .first(conn)?;
            taken.push(row.open(secret)?);
        }
        Ok(taken)
    })
}

/// Marks that the server is about to be given the letter. False when the lease has been lost: hands off.
pub fn begin(conn: &mut DbConn, mail: MailId, worker: &str, now: NaiveDateTime) -> QueryResult<bool> {
    write(conn, |conn| {
        let marked = diesel::update(outbox_mail::table.find(mail.0))
            .filter(outbox_mail::claimed_by.eq(worker))
            .set(outbox_mail::state.eq(MailState::Sending.code()))
            .execute(conn)?;
        if marked == 1 {
            note(conn, mail, now, MailHappening::Attempt, None)?;
        }
        Ok(marked == 1)
    })
}

/// Stores what became of an attempt, and lets go of the letter.
pub fn settle(
    conn: &mut DbConn,
    mail: &Due,
    worker: &str,
    outcome: &Outcome,
    now: NaiveDateTime,
) -> QueryResult<()> {
    let attempts = mail.attempts + 1;
    let given_up = matches!(outcome, Outcome::Deferred(_)) && attempts >= ATTEMPTS;
    let (state, what) = match outcome {
        Outcome::Sent(_) => (MailState::Sent, MailHappening::Accepted),
        Outcome::Kept => (MailState::Kept, MailHappening::Kept),
        Outcome::Deferred(_) if !given_up => (MailState::Queued, MailHappening::Deferred),
        Outcome::Deferred(_) | Outcome::Failed(_) => (MailState::Failed, MailHappening::Failed),
        Outcome::Unknown(_) => (MailState::Unknown, MailHappening::Unknown),
    };
    let (reply, error) = match outcome {
        Outcome::Sent(reply) => (Some(reply.as_str()), None),
        Outcome::Kept => (None, None),
        Outcome::Deferred(error) | Outcome::Failed(error) | Outcome::Unknown(error) => {
            (None, Some(error.as_str()))
        }
    };
    let next = now + pause_after(attempts, u32::from_le_bytes(secret::random()));
    let has_left = matches!(state, MailState::Sent | MailState::Kept);
    write(conn, |conn| {
        let settled = diesel::update(outbox_mail::table.find(mail.id.0))
            .filter(outbox_mail::claimed_by.eq(worker))
            .set((
                outbox_mail::state.eq(state.code()),
                outbox_mail::attempts.eq(attempts),
                outbox_mail::next_attempt_at.eq(next),
                outbox_mail::claimed_by.eq(None::<String>),
                outbox_mail::claimed_until.eq(None::<NaiveDateTime>),
                outbox_mail::last_error.eq(error),
                outbox_mail::server_reply.eq(reply),
                outbox_mail::sent_at.eq(has_left.then_some(now)),
            ))
            .execute(conn)?;
        if settled == 1 {
            note(conn, mail.id, now, what, reply.or(error))?;
        }
        Ok(())
    })
}

/// Gives back letters that were claimed and not begun.
pub fn release(conn: &mut DbConn, mails: &[MailId], worker: &str) -> QueryResult<()> {
    write(conn, |conn| {
        diesel::update(outbox_mail::table)
            .filter(outbox_mail::id.eq_any(mails.iter().map(|mail| mail.0)))
            .filter(outbox_mail::claimed_by.eq(worker))
            .filter(outbox_mail::state.eq(MailState::Queued.code()))
            .set((
                outbox_mail::claimed_by.eq(None::<String>),
                outbox_mail::claimed_until.eq(None::<NaiveDateTime>),
            ))
            .execute(conn)
            .map(drop)
    })
}

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
