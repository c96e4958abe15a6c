//! Import: a file of rows into the register, all or nothing. A dry run is the import itself, rolled back, so that it
//! tells exactly what would happen.

mod arrangement_row;
mod arrangements;
mod contacts;
mod history;
mod municipalities;
mod national;
mod participants;
mod places;
mod preview;
mod questions;
mod reason;
mod row;
pub mod runs;
mod sheet;
mod told;
pub mod undoing;
mod workbook;

pub use places::Places;
pub use reason::{Extra, Problem, Reason};
pub use sheet::Sheet;
pub use told::{Class, Differs, Doubt, Note, Told};

use std::collections::HashSet;

use super::{Context, TaskError, passes_on};
use db::DbConn;
use db::mapping::mappings;
use domain::event::{Event, Happening};
use domain::places::mapping::{Mapping, MappingStatus};
use domain::places::municipality::MunicipalityId;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Municipalities,
    Changes,
    Arrangements,
    Participants,
    Contacts,
    History,
    Questions,
}

impl What {
    pub const ALL: &'static [Self] = &[
        Self::Municipalities,
        Self::Changes,
        Self::Arrangements,
        Self::Participants,
        Self::Contacts,
        Self::History,
        Self::Questions,
    ];

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|what| what.name() == name)
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::Municipalities => "municipalities",
            Self::Changes => "changes",
            Self::Arrangements => "arrangements",
            Self::Participants => "participants",
            Self::Contacts => "contacts",
            Self::History => "history",
            Self::Questions => "questions",
        }
    }
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    pub new: usize,
    pub changed: usize,
    pub unchanged: usize,
    /// Every row, in the file's order.
    pub rows: Vec<Told>,
    /// What else follows from it: lists that were made, rows that went.
    pub notes: Vec<Note>,
}

#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Nothing was written; every row that is wrong is named.
    #[error("{} rows are wrong", .0.len())]
    Problems(Vec<Problem>),
    #[error("the mapping «{0}» is closed: nothing can be imported into it")]
    Closed(String),
    #[error("there is no mapping «{0}»")]
    NoMapping(String),
    #[error("say which mapping with --mapping SLUG")]
    WhichMapping,
    #[error("this is imported for the whole portal: leave --mapping out")]
    NoMappingWanted,
    #[error(transparent)]
    Task(#[from] TaskError),
    /// The way out of a dry run's transaction.
    #[error("this was a dry run")]
    DryRun(Summary),
}

passes_on!(ImportError::Task);

/// Imports the rows of `sheet`; without `apply` nothing stays.
pub fn import(
    conn: &mut DbConn,
    context: &Context,
    what: What,
    mapping: Option<&str>,
    sheet: &Sheet,
    apply: bool,
) -> Result<Summary, ImportError> {
    let outcome = db::write(conn, |conn| {
        let mapping = mapping.map(|slug| open_mapping(conn, slug)).transpose()?;
        let summary = rows(conn, context, what, mapping.as_ref(), None, sheet)?;
        if !apply {
            return Err(ImportError::DryRun(summary));
        }
        let mut event = Event::new(
            Happening::RegisterImported,
            "import",
            mapping.as_ref().map(|mapping| mapping.id.0),
        )
        .with("what", what.name())
        .with("new", summary.new)
        .with("changed", summary.changed);
        if let Some(mapping) = &mapping {
            event = event.in_mapping(mapping.id);
        }
        context.log(conn, &event)?;
        Ok(summary)
    });
    match outcome {
        Err(ImportError::DryRun(summary)) => Ok(summary),
        outcome => outcome.inspect(|_| db::conn::upkeep::refresh_statistics(conn)),
    }
}

fn open_mapping(conn: &mut DbConn, slug: &str) -> Result<Mapping, ImportError> {
    let mapping = mappings::by_slug(conn, slug)?.ok_or_else(|| ImportError::NoMapping(slug.to_owned()))?;
    if mapping.status == MappingStatus::Closed {
        return Err(ImportError::Closed(mapping.slug));
    }
    Ok(mapping)
}

fn rows(
    conn: &mut DbConn,
    context: &Context,
    what: What,
    mapping: Option<&Mapping>,
    within: Option<&HashSet<MunicipalityId>>,
    sheet: &Sheet,
) -> Result<Summary, ImportError> {
    match (what, mapping) {
        (What::Municipalities, Some(mapping)) => municipalities::import(conn, context, mapping, sheet),
        (What::Municipalities, None) => national::municipalities(conn, context, sheet),
        (What::Arrangements, Some(mapping)) => arrangements::import(conn, context, mapping, sheet),
        (What::Participants, Some(mapping)) => participants::import(conn, context, mapping, sheet),
        (What::Questions, Some(mapping)) => questions::questions(conn, mapping, sheet),
        (What::Arrangements | What::Participants | What::Questions, None) => Err(ImportError::WhichMapping),
        (What::Changes, None) => national::changes(conn, sheet),
        (What::Contacts, None) => contacts::contacts(conn, context, within, sheet),
        (What::History, None) => history::import(conn, sheet),
        (What::Changes | What::Contacts | What::History, Some(_)) => Err(ImportError::NoMappingWanted),
    }
}

/// Nothing is written while anything is wrong.
fn all_right(mut problems: Vec<Problem>) -> Result<(), ImportError> {
    if problems.is_empty() {
        return Ok(());
    }
    problems.sort_by_key(|problem| problem.line);
    Err(ImportError::Problems(problems))
}
