//! The commands; each is one function in `ordna::commands`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use ordna::commands::{self, Outcome};
use ordna::config::Settings;

/// A portal for mapping inter-municipal cooperation: the register, the hearing and the results.
#[derive(Parser)]
#[command(name = "ordna", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the portal; with an empty database, print a one-time link for the first admin
    Serve {
        #[command(flatten)]
        settings: Settings,
    },
    /// Print a one-time activation link for an admin, who is made if the address is new
    AdminLink {
        /// The admin's address
        email: String,
        #[command(flatten)]
        settings: Settings,
    },
    /// Bring the database's schema up to this program; SQLite is backed up first
    Migrate {
        #[command(flatten)]
        settings: Settings,
    },
}

#[actix_web::main]
async fn main() -> ExitCode {
    let outcome: Outcome = match Cli::parse().command {
        Command::Serve { settings } => commands::serve::run(&settings).await,
        Command::AdminLink { email, settings } => commands::admin_link::run(&settings, &email),
        Command::Migrate { settings } => commands::upkeep::migrate(&settings),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            for sentence in &failure.sentences {
                eprintln!("ordna: {sentence}");
            }
            ExitCode::from(failure.code)
        }
    }
}
