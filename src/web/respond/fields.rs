//! The fields of an arrangement as a municipality fills them in: what there is to choose from, and how they are read.

use chrono::Datelike;

use crate::form::Form;
use crate::list::Choice;
use crate::page::Page;
use domain::answer::response::UNSURE;
use domain::places::directory::{Directory, Entry};
use domain::register::arrangement::LegalForm;
use domain::register::value::parse_tenths;
use i18n::Lang;

/// Older than any arrangement that can still be in force.
const FIRST_YEAR: i32 = 1800;

/// One that is being established may have a year to come.
const YEARS_AHEAD: i32 = 5;

pub const LONGEST_TEXT: usize = 4000;

/// A year of four digits, or nothing.
pub fn year(page: &Page, form: &mut Form, field: &'static str, label: &str) -> Option<i32> {
    let value = form.value(field);
    if value.is_empty() {
        return None;
    }
    let years = FIRST_YEAR..=page.now.year() + YEARS_AHEAD;
    let year = value.parse().ok().filter(|year| years.contains(year));
    if year.is_none() {
        form.wrong(field, page.t.field_wrong_year(label));
    }
    year
}

/// Full-time equivalents with at most one decimal, or nothing.
pub fn fte(t: Lang, form: &mut Form, field: &'static str) -> Option<i32> {
    let value = form.value(field);
    if value.is_empty() {
        return None;
    }
    let tenths = parse_tenths(value);
    if tenths.is_none() {
        form.wrong(field, t.field_wrong_fte());
    }
    tenths
}

/// Nothing is «not sure», which is an answer too.
pub fn legal_form(t: Lang, form: &mut Form, field: &'static str) -> Option<LegalForm> {
    let value = form.value(field);
    if value.is_empty() || value == UNSURE {
        return None;
    }
    let read = LegalForm::from_code(value);
    if read.is_none() {
        form.wrong(field, t.choose(&t.register_form()));
    }
    read
}

pub fn legal_forms(t: Lang) -> Vec<Choice> {
    let forms = LegalForm::ALL
        .iter()
        .map(|form| Choice::new(form.code(), t.legal_form(*form)));
    std::iter::once(Choice::new(UNSURE, t.unsure()))
        .chain(forms)
        .collect()
}

/// A text of several lines, or nothing.
pub fn text(t: Lang, form: &mut Form, field: &'static str, label: &str) -> Option<String> {
    let value = form.value(field).to_owned();
    let length = value.chars().count();
    if length > LONGEST_TEXT {
        form.wrong(field, t.too_long(&label, &LONGEST_TEXT, &length));
    }
    Some(value).filter(|value| !value.is_empty())
}

/// The municipalities that can be chosen: those of the area, then the rest of today's country.
pub fn municipalities(directory: &Directory) -> impl Iterator<Item = &Entry> {
    let outside = directory
        .entries
        .iter()
        .filter(|entry| !entry.in_area && entry.valid_to.is_none());
    directory.area().chain(outside)
}

pub fn municipality_choices<'a>(entries: impl Iterator<Item = &'a Entry>) -> Vec<Choice> {
    entries
        .map(|entry| {
            let municipality = &entry.municipality;
            Choice::new(municipality.number.as_str(), municipality.name.as_str())
        })
        .collect()
}
