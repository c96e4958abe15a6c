//! `ordna migrate`, `ordna check`, `ordna backup`: looking after the database.

use std::path::PathBuf;

use clap::Args;

use super::{Failure, Outcome, checked};
use crate::config::Settings;
use crate::db::{self, audit, mappings, upkeep};
use crate::secret::Secret;
use crate::tasks::seeding;

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
    let pool = db::open(&config.database_url, 1, false).map_err(Failure::failed)?;
    let mut conn = pool.get().map_err(Failure::failed)?;
    if seeding::load_municipalities(&mut conn).map_err(Failure::failed)? {
        println!("The country's municipalities are loaded.");
    }
    Ok(())
}

#[derive(Debug, Args)]
pub struct CheckOptions {
    /// Also look at this mapping
    #[arg(long, value_name = "SLUG")]
    mapping: Option<String>,
}

/// Each line says what was looked at, and what was found; what is wrong also goes to standard error, and the exit
/// code tells.
pub fn check(settings: &Settings, options: &CheckOptions) -> Outcome {
    let config = checked(settings)?;
    println!("settings: right");
    let pool =
        db::open(&config.database_url, 1, false).map_err(|error| Failure::usage(vec![error.to_string()]))?;
    let mut conn = pool.get().map_err(Failure::failed)?;
    let mut wrong = Vec::new();
    let mut report = |what: &str, findings: Vec<String>| {
        if findings.is_empty() {
            println!("{what}: right");
        } else {
            println!("{what}: {} wrong", findings.len());
        }
        wrong.extend(findings.into_iter().map(|finding| format!("{what}: {finding}")));
    };
    if !db::is_up_to_date(&mut conn).map_err(Failure::failed)? {
        let sentence = "the schema is older than this program: run `ordna migrate`";
        return Err(Failure::failed(sentence));
    }
    report("schema", Vec::new());
    if config.secret_file.exists() {
        let secret = Secret::load(&config.secret_file);
        report("secret", secret.err().into_iter().collect());
    }
    report("database", upkeep::findings(&mut conn).map_err(Failure::failed)?);
    let broken = db::read(&mut conn, audit::broken_at).map_err(Failure::failed)?;
    report(
        "audit log",
        broken
            .map(|id| {
                format!("the chain is broken at line {id}: someone has changed the log outside the portal")
            })
            .into_iter()
            .collect(),
    );
    if let Some(slug) = &options.mapping {
        let mapping = mappings::by_slug(&mut conn, slug).map_err(Failure::failed)?;
        let Some(mapping) = mapping else {
            return Err(Failure::failed(format!("there is no mapping «{slug}»")));
        };
        let findings = db::read(&mut conn, |conn| upkeep::derived_wrong(conn, mapping.id));
        report(slug, findings.map_err(Failure::failed)?);
    }
    if wrong.is_empty() {
        return Ok(());
    }
    Err(Failure {
        code: 1,
        sentences: wrong,
    })
}

#[derive(Debug, Args)]
pub struct BackupOptions {
    /// The copy; what was there is replaced when the copy is whole
    file: PathBuf,
}

pub fn backup(settings: &Settings, options: &BackupOptions) -> Outcome {
    let config = checked(settings)?;
    let pool =
        db::open(&config.database_url, 1, false).map_err(|error| Failure::usage(vec![error.to_string()]))?;
    let mut conn = pool.get().map_err(Failure::failed)?;
    db::backup_to(&mut conn, &options.file).map_err(Failure::failed)?;
    println!("The database is copied to {}.", options.file.display());
    println!(
        "The secret in {} is not in it: keep a copy of that too.",
        config.secret_file.display()
    );
    Ok(())
}
