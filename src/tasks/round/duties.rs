//! What the portal does by the clock: sends what was timed, reminds as planned, closes rounds, clears away. Each duty
//! looks and acts in one transaction, so two instances, a restart or a clock that jumps do it once.

use chrono::{NaiveDateTime, TimeDelta};

use super::planning::shut;
use crate::mailings::{To, begin_in, release};
use crate::{Context, TaskError};
use base::clock;
use db::DbConn;
use db::mailing::{self, mailings};
use db::mapping::mappings;
use db::round::duties::{self, Due};
use db::round::rounds;
use domain::event::{Event, Happening};
use domain::letters::mailing::{MailingKind, MailingState};
use domain::places::mapping::MappingStatus;
use domain::round::hearing::RoundState;
use domain::round::holidays::{day_off, next_working_day};

/// A reminder that comes this much too late, because the portal stood still or the clock jumped, is not sent any more.
const TOO_LATE: TimeDelta = TimeDelta::days(4);
/// So close to the deadline a reminder is the last.
const LAST: TimeDelta = TimeDelta::hours(36);
/// The hour of the night, in Oslo, at which old things are cleared away.
const CLEARING_HOUR: u32 = 3;

/// Does all that is due, and says how many things that was. What fails is told of, and does not keep the rest from
/// being done.
pub fn run_due(conn: &mut DbConn, context: &Context) -> Result<usize, TaskError> {
    let mut done = 0;
    for due in duties::due(conn, context.now)? {
        match one(conn, context, due) {
            Ok(true) => done += 1,
            Ok(false) => {}
            Err(error) => tracing::error!(%error, ?due, "a duty was not done"),
        }
    }
    Ok(done + usize::from(clear(conn, context)?))
}

fn one(conn: &mut DbConn, context: &Context, due: Due) -> Result<bool, TaskError> {
    match due {
        Due::Mailing(id, mapping) => {
            let slug = duties::slug(conn, mapping)?;
            db::write(conn, |conn| send_timed(conn, context, &slug, id))
        }
        Due::Reminder(id) => db::write(conn, |conn| remind(conn, context, id)),
        Due::Closing(id) => db::write(conn, |conn| close(conn, context, id)),
    }
}

fn send_timed(
    conn: &mut DbConn,
    context: &Context,
    slug: &str,
    id: domain::letters::letter::MailingId,
) -> Result<bool, TaskError> {
    let mapping = mappings::by_slug(conn, slug)?.ok_or(TaskError::NotFound)?;
    let Some(mailing) = mailings::one(conn, mapping.id, id)?.filter(|mailing| {
        mailing.state == MailingState::Scheduled && mailing.send_at.is_some_and(|at| at <= context.now)
    }) else {
        return Ok(false);
    };
    let event = Event::new(Happening::MailingCancelled, "mailing", id.0).in_mapping(mapping.id);
    match release(conn, context, &mapping, mailing, None) {
        Ok(_) => Ok(true),
        // Its round was closed in the meantime.
        Err(TaskError::Closed) => {
            mailing::steps::set_state(conn, id, MailingState::Cancelled, context.now)?;
            context.log(conn, &event.with("why", "round_closed"))?;
            Ok(true)
        }
        Err(error) => Err(error),
    }
}

/// The newest of the reminders that are due goes; older ones that were missed are passed over, so that a clock that
/// jumped or a portal that stood still brings one letter and no storm.
fn remind(conn: &mut DbConn, context: &Context, id: i64) -> Result<bool, TaskError> {
    let Some(plan) = duties::reminder(conn, id)? else {
        return Ok(false);
    };
    let mapping = mappings::by_slug(conn, &plan.slug)?.ok_or(TaskError::NotFound)?;
    let round = rounds::of_mapping(conn, mapping.id)?
        .into_iter()
        .find(|round| round.id == plan.round)
        .ok_or(TaskError::NotFound)?;
    let is_open = round.state == RoundState::Open && mapping.status == MappingStatus::Open;
    let at = on_a_working_day(plan.at);
    if is_open && context.now < at {
        return Ok(false);
    }
    let is_late = context.now - at > TOO_LATE;
    if !is_open || is_late || duties::has_later_due(conn, &plan, context.now)? {
        duties::set_reminder(conn, id, "skipped", None)?;
        return Ok(true);
    }
    let left = round.deadline.map(|deadline| deadline - context.now);
    let kind = match left {
        Some(left) if left > TimeDelta::zero() && left <= LAST => MailingKind::LastReminder,
        _ => MailingKind::Reminder,
    };
    let mailing = begin_in(conn, context, &mapping, Some(&round), kind, &To::Everybody)?;
    let begun = mailings::one(conn, mapping.id, mailing)?.ok_or(TaskError::NotFound)?;
    release(conn, context, &mapping, begun, None)?;
    duties::set_reminder(conn, id, "done", Some(mailing))?;
    Ok(true)
}

/// Nobody is reminded when nobody is at work: the same time of day on the first day that people are.
fn on_a_working_day(at: NaiveDateTime) -> NaiveDateTime {
    let local = clock::in_oslo(at).naive_local();
    if day_off(local.date()).is_none() {
        return at;
    }
    clock::from_oslo(next_working_day(local.date()).and_time(local.time()))
}

fn close(
    conn: &mut DbConn,
    context: &Context,
    id: domain::round::hearing::RoundId,
) -> Result<bool, TaskError> {
    let Some((mapping, number)) = duties::to_close(conn, id, context.now)? else {
        return Ok(false);
    };
    shut(conn, context, mapping, id, number)?;
    Ok(true)
}

/// Once a night: sessions, links and kept forms that nobody can use any more; and what the planner knows is renewed.
fn clear(conn: &mut DbConn, context: &Context) -> Result<bool, TaskError> {
    const NAME: &str = "clear";
    if !duties::is_job_due(conn, NAME, context.now)? {
        return Ok(false);
    }
    let has_cleared = db::write(conn, |conn| {
        if !duties::take_job(conn, NAME, context.now, next_night(context.now))? {
            return Ok::<_, TaskError>(false);
        }
        let files = db::imports::runs::drop_old(conn, context.now - TimeDelta::days(1))?;
        let cleared = duties::clear(conn, context.now)? + files;
        tracing::info!(cleared, "old sessions, links and forms were cleared away");
        Ok(true)
    })?;
    if has_cleared {
        db::conn::upkeep::refresh_statistics(conn);
    }
    Ok(has_cleared)
}

/// The next time that Oslo's clocks show the hour; on the night that has none, the hour after.
fn next_night(now: NaiveDateTime) -> NaiveDateTime {
    let today = clock::today(now);
    [today, today + TimeDelta::days(1)]
        .into_iter()
        .filter_map(|day| day.and_hms_opt(CLEARING_HOUR, 30, 0))
        .map(clock::from_oslo)
        .find(|at| *at > now)
        .unwrap_or(now + TimeDelta::days(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(time, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn c6_nobody_is_reminded_on_a_day_off() {
        let reminded = |time| on_a_working_day(at(time));
        assert_eq!(reminded("2026-11-20 08:00"), at("2026-11-20 08:00"));
        assert_eq!(reminded("2026-11-21 08:00"), at("2026-11-23 08:00"), "a Saturday");
        assert_eq!(reminded("2026-12-24 08:00"), at("2027-01-04 08:00"), "Christmas");
        assert_eq!(
            reminded("2027-03-27 08:00"),
            at("2027-03-30 07:00"),
            "Easter, and the clocks"
        );
    }

    #[test]
    fn r16_old_things_are_cleared_at_half_past_three_in_oslo_in_summer_and_in_winter() {
        assert_eq!(
            next_night(at("2026-10-24 12:00")),
            at("2026-10-25 02:30"),
            "the night with two twos"
        );
        assert_eq!(
            next_night(at("2027-03-27 12:00")),
            at("2027-03-28 01:30"),
            "the night without a two"
        );
        assert_eq!(
            next_night(at("2026-12-31 02:30")),
            at("2027-01-01 02:30"),
            "never twice the same night"
        );
    }
}
