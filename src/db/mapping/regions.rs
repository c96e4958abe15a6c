//! Who is in a mapping: the municipalities of its area, its regions, and those who lead the regionråd.

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::mappings;
use crate::DbConn;
use crate::schema::{
    arrangement, hearing, hearing_round, mapping_area, participant, region, region_inquiry, region_member,
    user_account, user_role,
};
use domain::people::access::Role;
use domain::places::mapping::MappingId;
use domain::places::municipality::{MunicipalityId, RegionId};
use domain::round::hearing::{HearingState, RoundId, RoundState};

pub fn add_to_area(conn: &mut DbConn, mapping: MappingId, municipality: MunicipalityId) -> QueryResult<()> {
    diesel::insert_into(mapping_area::table)
        .values((
            mapping_area::mapping_id.eq(mapping.0),
            mapping_area::municipality_id.eq(municipality.0),
        ))
        .execute(conn)?;
    mappings::register_changed(conn, mapping)
}

/// Out of the area, out of the mapping's regions, and out of rounds in which nothing has been sent to it.
pub fn remove_from_area(
    conn: &mut DbConn,
    mapping: MappingId,
    municipality: MunicipalityId,
) -> QueryResult<()> {
    remove_unsent(conn, mapping, &[municipality.0])?;
    let regions = region::table
        .filter(region::mapping_id.eq(mapping.0))
        .select(region::id);
    diesel::delete(
        region_member::table
            .filter(region_member::municipality_id.eq(municipality.0))
            .filter(region_member::region_id.eq_any(regions)),
    )
    .execute(conn)?;
    diesel::delete(mapping_area::table.find((mapping.0, municipality.0))).execute(conn)?;
    mappings::register_changed(conn, mapping)
}

/// Takes these municipalities out of rounds in which nothing has been sent to them.
pub fn remove_unsent(conn: &mut DbConn, mapping: MappingId, municipalities: &[i64]) -> QueryResult<()> {
    let rounds = hearing_round::table
        .filter(hearing_round::mapping_id.eq(mapping.0))
        .select(hearing_round::id);
    diesel::delete(
        hearing::table
            .filter(hearing::round_id.eq_any(rounds))
            .filter(hearing::municipality_id.eq_any(municipalities))
            .filter(hearing::state.eq(HearingState::Draft.code())),
    )
    .execute(conn)
    .map(drop)
}

/// A hearing that nobody has been told of; one that the round has already stays as it is.
pub fn add_hearing(conn: &mut DbConn, round: RoundId, municipality: MunicipalityId) -> QueryResult<()> {
    let known: i64 = hearing::table
        .filter(hearing::round_id.eq(round.0))
        .filter(hearing::municipality_id.eq(municipality.0))
        .select(count_star())
        .first(conn)?;
    if known > 0 {
        return Ok(());
    }
    diesel::insert_into(hearing::table)
        .values((
            hearing::round_id.eq(round.0),
            hearing::municipality_id.eq(municipality.0),
        ))
        .execute(conn)
        .map(drop)
}

/// The round that is not closed, if there is one.
pub fn current_round(conn: &mut DbConn, mapping: MappingId) -> QueryResult<Option<(RoundId, i32)>> {
    let found: Option<(i64, i32)> = hearing_round::table
        .filter(hearing_round::mapping_id.eq(mapping.0))
        .filter(hearing_round::state.ne(RoundState::Closed.code()))
        .order(hearing_round::number.desc())
        .select((hearing_round::id, hearing_round::number))
        .first(conn)
        .optional()?;
    Ok(found.map(|(id, number)| (RoundId(id), number)))
}

/// What a municipality has to do with a mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weight {
    pub participations: i64,
    pub hostings: i64,
    pub regions: i64,
    /// The newest round in which something was sent to it.
    pub sent_in: Option<i32>,
}

pub fn weight(conn: &mut DbConn, mapping: MappingId, municipality: MunicipalityId) -> QueryResult<Weight> {
    let (of, own) = (mapping.0, municipality.0);
    Ok(Weight {
        participations: participant::table
            .inner_join(arrangement::table)
            .filter(arrangement::mapping_id.eq(of))
            .filter(participant::municipality_id.eq(own))
            .select(count_star())
            .first(conn)?,
        hostings: arrangement::table
            .filter(arrangement::mapping_id.eq(of))
            .filter(arrangement::host_municipality_id.eq(own))
            .select(count_star())
            .first(conn)?,
        regions: region_member::table
            .inner_join(region::table)
            .filter(region::mapping_id.eq(of))
            .filter(region_member::municipality_id.eq(own))
            .select(count_star())
            .first(conn)?,
        sent_in: hearing::table
            .inner_join(hearing_round::table)
            .filter(hearing_round::mapping_id.eq(of))
            .filter(hearing::municipality_id.eq(own))
            .filter(hearing::state.ne(HearingState::Draft.code()))
            .order(hearing_round::number.desc())
            .select(hearing_round::number)
            .first(conn)
            .optional()?,
    })
}

/// Who leads a regionråd: role, account, name, address, and whether the person has been in.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Leader {
    pub region: Option<i64>,
    pub role: i64,
    pub user: i64,
    pub name: String,
    pub email: String,
}

pub fn leaders(conn: &mut DbConn, mapping: MappingId) -> QueryResult<Vec<Leader>> {
    user_role::table
        .inner_join(user_account::table.on(user_account::id.eq(user_role::user_id)))
        .inner_join(region::table)
        .filter(region::mapping_id.eq(mapping.0))
        .filter(user_role::role.eq(Role::Respondent.code()))
        .filter(user_role::ended_at.is_null())
        .order((user_account::sort_key, user_account::id))
        .select((
            user_role::region_id,
            user_role::id,
            user_account::id,
            user_account::name,
            user_account::email,
        ))
        .load(conn)
}

pub fn rename_region(conn: &mut DbConn, mapping: MappingId, id: RegionId, name: &str) -> QueryResult<()> {
    diesel::update(region::table.find(id.0))
        .set(region::name.eq(name))
        .execute(conn)?;
    mappings::register_changed(conn, mapping)
}

/// Whether its leader has been asked in a round, or somebody has ever led it: then it stays.
pub fn region_is_used(conn: &mut DbConn, id: RegionId) -> QueryResult<bool> {
    let asked: i64 = region_inquiry::table
        .filter(region_inquiry::region_id.eq(id.0))
        .filter(region_inquiry::state.ne(HearingState::Draft.code()))
        .select(count_star())
        .first(conn)?;
    let led: i64 = user_role::table
        .filter(user_role::region_id.eq(id.0))
        .select(count_star())
        .first(conn)?;
    Ok(asked + led > 0)
}

pub fn delete_region(conn: &mut DbConn, mapping: MappingId, id: RegionId) -> QueryResult<()> {
    diesel::delete(region_inquiry::table.filter(region_inquiry::region_id.eq(id.0))).execute(conn)?;
    diesel::delete(region::table.find(id.0)).execute(conn)?;
    mappings::register_changed(conn, mapping)
}

/// A region that is new while a round is not closed is asked in it too.
pub fn add_inquiry(conn: &mut DbConn, round: RoundId, id: RegionId) -> QueryResult<()> {
    diesel::insert_into(region_inquiry::table)
        .values((
            region_inquiry::round_id.eq(round.0),
            region_inquiry::region_id.eq(id.0),
        ))
        .execute(conn)
        .map(drop)
}
