//! Finds the municipality that a row means: by its number on the mapping's day, with name and county held against it.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;

use super::reason::Reason;
use db::DbConn;
use db::places;
use db::places::write::Change;
use domain::places::mapping::Mapping;
use domain::places::municipality::{Municipality, MunicipalityId, Number};
use domain::text::norwegian::search_key;

pub struct Places {
    day: NaiveDate,
    by_number: HashMap<String, Municipality>,
    changes: Vec<Change>,
}

impl Places {
    pub fn of(conn: &mut DbConn, mapping: &Mapping, today: NaiveDate) -> db::QueryResult<Self> {
        let day = mapping.reference_date.unwrap_or(today);
        Self::on(conn, day, mapping.year)
    }

    pub fn on(conn: &mut DbConn, day: NaiveDate, year: i32) -> db::QueryResult<Self> {
        Ok(Self {
            day,
            by_number: places::as_they_were::on(conn, day, year)?,
            changes: places::write::changes(conn)?,
        })
    }

    /// Names and counties are there for people; where they are given they must be those of the number, since one
    /// wrong digit is another municipality.
    pub fn find(
        &self,
        number: &str,
        name: Option<&str>,
        county: Option<&str>,
    ) -> Result<&Municipality, Reason> {
        let Some(parsed) = Number::parse(number) else {
            return Err(Reason::NotANumberOfFourDigits(number.to_owned()));
        };
        let Some(municipality) = self.by_number.get(parsed.as_str()) else {
            return Err(self.missing(parsed.as_str()));
        };
        if let Some(given) = name {
            let known = [&municipality.name, &municipality.official_name];
            if !known.iter().any(|name| search_key(name) == search_key(given)) {
                return Err(Reason::OtherName {
                    number: municipality.number.clone(),
                    name: municipality.name.clone(),
                    given: given.to_owned(),
                });
            }
        }
        if let Some(given) = county.filter(|given| *given != municipality.county_number) {
            return Err(Reason::OtherCounty {
                number: municipality.number.clone(),
                county: municipality.county_number.clone(),
                given: given.to_owned(),
            });
        }
        Ok(municipality)
    }

    pub fn number_of(&self, id: MunicipalityId) -> Option<&str> {
        self.by_number
            .values()
            .find(|municipality| municipality.id == id)
            .map(|municipality| municipality.number.as_str())
    }

    pub fn name_of(&self, id: MunicipalityId) -> Option<&str> {
        self.by_number
            .values()
            .find(|municipality| municipality.id == id)
            .map(|municipality| municipality.name.as_str())
    }

    pub fn of_county<'a>(&'a self, county: &'a str) -> impl Iterator<Item = &'a Municipality> {
        self.by_number
            .values()
            .filter(move |municipality| municipality.county_number == county)
    }

    /// Numbers and names of the counties that a county's municipalities went on in.
    pub fn counties_after(&self, county: &str) -> Vec<String> {
        let mut ahead: Vec<&str> = self
            .changes
            .iter()
            .map(|change| change.old_number.as_str())
            .collect();
        ahead.retain(|number| number.starts_with(county));
        let mut seen: HashSet<&str> = HashSet::new();
        let mut after: BTreeSet<String> = BTreeSet::new();
        while let Some(number) = ahead.pop() {
            if !seen.insert(number) {
                continue;
            }
            if let Some(now) = self.by_number.get(number) {
                after.insert(format!("{} {}", now.county_number, now.county));
            } else {
                let steps = self.changes.iter().filter(|change| change.old_number == number);
                ahead.extend(steps.map(|change| change.new_number.as_str()));
            }
        }
        after.into_iter().collect()
    }

    fn missing(&self, number: &str) -> Reason {
        let mut now: Vec<String> = self
            .changes
            .iter()
            .filter(|change| change.old_number == number && change.valid_from <= self.day)
            .map(|change| format!("{} {}", change.new_number, change.new_name))
            .collect();
        if now.is_empty() {
            return Reason::NoSuchMunicipality {
                number: number.to_owned(),
                on: self.day,
            };
        }
        now.dedup();
        Reason::Gone {
            number: number.to_owned(),
            on: self.day,
            now: now.join(" and "),
        }
    }
}
