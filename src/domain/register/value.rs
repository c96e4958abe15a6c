//! A field's value as people type it or files have it, read into what the exports write; or what is wrong with it.

use std::fmt;
use std::ops::RangeInclusive;

use super::decimals::MOST_TENTHS;
use super::kind::Kind;
use crate::text::written_time;

pub use super::decimals::{parse_share, parse_tenths, scaled, share_text, tenths};

const LONGEST_LINK: usize = 500;

/// Who wrote it, and in which year: what people type is read kindly, what a file has is read as exports write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Hand { year: i32 },
    File { year: i32 },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    TooLong {
        longest: usize,
        length: usize,
    },
    NotOneOf(&'static [&'static str]),
    NoYear,
    /// Not within these.
    Year(RangeInclusive<i32>),
    Decimal {
        highest: i32,
        decimals: u32,
    },
    Date,
    Link,
    OrganisationNumber,
}

impl By {
    const fn longest(self, kind: Kind) -> usize {
        match (self, kind) {
            (_, Kind::Link) => LONGEST_LINK,
            (Self::Hand { .. }, Kind::Text) => 4000,
            (Self::Hand { .. }, _) => 200,
            (Self::File { .. }, Kind::Text | Kind::CostKey) => 20_000,
            (Self::File { .. }, _) => 300,
        }
    }

    pub const fn years(self) -> RangeInclusive<i32> {
        match self {
            Self::Hand { year } => 1800..=year + 1,
            Self::File { year } => 1837..=year + 10,
        }
    }
}

/// What is not empty, as the exports write it.
pub fn read(kind: Kind, text: &str, by: By) -> Result<String, Wrong> {
    match kind {
        Kind::Year => {
            let year = four_digits(text).ok_or(Wrong::NoYear)?;
            let years = by.years();
            if years.contains(&year) {
                Ok(year.to_string())
            } else {
                Err(Wrong::Year(years))
            }
        }
        Kind::Tenths => parse_tenths(text).map(tenths).ok_or(Wrong::Decimal {
            highest: MOST_TENTHS / 10,
            decimals: 1,
        }),
        Kind::Date => match by {
            By::Hand { year } => written_time::date_of_old(text, year),
            By::File { .. } => written_time::iso_date(text),
        }
        .map(|date| date.to_string())
        .ok_or(Wrong::Date),
        Kind::OrganisationNumber => organisation_number(text).ok_or(Wrong::OrganisationNumber),
        kind => {
            let (longest, length) = (by.longest(kind), text.chars().count());
            if length > longest {
                return Err(Wrong::TooLong { longest, length });
            }
            match kind.codes() {
                Some(codes) if !codes.contains(&text) => Err(Wrong::NotOneOf(codes)),
                _ if kind == Kind::Link && !is_link(text) => Err(Wrong::Link),
                _ => Ok(text.to_owned()),
            }
        }
    }
}

/// For those who read files without the portal beside them.
impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::TooLong { longest, .. } => write!(f, "at most {longest} characters"),
            Self::NotOneOf(codes) => write!(f, "one of {}", codes.join(", ")),
            Self::NoYear => f.write_str("a year of four digits"),
            Self::Year(years) => write!(f, "a year from {} to {}", years.start(), years.end()),
            Self::Decimal { highest, decimals } => {
                write!(f, "a number from 0 to {highest} with at most {decimals} decimals")
            }
            Self::Date => f.write_str("a date as 2020-12-31"),
            Self::Link => f.write_str("an address that begins with https://"),
            Self::OrganisationNumber => f.write_str("nine digits, the last of which is right for the others"),
        }
    }
}

/// A year as people write it in full; «0208» is none.
pub fn four_digits(text: &str) -> Option<i32> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    is_year.then(|| text.parse().ok()).flatten()
}

/// Nine digits, however they are parted; the last one checks the others (modulus 11).
fn organisation_number(text: &str) -> Option<String> {
    const WEIGHTS: [u32; 8] = [3, 2, 7, 6, 5, 4, 3, 2];
    let bare: String = text.split_whitespace().collect();
    let digits: Vec<u32> = bare
        .chars()
        .map(|letter| letter.to_digit(10))
        .collect::<Option<_>>()?;
    let (check, rest) = digits.split_last().filter(|(_, rest)| rest.len() == 8)?;
    let sum: u32 = rest
        .iter()
        .zip(WEIGHTS)
        .map(|(digit, weight)| digit * weight)
        .sum();
    // Where it would have to be 10 there is no such number.
    ((11 - sum % 11) % 11 == *check).then_some(bare)
}

fn is_link(text: &str) -> bool {
    let small = text.to_lowercase();
    let rest = small
        .strip_prefix("https://")
        .or_else(|| small.strip_prefix("http://"));
    let is_host = |rest: &str| {
        rest.split('/')
            .next()
            .is_some_and(|host| host.contains('.') && host.len() > 3)
    };
    !text.contains(char::is_whitespace) && rest.is_some_and(is_host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(kind: Kind, text: &str) -> Result<String, Wrong> {
        read(kind, text, By::Hand { year: 2026 })
    }

    #[test]
    fn s44_dates_are_read_as_people_write_them_and_as_files_do() {
        for text in ["1.12.2026", "01.12.26", "2026-12-01", "1/12-2026", "1. 12. 2026"] {
            assert_eq!(typed(Kind::Date, text).as_deref(), Ok("2026-12-01"), "{text}");
        }
        assert_eq!(typed(Kind::Date, "1.5.98").as_deref(), Ok("1998-05-01"));
        for wrong in [
            "",
            "2026",
            "31.2.2026",
            "1.12.026",
            "snart",
            "1.13.2026",
            "1.1.1066",
        ] {
            assert_eq!(typed(Kind::Date, wrong), Err(Wrong::Date), "{wrong}");
        }
        let in_file = |text: &str| read(Kind::Date, text, By::File { year: 2026 });
        assert_eq!(in_file("2026-12-01").as_deref(), Ok("2026-12-01"));
        for wrong in ["1.12.2026", "2026-12-1", "2026-02-30"] {
            assert_eq!(in_file(wrong), Err(Wrong::Date), "{wrong}");
        }
    }

    #[test]
    fn s44_a_link_leads_to_the_web_and_nowhere_else() {
        assert!(is_link("https://www.grong.kommune.no/avtale?id=1"));
        for wrong in [
            "javascript:alert(1)",
            "www.grong.no",
            "https://",
            "https://grong/x",
            "ftp://a.no",
            "http://a.no/ b",
        ] {
            assert_eq!(typed(Kind::Link, wrong), Err(Wrong::Link), "{wrong}");
        }
    }

    #[test]
    fn s44_a_year_has_four_digits() {
        assert_eq!(four_digits("2008"), Some(2008));
        for wrong in ["208", "0208", "20088", "to08", "-208", "２００８"] {
            assert_eq!(typed(Kind::Year, wrong), Err(Wrong::NoYear), "{wrong}");
        }
        assert_eq!(typed(Kind::Year, "2028"), Err(Wrong::Year(1800..=2027)));
    }

    #[test]
    fn the_last_digit_of_an_organisation_number_checks_the_others() {
        for (text, number) in [
            ("971035854", "971035854"),
            ("971 035 854", "971035854"),
            ("938\u{a0}644\u{a0}500", "938644500"),
            // The remainder is 11, and the digit 0.
            ("100000040", "100000040"),
        ] {
            assert_eq!(
                typed(Kind::OrganisationNumber, text).as_deref(),
                Ok(number),
                "{text}"
            );
        }
        for wrong in [
            "971035855",
            "917035854",
            "97103585",
            "9710358544",
            "971035 85A",
            "971-035-854",
            // The digit would have to be 10.
            "100000130",
            "100000131",
            "９７１０３５８５４",
            "NO971035854",
        ] {
            let read = typed(Kind::OrganisationNumber, wrong);
            assert_eq!(read, Err(Wrong::OrganisationNumber), "{wrong}");
        }
    }
}
