//! Whom a mailing can be written to: each municipality of a round with its people, its mailroom and how far it has come;
//! each regionråd with its leaders.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use super::correspondents::{Person, leaders, of_municipalities};
use crate::round::hearing::HearingRow;
use crate::schema::{arrangement, hearing, mapping_area, municipality, region, region_inquiry};
use crate::{DbConn, bad_code, round};
use domain::answer::question::InquiryId;
use domain::answer::response::Progress;
use domain::places::mapping::MappingId;
use domain::places::municipality::{MunicipalityId, RegionId, WrittenForm};
use domain::round::hearing::{Hearing, HearingState, RoundId};

/// A municipality on the list of a mailing.
#[derive(Debug, Clone)]
pub struct Addressee {
    pub id: MunicipalityId,
    pub number: String,
    pub name: String,
    pub written_form: WrittenForm,
    pub hearing: Option<Hearing>,
    pub people: Vec<Person>,
    pub mailroom: Option<String>,
    pub progress: Progress,
    pub is_host: bool,
}

/// A regionråd on the list of a mailing.
#[derive(Debug, Clone)]
pub struct Council {
    pub id: RegionId,
    pub nr: i32,
    pub name: String,
    pub inquiry: Option<(InquiryId, HearingState)>,
    pub people: Vec<Person>,
}

/// All municipalities of the mapping's area in Norwegian order, in seven statements however many they are.
pub fn municipalities(
    conn: &mut DbConn,
    mapping: MappingId,
    round: Option<RoundId>,
) -> QueryResult<Vec<Addressee>> {
    let area: Vec<(i64, String, String, String)> = mapping_area::table
        .inner_join(municipality::table)
        .filter(mapping_area::mapping_id.eq(mapping.0))
        .order((municipality::sort_key, municipality::id))
        .select((
            municipality::id,
            municipality::number,
            municipality::name,
            municipality::language_form,
        ))
        .load(conn)?;
    let mut hearings: HashMap<i64, Hearing> = HashMap::new();
    if let Some(round) = round {
        let rows: Vec<HearingRow> = hearing::table
            .filter(hearing::round_id.eq(round.0))
            .select(HearingRow::as_select())
            .load(conn)?;
        for row in rows {
            let hearing = row.into_hearing()?;
            hearings.insert(hearing.municipality.0, hearing);
        }
    }
    let mut progress = match round {
        Some(round) => round::progress::of_round(conn, mapping, round)?,
        None => HashMap::new(),
    };
    let hosts: HashSet<Option<i64>> = arrangement::table
        .filter(arrangement::mapping_id.eq(mapping.0))
        .select(arrangement::host_municipality_id)
        .distinct()
        .load(conn)?
        .into_iter()
        .collect();
    let mut people = of_municipalities(conn, mapping, round)?;
    area.into_iter()
        .map(|(id, number, name, form)| {
            let (people, mailroom) = people.remove(&id).unwrap_or_default();
            Ok(Addressee {
                id: MunicipalityId(id),
                number,
                name,
                written_form: WrittenForm::try_from(form).map_err(bad_code)?,
                hearing: hearings.remove(&id),
                people,
                mailroom,
                progress: progress.remove(&MunicipalityId(id)).unwrap_or(Progress {
                    answered: 0,
                    total: 0,
                }),
                is_host: hosts.contains(&Some(id)),
            })
        })
        .collect()
}

/// All regionråd of the mapping with those who lead them.
pub fn councils(conn: &mut DbConn, mapping: MappingId, round: Option<RoundId>) -> QueryResult<Vec<Council>> {
    type Row = (i64, i32, String, Option<(i64, String)>);
    let rows: Vec<Row> = region::table
        .left_join(
            region_inquiry::table.on(region_inquiry::region_id
                .eq(region::id)
                .and(region_inquiry::round_id.eq(round.map_or(0, |round| round.0)))),
        )
        .filter(region::mapping_id.eq(mapping.0))
        .order(region::nr)
        .select((
            region::id,
            region::nr,
            region::name,
            (region_inquiry::id, region_inquiry::state).nullable(),
        ))
        .load(conn)?;
    let mut leaders = leaders(conn)?;
    rows.into_iter()
        .map(|(id, nr, name, inquiry)| {
            let inquiry = match inquiry {
                Some((id, state)) => Some((InquiryId(id), HearingState::try_from(state).map_err(bad_code)?)),
                None => None,
            };
            Ok(Council {
                id: RegionId(id),
                nr,
                name,
                inquiry,
                people: leaders.remove(&id).unwrap_or_default(),
            })
        })
        .collect()
}
