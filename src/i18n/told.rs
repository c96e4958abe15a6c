//! The fields of an arrangement, as exports and corrections name them, and what stands in them, in the reader's words.

use chrono::NaiveDate;

use crate::Lang;
use domain::answer::response::UNSURE;
use domain::places::directory::Directory;
use domain::register::arrangement::{DefinitionStatus, LegalForm, Level, Life, NameKind};
use domain::register::fields::{Field, Kind};
use domain::register::value::{Wrong, parse_share};

/// A column that is no field stays what it is called.
pub fn field(t: Lang, column: &str) -> &str {
    Field::of_column(column).map_or(column, |field| t.field(field))
}

/// Codes, numbers and dates as people read them; texts as they were written.
pub fn value(t: Lang, directory: &Directory, column: &str, given: &str) -> String {
    let kind = Field::of_column(column).map(|field| field.spec().kind);
    let known = kind.and_then(|kind| match kind {
        Kind::NameKind => NameKind::from_code(given).map(|kind| t.name_kind(kind).to_owned()),
        Kind::LegalForm if given == UNSURE => Some(t.unsure().to_owned()),
        Kind::LegalForm => LegalForm::from_code(given).map(|form| t.legal_form_short(form).to_owned()),
        Kind::Level => Level::from_code(given).map(|level| t.level_short(level).to_owned()),
        Kind::DefinitionStatus => {
            DefinitionStatus::from_code(given).map(|status| t.definition(status).to_owned())
        }
        Kind::Life => Life::from_code(given).map(|life| t.life(life).to_owned()),
        Kind::Host | Kind::Party => directory
            .by_number(given)
            .map(|entry| entry.municipality.name.clone()),
        Kind::Share => parse_share(given).map(|share| t.share(share)),
        Kind::Tenths => given.parse().ok().map(|number| t.decimal(number)),
        Kind::Date => given.parse::<NaiveDate>().ok().map(|date| t.date(date)),
        Kind::Listed => Some(given.replace(';', ", ")),
        Kind::YesNo if given == "yes" => Some(t.yes().to_owned()),
        Kind::YesNo if given == "no" => Some(t.no().to_owned()),
        _ => None,
    });
    known.unwrap_or_else(|| given.to_owned())
}

/// What is wrong with what was typed, and what would be right.
pub fn wrong(t: Lang, label: &str, wrong: &Wrong) -> String {
    match wrong {
        Wrong::TooLong { longest, length } => t.too_long(&label, longest, length),
        Wrong::NotOneOf(_) => t.choose(&label),
        Wrong::NoYear => t.correct_year(label),
        Wrong::Year(years) => t.correct_year_range(label, years.start(), years.end()),
        Wrong::Decimal { .. } => t.correct_fte(label),
        Wrong::Date => t.correct_date(label),
        Wrong::Link => t.correct_link(label),
        Wrong::OrganisationNumber => t.correct_organisation_number(label),
    }
}
