//! `contacts.csv`: whom to write to in the municipalities.

use std::collections::{HashMap, HashSet};

use super::places::Places;
use super::reason::Reason;
use super::row::{Columns, Row, check_header};
use super::told::{Class, Differs, Doubt, Told, differing};
use super::{Context, ImportError, Sheet, Summary, all_right};
use base::clock;
use db::DbConn;
use db::places::contacts::{self, Contact, NewContact};
use domain::places::municipality::MunicipalityId;

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

/// A contact is known by municipality and address; a mailroom by being its municipality's. One that has changed is
/// ended as it was and added as it is, so that what was known when stays on record.
/// `within` are the municipalities that whoever imports may speak of; none means all.
pub fn contacts(
    conn: &mut DbConn,
    context: &Context,
    within: Option<&HashSet<MunicipalityId>>,
    sheet: &Sheet,
) -> Result<Summary, ImportError> {
    let mut problems = check_header(sheet, &CONTACTS);
    let today = clock::today(context.now);
    let places = Places::on(conn, today, clock::year(context.now))?;
    let known = contacts::in_force(conn)?;
    let mut lines: HashMap<(i64, String), u64> = HashMap::new();
    let (mut new, mut changed) = (Vec::new(), Vec::new());
    let mut summary = Summary::default();
    let mut told = Vec::new();
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
        let (municipality, what) = match places.find(&number, kommune.as_deref(), None) {
            Ok(found) if !within.is_none_or(|area| area.contains(&found.id)) => {
                row.wrong(Reason::NotInArea {
                    number: found.number.clone(),
                    name: found.name.clone(),
                });
                continue;
            }
            Ok(found) => (found.id.0, format!("{}, {email}", found.name)),
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
            None => {
                told.push((Told::new(row.line(), what, Class::New), municipality));
                new.push((municipality, contact));
            }
            Some((_, before)) if before.differs_in(&contact).is_empty() => {
                told.push((Told::new(row.line(), what, Class::Unchanged), municipality));
                summary.unchanged += 1;
            }
            Some((_, before)) => {
                let differs = contact_differs(before, &contact);
                told.push((
                    Told::new(row.line(), what, Class::Changed).with(differs),
                    municipality,
                ));
                changed.push((before, municipality, contact));
            }
        }
    }
    all_right(problems)?;
    (summary.new, summary.changed) = (new.len(), changed.len());
    summary.rows = with_doubts(told, &places, &known);
    for (municipality, contact) in &new {
        contacts::add(conn, *municipality, contact, today)?;
    }
    for (before, municipality, contact) in &changed {
        contacts::end(conn, before.id, before.version, today)?;
        contacts::add(conn, *municipality, contact, today)?;
    }
    Ok(summary)
}

fn contact_differs(before: &Contact, new: &NewContact) -> Vec<Differs> {
    let pair = |field, from: &Option<String>, to: &Option<String>| (field, from.clone(), to.clone());
    differing([
        pair("name", &before.name, &new.name),
        pair("title", &before.title, &new.title),
        pair("email", &before.email, &new.email),
        pair("phone", &before.phone, &new.phone),
    ])
}

fn domain(email: &str) -> &str {
    email.rsplit('@').next().unwrap_or_default()
}

/// Addresses that belong to somebody else, or look unlike their neighbours. Only what is new in the file is looked at.
fn with_doubts(told: Vec<(Told, i64)>, places: &Places, known: &[(i64, Contact)]) -> Vec<Told> {
    const USUAL: &str = "kommune.no";
    let email_of = |told: &Told| told.what.rsplit(", ").next().unwrap_or_default().to_owned();
    let usual = told
        .iter()
        .filter(|(told, _)| domain(&email_of(told)).ends_with(USUAL))
        .count();
    let is_usual = told.len() >= 3 && usual * 2 > told.len();
    told.into_iter()
        .map(|(told, municipality)| {
            if told.class == Class::Unchanged {
                return told;
            }
            let email = email_of(&told);
            let mut doubts = Vec::new();
            let of_another = known.iter().find(|(of, contact)| {
                *of != municipality && contact.email.as_deref() == Some(email.as_str())
            });
            if let Some((of, _)) = of_another {
                let name = places.name_of(MunicipalityId(*of)).unwrap_or_default();
                doubts.push(Doubt::AddressOf(name.to_owned()));
            }
            let domain = domain(&email).to_owned();
            let own: Vec<&str> = known
                .iter()
                .filter(|(of, _)| *of == municipality)
                .filter_map(|(_, contact)| contact.email.as_deref())
                .map(self::domain)
                .collect();
            if let Some(known) = own.first().filter(|_| !own.contains(&domain.as_str())) {
                let known = (*known).to_owned();
                doubts.push(Doubt::OtherDomain { domain, known });
            } else if own.is_empty() && is_usual && !domain.ends_with(USUAL) {
                let usual = USUAL.to_owned();
                doubts.push(Doubt::UnusualDomain { domain, usual });
            }
            told.doubted(doubts)
        })
        .collect()
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
