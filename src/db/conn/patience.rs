//! How long anybody waits for the database: for a connection, for a turn, for a file that another is just opening.

use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;

use crate::DbConn;

/// How long a request waits for a connection, and a writer for its turn, before the page says "try again".
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

/// Settings of a new connection. Of two that switch a new file to WAL in the same moment one is refused at once,
/// whatever its busy timeout says.
pub(crate) fn prepare(conn: &mut DbConn, settings: &str) -> diesel::QueryResult<()> {
    let until = Instant::now() + PATIENCE;
    loop {
        let done = conn.batch_execute(settings);
        let is_locked = done
            .as_ref()
            .is_err_and(|error| error.to_string() == "database is locked");
        if !is_locked || Instant::now() > until {
            return done;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}
