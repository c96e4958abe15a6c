//! A database of its own for each test: a temporary SQLite file, or one on the PostgreSQL server of `TEST_POSTGRES_URL`.
//! What all begin with is made once per process and copied.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::connection::SimpleConnection;
use ordna::db::{self, DbConn, DbPool};
use tempfile::TempDir;

pub struct TestDatabase {
    url: String,
    home: Home,
}

enum Home {
    Folder(#[expect(dead_code, reason = "deletes the folder when it is dropped")] TempDir),
    /// What makes it go away on the server.
    Postgres {
        server: String,
        drop: String,
    },
}

/// What a database is filled with, once per process.
pub struct Filling {
    fill: fn(&mut DbConn),
    file: OnceLock<Vec<u8>>,
    template: OnceLock<String>,
}

/// Nothing but the tables.
static TABLES: Filling = Filling::new(|_| ());

impl Filling {
    pub const fn new(fill: fn(&mut DbConn)) -> Self {
        Self {
            fill,
            file: OnceLock::new(),
            template: OnceLock::new(),
        }
    }

    fn make(&self, url: &str) {
        db::migrate(url).unwrap();
        (self.fill)(&mut db::open(url, 1, false).unwrap().get().unwrap());
    }
}

impl TestDatabase {
    /// An up-to-date SQLite file.
    pub fn sqlite() -> Self {
        Self::sqlite_with(&TABLES)
    }

    /// An up-to-date PostgreSQL database, or none when no server is given.
    pub fn postgres() -> Option<Self> {
        Self::postgres_with(&TABLES)
    }

    /// PostgreSQL when there is one, SQLite otherwise.
    pub fn with(filling: &'static Filling) -> Self {
        Self::postgres_with(filling).unwrap_or_else(|| Self::sqlite_with(filling))
    }

    fn sqlite_with(filling: &Filling) -> Self {
        let file = filling.file.get_or_init(|| {
            let first = Self::empty_sqlite();
            filling.make(&first.url);
            let copy = tempfile::tempdir().unwrap();
            let copy = copy.path().join("copy.db");
            db::backup_to(&mut first.pool(1).get().unwrap(), &copy).unwrap();
            std::fs::read(copy).unwrap()
        });
        let database = Self::empty_sqlite();
        std::fs::write(database.url.strip_prefix("sqlite://").unwrap(), file).unwrap();
        database
    }

    /// Migrating and filling one takes 400 ms there, and copying it 60. The template stays on the server, which is one
    /// for tests only.
    fn postgres_with(filling: &Filling) -> Option<Self> {
        let server = server()?;
        let template = filling.template.get_or_init(|| {
            let name = next_name();
            on_server(&server, &format!("CREATE DATABASE {name}"));
            filling.make(&url_of(&server, &name));
            name
        });
        let name = next_name();
        on_server(&server, &format!("CREATE DATABASE {name} TEMPLATE {template}"));
        Some(Self {
            url: url_of(&server, &name),
            home: Home::Postgres {
                drop: format!("DROP DATABASE {name} WITH (FORCE)"),
                server,
            },
        })
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

    /// A schema without a table in the server's own database: the portal is at home in one that is not `public`, too.
    pub fn empty_postgres() -> Option<Self> {
        let (server, name) = (server()?, next_name());
        on_server(&server, &format!("CREATE SCHEMA {name}"));
        let separator = if server.contains('?') { '&' } else { '?' };
        Some(Self {
            url: format!("{server}{separator}options=-csearch_path%3D{name}"),
            home: Home::Postgres {
                drop: format!("DROP SCHEMA {name} CASCADE"),
                server,
            },
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
        matches!(self.home, Home::Postgres { .. })
    }

    pub fn pool(&self, size: u32) -> DbPool {
        db::open(&self.url, size, false).unwrap()
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Home::Postgres { server, drop } = &self.home {
            on_server(server, drop);
        }
    }
}

fn server() -> Option<String> {
    std::env::var("TEST_POSTGRES_URL")
        .ok()
        .filter(|url| !url.is_empty())
}

fn next_name() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!(
        "test_{}_{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    )
}

/// Another database on the same server.
fn url_of(server: &str, name: &str) -> String {
    let options = server.find('?').map_or("", |at| &server[at..]);
    let (host, _) = server.trim_end_matches(options).rsplit_once('/').unwrap();
    format!("{host}/{name}{options}")
}

fn on_server(server: &str, sql: &str) {
    db::open(server, 1, false)
        .unwrap()
        .get()
        .unwrap()
        .batch_execute(sql)
        .unwrap();
}
