//! Contacts of municipalities, and the questions of a mapping.

use std::collections::HashMap;

use super::places::Places;
use super::reason::Reason;
use super::row::{Columns, Row, check_header};
use super::{Context, ImportError, Sheet, Summary, all_right};
use crate::clock;
use crate::db::DbConn;
use crate::db::contacts::{self, Contact, NewContact};
use crate::db::mapping_write::{self, Question};
use crate::domain::mapping::Mapping;
use crate::domain::question::QuestionKind;

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
    known: &[
        "nr",
        "kind",
        "text_nb",
        "text_nn",
        "options_nb",
        "options_nn",
        "for_regions",
    ],
    required: &["nr", "text_nb", "text_nn"],
};

/// A contact is known by municipality and address; a mailroom by being its municipality's. One that has changed is
/// ended as it was and added as it is, so that what was known when stays on record.
pub fn contacts(conn: &mut DbConn, context: &Context, sheet: &Sheet) -> Result<Summary, ImportError> {
    let mut problems = check_header(sheet, &CONTACTS);
    let today = clock::today(context.now);
    let places = Places::on(conn, today, clock::year(context.now))?;
    let known = contacts::in_force(conn)?;
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
            && !is_address(email)
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
        let contact = NewContact {
            name,
            title,
            email: Some(email),
            phone,
            is_postmottak,
        };
        let same = |of: i64, other: &Contact| {
            of == municipality
                && other.is_postmottak == is_postmottak
                && (is_postmottak || other.email == contact.email)
        };
        match known.iter().find(|(of, other)| same(*of, other)) {
            None => new.push((municipality, contact)),
            Some((_, before)) if before.differs_in(&contact).is_empty() => summary.unchanged += 1,
            Some((_, before)) => changed.push((before, municipality, contact)),
        }
    }
    all_right(problems)?;
    (summary.new, summary.changed) = (new.len(), changed.len());
    for (municipality, contact) in &new {
        contacts::add(conn, *municipality, contact, today)?;
    }
    for (before, municipality, contact) in &changed {
        contacts::end(conn, before.id, before.version, today)?;
        contacts::add(conn, *municipality, contact, today)?;
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
            .code("kind", QuestionKind::ALL, QuestionKind::code)
            .flatten()
            .unwrap_or(QuestionKind::Text);
        let before = known.iter().find(|known| Some(known.nr) == nr);
        let options = options(&mut row, kind, before);
        let for_regions = row.yes_no("for_regions").flatten();
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
                kind: kind.code().to_owned(),
                text_nb,
                text_nn,
                options_nb: options.0,
                options_nn: options.1,
                for_regions: for_regions
                    .or(before.map(|known| known.for_regions))
                    .unwrap_or(true),
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

/// What may be chosen, one on each line. A file without the columns leaves it as it is.
fn options(row: &mut Row, kind: QuestionKind, before: Option<&Question>) -> (String, String) {
    let nb = row.names("options_nb").map(|names| names.join("\n"));
    let nn = row.names("options_nn").map(|names| names.join("\n"));
    let nb = nb.or_else(|| before.map(|known| known.options_nb.clone()));
    let nn = nn.or_else(|| before.map(|known| known.options_nn.clone()));
    let (nb, nn) = (nb.unwrap_or_default(), nn.unwrap_or_default());
    if nb.lines().count() != nn.lines().count() {
        let what = "options_nb and options_nn must have equally many options";
        row.wrong(Reason::Contradicts(what.to_owned()));
    }
    if kind == QuestionKind::Choice && nb.is_empty() {
        row.wrong(Reason::Missing("options_nb"));
    }
    (nb, nn)
}

/// Whether it may be an address; what no server takes is found out when it is written to.
fn is_address(email: &str) -> bool {
    match email.split_once('@') {
        Some((person, host)) => {
            !person.is_empty()
                && host.split('.').count() > 1
                && host.split('.').all(|part| !part.is_empty())
                && !email.contains(|letter: char| {
                    letter.is_whitespace() || matches!(letter, '<' | '>' | ',' | ';' | '"')
                })
                && !host.contains('@')
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_person_and_a_host() {
        assert!(is_address("postmottak@grong.kommune.no"));
        for wrong in [
            "",
            "grong",
            "@grong.no",
            "kari@grong",
            "kari@grong..no",
            "a@b@c.no",
            "kari ola@grong.no",
            "Kari <a@b.no>",
        ] {
            assert!(!is_address(wrong), "{wrong}");
        }
    }
}
