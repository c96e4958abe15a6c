//! The register of one mapping, whole: what tables are computed from and exports are written from.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::arrangement::{
    ArrangementId, DefinitionStatus, LegalForm, Level, Life, NameKind, ParticipantKind, SectorId,
    TaskFieldId, is_counted,
};
use crate::places::mapping::Mapping;
use crate::places::municipality::{Municipality, MunicipalityId, RegionId};

pub use super::cost_key::CostKey;

#[derive(Debug, Clone)]
pub struct Register {
    pub mapping: Mapping,
    /// Those of the area, and those that an arrangement or a region names; by number.
    pub places: Vec<Place>,
    pub regions: Vec<Region>,
    pub sectors: Vec<Sector>,
    pub task_fields: Vec<TaskField>,
    /// By number; one that was merged into another is out of it.
    pub arrangements: Vec<Arrangement>,
    by_id: HashMap<MunicipalityId, usize>,
}

/// A municipality as one mapping sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    pub municipality: Municipality,
    pub in_area: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    pub id: RegionId,
    pub nr: i32,
    pub name: String,
    pub members: Vec<MunicipalityId>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Sector {
    pub id: SectorId,
    pub nr: i32,
    pub name_nb: String,
    pub name_nn: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct TaskField {
    pub id: TaskFieldId,
    pub nr: i32,
    pub name_nb: String,
    pub name_nn: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Arrangement {
    pub id: ArrangementId,
    /// The id that people and exports see.
    pub number: i32,
    pub version: i64,
    pub facts: Facts,
    pub participants: Vec<Party>,
}

/// What a mapping says of an arrangement, but for who takes part.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    pub lineage: String,
    pub name: String,
    pub name_kind: Option<NameKind>,
    pub sector: Option<SectorId>,
    pub task_fields: Vec<TaskFieldId>,
    pub content: Option<String>,
    pub established_year: Option<i32>,
    pub legal_form: Option<LegalForm>,
    pub host: Option<Host>,
    pub fte_tenths: Option<i32>,
    pub level_override: Option<Level>,
    pub level_reason: Option<String>,
    pub definition_status: DefinitionStatus,
    pub definition_reason: Option<String>,
    pub life: Life,
    pub ended_year: Option<i32>,
    pub ended_reason: Option<String>,
    pub political_organisation: Option<String>,
    pub administrative_organisation: Option<String>,
    pub ownership: Option<String>,
    pub recent_changes: Option<String>,
    pub cost_key: CostKey,
    pub agreement_date: Option<NaiveDate>,
    pub agreement_link: Option<String>,
    pub governor_notified: Option<bool>,
    pub note: Option<String>,
    pub organisation_number: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Host {
    Municipality(MunicipalityId),
    Other(String),
}

/// A participant as the register keeps it: a municipality has a key and no name of its own here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    pub kind: ParticipantKind,
    pub municipality: Option<MunicipalityId>,
    pub name: Option<String>,
    pub county_number: Option<String>,
    pub share_hundredths: Option<i32>,
}

impl Register {
    pub fn new(
        mapping: Mapping,
        mut places: Vec<Place>,
        regions: Vec<Region>,
        sectors: Vec<Sector>,
        task_fields: Vec<TaskField>,
        arrangements: Vec<Arrangement>,
    ) -> Self {
        places.sort_by(|a, b| a.municipality.number.cmp(&b.municipality.number));
        let by_id = places
            .iter()
            .enumerate()
            .map(|(at, place)| (place.municipality.id, at))
            .collect();
        Self {
            mapping,
            places,
            regions,
            sectors,
            task_fields,
            arrangements,
            by_id,
        }
    }

    pub fn place(&self, id: MunicipalityId) -> Option<&Place> {
        self.by_id.get(&id).map(|at| &self.places[*at])
    }

    pub fn area(&self) -> impl Iterator<Item = &Municipality> {
        self.places
            .iter()
            .filter(|place| place.in_area)
            .map(|place| &place.municipality)
    }

    /// Those that tables count: DOMAIN.md, «Counting rules».
    pub fn counted(&self) -> impl Iterator<Item = &Arrangement> {
        self.arrangements
            .iter()
            .filter(|arrangement| is_counted(arrangement.facts.definition_status, arrangement.facts.life))
    }

    pub fn sector(&self, id: SectorId) -> Option<&Sector> {
        self.sectors.iter().find(|sector| sector.id == id)
    }

    pub fn task_field(&self, id: TaskFieldId) -> Option<&TaskField> {
        self.task_fields.iter().find(|field| field.id == id)
    }

    /// The regions that a municipality is in; some are in two.
    pub fn regions_of(&self, id: MunicipalityId) -> impl Iterator<Item = &Region> {
        self.regions
            .iter()
            .filter(move |region| region.members.contains(&id))
    }
}

impl Party {
    /// The ownership share in percent.
    pub fn share(&self) -> Option<f64> {
        self.share_hundredths.map(|share| f64::from(share) / 100.0)
    }
}

impl Facts {
    /// What is known of an arrangement when only its name is.
    pub fn named(name: &str, lineage: &str) -> Self {
        Self {
            lineage: lineage.to_owned(),
            name: name.to_owned(),
            ..Self::default()
        }
    }

    /// The override of a coordinator, or what follows from the participants.
    pub fn level(&self, participants: &[Party]) -> Level {
        self.level_override
            .unwrap_or_else(|| Level::of(municipalities(participants).count()))
    }
}

impl Arrangement {
    pub fn level(&self) -> Level {
        self.facts.level(&self.participants)
    }

    pub fn municipalities(&self) -> impl Iterator<Item = MunicipalityId> {
        municipalities(&self.participants)
    }
}

/// The municipalities among the participants; other owners do not count towards the level.
pub fn municipalities(participants: &[Party]) -> impl Iterator<Item = MunicipalityId> {
    participants.iter().filter_map(|party| party.municipality)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_owners_do_not_raise_the_level() {
        let party = |kind, municipality| Party {
            kind,
            municipality,
            name: None,
            county_number: None,
            share_hundredths: None,
        };
        let mut participants: Vec<Party> = (1..=3)
            .map(|id| party(ParticipantKind::Municipality, Some(MunicipalityId(id))))
            .collect();
        participants.push(party(ParticipantKind::County, None));
        let facts = Facts::named("Legevakt", "1");
        assert_eq!(facts.level(&participants), Level::Local);
        let raised = Facts {
            level_override: Some(Level::Higher),
            ..facts
        };
        assert_eq!(raised.level(&participants), Level::Higher);
    }
}
