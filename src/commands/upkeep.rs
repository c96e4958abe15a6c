//! `ordna migrate`, `ordna check`, `ordna backup`: looking after the database.

use std::path::PathBuf;

use chrono::{NaiveDateTime, TimeDelta};
use clap::Args;

use super::{Failure, Outcome, checked};
use base::clock::Clock;
use base::config::{Config, Settings};
use base::secret::Secret;
use db::audit;
use db::conn::upkeep;
use db::mapping::mappings;
use db::outbox::{self, Queue};
use domain::letters::letter::MailState;
use tasks::mapping::seeding;

pub fn migrate(settings: &Settings) -> Outcome {
    let config = checked(settings)?;
    let upgrade = db::migrate(&config.database_url)?;
    if let Some(backup) = &upgrade.backup {
        println!("The database as it was is kept in {}.", backup.display());
    }
    match upgrade.ran.len() {
        0 => println!("The schema was up to date."),
        count => println!("The schema is up to date: {count} migrations ran."),
    }
    let pool = db::open(&config.database_url, 1, false)?;
    let mut conn = pool.get()?;
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
    let pool = db::open(&config.database_url, 1, false)?;
    let mut conn = pool.get()?;
    let mut wrong = Vec::new();
    let mut report = |what: &str, findings: Vec<String>| {
        if findings.is_empty() {
            println!("{what}: right");
        } else {
            println!("{what}: {} wrong", findings.len());
        }
        wrong.extend(findings.into_iter().map(|finding| format!("{what}: {finding}")));
    };
    if !db::is_up_to_date(&mut conn)? {
        let sentence = "the schema is older than this program: run `ordna migrate`";
        return Err(Failure::failed(sentence));
    }
    report("schema", Vec::new());
    if config.secret_file.exists() {
        let secret = Secret::load(&config.secret_file);
        report("secret", secret.err().into_iter().collect());
    }
    report("database", upkeep::findings(&mut conn).map_err(Failure::failed)?);
    let broken = db::read(&mut conn, audit::write::broken_at).map_err(Failure::failed)?;
    report(
        "audit log",
        broken
            .map(|id| {
                format!("the chain is broken at line {id}: someone has changed the log outside the portal")
            })
            .into_iter()
            .collect(),
    );
    let now = Clock::system().now();
    let queue = outbox::queue(&mut conn, 0, now).map_err(Failure::failed)?;
    println!("mail that waits: {}", queue.waiting());
    report("mail", mail_findings(&config, &queue, now));
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

/// A letter that has waited this long waits for a server that does not take it.
const LONG: TimeDelta = TimeDelta::hours(1);

fn mail_findings(config: &Config, queue: &Queue, now: NaiveDateTime) -> Vec<String> {
    let mut findings = Vec::new();
    for (state, what) in [
        (MailState::Failed, "were refused"),
        (MailState::Unknown, "may or may not have arrived"),
    ] {
        let count = queue.in_state(state);
        if count > 0 {
            let code = state.code();
            findings.push(format!(
                "letters that {what}: {count} (/admin/e-post?tilstand={code})"
            ));
        }
    }
    if let Some(held) = queue.standing.held {
        let since = held.since;
        findings.push(format!(
            "all of it is held since {since} UTC: let it go at /admin/e-post"
        ));
    }
    if let Some(pause) = queue.standing.pause.as_ref().filter(|_| mail::leaves(config)) {
        let (until, said) = (pause.until, &pause.said);
        findings.push(format!(
            "the mail server takes none (next attempt after {until} UTC): {said}"
        ));
    }
    if let Some(oldest) = queue.oldest.filter(|oldest| now - *oldest > LONG)
        && mail::leaves(config)
    {
        findings.push(format!(
            "the oldest letter has waited since {oldest} UTC: does `ordna serve` run?"
        ));
    }
    findings
}

#[derive(Debug, Args)]
pub struct BackupOptions {
    /// The copy; what was there is replaced when the copy is whole
    file: PathBuf,
}

pub fn backup(settings: &Settings, options: &BackupOptions) -> Outcome {
    let config = checked(settings)?;
    let pool = db::open(&config.database_url, 1, false)?;
    let mut conn = pool.get()?;
    db::backup_to(&mut conn, &options.file)?;
    println!("The database is copied to {}.", options.file.display());
    println!(
        "The secret in {} is not in it: keep a copy of that too.",
        config.secret_file.display()
    );
    Ok(())
}
