//! Dates and times of day as people type them: «1.12.2026», «1. desember», «2026-12-01», «kl. 16», «16.00».

use chrono::{Datelike, Months, NaiveDate, NaiveDateTime, NaiveTime};

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des",
];

/// The date that is meant. Without a year it is the next one with that day, counted from `today`.
pub fn date(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let small = text.trim().to_lowercase();
    match parts(&small).as_slice() {
        [day, of] => {
            let (day, of) = (whole(day)?, month(of)?);
            let this_year = NaiveDate::from_ymd_opt(today.year(), of, day);
            match this_year {
                Some(date) if date >= today => Some(date),
                _ => NaiveDate::from_ymd_opt(today.year() + 1, of, day),
            }
        }
        parts => full(parts, |short| 2000 + short),
    }
}

/// The date of something that has been agreed, which is rarely more than ten years ahead: «1.5.98» was in 1998.
pub fn date_of_old(text: &str, this_year: i32) -> Option<NaiveDate> {
    let small = text.trim().to_lowercase();
    let near = |short| match 2000 + short {
        year if year > this_year + 10 => year - 100,
        year => year,
    };
    full(&parts(&small), near).filter(|date| (1800..=this_year + 50).contains(&date.year()))
}

/// As files have it, and not otherwise: «2026-12-01».
pub fn iso_date(text: &str) -> Option<NaiveDate> {
    let date: NaiveDate = text.parse().ok()?;
    (date.to_string() == text).then_some(date)
}

fn parts(small: &str) -> Vec<&str> {
    small
        .split(|letter: char| letter.is_whitespace() || "./-,".contains(letter))
        .filter(|part| !part.is_empty() && !is_weekday(part))
        .collect()
}

fn whole(part: &str) -> Option<u32> {
    let is_number = !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| part.parse().ok()).flatten()
}

fn month(part: &str) -> Option<u32> {
    let named = MONTHS.iter().position(|name| part.starts_with(name));
    named
        .and_then(|at| u32::try_from(at + 1).ok())
        .or_else(|| whole(part))
}

/// Day, month and year, in either order. `century` makes a year of two digits.
fn full(parts: &[&str], century: impl Fn(i32) -> i32) -> Option<NaiveDate> {
    let year = |part: &str| match (part.len(), i32::try_from(whole(part)?).ok()?) {
        (2, short) => Some(century(short)),
        (4, year) => Some(year),
        _ => None,
    };
    match parts {
        [first, middle, last] if first.len() == 4 => {
            NaiveDate::from_ymd_opt(year(first)?, whole(middle)?, whole(last)?)
        }
        [day, of, last] => NaiveDate::from_ymd_opt(year(last)?, month(of)?, whole(day)?),
        _ => None,
    }
}

/// A date that has been: without a year it is the latest one with that day.
pub fn past_date(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let year_ago = today.checked_sub_months(Months::new(12))?;
    date(text, year_ago.succ_opt()?)
}

fn is_weekday(part: &str) -> bool {
    const DAYS: [&str; 12] = [
        "mandag", "måndag", "tirsdag", "tysdag", "onsdag", "torsdag", "fredag", "lørdag", "laurdag",
        "søndag", "den", "kl",
    ];
    DAYS.contains(&part)
}

/// The time of day that is meant: «16», «16.00», «16:30», «kl. 9», «1630». Midnight at the end of a day is 23.59.
pub fn time(text: &str) -> Option<NaiveTime> {
    let small = text.trim().to_lowercase();
    let bare = small
        .trim_start_matches("klokka")
        .trim_start_matches("klokken")
        .trim_start_matches("kl")
        .trim_start_matches('.')
        .trim();
    let (hour, minute) = match bare.split_once([':', '.', ',']) {
        Some((hour, minute)) => (hour.trim(), minute.trim()),
        None if bare.len() == 4 && bare.is_ascii() => bare.split_at(2),
        None => (bare, "00"),
    };
    let number = |part: &str, width: std::ops::RangeInclusive<usize>| {
        let is_number = width.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse::<u32>().ok()).flatten()
    };
    match (number(hour, 1..=2)?, number(minute, 2..=2)?) {
        (24, 0) => NaiveTime::from_hms_opt(23, 59, 0),
        (hour, minute) => NaiveTime::from_hms_opt(hour, minute, 0),
    }
}

/// Date and time in one field: «1.12.2026 kl. 16», «1. desember 16.30», «2026-12-01T16:00». A date alone gets `usual`.
pub fn moment(text: &str, today: NaiveDate, usual: NaiveTime) -> Option<NaiveDateTime> {
    let small = text.trim().to_lowercase();
    if let Some((day, hour)) = small.split_once("kl") {
        return Some(date(day, today)?.and_time(time(hour)?));
    }
    if let Some((day, hour)) = small.split_once('t').filter(|(day, _)| day.len() == 10) {
        return Some(date(day, today)?.and_time(time(hour)?));
    }
    if let Some(day) = date(&small, today) {
        return Some(day.and_time(usual));
    }
    let (day, hour) = small.rsplit_once(char::is_whitespace)?;
    Some(date(day, today)?.and_time(time(hour)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn without_a_year_the_latest_or_the_next_is_meant() {
        let today = day("2026-11-20");
        assert_eq!(past_date("1.12", today), Some(day("2025-12-01")));
        assert_eq!(past_date("20.11", today), Some(today));
        assert_eq!(past_date("21. november", today), Some(day("2025-11-21")));
        assert_eq!(past_date("1.12.2026", today), Some(day("2026-12-01")));
        assert_eq!(past_date("31.2", today), None);
    }

    #[test]
    fn a_date_is_taken_as_people_type_it() {
        let today = day("2026-11-20");
        for text in [
            "1.12.2026",
            "01.12.2026",
            "1.12.26",
            "1/12-2026",
            "1. desember 2026",
            "tirsdag 1. desember 2026",
            "1 des 2026",
            "2026-12-01",
            "1.12",
            "1. desember",
        ] {
            assert_eq!(date(text, today), Some(day("2026-12-01")), "{text}");
        }
        assert_eq!(date("1. mars", today), Some(day("2027-03-01")), "the next one");
        for wrong in [
            "",
            "1",
            "31.11.2026",
            "1.13.2026",
            "i morgen",
            "1.12.126",
            "-1.12.2026x",
        ] {
            assert_eq!(date(wrong, today), None, "{wrong}");
        }
    }

    #[test]
    fn a_time_is_taken_as_people_type_it() {
        let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0);
        for text in ["16", "16.00", "16:00", "kl. 16", "kl 16", "1600", "Klokken 16"] {
            assert_eq!(time(text), at(16, 0), "{text}");
        }
        assert_eq!(time("9.30"), at(9, 30));
        assert_eq!(time("24"), at(23, 59));
        for wrong in ["", "25", "16.6", "16.60", "seksten", "-1", "æ9"] {
            assert_eq!(time(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_moment_is_a_date_and_perhaps_a_time() {
        let four = NaiveTime::from_hms_opt(16, 0, 0).unwrap();
        let read = |text| moment(text, day("2026-11-20"), four);
        for text in [
            "1.12.2026",
            "1.12.2026 kl. 16",
            "1. desember kl. 16.00",
            "tirsdag 1. desember 2026 kl. 16",
            "1.12.2026 16:00",
            "2026-12-01T16:00",
            "2026-12-01 16.00",
        ] {
            assert_eq!(read(text), Some(day("2026-12-01").and_time(four)), "{text}");
        }
        assert_eq!(
            read("1. desember 9.30").map(|at| at.to_string()).as_deref(),
            Some("2026-12-01 09:30:00")
        );
        for wrong in ["", "kl. 16", "1.12.2026 kl.", "1.12.2026 kl. 25", "snart"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
