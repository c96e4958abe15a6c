//! `ordna serve`: the portal itself.

use std::io;

use actix_web::web;
use tokio::sync::watch;

use super::{Failure, Outcome, checked, refuse_demo, start_log};
use crate::scheduler::Scheduler;
use ::web::State;
use base::clock::Clock;
use base::config::{Config, Settings};
use base::secret::Secret;
use db::DbPool;
use mail::worker::Worker;
use tasks::mapping::seeding;
use tasks::{Context, accounts};

pub async fn run(settings: &Settings) -> Outcome {
    let config = checked(settings)?;
    start_log(config.log);
    let secret = Secret::load(&config.secret_file).map_err(|mistake| Failure::usage(vec![mistake]))?;
    let pool = open(&config)?;
    invite_the_first(&config, &pool, &secret)?;
    serve(config, pool, secret, Clock::system()).await
}

/// An existing database is opened and brought up; a missing file is refused, because a mistyped address would
/// otherwise start an empty portal beside the real one.
fn open(config: &Config) -> Result<DbPool, Failure> {
    let pool = db::open(&config.database_url, db::POOL_SIZE, false)?;
    db::migrate(&config.database_url)?;
    refuse_demo(config, &pool)?;
    let mut conn = pool.get()?;
    seeding::load_municipalities(&mut conn).map_err(Failure::failed)?;
    drop(conn);
    Ok(pool)
}

/// A portal that nobody has come to yet says on standard output how its first admin comes in. The link is good until
/// it is used, or until the next start prints another.
fn invite_the_first(config: &Config, pool: &DbPool, secret: &Secret) -> Result<(), Failure> {
    let context = Context::portal(Clock::system().now(), &config.site.origin, secret);
    let mut conn = pool.get()?;
    if let Some(link) = accounts::first_link(&mut conn, &context).map_err(Failure::failed)? {
        println!("The portal has no users. Make the first admin here, once:\n{link}");
    }
    Ok(())
}

/// Why the address cannot be listened on, and what to do about it.
pub(super) fn cannot_listen(config: &Config, error: &io::Error) -> Failure {
    let bind = config.bind;
    Failure::failed(match error.kind() {
        io::ErrorKind::AddrInUse => {
            format!("{bind} is taken: stop what listens there, or choose another address with --bind")
        }
        _ => format!("{bind} cannot be listened on ({error}): choose another address with --bind"),
    })
}

pub async fn serve(config: Config, pool: DbPool, secret: Secret, clock: Clock) -> Outcome {
    let address = config.site.origin.clone();
    db::conn::upkeep::refresh_statistics(&mut *pool.get()?);
    let mail = Worker::new(&config, pool.clone(), clock.clone(), secret.clone());
    let scheduler = Scheduler::new(&config, pool.clone(), clock.clone(), &secret);
    let state = web::Data::new(State::new(config, pool, clock, secret));
    tracing::info!(%address, "ordna serves");
    let (running, stopped) = watch::channel(());
    let mail = actix_web::rt::spawn(mail.run(stopped.clone()));
    let duties = actix_web::rt::spawn(scheduler.run(stopped));
    let served = ::web::serve(state.clone())
        .await
        .map_err(|error| cannot_listen(&state.config, &error));
    // The worker ends before the runtime does: what holds a connection cannot be dropped without one.
    drop(running);
    mail.await.map_err(Failure::failed)?;
    duties.await.map_err(Failure::failed)?;
    served
}
