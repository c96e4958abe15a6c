//! From what to what: corrections of a municipality, and changes of the register, in the reader's words.

use domain::answer::response::{Correction, Field, PartyKey};
use domain::places::directory::Directory;
use domain::register::listing::Change;
use i18n::Lang;
use i18n::told;

/// A field that changed: with nothing before it was added, with nothing after it was taken away.
pub struct Diff {
    pub label: String,
    pub from: String,
    pub to: String,
}

pub fn diff(t: Lang, directory: &Directory, correction: &Correction) -> Diff {
    let told = |value: &Option<String>| {
        let value = value.as_deref().filter(|value| !value.is_empty());
        value.map(|value| told::value(t, directory, value_field(correction.field), value))
    };
    let party = correction
        .party
        .as_ref()
        .map(|party| party_name(directory, party));
    match (correction.field, party) {
        (Field::ParticipantAdded, Some(name)) => Diff {
            label: t.field(Field::ParticipantAdded).to_owned(),
            from: String::new(),
            to: with_share(&name, told(&correction.to)),
        },
        (Field::ParticipantRemoved, Some(name)) => Diff {
            label: t.field(Field::ParticipantRemoved).to_owned(),
            from: with_share(&name, told(&correction.from)),
            to: String::new(),
        },
        (field, party) => Diff {
            label: match party {
                Some(name) => format!("{} {name}", t.field(field)),
                None => t.field(field).to_owned(),
            },
            from: told(&correction.from).unwrap_or_else(|| t.unknown().to_owned()),
            to: told(&correction.to).unwrap_or_else(|| t.unknown().to_owned()),
        },
    }
}

const fn value_field(field: Field) -> &'static str {
    match field {
        // What stands beside a participant is its share.
        Field::ParticipantAdded | Field::ParticipantRemoved | Field::Share => "share",
        field => field.code(),
    }
}

fn with_share(name: &str, share: Option<String>) -> String {
    share.map_or_else(|| name.to_owned(), |share| format!("{name} ({share})"))
}

pub fn party_name(directory: &Directory, party: &PartyKey) -> String {
    match party {
        PartyKey::Municipality(id) => directory.name(*id).unwrap_or_default().to_owned(),
        PartyKey::Other(_, name) => name.clone(),
    }
}

/// What coordinators have changed in the register.
pub fn diff_of_change(t: Lang, directory: &Directory, change: &Change) -> Diff {
    let told = |value: &Option<String>| match value.as_deref().filter(|value| !value.is_empty()) {
        Some(value) => told::value(t, directory, &change.field, value),
        None if change.field.starts_with("participant_") => String::new(),
        None => t.unknown().to_owned(),
    };
    Diff {
        label: told::field(t, &change.field).to_owned(),
        from: told(&change.from),
        to: told(&change.to),
    }
}
