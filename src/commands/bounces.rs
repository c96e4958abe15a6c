//! `ordna bounces`: reads what came back, handed over by a mail server or lying in a box.

use std::io::{self, Read as _};
use std::path::PathBuf;

use clap::Args;

use super::{Failure, Outcome, checked, open};
use base::clock::Clock;
use base::config::Settings;
use base::secret::Secret;
use mail::bounces::boxes::{self, Place};
use mail::bounces::take;

#[derive(Debug, Args)]
pub struct BouncesOptions {
    /// An mbox file or a Maildir; without it, one message on standard input
    path: Option<PathBuf>,
}

/// So mail servers call «not now»: they keep the message, and come again.
const TEMPFAIL: u8 = 75;

fn not_now(failure: Failure) -> Failure {
    Failure {
        code: TEMPFAIL,
        ..failure
    }
}

pub fn run(settings: &Settings, options: &BouncesOptions) -> Outcome {
    let config = checked(settings)?;
    // A secret that is made now has signed nothing.
    if !config.secret_file.exists() {
        let place = config.secret_file.display();
        return Err(not_now(Failure::failed(format!("there is no secret in {place}"))));
    }
    let secret = Secret::load(&config.secret_file).map_err(|mistake| not_now(Failure::failed(mistake)))?;
    let pool = open(&config).map_err(not_now)?;
    let mut conn = pool.get().map_err(|error| not_now(error.into()))?;
    let clock = Clock::system();
    let mut tell = |bytes: &[u8]| {
        let made =
            take(&mut conn, &secret, &clock, bytes).map_err(|error| not_now(Failure::failed(error)))?;
        println!("{}", made.sentence());
        Ok(made)
    };
    let Some(path) = &options.path else {
        let mut bytes = Vec::new();
        io::stdin()
            .read_to_end(&mut bytes)
            .map_err(|error| not_now(Failure::failed(error)))?;
        return tell(&bytes).map(drop);
    };
    let cannot = |error: io::Error| Failure::failed(format!("{} cannot be read: {error}", path.display()));
    for message in boxes::read(path, &mut Place::default()).map_err(cannot)? {
        let made = tell(&message.bytes)?;
        message.put_away(made.is_done_with()).map_err(cannot)?;
    }
    Ok(())
}
