//! What a mapping's ids stand for, kept in memory until its versions say that it is old.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::rows::MunicipalityRow;
use crate::DbConn;
use crate::conn::shared::kept_or_read;
use crate::register;
use crate::schema::{mapping_area, municipality, municipality_change, municipality_population};
use domain::places::directory::{Directory, Entry, Predecessor, Succession, predecessors};
use domain::places::mapping::Mapping;

/// Mappings whose names are kept at once.
const MOST_DIRECTORIES: usize = 16;

/// The directory of a mapping that was just read.
pub fn directory(conn: &mut DbConn, mapping: &Mapping) -> QueryResult<Arc<Directory>> {
    kept_or_read(conn, MOST_DIRECTORIES, mapping.id, mapping, |conn| {
        load(conn, mapping)
    })
}

fn load(conn: &mut DbConn, mapping: &Mapping) -> QueryResult<Directory> {
    Ok(Directory::new(
        entries(conn, mapping)?,
        register::load::sectors(conn, mapping.id)?,
        register::load::task_fields(conn, mapping.id)?,
        register::load::regions(conn, mapping.id)?,
    ))
}

fn entries(conn: &mut DbConn, mapping: &Mapping) -> QueryResult<Vec<Entry>> {
    // By year, so that the newest one is what stays.
    let populations: Vec<(i64, i32, i32)> = municipality_population::table
        .filter(municipality_population::year.le(mapping.year))
        .order(municipality_population::year)
        .select(municipality_population::all_columns)
        .load(conn)?;
    let populations: HashMap<i64, (i32, i32)> = populations
        .into_iter()
        .map(|(id, year, population)| (id, (year, population)))
        .collect();
    let rows: Vec<(MunicipalityRow, Option<i64>)> = municipality::table
        .left_join(
            mapping_area::table.on(mapping_area::municipality_id
                .eq(municipality::id)
                .and(mapping_area::mapping_id.eq(mapping.id.0))),
        )
        .order((municipality::sort_key, municipality::id))
        .select((MunicipalityRow::as_select(), mapping_area::mapping_id.nullable()))
        .load(conn)?;
    let steps = steps(conn)?;
    rows.into_iter()
        .map(|(row, area)| {
            let population = populations.get(&row.id).copied();
            let predecessors = predecessors(&steps, &row.number);
            Ok(Entry {
                municipality: row.municipality(population.map(|(_, population)| population))?,
                name_sami: row.name_sami,
                name_kven: row.name_kven,
                population_year: population.map(|(year, _)| year),
                in_area: area.is_some(),
                valid_to: row.valid_to,
                search_key: row.search_key,
                predecessors,
            })
        })
        .collect()
}

fn steps(conn: &mut DbConn) -> QueryResult<Vec<Succession>> {
    let rows: Vec<(String, String, String, NaiveDate)> = municipality_change::table
        .select((
            municipality_change::old_number,
            municipality_change::old_name,
            municipality_change::new_number,
            municipality_change::valid_from,
        ))
        .load(conn)?;
    let steps = rows
        .into_iter()
        .map(|(number, name, new_number, until)| Succession {
            old: Predecessor { number, name, until },
            new_number,
        });
    Ok(steps.collect())
}
