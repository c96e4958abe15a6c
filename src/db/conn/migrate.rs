//! Brings a database up to this program's schema, and tells whether it is.

use std::path::PathBuf;

use diesel::connection::SimpleConnection;
use diesel::migration::MigrationSource;
use diesel::{Connection, RunQueryDsl};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::connection::on_either;
use super::place::Place;
use super::shared::Shared;
use crate::{DbConn, DbError, backup_to};

const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");

/// What `migrate` did.
#[derive(Debug)]
pub struct Upgrade {
    /// The migrations that it ran, by name; none when the database was up to date.
    pub ran: Vec<String>,
    /// The copy of the database as it was, when there was anything in it.
    pub backup: Option<PathBuf>,
}

/// Brings the database at `url` up to date, and makes it first if it is a file that does not exist.
///
/// All or nothing: a crash half-way leaves the old schema. SQLite is copied to `FILE.before-VERSION` beforehand,
/// which is the way back, as there are no migrations downwards.
pub fn migrate(url: &str) -> Result<Upgrade, DbError> {
    let place = Place::parse(url)?;
    place.exists_or_is_made(true)?;
    let conn = &mut Shared::new(place.clone())
        .connect()
        .map_err(DbError::Unreachable)?;
    if let DbConn::Postgres(conn) = conn {
        // Several instances may start at once. The lock goes when this connection does.
        diesel::sql_query("SELECT pg_advisory_lock(hashtext('ordna ' || current_schema()))").execute(conn)?;
    }
    let state = state(conn)?;
    let Some(next) = state.pending.first() else {
        return Ok(Upgrade {
            ran: Vec::new(),
            backup: None,
        });
    };
    let backup = match place {
        Place::Sqlite(path) if !state.is_empty => {
            let mut name = path.into_os_string();
            name.push(format!(".before-{next}"));
            let copy = PathBuf::from(name);
            backup_to(conn, &copy)?;
            Some(copy)
        }
        _ => None,
    };
    let ran = match conn {
        DbConn::Sqlite(conn) => {
            // Off, because SQLite changes a table by making it anew; looked over again before the commit.
            conn.batch_execute("PRAGMA foreign_keys = OFF")?;
            conn.immediate_transaction(|conn| {
                let ran = run(conn, SQLITE)?;
                match diesel::sql_query("PRAGMA foreign_key_check")
                    .load::<Offender>(conn)?
                    .first()
                {
                    Some(row) => Err(DbError::Migration(
                        format!("{} names what is not there", row.table).into(),
                    )),
                    None => Ok(ran),
                }
            })?
        }
        DbConn::Postgres(conn) => conn.transaction(|conn| run(conn, POSTGRES))?,
    };
    Ok(Upgrade { ran, backup })
}

/// Whether the database has every migration of this program. A newer one is an error.
pub fn is_up_to_date(conn: &mut DbConn) -> Result<bool, DbError> {
    Ok(state(conn)?.pending.is_empty())
}

#[derive(diesel::QueryableByName)]
struct Offender {
    #[diesel(sql_type = diesel::sql_types::Text)]
    table: String,
}

struct State {
    is_empty: bool,
    pending: Vec<String>,
}

fn state(conn: &mut DbConn) -> Result<State, DbError> {
    let known = match conn {
        DbConn::Sqlite(_) => versions::<diesel::sqlite::Sqlite>(&SQLITE),
        DbConn::Postgres(_) => versions::<diesel::pg::Pg>(&POSTGRES),
    }?;
    let applied = on_either!(conn, c => c.applied_migrations()).map_err(DbError::Migration)?;
    let applied: Vec<String> = applied.iter().map(ToString::to_string).collect();
    if let Some(unknown) = applied.iter().find(|version| !known.contains(version)) {
        return Err(DbError::Newer(unknown.clone()));
    }
    let pending = known
        .into_iter()
        .filter(|version| !applied.contains(version))
        .collect();
    Ok(State {
        is_empty: applied.is_empty(),
        pending,
    })
}

fn versions<B: diesel::backend::Backend>(source: &EmbeddedMigrations) -> Result<Vec<String>, DbError> {
    let migrations = MigrationSource::<B>::migrations(source).map_err(DbError::Migration)?;
    let mut versions: Vec<String> = migrations
        .iter()
        .map(|migration| migration.name().version().to_string())
        .collect();
    versions.sort();
    Ok(versions)
}

fn run<B: diesel::backend::Backend>(
    conn: &mut impl MigrationHarness<B>,
    source: EmbeddedMigrations,
) -> Result<Vec<String>, DbError> {
    let ran = conn.run_pending_migrations(source).map_err(DbError::Migration)?;
    Ok(ran.iter().map(ToString::to_string).collect())
}
