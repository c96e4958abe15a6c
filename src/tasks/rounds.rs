//! Rounds: a coordinator plans one, sends it to the municipalities, reminds, gives more time, opens an answer again.

use chrono::NaiveDateTime;

use super::{Context, TaskError};
use crate::db::accounts::{self, Account};
use crate::db::rounds::{self, Times};
use crate::db::{self, DbConn, mappings, own_list};
use crate::domain::access::{Action, Subject};
use crate::domain::event::{Event, Happening};
use crate::domain::hearing::{Hearing, HearingState, Refusal, Round, RoundId, RoundState, Step};
use crate::domain::letter::{Letter, Recipient};
use crate::domain::mapping::Mapping;
use crate::i18n::Lang;
use crate::mail::hearing_letters::HearingWords;
use crate::mail::letters::Letters;

/// A round with a draft hearing for each municipality of the area: nobody sees it before it is sent.
pub fn plan(conn: &mut DbConn, context: &Context, slug: &str, times: &Times) -> Result<RoundId, TaskError> {
    context.require(Action::SteerMapping, Subject::Mapping(slug))?;
    db::write(conn, |conn| {
        let mapping = mappings::by_slug(conn, slug)?.ok_or(TaskError::NotFound)?;
        let directory = db::directory(conn, &mapping)?;
        let area: Vec<_> = directory.area().map(|entry| entry.municipality.id).collect();
        let last = rounds::of_mapping(conn, mapping.id)?.into_iter().next();
        // Two at once would hide the one that municipalities are answering in.
        if last.as_ref().is_some_and(|last| last.state != RoundState::Closed) {
            return Err(TaskError::Stale);
        }
        let number = last.map_or(1, |last| last.number + 1);
        let id = rounds::create(conn, mapping.id, number, times, &area)?;
        let event = Event::new(Happening::RoundChanged, "hearing_round", id.0)
            .in_mapping(mapping.id)
            .with("number", number)
            .with("municipalities", area.len());
        context.log(conn, &event)?;
        Ok(id)
    })
}

/// Opens the newest round and sends it to these municipalities, or to all that have not got it: the letters lie in the
/// outbox when this returns. How many hearings were sent.
pub fn send(
    conn: &mut DbConn,
    context: &Context,
    slug: &str,
    numbers: Option<&[&str]>,
) -> Result<usize, TaskError> {
    context.require(Action::SteerMapping, Subject::Mapping(slug))?;
    db::write(conn, |conn| {
        let (mapping, round) = newest(conn, slug)?;
        if round.state == RoundState::Closed || round.deadline.is_none() {
            return Err(TaskError::Stale);
        }
        if round.state == RoundState::Draft {
            rounds::set_state(conn, round.id, RoundState::Open, context.now)?;
        }
        let mut sent = 0;
        for (hearing, number, name) in rounds::hearings(conn, round.id)? {
            if numbers.is_some_and(|wanted| !wanted.contains(&number.as_str())) {
                continue;
            }
            let Ok(state) = hearing.take(Step::Send, &round, context.now) else {
                continue;
            };
            rounds::set_hearing(conn, &hearing, state, context.now)?;
            let about = About::new(context, &mapping, &round, &hearing, &number, &name);
            let progress = own_list::progress_of(conn, &mapping, &hearing)?;
            write_to_all(conn, context, &about, |letters, to| {
                letters.hearing(to, &about.letter(), progress)
            })?;
            log(conn, context, &about, Happening::HearingSent, &[])?;
            sent += 1;
        }
        Ok(sent)
    })
}

/// Reminds those that have not confirmed, none of them within the quiet days. How many were reminded.
pub fn remind(
    conn: &mut DbConn,
    context: &Context,
    slug: &str,
    numbers: Option<&[&str]>,
) -> Result<usize, TaskError> {
    context.require(Action::SteerMapping, Subject::Mapping(slug))?;
    db::write(conn, |conn| {
        let (mapping, round) = newest(conn, slug)?;
        if round.state != RoundState::Open {
            return Err(TaskError::Closed);
        }
        let mut reminded = 0;
        for (hearing, number, name) in rounds::hearings(conn, round.id)? {
            let is_wanted = numbers.is_none_or(|wanted| wanted.contains(&number.as_str()));
            let Some(state) = Some(hearing.take(Step::Remind, &round, context.now))
                .filter(|_| is_wanted)
                .and_then(Result::ok)
            else {
                continue;
            };
            rounds::set_hearing(conn, &hearing, state, context.now)?;
            let about = About::new(context, &mapping, &round, &hearing, &number, &name);
            let progress = own_list::progress_of(conn, &mapping, &hearing)?;
            write_to_all(conn, context, &about, |letters, to| {
                letters.reminder(to, &about.letter(), progress)
            })?;
            log(conn, context, &about, Happening::HearingReminded, &[])?;
            reminded += 1;
        }
        Ok(reminded)
    })
}

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
        if hearing.state == HearingState::Draft || round.state != RoundState::Open {
            return Err(TaskError::Stale);
        }
        rounds::extend(conn, hearing.id, to)?;
        hearing.extended_to = Some(to);
        let about = About::new(context, &mapping, &round, &hearing, number, &name);
        write_to_all(conn, context, &about, |letters, to| {
            letters.extended(to, &about.letter())
        })?;
        log(
            conn,
            context,
            &about,
            Happening::HearingExtended,
            &[("to", to.to_string())],
        )
    })
}

/// Opens a confirmed answer again, with a reason that the municipality reads. What it has answered stands.
pub fn reopen(
    conn: &mut DbConn,
    context: &Context,
    slug: &str,
    number: &str,
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
        rounds::set_hearing(conn, &hearing, state, context.now)?;
        rounds::set_reopened_reason(conn, hearing.id, reason)?;
        let about = About::new(context, &mapping, &round, &hearing, number, &name);
        write_to_all(conn, context, &about, |letters, to| {
            letters.reopened(to, &about.letter(), reason)
        })?;
        log(
            conn,
            context,
            &about,
            Happening::HearingReopened,
            &[("reason", reason.to_owned())],
        )
    })
}

/// Nobody can answer from now on; what is not confirmed stays as it is.
pub fn close(conn: &mut DbConn, context: &Context, slug: &str) -> Result<(), TaskError> {
    context.require(Action::SteerMapping, Subject::Mapping(slug))?;
    db::write(conn, |conn| {
        let (mapping, round) = newest(conn, slug)?;
        rounds::set_state(conn, round.id, RoundState::Closed, context.now)?;
        let event = Event::new(Happening::RoundChanged, "hearing_round", round.id.0)
            .in_mapping(mapping.id)
            .with("state", RoundState::Closed.code());
        Ok(context.log(conn, &event)?)
    })
}

pub(super) fn newest(conn: &mut DbConn, slug: &str) -> Result<(Mapping, Round), TaskError> {
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

/// What letters and log lines of one hearing say.
struct About<'a> {
    hearing: &'a Hearing,
    mapping: &'a Mapping,
    municipality: &'a str,
    deadline: NaiveDateTime,
    link: String,
}

impl<'a> About<'a> {
    fn new(
        context: &Context,
        mapping: &'a Mapping,
        round: &Round,
        hearing: &'a Hearing,
        number: &str,
        municipality: &'a str,
    ) -> Self {
        Self {
            hearing,
            mapping,
            municipality,
            deadline: hearing.deadline(round).unwrap_or(context.now),
            link: format!("{}/svar/{}/{number}", context.origin, mapping.slug),
        }
    }

    fn letter(&self) -> HearingWords<'_> {
        HearingWords {
            municipality: self.municipality,
            mapping: &self.mapping.name,
            deadline: self.deadline,
            link: &self.link,
        }
    }
}

/// One letter to each who answers for the municipality, in the written form of the receiver.
fn write_to_all(
    conn: &mut DbConn,
    context: &Context,
    about: &About,
    write: impl Fn(Letters, &Recipient) -> Letter,
) -> Result<(), TaskError> {
    let accounts: Vec<Account> = rounds::respondents(conn, about.hearing.municipality)?;
    for account in accounts {
        let chosen = accounts::written_form(conn, account.user())?;
        let lang = chosen
            .and_then(|code| Lang::from_code(&code))
            .unwrap_or(context.lang);
        let to = Recipient {
            name: &account.name,
            email: &account.email,
            user: Some(account.user()),
        };
        context.post(conn, &write(context.letters(lang), &to))?;
    }
    Ok(())
}

fn log(
    conn: &mut DbConn,
    context: &Context,
    about: &About,
    what: Happening,
    details: &[(&'static str, String)],
) -> Result<(), TaskError> {
    let mut event = Event::new(what, "hearing", about.hearing.id.0)
        .in_mapping(about.mapping.id)
        .about_municipality(about.hearing.municipality);
    event.details.extend(details.iter().cloned());
    Ok(context.log(conn, &event)?)
}
