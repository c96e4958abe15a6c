//! One typed value of the correction form: as the exports write it, or what is wrong with it.

use chrono::NaiveDate;

use super::fill::{self, ANOTHER, UNKNOWN};
use super::read::Around;
use domain::answer::response::{Field, UNSURE};
use domain::register::arrangement::LegalForm;
use domain::register::stated::{parse_tenths, tenths};

const LONGEST_LINE: usize = 200;
const LONGEST_TEXT: usize = 4000;
const LONGEST_LINK: usize = 500;
const FIRST_YEAR: i32 = 1800;

/// Nothing where nothing was typed.
pub fn read(around: &Around, field: Field, typed: &str) -> Result<Option<String>, String> {
    let (t, label) = (around.t, around.t.field(field));
    if typed.is_empty() {
        return match field {
            Field::Name => Err(t.missing(&label)),
            _ => Ok(None),
        };
    }
    let value = match field {
        Field::EstablishedYear => {
            let last = around.this_year + 1;
            let year = four_digits(typed).ok_or_else(|| t.correct_year().to_owned())?;
            if !(FIRST_YEAR..=last).contains(&year) {
                return Err(t.correct_year_range(&FIRST_YEAR, &last));
            }
            year.to_string()
        }
        Field::Fte => parse_tenths(typed)
            .map(tenths)
            .ok_or_else(|| t.correct_fte().to_owned())?,
        Field::LegalForm => Some(typed)
            .filter(|code| *code == UNSURE || LegalForm::from_code(code).is_some())
            .map(str::to_owned)
            .ok_or_else(|| t.choose(&label))?,
        Field::Host => host(around, typed)?,
        Field::AgreementDate => date(typed, around.this_year)
            .map(|date| date.to_string())
            .ok_or_else(|| t.correct_date().to_owned())?,
        Field::AgreementLink => {
            let link = short(around, field, typed, LONGEST_LINK)?;
            if !is_link(&link) {
                return Err(t.correct_link().to_owned());
            }
            link
        }
        Field::GovernorNotified => match typed {
            "ja" => "yes".to_owned(),
            "nei" => "no".to_owned(),
            UNKNOWN => return Ok(None),
            _ => return Err(t.choose(&label)),
        },
        Field::Name | Field::CostKey => short(around, field, &one_line(typed), LONGEST_LINE)?,
        _ => short(around, field, typed, LONGEST_TEXT)?,
    };
    Ok(Some(value))
}

fn host(around: &Around, typed: &str) -> Result<String, String> {
    let t = around.t;
    let Some(name) = typed
        .strip_prefix(ANOTHER)
        .and_then(|rest| rest.strip_prefix(':'))
    else {
        let known = fill::municipality(around.directory, typed).and_then(|id| around.directory.entry(id));
        return known
            .map(|entry| entry.municipality.number.clone())
            .ok_or_else(|| t.correct_no_such_municipality(typed));
    };
    let name = one_line(name.trim());
    if name.is_empty() {
        return Err(t.missing(&t.correct_other_host()));
    }
    // Four digits would be read as a municipality later, whichever that is then.
    if four_digits(&name).is_some() {
        return Err(t.correct_no_such_municipality(&name));
    }
    short(around, Field::Host, &name, LONGEST_LINE)
}

fn short(around: &Around, field: Field, typed: &str, longest: usize) -> Result<String, String> {
    let length = typed.chars().count();
    if length > longest {
        let t = around.t;
        return Err(t.too_long(&t.field(field), &longest, &length));
    }
    Ok(typed.to_owned())
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\t'], " ")
}

/// A year as people write it in full; «0208» is none.
pub fn four_digits(text: &str) -> Option<i32> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    is_year.then(|| text.parse().ok()).flatten()
}

/// «1.12.2026», «01.12.26», «2026-12-01».
pub fn date(text: &str, this_year: i32) -> Option<NaiveDate> {
    let parts: Vec<&str> = text
        .split(['.', '/', '-', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let number = |text: &str| text.parse::<u32>().ok();
    let (year, month, day) = match parts[..] {
        [year, month, day] if year.len() == 4 => (year, month, day),
        [day, month, year] => (year, month, day),
        _ => return None,
    };
    let year = match year.len() {
        4 => four_digits(year)?,
        2 => {
            let near = 2000 + i32::try_from(number(year)?).ok()?;
            // An agreement is rarely made for more than ten years ahead.
            if near > this_year + 10 { near - 100 } else { near }
        }
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, number(month)?, number(day)?)
        .filter(|_| (FIRST_YEAR..=this_year + 50).contains(&year))
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

    #[test]
    fn s44_dates_are_read_as_people_write_them() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 1);
        for text in ["1.12.2026", "01.12.26", "2026-12-01", "1/12-2026", "1. 12. 2026"] {
            assert_eq!(date(text, 2026), day, "{text}");
        }
        assert_eq!(date("1.5.98", 2026), NaiveDate::from_ymd_opt(1998, 5, 1));
        for wrong in [
            "",
            "2026",
            "31.2.2026",
            "1.12.026",
            "snart",
            "1.13.2026",
            "1.1.1066",
        ] {
            assert_eq!(date(wrong, 2026), None, "{wrong}");
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
            assert!(!is_link(wrong), "{wrong}");
        }
    }

    #[test]
    fn s44_a_year_has_four_digits() {
        assert_eq!(four_digits("2008"), Some(2008));
        for wrong in ["208", "0208", "20088", "to08", "-208", "２００８"] {
            assert_eq!(four_digits(wrong), None, "{wrong}");
        }
    }
}
