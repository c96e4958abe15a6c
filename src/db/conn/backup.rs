//! A consistent copy of the database, made while it is in use.

use std::fs::File;
use std::path::{Path, PathBuf};

use diesel::sql_types::Text;
use diesel::{Connection, RunQueryDsl, SqliteConnection};

use super::place::private_file;
use crate::{DbConn, DbError};

/// Copies the SQLite database behind `conn` to `file`. What was at `file` stays until the copy is whole, checked
/// and on the disk: a backup that fails leaves the one before it.
pub fn backup_to(conn: &mut DbConn, file: &Path) -> Result<(), DbError> {
    let DbConn::Sqlite(conn) = conn else {
        return Err(DbError::BackupOfPostgres);
    };
    let part = with_ending(file, ".part");
    let own = own_files(conn)?;
    for made in [file, &part] {
        if own.contains(&whole(made)) {
            return Err(DbError::BackupOntoItself(made.to_owned()));
        }
    }
    let outcome = copy_and_check(conn, &part).and_then(|()| put_in_place(&part, file));
    if outcome.is_err() {
        // Nothing more can be done about a copy that cannot be removed either; the first error tells the tale.
        let _ = std::fs::remove_file(&part);
    }
    outcome
}

/// The files that the open database consists of: a copy that took the place of one would destroy it.
fn own_files(conn: &mut SqliteConnection) -> Result<Vec<PathBuf>, DbError> {
    let database: OpenFile =
        diesel::sql_query("SELECT file FROM pragma_database_list WHERE name = 'main'").get_result(conn)?;
    let database = whole(Path::new(&database.file));
    Ok(["", "-wal", "-shm", "-journal"]
        .map(|ending| with_ending(&database, ending))
        .into())
}

#[derive(diesel::QueryableByName)]
struct OpenFile {
    #[diesel(sql_type = Text)]
    file: String,
}

/// The path without links and dots, also of a file that is not there yet.
fn whole(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| match path.file_name() {
        Some(name) => folder_of(path).canonicalize().unwrap_or_default().join(name),
        None => path.to_owned(),
    })
}

fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
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
    File::open(part)
        .and_then(|part| part.sync_all())
        .and_then(|()| std::fs::rename(part, file))
        .and_then(|()| File::open(folder_of(file))?.sync_all())
        .map_err(|error| DbError::File {
            path: file.to_owned(),
            error,
        })
}
