//! The soft lock of an account: each failure makes the next try wait longer, and a new day begins from nothing.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

/// Failures after which somebody who gets in at last is told of them by mail.
const MANY: i32 = 5;

/// What an account remembers of failures. It never locks out the other ways in: a mailed link and a reset still work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SoftLock {
    pub failures: i32,
    /// The day they were counted on (UTC).
    pub day: Option<NaiveDate>,
    pub until: Option<NaiveDateTime>,
}

impl SoftLock {
    /// While locked, nothing is even compared: the right password fails like a wrong one.
    pub fn is_locked(&self, now: NaiveDateTime) -> bool {
        self.until.is_some_and(|until| now < until)
    }

    /// Failures of today.
    pub fn failures(&self, now: NaiveDateTime) -> i32 {
        if self.day == Some(now.date()) {
            self.failures
        } else {
            0
        }
    }

    pub fn had_many_failures(&self, now: NaiveDateTime) -> bool {
        self.failures(now) >= MANY
    }

    #[must_use]
    pub fn after_failure(&self, now: NaiveDateTime) -> Self {
        let failures = self.failures(now).saturating_add(1);
        let until = match failures {
            ..3 => now + TimeDelta::seconds(1),
            3..9 => now + TimeDelta::seconds(3),
            9..25 => now + TimeDelta::seconds(5),
            25..100 => now + TimeDelta::seconds(10),
            _ => tomorrow(now),
        };
        Self {
            failures,
            day: Some(now.date()),
            until: Some(until),
        }
    }
}

fn tomorrow(now: NaiveDateTime) -> NaiveDateTime {
    (now.date() + Days::new(1)).and_time(NaiveTime::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn morning() -> NaiveDateTime {
        NaiveDateTime::parse_from_str("2026-11-20 08:00:00", "%Y-%m-%d %H:%M:%S").unwrap()
    }

    /// Fails this many times, each time as soon as it may.
    fn after(failures: i32) -> (SoftLock, NaiveDateTime) {
        let mut now = morning();
        let mut lock = SoftLock::default();
        for _ in 0..failures {
            now = lock.until.unwrap_or(now);
            lock = lock.after_failure(now);
        }
        (lock, now)
    }

    #[test]
    fn s7_the_wait_grows_in_steps() {
        for (failures, seconds) in [
            (1, 1),
            (2, 1),
            (3, 3),
            (8, 3),
            (9, 5),
            (24, 5),
            (25, 10),
            (99, 10),
        ] {
            let (lock, now) = after(failures);
            assert!(
                lock.is_locked(now + TimeDelta::seconds(seconds - 1)),
                "{failures} failures"
            );
            assert!(
                !lock.is_locked(now + TimeDelta::seconds(seconds)),
                "{failures} failures"
            );
        }
    }

    #[test]
    fn s7_a_hundred_failures_lock_until_the_day_turns() {
        let (lock, now) = after(100);
        assert!(lock.is_locked(now + TimeDelta::hours(12)));
        assert!(!lock.is_locked(tomorrow(now)));
    }

    #[test]
    fn s7_a_new_day_begins_from_nothing() {
        let (lock, now) = after(50);
        let next_day = tomorrow(now) + TimeDelta::hours(8);
        assert!(lock.had_many_failures(now) && !lock.had_many_failures(next_day));
        assert_eq!(lock.after_failure(next_day).failures, 1);
    }
}
