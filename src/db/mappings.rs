//! The mappings themselves: their names, years and states. What is in them is in `register.rs`.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::schema::mapping;
use super::{DbConn, bad_code};
use crate::domain::mapping::{Mapping, MappingId, MappingStatus};

#[derive(Queryable, Selectable)]
#[diesel(table_name = mapping)]
struct MappingRow {
    id: i64,
    slug: String,
    name: String,
    year: i32,
    status: String,
    reference_date: Option<NaiveDate>,
    copied_from_id: Option<i64>,
}

impl MappingRow {
    fn read(self) -> QueryResult<Mapping> {
        Ok(Mapping {
            id: MappingId(self.id),
            slug: self.slug,
            name: self.name,
            year: self.year,
            status: MappingStatus::try_from(self.status).map_err(bad_code)?,
            reference_date: self.reference_date,
            copied_from: self.copied_from_id.map(MappingId),
        })
    }
}

/// All of them, the newest first. An installation has a handful, so they are sorted here.
pub fn list(conn: &mut DbConn) -> QueryResult<Vec<Mapping>> {
    let rows = mapping::table
        .select(MappingRow::as_select())
        .load::<MappingRow>(conn)?;
    let mut mappings = rows
        .into_iter()
        .map(MappingRow::read)
        .collect::<QueryResult<Vec<_>>>()?;
    mappings.sort_by(|one, other| (other.year, &one.name).cmp(&(one.year, &other.name)));
    Ok(mappings)
}

/// The mapping that an address names.
pub fn by_slug(conn: &mut DbConn, slug: &str) -> QueryResult<Option<Mapping>> {
    let row = mapping::table
        .filter(mapping::slug.eq(slug))
        .select(MappingRow::as_select())
        .first::<MappingRow>(conn)
        .optional()?;
    row.map(MappingRow::read).transpose()
}
