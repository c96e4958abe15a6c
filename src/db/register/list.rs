//! Lists of a mapping's arrangements; counts and single ones are beside it and come through here.

use std::cmp::Reverse;
use std::collections::HashMap;

use diesel::prelude::*;

use super::filter::{found, list_of};
use super::rows::{ArrangementRow, PartyRow, parties};
use crate::schema::{arrangement, concern, participant};
use crate::{DbConn, bad_code};
use domain::places::directory::Directory;
use domain::places::mapping::MappingId;
use domain::places::municipality::MunicipalityId;
use domain::register::arrangement::{LegalForm, Level, SectorId};
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
    let rows: Vec<ArrangementRow> = arrangement::table
        .filter(arrangement::id.eq_any(&wanted))
        .select(ArrangementRow::as_select())
        .load(conn)?;
    let places: HashMap<i64, usize> = wanted.into_iter().zip(0..).collect();
    let mut lines = lines(&rows)?;
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
    lines(&query.select(ArrangementRow::as_select()).load(conn)?)
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
    let mut rows: Vec<(ArrangementRow, String)> = list_of(mapping.0, municipality.0)
        .select((ArrangementRow::as_select(), arrangement::sort_key))
        .load(conn)?;
    // A municipality has some hundreds at most, and their order would cost the database a sort as well.
    rows.sort_by(|(a, a_key), (b, b_key)| (a_key, a.id).cmp(&(b_key, b.id)));
    let mut parties = parties(
        list_of(mapping.0, municipality.0)
            .inner_join(participant::table.on(participant::arrangement_id.eq(concern::arrangement_id)))
            .select(PartyRow::as_select())
            .load(conn)?,
    )?;
    rows.into_iter()
        .map(|(row, _)| Ok((row.line()?, parties.remove(&row.id).unwrap_or_default())))
        .collect()
}

pub(crate) fn lines(rows: &[ArrangementRow]) -> QueryResult<Vec<Line>> {
    rows.iter().map(ArrangementRow::line).collect()
}
