//! A municipality's own list in its hearing: each arrangement with the draft response.

use std::sync::Arc;

use diesel::dsl::auto_type;
use diesel::prelude::*;

use super::drafts::{Said, drafts};
use crate::register::filter::{counted, list_of};
use crate::register::registered::{Registered, registered};
use crate::round::hearing::Own;
use crate::schema::{arrangement, response};
use crate::{DbConn, bad_code};
use domain::answer::response::{Draft, Progress, Seen, Verdict};
use domain::places::mapping::Mapping;
use domain::register::arrangement::{SectorId, is_counted};
use domain::register::whole::Arrangement;
use domain::round::hearing::Hearing;

/// An arrangement of the list, and what the municipality has said of it so far.
#[derive(Debug, Clone)]
pub struct Row {
    pub arrangement: Arc<Arrangement>,
    pub draft: Option<Draft>,
}

impl Row {
    /// Those that are discontinued or left out of the mapping are shown, but not asked about.
    pub fn is_asked(&self) -> bool {
        is_counted(
            self.arrangement.facts.definition_status,
            self.arrangement.facts.life,
        )
    }

    /// What a page that shows this row lets its reader answer.
    pub fn seen(&self) -> Seen {
        self.said().seen()
    }

    pub fn said(&self) -> Said<'_> {
        Said {
            arrangement: self.arrangement.id,
            version: self.arrangement.version,
            draft: self.draft.as_ref(),
        }
    }

    /// What has changed since it was answered wants another look.
    pub fn is_answered(&self) -> bool {
        self.draft.as_ref().is_some_and(|draft| {
            draft.response.is_finished() && draft.arrangement_version >= self.arrangement.version
        })
    }
}

pub fn progress(rows: &[Row]) -> Progress {
    let asked = || rows.iter().filter(|row| row.is_asked());
    Progress {
        answered: asked().filter(|row| row.is_answered()).count(),
        total: asked().count(),
    }
}

/// The same of a hearing whose rows are of no interest otherwise.
pub fn progress_of(conn: &mut DbConn, mapping: &Mapping, hearing: &Hearing) -> QueryResult<Progress> {
    let verdicts: Vec<Option<String>> = list_of(mapping.id.0, hearing.municipality.0)
        .left_join(response::table.on(answered_in(hearing.id.0)))
        .filter(counted())
        .select(response::verdict.nullable())
        .load(conn)?;
    Ok(Progress {
        answered: verdicts.iter().flatten().count(),
        total: verdicts.len(),
    })
}

/// Sector and verdict of each arrangement that is asked about, for those who need no more of the list.
pub fn answers(conn: &mut DbConn, own: &Own) -> QueryResult<Vec<(Option<SectorId>, Option<Verdict>)>> {
    let rows: Vec<(Option<i64>, Option<String>)> = list_of(own.mapping.id.0, own.hearing.municipality.0)
        .left_join(response::table.on(answered_in(own.hearing.id.0)))
        .filter(counted())
        .select((arrangement::sector_id, response::verdict.nullable()))
        .load(conn)?;
    rows.into_iter()
        .map(|(sector, verdict)| {
            let verdict = verdict.map(Verdict::try_from).transpose().map_err(bad_code)?;
            Ok((sector.map(SectorId), verdict))
        })
        .collect()
}

/// Which arrangements of the list are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    All,
    /// The one with this number.
    One(i32),
}

/// In Norwegian order: what the register says, and beside it what the municipality has said.
pub fn rows(conn: &mut DbConn, own: &Own, which: Which) -> QueryResult<Vec<Row>> {
    let registered = registered(conn, own)?;
    beside(conn, own, &registered, which)
}

/// The arrangements with the drafts about them, which are read in one statement.
pub fn beside(conn: &mut DbConn, own: &Own, registered: &Registered, which: Which) -> QueryResult<Vec<Row>> {
    let mut drafts = drafts(conn, own)?;
    let wanted = registered.arrangements.iter().filter(|arrangement| match which {
        Which::All => true,
        Which::One(number) => arrangement.number == number,
    });
    let rows = wanted.map(|arrangement| Row {
        draft: drafts.remove(&arrangement.id),
        arrangement: Arc::clone(arrangement),
    });
    Ok(rows.collect())
}

pub fn one(conn: &mut DbConn, own: &Own, number: i32) -> QueryResult<Option<Row>> {
    Ok(rows(conn, own, Which::One(number))?.pop())
}

/// An answer to an earlier version of the arrangement is none.
#[auto_type(no_type_alias)]
fn answered_in(hearing: i64) -> _ {
    let of_this = response::arrangement_id.eq(arrangement::id);
    let of_today = response::arrangement_version.ge(arrangement::version);
    let here = response::hearing_id.eq(hearing);
    of_this.and(here).and(of_today)
}
