//! Opening, upgrading and copying a database.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use diesel::connection::SimpleConnection;
use diesel::sql_types::{BigInt, Text};
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use ordna::db::{self, DbConn, DbError};

use crate::support::database::TestDatabase;

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    value: i64,
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

pub fn number(conn: &mut DbConn, sql: &str) -> i64 {
    sql_query(sql).get_result::<Number>(conn).unwrap().value
}

fn file_of(database: &TestDatabase) -> PathBuf {
    database.url().strip_prefix("sqlite://").unwrap().into()
}

fn mode(path: &PathBuf) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn r2_every_pooled_connection_syncs_fully_and_checks_foreign_keys() {
    let database = TestDatabase::sqlite();
    let pool = database.pool(4);
    let mut connections: Vec<_> = (0..4).map(|_| pool.get().unwrap()).collect();
    for conn in &mut connections {
        for (pragma, expected) in [("synchronous", 2), ("foreign_keys", 1), ("recursive_triggers", 1)] {
            assert_eq!(
                number(conn, &format!("SELECT {pragma} AS value FROM pragma_{pragma}")),
                expected,
                "{pragma}"
            );
        }
        assert_eq!(
            number(conn, "SELECT timeout AS value FROM pragma_busy_timeout"),
            5000
        );
        let wal = "SELECT journal_mode = 'wal' AS value FROM pragma_journal_mode";
        assert_eq!(number(conn, wal), 1);
    }
}

#[test]
fn a_missing_file_is_refused_and_not_made() {
    let database = TestDatabase::empty_sqlite();
    assert!(matches!(
        db::open(database.url(), 1, false),
        Err(DbError::Missing(_))
    ));
    assert!(!file_of(&database).exists());
    let unknown = db::open("mysql://root:secret@db/ordna", 1, true)
        .err()
        .unwrap()
        .to_string();
    assert!(
        unknown.contains("mysql://") && !unknown.contains("secret"),
        "{unknown}"
    );
}

#[test]
fn a_new_file_is_readable_by_its_owner_only() {
    let database = TestDatabase::empty_sqlite();
    let upgrade = db::migrate(database.url()).unwrap();
    assert!(upgrade.ran.len() >= 6 && upgrade.backup.is_none(), "{upgrade:?}");
    assert_eq!(mode(&file_of(&database)), 0o600);
}

#[test]
fn a_database_that_is_up_to_date_is_left_alone() {
    for database in TestDatabase::each() {
        assert!(db::is_up_to_date(&mut database.pool(1).get().unwrap()).unwrap());
        let upgrade = db::migrate(database.url()).unwrap();
        assert!(upgrade.ran.is_empty() && upgrade.backup.is_none(), "{upgrade:?}");
    }
}

#[test]
fn a_database_without_tables_is_not_up_to_date() {
    let database = TestDatabase::empty_sqlite();
    let pool = db::open(database.url(), 1, true).unwrap();
    assert!(!db::is_up_to_date(&mut pool.get().unwrap()).unwrap());
}

#[test]
fn r20_a_database_newer_than_the_program_is_refused() {
    for database in TestDatabase::each() {
        let pool = database.pool(1);
        pool.get()
            .unwrap()
            .batch_execute("INSERT INTO __diesel_schema_migrations (version) VALUES ('9999')")
            .unwrap();
        let refused = [
            db::is_up_to_date(&mut pool.get().unwrap()).err(),
            db::migrate(database.url()).err(),
        ];
        for error in refused {
            assert!(
                matches!(&error, Some(DbError::Newer(version)) if version == "9999"),
                "{error:?}"
            );
        }
    }
}

#[test]
fn r20_an_upgrade_copies_the_database_first() {
    let database = TestDatabase::sqlite();
    let pool = database.pool(1);
    let conn = &mut *pool.get().unwrap();
    conn.batch_execute("INSERT INTO setting (key, value) VALUES ('made_by', 'test')")
        .unwrap();
    as_before_the_triggers(conn);
    let upgrade = db::migrate(database.url()).unwrap();
    assert_eq!(upgrade.ran.len(), 2);
    let copy = upgrade.backup.unwrap();
    assert_eq!(copy.file_name().unwrap(), "ordna.db.before-0006");
    let old = db::open(&format!("sqlite://{}", copy.display()), 1, false).unwrap();
    let conn = &mut *old.get().unwrap();
    assert_eq!(number(conn, "SELECT COUNT(*) AS value FROM setting"), 1);
    assert!(!db::is_up_to_date(conn).unwrap());
}

#[test]
fn r20_an_upgrade_that_fails_changes_nothing() {
    let database = TestDatabase::sqlite();
    let pool = database.pool(1);
    let conn = &mut *pool.get().unwrap();
    as_before_the_triggers(conn);
    conn.batch_execute("CREATE TABLE closed_submitted_answer (id INTEGER)")
        .unwrap();
    let before = number(conn, "SELECT COUNT(*) AS value FROM sqlite_master");
    assert!(matches!(db::migrate(database.url()), Err(DbError::Migration(_))));
    assert_eq!(
        number(conn, "SELECT COUNT(*) AS value FROM sqlite_master"),
        before
    );
    assert!(!db::is_up_to_date(conn).unwrap());
}

/// Undoes the migrations that made views and triggers only.
fn as_before_the_triggers(conn: &mut DbConn) {
    let made = "SELECT type || ' ' || name AS name FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY type";
    for made in sql_query(made).load::<Name>(conn).unwrap() {
        conn.batch_execute(&format!("DROP {}", made.name)).unwrap();
    }
    conn.batch_execute("DELETE FROM __diesel_schema_migrations WHERE version IN ('0006', '0007')")
        .unwrap();
}

#[test]
fn two_instances_that_start_at_once_upgrade_once() {
    for database in [Some(TestDatabase::empty_sqlite()), TestDatabase::empty_postgres()]
        .into_iter()
        .flatten()
    {
        let ran: usize = std::thread::scope(|scope| {
            let both = [0, 1].map(|_| scope.spawn(|| db::migrate(database.url()).unwrap().ran.len()));
            both.map(|one| one.join().unwrap()).iter().sum()
        });
        let all = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/sqlite");
        let all = std::fs::read_dir(all).unwrap().count();
        assert_eq!(ran, all, "in {}", database.url());
    }
}

#[test]
fn r18_a_backup_is_whole_private_and_made_while_others_write() {
    let database = TestDatabase::sqlite();
    let pool = database.pool(2);
    let copy = file_of(&database).with_file_name("copy.db");
    std::fs::write(&copy, "the backup before this one").unwrap();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let conn = &mut *pool.get().unwrap();
            for key in 0..200 {
                // Two rows at a time: a copy with one of them would be torn.
                db::write(conn, |conn| {
                    conn.batch_execute(&format!(
                        "INSERT INTO setting (key, value) VALUES ('a{key}', ''), ('b{key}', '')"
                    ))
                })
                .unwrap();
            }
        });
        scope.spawn(|| db::backup_to(&mut pool.get().unwrap(), &copy).unwrap());
    });
    assert_eq!(mode(&copy), 0o600);
    assert!(!copy.with_file_name("copy.db.part").exists());
    let copy = db::open(&format!("sqlite://{}", copy.display()), 1, false).unwrap();
    let conn = &mut *copy.get().unwrap();
    assert!(db::is_up_to_date(conn).unwrap());
    assert_eq!(number(conn, "SELECT COUNT(*) % 2 AS value FROM setting"), 0);
}

#[test]
fn a_backup_that_fails_leaves_the_one_before() {
    let database = TestDatabase::sqlite();
    let copy = file_of(&database).with_file_name("copy.db");
    std::fs::write(&copy, "the backup before this one").unwrap();
    std::fs::create_dir(copy.with_file_name("copy.db.part")).unwrap();
    assert!(db::backup_to(&mut database.pool(1).get().unwrap(), &copy).is_err());
    assert_eq!(
        std::fs::read_to_string(&copy).unwrap(),
        "the backup before this one"
    );
}

#[test]
fn a_backup_never_takes_the_place_of_the_database_itself() {
    let database = TestDatabase::sqlite();
    let pool = database.pool(1);
    let conn = &mut *pool.get().unwrap();
    let file = file_of(&database);
    let link = file.with_file_name("lenke.db");
    std::os::unix::fs::symlink(&file, &link).unwrap();
    let folder = file.parent().unwrap();
    let detour = folder
        .join("..")
        .join(folder.file_name().unwrap())
        .join("ordna.db");
    let wal = file.with_file_name("ordna.db-wal");
    for own in [&file, &link, &detour, &wal, &file.with_file_name("ordna.db-shm")] {
        let refused = db::backup_to(conn, own);
        assert!(
            matches!(refused, Err(DbError::BackupOntoItself(_))),
            "{refused:?}"
        );
    }
    db::write(conn, |conn| {
        conn.batch_execute("INSERT INTO setting (key, value) VALUES ('a', '')")
    })
    .unwrap();
    db::backup_to(conn, &file.with_file_name("copy.db")).unwrap();
    // Half-made copies have names too.
    let part = file.with_file_name("half.part");
    db::backup_to(conn, &part).unwrap();
    let pool = db::open(&format!("sqlite://{}", part.display()), 1, false).unwrap();
    let refused = db::backup_to(&mut pool.get().unwrap(), &file.with_file_name("half"));
    assert!(
        matches!(refused, Err(DbError::BackupOntoItself(_))),
        "{refused:?}"
    );
}

#[test]
fn a_postgres_database_is_not_backed_up_by_the_portal() {
    let Some(database) = TestDatabase::postgres() else {
        return;
    };
    let refused = db::backup_to(&mut database.pool(1).get().unwrap(), "copy.db".as_ref());
    assert!(matches!(refused, Err(DbError::BackupOfPostgres)));
}

#[test]
fn a_database_that_is_there_answers() {
    let database = TestDatabase::fresh();
    let pool = database.pool(1);
    pool.ping().unwrap();
    if database.is_postgres() {
        let cut = "SELECT pg_terminate_backend(pg_backend_pid())::int::bigint AS value";
        assert!(
            sql_query(cut)
                .get_result::<Number>(&mut *pool.get().unwrap())
                .is_err()
        );
        pool.ping()
            .expect("r14: a connection that the server cut is replaced");
    }
}
