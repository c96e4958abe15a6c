//! The days on which Norway does not work: weekends, public holidays, and the weeks that most are away.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::coded;

coded!(
    /// A public holiday, or a common time off around one.
    Holiday {
        NewYear = "new_year",
        PalmSunday = "palm_sunday",
        MaundyThursday = "maundy_thursday",
        GoodFriday = "good_friday",
        Easter = "easter",
        EasterMonday = "easter_monday",
        LabourDay = "labour_day",
        ConstitutionDay = "constitution_day",
        Ascension = "ascension",
        Whitsun = "whitsun",
        WhitMonday = "whit_monday",
        Christmas = "christmas",
        BoxingDay = "boxing_day",
        /// From Monday to Wednesday before Easter.
        EasterWeek = "easter_week",
        /// The three last weeks of July.
        CommonLeave = "common_leave",
        /// Between Christmas and the new year, with both eves.
        Yuletide = "yuletide",
    }
);

/// Why nobody can be expected to be at work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayOff {
    Weekend,
    Holiday(Holiday),
}

/// Easter Sunday by the Gregorian rule (Meeus, Jones and Butcher).
fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year % 19;
    let (century, rest) = (year / 100, year % 100);
    let epact = (19 * golden + century - century / 4 - (8 * century + 13) / 25 + 15) % 30;
    let to_sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * to_sunday) / 451;
    let days = epact + to_sunday - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, (days / 31).unsigned_abs(), (days % 31 + 1).unsigned_abs())
}

/// The public holiday that a date is. A fixed one that meets a movable one gives way to it.
pub fn public_holiday(date: NaiveDate) -> Option<Holiday> {
    let from_easter = easter(date.year()).map(|easter| (date - easter).num_days());
    let movable = match from_easter {
        Some(-7) => Some(Holiday::PalmSunday),
        Some(-3) => Some(Holiday::MaundyThursday),
        Some(-2) => Some(Holiday::GoodFriday),
        Some(0) => Some(Holiday::Easter),
        Some(1) => Some(Holiday::EasterMonday),
        Some(39) => Some(Holiday::Ascension),
        Some(49) => Some(Holiday::Whitsun),
        Some(50) => Some(Holiday::WhitMonday),
        _ => None,
    };
    movable.or(match (date.month(), date.day()) {
        (1, 1) => Some(Holiday::NewYear),
        (5, 1) => Some(Holiday::LabourDay),
        (5, 17) => Some(Holiday::ConstitutionDay),
        (12, 25) => Some(Holiday::Christmas),
        (12, 26) => Some(Holiday::BoxingDay),
        _ => None,
    })
}

/// The weeks in which most are away though they are no holidays by law.
fn common_leave(date: NaiveDate) -> Option<Holiday> {
    let from_easter = easter(date.year()).map(|easter| (date - easter).num_days());
    match (from_easter, date.month(), date.day()) {
        (Some(-6..=-4), ..) => Some(Holiday::EasterWeek),
        (_, 7, 11..=31) => Some(Holiday::CommonLeave),
        (_, 12, 24 | 27..=31) => Some(Holiday::Yuletide),
        _ => None,
    }
}

/// Why reminders rest on a date, as a person would say it: the feast rather than the weekend that it falls on.
pub fn day_off(date: NaiveDate) -> Option<DayOff> {
    let is_weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    let holiday = public_holiday(date).or_else(|| common_leave(date));
    holiday
        .map(DayOff::Holiday)
        .or_else(|| is_weekend.then_some(DayOff::Weekend))
}

/// The date itself, or the first after it on which people are at work.
pub fn next_working_day(date: NaiveDate) -> NaiveDate {
    let mut day = date;
    while day_off(day).is_some() {
        let Some(next) = day.checked_add_days(Days::new(1)) else {
            return date;
        };
        day = next;
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn easter_moves_and_what_hangs_on_it_moves_with_it() {
        let known = [
            (2024, "2024-03-31"),
            (2025, "2025-04-20"),
            (2026, "2026-04-05"),
            (2027, "2027-03-28"),
            (2038, "2038-04-25"),
        ];
        for (year, date) in known {
            assert_eq!(easter(year), Some(day(date)));
        }
        assert_eq!(public_holiday(day("2026-04-02")), Some(Holiday::MaundyThursday));
        assert_eq!(public_holiday(day("2026-05-14")), Some(Holiday::Ascension));
        assert_eq!(public_holiday(day("2026-05-25")), Some(Holiday::WhitMonday));
        assert_eq!(
            public_holiday(day("2026-04-04")),
            None,
            "Easter Eve is a Saturday"
        );
    }

    #[test]
    fn a_year_has_twelve_days_of_which_two_may_meet() {
        let in_year = |year: i32| {
            let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
            first
                .iter_days()
                .take_while(|day| day.year() == year)
                .filter(|day| public_holiday(*day).is_some())
                .count()
        };
        assert_eq!(in_year(2026), 13, "with Palm Sunday");
        // Ascension fell on the first of May, and Whit Monday will fall on the seventeenth.
        assert_eq!(in_year(2008), 12);
        assert_eq!(public_holiday(day("2008-05-01")), Some(Holiday::Ascension));
        assert_eq!(in_year(2032), 12);
    }

    #[test]
    fn reminders_rest_when_people_do() {
        assert_eq!(day_off(day("2026-11-20")), None);
        assert_eq!(day_off(day("2026-11-21")), Some(DayOff::Weekend));
        assert_eq!(
            day_off(day("2026-12-24")),
            Some(DayOff::Holiday(Holiday::Yuletide))
        );
        assert_eq!(
            day_off(day("2026-07-15")),
            Some(DayOff::Holiday(Holiday::CommonLeave))
        );
        assert_eq!(
            day_off(day("2027-05-17")),
            Some(DayOff::Holiday(Holiday::WhitMonday))
        );
        assert_eq!(next_working_day(day("2026-12-24")), day("2027-01-04"));
        assert_eq!(next_working_day(day("2026-03-30")), day("2026-04-07"));
        assert_eq!(next_working_day(day("2026-11-20")), day("2026-11-20"));
    }
}
