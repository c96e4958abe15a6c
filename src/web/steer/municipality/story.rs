//! What happened with a municipality, in words: events, letters, notes; and who its people are.

use chrono::NaiveDateTime;

use crate::own_list::Tag;
use db::round::desk_municipality::{Happened, Somebody};
use domain::event::Happening;
use domain::letters::letter::{LetterKind, MailState};
use domain::people::access::{Role, UserId};
use domain::round::deputy::Source;
use i18n::Lang;

/// All of it, the newest first.
pub struct Story {
    pub events: Vec<Event>,
    pub letters: Vec<Letter>,
    pub notes: Vec<Note>,
    pub people: Vec<Person>,
}

pub struct Event {
    pub at: String,
    pub who: String,
    pub what: String,
    pub details: String,
}

pub struct Letter {
    pub at: String,
    pub kind: String,
    pub to: String,
    pub subject: String,
    pub state: Tag,
}

pub struct Note {
    pub id: i64,
    pub text: String,
    /// «Kari Koordinator, 20. november 2026 kl. 10 (endret …)»
    pub by: String,
    /// The reader wrote it.
    pub is_own: bool,
}

pub struct Person {
    pub name: String,
    pub role: String,
    pub email: String,
    pub phone: String,
    pub tag: Option<Tag>,
}

/// `user` is who may mend the own notes.
pub fn story(
    t: Lang,
    user: Option<UserId>,
    happened: &[Happened],
    people: &[Somebody],
    now: NaiveDateTime,
) -> Story {
    let of = |kind: &'static str| happened.iter().filter(move |one| one.kind == kind);
    Story {
        events: of("event").map(|one| event(t, one)).collect(),
        letters: of("letter").map(|one| letter(t, one)).collect(),
        notes: of("note").map(|one| note(t, user, one)).collect(),
        people: people.iter().filter_map(|one| person(t, one, now)).collect(),
    }
}

fn event(t: Lang, one: &Happened) -> Event {
    let what = Happening::from_code(&one.what);
    Event {
        at: t.time(one.at),
        who: one.who.clone().unwrap_or_else(|| t.audit_the_portal().to_owned()),
        what: what.map_or_else(|| one.what.clone(), |what| t.happening(what).to_owned()),
        details: details(t, &one.text),
    }
}

/// The new deadline, the reason, how a reply came: what is worth saying of an event.
fn details(t: Lang, json: &str) -> String {
    let Ok(value) = serde_json::from_str::<serde_json::Value>(json) else {
        return String::new();
    };
    let field = |name: &str| value.get(name).and_then(|value| value.as_str());
    let deadline = field("to")
        .and_then(|to| NaiveDateTime::parse_from_str(to, "%Y-%m-%d %H:%M:%S").ok())
        .map(|to| t.desk_deadline(&t.long_time(to)));
    let source = field("source")
        .and_then(Source::from_code)
        .map(|source| t.source(source).to_owned());
    let told = [deadline, source, field("reason").map(str::to_owned)];
    let told: Vec<String> = told.into_iter().flatten().collect();
    told.join(". ")
}

fn letter(t: Lang, one: &Happened) -> Letter {
    let kind = LetterKind::from_code(&one.what);
    let state = one.state.as_deref().and_then(MailState::from_code);
    Letter {
        at: t.time(one.at),
        kind: kind.map_or_else(|| one.what.clone(), |kind| t.mail_kind(kind).to_owned()),
        to: one.who.clone().unwrap_or_default(),
        subject: one.text.clone(),
        state: Tag {
            text: state
                .map(|state| t.mail_state(state).to_owned())
                .unwrap_or_default(),
            color: match state {
                Some(MailState::Sent | MailState::Kept) => "success",
                Some(MailState::Failed | MailState::Bounced) => "danger",
                Some(MailState::Unknown) => "warning",
                _ => "neutral",
            },
        },
    }
}

fn note(t: Lang, user: Option<UserId>, one: &Happened) -> Note {
    let who = one.who.clone().unwrap_or_default();
    let at = t.time(one.at);
    Note {
        id: one.id,
        text: one.text.clone(),
        by: match one.changed_at {
            Some(changed) => t.notes_by_changed(&who, &at, &t.time(changed)),
            None => t.notes_by(&who, &at),
        },
        is_own: user.is_some_and(|user| one.user_id == Some(user.0)),
    }
}

fn person(t: Lang, one: &Somebody, now: NaiveDateTime) -> Option<Person> {
    let what = one.what.clone().unwrap_or_default();
    let tag = |text: &str, color| {
        Some(Tag {
            text: text.to_owned(),
            color,
        })
    };
    let (role, tag) = match one.kind.as_str() {
        "account" => {
            let role = Role::from_code(&what).map_or(what, |role| t.role(role).to_owned());
            let state = match one.at {
                Some(_) => tag(t.people_has_account(), "success"),
                None => tag(t.people_not_activated(), "neutral"),
            };
            (role, state)
        }
        "contact" | "mailroom" => {
            let kind = if one.kind == "contact" {
                t.contact_chief()
            } else {
                t.contact_mailroom()
            };
            let role = if what.is_empty() { kind.to_owned() } else { what };
            let state = match (&one.email, one.at) {
                (None, _) => tag(t.people_no_email(), "warning"),
                (Some(_), Some(_)) => tag(t.people_bounced(), "danger"),
                (Some(_), None) => None,
            };
            (role, state)
        }
        "delegation" => {
            let asked = one.at.map(|at| t.time(at)).unwrap_or_default();
            let is_over = one.until.is_some_and(|until| until <= now);
            let state = if is_over {
                tag(t.people_over(), "neutral")
            } else {
                None
            };
            (t.people_asked(&asked), state)
        }
        _ => return None,
    };
    Some(Person {
        name: one.name.clone().unwrap_or_default(),
        role,
        email: one.email.clone().unwrap_or_default(),
        phone: one.phone.clone().unwrap_or_default(),
        tag,
    })
}

/// «etter telefon fra Kari Nordmann», of somebody who enters a reply.
pub fn entered(t: Lang, one: &Somebody) -> String {
    let told_by = one.phone.as_deref().unwrap_or_default();
    one.what
        .as_deref()
        .and_then(Source::from_code)
        .map(|source| t.deputy_after(source, told_by))
        .unwrap_or_default()
}
