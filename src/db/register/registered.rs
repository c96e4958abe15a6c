//! What the register says of a municipality's list: the same for everybody who looks at it, and kept until it changes.

use std::collections::HashMap;
use std::sync::Arc;

use diesel::prelude::*;

use super::filter::list_of;
use super::rows::{ArrangementRow, DetailRow, PartyRow, parties};
use crate::DbConn;
use crate::conn::connection::on_either;
use crate::conn::shared::kept_or_read;
use crate::register;
use crate::round::hearing::Own;
use crate::schema::{arrangement, arrangement_detail, concern, participant};
use domain::register::arrangement::ArrangementId;
use domain::register::listing::Change;
use domain::register::whole::Arrangement;
use domain::text::norwegian::sort_key;

/// Lists that are kept at once: those of a whole country in one round take some 20 MB.
const MOST_LISTS: usize = 400;

#[derive(Debug, Default)]
pub struct Registered {
    /// In Norwegian order.
    pub arrangements: Vec<Arc<Arrangement>>,
    changes: HashMap<ArrangementId, Vec<(i64, Change)>>,
}

impl Registered {
    /// What coordinators have changed in it, with its version after the change; the oldest first.
    pub fn changes(&self, of: ArrangementId) -> &[(i64, Change)] {
        self.changes.get(&of).map_or(&[], Vec::as_slice)
    }
}

/// As the municipality's page shows it; inside a transaction as it is there.
pub fn registered(conn: &mut DbConn, own: &Own) -> QueryResult<Arc<Registered>> {
    let key = (own.mapping.id, own.hearing.municipality);
    kept_or_read(conn, MOST_LISTS, key, &own.mapping, |conn| {
        Ok(Registered {
            arrangements: arrangements(conn, own)?,
            changes: register::changes::of_list(conn, own)?,
        })
    })
}

fn arrangements(conn: &mut DbConn, own: &Own) -> QueryResult<Vec<Arc<Arrangement>>> {
    let (mapping, municipality) = (own.mapping.id.0, own.hearing.municipality.0);
    let found: Vec<(ArrangementRow, Option<DetailRow>)> = on_either!(&mut *conn, c => list_of(mapping, municipality)
        .left_join(arrangement_detail::table.on(arrangement_detail::arrangement_id.eq(arrangement::id)))
        .select((ArrangementRow::as_select(), Option::<DetailRow>::as_select()))
        .load(c))?;
    let rows: Vec<PartyRow> = on_either!(conn, c => list_of(mapping, municipality)
        .inner_join(participant::table.on(participant::arrangement_id.eq(concern::arrangement_id)))
        .select(PartyRow::as_select())
        .load(c))?;
    let mut parties = parties(rows)?;
    let arrangements = found.into_iter().map(|(row, detail)| {
        let participants = parties.remove(&row.id).unwrap_or_default();
        Ok(Arc::new(row.whole(detail, Vec::new(), participants)?))
    });
    let mut arrangements: Vec<_> = arrangements.collect::<QueryResult<_>>()?;
    arrangements.sort_by_cached_key(|arrangement| (sort_key(&arrangement.facts.name), arrangement.id));
    Ok(arrangements)
}
