//! What `ordna <command>` does. Exit codes: 0 done, 1 the thing asked for failed, 2 wrong usage or settings.

pub mod admin_link;
pub mod bounces;
pub mod demo;
pub mod exchange;
pub mod serve;
pub mod upkeep;

use std::io::IsTerminal as _;

use base::config::{Config, LogFormat, Settings};
use db::{DbError, DbPool};

pub type Outcome = Result<(), Failure>;

/// Why a command did not do it, a sentence a line, each saying what to do.
#[derive(Debug)]
pub struct Failure {
    pub code: u8,
    pub sentences: Vec<String>,
}

impl Failure {
    pub fn usage(sentences: Vec<String>) -> Self {
        Self { code: 2, sentences }
    }

    pub fn failed(sentence: impl ToString) -> Self {
        Self {
            code: 1,
            sentences: vec![sentence.to_string()],
        }
    }
}

impl From<DbError> for Failure {
    /// A database that is not where the settings say is a matter of the settings; all else went wrong on the way.
    fn from(error: DbError) -> Self {
        match error {
            DbError::Missing(_) | DbError::Scheme(_) => Self::usage(vec![error.to_string()]),
            error => Self::failed(error),
        }
    }
}

/// A database that is there and up to date.
fn open(config: &Config) -> Result<DbPool, Failure> {
    let pool = db::open(&config.database_url, 1, false)?;
    if !db::is_up_to_date(&mut *pool.get()?)? {
        return Err(Failure::failed(
            "the database is older than this program: run `ordna migrate` first",
        ));
    }
    Ok(pool)
}

/// Everybody knows the passwords of the demo, and its staff needs no second step: nothing real may live there.
fn refuse_demo(config: &Config, pool: &DbPool) -> Outcome {
    if !::demo::is_demo(&mut *pool.get()?).map_err(Failure::failed)? {
        return Ok(());
    }
    Err(Failure::usage(vec![format!(
        "the database {} was made by `ordna demo`, with passwords that everybody knows: give another with --database",
        place(config)
    )]))
}

/// Where the database is, without the password to it.
fn place(config: &Config) -> &str {
    config.database_url.split('@').next_back().unwrap_or_default()
}

fn checked(settings: &Settings) -> Result<Config, Failure> {
    settings.check().map_err(Failure::usage)
}

/// The log goes to standard error, so that what a command prints for people or pipes stands alone.
fn start_log(format: LogFormat) {
    use tracing_subscriber::filter::{LevelFilter, Targets};
    use tracing_subscriber::prelude::*;
    let targets = Targets::new()
        .with_default(LevelFilter::INFO)
        .with_target("tracing_actix_web", LevelFilter::WARN)
        .with_target("actix_server", LevelFilter::WARN);
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    let registry = tracing_subscriber::registry().with(targets);
    match format {
        LogFormat::Text => registry.with(lines).init(),
        LogFormat::Json => registry.with(lines.json()).init(),
    }
}
