//! `ordna migrate` and its like: looking after the database.

use super::{Failure, Outcome, checked};
use crate::config::Settings;
use crate::db;

pub fn migrate(settings: &Settings) -> Outcome {
    let config = checked(settings)?;
    let upgrade = db::migrate(&config.database_url).map_err(Failure::failed)?;
    if let Some(backup) = &upgrade.backup {
        println!("The database as it was is kept in {}.", backup.display());
    }
    match upgrade.ran.len() {
        0 => println!("The schema was up to date."),
        count => println!("The schema is up to date: {count} migrations ran."),
    }
    Ok(())
}
