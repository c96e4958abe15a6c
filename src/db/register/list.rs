//! Lists of a mapping's arrangements; counts and single ones are beside it and come through here.

use std::cmp::Reverse;
use std::collections::HashMap;

use diesel::prelude::*;

use super::filter::{found, list_of};
use super::one::PartyRow;
use crate::schema::{arrangement, concern, participant};
use crate::{DbConn, bad_code};
use domain::places::directory::Directory;
use domain::places::mapping::MappingId;
use domain::places::municipality::MunicipalityId;
use domain::register::arrangement::{ArrangementId, DefinitionStatus, LegalForm, Level, Life, SectorId};
use domain::register::listing::{Filter, Line, Order, Part, SortBy};
use domain::register::whole::Party;

pub use super::counts::{Whole, tally, whole};
pub use super::one::{One, one};

/// Those that the filter lets through, in the order asked for; names are the order within equals.
pub fn list(
    conn: &mut DbConn,
    mapping: MappingId,
    directory: &Directory,
    filter: &Filter,
    order: Order,
    part: Part,
) -> QueryResult<Vec<Line>> {
    if filter.nothing {
        return Ok(Vec::new());
    }
    if order.by == SortBy::Name {
        return by_name(conn, mapping, filter, order.backwards, part);
    }
    let Part::Rows { offset, limit } = part else {
        let mut lines = by_name(conn, mapping, filter, false, Part::All)?;
        sort(&mut lines, directory, order, |line| Rank {
            sector: line.sector,
            legal_form: line.legal_form,
            participants: line.participant_count,
            level: line.level,
        });
        return Ok(lines);
    };
    // No index has these orders, so the narrow keys are sorted here, and the rows are fetched for one page only.
    let mut keys = keys(conn, mapping, filter)?;
    sort(&mut keys, directory, order, |(_, rank)| *rank);
    let wanted: Vec<i64> = keys
        .into_iter()
        .skip(offset)
        .take(limit)
        .map(|(id, _)| id)
        .collect();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<LineRow> = arrangement::table
        .filter(arrangement::id.eq_any(&wanted))
        .select(LineRow::as_select())
        .load(conn)?;
    let places: HashMap<i64, usize> = wanted.into_iter().zip(0..).collect();
    let mut lines = lines(rows)?;
    lines.sort_by_key(|line| places.get(&line.id.0));
    Ok(lines)
}

/// In the order of the index, so that a page costs the same however long the list is.
fn by_name(
    conn: &mut DbConn,
    mapping: MappingId,
    filter: &Filter,
    backwards: bool,
    part: Part,
) -> QueryResult<Vec<Line>> {
    let mut query = found(mapping, filter);
    query = if backwards {
        query.order((arrangement::sort_key.desc(), arrangement::id.desc()))
    } else {
        query.order((arrangement::sort_key, arrangement::id))
    };
    if let Part::Rows { offset, limit } = part {
        query = query.limit(limit as i64).offset(offset as i64);
    }
    lines(query.select(LineRow::as_select()).load(conn)?)
}

#[derive(Clone, Copy)]
struct Rank {
    sector: Option<SectorId>,
    legal_form: Option<LegalForm>,
    participants: i32,
    level: Level,
}

type Key = (i64, Option<i64>, Option<String>, i32, String);

fn keys(conn: &mut DbConn, mapping: MappingId, filter: &Filter) -> QueryResult<Vec<(i64, Rank)>> {
    let keys: Vec<Key> = found(mapping, filter)
        .order((arrangement::sort_key, arrangement::id))
        .select((
            arrangement::id,
            arrangement::sector_id,
            arrangement::legal_form,
            arrangement::participant_count,
            arrangement::level,
        ))
        .load(conn)?;
    keys.into_iter()
        .map(|(id, sector, legal_form, participants, level)| {
            let rank = Rank {
                sector: sector.map(SectorId),
                legal_form: legal_form
                    .map(LegalForm::try_from)
                    .transpose()
                    .map_err(bad_code)?,
                participants,
                level: Level::try_from(level).map_err(bad_code)?,
            };
            Ok((id, rank))
        })
        .collect()
}

/// Stable, so that equals stay in the order of their names; what is unknown comes last in both directions.
fn sort<T>(items: &mut [T], directory: &Directory, order: Order, rank: impl Fn(&T) -> Rank) {
    let place = |item: &T| -> Option<usize> {
        let rank = rank(item);
        match order.by {
            SortBy::Name => Some(0),
            SortBy::Sector => directory
                .sectors
                .iter()
                .position(|sector| Some(sector.id) == rank.sector),
            SortBy::Participants => usize::try_from(rank.participants).ok(),
            SortBy::Level => Some(rank.level as usize),
            SortBy::LegalForm => rank.legal_form.map(|form| form as usize),
        }
    };
    if order.backwards {
        items.sort_by_cached_key(|item| Reverse(place(item)));
    } else {
        items.sort_by_cached_key(|item| place(item).unwrap_or(usize::MAX));
    }
}

/// Those that a municipality takes part in or is host for, in Norwegian order, each with who takes part in it.
pub fn of_municipality(
    conn: &mut DbConn,
    mapping: MappingId,
    municipality: MunicipalityId,
) -> QueryResult<Vec<(Line, Vec<Party>)>> {
    let mut rows: Vec<(LineRow, String)> = list_of(mapping.0, municipality.0)
        .select((LineRow::as_select(), arrangement::sort_key))
        .load(conn)?;
    // A municipality has some hundreds at most, and their order would cost the database a sort as well.
    rows.sort_by(|(a, a_key), (b, b_key)| (a_key, a.id).cmp(&(b_key, b.id)));
    let parties: Vec<PartyRow> = list_of(mapping.0, municipality.0)
        .inner_join(participant::table.on(participant::arrangement_id.eq(concern::arrangement_id)))
        .select(PartyRow::as_select())
        .load(conn)?;
    let mut by_arrangement: HashMap<i64, Vec<Party>> = HashMap::new();
    for row in parties {
        by_arrangement
            .entry(row.arrangement_id)
            .or_default()
            .push(row.into_party()?);
    }
    rows.into_iter()
        .map(|(row, _)| {
            let parties = by_arrangement.remove(&row.id).unwrap_or_default();
            Ok((row.into_line()?, parties))
        })
        .collect()
}

pub(crate) fn lines(rows: Vec<LineRow>) -> QueryResult<Vec<Line>> {
    rows.into_iter().map(LineRow::into_line).collect()
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = arrangement)]
pub(crate) struct LineRow {
    id: i64,
    number: i32,
    name: String,
    sector_id: Option<i64>,
    established_year: Option<i32>,
    legal_form: Option<String>,
    host_municipality_id: Option<i64>,
    host_name: Option<String>,
    fte_tenths: Option<i32>,
    participant_count: i32,
    level: String,
    definition_status: String,
    life: String,
    ended_year: Option<i32>,
}

impl LineRow {
    pub(crate) fn into_line(self) -> QueryResult<Line> {
        Ok(Line {
            id: ArrangementId(self.id),
            number: self.number,
            name: self.name,
            sector: self.sector_id.map(SectorId),
            established_year: self.established_year,
            legal_form: self
                .legal_form
                .map(LegalForm::try_from)
                .transpose()
                .map_err(bad_code)?,
            host: self.host_municipality_id.map(MunicipalityId),
            host_name: self.host_name,
            fte_tenths: self.fte_tenths,
            participant_count: self.participant_count,
            level: Level::try_from(self.level).map_err(bad_code)?,
            definition: DefinitionStatus::try_from(self.definition_status).map_err(bad_code)?,
            life: Life::try_from(self.life).map_err(bad_code)?,
            ended_year: self.ended_year,
        })
    }
}
