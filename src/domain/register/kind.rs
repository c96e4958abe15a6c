//! What kind of values a field of an arrangement has, and the codes that some of them are chosen from.

use super::arrangement::{DefinitionStatus, LegalForm, Level, Life, NameKind};

/// What a field's values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Line,
    /// Written freely, over several lines.
    Text,
    Year,
    Tenths,
    Date,
    Link,
    YesNo,
    CostKey,
    NameKind,
    LegalForm,
    DefinitionStatus,
    Life,
    Level,
    /// A municipality's number, or the name of a host that is none.
    Host,
    OrganisationNumber,
    /// Names of a list that the mapping has.
    Listed,
    Count,
    /// Somebody who takes part.
    Party,
    Share,
}

impl Kind {
    /// The codes that there are to choose from.
    pub const fn codes(self) -> Option<&'static [&'static str]> {
        match self {
            Self::YesNo => Some(&["yes", "no"]),
            Self::NameKind => Some(NameKind::CODES),
            Self::LegalForm => Some(LegalForm::CODES),
            Self::DefinitionStatus => Some(DefinitionStatus::CODES),
            Self::Life => Some(Life::CODES),
            Self::Level => Some(Level::CODES),
            _ => None,
        }
    }
}
