//! What can go wrong with the database, told apart by what is to be done about it.

use std::path::PathBuf;

use diesel::result::{DatabaseErrorKind, Error};

/// A failure of the database as a whole, in words for the person who runs the portal.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    #[error("there is no database file {}: run `ordna migrate` to make one, or correct ORDNA_DATABASE_URL", .0.display())]
    Missing(PathBuf),
    #[error("a database URL begins with sqlite:// or postgres://, not {0}://")]
    Scheme(String),
    #[error("the database cannot be reached: {0}")]
    Unreachable(diesel::r2d2::Error),
    #[error("no connection to the database came free in time: {0}")]
    Pool(diesel::r2d2::PoolError),
    #[error("the database is newer than this program (it has migration {0}): install the newer program")]
    Newer(String),
    #[error("the database could not be brought up to date: {0}")]
    Migration(Box<dyn std::error::Error + Send + Sync>),
    #[error("{}: {error}", path.display())]
    File { path: PathBuf, error: std::io::Error },
    #[error("the copy {} is damaged and was thrown away: {finding}", path.display())]
    DamagedCopy { path: PathBuf, finding: String },
    #[error("{} belongs to the database itself: give the copy a name of its own", .0.display())]
    BackupOntoItself(PathBuf),
    #[error("a PostgreSQL database is backed up with pg_dump")]
    BackupOfPostgres,
    #[error(transparent)]
    Query(#[from] Error),
}

/// A write that the data layer itself refuses, by a trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    MappingIsClosed,
    SubmissionIsFinal,
    AuditLogOnlyGrows,
    MunicipalityIsFrozen,
}

impl Refused {
    /// The refusal that `error` is, if it is one. The texts are those of the last migration's triggers.
    pub fn from_error(error: &Error) -> Option<Self> {
        let Error::DatabaseError(_, info) = error else {
            return None;
        };
        match info.message() {
            "ordna: mapping is closed" => Some(Self::MappingIsClosed),
            "ordna: submission is final" => Some(Self::SubmissionIsFinal),
            "ordna: audit log only grows" => Some(Self::AuditLogOnlyGrows),
            "ordna: municipality belongs to a closed mapping" => Some(Self::MunicipalityIsFrozen),
            _ => None,
        }
    }
}

pub(crate) const NO_TURN: &str = "ordna: the writers' turn did not come in time";

/// Whether the same request may succeed in a while: the database is busy, full, or away.
pub fn is_unavailable(error: &Error) -> bool {
    match error {
        Error::DatabaseError(
            DatabaseErrorKind::ClosedConnection
            | DatabaseErrorKind::SerializationFailure
            | DatabaseErrorKind::UnableToSendCommand
            | DatabaseErrorKind::ReadOnlyTransaction,
            _,
        )
        | Error::BrokenTransactionManager => true,
        Error::DatabaseError(_, info) => {
            let message = info.message();
            message == NO_TURN
                || message.starts_with("database is locked")
                || message.starts_with("database or disk is full")
                || message.starts_with("disk I/O error")
                || message.ends_with("due to lock timeout")
                || message.contains("No space left on device")
                || message.contains("server closed the connection")
        }
        Error::RollbackErrorOnCommit { commit_error, .. } => is_unavailable(commit_error),
        _ => false,
    }
}
