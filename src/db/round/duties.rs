//! What is due by the clock, and how it is marked as done. What changes something is run inside `db::write`.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;

use crate::DbConn;
use crate::mailing;
use crate::schema::{hearing_round, kept_form, mapping, planned_reminder, scheduled_job, session, token};
use domain::letters::letter::MailingId;
use domain::places::mapping::{MappingId, MappingStatus};
use domain::round::hearing::{RoundId, RoundState};

/// What is over is kept so long, for those who look into what happened.
const KEPT: TimeDelta = TimeDelta::days(90);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    Mailing(MailingId, MappingId),
    /// A planned reminder, by its key.
    Reminder(i64),
    Closing(RoundId),
}

/// Everything that is due, the oldest of each kind first. It only reads: asked every few seconds, it must cost next to
/// nothing when there is nothing to do.
pub fn due(conn: &mut DbConn, now: NaiveDateTime) -> QueryResult<Vec<Due>> {
    let mailings = mailing::steps::due(conn, now)?;
    let reminders: Vec<i64> = planned_reminder::table
        .filter(planned_reminder::state.eq("pending"))
        .filter(planned_reminder::at.le(now))
        .order((planned_reminder::at, planned_reminder::id))
        .select(planned_reminder::id)
        .load(conn)?;
    let rounds: Vec<i64> = hearing_round::table
        .inner_join(mapping::table)
        .filter(hearing_round::state.eq(RoundState::Open.code()))
        .filter(hearing_round::closes_at.le(now))
        .filter(mapping::status.ne(MappingStatus::Closed.code()))
        .select(hearing_round::id)
        .load(conn)?;
    let mailings = mailings
        .into_iter()
        .map(|(id, mapping)| Due::Mailing(id, mapping));
    // What a round that is over still has planned must find it closed.
    let closings = rounds.into_iter().map(|id| Due::Closing(RoundId(id)));
    Ok(closings
        .chain(mailings)
        .chain(reminders.into_iter().map(Due::Reminder))
        .collect())
}

pub fn slug(conn: &mut DbConn, id: MappingId) -> QueryResult<String> {
    mapping::table.find(id.0).select(mapping::slug).first(conn)
}

/// A reminder that a round has planned.
#[derive(Debug, Clone)]
pub struct PlannedReminder {
    pub round: RoundId,
    pub slug: String,
    pub at: NaiveDateTime,
}

/// One that still is to be sent.
pub fn reminder(conn: &mut DbConn, id: i64) -> QueryResult<Option<PlannedReminder>> {
    let row: Option<(i64, String, NaiveDateTime)> = planned_reminder::table
        .inner_join(hearing_round::table.inner_join(mapping::table))
        .filter(planned_reminder::id.eq(id))
        .filter(planned_reminder::state.eq("pending"))
        .select((hearing_round::id, mapping::slug, planned_reminder::at))
        .first(conn)
        .optional()?;
    Ok(row.map(|(round, slug, at)| PlannedReminder {
        round: RoundId(round),
        slug,
        at,
    }))
}

/// Whether another one of the same round is due as well, and newer.
pub fn has_later_due(conn: &mut DbConn, plan: &PlannedReminder, now: NaiveDateTime) -> QueryResult<bool> {
    let later = planned_reminder::table
        .filter(planned_reminder::round_id.eq(plan.round.0))
        .filter(planned_reminder::state.eq("pending"))
        .filter(planned_reminder::at.gt(plan.at))
        .filter(planned_reminder::at.le(now));
    diesel::select(diesel::dsl::exists(later)).get_result(conn)
}

pub fn set_reminder(conn: &mut DbConn, id: i64, state: &str, mailing: Option<MailingId>) -> QueryResult<()> {
    diesel::update(planned_reminder::table.find(id))
        .set((
            planned_reminder::state.eq(state),
            planned_reminder::mailing_id.eq(mailing.map(|mailing| mailing.0)),
        ))
        .execute(conn)
        .map(drop)
}

/// The mapping of a round that is to be closed now, and the round's number.
pub fn to_close(conn: &mut DbConn, id: RoundId, now: NaiveDateTime) -> QueryResult<Option<(MappingId, i32)>> {
    let found: Option<(i64, i32)> = hearing_round::table
        .find(id.0)
        .filter(hearing_round::state.eq(RoundState::Open.code()))
        .filter(hearing_round::closes_at.le(now))
        .select((hearing_round::mapping_id, hearing_round::number))
        .first(conn)
        .optional()?;
    Ok(found.map(|(mapping, number)| (MappingId(mapping), number)))
}

/// Whether a nightly job waits; one that has never run does.
pub fn is_job_due(conn: &mut DbConn, name: &str, now: NaiveDateTime) -> QueryResult<bool> {
    let due: Option<NaiveDateTime> = scheduled_job::table
        .find(name)
        .select(scheduled_job::due_at)
        .first(conn)
        .optional()?;
    Ok(due.is_none_or(|due| due <= now))
}

/// Takes the job's turn, and sets the next one. False when another instance has taken it.
pub fn take_job(conn: &mut DbConn, name: &str, now: NaiveDateTime, next: NaiveDateTime) -> QueryResult<bool> {
    if !is_job_due(conn, name, now)? {
        return Ok(false);
    }
    let values = (scheduled_job::due_at.eq(next), scheduled_job::last_run_at.eq(now));
    let known = diesel::update(scheduled_job::table.find(name))
        .set(values)
        .execute(conn)?;
    if known == 0 {
        diesel::insert_into(scheduled_job::table)
            .values((scheduled_job::name.eq(name), values))
            .execute(conn)?;
    }
    Ok(true)
}

/// Sessions and links that ended long ago, and forms that nobody came back for. How many rows that was.
pub fn clear(conn: &mut DbConn, now: NaiveDateTime) -> QueryResult<usize> {
    let before = now - KEPT;
    let sessions = diesel::delete(session::table.filter(session::last_seen_at.lt(before))).execute(conn)?;
    let tokens = diesel::delete(token::table.filter(token::expires_at.lt(before))).execute(conn)?;
    let forms = diesel::delete(kept_form::table.filter(kept_form::expires_at.lt(now))).execute(conn)?;
    Ok(sessions + tokens + forms)
}
