//! A database of its own for each test: a temporary SQLite file, or a schema in the PostgreSQL of `TEST_POSTGRES_URL`.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::connection::SimpleConnection;
use ordna::db::{self, DbPool};
use tempfile::TempDir;

pub struct TestDatabase {
    url: String,
    home: Home,
}

enum Home {
    Folder(#[expect(dead_code, reason = "deletes the folder when it is dropped")] TempDir),
    Schema { server: String, name: String },
}

impl TestDatabase {
    /// An up-to-date SQLite file. The migrations run once per process; each test gets a copy.
    pub fn sqlite() -> Self {
        static MIGRATED: OnceLock<Vec<u8>> = OnceLock::new();
        let database = Self::empty_sqlite();
        let file = database.url.strip_prefix("sqlite://").unwrap();
        let migrated = MIGRATED.get_or_init(|| {
            let first = Self::empty_sqlite();
            db::migrate(&first.url).unwrap();
            std::fs::read(first.url.strip_prefix("sqlite://").unwrap()).unwrap()
        });
        std::fs::write(file, migrated).unwrap();
        database
    }

    /// The address of a SQLite file that is not there yet.
    pub fn empty_sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("ordna.db").display());
        Self {
            url,
            home: Home::Folder(folder),
        }
    }

    /// An up-to-date PostgreSQL schema, or none when no server is given.
    pub fn postgres() -> Option<Self> {
        let database = Self::empty_postgres()?;
        db::migrate(&database.url).unwrap();
        Some(database)
    }

    pub fn empty_postgres() -> Option<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let server = std::env::var("TEST_POSTGRES_URL")
            .ok()
            .filter(|url| !url.is_empty())?;
        let name = format!(
            "test_{}_{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        on_server(
            &server,
            &format!("DROP SCHEMA IF EXISTS {name} CASCADE; CREATE SCHEMA {name}"),
        );
        let separator = if server.contains('?') { '&' } else { '?' };
        let url = format!("{server}{separator}options=-csearch_path%3D{name}");
        Some(Self {
            url,
            home: Home::Schema { server, name },
        })
    }

    /// PostgreSQL when there is one, SQLite otherwise: for tests that are run once for each.
    pub fn fresh() -> Self {
        Self::postgres().unwrap_or_else(Self::sqlite)
    }

    /// Every kind of database that there is: for tests of the databases themselves.
    pub fn each() -> Vec<Self> {
        std::iter::once(Self::sqlite()).chain(Self::postgres()).collect()
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    pub fn is_postgres(&self) -> bool {
        matches!(self.home, Home::Schema { .. })
    }

    pub fn pool(&self, size: u32) -> DbPool {
        db::open(&self.url, size, false).unwrap()
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Home::Schema { server, name } = &self.home {
            on_server(server, &format!("DROP SCHEMA {name} CASCADE"));
        }
    }
}

fn on_server(server: &str, sql: &str) {
    db::open(server, 1, false)
        .unwrap()
        .get()
        .unwrap()
        .batch_execute(sql)
        .unwrap();
}
