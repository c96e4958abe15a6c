//! `ordna demo`: a portal to try, with its own database, ready in two seconds.

use std::net::TcpListener;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;

use super::{Failure, Outcome, checked, place, serve, start_log};
use base::clock::Clock;
use base::config::{Config, DATABASE, SECRET_FILE, Settings};
use base::passwords::Passwords;
use base::secret::Secret;
use db::DbPool;
use db::conn::upkeep;
use tasks::Context;
use tasks::mapping::seeding;

/// Where nobody has said anything, the demo has its own places.
const DEMO_DATABASE: &str = "sqlite://var/demo.db";
const DEMO_SECRET: &str = "demo-secret";

#[derive(Debug, Args)]
pub struct DemoOptions {
    /// Also the whole country: 357 municipalities and 3 000 arrangements that are made up
    #[arg(long)]
    national: bool,
    /// Begin anew: what was done in the demo is gone
    #[arg(long)]
    reset: bool,
    /// Run as if today were this day (2026-11-20)
    #[arg(long, value_name = "DATE")]
    as_of: Option<NaiveDate>,
}

pub async fn run(settings: &Settings, options: &DemoOptions) -> Outcome {
    let config = demo_config(settings)?;
    start_log(config.log);
    let clock = options.as_of.map_or_else(Clock::system, Clock::as_of);
    // Before anything is made: who runs it twice should hear of that, and not of the database.
    TcpListener::bind(config.bind).map_err(|error| serve::cannot_listen(&config, &error))?;
    if options.reset {
        reset(&config)?;
    }
    let secret = Secret::load(&config.secret_file).map_err(|mistake| Failure::usage(vec![mistake]))?;
    let pool = load(&config, &clock, &secret, options.national).await?;
    print_accounts(&config);
    serve::serve(config, pool, secret, clock).await
}

fn demo_config(settings: &Settings) -> Result<Config, Failure> {
    let mut settings = settings.clone();
    if settings.database_url == DATABASE {
        DEMO_DATABASE.clone_into(&mut settings.database_url);
    }
    if settings.secret_file == Path::new(SECRET_FILE) {
        let beside = sqlite_file(&settings.database_url)
            .and_then(|file| file.parent().map(Path::to_owned))
            .unwrap_or_else(|| PathBuf::from("var"));
        settings.secret_file = beside.join(DEMO_SECRET);
    }
    let mut config = checked(&settings)?;
    // No mail leaves a demo, whatever the environment says.
    config.smtp = None;
    config.demo = true;
    // So that the privacy page and the letters name somebody.
    if config.owner.is_empty() {
        "Demokartleggingen".clone_into(&mut config.owner);
    }
    if config.contact_email.is_empty() {
        "koordinator@demo.invalid".clone_into(&mut config.contact_email);
    }
    Ok(config)
}

fn sqlite_file(url: &str) -> Option<PathBuf> {
    url.strip_prefix("sqlite://").map(PathBuf::from)
}

/// The database with the demo in it, made if it was not there.
async fn load(config: &Config, clock: &Clock, secret: &Secret, national: bool) -> Result<DbPool, Failure> {
    let pool = db::open(&config.database_url, db::POOL_SIZE, true)?;
    let is_blank = upkeep::is_blank(&mut *pool.get()?).map_err(Failure::failed)?;
    if !is_blank && !is_ours(&pool)? {
        return Err(not_ours(config));
    }
    if !is_blank && !demo::is_current(&mut *pool.get()?).map_err(Failure::failed)? {
        return Err(Failure::usage(vec![format!(
            "the demo in {} is of another version: `ordna demo --reset` makes it anew",
            place(config)
        )]));
    }
    db::migrate(&config.database_url)?;
    if is_blank {
        // At once, so that a demo that is stopped while it loads goes on with the next start.
        demo::claim(&mut *pool.get()?).map_err(Failure::failed)?;
    }
    if demo::is_complete(&mut *pool.get()?, national).map_err(Failure::failed)? {
        return Ok(pool);
    }
    let hash = Passwords::default()
        .hash(demo::PASSWORD.to_owned())
        .await
        .map_err(Failure::failed)?;
    let mut conn = pool.get()?;
    seeding::load_municipalities(&mut conn).map_err(Failure::failed)?;
    let context = Context::portal(clock.now(), &config.site.origin, secret);
    demo::load(&mut conn, &context, &hash, national).map_err(Failure::failed)?;
    drop(conn);
    Ok(pool)
}

/// A database of something else has no such table: it is not ours either.
fn is_ours(pool: &DbPool) -> Result<bool, Failure> {
    Ok(demo::is_demo(&mut *pool.get()?).unwrap_or(false))
}

fn not_ours(config: &Config) -> Failure {
    Failure::usage(vec![format!(
        "the database {} was not made by `ordna demo`: give it one of its own with --database",
        place(config)
    )])
}

fn reset(config: &Config) -> Result<(), Failure> {
    let file = sqlite_file(&config.database_url);
    if file.as_ref().is_some_and(|file| !file.exists()) {
        return Ok(());
    }
    let pool = db::open(&config.database_url, 1, false)?;
    let is_blank = upkeep::is_blank(&mut *pool.get()?).map_err(Failure::failed)?;
    if !is_blank && !is_ours(&pool)? {
        return Err(not_ours(config));
    }
    match file {
        None => upkeep::drop_schema(&mut *pool.get()?).map_err(Failure::failed),
        Some(file) => {
            drop(pool);
            for end in ["", "-wal", "-shm"] {
                let mut name = file.clone().into_os_string();
                name.push(end);
                match std::fs::remove_file(&name) {
                    Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                        return Err(Failure::failed(format!(
                            "{} cannot be removed: {error}",
                            file.display()
                        )));
                    }
                    _ => {}
                }
            }
            Ok(())
        }
    }
}

fn print_accounts(config: &Config) {
    println!("\nordna demo: {}\n", config.site.origin);
    println!("Sign in with the password {} as", demo::PASSWORD);
    println!("  {:<42} the chief executive of Grong", demo::account_of("Grong"));
    for (email, _, role) in demo::staff() {
        println!("  {email:<42} {}", role.code());
    }
    println!("Each of the 38 municipalities has an account like Grong's. Ctrl-C stops the demo.\n");
}
