//! Contacts, questions, and the numbers of mappings made before the portal.

use std::collections::HashMap;

use super::places::Places;
use super::reason::Reason;
use super::row::{Columns, Row, check_header};
use super::{Context, ImportError, Sheet, Summary, all_right};
use crate::clock;
use crate::db::DbConn;
use crate::db::mapping_write::{self, Question};
use crate::db::municipality_write::{self, Contact, HistoryCount, HistoryMunicipalityCount};
use crate::domain::mapping::Mapping;

const CONTACTS: Columns = Columns {
    known: &[
        "kommunenummer",
        "kommune",
        "name",
        "title",
        "email",
        "phone",
        "postmottak",
    ],
    required: &["kommunenummer", "email"],
};
const QUESTIONS: Columns = Columns {
    known: &["nr", "kind", "text_nb", "text_nn"],
    required: &["nr", "text_nb", "text_nn"],
};
const QUESTION_KINDS: &[&str] = &["text", "examples"];
const HISTORY: Columns = Columns {
    known: &[
        "county",
        "year",
        "dimension",
        "level",
        "code",
        "count",
        "share_percent",
        "source",
        "note",
    ],
    required: &["county", "year", "source"],
};
const HISTORY_BY_MUNICIPALITY: Columns = Columns {
    known: &[
        "county",
        "year",
        "municipality",
        "higher",
        "regional",
        "local",
        "sum",
        "source",
    ],
    required: &["county", "year", "municipality", "source"],
};
const DIMENSIONS: &[&str] = &["level", "sector", "task_field", "legal_form"];
const MOST: i32 = 1_000_000;

/// A contact is known by municipality and address; a mailroom by being its municipality's.
pub fn contacts(conn: &mut DbConn, context: &Context, sheet: &Sheet) -> Result<Summary, ImportError> {
    let mut problems = check_header(sheet, &CONTACTS);
    let places = Places::on(conn, clock::today(context.now), clock::year(context.now))?;
    let known = municipality_write::contacts(conn)?;
    let mut lines: HashMap<(i64, String), u64> = HashMap::new();
    let (mut new, mut changed) = (Vec::new(), Vec::new());
    let mut summary = Summary::default();
    for row in &sheet.rows {
        let mut row = Row::new(sheet, row, &mut problems);
        let number = row.must("kommunenummer", 10);
        let kommune = row.text("kommune", 300).flatten();
        let name = row.text("name", 300).flatten();
        let title = row.text("title", 300).flatten();
        let email = row.must("email", 254).map(|email| email.to_lowercase());
        let phone = row.text("phone", 40).flatten();
        let is_postmottak = row.yes_no("postmottak").flatten().unwrap_or(false);
        if let Some(email) = &email
            && (email.parse::<lettre::Address>().is_err() || !email.contains('@'))
        {
            row.wrong(Reason::NotAnEmail(email.clone()));
        }
        let (Some(number), Some(email)) = (number, email) else {
            continue;
        };
        let municipality = match places.find(&number, kommune.as_deref(), None) {
            Ok(municipality) => municipality.id.0,
            Err(reason) => {
                row.wrong(reason);
                continue;
            }
        };
        if let Some(line) = lines.insert((municipality, email.clone()), row.line()) {
            row.wrong(Reason::Twice {
                what: email.clone(),
                line,
            });
        }
        let contact = Contact {
            municipality_id: municipality,
            name,
            title,
            email: Some(email),
            phone,
            is_postmottak,
        };
        let same = |other: &Contact| {
            other.municipality_id == municipality
                && other.is_postmottak == is_postmottak
                && (is_postmottak || other.email == contact.email)
        };
        match known.iter().find(|(_, other)| same(other)) {
            None => new.push(contact),
            Some((_, other)) if *other == contact => summary.unchanged += 1,
            Some((id, _)) => changed.push((*id, contact)),
        }
    }
    all_right(problems)?;
    (summary.new, summary.changed) = (new.len(), changed.len());
    municipality_write::insert_contacts(conn, &new)?;
    for (id, contact) in &changed {
        municipality_write::update_contact(conn, *id, contact)?;
    }
    Ok(summary)
}

pub fn questions(conn: &mut DbConn, mapping: &Mapping, sheet: &Sheet) -> Result<Summary, ImportError> {
    let mut problems = check_header(sheet, &QUESTIONS);
    let known = mapping_write::questions(conn, mapping.id)?;
    let mut lines: HashMap<i32, u64> = HashMap::new();
    let mut read = Vec::new();
    for row in &sheet.rows {
        let mut row = Row::new(sheet, row, &mut problems);
        let nr = row.whole("nr", 1, 1000).flatten();
        let kind = row
            .code("kind", QUESTION_KINDS, |kind| kind)
            .flatten()
            .unwrap_or("text");
        let texts = (row.must("text_nb", 2000), row.must("text_nn", 2000));
        let Some(nr) = nr else {
            if row.is_right() {
                row.wrong(Reason::Missing("nr"));
            }
            continue;
        };
        if let Some(line) = lines.insert(nr, row.line()) {
            let what = format!("question {nr}");
            row.wrong(Reason::Twice { what, line });
        }
        if let (Some(text_nb), Some(text_nn)) = texts {
            read.push(Question {
                nr,
                kind: kind.to_owned(),
                text_nb,
                text_nn,
            });
        }
    }
    all_right(problems)?;
    let mut summary = Summary::default();
    for question in &read {
        match known.iter().find(|other| other.nr == question.nr) {
            Some(other) if other == question => {
                summary.unchanged += 1;
                continue;
            }
            Some(_) => summary.changed += 1,
            None => summary.new += 1,
        }
        mapping_write::save_question(conn, mapping.id, question)?;
    }
    Ok(summary)
}

/// Two kinds of file, told apart by whether a column names municipalities.
pub fn history(conn: &mut DbConn, sheet: &Sheet) -> Result<Summary, ImportError> {
    if sheet.has("municipality") {
        history_by_municipality(conn, sheet)
    } else {
        history_counts(conn, sheet)
    }
}

fn history_counts(conn: &mut DbConn, sheet: &Sheet) -> Result<Summary, ImportError> {
    let mut problems = check_header(sheet, &HISTORY);
    let known = municipality_write::history_counts(conn)?;
    let (mut new, mut changed): (Vec<HistoryCount>, Vec<(i64, HistoryCount)>) = (Vec::new(), Vec::new());
    let mut summary = Summary::default();
    for row in &sheet.rows {
        let mut row = Row::new(sheet, row, &mut problems);
        let county = row.must("county", 100);
        let year = row.whole("year", 1900, 2200).flatten();
        let source = row.must("source", 300);
        let dimension = row
            .code("dimension", DIMENSIONS, |name| name)
            .flatten()
            .unwrap_or("level");
        let code = match row.text("level", 100).flatten() {
            Some(level) => Some(level),
            None => row.must("code", 300),
        };
        let count = row.whole("count", 0, MOST).flatten();
        let share_percent = row.whole("share_percent", 0, 100).flatten();
        let note = row.text("note", 2000).flatten();
        if year.is_none() && row.is_right() {
            row.wrong(Reason::Missing("year"));
        }
        if count.is_none() && share_percent.is_none() && row.is_right() {
            row.wrong(Reason::Missing("count"));
        }
        let (Some(county), Some(year), Some(source), Some(code)) = (county, year, source, code) else {
            continue;
        };
        let read = HistoryCount {
            county,
            year,
            dimension: dimension.to_owned(),
            code,
            count,
            share_percent,
            source,
            note,
        };
        let same = |other: &HistoryCount| {
            (
                &other.county,
                other.year,
                &other.dimension,
                &other.code,
                &other.source,
            ) == (&read.county, read.year, &read.dimension, &read.code, &read.source)
        };
        if new.iter().any(same) {
            row.wrong(Reason::Contradicts(
                "the same number is in the file twice".to_owned(),
            ));
        }
        match known.iter().find(|(_, other)| same(other)) {
            None => new.push(read),
            Some((_, other)) if *other == read => summary.unchanged += 1,
            Some((id, _)) => changed.push((*id, read)),
        }
    }
    all_right(problems)?;
    (summary.new, summary.changed) = (new.len(), changed.len());
    municipality_write::insert_history_counts(conn, &new)?;
    for (id, count) in &changed {
        municipality_write::update_history_count(conn, *id, count)?;
    }
    Ok(summary)
}

fn history_by_municipality(conn: &mut DbConn, sheet: &Sheet) -> Result<Summary, ImportError> {
    let mut problems = check_header(sheet, &HISTORY_BY_MUNICIPALITY);
    let known = municipality_write::history_municipality_counts(conn)?;
    let (mut new, mut changed): (
        Vec<HistoryMunicipalityCount>,
        Vec<(i64, HistoryMunicipalityCount)>,
    ) = (Vec::new(), Vec::new());
    let mut summary = Summary::default();
    for row in &sheet.rows {
        let mut row = Row::new(sheet, row, &mut problems);
        let county = row.must("county", 100);
        let year = row.whole("year", 1900, 2200).flatten();
        let municipality = row.must("municipality", 300);
        let source = row.must("source", 300);
        let mut count = |column| row.whole(column, 0, MOST).flatten();
        let (higher, regional, local, sum) =
            (count("higher"), count("regional"), count("local"), count("sum"));
        if year.is_none() && row.is_right() {
            row.wrong(Reason::Missing("year"));
        }
        // A published sum stands as it was published, also where its parts do not add up.
        let (Some(county), Some(year), Some(municipality), Some(source)) =
            (county, year, municipality, source)
        else {
            continue;
        };
        let read = HistoryMunicipalityCount {
            county,
            year,
            municipality,
            higher,
            regional,
            local,
            sum,
            source,
        };
        let same = |other: &HistoryMunicipalityCount| {
            (&other.county, other.year, &other.municipality) == (&read.county, read.year, &read.municipality)
        };
        if new.iter().any(same) {
            row.wrong(Reason::Contradicts(
                "the same municipality is in the file twice".to_owned(),
            ));
        }
        match known.iter().find(|(_, other)| same(other)) {
            None => new.push(read),
            Some((_, other)) if *other == read => summary.unchanged += 1,
            Some((id, _)) => changed.push((*id, read)),
        }
    }
    all_right(problems)?;
    (summary.new, summary.changed) = (new.len(), changed.len());
    municipality_write::insert_history_municipality_counts(conn, &new)?;
    for (id, count) in &changed {
        municipality_write::update_history_municipality_count(conn, *id, count)?;
    }
    Ok(summary)
}
