//! Loads the register of a mapping at one stroke: a fixed number of statements, however many arrangements.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use super::rows::{ArrangementRow, DetailRow, PartyRow, parties};
use crate::schema::{
    arrangement, arrangement_detail, arrangement_task_field, mapping_area, participant, region,
    region_member, sector, task_field,
};
use crate::{DbConn, places};
use domain::places::mapping::{Mapping, MappingId};
use domain::places::municipality::{MunicipalityId, RegionId};
use domain::register::arrangement::{SectorId, TaskFieldId};
use domain::register::whole::{Arrangement, Host, Place, Region, Register, Sector, TaskField};
use domain::text::norwegian::sort_key;

/// To be called inside `db::read` or `db::write`, so that all of it is of one moment.
pub fn load(conn: &mut DbConn, mapping: &Mapping) -> QueryResult<Register> {
    let area: HashSet<i64> = mapping_area::table
        .filter(mapping_area::mapping_id.eq(mapping.id.0))
        .select(mapping_area::municipality_id)
        .load(conn)?
        .into_iter()
        .collect();
    let mut arrangements = arrangements(conn, mapping.id)?;
    let regions = regions(conn, mapping.id)?;
    let mut named = area.clone();
    named.extend(regions.iter().flat_map(|region| &region.members).map(|id| id.0));
    for arrangement in &arrangements {
        named.extend(arrangement.municipalities().map(|id| id.0));
        if let Some(Host::Municipality(host)) = arrangement.facts.host {
            named.insert(host.0);
        }
    }
    let places: Vec<Place> = places::as_they_were::all(conn, mapping.year)?
        .into_iter()
        .filter(|municipality| named.contains(&municipality.id.0))
        .map(|municipality| Place {
            in_area: area.contains(&municipality.id.0),
            municipality,
        })
        .collect();
    let numbers: HashMap<MunicipalityId, &str> = places
        .iter()
        .map(|place| (place.municipality.id, place.municipality.number.as_str()))
        .collect();
    for arrangement in &mut arrangements {
        arrangement.participants.sort_by_cached_key(|party| {
            let number = party.municipality.and_then(|id| numbers.get(&id).copied());
            let name = party.name.clone().unwrap_or_default();
            (party.kind, number, sort_key(&name), name)
        });
    }
    drop(numbers);
    Ok(Register::new(
        mapping.clone(),
        places,
        regions,
        sectors(conn, mapping.id)?,
        task_fields(conn, mapping.id)?,
        arrangements,
    ))
}

pub fn sectors(conn: &mut DbConn, mapping: MappingId) -> QueryResult<Vec<Sector>> {
    let rows: Vec<(i64, i32, String, String)> = sector::table
        .filter(sector::mapping_id.eq(mapping.0))
        .order(sector::nr)
        .select((sector::id, sector::nr, sector::name_nb, sector::name_nn))
        .load(conn)?;
    let sectors = rows.into_iter().map(|(id, nr, name_nb, name_nn)| Sector {
        id: SectorId(id),
        nr,
        name_nb,
        name_nn,
    });
    Ok(sectors.collect())
}

pub fn task_fields(conn: &mut DbConn, mapping: MappingId) -> QueryResult<Vec<TaskField>> {
    let rows: Vec<(i64, i32, String, String)> = task_field::table
        .filter(task_field::mapping_id.eq(mapping.0))
        .order(task_field::nr)
        .select((
            task_field::id,
            task_field::nr,
            task_field::name_nb,
            task_field::name_nn,
        ))
        .load(conn)?;
    let fields = rows.into_iter().map(|(id, nr, name_nb, name_nn)| TaskField {
        id: TaskFieldId(id),
        nr,
        name_nb,
        name_nn,
    });
    Ok(fields.collect())
}

pub(crate) fn regions(conn: &mut DbConn, mapping: MappingId) -> QueryResult<Vec<Region>> {
    let rows: Vec<(i64, i32, String, Option<i64>)> = region::table
        .left_join(region_member::table)
        .filter(region::mapping_id.eq(mapping.0))
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

fn arrangements(conn: &mut DbConn, mapping: MappingId) -> QueryResult<Vec<Arrangement>> {
    let mut tasks: HashMap<i64, Vec<TaskFieldId>> = HashMap::new();
    for (arrangement, task) in arrangement_task_field::table
        .inner_join(arrangement::table)
        .inner_join(task_field::table)
        .filter(arrangement::mapping_id.eq(mapping.0))
        .order((arrangement_task_field::arrangement_id, task_field::nr))
        .select((
            arrangement_task_field::arrangement_id,
            arrangement_task_field::task_field_id,
        ))
        .load::<(i64, i64)>(conn)?
    {
        tasks.entry(arrangement).or_default().push(TaskFieldId(task));
    }
    let mut parties = parties(
        participant::table
            .inner_join(arrangement::table)
            .filter(arrangement::mapping_id.eq(mapping.0))
            .select(PartyRow::as_select())
            .load(conn)?,
    )?;
    let rows: Vec<(ArrangementRow, Option<DetailRow>)> = arrangement::table
        .left_join(arrangement_detail::table)
        .filter(arrangement::mapping_id.eq(mapping.0))
        .filter(arrangement::merged_into_id.is_null())
        .order(arrangement::number)
        .select((ArrangementRow::as_select(), Option::<DetailRow>::as_select()))
        .load(conn)?;
    rows.into_iter()
        .map(|(row, detail)| {
            let id = row.id;
            row.whole(
                detail,
                tasks.remove(&id).unwrap_or_default(),
                parties.remove(&id).unwrap_or_default(),
            )
        })
        .collect()
}

/// The numbers of those that were merged into others: taken, though out of the register.
pub fn merged_numbers(conn: &mut DbConn, mapping: MappingId) -> QueryResult<Vec<i32>> {
    arrangement::table
        .filter(arrangement::mapping_id.eq(mapping.0))
        .filter(arrangement::merged_into_id.is_not_null())
        .select(arrangement::number)
        .load(conn)
}
