//! A consistent copy of the database, made while it is in use.

use std::fs::File;
use std::path::{Path, PathBuf};

use diesel::sql_types::Text;
use diesel::{Connection, RunQueryDsl, SqliteConnection};

use super::connection::private_file;
use super::{DbConn, DbError};

/// Copies the SQLite database behind `conn` to `file`. What was at `file` stays until the copy is whole, checked
/// and on the disk: a backup that fails leaves the one before it.
pub fn backup_to(conn: &mut DbConn, file: &Path) -> Result<(), DbError> {
    let DbConn::Sqlite(conn) = conn else {
        return Err(DbError::BackupOfPostgres);
    };
    let mut part = file.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let outcome = copy_and_check(conn, &part).and_then(|()| put_in_place(&part, file));
    if outcome.is_err() {
        // Nothing more can be done about a copy that cannot be removed either; the first error tells the tale.
        let _ = std::fs::remove_file(&part);
    }
    outcome
}

fn copy_and_check(conn: &mut SqliteConnection, part: &Path) -> Result<(), DbError> {
    // VACUUM INTO wants no file or an empty one; made here, nobody else can read it.
    private_file(part).map_err(|error| DbError::File {
        path: part.to_owned(),
        error,
    })?;
    let name = part.to_string_lossy();
    diesel::sql_query("VACUUM INTO ?")
        .bind::<Text, _>(&*name)
        .execute(conn)?;
    let unreachable = |error| DbError::Unreachable(diesel::r2d2::Error::ConnectionError(error));
    let mut copy = SqliteConnection::establish(&name).map_err(unreachable)?;
    let findings = diesel::sql_query("PRAGMA integrity_check").load::<Finding>(&mut copy)?;
    let finding = findings
        .into_iter()
        .next()
        .map_or_else(String::new, |finding| finding.integrity_check);
    if finding == "ok" {
        Ok(())
    } else {
        Err(DbError::DamagedCopy {
            path: part.to_owned(),
            finding,
        })
    }
}

#[derive(diesel::QueryableByName)]
struct Finding {
    #[diesel(sql_type = Text)]
    integrity_check: String,
}

fn put_in_place(part: &Path, file: &Path) -> Result<(), DbError> {
    let folder = match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    File::open(part)
        .and_then(|part| part.sync_all())
        .and_then(|()| std::fs::rename(part, file))
        .and_then(|()| File::open(folder)?.sync_all())
        .map_err(|error| DbError::File {
            path: file.to_owned(),
            error,
        })
}
