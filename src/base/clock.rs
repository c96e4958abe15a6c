//! What time it is: whole seconds UTC to store, Oslo time to show, and a fixed clock for tests and `--as-of`.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Europe::Oslo;

#[derive(Clone)]
pub struct Clock {
    /// None follows the machine's clock.
    fixed: Option<Arc<Mutex<NaiveDateTime>>>,
    /// `ordna demo --as-of` moves the day and lets the hours run.
    offset: TimeDelta,
}

impl Clock {
    pub fn system() -> Self {
        Self {
            fixed: None,
            offset: TimeDelta::zero(),
        }
    }

    /// Runs as if today were `date`.
    pub fn as_of(date: NaiveDate) -> Self {
        Self {
            fixed: None,
            offset: date - Utc::now().date_naive(),
        }
    }

    pub fn fixed(at: NaiveDateTime) -> Self {
        Self {
            fixed: Some(Arc::new(Mutex::new(at))),
            offset: TimeDelta::zero(),
        }
    }

    /// UTC, in whole seconds: SQLite keeps nanoseconds, PostgreSQL microseconds, and SQLite compares them as text.
    pub fn now(&self) -> NaiveDateTime {
        let now = match &self.fixed {
            Some(fixed) => *fixed.lock().unwrap_or_else(std::sync::PoisonError::into_inner),
            None => Utc::now().naive_utc() + self.offset,
        };
        now.with_nanosecond(0).unwrap_or(now)
    }

    /// Moves a fixed clock; the system's cannot be moved.
    pub fn advance(&self, by: TimeDelta) {
        if let Some(fixed) = &self.fixed {
            let mut at = fixed.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            *at += by;
        }
    }
}

/// The same instant as people in Norway read it off the wall.
pub fn in_oslo(utc: NaiveDateTime) -> DateTime<chrono_tz::Tz> {
    Oslo.from_utc_datetime(&utc)
}

/// The UTC instant of a wall-clock time in Oslo. In the hour that a spring night skips, the hour after it;
/// in the hour that an autumn night repeats, its second time, so that a deadline is never early.
pub fn from_oslo(local: NaiveDateTime) -> NaiveDateTime {
    match Oslo.from_local_datetime(&local) {
        chrono::LocalResult::Single(at) => at.naive_utc(),
        chrono::LocalResult::Ambiguous(_, later) => later.naive_utc(),
        chrono::LocalResult::None => from_oslo(local + TimeDelta::hours(1)),
    }
}

/// The date in Oslo, for deadlines that are days.
pub fn today(utc: NaiveDateTime) -> NaiveDate {
    in_oslo(utc).date_naive()
}

pub fn year(utc: NaiveDateTime) -> i32 {
    in_oslo(utc).year()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn oslo_is_two_hours_ahead_in_summer_and_one_in_winter() {
        assert_eq!(in_oslo(at("2026-07-01 12:00")).format("%H").to_string(), "14");
        assert_eq!(in_oslo(at("2026-12-01 12:00")).format("%H").to_string(), "13");
    }

    #[test]
    fn a_time_in_the_skipped_or_repeated_hour_is_never_early() {
        assert_eq!(from_oslo(at("2027-03-28 02:30")), at("2027-03-28 01:30"));
        assert_eq!(from_oslo(at("2026-10-25 02:30")), at("2026-10-25 01:30"));
    }

    #[test]
    fn a_fixed_clock_stands_until_it_is_moved() {
        let clock = Clock::fixed(at("2026-11-20 10:00"));
        clock.advance(TimeDelta::minutes(61));
        assert_eq!(clock.now(), at("2026-11-20 11:01"));
    }
}
