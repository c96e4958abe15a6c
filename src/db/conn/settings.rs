//! Facts about this database, by name: who made it, which list of municipalities it has.

use diesel::prelude::*;

use crate::DbConn;
use crate::schema::setting;

pub fn get(conn: &mut DbConn, key: &str) -> QueryResult<Option<String>> {
    setting::table
        .find(key)
        .select(setting::value)
        .first(conn)
        .optional()
}

/// To be called inside `db::write`.
pub fn set(conn: &mut DbConn, key: &str, value: &str) -> QueryResult<()> {
    let changed = diesel::update(setting::table.find(key))
        .set(setting::value.eq(value))
        .execute(conn)?;
    if changed == 0 {
        diesel::insert_into(setting::table)
            .values((setting::key.eq(key), setting::value.eq(value)))
            .execute(conn)?;
    }
    Ok(())
}

/// To be called inside `db::write`. False when there was none.
pub fn remove(conn: &mut DbConn, key: &str) -> QueryResult<bool> {
    diesel::delete(setting::table.find(key))
        .execute(conn)
        .map(|removed| removed > 0)
}
