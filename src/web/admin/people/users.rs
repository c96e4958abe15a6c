//! The list of people: searched, filtered, a page at a time, all of it in the address.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::admin::{role_text, under_admin};
use crate::error::AppError;
use crate::form::Form;
use crate::list::{Asked, Filters, Pages, asked};
use crate::page::{Page, html};
use crate::{State, with_db};
use db::people;
use db::people::overview::{Scopes, scopes_in_use};
use db::people::read::{Filter, HeldRole, Person};
use domain::people::access::Role;
use domain::people::person::AccountState;
use i18n::Lang;

const PAGE_SIZE: usize = 50;

#[derive(Template)]
#[template(path = "pages/admin/users.html")]
struct UsersPage {
    page: Page,
    filters: Filters<'static>,
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
    let (t, now) = (page.t, page.now);
    let (pages, total, people, filters) = with_db(&state, move |conn| {
        let (filters, filter) = read(t, form, scopes_in_use(conn)?);
        let total = people::read::count(conn, &filter, now)?;
        let pages = Pages::of(
            usize::try_from(total).unwrap_or(0),
            PAGE_SIZE,
            filters.form.value("side"),
        );
        let rows = people::read::list(conn, &filter, now, PAGE_SIZE as i64, pages.offset() as i64)?;
        db::QueryResult::Ok((pages, total, rows, filters))
    })
    .await?;
    html(&UsersPage {
        found: found(t, total, pages, people.len()),
        rows: people
            .into_iter()
            .map(|(person, roles)| row(t, now, person, &roles))
            .collect(),
        pages,
        filters,
        page: under_admin(page),
    })
}

fn read(t: Lang, form: Form, scopes: Scopes) -> (Filters<'static>, Filter) {
    let mut filters = Filters::new(t, form).leniently();
    let filter = Filter {
        words: filters.words(t.users_search()),
        role: filters.code("rolle", t.users_role(), Role::ALL, Role::code, Lang::role),
        state: filters.code(
            "tilstand",
            t.users_state(),
            AccountState::ALL,
            AccountState::code,
            Lang::account_state,
        ),
        mapping: filters.named("kartlegging", t.mapping(), scopes.mappings),
        municipality: filters.named("kommune", t.municipality(), scopes.municipalities),
    };
    (filters, filter)
}

fn found(t: Lang, total: i64, pages: Pages, shown: usize) -> String {
    match total {
        1 => t.users_one().to_owned(),
        _ if pages.last == 1 => t.users_many(&t.count(total)),
        _ => {
            let (first, last) = pages.ends(t, shown);
            t.users_range(&first, &last, &t.count(total))
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
