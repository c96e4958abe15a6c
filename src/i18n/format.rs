//! Dates and numbers as people read them: «tirsdag 1. desember 2026 kl. 16», «12,5», «1 339».

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

use super::Lang;
use base::clock;

const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
];

impl Lang {
    fn weekday(self, date: NaiveDate) -> &'static str {
        let days = match self {
            Self::Nb => [
                "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag",
            ],
            Self::Nn => [
                "måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag",
            ],
        };
        days[date.weekday().num_days_from_monday() as usize]
    }

    /// «1. desember 2026»
    pub fn date(self, date: NaiveDate) -> String {
        format!(
            "{}. {} {}",
            date.day(),
            MONTHS[date.month0() as usize],
            date.year()
        )
    }

    /// «tirsdag 1. desember 2026»
    pub fn long_date(self, date: NaiveDate) -> String {
        format!("{} {}", self.weekday(date), self.date(date))
    }

    /// «1. desember 2026 kl. 16.05», in Oslo time.
    pub fn time(self, utc: NaiveDateTime) -> String {
        let local = clock::in_oslo(utc);
        format!(
            "{} kl. {}",
            self.date(local.date_naive()),
            clock_time(local.hour(), local.minute())
        )
    }

    /// «tirsdag 1. desember 2026 kl. 16», in Oslo time.
    pub fn long_time(self, utc: NaiveDateTime) -> String {
        let local = clock::in_oslo(utc);
        format!(
            "{} kl. {}",
            self.long_date(local.date_naive()),
            clock_time(local.hour(), local.minute())
        )
    }

    /// «1.12. kl. 16.05», in Oslo time, where there is little room and the year is not in doubt.
    pub fn short_time(self, utc: NaiveDateTime) -> String {
        let local = clock::in_oslo(utc);
        local.format("%-d.%-m. kl. %H.%M").to_string()
    }

    /// «1.12.2026 kl. 16.00» as a field has it, of a clock on the wall.
    pub fn typed_time(self, local: NaiveDateTime) -> String {
        local.format("%-d.%-m.%Y kl. %H.%M").to_string()
    }

    /// «10.42», in Oslo time.
    pub fn clock(self, utc: NaiveDateTime) -> String {
        clock::in_oslo(utc).format("%H.%M").to_string()
    }

    /// A count with a thin gap between thousands, as Norwegian has it from four digits: «1 339».
    pub fn count(self, number: impl Into<i64>) -> String {
        let number: i64 = number.into();
        let digits = number.unsigned_abs().to_string();
        let mut text = String::with_capacity(digits.len() + 4);
        for (at, digit) in digits.char_indices() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push('\u{a0}');
            }
            text.push(digit);
        }
        if number < 0 { format!("−{text}") } else { text }
    }

    /// Hundredths of a percent: «33,33 %».
    pub fn share(self, hundredths: i32) -> String {
        let text = domain::register::value::share_text(hundredths);
        format!("{}\u{a0}%", text.replace('.', ","))
    }

    /// At most one decimal, with a comma: «12,5», «12».
    pub fn decimal(self, number: f64) -> String {
        let rounded = (number * 10.0).round() / 10.0;
        let text = if rounded.fract() == 0.0 {
            format!("{rounded:.0}")
        } else {
            format!("{rounded:.1}")
        };
        text.replace('.', ",")
    }
}

/// «16» on the hour, «16.05» otherwise.
fn clock_time(hour: u32, minute: u32) -> String {
    if minute == 0 {
        format!("{hour}")
    } else {
        format!("{hour}.{minute:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_is_read_in_oslo_time() {
        let deadline = NaiveDate::from_ymd_opt(2026, 12, 1)
            .unwrap()
            .and_hms_opt(15, 0, 0)
            .unwrap();
        assert_eq!(Lang::Nb.long_time(deadline), "tirsdag 1. desember 2026 kl. 16");
        assert_eq!(Lang::Nn.long_time(deadline), "tysdag 1. desember 2026 kl. 16");
    }

    #[test]
    fn numbers_have_a_comma_and_a_gap() {
        assert_eq!(Lang::Nb.decimal(12.5), "12,5");
        assert_eq!(Lang::Nb.decimal(12.0), "12");
        assert_eq!(Lang::Nb.count(1339), "1\u{a0}339");
        assert_eq!(Lang::Nb.count(205_163), "205\u{a0}163");
        assert_eq!(Lang::Nb.count(38), "38");
    }
}
