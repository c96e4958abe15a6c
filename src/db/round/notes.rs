//! What coordinators note about a municipality, for each other: never shown to it.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::DbConn;
use crate::schema::municipality_note;
use domain::people::access::UserId;
use domain::places::mapping::MappingId;
use domain::places::municipality::MunicipalityId;

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = municipality_note)]
pub struct Note {
    pub id: i64,
    pub text: String,
    written_by: i64,
    pub version: i64,
}

impl Note {
    pub fn is_by(&self, user: UserId) -> bool {
        self.written_by == user.0
    }
}

/// One about this municipality in this mapping; another's is not found.
pub fn one(
    conn: &mut DbConn,
    mapping: MappingId,
    municipality: MunicipalityId,
    id: i64,
) -> QueryResult<Option<Note>> {
    municipality_note::table
        .find(id)
        .filter(municipality_note::mapping_id.eq(mapping.0))
        .filter(municipality_note::municipality_id.eq(municipality.0))
        .select(Note::as_select())
        .first(conn)
        .optional()
}

/// Run it, and what follows, inside `db::write`.
pub fn add(
    conn: &mut DbConn,
    mapping: MappingId,
    municipality: MunicipalityId,
    text: &str,
    by: UserId,
    now: NaiveDateTime,
) -> QueryResult<i64> {
    diesel::insert_into(municipality_note::table)
        .values((
            municipality_note::mapping_id.eq(mapping.0),
            municipality_note::municipality_id.eq(municipality.0),
            municipality_note::text.eq(text),
            municipality_note::written_at.eq(now),
            municipality_note::written_by.eq(by.0),
        ))
        .returning(municipality_note::id)
        .get_result(conn)
}

/// False when it is not as the form showed it any more.
pub fn change(conn: &mut DbConn, id: i64, version: i64, text: &str, now: NaiveDateTime) -> QueryResult<bool> {
    diesel::update(municipality_note::table.find(id))
        .filter(municipality_note::version.eq(version))
        .set((
            municipality_note::text.eq(text),
            municipality_note::changed_at.eq(now),
            municipality_note::version.eq(version + 1),
        ))
        .execute(conn)
        .map(|changed| changed == 1)
}
