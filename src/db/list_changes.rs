//! What coordinators have changed in the arrangements of a municipality's list.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::DbConn;
use super::hearings::Own;
use super::own_list::Which;
use super::register_filter::concerns;
use super::schema::{arrangement, arrangement_change};
use crate::domain::arrangement::ArrangementId;
use crate::domain::listing::Change;

/// What has changed in the arrangements of the list since they came into the mapping, the oldest first. `by` is left
/// out: what changed is everybody's to see, who did it is not.
pub fn of_list(
    conn: &mut DbConn,
    own: &Own,
    which: Which,
) -> QueryResult<HashMap<ArrangementId, Vec<(i64, Change)>>> {
    type ChangeRow = (
        i64,
        i64,
        String,
        Option<String>,
        Option<String>,
        String,
        NaiveDateTime,
    );
    let mut query = arrangement_change::table
        .inner_join(arrangement::table)
        .filter(arrangement::mapping_id.eq(own.mapping.id.0))
        .filter(concerns(own.hearing.municipality.0))
        .order(arrangement_change::id)
        .select((
            arrangement_change::arrangement_id,
            arrangement_change::arrangement_version,
            arrangement_change::field,
            arrangement_change::from_value,
            arrangement_change::to_value,
            arrangement_change::source,
            arrangement_change::changed_at,
        ))
        .into_boxed();
    if let Which::One(number) = which {
        query = query.filter(arrangement::number.eq(number));
    }
    let mut changes: HashMap<ArrangementId, Vec<(i64, Change)>> = HashMap::new();
    for (id, version, field, from, to, source, at) in query.load::<ChangeRow>(conn)? {
        let change = Change {
            field,
            from,
            to,
            source,
            at,
            by: None,
        };
        changes
            .entry(ArrangementId(id))
            .or_default()
            .push((version, change));
    }
    Ok(changes)
}
