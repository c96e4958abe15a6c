//! What lists of arrangements show, what they are narrowed by, and in which order they come.

use chrono::NaiveDateTime;

use super::arrangement::{
    ArrangementId, DefinitionStatus, LegalForm, Level, Life, SectorId, TaskFieldId, is_counted,
};
use crate::places::municipality::MunicipalityId;

/// An arrangement as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub id: ArrangementId,
    /// The id that people, addresses and exports see.
    pub number: i32,
    pub name: String,
    pub sector: Option<SectorId>,
    pub established_year: Option<i32>,
    pub legal_form: Option<LegalForm>,
    pub host: Option<MunicipalityId>,
    /// A host that is no municipality.
    pub host_name: Option<String>,
    pub fte_tenths: Option<i32>,
    /// Municipalities only: it is what the level is counted over.
    pub participant_count: i32,
    pub level: Level,
    pub definition: DefinitionStatus,
    pub life: Life,
    pub ended_year: Option<i32>,
}

impl Line {
    pub fn is_counted(&self) -> bool {
        is_counted(self.definition, self.life)
    }

    pub fn fte(&self) -> Option<f64> {
        self.fte_tenths.map(|tenths| f64::from(tenths) / 10.0)
    }

    pub fn has_host(&self) -> bool {
        self.host.is_some() || self.host_name.is_some()
    }
}

/// One field that changed: «the audit log has the acts, this has the values».
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// As `arrangement_change.field` has it.
    pub field: String,
    pub from: Option<String>,
    pub to: Option<String>,
    pub source: String,
    pub at: NaiveDateTime,
    pub by: Option<String>,
}

/// The same arrangement in another mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    pub slug: String,
    pub mapping: String,
    pub year: i32,
    pub line: Line,
}

/// A filter on something that may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pick<T> {
    #[default]
    Any,
    /// Those of which it is not known, or that have none.
    Unknown,
    Is(T),
}

/// What a list of arrangements is narrowed by. All conditions hold at once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Each occurs in the name, the content or the host's name.
    pub words: Vec<Word>,
    pub sector: Pick<SectorId>,
    pub task_field: Pick<TaskFieldId>,
    pub legal_form: Pick<LegalForm>,
    pub host: Pick<MunicipalityId>,
    /// Takes part.
    pub municipality: Option<MunicipalityId>,
    pub level: Option<Level>,
    pub life: Option<Life>,
    pub definition: Option<DefinitionStatus>,
    /// Only those that the tables count, or only the others.
    pub counted: Option<bool>,
    /// The address asks for something that does not exist, such as sector 99: nothing is found.
    pub nothing: bool,
}

/// One word of a search, folded, with the municipalities whose names it occurs in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Word {
    pub text: String,
    pub hosts: Vec<MunicipalityId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortBy {
    #[default]
    Name,
    Sector,
    Participants,
    Level,
    LegalForm,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Order {
    pub by: SortBy,
    pub backwards: bool,
}

/// How much of what was found is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    All,
    Rows { offset: usize, limit: usize },
}

/// How many there are, and how many of them the tables count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    pub found: usize,
    pub counted: usize,
}
