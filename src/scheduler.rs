//! Wakes up every few seconds and does what is due (`tasks::round::duties`), in every instance of the portal.

use std::time::Duration;

use chrono::TimeDelta;
use tokio::sync::watch;
use tokio::time::{Instant, sleep};

use base::clock::Clock;
use base::config::Config;
use base::secret::Secret;
use db::DbPool;
use tasks::Context;
use tasks::round::duties;

/// How late a thing may be.
const POLL: Duration = Duration::from_secs(5);
/// A clock that has gone this much more or less than the time that passed has been set.
const JUMP: TimeDelta = TimeDelta::minutes(2);
/// A clock that was set is not trusted at once: somebody may be setting it right again, and a letter cannot be unsent.
const DISTRUST: Duration = Duration::from_mins(10);

pub struct Scheduler {
    pool: DbPool,
    clock: Clock,
    context: Context,
}

impl Scheduler {
    pub fn new(config: &Config, pool: DbPool, clock: Clock, secret: &Secret) -> Self {
        let context = Context {
            owner: config.owner.clone(),
            contact: config.contact_email.clone(),
            ..Context::portal(clock.now(), &config.site.origin, secret)
        };
        Self { pool, clock, context }
    }

    /// Until the sender of `stopped` is dropped. It must end before the runtime does.
    pub async fn run(self, mut stopped: watch::Receiver<()>) {
        let mut watch = ClockWatch::new(self.clock.now(), Instant::now());
        loop {
            let now = self.clock.now();
            if watch.trusts(now, Instant::now()) {
                self.work(now).await;
            }
            tokio::select! {
                _ = stopped.changed() => return,
                () = sleep(POLL) => {}
            }
        }
    }

    async fn work(&self, now: chrono::NaiveDateTime) {
        let (pool, context) = (
            self.pool.clone(),
            Context {
                now,
                ..self.context.clone()
            },
        );
        let work = move || -> Result<usize, String> {
            let mut conn = pool.get().map_err(|error| error.to_string())?;
            duties::run_due(&mut conn, &context).map_err(|error| error.to_string())
        };
        match tokio::task::spawn_blocking(work).await {
            Ok(Ok(0)) => {}
            Ok(Ok(done)) => tracing::info!(done, "duties of the clock were done"),
            Ok(Err(error)) => tracing::error!(error, "the duties of the clock could not be looked at"),
            Err(error) => tracing::error!(%error, "the thread of the duties stopped"),
        }
    }
}

/// Compares the clock on the wall with the time that passes.
struct ClockWatch {
    wall: chrono::NaiveDateTime,
    passed: Instant,
    distrusted_until: Option<Instant>,
}

impl ClockWatch {
    fn new(wall: chrono::NaiveDateTime, passed: Instant) -> Self {
        Self {
            wall,
            passed,
            distrusted_until: None,
        }
    }

    fn trusts(&mut self, wall: chrono::NaiveDateTime, passed: Instant) -> bool {
        let by_wall = wall - self.wall;
        let really = TimeDelta::from_std(passed - self.passed).unwrap_or(TimeDelta::MAX);
        (self.wall, self.passed) = (wall, passed);
        if (by_wall - really).abs() > JUMP {
            tracing::warn!(
                seconds = (by_wall - really).num_seconds(),
                "the clock has been set: timed letters wait ten minutes"
            );
            self.distrusted_until = Some(passed + DISTRUST);
        }
        self.distrusted_until.is_none_or(|until| passed >= until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r16_a_clock_that_was_set_is_not_trusted_for_ten_minutes() {
        let wall = chrono::NaiveDateTime::default() + TimeDelta::days(20_000);
        let start = Instant::now();
        let after = |seconds: u64| start + Duration::from_secs(seconds);
        let shows = |seconds: i64| wall + TimeDelta::seconds(seconds);
        let mut watch = ClockWatch::new(wall, start);
        assert!(watch.trusts(shows(5), after(5)));
        assert!(watch.trusts(shows(12), after(10)), "a clock may be a little off");
        for jump in [3600, -3600, 30 * 86400] {
            let mut watch = ClockWatch::new(wall, start);
            assert!(!watch.trusts(shows(5 + jump), after(5)), "{jump}");
            assert!(!watch.trusts(shows(300 + jump), after(300)));
            assert!(
                watch.trusts(shows(606 + jump), after(606)),
                "it is the new time then"
            );
            assert!(watch.trusts(shows(611 + jump), after(611)));
        }
    }
}
