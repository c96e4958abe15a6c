//! The correction form's fields, filled with what is stated of an arrangement.

use chrono::{Datelike, NaiveDate};

use crate::form::Form;
use domain::answer::response::{Field, PartyKey};
use domain::places::directory::Directory;
use domain::places::municipality::MunicipalityId;
use domain::register::fields::Kind;
use domain::register::stated::Stated;
use domain::register::value::share_text;

pub const HOST: &str = "vert";
/// The host's name, where it is no municipality, in a field of its own.
pub const OTHER_HOST: &str = "vert_annen";
/// The choice that points to that field. With a name after it, it is both in one.
pub const ANOTHER: &str = "annen";
/// A choice of its own among yes and no, so that it can be chosen again.
pub const UNKNOWN: &str = "ukjent";
pub const PARTICIPANT: &str = "deltaker";
/// All participants in one value, where they are chosen as one.
pub const PARTIES: &str = "deltakere";
pub const COMMENT: &str = "kommentar";
pub const ALIKE: &str = "likt";

/// A municipality as the form's values name it: by its number, unless another one bears that today.
pub fn code(directory: &Directory, id: MunicipalityId) -> String {
    let number = directory
        .entry(id)
        .map_or("", |entry| entry.municipality.number.as_str());
    match directory.by_number(number) {
        Some(entry) if entry.municipality.id == id => number.to_owned(),
        _ => format!("nr-{}", id.0),
    }
}

pub fn municipality(directory: &Directory, code: &str) -> Option<MunicipalityId> {
    match code.strip_prefix("nr-") {
        Some(id) => {
            let id = MunicipalityId(id.parse().ok()?);
            directory.entry(id).map(|_| id)
        }
        None => directory.by_number(code).map(|entry| entry.municipality.id),
    }
}

pub fn share_field(code: &str) -> String {
    format!("andel-{code}")
}

/// One row of the other owners; they count from 1.
pub fn owner_field(at: usize, what: &str) -> String {
    format!("eier-{at}-{what}")
}

pub fn share(hundredths: Option<i32>) -> String {
    hundredths.map(share_text).unwrap_or_default().replace('.', ",")
}

/// A value as its field shows it.
pub fn shown(directory: &Directory, field: Field, value: Option<&str>) -> String {
    let kind = field.spec().kind;
    let Some(value) = value else {
        let unknown = if kind == Kind::YesNo { UNKNOWN } else { "" };
        return unknown.to_owned();
    };
    match kind {
        Kind::Tenths => value.replace('.', ","),
        Kind::Date => value.parse::<NaiveDate>().map_or_else(
            |_| value.to_owned(),
            |date| format!("{}.{}.{}", date.day(), date.month(), date.year()),
        ),
        Kind::YesNo if value == "yes" => "ja".to_owned(),
        Kind::YesNo => "nei".to_owned(),
        Kind::Host if directory.by_number(value).is_none() => format!("{ANOTHER}:{value}"),
        _ => value.to_owned(),
    }
}

pub fn other_owners(stated: &Stated) -> impl Iterator<Item = (&PartyKey, &Option<i32>)> {
    stated
        .parties
        .iter()
        .filter(|(party, _)| matches!(party, PartyKey::Other(..)))
}

/// The whole form. `registered` is what the register has: whoever was taken out keeps the share that they had there.
pub fn filled(directory: &Directory, registered: &Stated, stated: &Stated, comment: Option<&str>) -> Form {
    let mut values: Vec<(String, String)> = Vec::new();
    for field in Field::stated() {
        let value = shown(directory, field, stated.value(field));
        match value.strip_prefix("annen:").filter(|_| field == Field::Host) {
            Some(other) => {
                values.push((HOST.to_owned(), ANOTHER.to_owned()));
                values.push((OTHER_HOST.to_owned(), other.to_owned()));
            }
            None => values.push((field.spec().name.to_owned(), value)),
        }
    }
    for (id, hundredths) in municipalities(stated) {
        let code = code(directory, id);
        values.push((share_field(&code), share(hundredths)));
        values.push((PARTICIPANT.to_owned(), code));
    }
    for (id, hundredths) in municipalities(registered) {
        if !stated.parties.contains_key(&PartyKey::Municipality(id)) {
            values.push((share_field(&code(directory, id)), share(hundredths)));
        }
    }
    for (at, (party, hundredths)) in other_owners(stated).enumerate() {
        if let PartyKey::Other(kind, name) = party {
            values.push((owner_field(at + 1, "navn"), name.clone()));
            values.push((owner_field(at + 1, "type"), kind.code().to_owned()));
            values.push((owner_field(at + 1, "andel"), share(*hundredths)));
        }
    }
    values.push((COMMENT.to_owned(), comment.unwrap_or_default().to_owned()));
    Form::filled(values.iter().map(|(name, value)| (name.as_str(), value.clone())))
}

fn municipalities(stated: &Stated) -> impl Iterator<Item = (MunicipalityId, Option<i32>)> {
    stated.parties.iter().filter_map(|(party, share)| match party {
        PartyKey::Municipality(id) => Some((*id, *share)),
        PartyKey::Other(..) => None,
    })
}

/// All participants in one value, a line for each: kind, share, and who.
pub fn compact(directory: &Directory, stated: &Stated) -> String {
    let lines = stated.parties.iter().map(|(party, hundredths)| match party {
        PartyKey::Municipality(id) => format!("municipality|{}|{}", share(*hundredths), code(directory, *id)),
        PartyKey::Other(kind, name) => format!("{}|{}|{name}", kind.code(), share(*hundredths)),
    });
    lines.collect::<Vec<_>>().join("\n")
}
