//! Whether the results of a mapping are published.

use diesel::dsl::exists;
use diesel::prelude::*;

use crate::DbConn;
use crate::schema::publication;
use domain::places::mapping::MappingId;

pub fn is_in_force(conn: &mut DbConn, mapping: MappingId) -> QueryResult<bool> {
    let published = publication::table
        .filter(publication::mapping_id.eq(mapping.0))
        .filter(publication::withdrawn_at.is_null());
    diesel::select(exists(published)).get_result(conn)
}
