//! What changed in an arrangement, field by field, in the reader's words.

use chrono::NaiveDate;

use crate::domain::arrangement::{DefinitionStatus, LegalForm, Level, Life, NameKind};
use crate::domain::directory::Directory;
use crate::domain::listing::Change;
use crate::i18n::Lang;

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

/// The fields as exports and corrections name them.
fn field(t: Lang, code: &str) -> &str {
    match code {
        "name" => t.name(),
        "name_kind" => t.register_name_kind(),
        "sector" => t.register_sector(),
        "task_fields" => t.register_task_fields(),
        "legal_form" => t.register_form(),
        "host" | "host_number" | "host_name" => t.register_host(),
        "established_year" => t.register_established(),
        "fte" => t.register_fte(),
        "level" => t.register_level(),
        "level_reason" => t.register_level_reason(),
        "participant_count" => t.register_participants(),
        "participant_added" => t.register_participant_added(),
        "participant_removed" => t.register_participant_removed(),
        "content" => t.register_content(),
        "definition_status" => t.register_definition_status(),
        "definition_reason" => t.register_definition_reason(),
        "life" => t.register_life(),
        "ended_year" => t.register_ended_year(),
        "ended_reason" => t.register_ended_reason(),
        "political_organisation" => t.register_political(),
        "administrative_organisation" => t.register_administrative(),
        "ownership" => t.register_ownership(),
        "recent_changes" => t.register_recent_changes(),
        "cost_key" => t.register_cost_key(),
        "agreement_date" => t.register_agreement_date(),
        "agreement_link" => t.register_agreement_link(),
        "governor_notified" => t.register_governor_notified(),
        "note" => t.register_note(),
        other => other,
    }
}

/// Codes, numbers and dates as people read them; texts as they were written.
fn value(t: Lang, directory: &Directory, field: &str, given: &str) -> String {
    let known = match field {
        "name_kind" => NameKind::from_code(given).map(|kind| t.name_kind(kind).to_owned()),
        "legal_form" => LegalForm::from_code(given).map(|form| t.legal_form_short(form).to_owned()),
        "level" => Level::from_code(given).map(|level| t.level_short(level).to_owned()),
        "definition_status" => {
            DefinitionStatus::from_code(given).map(|status| t.definition(status).to_owned())
        }
        "life" => Life::from_code(given).map(|life| t.life(life).to_owned()),
        "host_number" | "host" | "participant_added" | "participant_removed" => directory
            .by_number(given)
            .map(|entry| entry.municipality.name.clone()),
        "fte" => given.parse().ok().map(|fte| t.decimal(fte)),
        "agreement_date" => given.parse::<NaiveDate>().ok().map(|date| t.date(date)),
        "task_fields" => Some(given.replace(';', ", ")),
        "governor_notified" if given == "yes" => Some(t.yes().to_owned()),
        "governor_notified" if given == "no" => Some(t.no().to_owned()),
        _ => None,
    };
    known.unwrap_or_else(|| given.to_owned())
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
