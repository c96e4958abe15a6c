//! One municipality: names, county, inhabitants, what it was and became, written form, contacts, and who answers.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;

use crate::admin::under_municipalities;
use crate::error::AppError;
use crate::page::{Page, html, see_other};
use crate::{State, with_db};
use db::DbConn;
use db::places;
use db::places::book::Entry;
use db::places::contacts::{self, Contact};
use domain::people::access::Role;
use domain::places::succession::{self, Change};
use i18n::Lang;

#[derive(Template)]
#[template(path = "pages/admin/municipality.html")]
struct MunicipalityPage {
    page: Page,
    number: String,
    name: String,
    facts: Vec<(&'static str, String)>,
    written_form: &'static str,
    populations: Vec<(i32, String)>,
    changes: Vec<Step>,
    contacts: Vec<ContactRow>,
    former_contacts: Vec<ContactRow>,
    users: Vec<User>,
    add_href: String,
    form_href: String,
}

struct Step {
    when: String,
    kind: &'static str,
    text: String,
}

pub struct ContactRow {
    pub id: i64,
    pub kind: &'static str,
    pub name: String,
    pub title: String,
    pub email: String,
    pub phone: String,
    pub period: String,
    pub bounced: Option<String>,
}

struct User {
    id: i64,
    name: String,
    role: &'static str,
    email: String,
    is_invited: bool,
}

/// The municipality of today or of old that has the number, or 404.
pub(crate) fn load(conn: &mut DbConn, number: &str) -> Result<Entry, AppError> {
    places::book::by_number(conn, number)?.ok_or(AppError::NotFound)
}

enum Found {
    Here(Box<Everything>),
    /// Only the list knows what became of it.
    Former,
}

struct Everything {
    entry: Entry,
    populations: Vec<(i32, i32)>,
    changes: Vec<Change>,
    contacts: Vec<Contact>,
    users: Vec<places::book::Answering>,
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    number: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let number = number.into_inner();
    let asked = number.clone();
    let found = with_db(&state, move |conn| look_up(conn, &asked)).await?;
    let Found::Here(everything) = found else {
        return Ok(see_other(&format!(
            "/admin/kommuner?q={}",
            crate::encode(&number)
        )));
    };
    let Everything {
        entry,
        populations,
        changes,
        contacts,
        users,
    } = *everything;
    let page = under_municipalities(page);
    let t = page.t;
    let (in_force, former): (Vec<_>, Vec<_>) = contacts.into_iter().partition(Contact::in_force);
    html(&MunicipalityPage {
        facts: facts(t, &entry),
        written_form: t.written_form(entry.language_form),
        populations: populations
            .into_iter()
            .map(|(year, population)| (year, t.count(population)))
            .collect(),
        changes: changes
            .into_iter()
            .filter_map(|change| step(t, &entry.number, change))
            .collect(),
        contacts: in_force
            .into_iter()
            .map(|contact| contact_row(t, contact))
            .collect(),
        former_contacts: former
            .into_iter()
            .map(|contact| contact_row(t, contact))
            .collect(),
        users: users
            .into_iter()
            .map(|user| User {
                id: user.id,
                name: user.name,
                role: Role::from_code(&user.role).map_or("", |role| t.role(role)),
                email: user.email,
                is_invited: user.activated_at.is_none(),
            })
            .collect(),
        add_href: format!("/admin/kommuner/{}/kontakter/ny", entry.number),
        form_href: format!("/admin/kommuner/{}/malform", entry.number),
        number: entry.number,
        name: entry.name,
        page,
    })
}

fn look_up(conn: &mut DbConn, number: &str) -> Result<Found, AppError> {
    let Some(entry) = places::book::by_number(conn, number)? else {
        let leads_on = !succession::former(&places::book::changes(conn)?, number).is_empty();
        return leads_on.then_some(Found::Former).ok_or(AppError::NotFound);
    };
    Ok(Found::Here(Box::new(Everything {
        populations: places::book::populations(conn, entry.id)?,
        changes: places::book::changes_of(conn, &entry.number)?,
        contacts: contacts::of(conn, entry.id)?,
        users: places::book::users(conn, entry.id)?,
        entry,
    })))
}

/// Only what the municipality has: most have no Sámi name, and «unknown» would be wrong for those.
fn facts(t: Lang, entry: &Entry) -> Vec<(&'static str, String)> {
    let sami = entry.name_sami.as_ref().map(|name| match &entry.sami_language {
        Some(language) => format!("{name} ({language})"),
        None => name.clone(),
    });
    let facts = [
        (t.book_short_name(), Some(entry.name.clone())),
        (t.book_official_name(), entry.official_name.clone()),
        (t.book_sami_name(), sami),
        (t.book_kven_name(), entry.name_kven.clone()),
        (t.book_number(), Some(entry.number.clone())),
        (t.book_organisation(), entry.organisation_number.clone()),
        (
            t.book_county(),
            Some(format!("{} ({})", entry.county, entry.county_number)),
        ),
        (
            t.book_valid(),
            entry
                .valid_from
                .or(entry.valid_to)
                .map(|_| period(t, entry.valid_from, entry.valid_to)),
        ),
    ];
    let known =
        |(label, value): (&'static str, Option<String>)| Some((label, value.filter(|it| !it.is_empty())?));
    facts.into_iter().filter_map(known).collect()
}

pub(crate) fn period(t: Lang, from: Option<NaiveDate>, to: Option<NaiveDate>) -> String {
    let from = from.map(|from| t.book_valid_from(&t.date(from)));
    let to = to.map(|to| t.book_valid_to(&t.date(to)));
    match (from, to) {
        (Some(from), Some(to)) => format!("{from} {to}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => t.book_valid_always().to_owned(),
    }
}

fn step(t: Lang, number: &str, change: Change) -> Option<Step> {
    let when = t.date(change.valid_from);
    let kind = t.change_kind(change.kind);
    let text = if change.new_number == number && change.old_number != number {
        t.book_change_from(&change.old_name, &change.old_number)
    } else if change.old_number == number && change.new_number != number {
        t.book_change_to(&change.new_name, &change.new_number)
    } else {
        return None;
    };
    Some(Step { when, kind, text })
}

pub(crate) fn contact_row(t: Lang, contact: Contact) -> ContactRow {
    ContactRow {
        id: contact.id,
        kind: kind(t, contact.is_postmottak),
        name: contact.name.unwrap_or_default(),
        title: contact.title.unwrap_or_default(),
        email: contact.email.unwrap_or_default(),
        phone: contact.phone.unwrap_or_default(),
        period: period(t, contact.valid_from, contact.valid_to),
        bounced: contact.bounced_at.map(|at| t.contact_bounced(&t.time(at))),
    }
}

pub(crate) const fn kind(t: Lang, is_postmottak: bool) -> &'static str {
    if is_postmottak {
        t.contact_mailroom()
    } else {
        t.contact_chief()
    }
}
