//! The fields of an arrangement and their values, as exports and corrections name them, in the reader's words.

use chrono::NaiveDate;

use crate::Lang;
use domain::answer::response::{Field, UNSURE};
use domain::places::directory::Directory;
use domain::register::arrangement::{DefinitionStatus, LegalForm, Level, Life, NameKind};
use domain::register::stated::parse_share;

/// The fields as exports and corrections name them.
pub fn field(t: Lang, code: &str) -> &str {
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
        "share" => t.field(Field::Share),
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
pub fn value(t: Lang, directory: &Directory, field: &str, given: &str) -> String {
    let known = match field {
        "name_kind" => NameKind::from_code(given).map(|kind| t.name_kind(kind).to_owned()),
        "legal_form" if given == UNSURE => Some(t.unsure().to_owned()),
        "legal_form" => LegalForm::from_code(given).map(|form| t.legal_form_short(form).to_owned()),
        "level" => Level::from_code(given).map(|level| t.level_short(level).to_owned()),
        "definition_status" => {
            DefinitionStatus::from_code(given).map(|status| t.definition(status).to_owned())
        }
        "life" => Life::from_code(given).map(|life| t.life(life).to_owned()),
        "host_number" | "host" | "participant_added" | "participant_removed" => directory
            .by_number(given)
            .map(|entry| entry.municipality.name.clone()),
        "share" => parse_share(given).map(|share| t.share(share)),
        "fte" => given.parse().ok().map(|fte| t.decimal(fte)),
        "agreement_date" => given.parse::<NaiveDate>().ok().map(|date| t.date(date)),
        "task_fields" => Some(given.replace(';', ", ")),
        "governor_notified" if given == "yes" => Some(t.yes().to_owned()),
        "governor_notified" if given == "no" => Some(t.no().to_owned()),
        _ => None,
    };
    known.unwrap_or_else(|| given.to_owned())
}
