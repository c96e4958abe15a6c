//! The rounds of a mapping, and how they and their hearings change.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::hearing::{HearingRow, RoundRow};
use crate::DbConn;
use crate::conn::connection::on_either;
use crate::register::write::{AT_ONCE, insert_all};
use crate::schema::{hearing, hearing_round, municipality, region, region_inquiry, user_account, user_role};
use domain::people::access::Role;
use domain::places::mapping::MappingId;
use domain::places::municipality::MunicipalityId;
use domain::register::arrangement::ArrangementId;
use domain::round::hearing::{Hearing, HearingId, HearingState, Round, RoundId, RoundState};

/// When a round opens and ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Times {
    pub opens_at: Option<NaiveDateTime>,
    pub hosts_open_at: Option<NaiveDateTime>,
    pub deadline: Option<NaiveDateTime>,
    pub questions_deadline: Option<NaiveDateTime>,
}

/// A new round with a hearing, still a draft, for each municipality of the area, and an inquiry for each region.
pub fn create(
    conn: &mut DbConn,
    mapping: MappingId,
    number: i32,
    times: &Times,
    municipalities: &[MunicipalityId],
) -> QueryResult<RoundId> {
    let round: i64 = diesel::insert_into(hearing_round::table)
        .values((
            hearing_round::mapping_id.eq(mapping.0),
            hearing_round::number.eq(number),
            hearing_round::opens_at.eq(times.opens_at),
            hearing_round::hosts_open_at.eq(times.hosts_open_at),
            hearing_round::deadline.eq(times.deadline),
            hearing_round::questions_deadline.eq(times.questions_deadline),
        ))
        .returning(hearing_round::id)
        .get_result(conn)?;
    let hearings: Vec<_> = municipalities
        .iter()
        .map(|id| (hearing::round_id.eq(round), hearing::municipality_id.eq(id.0)))
        .collect();
    insert_all!(conn, hearing::table, hearings);
    let regions: Vec<i64> = region::table
        .filter(region::mapping_id.eq(mapping.0))
        .select(region::id)
        .load(conn)?;
    let inquiries: Vec<_> = regions
        .iter()
        .map(|id| {
            (
                region_inquiry::round_id.eq(round),
                region_inquiry::region_id.eq(id),
            )
        })
        .collect();
    insert_all!(conn, region_inquiry::table, inquiries);
    Ok(RoundId(round))
}

/// All rounds of a mapping, the newest first.
pub fn of_mapping(conn: &mut DbConn, mapping: MappingId) -> QueryResult<Vec<Round>> {
    let rows: Vec<RoundRow> = hearing_round::table
        .filter(hearing_round::mapping_id.eq(mapping.0))
        .order(hearing_round::number.desc())
        .select(RoundRow::as_select())
        .load(conn)?;
    rows.into_iter().map(RoundRow::into_round).collect()
}

pub fn set_state(
    conn: &mut DbConn,
    round: RoundId,
    state: RoundState,
    now: NaiveDateTime,
) -> QueryResult<()> {
    diesel::update(hearing_round::table.find(round.0))
        .set((
            hearing_round::state.eq(state.code()),
            hearing_round::closed_at.eq((state == RoundState::Closed).then_some(now)),
            hearing_round::version.eq(hearing_round::version + 1),
        ))
        .execute(conn)
        .map(drop)
}

/// The hearings of a round, each with its municipality's number and name, in Norwegian order.
pub fn hearings(conn: &mut DbConn, round: RoundId) -> QueryResult<Vec<(Hearing, String, String)>> {
    let rows: Vec<(HearingRow, String, String)> = hearing::table
        .inner_join(municipality::table)
        .filter(hearing::round_id.eq(round.0))
        .order(municipality::sort_key)
        .select((HearingRow::as_select(), municipality::number, municipality::name))
        .load(conn)?;
    rows.into_iter()
        .map(|(row, number, name)| Ok((row.into_hearing()?, number, name)))
        .collect()
}

/// The state that a step has led to, with what belongs to it.
pub fn set_hearing(
    conn: &mut DbConn,
    before: &Hearing,
    state: HearingState,
    now: NaiveDateTime,
) -> QueryResult<()> {
    let of_this = hearing::table.find(before.id.0);
    let next = (
        hearing::state.eq(state.code()),
        hearing::version.eq(hearing::version + 1),
    );
    match state {
        HearingState::Draft => Ok(0),
        HearingState::Sent if before.state == HearingState::Draft => diesel::update(of_this)
            .set((next, hearing::sent_at.eq(now)))
            .execute(conn),
        HearingState::Sent => diesel::update(of_this)
            .set((next, hearing::reopened_at.eq(now)))
            .execute(conn),
        HearingState::Reminded => diesel::update(of_this)
            .set((
                next,
                hearing::reminders.eq(hearing::reminders + 1),
                hearing::last_reminder_at.eq(now),
            ))
            .execute(conn),
        HearingState::Confirmed => diesel::update(of_this)
            .set((next, hearing::confirmed_at.eq(now)))
            .execute(conn),
    }
    .map(drop)
}

/// Why, and for the sake of which arrangement if it is one.
pub fn set_reopened(
    conn: &mut DbConn,
    id: HearingId,
    arrangement: Option<ArrangementId>,
    reason: &str,
) -> QueryResult<()> {
    diesel::update(hearing::table.find(id.0))
        .set((
            hearing::reopened_reason.eq(reason),
            hearing::reopened_arrangement_id.eq(arrangement.map(|id| id.0)),
        ))
        .execute(conn)
        .map(drop)
}

/// A round that closes by itself waits for the one that has the most time.
pub fn extend(conn: &mut DbConn, round: RoundId, id: HearingId, to: NaiveDateTime) -> QueryResult<()> {
    diesel::update(hearing_round::table.find(round.0))
        .filter(hearing_round::closes_at.lt(to))
        .set((
            hearing_round::closes_at.eq(to),
            hearing_round::version.eq(hearing_round::version + 1),
        ))
        .execute(conn)?;
    diesel::update(hearing::table.find(id.0))
        .set((
            hearing::extended_to.eq(to),
            hearing::version.eq(hearing::version + 1),
        ))
        .execute(conn)
        .map(drop)
}

/// Those who answer for a municipality and can be written to.
pub fn respondents(
    conn: &mut DbConn,
    mapping: MappingId,
    municipality: MunicipalityId,
) -> QueryResult<Vec<crate::people::accounts::Account>> {
    user_role::table
        .inner_join(user_account::table.on(user_account::id.eq(user_role::user_id)))
        .filter(user_role::municipality_id.eq(municipality.0))
        .filter(
            user_role::mapping_id
                .is_null()
                .or(user_role::mapping_id.eq(mapping.0)),
        )
        .filter(user_role::role.eq(Role::Respondent.code()))
        .filter(user_role::ended_at.is_null())
        .filter(user_account::disabled_at.is_null())
        .order(user_account::id)
        .select(crate::people::accounts::Account::as_select())
        .load(conn)
}
