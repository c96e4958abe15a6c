//! How letters leave the outbox: claimed by lease, marked before the server is given them, settled by what it said.
//!
//! These marks do not wait for the disk (`write_lightly`): a killed program finds them again, and what a machine that
//! loses power has forgotten goes out once more, under the same Message-ID. The worker sees to it that this is one
//! second's letters at most.
//!
//! A lease instead of `FOR UPDATE SKIP LOCKED`: it is the same on both databases, it holds no lock while the mail
//! server is talked to, and what a killed process held is free again when the lease runs out.

use std::collections::HashMap;

use chrono::{NaiveDateTime, TimeDelta};
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use super::of_mailing::follow_mailing;
use super::{Body, BodyRow, note, standing};
use crate::schema::outbox_mail;
use crate::{DbConn, bad_code, write_lightly};
use base::secret::{self, Secret};
use domain::letters::dispatch::domain_of;
use domain::letters::letter::{LetterKind, MailHappening, MailId, MailState, Outcome, URGENT, pause_after};

/// How long a worker has a letter for itself. Twice what one attempt may take.
pub const LEASE: TimeDelta = TimeDelta::minutes(2);

/// After four days of trying, about once an hour, a letter is given up.
const ATTEMPTS: i32 = 100;

/// Those that are still to leave. The others have left, or wait for a person.
const WAITING: [&str; 2] = [MailState::Queued.code(), MailState::Sending.code()];

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
    /// It lets whoever reads it in.
    pub is_secret: bool,
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
            is_secret: self.body.sealed_body.is_some(),
            body: self.body.open(secret),
        })
    }
}

/// Who takes letters, and which.
#[derive(Debug, Clone)]
pub struct Claim<'a> {
    pub worker: &'a str,
    pub lane: Lane,
    pub now: NaiveDateTime,
    pub limit: usize,
    /// Domains whose letters are not wanted now: each is busy with one, or has some in hand.
    pub besides: &'a [String],
}

/// So many times what is wanted is looked at, so that a heap of letters to one domain does not hide the others.
const WINDOW: usize = 5;

/// The letters that may be sent now, most urgent first. It only reads: asked every second, it must cost nothing when
/// there is nothing to do.
fn due(conn: &mut DbConn, claim: &Claim) -> QueryResult<Vec<(i64, String)>> {
    let mut base = outbox_mail::table
        .filter(outbox_mail::state.eq_any(WAITING))
        .filter(outbox_mail::next_attempt_at.le(claim.now))
        .filter(
            outbox_mail::claimed_until
                .is_null()
                .or(outbox_mail::claimed_until.lt(claim.now)),
        )
        .order((
            outbox_mail::priority,
            outbox_mail::next_attempt_at,
            outbox_mail::id,
        ))
        .select((outbox_mail::id, outbox_mail::recipient))
        .limit((claim.limit * WINDOW) as i64)
        .into_boxed();
    // A wildcard in a domain would only put off some more letters.
    for domain in claim.besides {
        base = base.filter(outbox_mail::recipient.not_like(format!("%@{domain}")));
    }
    if claim.lane == Lane::Urgent {
        return base.filter(outbox_mail::priority.le(URGENT)).load(conn);
    }
    // A letter does not overtake an earlier one to the same person: a reminder before its letter would confuse.
    let earlier = diesel::alias!(outbox_mail as earlier_mail);
    let overtakes = earlier
        .filter(earlier.field(outbox_mail::recipient).eq(outbox_mail::recipient))
        .filter(earlier.field(outbox_mail::priority).eq(outbox_mail::priority))
        .filter(earlier.field(outbox_mail::id).lt(outbox_mail::id))
        .filter(earlier.field(outbox_mail::state).eq_any(WAITING));
    base.filter(outbox_mail::priority.gt(URGENT))
        .filter(not(exists(overtakes)))
        .load(conn)
}

/// As many as are wanted, to as many domains as there are: the first of each, then the second of each.
fn spread(candidates: Vec<(i64, String)>, claim: &Claim) -> Vec<i64> {
    let mut of_domain: HashMap<String, usize> = HashMap::new();
    let mut turns: Vec<(usize, i64)> = candidates
        .into_iter()
        .map(|(id, recipient)| (domain_of(&recipient), id))
        .filter(|(domain, _)| !claim.besides.contains(domain))
        .map(|(domain, id)| {
            let turn = of_domain.entry(domain).or_default();
            *turn += 1;
            (*turn, id)
        })
        .collect();
    // Stable: within a turn the order stays.
    turns.sort_by_key(|(turn, _)| *turn);
    turns.into_iter().map(|(_, id)| id).take(claim.limit).collect()
}

/// Takes letters for a worker until the lease is over. A letter that was left in the middle of an attempt is among
/// them: it goes out once more, under the same Message-ID, rather than being lost.
pub fn claim(conn: &mut DbConn, secret: &Secret, claim: &Claim) -> QueryResult<Vec<Due>> {
    if due(conn, claim)?.is_empty() {
        return Ok(Vec::new());
    }
    write_lightly(conn, |conn| {
        // An outbox that was held meanwhile stays whole.
        if standing(conn)?.is_held() {
            return Ok(Vec::new());
        }
        let ids = spread(due(conn, claim)?, claim);
        diesel::update(outbox_mail::table)
            .filter(outbox_mail::id.eq_any(&ids))
            .set((
                outbox_mail::claimed_by.eq(claim.worker),
                outbox_mail::claimed_until.eq(claim.now + LEASE),
            ))
            .execute(conn)?;
        let mut rows: Vec<DueRow> = outbox_mail::table
            .filter(outbox_mail::id.eq_any(&ids))
            .select(DueRow::as_select())
            .load(conn)?;
        rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
        rows.into_iter().map(|row| row.open(secret)).collect()
    })
}

/// Marks that the server is about to be given the letter. False when the lease has been lost, or the letter was taken
/// back meanwhile: hands off.
pub fn begin(conn: &mut DbConn, mail: MailId, worker: &str, now: NaiveDateTime) -> QueryResult<bool> {
    write_lightly(conn, |conn| {
        let marked = diesel::update(outbox_mail::table.find(mail.0))
            .filter(outbox_mail::claimed_by.eq(worker))
            .filter(outbox_mail::state.eq_any(WAITING))
            .set((
                outbox_mail::state.eq(MailState::Sending.code()),
                // The wait for a turn may have eaten the lease up.
                outbox_mail::claimed_until.eq(now + LEASE),
            ))
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
    write_lightly(conn, |conn| {
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
            if state == MailState::Queued {
                follow_mailing(conn, mail.id, now)?;
            }
        }
        Ok(())
    })
}

/// Gives back letters that were claimed and not begun.
pub fn release(conn: &mut DbConn, mails: &[MailId], worker: &str) -> QueryResult<()> {
    write_lightly(conn, |conn| {
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
