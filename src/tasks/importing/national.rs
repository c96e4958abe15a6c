//! The country's municipalities: their names and written forms, and how they merge, split and change number.

use std::collections::HashMap;

use super::places::Places;
use super::reason::Reason;
use super::row::{Columns, Row, check_header};
use super::told::{Class, Differs, Note, Told, differing};
use super::{Context, ImportError, Sheet, Summary, all_right};
use base::clock;
use db::DbConn;
use db::places;
use db::places::write::{Change, NewMunicipality};
use domain::places::municipality::{Number, WrittenForm};

const MUNICIPALITIES: Columns = Columns {
    known: &[
        "kommunenummer",
        "name",
        "county_number",
        "county",
        "official_name",
        "name_sami",
        "sami_language",
        "name_kven",
        "lat",
        "lon",
        "language_form",
    ],
    required: &["kommunenummer"],
};
const CHANGES: Columns = Columns {
    known: &[
        "old_number",
        "old_name",
        "old_county",
        "new_number",
        "new_name",
        "new_county",
        "valid_from",
        "kind",
    ],
    required: &[
        "old_number",
        "old_name",
        "old_county",
        "new_number",
        "new_name",
        "new_county",
        "valid_from",
        "kind",
    ],
};
const KINDS: &[&str] = &["merge", "split", "renumber", "county_transfer"];

/// Without a mapping the file is about the municipalities themselves: a new number is a new municipality, a known one
/// gets the names and the written form of the file.
pub fn municipalities(conn: &mut DbConn, context: &Context, sheet: &Sheet) -> Result<Summary, ImportError> {
    let mut problems = check_header(sheet, &MUNICIPALITIES);
    for problem in &mut problems {
        if let Reason::UnknownColumn { column, .. } = &problem.reason
            && ["population", "regions", "in_area"].contains(&column.as_str())
        {
            problem.reason = Reason::NeedsMapping(column.clone());
        }
    }
    let today = clock::today(context.now);
    let places = Places::on(conn, today, clock::year(context.now))?;
    let known = places::write::today(conn)?;
    let mut lines: HashMap<String, u64> = HashMap::new();
    let (mut new, mut changed) = (Vec::new(), Vec::new());
    let mut summary = Summary::default();
    for row in &sheet.rows {
        let mut row = Row::new(sheet, row, &mut problems);
        let Some(number) = row.must("kommunenummer", 10) else {
            continue;
        };
        let name = row.text("name", 300).flatten();
        let county_number = row.text("county_number", 10).flatten();
        let county = row.text("county", 100).flatten();
        if let Some(line) = lines.insert(number.clone(), row.line()) {
            row.wrong(Reason::Twice {
                what: number.clone(),
                line,
            });
        }
        let before = known.get(&number);
        if before.is_some() {
            if let Err(reason) = places.find(&number, name.as_deref(), county_number.as_deref()) {
                row.wrong(reason);
            }
        } else if Number::parse(&number).is_none() {
            row.wrong(Reason::NotANumberOfFourDigits(number));
            continue;
        } else {
            for (column, value) in [("name", &name), ("county", &county)] {
                if value.is_none() {
                    row.wrong(Reason::Missing(column));
                }
            }
        }
        let mut after = before.cloned().unwrap_or_else(|| NewMunicipality {
            name: name.clone().unwrap_or_default(),
            county: county.unwrap_or_default(),
            ..NewMunicipality::numbered(&number)
        });
        let names = [
            ("official_name", &mut after.official_name),
            ("name_sami", &mut after.name_sami),
            ("sami_language", &mut after.sami_language),
            ("name_kven", &mut after.name_kven),
        ];
        for (column, kept) in names {
            if let Some(given) = row.text(column, 300) {
                *kept = given;
            }
        }
        for (column, kept) in [("lat", &mut after.lat), ("lon", &mut after.lon)] {
            if let Some(given) = row.coordinate(column) {
                *kept = given;
            }
        }
        if let Some(Some(form)) = row.code("language_form", WrittenForm::ALL, WrittenForm::code) {
            after.written_form = form;
        }
        let what = format!("{} {}", after.number, after.name);
        let told = |class| Told::new(row.line(), what, class);
        match before {
            None => {
                summary.rows.push(told(Class::New));
                new.push(after);
            }
            Some(before) if *before == after => {
                summary.rows.push(told(Class::Unchanged));
                summary.unchanged += 1;
            }
            Some(before) => {
                summary
                    .rows
                    .push(told(Class::Changed).with(names_differ(before, &after)));
                changed.push(after);
            }
        }
    }
    all_right(problems)?;
    (summary.new, summary.changed) = (new.len(), changed.len());
    places::write::insert(conn, &new)?;
    for municipality in &changed {
        places::write::update_names(conn, municipality)?;
    }
    Ok(summary)
}

fn names_differ(before: &NewMunicipality, after: &NewMunicipality) -> Vec<Differs> {
    let degrees = |at: Option<f64>| at.map(|at| at.to_string());
    let form = |form: WrittenForm| Some(form.code().to_owned());
    differing([
        (
            "official_name",
            before.official_name.clone(),
            after.official_name.clone(),
        ),
        ("name_sami", before.name_sami.clone(), after.name_sami.clone()),
        (
            "sami_language",
            before.sami_language.clone(),
            after.sami_language.clone(),
        ),
        ("name_kven", before.name_kven.clone(), after.name_kven.clone()),
        ("lat", degrees(before.lat), degrees(after.lat)),
        ("lon", degrees(before.lon), degrees(after.lon)),
        (
            "language_form",
            form(before.written_form),
            form(after.written_form),
        ),
    ])
}

/// A municipality that is no more on a day ends on it, and the one that it became begins, if it was not there.
pub fn changes(conn: &mut DbConn, sheet: &Sheet) -> Result<Summary, ImportError> {
    let mut problems = check_header(sheet, &CHANGES);
    let known = places::write::changes(conn)?;
    let mut read: Vec<Change> = Vec::new();
    let mut summary = Summary::default();
    for row in &sheet.rows {
        let mut row = Row::new(sheet, row, &mut problems);
        let mut number = |column| {
            let text = row.must(column, 10)?;
            if Number::parse(&text).is_none() {
                row.wrong(Reason::NotANumberOfFourDigits(text));
                return None;
            }
            Some(text)
        };
        let numbers = (number("old_number"), number("new_number"));
        let names = (row.must("old_name", 300), row.must("new_name", 300));
        let counties = (row.must("old_county", 100), row.must("new_county", 100));
        let valid_from = row.date("valid_from").flatten();
        let kind = row.code("kind", KINDS, |kind| kind).flatten();
        for (column, is_missing) in [("valid_from", valid_from.is_none()), ("kind", kind.is_none())] {
            if is_missing && row.is_right() {
                row.wrong(Reason::Missing(column));
            }
        }
        let ((Some(old_number), Some(new_number)), (Some(old_name), Some(new_name))) = (numbers, names)
        else {
            continue;
        };
        let ((Some(old_county), Some(new_county)), Some(valid_from), Some(kind)) =
            (counties, valid_from, kind)
        else {
            continue;
        };
        let change = Change {
            old_number,
            old_name,
            old_county,
            new_number,
            new_name,
            new_county,
            valid_from,
            kind: kind.to_owned(),
        };
        let same = |other: &&Change| {
            other.old_number == change.old_number
                && other.new_number == change.new_number
                && other.valid_from == change.valid_from
        };
        if read.iter().any(|other| same(&other)) {
            let what = format!("{} → {}", change.old_number, change.new_number);
            row.wrong(Reason::Repeated(what));
        }
        let what = format!(
            "{} {} → {} {}, {}",
            change.old_number, change.old_name, change.new_number, change.new_name, change.valid_from
        );
        match known.iter().find(same) {
            Some(other) if *other == change => {
                summary.rows.push(Told::new(row.line(), what, Class::Unchanged));
                summary.unchanged += 1;
            }
            Some(_) => row.wrong(Reason::KnownOtherwise(what)),
            None => {
                summary.rows.push(Told::new(row.line(), what, Class::New));
                read.push(change);
            }
        }
    }
    all_right(problems)?;
    summary.new = read.len();
    places::write::insert_changes(conn, &read)?;
    let mut here = places::write::today(conn)?;
    let mut begun = Vec::new();
    for change in &read {
        // Predecessors long gone are no municipalities here: there is nothing to end, and nothing to begin.
        if change.old_number == change.new_number || here.remove(&change.old_number).is_none() {
            continue;
        }
        places::write::end(conn, &change.old_number, change.valid_from)?;
        if !here.contains_key(&change.new_number) {
            let new = NewMunicipality {
                name: change.new_name.clone(),
                county: change.new_county.clone(),
                valid_from: Some(change.valid_from),
                ..NewMunicipality::numbered(&change.new_number)
            };
            places::write::insert(conn, std::slice::from_ref(&new))?;
            begun.push(format!("{} {}", new.number, new.name));
            here.insert(new.number.clone(), new);
        }
    }
    if !begun.is_empty() {
        summary.notes.push(Note::Municipalities(begun));
    }
    Ok(summary)
}
