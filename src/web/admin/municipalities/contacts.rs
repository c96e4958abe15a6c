//! Whom to write to in a municipality: add, change and end, each on a page of its own.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::municipality::{kind, load};
use crate::admin::under_municipalities;
use crate::error::AppError;
use crate::form::Form;
use crate::list::Choice;
use crate::page::{Page, html, html_with, see_other_with, unprocessable};
use crate::{State, with_db};
use ::tasks::TaskError;
use ::tasks::mapping::municipality_book as tasks;
use db::places::book::Entry;
use db::places::contacts::{self, Contact, NewContact};
use domain::places::municipality::MunicipalityId;
use i18n::Lang;

pub(crate) fn under(page: Page, entry: &Entry) -> Page {
    under_municipalities(page).crumb(address(&entry.number), &entry.name)
}

pub(crate) fn address(number: &str) -> String {
    format!("/admin/kommuner/{number}")
}

#[derive(Template)]
#[template(path = "pages/admin/contact.html")]
struct ContactPage {
    page: Page,
    form: Form,
    title: String,
    kinds: Vec<Choice>,
    button: &'static str,
    back: String,
    /// Whom there is to write to now, where the contact that was to be changed has ended.
    stale: Option<Vec<(&'static str, String)>>,
}

fn contact_page(page: Page, entry: &Entry, contact: Option<&Contact>, form: Form) -> ContactPage {
    let t = page.t;
    let (title, button) = match contact {
        Some(_) => (t.contact_change_title(&entry.name), t.save()),
        None => (t.contact_add_title(&entry.name), t.contact_add()),
    };
    ContactPage {
        title,
        button,
        kinds: vec![
            Choice::new("direktor", t.contact_chief()),
            Choice::new("postmottak", t.contact_mailroom()),
        ],
        back: address(&entry.number),
        stale: None,
        page: under(page, entry),
        form,
    }
}

fn read(t: Lang, form: &mut Form) -> NewContact {
    let kind = form.value("hvem").to_owned();
    if !matches!(kind.as_str(), "direktor" | "postmottak") {
        form.wrong("hvem", t.contact_kind_missing());
    }
    let name = form.optional_line(t, "navn", t.name(), 120);
    if name.is_none() && kind == "direktor" {
        form.wrong("navn", t.contact_name_missing());
    }
    let title = form.optional_line(t, "tittel", t.contact_title(), 120);
    let email = form.email(t, "epost", t.email());
    let phone = form.optional_line(t, "telefon", t.contact_phone(), 30);
    let digits = |phone: &String| phone.chars().filter(char::is_ascii_digit).count();
    let is_phone = |letter: char| letter.is_ascii_digit() || "+ ()-".contains(letter);
    if phone
        .as_ref()
        .is_some_and(|phone| digits(phone) < 8 || !phone.chars().all(is_phone))
    {
        form.wrong("telefon", t.contact_phone_wrong());
    }
    NewContact {
        name,
        title,
        email: Some(email).filter(|email| !email.is_empty()),
        phone,
        is_postmottak: kind == "postmottak",
    }
}

pub async fn new(
    state: web::Data<State>,
    page: Page,
    number: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let entry = with_db(&state, move |conn| load(conn, &number)).await?;
    html(&contact_page(page, &entry, None, Form::default()))
}

pub async fn add(
    state: web::Data<State>,
    page: Page,
    number: web::Path<String>,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let t = page.t;
    let new = read(t, &mut form);
    let entry = with_db(&state, move |conn| load(conn, &number)).await?;
    if !form.is_right() {
        return unprocessable(&contact_page(page, &entry, None, form));
    }
    let context = state.context(&page);
    let municipality = MunicipalityId(entry.id);
    with_db(&state, move |conn| {
        tasks::add_contact(conn, &context, municipality, &new)
    })
    .await?;
    Ok(see_other_with(&address(&entry.number), t.contact_added()))
}

async fn find(state: &web::Data<State>, number: String, contact: i64) -> Result<(Entry, Contact), AppError> {
    with_db(state, move |conn| -> Result<_, AppError> {
        let entry = load(conn, &number)?;
        let contact = contacts::one(conn, entry.id, contact)?.ok_or(AppError::NotFound)?;
        Ok((entry, contact))
    })
    .await
}

pub async fn edit(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, i64)>,
) -> Result<HttpResponse, AppError> {
    let (number, id) = path.into_inner();
    let (entry, contact) = find(&state, number, id).await?;
    if !contact.in_force() {
        return Err(AppError::NotFound);
    }
    let kind = if contact.is_postmottak {
        "postmottak"
    } else {
        "direktor"
    };
    let kept = |value: &Option<String>| value.clone().unwrap_or_default();
    let form = Form::filled([
        ("hvem", kind.to_owned()),
        ("navn", kept(&contact.name)),
        ("tittel", kept(&contact.title)),
        ("epost", kept(&contact.email)),
        ("telefon", kept(&contact.phone)),
    ])
    .seen_as(contact.version);
    html(&contact_page(page, &entry, Some(&contact), form))
}

pub async fn change(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, i64)>,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let (number, id) = path.into_inner();
    let t = page.t;
    let new = read(t, &mut form);
    let version: i64 = form.take_seen()?;
    let (entry, contact) = find(&state, number, id).await?;
    if !form.is_right() {
        return unprocessable(&contact_page(page, &entry, Some(&contact), form));
    }
    let context = state.context(&page);
    let municipality = MunicipalityId(entry.id);
    let changed = with_db(&state, move |conn| -> Result<_, TaskError> {
        match tasks::change_contact(conn, &context, municipality, id, version, &new) {
            Err(TaskError::Stale) => Ok(None),
            outcome => outcome.map(Some),
        }
    });
    match changed.await? {
        Some(true) => Ok(see_other_with(&address(&entry.number), t.contact_changed())),
        Some(false) => Ok(see_other_with(&address(&entry.number), t.contact_same())),
        // What was typed stands in the form, to be copied into the contact that took this one's place.
        None => {
            let now = with_db(&state, move |conn| contacts::of(conn, municipality.0)).await?;
            let now = now.iter().filter(|contact| contact.in_force());
            html_with(
                StatusCode::CONFLICT,
                &ContactPage {
                    stale: Some(now.map(|contact| told(t, contact)).collect()),
                    ..contact_page(page, &entry, Some(&contact), form)
                },
            )
        }
    }
}

fn told(t: Lang, contact: &Contact) -> (&'static str, String) {
    let known = [&contact.name, &contact.title, &contact.email, &contact.phone];
    let known: Vec<&str> = known.into_iter().flatten().map(String::as_str).collect();
    (kind(t, contact.is_postmottak), known.join("\n"))
}

#[derive(Template)]
#[template(path = "pages/admin/contact_end.html")]
struct EndPage {
    page: Page,
    title: String,
    consequences: [&'static str; 3],
    seen: String,
    back: String,
}

pub async fn end_page(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, i64)>,
) -> Result<HttpResponse, AppError> {
    let (number, id) = path.into_inner();
    let (entry, contact) = find(&state, number, id).await?;
    if !contact.in_force() {
        return Err(AppError::NotFound);
    }
    let t = page.t;
    let name = contact
        .name
        .clone()
        .unwrap_or_else(|| kind(t, contact.is_postmottak).to_owned());
    html(&EndPage {
        title: t.contact_end_title(&name, &entry.name),
        consequences: [t.contact_end_stops(), t.contact_end_keeps(), t.contact_end_user()],
        seen: contact.version.to_string(),
        back: address(&entry.number),
        page: under(page, &entry),
    })
}

pub async fn end(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, i64)>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (number, id) = path.into_inner();
    let version: i64 = form.take_seen()?;
    let context = state.context(&page);
    let (entry, _) = find(&state, number, id).await?;
    let municipality = MunicipalityId(entry.id);
    with_db(&state, move |conn| {
        tasks::end_contact(conn, &context, municipality, id, version)
    })
    .await?;
    Ok(see_other_with(&address(&entry.number), page.t.contact_ended()))
}
