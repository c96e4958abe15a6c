//! Where a database is, and the file that it is where it is one.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::patience::PATIENCE;
use crate::DbError;

/// Where a database is, as its URL says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Place {
    Sqlite(PathBuf),
    Postgres(String),
}

impl Place {
    pub(crate) fn parse(url: &str) -> Result<Self, DbError> {
        match url.split_once("://") {
            Some(("postgres" | "postgresql", _)) => Ok(Self::Postgres(with_connect_timeout(url))),
            Some(("sqlite", path)) if !path.is_empty() => Ok(Self::Sqlite(path.into())),
            // Without a scheme it may be a mistyped URL, and a mistyped URL must not become a new, empty file.
            None if Path::new(url).is_file() => Ok(Self::Sqlite(url.into())),
            Some((scheme, _)) => Err(DbError::Scheme(scheme.to_owned())),
            None => Err(DbError::Missing(url.into())),
        }
    }

    /// A wrong URL to SQLite would make a new, empty database: only those who mean to may.
    pub(crate) fn exists_or_is_made(&self, may_create: bool) -> Result<(), DbError> {
        let Self::Sqlite(path) = self else { return Ok(()) };
        if path.is_file() {
            return Ok(());
        }
        if !may_create {
            return Err(DbError::Missing(path.clone()));
        }
        let made = path
            .parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .and_then(|()| private_file(path));
        made.map_err(|error| DbError::File {
            path: path.clone(),
            error,
        })
    }
}

/// Makes an empty file that only its owner can read: the database holds people's addresses.
pub(crate) fn private_file(path: &Path) -> std::io::Result<()> {
    OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)
        .map(drop)
}

/// libpq by itself waits for minutes for a server that does not answer.
fn with_connect_timeout(url: &str) -> String {
    if url.contains("connect_timeout=") {
        return url.to_owned();
    }
    let separator = if url.contains('?') { '&' } else { '?' };
    format!("{url}{separator}connect_timeout={}", PATIENCE.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_found_by_the_scheme_of_its_url() {
        assert_eq!(
            Place::parse("sqlite://var/ordna.db").unwrap(),
            Place::Sqlite("var/ordna.db".into())
        );
        assert_eq!(
            Place::parse("postgres://ordna@db/ordna?sslmode=require").unwrap(),
            Place::Postgres("postgres://ordna@db/ordna?sslmode=require&connect_timeout=5".into())
        );
        assert!(
            matches!(Place::parse("mysql://secret@db/ordna"), Err(DbError::Scheme(scheme)) if scheme == "mysql")
        );
        assert!(matches!(
            Place::parse("var/mistyped.db"),
            Err(DbError::Missing(_))
        ));
    }
}
