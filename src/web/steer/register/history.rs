//! What changed in an arrangement, field by field, in the reader's words.

use domain::places::directory::Directory;
use domain::register::listing::Change;
use i18n::Lang;
use i18n::told::{field, value};

pub struct ChangeRow {
    pub at: String,
    pub field: String,
    pub from: String,
    pub to: String,
    pub by: String,
}

pub fn row(t: Lang, directory: &Directory, change: &Change) -> ChangeRow {
    let told = |given: &Option<String>| match given.as_deref().filter(|given| !given.is_empty()) {
        Some(given) => value(t, directory, &change.field, given),
        // A participant that was added was nothing before.
        None if change.field.starts_with("participant_") => String::new(),
        None => t.unknown().to_owned(),
    };
    ChangeRow {
        at: t.time(change.at),
        field: field(t, &change.field).to_owned(),
        from: told(&change.from),
        to: told(&change.to),
        by: change
            .by
            .clone()
            .unwrap_or_else(|| source(t, &change.source).to_owned()),
    }
}

/// What stands where no person does.
fn source(t: Lang, code: &str) -> &str {
    match code {
        "import" => t.register_by_import(),
        "decision" => t.register_by_decision(),
        "copy" => t.register_by_copy(),
        "merge" => t.register_by_merge(),
        "split" => t.register_by_split(),
        _ => t.register_by_edit(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(field: &str, from: &str, to: &str) -> (String, String, String) {
        let known = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let change = Change {
            field: field.into(),
            from: known(from),
            to: known(to),
            source: "import".into(),
            at: chrono::NaiveDateTime::default(),
            by: None,
        };
        let row = row(Lang::Nb, &Directory::default(), &change);
        (row.field, row.from, row.to)
    }

    #[test]
    fn changes_are_told_in_the_words_of_the_pages() {
        let words = |field: &str, from: &str, to: &str| (field.to_owned(), from.to_owned(), to.to_owned());
        assert_eq!(told("fte", "10", "12.5"), words("Årsverk", "10", "12,5"));
        assert_eq!(
            told("legal_form", "", "iks"),
            words("Juridisk form", "Ukjent", "IKS")
        );
        assert_eq!(
            told("agreement_date", "2020-01-31", ""),
            words("Avtaledato", "31. januar 2020", "Ukjent")
        );
        assert_eq!(
            told("participant_added", "", "Trøndelag fylkeskommune"),
            words("Ny deltaker", "", "Trøndelag fylkeskommune")
        );
    }
}
