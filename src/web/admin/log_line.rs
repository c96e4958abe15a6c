//! A line of the audit log in words: who, on whose behalf, what, to what, from what to what.

use serde_json::Value;

use crate::db::audit_read::Line;
use crate::domain::access::Role;
use crate::domain::event::Happening;
use crate::domain::municipality::WrittenForm;
use crate::i18n::Lang;

pub struct LogLine {
    pub id: i64,
    pub when: String,
    pub actor: String,
    pub actor_href: Option<String>,
    pub principal: Option<String>,
    pub what: String,
    pub subject: String,
    pub subject_href: Option<String>,
    /// The mapping and the municipality, where they are not the subject itself.
    pub places: Vec<String>,
    /// Field and value; without a field the value says it all.
    pub details: Vec<(String, String)>,
}

pub fn told(t: Lang, line: Line) -> LogLine {
    let (subject, subject_href) = subject(t, &line);
    let places = [&line.municipality, &line.mapping]
        .into_iter()
        .flatten()
        .map(|(_, name)| name.clone())
        .filter(|name| *name != subject)
        .collect();
    LogLine {
        id: line.id,
        when: t.time(line.at),
        actor_href: line.actor.as_ref().map(|(id, _)| format!("/admin/brukere/{id}")),
        actor: line
            .actor
            .map_or_else(|| t.audit_the_portal().to_owned(), |(_, name)| name),
        principal: line.principal,
        what: happening(t, &line.action),
        subject,
        subject_href,
        places,
        details: details(t, &line.details),
    }
}

pub fn happening(t: Lang, code: &str) -> String {
    Happening::from_code(code).map_or_else(|| code.to_owned(), |what| t.happening(what).to_owned())
}

/// What it was done to, by name where there is one, with the way to it.
pub fn subject(t: Lang, line: &Line) -> (String, Option<String>) {
    let mapping = line.mapping.as_ref();
    let municipality = line.municipality.as_ref();
    let id = line.subject_id.unwrap_or_default();
    match line.subject_kind.as_str() {
        "user" => {
            let name = line.person.clone().unwrap_or_else(|| t.audit_a_user(&id));
            (name, line.subject_id.map(|id| format!("/admin/brukere/{id}")))
        }
        "mapping" => match mapping {
            Some((slug, name)) => (name.clone(), Some(format!("/kartlegging/{slug}"))),
            None => (t.audit_something(t.mapping(), &id), None),
        },
        "municipality" | "contact" => match municipality {
            Some((number, name)) => (name.clone(), Some(format!("/admin/kommuner/{number}"))),
            None => (t.audit_something(t.municipality(), &id), None),
        },
        "arrangement" => match (&line.arrangement, mapping) {
            (Some((number, name)), Some((slug, _))) => (
                name.clone(),
                Some(format!("/kartlegging/{slug}/ordninger/{number}")),
            ),
            (Some((_, name)), None) => (name.clone(), None),
            (None, _) => (t.audit_something(t.audit_an_arrangement(), &id), None),
        },
        "mail" => (
            t.audit_something(t.mailbox(), &id),
            Some(format!("/admin/e-post?id={id}")),
        ),
        kind if line.subject_id.is_some() => (t.audit_something(kind, &id), None),
        _ => (t.audit_the_portal().to_owned(), None),
    }
}

/// What the log keeps of a change, in the reader's words; what has none is shown as it is kept.
pub fn details(t: Lang, json: &str) -> Vec<(String, String)> {
    let Ok(Value::Object(fields)) = serde_json::from_str::<Value>(json) else {
        return Vec::new();
    };
    let text = |name: &str| fields.get(name).map(|given| value(t, name, &plain(given)));
    let mut told = Vec::new();
    if let (Some(from), Some(to)) = (text("from"), text("to")) {
        let what = text("fields").or_else(|| text("field")).unwrap_or_default();
        told.push((what, format!("{from} → {to}")));
    }
    let is_told = |name: &str| !told.is_empty() && matches!(name, "from" | "to" | "fields" | "field");
    let rest: Vec<(String, String)> = fields
        .keys()
        .filter(|name| !is_told(name))
        .map(|name| (field(t, name), text(name).unwrap_or_default()))
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
        "fields" | "field" => t.audit_field_fields(),
        "reason" => t.audit_field_reason(),
        "act" => t.audit_field_act(),
        "kind" => t.audit_field_kind(),
        "count" => t.audit_field_count(),
        "from" => t.audit_field_from(),
        "to" => t.audit_field_to(),
        "before" => t.audit_field_before(),
        other => return field_of_form(t, other).unwrap_or(other).to_owned(),
    };
    known.to_owned()
}

/// Fields that a form calls by a name of its own.
fn field_of_form(t: Lang, name: &str) -> Option<&'static str> {
    Some(match name {
        "name" => t.name(),
        "email" => t.email(),
        "title" => t.contact_title(),
        "phone" => t.contact_phone(),
        "written_form" => t.book_written_form(),
        "kind" => t.contact_kind_short(),
        _ => return None,
    })
}

fn value(t: Lang, name: &str, code: &str) -> String {
    if name == "fields" {
        let named = |code: &str| field_of_form(t, code).unwrap_or(code).to_owned();
        return code.split(", ").map(named).collect::<Vec<_>>().join(", ");
    }
    let known = match (name, code) {
        ("role", _) => Role::from_code(code).map(|role| t.role(role)),
        ("act", "added") => Some(t.audit_value_added()),
        ("act", "changed") => Some(t.audit_value_changed()),
        ("act", "ended") => Some(t.audit_value_ended()),
        ("kind", "mailroom") => Some(t.contact_mailroom()),
        ("kind", "chief") => Some(t.contact_chief()),
        ("from" | "to", _) => WrittenForm::from_code(code).map(|form| t.written_form(form)),
        _ => None,
    };
    known.unwrap_or(code).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

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
