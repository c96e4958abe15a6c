//! Municipalities as they were on a day and in a year, whatever has become of them since.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::rows::MunicipalityRow;
use crate::DbConn;
use crate::schema::{municipality, municipality_population};
use domain::places::municipality::Municipality;

/// Every municipality that there is or was, with its newest population up to `year`: the same for a closed mapping
/// whatever is learnt later.
pub fn all(conn: &mut DbConn, year: i32) -> QueryResult<Vec<Municipality>> {
    those(conn, year, |_| true)
}

/// Those that there were on a day, by number.
pub fn on(conn: &mut DbConn, day: NaiveDate, year: i32) -> QueryResult<HashMap<String, Municipality>> {
    let there = those(conn, year, |row| row.was_there_on(day))?;
    Ok(there
        .into_iter()
        .map(|municipality| (municipality.number.clone(), municipality))
        .collect())
}

fn those(
    conn: &mut DbConn,
    year: i32,
    is_wanted: impl Fn(&MunicipalityRow) -> bool,
) -> QueryResult<Vec<Municipality>> {
    // By year, so that the newest one is what stays.
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
    rows.iter()
        .filter(|row| is_wanted(row))
        .map(|row| row.municipality(populations.get(&row.id).copied()))
        .collect()
}
