//! What a line of the audit log keeps of a change, in words: fields, and from what to what.

use chrono::NaiveDateTime;
use serde_json::Value;

use domain::letters::letter::MailState;
use domain::people::access::Role;
use domain::places::municipality::WrittenForm;
use i18n::Lang;

/// Field and value in the reader's words; what has no word is shown as it is kept.
pub fn details(t: Lang, json: &str) -> Vec<(String, String)> {
    let Ok(Value::Object(fields)) = serde_json::from_str::<Value>(json) else {
        return Vec::new();
    };
    let text = |name: &str| fields.get(name).map(|given| value(t, name, &plain(given)));
    let mut told = Vec::new();
    if let (Some(from), Some(to)) = (text("from"), text("to")) {
        let what = text("fields").unwrap_or_default();
        told.push((what, format!("{from} → {to}")));
    }
    let is_told = |name: &str| !told.is_empty() && matches!(name, "from" | "to" | "fields");
    let rest: Vec<(String, String)> = fields
        .keys()
        .filter(|name| !is_told(name))
        .filter_map(|name| Some((field(t, name), text(name).filter(|value| !value.is_empty())?)))
        .collect();
    told.extend(rest);
    told
}

fn plain(given: &Value) -> String {
    match given {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn field(t: Lang, name: &str) -> String {
    let known = match name {
        "role" => t.users_role(),
        "region" => t.audit_field_region(),
        "fields" => t.audit_field_fields(),
        "reason" => t.audit_field_reason(),
        "act" => t.audit_field_act(),
        "kind" => t.audit_field_kind(),
        "count" => t.audit_field_count(),
        "what" => t.audit_field_what(),
        "new" => t.audit_field_new(),
        "changed" => t.audit_field_changed(),
        "way" => t.audit_field_way(),
        "slug" => t.audit_field_slug(),
        "copied_from" => t.audit_field_copied_from(),
        "from" => t.audit_field_from(),
        "to" => t.audit_field_to(),
        "before" => t.audit_field_before(),
        "number" => t.audit_kind_number(),
        "left_out" => t.audit_field_left_out(),
        "municipalities" => t.municipalities(),
        other => return field_of_form(t, other).unwrap_or(other).to_owned(),
    };
    known.to_owned()
}

/// Fields that a form calls by a name of its own.
fn field_of_form(t: Lang, name: &str) -> Option<&'static str> {
    Some(match name {
        "name" => t.name(),
        "email" => t.email(),
        "language" => t.language(),
        "title" => t.contact_title(),
        "phone" => t.contact_phone(),
        "written_form" => t.book_written_form(),
        "kind" => t.contact_kind_short(),
        "definition_nb" => t.plan_definition_nb(),
        "definition_nn" => t.plan_definition_nn(),
        "owner" => t.plan_owner(),
        "contact_name" => t.plan_contact(),
        "contact_email" => t.plan_contact_email(),
        "contact_phone" => t.plan_contact_phone(),
        "rule_own_participation" => t.plan_rule_own(),
        "rule_host_authority" => t.plan_rule_host(),
        "rule_unanimous" => t.plan_rule_unanimous(),
        "second_person" => t.plan_second_person(),
        "area" => t.plan_area(),
        "sectors" => t.sectors_title(),
        "task_fields" => t.task_fields_title(),
        "regions" => t.regions_title(),
        "questions" => t.import_kind_questions(),
        "opens_at" => t.round_opens(),
        "hosts_open_at" => t.round_hosts_open(),
        "deadline" => t.round_deadline(),
        "questions_deadline" => t.round_questions_deadline(),
        "closes_at" => t.round_closes(),
        "quiet_days" => t.round_quiet_days(),
        "max_reminders" => t.round_max_reminders(),
        "reminders" => t.round_reminders(),
        "show_others" => t.round_show_others(),
        _ => return None,
    })
}

fn value(t: Lang, name: &str, code: &str) -> String {
    if name == "fields" {
        let named = |code: &str| field_of_form(t, code).unwrap_or(code).to_owned();
        return code.split(", ").map(named).collect::<Vec<_>>().join(", ");
    }
    if let ("from" | "to", Ok(at)) = (name, written(code)) {
        return t.time(at);
    }
    let known = match (name, code) {
        ("role", _) => Role::from_code(code).map(|role| t.role(role)),
        ("act", "added") => Some(t.audit_value_added()),
        ("act", "changed") => Some(t.audit_value_changed()),
        ("act", "ended" | "closed") => Some(t.audit_value_ended()),
        ("act", "removed") => Some(t.audit_value_removed()),
        ("act", "reopened") => Some(t.audit_value_reopened()),
        ("kind", "mailroom") => Some(t.contact_mailroom()),
        ("kind", "chief") => Some(t.contact_chief()),
        ("from" | "to", _) => WrittenForm::from_code(code)
            .map(|form| t.written_form(form))
            .or_else(|| MailState::from_code(code).map(|state| t.mail_state(state))),
        ("way" | "what", _) => way_or_list(t, code),
        _ => None,
    };
    known.unwrap_or(code).to_owned()
}

/// A time as tasks write it: with a blank.
fn written(code: &str) -> Result<NaiveDateTime, chrono::ParseError> {
    NaiveDateTime::parse_from_str(code, "%Y-%m-%d %H:%M:%S")
}

/// How somebody came in or failed to, and which list was imported.
fn way_or_list(t: Lang, code: &str) -> Option<&'static str> {
    Some(match code {
        "password" => t.audit_value_password(),
        "password_and_code" => t.audit_value_password_and_code(),
        "password_and_totp" => t.audit_value_password_and_totp(),
        "password_and_recovery_code" => t.audit_value_password_and_recovery_code(),
        "link" => t.audit_value_link(),
        "code" => t.audit_value_code(),
        "totp" => t.audit_value_totp(),
        "recovery_code" => t.audit_value_recovery_code(),
        "step_up" => t.audit_value_step_up(),
        "password_change" => t.audit_value_password_change(),
        "municipalities" => t.audit_value_municipalities(),
        "changes" => t.audit_value_changes(),
        "arrangements" => t.audit_value_arrangements(),
        "participants" => t.audit_value_participants(),
        "contacts" => t.audit_value_contacts(),
        "history" => t.audit_value_history(),
        "questions" => t.audit_value_questions(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_the_tasks_log_has_a_word() {
        let tasks = [
            include_str!("../../../tasks/accounts/administering.rs"),
            include_str!("../../../tasks/accounts/entry.rs"),
            include_str!("../../../tasks/accounts/invite.rs"),
            include_str!("../../../tasks/accounts/own.rs"),
            include_str!("../../../tasks/importing/mod.rs"),
            include_str!("../../../tasks/importing/runs.rs"),
            include_str!("../../../tasks/importing/undoing.rs"),
            include_str!("../../../tasks/mail.rs"),
            include_str!("../../../tasks/mapping/mappings.rs"),
            include_str!("../../../tasks/mapping/municipality_book.rs"),
            include_str!("../../../tasks/mapping/lists.rs"),
            include_str!("../../../tasks/mapping/regions.rs"),
            include_str!("../../../tasks/mapping/planning.rs"),
            include_str!("../../../tasks/round/planning.rs"),
        ];
        // As they write it: `.with("way", way.name())`.
        let logged = tasks.iter().flat_map(|source| source.split(".with(\"").skip(1));
        let names: Vec<&str> = logged.filter_map(|rest| rest.split('"').next()).collect();
        assert!(names.len() > 15, "{names:?}");
        for name in names {
            assert_ne!(field(Lang::Nb, name), name);
        }
    }

    #[test]
    fn a_change_reads_from_what_to_what() {
        let json = r#"{"fields":"written_form","from":"bokmal","to":"nynorsk"}"#;
        assert_eq!(
            details(Lang::Nb, json),
            [("Språkvedtak".to_owned(), "Bokmål → Nynorsk".to_owned())]
        );
    }

    #[test]
    fn what_has_no_word_is_shown_as_it_is_kept() {
        let json = r#"{"act":"added","fields":"email, phone","rows":289}"#;
        let pair = |field: &str, value: &str| (field.to_owned(), value.to_owned());
        assert_eq!(
            details(Lang::Nn, json),
            [
                pair("Handling", "lagd til"),
                pair("Felt", "E-postadresse, Telefon"),
                pair("rows", "289")
            ]
        );
        assert!(details(Lang::Nb, "not json").is_empty());
    }
}
