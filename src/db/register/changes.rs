//! What coordinators have changed in the arrangements of a municipality's list.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::filter::list_of;
use crate::DbConn;
use crate::conn::connection::on_either;
use crate::round::hearing::Own;
use crate::schema::{arrangement, arrangement_change};
use domain::register::arrangement::ArrangementId;
use domain::register::listing::Change;

/// What has changed in the arrangements of the list since they came into the mapping, the oldest first. `by` is left
/// out: what changed is everybody's to see, who did it is not.
pub(crate) fn of_list(
    conn: &mut DbConn,
    own: &Own,
) -> QueryResult<HashMap<ArrangementId, Vec<(i64, Change)>>> {
    type ChangeRow = (
        i64,
        i64,
        i64,
        String,
        Option<String>,
        Option<String>,
        String,
        NaiveDateTime,
    );
    let mut rows: Vec<ChangeRow> = on_either!(conn, c => list_of(own.mapping.id.0, own.hearing.municipality.0)
        .inner_join(arrangement_change::table.on(arrangement_change::arrangement_id.eq(arrangement::id)))
        .select((
            arrangement_change::id,
            arrangement_change::arrangement_id,
            arrangement_change::arrangement_version,
            arrangement_change::field,
            arrangement_change::from_value,
            arrangement_change::to_value,
            arrangement_change::source,
            arrangement_change::changed_at,
        ))
        .load(c))?;
    // They are few, and the index that leads to them has another order.
    rows.sort_unstable_by_key(|(id, ..)| *id);
    let mut changes: HashMap<ArrangementId, Vec<(i64, Change)>> = HashMap::new();
    for (_, id, version, field, from, to, source, at) in rows {
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
