//! A line of the audit log in words: who, on whose behalf, what, to what, from what to what.

use super::details::details;
use db::audit::read::Line;
use domain::event::Happening;
use i18n::Lang;

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
        "mapping" | "import" => match mapping {
            Some((slug, name)) => (name.clone(), Some(format!("/kartlegging/{slug}"))),
            None if line.subject_id.is_none() => (t.audit_the_portal().to_owned(), None),
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
        "mail" if line.subject_id.is_some() => (
            t.audit_something(t.mailbox(), &id),
            Some(format!("/admin/e-post?id={id}")),
        ),
        kind if line.subject_id.is_some() => (t.audit_something(kind, &id), None),
        _ => (t.audit_the_portal().to_owned(), None),
    }
}
