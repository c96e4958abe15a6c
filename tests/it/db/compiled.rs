//! How SQLite is compiled into the program (`.cargo/config.toml`).

use ordna::db::DbConn;

use super::opening::number;
use crate::support::database::TestDatabase;

#[test]
fn sqlite_is_compiled_without_mutexes_for_all_connections_and_plans_a_statement_once() {
    let database = TestDatabase::sqlite();
    let pool = database.pool(1);
    let conn = &mut *pool.get().unwrap();
    let has = |conn: &mut DbConn, option: &str| {
        let asks = format!(
            "SELECT COUNT(*) AS value FROM pragma_compile_options WHERE compile_options = '{option}'"
        );
        number(conn, &asks) == 1
    };
    for wanted in ["THREADSAFE=2", "DEFAULT_MEMSTATUS=0"] {
        assert!(has(conn, wanted), "{wanted}: was .cargo/config.toml read?");
    }
    for costly in ["ENABLE_MEMORY_MANAGEMENT", "ENABLE_STAT4"] {
        assert!(!has(conn, costly), "{costly}: was .cargo/config.toml read?");
    }
}
