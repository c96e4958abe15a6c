//! What municipalities have built on an import, so that it cannot be undone any more.

use diesel::prelude::*;

use crate::DbConn;
use crate::register::write::AT_ONCE;
use crate::schema::{
    answer, arrangement, hearing, hearing_round, municipality, proposal, question, response,
};
use domain::places::mapping::MappingId;
use domain::round::hearing::HearingState;

/// Municipalities that have answered or proposed something about these arrangements at these versions or later.
pub fn answered_arrangements(
    conn: &mut DbConn,
    versions: &[(i64, i64)],
) -> QueryResult<Vec<(String, String)>> {
    let ids: Vec<i64> = versions.iter().map(|(id, _)| *id).collect();
    let mut found = Vec::new();
    for ids in ids.chunks(AT_ONCE) {
        let responses: Vec<(i64, i64, String, String)> = response::table
            .inner_join(hearing::table.inner_join(municipality::table))
            .inner_join(arrangement::table)
            .filter(response::arrangement_id.eq_any(ids))
            .select((
                response::arrangement_id,
                response::arrangement_version,
                municipality::name,
                arrangement::name,
            ))
            .load(conn)?;
        found.extend(
            responses
                .into_iter()
                .filter(|(id, seen, ..)| versions.iter().any(|(own, version)| own == id && seen >= version))
                .map(|(_, _, municipality, arrangement)| (municipality, arrangement)),
        );
        let proposals: Vec<(String, String)> = proposal::table
            .inner_join(hearing::table.inner_join(municipality::table))
            .inner_join(arrangement::table)
            .filter(proposal::arrangement_id.eq_any(ids))
            .select((municipality::name, arrangement::name))
            .load(conn)?;
        found.extend(proposals);
    }
    Ok(found)
}

/// Numbers of the questions among these that somebody has answered.
pub fn answered_questions(conn: &mut DbConn, ids: &[i64]) -> QueryResult<Vec<i32>> {
    question::table
        .inner_join(answer::table)
        .filter(question::id.eq_any(ids))
        .order(question::nr)
        .select(question::nr)
        .distinct()
        .load(conn)
}

/// Those of these municipalities that have got their list in a round of the mapping.
pub fn heard(conn: &mut DbConn, mapping: MappingId, municipalities: &[i64]) -> QueryResult<Vec<String>> {
    hearing::table
        .inner_join(hearing_round::table)
        .inner_join(municipality::table)
        .filter(hearing_round::mapping_id.eq(mapping.0))
        .filter(hearing::municipality_id.eq_any(municipalities))
        .filter(hearing::state.ne(HearingState::Draft.code()))
        .order(municipality::name)
        .select(municipality::name)
        .distinct()
        .load(conn)
}
