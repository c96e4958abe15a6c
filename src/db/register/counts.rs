//! Counts of a mapping's arrangements, all by the one rule of what is counted.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use diesel::dsl::{case_when, count_star, sum};
use diesel::prelude::*;
use diesel::sql_types::Integer;

use super::filter::{counted, found};
use crate::conn::shared::kept_or_read;
use crate::schema::{arrangement, participant};
use crate::{DbConn, bad_code};
use domain::places::mapping::{Mapping, MappingId};
use domain::places::municipality::MunicipalityId;
use domain::register::arrangement::{Level, SectorId, is_counted};
use domain::register::listing::{Filter, Tally};

/// Mappings of which this is kept at once.
const MOST_WHOLES: usize = 16;

/// What a mapping's register comes to as a whole.
#[derive(Debug, Default)]
pub struct Whole {
    pub tally: Tally,
    /// The counted arrangements by sector and level.
    pub groups: Vec<(Option<SectorId>, Level, usize)>,
    /// How many counted arrangements each municipality takes part in, inside the area and outside.
    pub participations: HashMap<MunicipalityId, usize>,
    /// How many counted arrangements each municipality is host for.
    pub hostings: HashMap<MunicipalityId, usize>,
    /// Every municipality that is host for an arrangement, counted or not: what a filter may ask for.
    pub hosts: HashSet<MunicipalityId>,
}

/// It walks the whole mapping, three times, so it is read once for each version of it.
pub fn whole(conn: &mut DbConn, mapping: &Mapping) -> QueryResult<Arc<Whole>> {
    kept_or_read(conn, MOST_WHOLES, mapping.id, mapping, |conn| {
        let mut whole = Whole {
            participations: participations(conn, mapping.id)?,
            ..Whole::default()
        };
        add_groups(conn, mapping.id, &mut whole)?;
        add_hosts(conn, mapping.id, &mut whole)?;
        Ok(whole)
    })
}

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

fn add_groups(conn: &mut DbConn, mapping: MappingId, whole: &mut Whole) -> QueryResult<()> {
    let rows: Vec<(Option<i64>, String, String, String, i64)> = arrangement::table
        .filter(arrangement::mapping_id.eq(mapping.0))
        .filter(arrangement::merged_into_id.is_null())
        .group_by((
            arrangement::sector_id,
            arrangement::level,
            arrangement::definition_status,
            arrangement::life,
        ))
        .select((
            arrangement::sector_id,
            arrangement::level,
            arrangement::definition_status,
            arrangement::life,
            count_star(),
        ))
        .load(conn)?;
    for (sector, level, definition, life, count) in rows {
        let (sector, level) = (sector.map(SectorId), Level::try_from(level).map_err(bad_code)?);
        whole.tally.found += size(count);
        if !is_counted_as(definition, life)? {
            continue;
        }
        whole.tally.counted += size(count);
        let known = whole
            .groups
            .iter_mut()
            .find(|group| (group.0, group.1) == (sector, level));
        match known {
            Some(group) => group.2 += size(count),
            None => whole.groups.push((sector, level, size(count))),
        }
    }
    Ok(())
}

fn add_hosts(conn: &mut DbConn, mapping: MappingId, whole: &mut Whole) -> QueryResult<()> {
    let rows: Vec<(Option<i64>, String, String, i64)> = arrangement::table
        .filter(arrangement::mapping_id.eq(mapping.0))
        .filter(arrangement::merged_into_id.is_null())
        .filter(arrangement::host_municipality_id.is_not_null())
        .group_by((
            arrangement::host_municipality_id,
            arrangement::definition_status,
            arrangement::life,
        ))
        .select((
            arrangement::host_municipality_id,
            arrangement::definition_status,
            arrangement::life,
            count_star(),
        ))
        .load(conn)?;
    for (host, definition, life, count) in rows {
        let Some(host) = host.map(MunicipalityId) else {
            continue;
        };
        whole.hosts.insert(host);
        if is_counted_as(definition, life)? {
            *whole.hostings.entry(host).or_default() += size(count);
        }
    }
    Ok(())
}

fn is_counted_as(definition: String, life: String) -> QueryResult<bool> {
    Ok(is_counted(
        definition.try_into().map_err(bad_code)?,
        life.try_into().map_err(bad_code)?,
    ))
}

fn participations(conn: &mut DbConn, mapping: MappingId) -> QueryResult<HashMap<MunicipalityId, usize>> {
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

fn counts(rows: Vec<(Option<i64>, i64)>) -> HashMap<MunicipalityId, usize> {
    rows.into_iter()
        .filter_map(|(id, count)| Some((MunicipalityId(id?), size(count))))
        .collect()
}

/// The database counts in signed numbers, but never below nothing.
fn size(count: i64) -> usize {
    usize::try_from(count).unwrap_or_default()
}
