//! The demo's hearing round, made by the same tasks as the pages use: somebody in every state.

use std::collections::BTreeSet;

use chrono::{NaiveDateTime, NaiveTime, TimeDelta};

use super::{OPEN, account_of, staff};
use base::clock;
use db::answer::own_list::{self, Row, Which};
use db::mapping::mappings;
use db::people::accounts;
use db::round::rounds::Times;
use db::round::settings::Settings;
use db::{DbConn, outbox};
use domain::answer::proposal::{Described, Member};
use domain::answer::response::{Absence, ConfirmedAs, Field, Response, Seen, Verdict};
use domain::letters::mailing::MailingKind;
use domain::people::access::{Actor, Grant, Role};
use domain::places::directory::Directory;
use domain::register::listing::Pick;
use domain::register::stated::Stated;
use domain::text::norwegian::search_words;
use tasks::answer::confirming::{self, ConfirmError};
use tasks::answer::hearing::{AnswerError, Place, look};
use tasks::answer::{answering, proposing};
use tasks::mailings::{self, To};
use tasks::round;
use tasks::round::planning::PlanError;
use tasks::round::rounds;
use tasks::{Context, TaskError};

/// Round 1 went out to all 38 two weeks ago, and ends three weeks from now at four in the afternoon.
pub fn round(conn: &mut DbConn, context: &Context) -> Result<(), TaskError> {
    let coordinator = coordinator(conn)?;
    let on_day = |days: i64| Context {
        actor: Some(coordinator.clone()),
        now: context.now - TimeDelta::days(days),
        ..context.clone()
    };
    let deadline = clock::today(context.now + TimeDelta::days(21)).and_time(NaiveTime::MIN);
    let settings = Settings {
        times: Times {
            deadline: Some(clock::from_oslo(deadline + TimeDelta::hours(16))),
            ..Times::default()
        },
        ..Settings::default()
    };
    round::planning::plan(conn, &on_day(14), OPEN, &settings).map_err(|error| match error {
        PlanError::Task(error) => error,
        error => TaskError::Internal(error.to_string()),
    })?;
    mailings::at_once(conn, &on_day(14), OPEN, MailingKind::Hearing, &To::Everybody)?;
    come_back(conn, &account_of(BOUNCED), on_day(14).now)?;
    answers(conn, context)?;
    // Those who had not begun after ten days were reminded, but not all of them.
    let silent: Vec<String> = REMINDED
        .iter()
        .map(|name| number(conn, name))
        .collect::<Result<_, _>>()?;
    let silent = To::Municipalities(&silent);
    mailings::at_once(conn, &on_day(4), OPEN, MailingKind::Reminder, &silent)?;
    let (reopened, reason) = REOPENED;
    let reopened = number(conn, reopened)?;
    rounds::reopen(conn, &on_day(2), OPEN, &reopened, None, reason)?;
    super::desk::show(conn, on_day)
}

/// The letter to one of them came back.
fn come_back(conn: &mut DbConn, email: &str, at: NaiveDateTime) -> Result<(), TaskError> {
    let filter = outbox::Filter {
        words: search_words(email),
        ..outbox::Filter::default()
    };
    let letter = outbox::list(conn, &filter, 0, 1)?
        .pop()
        .ok_or(TaskError::NotFound)?;
    let said = format!("550 5.1.1 <{email}>: mailbox unavailable");
    Ok(outbox::bounce(conn, letter.id, &said, at)?)
}

const BOUNCED: &str = "Leka";
const REMINDED: &[&str] = &["Heim", "Hitra", "Frøya", "Rindal", "Meråker", "Tydal"];
const REOPENED: (&str, &str) = (
    "Åfjord",
    "Ørland oppgir andre årsverk i Fosen Lønn enn dere. Se på den ene ordningen og bekreft på nytt.",
);

fn answers(conn: &mut DbConn, context: &Context) -> Result<(), TaskError> {
    let now = context.now;
    let day = |days| now - TimeDelta::days(days);
    // Half answered: the one has begun at the top of the list, the other has looked here and there.
    Respondent::of(conn, context, "Indre Fosen", day(1))?.confirm_some(conn, 20)?;
    Respondent::of(conn, context, "Stjørdal", day(3))?.confirm_some(conn, 7)?;
    // Two who want the same corrected, and two who speak against each other.
    for (name, fte) in [("Osen", "14"), ("Ørland", "14")] {
        let one = Respondent::of(conn, context, name, day(6))?;
        one.correct(conn, "Fosen IKT", Field::Fte, fte)?;
        if name == "Ørland" {
            one.correct(conn, "Fosen Lønn", Field::Fte, "6.5")?;
        }
        one.confirm_rest(conn)?;
        one.submit(conn)?;
    }
    let aafjord = Respondent::of(conn, context, "Åfjord", day(5))?;
    aafjord.correct(conn, "Fosen Lønn", Field::Fte, "4")?;
    aafjord.confirm_rest(conn)?;
    aafjord.submit(conn)?;
    // One that has left an arrangement.
    let roeros = Respondent::of(conn, context, "Røros", day(4))?;
    roeros.leave(conn, day(4))?;
    roeros.confirm_rest(conn)?;
    roeros.submit(conn)?;
    // And some who found nothing to correct.
    for name in ["Grong", "Høylandet", "Snåsa", "Malvik"] {
        let one = Respondent::of(conn, context, name, day(7))?;
        if name == "Malvik" {
            one.propose(conn, "Legevakt i Værnesregionen", &["Stjørdal", "Selbu"])?;
        }
        one.confirm_rest(conn)?;
        one.submit(conn)?;
    }
    Ok(())
}

/// A kommunedirektør at the list, on the day of the answer.
pub(super) struct Respondent {
    pub context: Context,
    pub place: Place,
}

impl Respondent {
    fn of(conn: &mut DbConn, context: &Context, name: &str, at: NaiveDateTime) -> Result<Self, TaskError> {
        let number = number(conn, name)?;
        let account = accounts::by_email(conn, &account_of(name))?.ok_or(TaskError::NotFound)?;
        let actor = Actor {
            user: account.user(),
            name: account.name.clone(),
            email: account.email.clone(),
            grants: vec![Grant {
                role: Role::Respondent,
                mapping: None,
                municipality: Some(number.clone()),
                region: None,
            }],
        };
        Ok(Self {
            context: Context {
                actor: Some(actor),
                now: at,
                ..context.clone()
            },
            place: Place {
                mapping: OPEN.to_owned(),
                number,
            },
        })
    }

    fn rows(&self, conn: &mut DbConn) -> Result<(Vec<Row>, std::sync::Arc<Directory>), TaskError> {
        let desk = look(conn, &self.context, &self.place).map_err(answered)?;
        let directory = db::directory(conn, &desk.own.mapping)?;
        Ok((own_list::rows(conn, &desk.own, Which::All)?, directory))
    }

    fn say(&self, conn: &mut DbConn, row: &Row, response: &Response) -> Result<(), TaskError> {
        let (number, seen) = (row.arrangement.number, row.seen());
        answering::answer(conn, &self.context, &self.place, number, seen, response)
            .map(drop)
            .map_err(answered)
    }

    /// The first so many of the list, one by one.
    fn confirm_some(&self, conn: &mut DbConn, count: usize) -> Result<(), TaskError> {
        let (rows, _) = self.rows(conn)?;
        for row in rows.iter().filter(|row| row.is_asked()).take(count) {
            self.say(conn, row, &Response::confirmed(ConfirmedAs::Single))?;
        }
        Ok(())
    }

    fn correct(&self, conn: &mut DbConn, name: &str, field: Field, to: &str) -> Result<(), TaskError> {
        let (rows, directory) = self.rows(conn)?;
        let row = rows
            .iter()
            .find(|row| row.arrangement.facts.name == name)
            .ok_or_else(|| TaskError::Internal(format!("the demo has no arrangement {name}")))?;
        let stated = Stated::of(&row.arrangement.facts, &row.arrangement.participants, &directory);
        let mut wished = stated.clone();
        wished.set(field, Some(to.to_owned()));
        let response = Response {
            verdict: Some(Verdict::Corrected),
            corrections: stated.corrections_to(&wished),
            ..Response::default()
        };
        self.say(conn, row, &response)
    }

    /// An arrangement that is there already, under a name that is nearly the same.
    fn propose(&self, conn: &mut DbConn, name: &str, with: &[&str]) -> Result<(), TaskError> {
        let mut participants = BTreeSet::from([Member::Municipality(self.place.number.clone())]);
        for other in with {
            participants.insert(Member::Municipality(number(conn, other)?));
        }
        let described = Described {
            name: name.to_owned(),
            participants,
            content: Some("Felles legevakt på kveld, natt og i helger.".to_owned()),
            ..Described::default()
        };
        proposing::propose(conn, &self.context, &self.place, &described)
            .map(drop)
            .map_err(answered)
    }

    /// Left the last of the list, the year before.
    fn leave(&self, conn: &mut DbConn, at: NaiveDateTime) -> Result<(), TaskError> {
        let (rows, _) = self.rows(conn)?;
        let row = rows
            .iter()
            .rfind(|row| row.is_asked())
            .ok_or(TaskError::NotFound)?;
        let response = Response {
            verdict: Some(Verdict::NotParticipating),
            absence: Some(Absence::Left),
            left_year: Some(clock::year(at) - 1),
            ..Response::default()
        };
        self.say(conn, row, &response)
    }

    /// All that is left, in one go; what others disagree on is then looked at by itself.
    pub fn confirm_rest(&self, conn: &mut DbConn) -> Result<(), TaskError> {
        let (rows, _) = self.rows(conn)?;
        let shown: Vec<(i32, Seen)> = rows
            .iter()
            .map(|row| (row.arrangement.number, row.seen()))
            .collect();
        let (context, place) = (&self.context, &self.place);
        answering::confirm_rest(conn, context, place, Pick::Any, &shown, "demo").map_err(answered)?;
        let (rows, _) = self.rows(conn)?;
        for row in rows.iter().filter(|row| row.is_asked() && !row.is_answered()) {
            self.say(conn, row, &Response::confirmed(ConfirmedAs::Single))?;
        }
        Ok(())
    }

    pub fn submit(&self, conn: &mut DbConn) -> Result<(), TaskError> {
        let desk = look(conn, &self.context, &self.place).map_err(answered)?;
        let (rows, directory) = self.rows(conn)?;
        let shown = confirming::content(conn, &desk, &directory, &rows)?
            .fingerprint()
            .map_err(|error| TaskError::Internal(error.to_string()))?;
        confirming::confirm(conn, &self.context, &self.place, &shown)
            .map(drop)
            .map_err(|error| match error {
                ConfirmError::Answer(error) => answered(error),
                error => TaskError::Internal(format!("the demo cannot confirm: {error}")),
            })
    }
}

fn answered(error: AnswerError) -> TaskError {
    match error {
        AnswerError::Task(error) => error,
        error => TaskError::Internal(format!("the demo cannot answer: {error}")),
    }
}

pub(super) fn number(conn: &mut DbConn, name: &str) -> Result<String, TaskError> {
    let mapping = mappings::by_slug(conn, OPEN)?.ok_or(TaskError::NotFound)?;
    let directory = db::directory(conn, &mapping)?;
    let found = directory.area().find(|entry| entry.municipality.name == name);
    found
        .map(|entry| entry.municipality.number.clone())
        .ok_or_else(|| TaskError::Internal(format!("the demo has no municipality {name}")))
}

fn coordinator(conn: &mut DbConn) -> Result<Actor, TaskError> {
    let (email, name, _) = staff()[0];
    let account = accounts::by_email(conn, email)?.ok_or(TaskError::NotFound)?;
    Ok(Actor {
        user: account.user(),
        name: name.to_owned(),
        email: email.to_owned(),
        grants: vec![Grant {
            role: Role::Coordinator,
            mapping: Some(OPEN.to_owned()),
            municipality: None,
            region: None,
        }],
    })
}
