//! The only place with SQL; returns domain types.

pub mod accounts;
pub mod addressees;
pub mod audit;
pub mod audit_read;
mod backup;
mod connection;
pub mod contacts;
pub mod correspondents;
pub mod credentials;
pub mod delegations;
pub mod deputies;
pub mod desk;
pub mod desk_municipality;
mod directory;
pub mod draft_steps;
pub mod drafts;
pub mod duties;
mod error;
pub mod hearing_list;
pub mod hearings;
pub mod history;
pub mod import_obstacles;
pub mod import_rows;
pub mod imports;
pub mod inquiries;
mod kept;
pub mod kept_forms;
mod list_changes;
pub mod look_alikes;
pub mod mailing_steps;
pub mod mailing_undo;
pub mod mailings;
pub mod mapping_lists;
pub mod mapping_regions;
pub mod mapping_settings;
pub mod mapping_write;
pub mod mappings;
mod migrate;
pub mod municipality_book;
pub mod municipality_write;
pub mod notes;
pub mod others;
pub mod outbox;
pub mod own_list;
mod patience;
pub mod people;
pub mod people_change;
pub mod people_overview;
mod place;
pub mod places;
mod proposal_json;
pub mod proposals;
pub mod publications;
pub mod questions;
pub mod recovery_codes;
pub mod register;
mod register_counts;
mod register_filter;
pub mod register_load;
mod register_one;
mod register_rows;
pub mod register_write;
pub mod registered;
pub mod responses;
pub mod round_progress;
pub mod round_settings;
pub mod rounds;
pub mod saved_views;
pub mod schema;
pub mod sessions;
pub mod settings;
pub mod submissions;
pub mod templates;
mod together;
pub mod tokens;
pub mod trusted_browsers;
mod turn;
pub mod upkeep;
mod write;

pub use backup::backup_to;
pub use connection::{DbConn, DbManager, DbPool, open};
pub use diesel::QueryResult;
pub use diesel::result::{DatabaseErrorKind, Error as QueryError};
pub use directory::directory;
pub use error::{DbError, Refused, is_unavailable};
pub use migrate::{Upgrade, is_up_to_date, migrate};
pub use write::{Retry, read, to_disk, write, write_lightly};

use connection::MultiBackend;

/// As many connections as may work at once; a write waits for its turn, a read for a core.
pub const POOL_SIZE: u32 = 8;

/// A stored code that this program does not know: an error of the data, which no page can mend.
fn bad_code(message: String) -> diesel::result::Error {
    diesel::result::Error::DeserializationError(message.into())
}
