//! The fields of an arrangement, each said once: its code, its kind, whose word it is, and how it is read and written.

use super::arrangement::{DefinitionStatus, LegalForm, Life, NameKind};
use super::cost_key::CostKey;
use super::value::{parse_tenths, tenths};
use super::whole::Facts;
use crate::coded;

pub use super::kind::Kind;

/// Whose word it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Authority {
    /// Municipalities correct it; it is among the first that they are asked for.
    First,
    /// Municipalities correct it, when they have more to tell.
    More,
    /// Municipalities correct it, participant by participant.
    Parties,
    Coordinators,
    /// It follows from the rest.
    Nobody,
}

pub type Get = fn(&Facts) -> Option<String>;
pub type Set = fn(&mut Facts, Option<String>);

#[derive(Debug, Clone, Copy)]
pub struct Spec {
    /// What forms call it.
    pub name: &'static str,
    pub kind: Kind,
    pub authority: Authority,
    /// As files write it: «2008», «12.5», «iks», «2020-01-31», «yes». Nothing for what leans on other rows, such as a
    /// municipality's number or a sector's name: that is read and written by whoever has those.
    own: Option<(Get, Set)>,
}

macro_rules! fields {
    ($($field:ident = $code:literal, $name:literal, $kind:ident, $authority:ident, $own:expr;)+) => {
        coded!(
            /// What is known of an arrangement, named as the exports name it; in the order in which people are asked.
            Field { $($field = $code),+ }
        );

        impl Field {
            pub fn spec(self) -> Spec {
                match self {
                    $(Self::$field => Spec {
                        name: $name,
                        kind: Kind::$kind,
                        authority: Authority::$authority,
                        own: $own,
                    }),+
                }
            }
        }
    };
}

macro_rules! text {
    ($fact:ident) => {
        Some((|facts| facts.$fact.clone(), |facts, value| facts.$fact = value))
    };
}

macro_rules! code {
    ($fact:ident: $kind:ident) => {
        Some((
            |facts| facts.$fact.map(|value| $kind::code(value).to_owned()),
            |facts, value| facts.$fact = value.and_then(|code| $kind::from_code(&code)),
        ))
    };
    ($fact:ident: $kind:ident or $usual:ident) => {
        Some((
            |facts| Some(facts.$fact.code().to_owned()),
            |facts, value| {
                facts.$fact = value
                    .and_then(|code| $kind::from_code(&code))
                    .unwrap_or($kind::$usual);
            },
        ))
    };
}

/// What is written as Rust writes it.
macro_rules! plain {
    ($fact:ident) => {
        Some((
            |facts| facts.$fact.map(|value| value.to_string()),
            |facts, value| facts.$fact = value.and_then(|text| text.parse().ok()),
        ))
    };
}

fields! {
    Name = "name", "navn", Line, First,
        Some((|facts| Some(facts.name.clone()), |facts, value| facts.name = value.unwrap_or_default()));
    Content = "content", "beskrivelse", Text, First, text!(content);
    EstablishedYear = "established_year", "etablert", Year, First, plain!(established_year);
    LegalForm = "legal_form", "form", LegalForm, First, code!(legal_form: LegalForm);
    Host = "host", "vert", Host, First, None;
    Fte = "fte", "arsverk", Tenths, First,
        Some((
            |facts| facts.fte_tenths.map(tenths),
            |facts, value| facts.fte_tenths = value.and_then(|text| parse_tenths(&text)),
        ));
    PoliticalOrganisation = "political_organisation", "politisk", Text, More, text!(political_organisation);
    AdministrativeOrganisation = "administrative_organisation", "administrativt", Text, More,
        text!(administrative_organisation);
    Ownership = "ownership", "eierskap", Text, More, text!(ownership);
    RecentChanges = "recent_changes", "endringer", Text, More, text!(recent_changes);
    CostKey = "cost_key", "kostnadsnokkel", CostKey, More,
        Some((
            |facts| facts.cost_key.text(),
            |facts, value| facts.cost_key = CostKey::parse(&value.unwrap_or_default()),
        ));
    AgreementDate = "agreement_date", "avtaledato", Date, More, plain!(agreement_date);
    AgreementLink = "agreement_link", "avtalelenke", Link, More, text!(agreement_link);
    GovernorNotified = "governor_notified", "statsforvalter", YesNo, More,
        Some((
            |facts| facts.governor_notified.map(|yes| if yes { "yes" } else { "no" }.to_owned()),
            |facts, value| facts.governor_notified = value.map(|text| text == "yes"),
        ));
    OrganisationNumber = "organisation_number", "organisasjonsnummer", OrganisationNumber, More,
        text!(organisation_number);
    ParticipantAdded = "participant_added", "deltaker", Party, Parties, None;
    ParticipantRemoved = "participant_removed", "deltaker", Party, Parties, None;
    Share = "share", "andel", Share, Parties, None;
    NameKind = "name_kind", "navnetype", NameKind, Coordinators, code!(name_kind: NameKind);
    Sector = "sector", "sektor", Listed, Coordinators, None;
    TaskFields = "task_fields", "oppgaver", Listed, Coordinators, None;
    Level = "level", "niva", Level, Coordinators, None;
    LevelReason = "level_reason", "nivagrunn", Text, Coordinators, text!(level_reason);
    ParticipantCount = "participant_count", "antall", Count, Nobody, None;
    DefinitionStatus = "definition_status", "definisjon", DefinitionStatus, Coordinators,
        code!(definition_status: DefinitionStatus or Included);
    DefinitionReason = "definition_reason", "definisjonsgrunn", Text, Coordinators, text!(definition_reason);
    Life = "life", "tilstand", Life, Coordinators, code!(life: Life or Active);
    EndedYear = "ended_year", "nedlagt", Year, Coordinators, plain!(ended_year);
    EndedReason = "ended_reason", "nedlagtgrunn", Text, Coordinators, text!(ended_reason);
    Note = "note", "merknad", Text, Coordinators, text!(note);
}

/// The columns of `arrangements.csv` after number and lineage; the host is two of them.
pub const IN_REGISTER_FILE: &[Field] = &[
    Field::Name,
    Field::NameKind,
    Field::Sector,
    Field::TaskFields,
    Field::LegalForm,
    Field::Host,
    Field::EstablishedYear,
    Field::Fte,
    Field::Level,
    Field::LevelReason,
    Field::ParticipantCount,
    Field::Content,
    Field::DefinitionStatus,
    Field::DefinitionReason,
    Field::Life,
    Field::CostKey,
    Field::AgreementDate,
    Field::GovernorNotified,
    Field::Note,
    Field::OrganisationNumber,
];

/// What a municipality's own list says of each arrangement, besides its name, sector and participants.
pub const IN_OWN_LIST: &[Field] = &[
    Field::LegalForm,
    Field::Host,
    Field::EstablishedYear,
    Field::Fte,
    Field::Content,
    Field::OrganisationNumber,
];

pub const HOST_NUMBER: &str = "host_number";
pub const HOST_NAME: &str = "host_name";

impl Spec {
    pub fn get(&self, facts: &Facts) -> Option<String> {
        self.own.and_then(|(get, _)| get(facts))
    }

    /// The value is one that [`super::value::read`] gave.
    pub fn set(&self, facts: &mut Facts, value: Option<String>) {
        if let Some((_, set)) = self.own {
            set(facts, value);
        }
    }

    pub const fn is_own(&self) -> bool {
        self.own.is_some()
    }
}

impl Field {
    /// What municipalities state of the arrangement itself, and may correct.
    pub fn stated() -> impl Iterator<Item = Self> {
        let is_stated = |field: &Self| matches!(field.spec().authority, Authority::First | Authority::More);
        Self::ALL.iter().copied().filter(is_stated)
    }

    /// What is asked for only when there is more to tell.
    pub fn more() -> impl Iterator<Item = Self> {
        Self::stated().filter(|field| field.spec().authority == Authority::More)
    }

    /// The field that a column of a file, or of the history, belongs to.
    pub fn of_column(column: &str) -> Option<Self> {
        match column {
            HOST_NUMBER | HOST_NAME => Some(Self::Host),
            code => Self::from_code(code),
        }
    }

    pub fn is_about_a_party(self) -> bool {
        self.spec().authority == Authority::Parties
    }

    /// Others learn that it was changed, and not what was written.
    pub fn is_free_text(self) -> bool {
        self.spec().kind == Kind::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::value::{By, read};

    #[test]
    fn what_is_written_of_a_field_is_read_and_set_again() {
        let values = [
            (Field::Name, "Fosen IKT"),
            (Field::EstablishedYear, "2008"),
            (Field::LegalForm, "iks"),
            (Field::Fte, "12.5"),
            (Field::CostKey, "20/80 etter folketall"),
            (Field::AgreementDate, "2020-01-31"),
            (Field::GovernorNotified, "no"),
            (Field::OrganisationNumber, "971035854"),
            (Field::DefinitionStatus, "borderline"),
            (Field::Life, "discontinued"),
            (Field::EndedYear, "2021"),
        ];
        for (field, value) in values {
            let spec = field.spec();
            let mut facts = Facts::named("Legevakt", "1");
            let given = read(spec.kind, value, By::File { year: 2026 }).unwrap();
            spec.set(&mut facts, Some(given));
            assert_eq!(spec.get(&facts).as_deref(), Some(value), "{field:?}");
            assert_ne!(facts, Facts::named("Legevakt", "1"), "{field:?}");
        }
    }

    #[test]
    fn forms_have_a_name_for_each_field() {
        let mut names: Vec<&str> = Field::stated().map(|field| field.spec().name).collect();
        assert_eq!(names.len(), 15);
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 15, "and another one for each");
    }

    #[test]
    fn a_column_of_the_file_leads_back_to_its_field() {
        for field in IN_REGISTER_FILE {
            assert_eq!(Field::of_column(field.code()), Some(*field));
        }
        assert_eq!(Field::of_column("host_number"), Some(Field::Host));
        assert_eq!(Field::of_column("lineage"), None);
    }
}
