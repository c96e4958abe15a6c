//! The views of a list that a person has given a name: the filter as its address says it.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::DbConn;
use crate::schema::saved_view;
use domain::people::access::UserId;
use domain::places::mapping::MappingId;
use domain::text::norwegian::sort_key;

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = saved_view)]
pub struct SavedView {
    pub id: i64,
    pub name: String,
    /// What stands after the question mark.
    pub query: String,
}

/// A person's own in a mapping, in Norwegian order.
pub fn of(conn: &mut DbConn, user: UserId, mapping: MappingId) -> QueryResult<Vec<SavedView>> {
    let mut views: Vec<SavedView> = saved_view::table
        .filter(saved_view::user_id.eq(user.0))
        .filter(saved_view::mapping_id.eq(mapping.0))
        .select(SavedView::as_select())
        .load(conn)?;
    views.sort_by_cached_key(|view| sort_key(&view.name));
    Ok(views)
}

/// One of a person's own; another's is not found.
pub fn one(conn: &mut DbConn, user: UserId, mapping: MappingId, id: i64) -> QueryResult<Option<SavedView>> {
    saved_view::table
        .find(id)
        .filter(saved_view::user_id.eq(user.0))
        .filter(saved_view::mapping_id.eq(mapping.0))
        .select(SavedView::as_select())
        .first(conn)
        .optional()
}

/// Keeps it, or lets the view of that name show this instead; true when there was one. Run it, and what follows, inside
/// `db::write`.
pub fn keep(
    conn: &mut DbConn,
    user: UserId,
    mapping: MappingId,
    name: &str,
    query: &str,
    now: NaiveDateTime,
) -> QueryResult<bool> {
    let changed = diesel::update(saved_view::table)
        .filter(saved_view::user_id.eq(user.0))
        .filter(saved_view::mapping_id.eq(mapping.0))
        .filter(saved_view::name.eq(name))
        .set(saved_view::query.eq(query))
        .execute(conn)?;
    if changed == 0 {
        diesel::insert_into(saved_view::table)
            .values((
                saved_view::user_id.eq(user.0),
                saved_view::mapping_id.eq(mapping.0),
                saved_view::name.eq(name),
                saved_view::query.eq(query),
                saved_view::created_at.eq(now),
            ))
            .execute(conn)?;
    }
    Ok(changed > 0)
}

pub fn delete(conn: &mut DbConn, id: i64) -> QueryResult<()> {
    diesel::delete(saved_view::table.find(id)).execute(conn).map(drop)
}
