//! How far each municipality of a round has come, all of them in two statements.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use crate::DbConn;
use crate::register::filter::counted;
use crate::schema::{arrangement, hearing, participant, response};
use domain::answer::response::Progress;
use domain::places::mapping::MappingId;
use domain::places::municipality::MunicipalityId;
use domain::round::hearing::RoundId;

/// Those that are asked about nothing are not in it.
pub fn of_round(
    conn: &mut DbConn,
    mapping: MappingId,
    round: RoundId,
) -> QueryResult<HashMap<MunicipalityId, Progress>> {
    let parts: Vec<(i64, i64, Option<i64>, Option<i64>)> = arrangement::table
        .left_join(participant::table)
        .filter(arrangement::mapping_id.eq(mapping.0))
        .filter(arrangement::merged_into_id.is_null())
        .filter(counted())
        .select((
            arrangement::id,
            arrangement::version,
            arrangement::host_municipality_id,
            participant::municipality_id.nullable(),
        ))
        .load(conn)?;
    let answers: Vec<(i64, i64, i64)> = response::table
        .inner_join(hearing::table)
        .filter(hearing::round_id.eq(round.0))
        .filter(response::verdict.is_not_null())
        .select((
            hearing::municipality_id,
            response::arrangement_id,
            response::arrangement_version,
        ))
        .load(conn)?;
    let answered: HashMap<(i64, i64), i64> = answers
        .into_iter()
        .map(|(municipality, arrangement, version)| ((municipality, arrangement), version))
        .collect();
    let mut seen = HashSet::with_capacity(parts.len());
    let mut found: HashMap<MunicipalityId, Progress> = HashMap::new();
    for (arrangement, version, host, participant) in parts {
        for municipality in [host, participant].into_iter().flatten() {
            if !seen.insert((municipality, arrangement)) {
                continue;
            }
            let progress = found.entry(MunicipalityId(municipality)).or_insert(Progress {
                answered: 0,
                total: 0,
            });
            progress.total += 1;
            let is_answered = answered
                .get(&(municipality, arrangement))
                .is_some_and(|answered| *answered >= version);
            progress.answered += usize::from(is_answered);
        }
    }
    Ok(found)
}
