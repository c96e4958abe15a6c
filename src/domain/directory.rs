//! What a mapping's ids stand for: its municipalities, sectors, task fields and regions, by their names.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::arrangement::{SectorId, TaskFieldId};
use super::municipality::{Municipality, MunicipalityId};
use super::norwegian;
use super::register::{Party, Region, Sector, TaskField};

/// A municipality as the pages of a mapping show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub municipality: Municipality,
    pub name_sami: Option<String>,
    pub name_kven: Option<String>,
    /// The year that the population is of: the mapping's own, or the newest known before it.
    pub population_year: Option<i32>,
    pub in_area: bool,
    /// Today's municipalities have no end; a predecessor may bear the same number.
    pub valid_to: Option<NaiveDate>,
    pub search_key: String,
}

/// What a mapping's ids stand for. It is kept in memory until the mapping's register version changes, because names
/// would otherwise be two thirds of every page's SQL.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    /// In Norwegian order.
    pub entries: Vec<Entry>,
    pub sectors: Vec<Sector>,
    pub task_fields: Vec<TaskField>,
    pub regions: Vec<Region>,
    by_id: HashMap<MunicipalityId, usize>,
}

impl Directory {
    /// `entries` come in Norwegian order, sectors and task fields by number.
    pub fn new(
        entries: Vec<Entry>,
        sectors: Vec<Sector>,
        task_fields: Vec<TaskField>,
        regions: Vec<Region>,
    ) -> Self {
        let by_id = entries
            .iter()
            .enumerate()
            .map(|(at, entry)| (entry.municipality.id, at))
            .collect();
        Self {
            entries,
            sectors,
            task_fields,
            regions,
            by_id,
        }
    }

    pub fn entry(&self, id: MunicipalityId) -> Option<&Entry> {
        self.by_id.get(&id).map(|at| &self.entries[*at])
    }

    /// Numbers are given away again: the one of the area comes first, then the one of today.
    pub fn by_number(&self, number: &str) -> Option<&Entry> {
        self.entries
            .iter()
            .filter(|entry| entry.municipality.number == number)
            .max_by_key(|entry| (entry.in_area, entry.valid_to.is_none(), entry.valid_to))
    }

    /// The municipalities of the mapping's area, in Norwegian order.
    pub fn area(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.in_area)
    }

    /// Where a municipality stands in Norwegian order, those outside the area after those inside.
    pub fn rank(&self, id: MunicipalityId) -> (bool, usize) {
        self.by_id
            .get(&id)
            .map_or((true, usize::MAX), |at| (!self.entries[*at].in_area, *at))
    }

    pub fn name(&self, id: MunicipalityId) -> Option<&str> {
        self.entry(id).map(|entry| entry.municipality.name.as_str())
    }

    pub fn sector(&self, id: SectorId) -> Option<&Sector> {
        self.sectors.iter().find(|sector| sector.id == id)
    }

    pub fn task_field(&self, id: TaskFieldId) -> Option<&TaskField> {
        self.task_fields.iter().find(|field| field.id == id)
    }

    /// The regions that a municipality is a member of; it may be in several.
    pub fn regions_of(&self, id: MunicipalityId) -> impl Iterator<Item = &Region> {
        self.regions
            .iter()
            .filter(move |region| region.members.contains(&id))
    }

    /// Who takes part in the order of every list: the area's municipalities, the others, then other owners.
    pub fn sort_parties(&self, parties: &mut [Party]) {
        parties.sort_by_cached_key(|party| {
            let rank = party.municipality.map_or((true, usize::MAX), |id| self.rank(id));
            (rank, party.kind, party.name.as_deref().map(norwegian::sort_key))
        });
    }
}
