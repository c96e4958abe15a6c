//! The list of people: searched, filtered, a page at a time, all of it in the address.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::admin::{choices, role_text, under_admin};
use crate::error::AppError;
use crate::form::Form;
use crate::list::{Active, Asked, Choice, Pages, asked};
use crate::page::{Page, html};
use crate::{State, with_db};
use db::people;
use db::people::overview::{Scopes, scopes_in_use};
use db::people::read::{Filter, HeldRole, Person};
use domain::people::access::Role;
use domain::people::person::AccountState;
use domain::text::norwegian::search_words;
use i18n::Lang;

const PAGE_SIZE: usize = 50;

#[derive(Template)]
#[template(path = "pages/admin/users.html")]
struct UsersPage {
    page: Page,
    form: Form,
    roles: Vec<Choice>,
    states: Vec<Choice>,
    mappings: Vec<Choice>,
    municipalities: Vec<Choice>,
    active: Vec<Active>,
    found: String,
    rows: Vec<Row>,
    pages: Pages,
}

struct Row {
    id: i64,
    name: String,
    email: String,
    roles: Vec<String>,
    state: &'static str,
    color: &'static str,
    last_seen: String,
}

pub async fn show(state: web::Data<State>, page: Page, query: Asked) -> Result<HttpResponse, AppError> {
    let form = asked(query)?;
    let filter = read(&form);
    let (now, asked) = (page.now, form.value("side").to_owned());
    let (pages, total, people, scopes) = with_db(&state, move |conn| {
        let total = people::read::count(conn, &filter, now)?;
        let pages = Pages::of(usize::try_from(total).unwrap_or(0), PAGE_SIZE, &asked);
        let rows = people::read::list(conn, &filter, now, PAGE_SIZE as i64, pages.offset() as i64)?;
        db::QueryResult::Ok((pages, total, rows, scopes_in_use(conn)?))
    })
    .await?;
    let page = under_admin(page);
    let t = page.t;
    html(&UsersPage {
        roles: Role::ALL
            .iter()
            .map(|role| Choice::new(role.code(), t.role(*role)))
            .collect(),
        states: AccountState::ALL
            .iter()
            .map(|state| Choice::new(state.code(), t.account_state(*state)))
            .collect(),
        active: active(t, &form, &scopes),
        mappings: choices(&scopes.mappings),
        municipalities: choices(&scopes.municipalities),
        found: found(t, total, pages, people.len()),
        rows: people
            .into_iter()
            .map(|(person, roles)| row(t, now, person, &roles))
            .collect(),
        pages,
        form,
        page,
    })
}

fn read(form: &Form) -> Filter {
    let given = |name: &str| Some(form.value(name).to_owned()).filter(|value| !value.is_empty());
    Filter {
        words: search_words(form.value("q")),
        role: Role::from_code(form.value("rolle")),
        mapping: given("kartlegging"),
        municipality: given("kommune"),
        state: AccountState::from_code(form.value("tilstand")),
    }
}

fn active(t: Lang, form: &Form, scopes: &Scopes) -> Vec<Active> {
    let name_in = |scopes: &[(String, String)], value: &str| {
        let found = scopes.iter().find(|(code, _)| code == value);
        found.map_or_else(|| value.to_owned(), |(_, name)| name.clone())
    };
    let role = |value: &str| Role::from_code(value).map(|role| t.role(role).to_owned());
    let state = |value: &str| AccountState::from_code(value).map(|state| t.account_state(state).to_owned());
    let named = [
        ("q", t.search(), Some(form.value("q").to_owned())),
        ("rolle", t.users_role(), role(form.value("rolle"))),
        ("tilstand", t.users_state(), state(form.value("tilstand"))),
        (
            "kartlegging",
            t.mapping(),
            Some(name_in(&scopes.mappings, form.value("kartlegging"))),
        ),
        (
            "kommune",
            t.municipality(),
            Some(name_in(&scopes.municipalities, form.value("kommune"))),
        ),
    ];
    let chip = |(name, label, text): (&'static str, &str, Option<String>)| {
        let text = text.filter(|text| !text.is_empty())?;
        Some(Active {
            name,
            value: form.value(name).to_owned(),
            text: format!("{label}: {text}"),
        })
    };
    named.into_iter().filter_map(chip).collect()
}

fn found(t: Lang, total: i64, pages: Pages, shown: usize) -> String {
    match total {
        1 => t.users_one().to_owned(),
        _ if pages.last == 1 => t.users_many(&t.count(total)),
        _ => {
            let first = pages.offset() as i64 + 1;
            let last = pages.offset() as i64 + shown as i64;
            t.users_range(&t.count(first), &t.count(last), &t.count(total))
        }
    }
}

fn row(t: Lang, now: chrono::NaiveDateTime, person: Person, roles: &[HeldRole]) -> Row {
    let state = person.state(now);
    Row {
        id: person.id,
        roles: roles.iter().map(|held| role_text(t, held)).collect(),
        state: t.account_state(state),
        color: color(state),
        last_seen: person
            .last_seen_at
            .map_or_else(|| t.users_never().to_owned(), |at| t.time(at)),
        name: person.name,
        email: person.email,
    }
}

pub(crate) const fn color(state: AccountState) -> &'static str {
    match state {
        AccountState::Invited => "info",
        AccountState::Active => "success",
        AccountState::Locked => "warning",
        AccountState::Disabled => "neutral",
    }
}
