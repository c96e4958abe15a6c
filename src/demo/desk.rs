//! What the demo's coordinator has done besides: a reply by phone, a note, more time, and a view that is come back to.

use chrono::{NaiveTime, TimeDelta};

use super::OPEN;
use super::hearing::{Respondent, number};
use base::clock;
use db::DbConn;
use db::round::deputies::NewDeputy;
use domain::people::access::{Grant, Role};
use domain::round::deputy::Source;
use tasks::answer::hearing::Place;
use tasks::round::deputies::{self, DeputyError};
use tasks::round::{notes, rounds, saved_views};
use tasks::{Context, TaskError};

const PHONED: (&str, &str) = ("Skaun", "kommunedirektøren");
const NOTED: (&str, &str) = (
    "Leka",
    "Ringte sentralbordet: ny kommunedirektør fra neste mandag. Vi får adressen da.",
);
const EXTENDED: &str = "Tydal";

pub fn show(conn: &mut DbConn, on_day: impl Fn(i64) -> Context) -> Result<(), TaskError> {
    let (phoned, told_by) = PHONED;
    let phoned = number(conn, phoned)?;
    by_phone(conn, on_day(3), &phoned, told_by)?;
    let (noted, text) = NOTED;
    let noted = number(conn, noted)?;
    notes::add(conn, &on_day(2), OPEN, &noted, text)?;
    let extended = number(conn, EXTENDED)?;
    let until = clock::today(on_day(0).now + TimeDelta::days(31)).and_time(NaiveTime::MIN);
    let until = clock::from_oslo(until + TimeDelta::hours(16));
    rounds::extend(conn, &on_day(1), OPEN, &extended, until)?;
    let query = "fremdrift=under-halvparten&sorter=-innbyggere";
    saved_views::keep(conn, &on_day(1), OPEN, "Bør påminnes, de største først", query).map(drop)
}

fn by_phone(conn: &mut DbConn, context: Context, number: &str, told_by: &str) -> Result<(), TaskError> {
    let new = NewDeputy {
        source: Source::Phone,
        told_by: told_by.to_owned(),
        reason: "Kommunen har ikke nett denne uken.".to_owned(),
        was_asked: false,
    };
    deputies::begin(conn, &context, OPEN, number, &new).map_err(|error| match error {
        DeputyError::Task(error) => error,
        error => TaskError::Internal(format!("the demo cannot answer by phone: {error}")),
    })?;
    // As the next request would find the coordinator.
    let mut context = context;
    if let Some(actor) = &mut context.actor {
        actor.grants.push(Grant {
            role: Role::Deputy,
            mapping: Some(OPEN.to_owned()),
            municipality: Some(number.to_owned()),
            region: None,
        });
    }
    let place = Place {
        mapping: OPEN.to_owned(),
        number: number.to_owned(),
    };
    let coordinator = Respondent { context, place };
    coordinator.confirm_rest(conn)?;
    coordinator.submit(conn)
}
