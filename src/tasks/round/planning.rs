//! A coordinator plans a round, changes it while it runs, closes it, and opens it again.

use chrono::{NaiveDateTime, TimeDelta};

use crate::{Context, TaskError, passes_on};
use base::clock;
use db::mapping::mappings;
use db::round;
use db::round::rounds;
use db::round::settings::{Planned, Settings};
use db::{DbConn, mailing};
use domain::event::{Event, Happening};
use domain::people::access::{Action, Subject};
use domain::places::mapping::{Mapping, MappingId, MappingStatus};
use domain::round::hearing::{RoundId, RoundState};
use domain::round::plan::{Contradiction, Plan};

#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    #[error("the plan contradicts itself")]
    Contradictions(Vec<Contradiction>),
    #[error("there is another round that is not closed")]
    AnotherRound,
    #[error(transparent)]
    Task(#[from] TaskError),
}

passes_on!(PlanError::Task);

/// A plan as wall clocks show it; none without a deadline.
pub fn on_the_wall(settings: &Settings) -> Option<Plan> {
    let wall = |at: NaiveDateTime| clock::in_oslo(at).naive_local();
    Some(Plan {
        opens: settings.times.opens_at.map(wall),
        hosts_open: settings.times.hosts_open_at.map(wall),
        deadline: settings.times.deadline.map(wall)?,
        questions_deadline: settings.times.questions_deadline.map(wall),
        closes: settings.closes_at.map(wall),
        quiet_days: settings.quiet_days,
        max_reminders: settings.max_reminders,
        reminders: settings.reminders.iter().copied().map(wall).collect(),
        show_others: settings.show_others,
    })
}

/// What is stored of a plan, in the time that machines share.
pub fn off_the_wall(plan: &Plan) -> Settings {
    Settings {
        times: rounds::Times {
            opens_at: plan.opens.map(clock::from_oslo),
            hosts_open_at: plan.hosts_open.map(clock::from_oslo),
            deadline: Some(clock::from_oslo(plan.deadline)),
            questions_deadline: plan.questions_deadline.map(clock::from_oslo),
        },
        closes_at: plan.closes.map(clock::from_oslo),
        quiet_days: plan.quiet_days,
        max_reminders: plan.max_reminders,
        show_others: plan.show_others,
        reminders: plan.reminders.iter().copied().map(clock::from_oslo).collect(),
    }
}

fn check(context: &Context, new: &Settings, kept: Option<&Settings>) -> Result<(), PlanError> {
    let Some(plan) = on_the_wall(new) else {
        return Ok(());
    };
    let now = clock::in_oslo(context.now).naive_local();
    let kept = kept.and_then(on_the_wall);
    let found = plan.contradictions(now, kept.as_ref());
    if found.is_empty() {
        Ok(())
    } else {
        Err(PlanError::Contradictions(found))
    }
}

/// What a form proposes for the next round: six weeks and a day from now, and a reminder two weeks and one before.
pub fn proposal(now: NaiveDateTime, last: Option<&Settings>) -> Plan {
    let today = clock::today(now);
    let at = |days: i64, hour: u32| {
        let day = domain::round::holidays::next_working_day(today + TimeDelta::days(days));
        day.and_time(chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default())
    };
    let earlier = last.cloned().unwrap_or_default();
    Plan {
        opens: None,
        hosts_open: None,
        deadline: at(45, 16),
        questions_deadline: None,
        closes: None,
        quiet_days: earlier.quiet_days,
        max_reminders: earlier.max_reminders,
        reminders: vec![at(31, 9), at(38, 9)],
        show_others: earlier.show_others,
    }
}

/// A round with a draft hearing for each municipality of the area: nobody sees it before it is sent.
pub fn plan(conn: &mut DbConn, context: &Context, slug: &str, settings: &Settings) -> Result<i32, PlanError> {
    context.require(Action::SteerMapping, Subject::Mapping(slug))?;
    check(context, settings, None)?;
    db::write(conn, |conn| {
        let mapping = not_closed(conn, slug)?;
        let directory = db::directory(conn, &mapping)?;
        let area: Vec<_> = directory.area().map(|entry| entry.municipality.id).collect();
        let last = rounds::of_mapping(conn, mapping.id)?.into_iter().next();
        // Two at once would hide the one that municipalities are answering in.
        if last.as_ref().is_some_and(|last| last.state != RoundState::Closed) {
            return Err(PlanError::AnotherRound);
        }
        let number = last.map_or(1, |last| last.number + 1);
        let id = rounds::create(conn, mapping.id, number, &settings.times, &area)?;
        round::settings::save(conn, id, 1, settings)?;
        let event = Event::new(Happening::RoundChanged, "hearing_round", id.0)
            .in_mapping(mapping.id)
            .with("act", "added")
            .with("number", number)
            .with("municipalities", area.len());
        context.log(conn, &event)?;
        Ok(number)
    })
}

/// Changes a round that is not closed. Colleagues whom something was left to until the deadline have it until the
/// new one; hearings that were given more time keep theirs.
pub fn change(
    conn: &mut DbConn,
    context: &Context,
    slug: &str,
    number: i32,
    version: i64,
    new: &Settings,
) -> Result<(), PlanError> {
    context.require(Action::SteerMapping, Subject::Mapping(slug))?;
    db::write(conn, |conn| {
        let (mapping, before) = one(conn, slug, number)?;
        if before.state == RoundState::Closed {
            return Err(TaskError::Closed.into());
        }
        if before.version != version {
            return Err(TaskError::Stale.into());
        }
        check(context, new, Some(&before.settings))?;
        if before.settings == *new {
            return Ok(());
        }
        if !round::settings::save(conn, before.id, version, new)? {
            return Err(TaskError::Stale.into());
        }
        if let (Some(from), Some(to)) = (before.settings.times.deadline, new.times.deadline)
            && from != to
        {
            round::settings::move_delegations(conn, before.id, from, to)?;
        }
        let mut event = Event::new(Happening::RoundChanged, "hearing_round", before.id.0)
            .in_mapping(mapping.id)
            .with("act", "changed")
            .with("number", number)
            .with("fields", differing(&before.settings, new).join(", "));
        if before.settings.times.deadline != new.times.deadline {
            let told = |at: Option<NaiveDateTime>| at.map(|at| at.to_string()).unwrap_or_default();
            event = event
                .with("from", told(before.settings.times.deadline))
                .with("to", told(new.times.deadline));
        }
        Ok(context.log(conn, &event)?)
    })
}

fn differing(before: &Settings, new: &Settings) -> Vec<&'static str> {
    let (old, now) = (&before.times, &new.times);
    [
        ("opens_at", old.opens_at != now.opens_at),
        ("hosts_open_at", old.hosts_open_at != now.hosts_open_at),
        ("deadline", old.deadline != now.deadline),
        (
            "questions_deadline",
            old.questions_deadline != now.questions_deadline,
        ),
        ("closes_at", before.closes_at != new.closes_at),
        ("quiet_days", before.quiet_days != new.quiet_days),
        ("max_reminders", before.max_reminders != new.max_reminders),
        ("show_others", before.show_others != new.show_others),
        ("reminders", before.reminders != new.reminders),
    ]
    .into_iter()
    .filter_map(|(field, differs)| differs.then_some(field))
    .collect()
}

/// Nobody can answer from now on, and nobody is reminded; what is not confirmed stays as it is.
pub fn close(conn: &mut DbConn, context: &Context, slug: &str, number: i32) -> Result<(), TaskError> {
    context.require(Action::SteerMapping, Subject::Mapping(slug))?;
    db::write(conn, |conn| {
        let (mapping, round) = one(conn, slug, number)?;
        if round.state != RoundState::Open {
            return Err(TaskError::Stale);
        }
        shut(conn, context, mapping.id, round.id, number)
    })
}

/// What closing a round is, by hand or by the clock. Run it inside `db::write`. A reminder that waits in the outbox
/// would come when nobody can answer any more.
pub(crate) fn shut(
    conn: &mut DbConn,
    context: &Context,
    mapping: MappingId,
    round: RoundId,
    number: i32,
) -> Result<(), TaskError> {
    rounds::set_state(conn, round, RoundState::Closed, context.now)?;
    round::settings::skip_reminders(conn, round)?;
    mailing::steps::withdraw_reminders_of_round(conn, round, context.now)?;
    let event = Event::new(Happening::RoundChanged, "hearing_round", round.0)
        .in_mapping(mapping)
        .with("act", "closed")
        .with("number", number);
    Ok(context.log(conn, &event)?)
}

/// Opens the newest round again, while the mapping is open. When its deadline is past it needs a new one.
pub fn reopen(
    conn: &mut DbConn,
    context: &Context,
    slug: &str,
    number: i32,
    deadline: NaiveDateTime,
) -> Result<(), TaskError> {
    context.require(Action::SteerMapping, Subject::Mapping(slug))?;
    db::write(conn, |conn| {
        let mapping = not_closed(conn, slug)?;
        let all = round::settings::of_mapping(conn, mapping.id)?;
        let round = all.into_iter().next().ok_or(TaskError::NotFound)?;
        if round.number != number || round.state != RoundState::Closed || deadline <= context.now {
            return Err(TaskError::Stale);
        }
        rounds::set_state(conn, round.id, RoundState::Open, context.now)?;
        let mut settings = round.settings.clone();
        // A time to close at that is over would close it again at once.
        settings.closes_at = settings.closes_at.filter(|closes| *closes > deadline);
        settings.times.deadline = Some(deadline);
        settings.reminders.clear();
        round::settings::save(conn, round.id, round.version + 1, &settings)?;
        if let Some(from) = round.settings.times.deadline
            && from != deadline
        {
            round::settings::move_delegations(conn, round.id, from, deadline)?;
        }
        let event = Event::new(Happening::RoundChanged, "hearing_round", round.id.0)
            .in_mapping(mapping.id)
            .with("act", "reopened")
            .with("number", number);
        Ok(context.log(conn, &event)?)
    })
}

fn not_closed(conn: &mut DbConn, slug: &str) -> Result<Mapping, TaskError> {
    let mapping = mappings::by_slug(conn, slug)?.ok_or(TaskError::NotFound)?;
    if mapping.status == MappingStatus::Closed {
        return Err(TaskError::Closed);
    }
    Ok(mapping)
}

fn one(conn: &mut DbConn, slug: &str, number: i32) -> Result<(Mapping, Planned), TaskError> {
    let mapping = not_closed(conn, slug)?;
    let all = round::settings::of_mapping(conn, mapping.id)?;
    let found = all.into_iter().find(|round| round.number == number);
    found.map(|round| (mapping, round)).ok_or(TaskError::NotFound)
}
