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
    /// Serve a demo with a database of its own: the register of Trøndelag 2020, and accounts to try it by
    Demo {
        #[command(flatten)]
        settings: Settings,
        #[command(flatten)]
        options: commands::demo::DemoOptions,
    },
    /// Write a mapping's register and tables to a folder
    Export {
        #[command(flatten)]
        settings: Settings,
        #[command(flatten)]
        options: commands::exchange::ExportOptions,
    },
    /// Read a file into the register; without --apply, tell what would happen
    Import {
        #[command(flatten)]
        settings: Settings,
        #[command(flatten)]
        options: commands::exchange::ImportOptions,
    },
    /// Make a mapping
    #[command(subcommand)]
    Mapping(Mapping),
    /// Look whether settings, database and audit log are sound
    Check {
        #[command(flatten)]
        settings: Settings,
        #[command(flatten)]
        options: commands::upkeep::CheckOptions,
    },
    /// Read what came back: one message on standard input, or an mbox file or Maildir
    Bounces {
        #[command(flatten)]
        settings: Settings,
        #[command(flatten)]
        options: commands::bounces::BouncesOptions,
    },
    /// Copy the SQLite database to a file, also while it is in use
    Backup {
        #[command(flatten)]
        settings: Settings,
        #[command(flatten)]
        options: commands::upkeep::BackupOptions,
    },
    /// Bring the database's schema up to this program; SQLite is backed up first
    Migrate {
        #[command(flatten)]
        settings: Settings,
    },
}

#[derive(Subcommand)]
enum Mapping {
    /// An open mapping, empty or copied from an earlier one
    New {
        #[command(flatten)]
        settings: Settings,
        #[command(flatten)]
        options: commands::exchange::NewMappingOptions,
    },
}

#[actix_web::main]
async fn main() -> ExitCode {
    let outcome: Outcome = match Cli::parse().command {
        Command::Serve { settings } => commands::serve::run(&settings).await,
        Command::AdminLink { email, settings } => commands::admin_link::run(&settings, &email),
        Command::Demo { settings, options } => commands::demo::run(&settings, &options).await,
        Command::Export { settings, options } => commands::exchange::export(&settings, &options),
        Command::Import { settings, options } => commands::exchange::import(&settings, &options),
        Command::Mapping(Mapping::New { settings, options }) => {
            commands::exchange::new_mapping(&settings, &options)
        }
        Command::Check { settings, options } => commands::upkeep::check(&settings, &options),
        Command::Bounces { settings, options } => commands::bounces::run(&settings, &options),
        Command::Backup { settings, options } => commands::upkeep::backup(&settings, &options),
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
