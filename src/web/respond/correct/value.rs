//! One typed value of the correction form: as the exports write it, or what is wrong with it.

use super::fill::{self, ANOTHER, UNKNOWN};
use super::read::Around;
use domain::answer::response::{Field, UNSURE};
use domain::register::fields::Kind;
use domain::register::value::{self, By, four_digits};
use i18n::told;

/// Nothing where nothing was typed.
pub fn read(around: &Around, field: Field, typed: &str) -> Result<Option<String>, String> {
    let (t, label) = (around.t, around.t.field(field));
    if typed.is_empty() {
        return match field {
            Field::Name => Err(t.missing(&label)),
            _ => Ok(None),
        };
    }
    let kind = field.spec().kind;
    let code = match (kind, typed) {
        (Kind::Host, _) => return host(around, typed).map(Some),
        (Kind::LegalForm, UNSURE) => return Ok(Some(UNSURE.to_owned())),
        (Kind::YesNo, UNKNOWN) => return Ok(None),
        (Kind::YesNo, "ja") => "yes",
        (Kind::YesNo, "nei") => "no",
        (Kind::YesNo, _) => return Err(t.choose(&label)),
        (_, typed) => typed,
    };
    plain(around, field, code).map(Some)
}

fn plain(around: &Around, field: Field, typed: &str) -> Result<String, String> {
    let kind = field.spec().kind;
    let line = one_line(typed);
    let typed = if kind == Kind::Text { typed } else { &line };
    let by = By::Hand {
        year: around.this_year,
    };
    let label = around.t.field(field);
    value::read(kind, typed, by).map_err(|wrong| told::wrong(around.t, label, &wrong))
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
    plain(around, Field::Host, &name)
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\t'], " ")
}
