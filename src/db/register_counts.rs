//! Counts of a mapping's arrangements, all by the one rule of what is counted.

use std::collections::HashMap;

use diesel::dsl::{case_when, count_star, sum};
use diesel::prelude::*;
use diesel::sql_types::Integer;

use super::register_filter::{counted, found, of_mapping};
use super::schema::{arrangement, participant};
use super::{DbConn, bad_code};
use crate::domain::arrangement::{Level, SectorId};
use crate::domain::listing::{Filter, Tally};
use crate::domain::mapping::MappingId;
use crate::domain::municipality::MunicipalityId;

/// How many the filter lets through, and how many of them are counted.
pub fn tally(conn: &mut DbConn, mapping: MappingId, filter: &Filter) -> QueryResult<Tally> {
    if filter.nothing {
        return Ok(Tally::default());
    }
    let one_if_counted = case_when::<_, _, Integer>(counted(), 1).otherwise(0);
    let (found, counted): (i64, Option<i64>) = found(mapping, filter)
        .select((count_star(), sum(one_if_counted)))
        .first(conn)?;
    Ok(Tally {
        found: size(found),
        counted: size(counted.unwrap_or_default()),
    })
}

/// The counted arrangements by sector and level.
pub fn by_sector_and_level(
    conn: &mut DbConn,
    mapping: MappingId,
) -> QueryResult<Vec<(Option<SectorId>, Level, usize)>> {
    let rows: Vec<(Option<i64>, String, i64)> = arrangement::table
        .filter(arrangement::mapping_id.eq(mapping.0))
        .filter(arrangement::merged_into_id.is_null())
        .filter(counted())
        .group_by((arrangement::sector_id, arrangement::level))
        .select((arrangement::sector_id, arrangement::level, count_star()))
        .load(conn)?;
    rows.into_iter()
        .map(|(sector, level, count)| {
            let level = Level::try_from(level).map_err(bad_code)?;
            Ok((sector.map(SectorId), level, size(count)))
        })
        .collect()
}

/// How many counted arrangements each municipality takes part in, inside the area and outside.
pub fn participations(conn: &mut DbConn, mapping: MappingId) -> QueryResult<HashMap<MunicipalityId, usize>> {
    let rows: Vec<(Option<i64>, i64)> = arrangement::table
        .inner_join(participant::table)
        .filter(arrangement::mapping_id.eq(mapping.0))
        .filter(arrangement::merged_into_id.is_null())
        .filter(counted())
        .filter(participant::municipality_id.is_not_null())
        .group_by(participant::municipality_id)
        .select((participant::municipality_id, count_star()))
        .load(conn)?;
    Ok(counts(rows))
}

/// How many counted arrangements each municipality is host for.
pub fn hostings(conn: &mut DbConn, mapping: MappingId) -> QueryResult<HashMap<MunicipalityId, usize>> {
    let rows: Vec<(Option<i64>, i64)> = arrangement::table
        .filter(arrangement::mapping_id.eq(mapping.0))
        .filter(arrangement::merged_into_id.is_null())
        .filter(counted())
        .group_by(arrangement::host_municipality_id)
        .select((arrangement::host_municipality_id, count_star()))
        .load(conn)?;
    Ok(counts(rows))
}

/// Every municipality that is host for an arrangement of the mapping, counted or not: what a filter may ask for.
pub fn hosts(conn: &mut DbConn, mapping: MappingId) -> QueryResult<Vec<MunicipalityId>> {
    let rows: Vec<Option<i64>> = of_mapping(mapping)
        .filter(arrangement::host_municipality_id.is_not_null())
        .select(arrangement::host_municipality_id)
        .distinct()
        .load(conn)?;
    Ok(rows.into_iter().flatten().map(MunicipalityId).collect())
}

fn counts(rows: Vec<(Option<i64>, i64)>) -> HashMap<MunicipalityId, usize> {
    rows.into_iter()
        .filter_map(|(id, count)| Some((MunicipalityId(id?), size(count))))
        .collect()
}

/// The database counts in signed numbers, but never below nothing.
fn size(count: i64) -> usize {
    usize::try_from(count).unwrap_or_default()
}
