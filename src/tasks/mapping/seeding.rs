//! The country's municipalities, which every database has from its first start: embedded, and loaded once.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::TaskError;
use crate::importing::Sheet;
use db::DbConn;
use db::conn::settings;
use db::places;
use db::places::write::{Change, NewMunicipality};
use domain::places::municipality::WrittenForm;

const MUNICIPALITIES: &[u8] = include_bytes!("../../demo/municipalities.csv");
const NAMES: &[u8] = include_bytes!("../../demo/municipality_names.csv");
const CHANGES: &[u8] = include_bytes!("../../demo/municipality_changes.csv");

/// The setting that tells which list a database has, and the day that the embedded one is of.
const SETTING: &str = "municipalities_as_of";
const AS_OF: &str = "2024-01-01";

/// False when it was done before.
pub fn load_municipalities(conn: &mut DbConn) -> Result<bool, TaskError> {
    if settings::get(conn, SETTING)?.is_some() {
        return Ok(false);
    }
    let (municipalities, changes) = embedded()?;
    db::write(conn, |conn| {
        // Two instances may start at once; the second finds it done.
        if settings::get(conn, SETTING)?.is_some() {
            return Ok(false);
        }
        let known = places::write::today(conn)?;
        let missing: Vec<NewMunicipality> = municipalities
            .iter()
            .filter(|new| !known.contains_key(&new.number))
            .cloned()
            .collect();
        places::write::insert(conn, &missing)?;
        places::write::insert_changes(conn, &changes)?;
        settings::set(conn, SETTING, AS_OF)?;
        Ok(true)
    })
}

fn embedded() -> Result<(Vec<NewMunicipality>, Vec<Change>), TaskError> {
    let names = records(NAMES)?;
    let names: HashMap<&str, &HashMap<String, String>> = names
        .iter()
        .map(|row| (field(row, "kommunenummer"), row))
        .collect();
    let municipalities = records(MUNICIPALITIES)?
        .iter()
        .map(|row| {
            let number = field(row, "kommunenummer");
            let names = names.get(number).ok_or_else(|| broken(number))?;
            let optional = |key| Some(field(names, key).to_owned()).filter(|text| !text.is_empty());
            Ok(NewMunicipality {
                number: number.to_owned(),
                name: field(row, "name").to_owned(),
                official_name: optional("official_name"),
                name_sami: optional("name_sami"),
                sami_language: optional("sami_language"),
                name_kven: optional("name_kven"),
                county: field(row, "county").to_owned(),
                written_form: WrittenForm::from_code(field(names, "language_form"))
                    .ok_or_else(|| broken(number))?,
                lat: field(names, "lat").parse().ok(),
                lon: field(names, "lon").parse().ok(),
                valid_from: None,
            })
        })
        .collect::<Result<_, TaskError>>()?;
    let changes = records(CHANGES)?
        .iter()
        .map(|row| {
            let text = |key| field(row, key).to_owned();
            Ok(Change {
                old_number: text("old_number"),
                old_name: text("old_name"),
                old_county: text("old_county"),
                new_number: text("new_number"),
                new_name: text("new_name"),
                new_county: text("new_county"),
                valid_from: NaiveDate::parse_from_str(field(row, "valid_from"), "%Y-%m-%d")
                    .map_err(|_| broken(field(row, "old_number")))?,
                kind: text("kind"),
            })
        })
        .collect::<Result<_, TaskError>>()?;
    Ok((municipalities, changes))
}

fn records(file: &[u8]) -> Result<Vec<HashMap<String, String>>, TaskError> {
    let sheet = Sheet::read(file).map_err(|reason| TaskError::Internal(reason.to_string()))?;
    let Sheet { columns, rows } = sheet;
    Ok(rows
        .into_iter()
        .map(|row| columns.iter().cloned().zip(row.cells).collect())
        .collect())
}

fn field<'a>(row: &'a HashMap<String, String>, key: &str) -> &'a str {
    row.get(key).map_or("", String::as_str)
}

fn broken(number: &str) -> TaskError {
    TaskError::Internal(format!(
        "the embedded list of municipalities is broken at {number}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_list_has_all_357_with_names_and_what_they_were() {
        let (municipalities, changes) = embedded().unwrap();
        assert_eq!(municipalities.len(), 357);
        assert_eq!(changes.len(), 484);
        assert!(
            municipalities
                .iter()
                .all(|new| new.lat.is_some() && new.lon.is_some())
        );
        let snåsa = municipalities.iter().find(|new| new.number == "5041").unwrap();
        assert_eq!(snåsa.name_sami.as_deref(), Some("Snåase"));
    }
}
