//! What a mapping's ids stand for: its municipalities, sectors, task fields and regions, by their names.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher};

use chrono::NaiveDate;

use super::municipality::{Municipality, MunicipalityId};
use crate::register::arrangement::{SectorId, TaskFieldId};
use crate::register::whole::{Party, Region, Sector, TaskField};
use crate::text::norwegian;

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
    /// What it was before mergers and new numbers, the latest first.
    pub predecessors: Vec<Predecessor>,
}

/// A municipality, or a part of one, that went on as another or under another number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Predecessor {
    pub number: String,
    pub name: String,
    /// The first day on which it was no more.
    pub until: NaiveDate,
}

/// One step from an old number to a new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    pub old: Predecessor,
    pub new_number: String,
}

/// All that led to `number`, through as many steps as it took. A number may have been another municipality's before,
/// so no step is later than the one that it leads to.
pub fn predecessors(steps: &[Succession], number: &str) -> Vec<Predecessor> {
    let mut found: Vec<Predecessor> = Vec::new();
    let mut open = vec![(number.to_owned(), NaiveDate::MAX)];
    while let Some((number, before)) = open.pop() {
        for step in steps.iter().filter(|step| step.new_number == number) {
            if step.old.until < before && !found.contains(&step.old) {
                open.push((step.old.number.clone(), step.old.until));
                found.push(step.old.clone());
            }
        }
    }
    found.sort_by(|a, b| (b.until, &a.number).cmp(&(a.until, &b.number)));
    found
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
    by_id: HashMap<MunicipalityId, usize, ById>,
}

/// Ids are given out by our own database, one after the other: nobody chooses them so that they collide, and a page
/// looks up hundreds.
#[derive(Debug, Clone, Default)]
struct ById(u64);

impl BuildHasher for ById {
    type Hasher = Self;

    fn build_hasher(&self) -> Self {
        Self(0)
    }
}

impl Hasher for ById {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_i64(i64::from(*byte));
        }
    }

    /// Multiplied by the golden ratio, so that ids in a row are spread.
    fn write_i64(&mut self, id: i64) {
        self.0 = (self.0.rotate_left(5) ^ id.cast_unsigned()).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
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

    /// The one that is called so; the one of the area comes first here too. None where two are called so, as Herøy and
    /// Våler: they are told apart by their numbers.
    pub fn by_name(&self, name: &str) -> Option<&Entry> {
        let name = name.to_lowercase();
        let rank = |entry: &Entry| (entry.in_area, entry.valid_to.is_none(), entry.valid_to);
        let called_so = || {
            self.entries
                .iter()
                .filter(|entry| entry.municipality.name.to_lowercase() == name)
        };
        let best = called_so().max_by_key(|entry| rank(entry))?;
        (called_so().filter(|entry| rank(entry) == rank(best)).count() == 1).then_some(best)
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
    pub fn sort_parties(&self, parties: &mut [impl Borrow<Party>]) {
        parties.sort_by_cached_key(|party| {
            let party = party.borrow();
            let rank = party.municipality.map_or((true, usize::MAX), |id| self.rank(id));
            (rank, party.kind, party.name.as_deref().map(norwegian::sort_key))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(old: &str, name: &str, new: &str, year: i32) -> Succession {
        Succession {
            old: Predecessor {
                number: old.into(),
                name: name.into(),
                until: NaiveDate::from_ymd_opt(year, 1, 1).unwrap(),
            },
            new_number: new.into(),
        }
    }

    #[test]
    fn a_municipality_remembers_every_step_that_led_to_it() {
        let steps = [
            step("1702", "Steinkjer", "5004", 2018),
            step("1724", "Verran", "5039", 2018),
            step("5004", "Steinkjer", "5006", 2020),
            step("5039", "Verran", "5006", 2020),
            step("1718", "Leksvik", "5054", 2018),
        ];
        let found = predecessors(&steps, "5006");
        let numbers: Vec<&str> = found.iter().map(|step| step.number.as_str()).collect();
        assert_eq!(numbers, ["5004", "5039", "1702", "1724"]);
    }

    #[test]
    fn a_number_that_was_given_away_again_leads_to_its_own_bearer_only() {
        let steps = [
            step("0715", "Holmestrand", "3802", 2020),
            step("3802", "Holmestrand", "3903", 2024),
            step("9999", "Later", "0715", 2022),
        ];
        let found = predecessors(&steps, "3903");
        let numbers: Vec<&str> = found.iter().map(|step| step.number.as_str()).collect();
        assert_eq!(numbers, ["3802", "0715"]);
    }
}
