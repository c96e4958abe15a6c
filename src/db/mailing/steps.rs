//! The steps of a mailing: changed, proposed, scheduled, released, paused, taken back. Run all of it inside `db::write`.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::outbox;
use crate::schema::{hearing, mailing, outbox_mail};
use crate::{DbConn, bad_code};
use domain::letters::letter::{LetterKind, MailHappening, MailId, MailState, MailingId};
use domain::letters::mailing::MailingState;
use domain::people::access::UserId;
use domain::places::mapping::MappingId;
use domain::round::hearing::{HearingId, RoundId};

/// What a coordinator decides about a mailing beside its texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manner {
    pub sender: Option<String>,
    pub reply_to: Option<String>,
    pub neutral_language: String,
    pub copy_to_postmottak: bool,
}

/// False when somebody changed it first, as below.
pub fn set_manner(conn: &mut DbConn, id: MailingId, version: i64, manner: &Manner) -> QueryResult<bool> {
    diesel::update(mailing::table.find(id.0))
        .filter(mailing::version.eq(version))
        .set((
            mailing::sender.eq(&manner.sender),
            mailing::reply_to.eq(&manner.reply_to),
            mailing::neutral_language.eq(&manner.neutral_language),
            mailing::copy_to_postmottak.eq(manner.copy_to_postmottak),
            mailing::version.eq(version + 1),
        ))
        .execute(conn)
        .map(|changed| changed == 1)
}

/// One that has not gone anywhere leaves no trace but the log's.
pub fn delete_draft(conn: &mut DbConn, id: MailingId) -> QueryResult<bool> {
    diesel::delete(
        mailing::table
            .find(id.0)
            .filter(mailing::state.eq(MailingState::Draft.code())),
    )
    .execute(conn)
    .map(|deleted| deleted == 1)
}

pub fn propose(
    conn: &mut DbConn,
    id: MailingId,
    by: UserId,
    send_at: Option<NaiveDateTime>,
) -> QueryResult<()> {
    diesel::update(mailing::table.find(id.0))
        .set((
            mailing::state.eq(MailingState::Proposed.code()),
            mailing::proposed_by.eq(by.0),
            mailing::send_at.eq(send_at),
            mailing::version.eq(mailing::version + 1),
        ))
        .execute(conn)
        .map(drop)
}

pub fn schedule(conn: &mut DbConn, id: MailingId, at: NaiveDateTime) -> QueryResult<()> {
    diesel::update(mailing::table.find(id.0))
        .set((
            mailing::state.eq(MailingState::Scheduled.code()),
            mailing::send_at.eq(at),
            mailing::version.eq(mailing::version + 1),
        ))
        .execute(conn)
        .map(drop)
}

pub fn set_released(
    conn: &mut DbConn,
    id: MailingId,
    by: Option<UserId>,
    now: NaiveDateTime,
    regret_until: Option<NaiveDateTime>,
) -> QueryResult<()> {
    diesel::update(mailing::table.find(id.0))
        .set((
            mailing::state.eq(MailingState::Released.code()),
            mailing::released_at.eq(now),
            mailing::released_by.eq(by.map(|user| user.0)),
            mailing::regret_until.eq(regret_until),
            mailing::version.eq(mailing::version + 1),
        ))
        .execute(conn)
        .map(drop)
}

pub fn set_state(
    conn: &mut DbConn,
    id: MailingId,
    state: MailingState,
    now: NaiveDateTime,
) -> QueryResult<()> {
    diesel::update(mailing::table.find(id.0))
        .set((
            mailing::state.eq(state.code()),
            mailing::cancelled_at.eq((state == MailingState::Cancelled).then_some(now)),
            mailing::version.eq(mailing::version + 1),
        ))
        .execute(conn)
        .map(drop)
}

/// Those whose time has come, the oldest first.
pub fn due(conn: &mut DbConn, now: NaiveDateTime) -> QueryResult<Vec<(MailingId, MappingId)>> {
    let ids: Vec<(i64, i64)> = mailing::table
        .filter(mailing::state.eq(MailingState::Scheduled.code()))
        .filter(mailing::send_at.le(now))
        .order((mailing::send_at, mailing::id))
        .select((mailing::id, mailing::mapping_id))
        .load(conn)?;
    Ok(ids
        .into_iter()
        .map(|(id, mapping)| (MailingId(id), MappingId(mapping)))
        .collect())
}

/// What waits of a mailing goes from one state to another; how many letters that was. A worker that has one of them in
/// its hands finds its claim gone, and lets go.
pub fn move_waiting(
    conn: &mut DbConn,
    id: MailingId,
    (from, to): (&[MailState], MailState),
    what: MailHappening,
    now: NaiveDateTime,
) -> QueryResult<usize> {
    let codes: Vec<&str> = from.iter().map(|state| state.code()).collect();
    let waiting: Vec<i64> = outbox_mail::table
        .filter(outbox_mail::mailing_id.eq(id.0))
        .filter(outbox_mail::state.eq_any(codes))
        .select(outbox_mail::id)
        .load(conn)?;
    outbox::move_to(conn, &waiting, to, what, now)?;
    Ok(waiting.len())
}

/// Reminders that still wait when the list is confirmed have nothing more to say.
pub fn withdraw_reminders(conn: &mut DbConn, of: HearingId, now: NaiveDateTime) -> QueryResult<()> {
    withdraw(conn, &[of.0], now)
}

/// Nor have those of a round that is closed.
pub fn withdraw_reminders_of_round(conn: &mut DbConn, of: RoundId, now: NaiveDateTime) -> QueryResult<()> {
    let hearings: Vec<i64> = hearing::table
        .filter(hearing::round_id.eq(of.0))
        .select(hearing::id)
        .load(conn)?;
    withdraw(conn, &hearings, now)
}

fn withdraw(conn: &mut DbConn, hearings: &[i64], now: NaiveDateTime) -> QueryResult<()> {
    let waiting: Vec<i64> = outbox_mail::table
        .filter(outbox_mail::hearing_id.eq_any(hearings))
        .filter(outbox_mail::kind.eq(LetterKind::Reminder.code()))
        .filter(outbox_mail::state.eq_any([MailState::Queued.code(), MailState::Paused.code()]))
        .select(outbox_mail::id)
        .load(conn)?;
    outbox::move_to(
        conn,
        &waiting,
        MailState::Cancelled,
        MailHappening::Cancelled,
        now,
    )
}

/// One letter of a mailing, as its log shows it.
#[derive(Debug, Clone)]
pub struct Sent {
    pub mail: MailId,
    pub municipality: Option<i64>,
    pub inquiry: Option<i64>,
    pub to: String,
    pub subject: String,
    pub state: MailState,
    pub attempts: i32,
    pub next_attempt_at: NaiveDateTime,
    pub sent_at: Option<NaiveDateTime>,
    /// What the server said, or why it did not leave.
    pub said: Option<String>,
}

pub fn letters(conn: &mut DbConn, id: MailingId) -> QueryResult<Vec<Sent>> {
    type Row = (
        i64,
        Option<i64>,
        Option<i64>,
        String,
        String,
        String,
        i32,
        NaiveDateTime,
        Option<NaiveDateTime>,
        Option<String>,
        Option<String>,
    );
    let rows: Vec<Row> = outbox_mail::table
        .filter(outbox_mail::mailing_id.eq(id.0))
        .order(outbox_mail::id)
        .select((
            outbox_mail::id,
            outbox_mail::municipality_id,
            outbox_mail::region_inquiry_id,
            outbox_mail::recipient,
            outbox_mail::subject,
            outbox_mail::state,
            outbox_mail::attempts,
            outbox_mail::next_attempt_at,
            outbox_mail::sent_at,
            outbox_mail::server_reply,
            outbox_mail::last_error,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|row| {
            Ok(Sent {
                mail: MailId(row.0),
                municipality: row.1,
                inquiry: row.2,
                to: row.3,
                subject: row.4,
                state: MailState::try_from(row.5).map_err(bad_code)?,
                attempts: row.6,
                next_attempt_at: row.7,
                sent_at: row.8,
                said: row.10.or(row.9),
            })
        })
        .collect()
}
