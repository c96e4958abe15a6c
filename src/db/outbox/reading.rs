//! The mailbox as an admin reads it: a list that can be searched, one letter with its history, and how the queue is.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::dsl::{count_star, min};
use diesel::prelude::*;

use super::delivery::{Due, DueRow};
use super::standing;
use crate::schema::{outbox_event, outbox_mail};
use crate::{DbConn, bad_code};
use base::secret::Secret;
use domain::letters::dispatch::Standing;
use domain::letters::letter::{LetterKind, MailHappening, MailId, MailState};

#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Each must occur, folded by `norwegian::search_words`.
    pub words: Vec<String>,
    pub state: Option<MailState>,
    pub kind: Option<LetterKind>,
}

impl Filter {
    fn query(&self) -> outbox_mail::BoxedQuery<'static, <DbConn as diesel::Connection>::Backend> {
        let mut query = outbox_mail::table.into_boxed();
        for word in &self.words {
            // Folded words are letters and digits only: there is no wildcard in them to escape.
            query = query.filter(outbox_mail::search_key.like(format!("%{word}%")));
        }
        if let Some(state) = self.state {
            query = query.filter(outbox_mail::state.eq(state.code()));
        }
        if let Some(kind) = self.kind {
            query = query.filter(outbox_mail::kind.eq(kind.code()));
        }
        query
    }
}

/// One line of the list.
#[derive(Debug, Clone)]
pub struct Line {
    pub id: MailId,
    pub to: String,
    pub subject: String,
    pub state: MailState,
    pub created_at: NaiveDateTime,
}

/// One letter with all that happened to it.
#[derive(Debug, Clone)]
pub struct Mail {
    pub letter: Due,
    pub state: MailState,
    pub next_attempt_at: NaiveDateTime,
    pub last_error: Option<String>,
    pub server_reply: Option<String>,
    pub sent_at: Option<NaiveDateTime>,
    pub events: Vec<MailEvent>,
}

#[derive(Debug, Clone)]
pub struct MailEvent {
    pub at: NaiveDateTime,
    pub what: MailHappening,
    pub text: Option<String>,
}

/// How the queue is.
#[derive(Debug, Clone, Default)]
pub struct Queue {
    pub counts: Vec<(MailState, i64)>,
    /// When the oldest letter that still waits was queued.
    pub oldest: Option<NaiveDateTime>,
    /// What went wrong last, newest first.
    pub errors: Vec<MailError>,
    /// How many have left within the last hour.
    pub sent_last_hour: i64,
    pub standing: Standing,
}

impl Queue {
    pub fn in_state(&self, state: MailState) -> i64 {
        self.counts
            .iter()
            .find(|(known, _)| *known == state)
            .map_or(0, |(_, count)| *count)
    }
}

#[derive(Debug, Clone)]
pub struct MailError {
    pub id: MailId,
    pub to: String,
    pub at: NaiveDateTime,
    pub text: String,
}

impl Queue {
    /// How many are still to leave.
    pub fn waiting(&self) -> i64 {
        self.in_state(MailState::Queued) + self.in_state(MailState::Sending)
    }
}

pub fn count(conn: &mut DbConn, filter: &Filter) -> QueryResult<i64> {
    filter.query().select(count_star()).first(conn)
}

/// Newest first.
pub fn list(conn: &mut DbConn, filter: &Filter, offset: i64, limit: i64) -> QueryResult<Vec<Line>> {
    let rows: Vec<(i64, String, String, String, NaiveDateTime)> = filter
        .query()
        .order(outbox_mail::id.desc())
        .limit(limit)
        .offset(offset)
        .select((
            outbox_mail::id,
            outbox_mail::recipient,
            outbox_mail::subject,
            outbox_mail::state,
            outbox_mail::created_at,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, to, subject, state, created_at)| {
            Ok(Line {
                id: MailId(id),
                to,
                subject,
                state: MailState::try_from(state).map_err(bad_code)?,
                created_at,
            })
        })
        .collect()
}

type Delivery = (
    String,
    NaiveDateTime,
    Option<String>,
    Option<String>,
    Option<NaiveDateTime>,
);

pub fn one(conn: &mut DbConn, secret: &Secret, mail: MailId) -> QueryResult<Option<Mail>> {
    let found: Option<(DueRow, Delivery)> = outbox_mail::table
        .find(mail.0)
        .select((
            DueRow::as_select(),
            (
                outbox_mail::state,
                outbox_mail::next_attempt_at,
                outbox_mail::last_error,
                outbox_mail::server_reply,
                outbox_mail::sent_at,
            ),
        ))
        .first(conn)
        .optional()?;
    let Some((letter, (state, next_attempt_at, last_error, server_reply, sent_at))) = found else {
        return Ok(None);
    };
    let events: Vec<(NaiveDateTime, String, Option<String>)> = outbox_event::table
        .filter(outbox_event::mail_id.eq(mail.0))
        .order(outbox_event::id)
        .select((outbox_event::at, outbox_event::what, outbox_event::text))
        .load(conn)?;
    Ok(Some(Mail {
        letter: letter.open(secret)?,
        state: MailState::try_from(state).map_err(bad_code)?,
        next_attempt_at,
        last_error,
        server_reply,
        sent_at,
        events: events
            .into_iter()
            .map(|(at, what, text)| {
                let what = MailHappening::try_from(what).map_err(bad_code)?;
                Ok(MailEvent { at, what, text })
            })
            .collect::<QueryResult<_>>()?,
    }))
}

const WENT_WRONG: [MailHappening; 3] = [
    MailHappening::Deferred,
    MailHappening::Failed,
    MailHappening::Unknown,
];

/// How many letters there are in each state that any is in.
pub fn counts(conn: &mut DbConn) -> QueryResult<Vec<(MailState, i64)>> {
    let counts: Vec<(String, i64)> = outbox_mail::table
        .group_by(outbox_mail::state)
        .select((outbox_mail::state, count_star()))
        .load(conn)?;
    counts
        .into_iter()
        .map(|(state, count)| Ok((MailState::try_from(state).map_err(bad_code)?, count)))
        .collect()
}

/// The counts of all states, the age of the queue, and the newest `errors` errors.
pub fn queue(conn: &mut DbConn, errors: i64, now: NaiveDateTime) -> QueryResult<Queue> {
    let counts = counts(conn)?;
    let oldest = outbox_mail::table
        .filter(outbox_mail::state.eq_any([MailState::Queued.code(), MailState::Sending.code()]))
        .select(min(outbox_mail::created_at))
        .first(conn)?;
    let errors: Vec<(i64, String, NaiveDateTime, Option<String>)> = outbox_event::table
        .inner_join(outbox_mail::table)
        .filter(outbox_event::what.eq_any(WENT_WRONG.map(MailHappening::code)))
        .order(outbox_event::id.desc())
        .limit(errors)
        .select((
            outbox_mail::id,
            outbox_mail::recipient,
            outbox_event::at,
            outbox_event::text,
        ))
        .load(conn)?;
    let sent_last_hour = outbox_mail::table
        .filter(outbox_mail::state.eq(MailState::Sent.code()))
        .filter(outbox_mail::sent_at.gt(now - TimeDelta::hours(1)))
        .select(count_star())
        .first(conn)?;
    Ok(Queue {
        sent_last_hour,
        standing: standing(conn)?,
        counts,
        oldest,
        errors: errors
            .into_iter()
            .map(|(id, to, at, text)| MailError {
                id: MailId(id),
                to,
                at,
                text: text.unwrap_or_default(),
            })
            .collect(),
    })
}
