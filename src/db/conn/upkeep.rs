//! Looking after a database as a whole: whether it is empty, whether it is sound, what its planner knows of it, and
//! emptying it.

use std::collections::HashMap;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::connection::is_in_transaction;
use super::write::on_the_writing_connection;
use crate::DbConn;
use crate::schema::{arrangement, participant};
use domain::places::mapping::MappingId;
use domain::register::arrangement::Level;

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

#[derive(QueryableByName)]
struct Finding {
    #[diesel(sql_type = Text)]
    finding: String,
}

/// Whether there is nothing in it, not even a table.
pub fn is_blank(conn: &mut DbConn) -> QueryResult<bool> {
    let count = match conn {
        DbConn::Sqlite(conn) => {
            diesel::sql_query("SELECT count(*) AS count FROM sqlite_master").get_result::<Count>(conn)
        }
        DbConn::Postgres(conn) => diesel::sql_query(
            "SELECT count(*) AS count FROM information_schema.tables WHERE table_schema = current_schema()",
        )
        .get_result::<Count>(conn),
    }?;
    Ok(count.count == 0)
}

/// What the database itself finds wrong with it; PostgreSQL checks its constraints when it writes, and has no such look.
pub fn findings(conn: &mut DbConn) -> QueryResult<Vec<String>> {
    let DbConn::Sqlite(conn) = conn else {
        return Ok(Vec::new());
    };
    let mut findings: Vec<Finding> = diesel::sql_query(
        "SELECT integrity_check AS finding FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
    )
    .load(conn)?;
    findings.extend(
        diesel::sql_query(
            "SELECT \"table\" || ' names a ' || parent || ' that is not there (row ' || coalesce(rowid, '?') || ')' \
             AS finding FROM pragma_foreign_key_check",
        )
        .load::<Finding>(conn)?,
    );
    Ok(findings.into_iter().map(|row| row.finding).collect())
}

/// Lets SQLite look again at what its planner guesses from, where it never has or the tables are of another size now.
/// It looks at so few rows of each index that this takes milliseconds however large the register is. PostgreSQL does it
/// by itself. Within a transaction it is left out: it would wait for its end with the lock in hand. Whoever calls is
/// done with something else, which has not failed when this does.
pub fn refresh_statistics(conn: &mut DbConn) {
    let refreshed = is_in_transaction(conn).and_then(|is_within| match conn {
        DbConn::Sqlite(_) if !is_within => on_the_writing_connection(conn, REFRESH),
        _ => Ok(()),
    });
    if let Err(error) = refreshed {
        tracing::warn!(%error, "the planner's statistics could not be refreshed");
    }
}

/// 0x10000: all tables, and not only those that this connection has read; 0x2: look at those that need it.
const REFRESH: &str = "PRAGMA analysis_limit = 400; PRAGMA optimize = 0x10002;";

/// Empties the schema of a PostgreSQL database. SQLite is emptied by removing its file.
pub fn drop_schema(conn: &mut DbConn) -> QueryResult<()> {
    let DbConn::Postgres(conn) = conn else {
        return Ok(());
    };
    conn.batch_execute(
        "DO $$ DECLARE name TEXT := current_schema(); BEGIN \
         EXECUTE format('DROP SCHEMA %I CASCADE', name); EXECUTE format('CREATE SCHEMA %I', name); END $$",
    )
}

/// Arrangements whose stored count or level is not what their participants make it, by name.
pub fn derived_wrong(conn: &mut DbConn, mapping: MappingId) -> QueryResult<Vec<String>> {
    let counts: HashMap<i64, usize> = participant::table
        .inner_join(arrangement::table)
        .filter(arrangement::mapping_id.eq(mapping.0))
        .filter(participant::municipality_id.is_not_null())
        .select(participant::arrangement_id)
        .load::<i64>(conn)?
        .into_iter()
        .fold(HashMap::new(), |mut counts, id| {
            *counts.entry(id).or_default() += 1;
            counts
        });
    let rows: Vec<(i64, i32, i32, String, Option<String>)> = arrangement::table
        .filter(arrangement::mapping_id.eq(mapping.0))
        .order(arrangement::number)
        .select((
            arrangement::id,
            arrangement::number,
            arrangement::participant_count,
            arrangement::level,
            arrangement::level_override,
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter(|(id, _, count, level, overridden)| {
            let real = counts.get(id).copied().unwrap_or_default();
            let right = overridden.as_deref().unwrap_or_else(|| Level::of(real).code());
            usize::try_from(*count) != Ok(real) || level != right
        })
        .map(|(_, number, ..)| {
            format!("arrangement {number} has a count or a level that its participants do not give")
        })
        .collect())
}
