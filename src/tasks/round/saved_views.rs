//! A coordinator gives a view of the municipalities a name, and takes it away again. It is the person's own.

use crate::{Context, TaskError};
use db::DbConn;
use db::mapping::mappings;
use db::round::saved_views::{self, SavedView};
use domain::people::access::{Action, Subject};

/// True when a view of that name showed something else before.
pub fn keep(
    conn: &mut DbConn,
    context: &Context,
    slug: &str,
    name: &str,
    query: &str,
) -> Result<bool, TaskError> {
    let user = context
        .require(Action::SteerMapping, Subject::Mapping(slug))?
        .user;
    db::write(conn, |conn| {
        let mapping = mappings::by_slug(conn, slug)?.ok_or(TaskError::NotFound)?;
        Ok(saved_views::keep(
            conn,
            user,
            mapping.id,
            name,
            query,
            context.now,
        )?)
    })
}

/// The view that is no more.
pub fn delete(conn: &mut DbConn, context: &Context, slug: &str, id: i64) -> Result<SavedView, TaskError> {
    let user = context
        .require(Action::SteerMapping, Subject::Mapping(slug))?
        .user;
    db::write(conn, |conn| {
        let mapping = mappings::by_slug(conn, slug)?.ok_or(TaskError::NotFound)?;
        let view = saved_views::one(conn, user, mapping.id, id)?.ok_or(TaskError::NotFound)?;
        saved_views::delete(conn, view.id)?;
        Ok(view)
    })
}
