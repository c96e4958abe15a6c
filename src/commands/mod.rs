//! What `ordna <command>` does. Exit codes: 0 done, 1 the thing asked for failed, 2 wrong usage or settings.

pub mod admin_link;
pub mod demo;
pub mod exchange;
pub mod serve;
pub mod upkeep;

use std::io::IsTerminal as _;

use crate::config::{Config, LogFormat, Settings};

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
