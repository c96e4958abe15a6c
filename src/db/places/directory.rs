//! What a mapping's ids stand for, kept in memory until its versions say that it is old.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::conn::shared::kept_or_read;
use crate::schema::{
    mapping_area, municipality, municipality_change, municipality_population, region, region_member, sector,
    task_field,
};
use crate::{DbConn, bad_code};
use domain::places::directory::{Directory, Entry, Predecessor, Succession, predecessors};
use domain::places::mapping::Mapping;
use domain::places::municipality::{Municipality, MunicipalityId, RegionId, WrittenForm};
use domain::register::arrangement::{SectorId, TaskFieldId};
use domain::register::whole::{Region, Sector, TaskField};

/// Mappings whose names are kept at once.
const MOST_DIRECTORIES: usize = 16;

/// The directory of a mapping that was just read.
pub fn directory(conn: &mut DbConn, mapping: &Mapping) -> QueryResult<Arc<Directory>> {
    kept_or_read(conn, MOST_DIRECTORIES, mapping.id, mapping, |conn| {
        load(conn, mapping)
    })
}

fn load(conn: &mut DbConn, mapping: &Mapping) -> QueryResult<Directory> {
    let sectors: Vec<(i64, i32, String, String)> = sector::table
        .filter(sector::mapping_id.eq(mapping.id.0))
        .order(sector::nr)
        .select((sector::id, sector::nr, sector::name_nb, sector::name_nn))
        .load(conn)?;
    let task_fields: Vec<(i64, i32, String, String)> = task_field::table
        .filter(task_field::mapping_id.eq(mapping.id.0))
        .order(task_field::nr)
        .select((
            task_field::id,
            task_field::nr,
            task_field::name_nb,
            task_field::name_nn,
        ))
        .load(conn)?;
    let sectors = sectors.into_iter().map(|(id, nr, name_nb, name_nn)| Sector {
        id: SectorId(id),
        nr,
        name_nb,
        name_nn,
    });
    let task_fields = task_fields
        .into_iter()
        .map(|(id, nr, name_nb, name_nn)| TaskField {
            id: TaskFieldId(id),
            nr,
            name_nb,
            name_nn,
        });
    Ok(Directory::new(
        entries(conn, mapping)?,
        sectors.collect(),
        task_fields.collect(),
        regions(conn, mapping)?,
    ))
}

fn regions(conn: &mut DbConn, mapping: &Mapping) -> QueryResult<Vec<Region>> {
    let rows: Vec<(i64, i32, String, Option<i64>)> = region::table
        .left_join(region_member::table)
        .filter(region::mapping_id.eq(mapping.id.0))
        .order((region::nr, region::id))
        .select((
            region::id,
            region::nr,
            region::name,
            region_member::municipality_id.nullable(),
        ))
        .load(conn)?;
    let mut regions: Vec<Region> = Vec::new();
    for (id, nr, name, member) in rows {
        if regions.last().is_none_or(|last| last.id != RegionId(id)) {
            regions.push(Region {
                id: RegionId(id),
                nr,
                name,
                members: Vec::new(),
            });
        }
        if let Some(last) = regions.last_mut() {
            last.members.extend(member.map(MunicipalityId));
        }
    }
    Ok(regions)
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
            row.into_entry(population, predecessors, area.is_some())
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

#[derive(Queryable, Selectable)]
#[diesel(table_name = municipality)]
struct MunicipalityRow {
    id: i64,
    number: String,
    name: String,
    official_name: Option<String>,
    name_sami: Option<String>,
    name_kven: Option<String>,
    county_number: String,
    county: String,
    language_form: String,
    valid_to: Option<NaiveDate>,
    search_key: String,
}

impl MunicipalityRow {
    fn into_entry(
        self,
        population: Option<(i32, i32)>,
        predecessors: Vec<Predecessor>,
        in_area: bool,
    ) -> QueryResult<Entry> {
        Ok(Entry {
            municipality: Municipality {
                id: MunicipalityId(self.id),
                number: self.number,
                official_name: self.official_name.unwrap_or_else(|| self.name.clone()),
                name: self.name,
                county_number: self.county_number,
                county: self.county,
                written_form: WrittenForm::try_from(self.language_form).map_err(bad_code)?,
                population: population.map(|(_, population)| population),
            },
            name_sami: self.name_sami,
            name_kven: self.name_kven,
            population_year: population.map(|(year, _)| year),
            in_area,
            valid_to: self.valid_to,
            search_key: self.search_key,
            predecessors,
        })
    }
}
