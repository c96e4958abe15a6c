//! Rounds: a coordinator gives a municipality more time, and opens an answer again. What is written to many is in
//! `mailings`, the plan of a round in `round_planning`.

use chrono::NaiveDateTime;

use crate::mailings::worded_to_all;
use crate::{Context, TaskError};
use db::mapping::mappings;
use db::round::rounds;
use db::{DbConn, register};
use domain::event::{Event, Happening};
use domain::letters::letter::LetterKind;
use domain::letters::mailing::Template;
use domain::people::access::{Action, Subject};
use domain::places::mapping::Mapping;
use domain::round::hearing::{Hearing, HearingState, Refusal, Round, RoundState, Step};

/// Gives one municipality more time.
pub fn extend(
    conn: &mut DbConn,
    context: &Context,
    slug: &str,
    number: &str,
    to: NaiveDateTime,
) -> Result<(), TaskError> {
    context.require(Action::SteerMapping, Subject::Mapping(slug))?;
    db::write(conn, |conn| {
        let (mapping, round) = newest(conn, slug)?;
        let (mut hearing, name) = one(conn, &round, number)?;
        let is_later = to > context.now && Some(to) > hearing.deadline(&round);
        if hearing.state == HearingState::Draft || round.state != RoundState::Open || !is_later {
            return Err(TaskError::Stale);
        }
        rounds::extend(conn, round.id, hearing.id, to)?;
        hearing.extended_to = Some(to);
        let letter = (LetterKind::Extended, Template::Extended);
        worded_to_all(
            conn,
            context,
            (&mapping, &round),
            &hearing,
            (number, &name),
            letter,
            "",
        )?;
        let change = ("to", to.to_string());
        log(
            conn,
            context,
            &mapping,
            &hearing,
            Happening::HearingExtended,
            change,
        )
    })
}

/// Opens a confirmed answer again, the whole or for the sake of one arrangement, with a reason that the municipality
/// reads. What it has answered stands.
pub fn reopen(
    conn: &mut DbConn,
    context: &Context,
    slug: &str,
    number: &str,
    arrangement: Option<i32>,
    reason: &str,
) -> Result<(), TaskError> {
    context.require(Action::SteerMapping, Subject::Mapping(slug))?;
    db::write(conn, |conn| {
        let (mapping, round) = newest(conn, slug)?;
        if round.state != RoundState::Open {
            return Err(TaskError::Closed);
        }
        let (hearing, name) = one(conn, &round, number)?;
        let state = hearing
            .take(Step::Reopen, &round, context.now)
            .map_err(|_: Refusal| TaskError::Stale)?;
        // Opened without time to answer in would lead the municipality to a shut door.
        if hearing
            .deadline(&round)
            .is_some_and(|deadline| deadline < context.now)
        {
            return Err(TaskError::Stale);
        }
        rounds::set_hearing(conn, &hearing, state, context.now)?;
        let about = match arrangement {
            Some(nr) => {
                let found = register::list::of_municipality(conn, mapping.id, hearing.municipality)?;
                let line = found
                    .into_iter()
                    .map(|(line, _)| line)
                    .find(|line| line.number == nr);
                Some(line.ok_or(TaskError::NotFound)?)
            }
            None => None,
        };
        rounds::set_reopened(conn, hearing.id, about.as_ref().map(|line| line.id), reason)?;
        // The letter names the one that it is about.
        let told = match &about {
            Some(line) => format!("{}: {reason}", line.name),
            None => reason.to_owned(),
        };
        let letter = (LetterKind::Reopened, Template::Reopened);
        worded_to_all(
            conn,
            context,
            (&mapping, &round),
            &hearing,
            (number, &name),
            letter,
            &told,
        )?;
        let why = ("reason", reason.to_owned());
        log(conn, context, &mapping, &hearing, Happening::HearingReopened, why)
    })
}

pub(crate) fn newest(conn: &mut DbConn, slug: &str) -> Result<(Mapping, Round), TaskError> {
    let mapping = mappings::by_slug(conn, slug)?.ok_or(TaskError::NotFound)?;
    let round = rounds::of_mapping(conn, mapping.id)?.into_iter().next();
    Ok((mapping, round.ok_or(TaskError::NotFound)?))
}

fn one(conn: &mut DbConn, round: &Round, number: &str) -> Result<(Hearing, String), TaskError> {
    let all = rounds::hearings(conn, round.id)?;
    let found = all.into_iter().find(|(_, own, _)| own == number);
    found
        .map(|(hearing, _, name)| (hearing, name))
        .ok_or(TaskError::NotFound)
}

fn log(
    conn: &mut DbConn,
    context: &Context,
    mapping: &Mapping,
    hearing: &Hearing,
    what: Happening,
    (field, value): (&'static str, String),
) -> Result<(), TaskError> {
    let event = Event::new(what, "hearing", hearing.id.0)
        .in_mapping(mapping.id)
        .about_municipality(hearing.municipality)
        .with(field, value);
    Ok(context.log(conn, &event)?)
}
