//! Municipalities as they were on a day and in a year, whatever has become of them since.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::schema::{municipality, municipality_population};
use crate::{DbConn, bad_code};
use domain::places::municipality::{Municipality, MunicipalityId, WrittenForm};

/// Every municipality that there is or was, with its newest population up to `year`: the same for a closed mapping
/// whatever is learnt later.
pub fn all(conn: &mut DbConn, year: i32) -> QueryResult<Vec<Municipality>> {
    let populations: HashMap<i64, i32> = municipality_population::table
        .filter(municipality_population::year.le(year))
        .order(municipality_population::year)
        .select((
            municipality_population::municipality_id,
            municipality_population::population,
        ))
        .load::<(i64, i32)>(conn)?
        .into_iter()
        .collect();
    let rows: Vec<MunicipalityRow> = municipality::table
        .select(MunicipalityRow::as_select())
        .load(conn)?;
    rows.into_iter()
        .map(|row| row.into_municipality(&populations))
        .collect()
}

/// Those that there were on a day, by number.
pub fn on(conn: &mut DbConn, day: NaiveDate, year: i32) -> QueryResult<HashMap<String, Municipality>> {
    let there: HashSet<i64> = municipality::table
        .filter(
            municipality::valid_from
                .is_null()
                .or(municipality::valid_from.le(day)),
        )
        .filter(
            municipality::valid_to
                .is_null()
                .or(municipality::valid_to.gt(day)),
        )
        .select(municipality::id)
        .load(conn)?
        .into_iter()
        .collect();
    Ok(all(conn, year)?
        .into_iter()
        .filter(|municipality| there.contains(&municipality.id.0))
        .map(|municipality| (municipality.number.clone(), municipality))
        .collect())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = municipality)]
struct MunicipalityRow {
    id: i64,
    number: String,
    name: String,
    official_name: Option<String>,
    county_number: String,
    county: String,
    language_form: String,
}

impl MunicipalityRow {
    fn into_municipality(self, populations: &HashMap<i64, i32>) -> QueryResult<Municipality> {
        Ok(Municipality {
            id: MunicipalityId(self.id),
            number: self.number,
            official_name: self.official_name.unwrap_or_else(|| self.name.clone()),
            name: self.name,
            county_number: self.county_number,
            county: self.county,
            written_form: WrittenForm::try_from(self.language_form).map_err(bad_code)?,
            population: populations.get(&self.id).copied(),
        })
    }
}
