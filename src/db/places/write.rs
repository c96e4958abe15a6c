//! Writes the country's municipalities, their populations and how they have changed; and what is counted elsewhere.
#![expect(
    clippy::ref_option_ref,
    reason = "diesel's derives write it for optional texts that are borrowed"
)]

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::DbConn;
use crate::conn::connection::on_either;
use crate::register::write::{AT_ONCE, insert_all};
use crate::schema::{municipality, municipality_change, municipality_population};
use domain::places::municipality::{MunicipalityId, WrittenForm};
use domain::text::norwegian;

#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = municipality)]
pub struct NewMunicipality {
    pub number: String,
    pub name: String,
    pub official_name: Option<String>,
    pub name_sami: Option<String>,
    pub sami_language: Option<String>,
    pub name_kven: Option<String>,
    pub county: String,
    #[diesel(column_name = language_form, deserialize_as = String)]
    pub written_form: WrittenForm,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub valid_from: Option<NaiveDate>,
}

impl NewMunicipality {
    /// One of which only the number is known.
    pub fn numbered(number: &str) -> Self {
        Self {
            number: number.to_owned(),
            name: String::new(),
            official_name: None,
            name_sami: None,
            sami_language: None,
            name_kven: None,
            county: String::new(),
            written_form: WrittenForm::Neutral,
            lat: None,
            lon: None,
            valid_from: None,
        }
    }
}

pub fn insert(conn: &mut DbConn, municipalities: &[NewMunicipality]) -> QueryResult<()> {
    let rows: Vec<MunicipalityRow> = municipalities.iter().map(MunicipalityRow::of).collect();
    insert_all!(conn, municipality::table, rows);
    Ok(())
}

/// Those that there are today, by number.
pub fn today(conn: &mut DbConn) -> QueryResult<HashMap<String, NewMunicipality>> {
    let rows: Vec<NewMunicipality> = municipality::table
        .filter(municipality::valid_to.is_null())
        .select(NewMunicipality::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(|row| (row.number.clone(), row)).collect())
}

/// Gives the municipality that bears the number today the other names, the point and the written form of `new`.
pub fn update_names(conn: &mut DbConn, new: &NewMunicipality) -> QueryResult<()> {
    let row = MunicipalityRow::of(new);
    diesel::update(municipality::table)
        .filter(municipality::number.eq(row.number))
        .filter(municipality::valid_to.is_null())
        .set((
            municipality::official_name.eq(row.official_name),
            municipality::name_sami.eq(row.name_sami),
            municipality::sami_language.eq(row.sami_language),
            municipality::name_kven.eq(row.name_kven),
            municipality::language_form.eq(row.language_form),
            municipality::lat.eq(row.lat),
            municipality::lon.eq(row.lon),
            municipality::search_key.eq(row.search_key),
        ))
        .execute(conn)
        .map(drop)
}

/// The municipality that bears a number today is no more from a day on; false when none bears it.
pub fn end(conn: &mut DbConn, number: &str, day: NaiveDate) -> QueryResult<bool> {
    diesel::update(municipality::table)
        .filter(municipality::number.eq(number))
        .filter(municipality::valid_to.is_null())
        .set(municipality::valid_to.eq(day))
        .execute(conn)
        .map(|ended| ended == 1)
}

pub fn set_population(
    conn: &mut DbConn,
    municipality: MunicipalityId,
    year: i32,
    population: i32,
) -> QueryResult<()> {
    let changed = diesel::update(municipality_population::table.find((municipality.0, year)))
        .set(municipality_population::population.eq(population))
        .execute(conn)?;
    if changed == 0 {
        diesel::insert_into(municipality_population::table)
            .values((
                municipality_population::municipality_id.eq(municipality.0),
                municipality_population::year.eq(year),
                municipality_population::population.eq(population),
            ))
            .execute(conn)?;
    }
    Ok(())
}

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = municipality_change)]
pub struct Change {
    pub old_number: String,
    pub old_name: String,
    pub old_county: String,
    pub new_number: String,
    pub new_name: String,
    pub new_county: String,
    pub valid_from: NaiveDate,
    pub kind: String,
}

pub fn changes(conn: &mut DbConn) -> QueryResult<Vec<Change>> {
    municipality_change::table
        .order((
            municipality_change::valid_from,
            municipality_change::old_number,
            municipality_change::new_number,
        ))
        .select(Change::as_select())
        .load(conn)
}

pub fn insert_changes(conn: &mut DbConn, changes: &[Change]) -> QueryResult<()> {
    insert_all!(conn, municipality_change::table, changes);
    Ok(())
}

#[derive(Insertable)]
#[diesel(table_name = municipality, treat_none_as_default_value = false)]
struct MunicipalityRow<'a> {
    number: &'a str,
    name: &'a str,
    official_name: Option<&'a str>,
    name_sami: Option<&'a str>,
    sami_language: Option<&'a str>,
    name_kven: Option<&'a str>,
    county_number: &'a str,
    county: &'a str,
    language_form: &'a str,
    lat: Option<f64>,
    lon: Option<f64>,
    valid_from: Option<NaiveDate>,
    search_key: String,
    sort_key: String,
}

impl<'a> MunicipalityRow<'a> {
    fn of(new: &'a NewMunicipality) -> Self {
        // A Sámi or Kven name finds it too.
        let names = [
            Some(&new.name),
            new.official_name.as_ref(),
            new.name_sami.as_ref(),
            new.name_kven.as_ref(),
        ];
        let mut words: Vec<&str> = Vec::new();
        for name in names.into_iter().flatten() {
            if !words.contains(&name.as_str()) {
                words.push(name);
            }
        }
        Self {
            number: &new.number,
            name: &new.name,
            official_name: new.official_name.as_deref(),
            name_sami: new.name_sami.as_deref(),
            sami_language: new.sami_language.as_deref(),
            name_kven: new.name_kven.as_deref(),
            county_number: &new.number[..2],
            county: &new.county,
            language_form: new.written_form.code(),
            lat: new.lat,
            lon: new.lon,
            valid_from: new.valid_from,
            search_key: norwegian::search_key(&words.join(" ")),
            sort_key: norwegian::sort_key(&new.name),
        }
    }
}
