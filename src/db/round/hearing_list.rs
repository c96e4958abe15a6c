//! The hearings that one person answers, whichever municipalities and mappings they belong to.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::delegations::DelegationRow;
use super::hearing::{HearingRow, RoundRow};
use crate::DbConn;
use crate::mapping::mappings::MappingRow;
use crate::register::filter::counted;
use crate::schema::{
    arrangement, concern, delegation, hearing, hearing_round, mapping, municipality, response,
};
use domain::answer::response::Progress;
use domain::people::access::Actor;
use domain::places::mapping::{Mapping, MappingStatus};
use domain::round::hearing::{Hearing, HearingId, HearingState, Round};
use domain::round::rights::Rights;

/// A hearing with its municipality and mapping, as a list of them tells it.
#[derive(Debug, Clone)]
pub struct Mine {
    pub number: String,
    pub mapping: Mapping,
    pub round: Round,
    pub hearing: Hearing,
}

/// The newest of each municipality and mapping that the person has a part in. Planned mappings are left out.
pub fn of_person(conn: &mut DbConn, actor: &Actor, now: NaiveDateTime) -> QueryResult<Vec<Mine>> {
    type Row = (String, MappingRow, RoundRow, HearingRow, Option<DelegationRow>);
    let numbers: Vec<&str> = actor.municipalities().collect();
    let rows: Vec<Row> = hearing::table
        .inner_join(hearing_round::table.inner_join(mapping::table))
        .inner_join(municipality::table)
        .left_join(
            delegation::table.on(delegation::hearing_id
                .eq(hearing::id)
                .and(delegation::user_id.eq(actor.user.0))
                .and(delegation::revoked_at.is_null())
                .and(delegation::expires_at.gt(now))),
        )
        .filter(municipality::number.eq_any(numbers))
        .filter(hearing::state.ne(HearingState::Draft.code()))
        .filter(mapping::status.ne(MappingStatus::Planned.code()))
        .order((hearing_round::number.desc(), delegation::id))
        .select((
            municipality::number,
            MappingRow::as_select(),
            RoundRow::as_select(),
            HearingRow::as_select(),
            Option::<DelegationRow>::as_select(),
        ))
        .load(conn)?;
    let mut found: Vec<(Mine, Vec<_>)> = Vec::new();
    for (number, mapping, round, hearing, delegation) in rows {
        let delegated = delegation.map(DelegationRow::into_delegated).transpose()?;
        let mine = Mine {
            number,
            mapping: mapping.into_mapping()?,
            round: round.into_round()?,
            hearing: hearing.into_hearing()?,
        };
        let known = found
            .iter_mut()
            .find(|(known, _)| known.number == mine.number && known.mapping.id == mine.mapping.id);
        match known {
            Some((known, all)) if known.hearing.id == mine.hearing.id => all.extend(delegated),
            Some(_) => {}
            None => found.push((mine, delegated.into_iter().collect())),
        }
    }
    let has_part = |(mine, delegated): &(Mine, Vec<_>)| {
        Rights::of(actor, &mine.mapping.slug, &mine.number, delegated).any()
    };
    Ok(found.into_iter().filter(has_part).map(|(mine, _)| mine).collect())
}

/// How far each has come, in one statement.
pub fn progress(conn: &mut DbConn, hearings: &[Mine]) -> QueryResult<HashMap<HearingId, Progress>> {
    let ids: Vec<i64> = hearings.iter().map(|mine| mine.hearing.id.0).collect();
    let rows: Vec<(i64, bool)> = hearing::table
        .inner_join(hearing_round::table)
        .inner_join(
            concern::table.on(concern::mapping_id
                .eq(hearing_round::mapping_id)
                .and(concern::municipality_id.eq(hearing::municipality_id))),
        )
        .inner_join(arrangement::table.on(arrangement::id.eq(concern::arrangement_id)))
        .left_join(
            response::table.on(response::hearing_id
                .eq(hearing::id)
                .and(response::arrangement_id.eq(arrangement::id))
                .and(response::arrangement_version.ge(arrangement::version))
                .and(response::verdict.is_not_null())),
        )
        .filter(hearing::id.eq_any(ids))
        .filter(counted())
        .select((hearing::id, response::id.nullable().is_not_null()))
        .load(conn)?;
    let mut found: HashMap<HearingId, Progress> = HashMap::new();
    for (id, is_answered) in rows {
        let progress = found.entry(HearingId(id)).or_insert(Progress {
            answered: 0,
            total: 0,
        });
        progress.total += 1;
        progress.answered += usize::from(is_answered);
    }
    Ok(found)
}
