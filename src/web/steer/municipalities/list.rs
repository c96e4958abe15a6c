//! The municipalities of a mapping's area, all of them on one page: where each stands in its hearing, who to write to,
//! and what it has to do with the arrangements. Before there is a round, the last of these alone.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;

use super::filter::{filter, sort};
use super::map::{Map, map};
use super::row::{Ground, Row, Shown, rows, shown};
use crate::error::AppError;
use crate::list::{Asked, Filters, asked};
use crate::page::{Page, html};
use crate::steer::round::today;
use crate::steer::{root, under_mapping};
use crate::{State, with_db};
use db::round::saved_views::{self, SavedView};
use db::round::{desk, rounds};
use db::{DbConn, register};
use domain::people::access::{Action, Subject, UserId};
use domain::places::directory::Directory;
use domain::places::mapping::{Mapping, MappingStatus};
use domain::round::hearing::Round;
use i18n::Lang;

#[derive(Template)]
#[template(path = "pages/steer/municipalities.html")]
struct MunicipalitiesPage<'a> {
    page: Page,
    mapping: Mapping,
    root: String,
    filters: Filters<'a>,
    found: String,
    population: String,
    rows: Vec<Shown>,
    sort: String,
    /// There is a round: each row says how its municipality stands in it.
    has_round: bool,
    /// Letters can be written to those that are chosen.
    may_write: bool,
    views: Vec<SavedView>,
    map: Option<Map>,
    as_map: bool,
    /// The numbers of the municipalities that are shown, for a letter to all of them.
    all_shown: String,
}

pub struct Loaded {
    pub mapping: Mapping,
    pub directory: Arc<Directory>,
    pub round: Option<Round>,
    pub ground: Ground,
    views: Vec<SavedView>,
}

/// At most seven statements with the session's, however many municipalities there are.
pub fn load(
    conn: &mut DbConn,
    slug: &str,
    user: Option<UserId>,
    now: chrono::NaiveDateTime,
) -> Result<Loaded, AppError> {
    let (mapping, directory) = crate::steer::ground(conn, slug)?;
    let round = rounds::of_mapping(conn, mapping.id)?.into_iter().next();
    let ground = match &round {
        Some(round) => {
            let mut followed = desk::followed(conn, mapping.id, round.id, now)?;
            let conflicts = desk::conflicts(conn, round.id)?;
            today::count_conflicts(&mut followed, &conflicts);
            Ground::Round(followed.into_iter().map(|one| (one.municipality, one)).collect())
        }
        None => Ground::Register(register::list::whole(conn, &mapping)?),
    };
    let views = match user {
        Some(user) => saved_views::of(conn, user, mapping.id)?,
        None => Vec::new(),
    };
    Ok(Loaded {
        mapping,
        directory,
        round,
        ground,
        views,
    })
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    path: web::Path<String>,
    query: Asked,
) -> Result<HttpResponse, AppError> {
    let form = asked(query)?;
    let slug = path.into_inner();
    let (t, now) = (page.t, page.now);
    let user = page.signed_in()?.user;
    let may_steer = page.may(Action::SteerMapping, Subject::Mapping(&slug));
    let loaded = with_db(&state, move |conn| {
        load(conn, &slug, may_steer.then_some(user), now)
    })
    .await?;
    let Loaded {
        mapping,
        directory,
        round,
        ground,
        views,
    } = loaded;
    let mut rows = rows(&directory, &ground);
    let all = rows.len();
    let mut filters = Filters::new(t, form);
    filter(&mut filters, &directory, round.as_ref(), now, &mut rows);
    let sort = sort(filters.form.value("sorter"), &mut rows);
    let as_map = round.is_some() && filters.form.value("vis") == "kart";
    let list = format!("{}/kommuner", root(&mapping));
    html(&MunicipalitiesPage {
        found: found(t, rows.len(), all),
        population: population_label(t, &directory),
        map: if as_map { map(t, &list, &rows) } else { None },
        rows: if as_map {
            Vec::new()
        } else {
            rows.iter()
                .map(|row| shown(t, row, round.as_ref(), now))
                .collect()
        },
        all_shown: numbers(&rows),
        has_round: round.is_some(),
        may_write: may_steer && round.is_some() && mapping.status != MappingStatus::Closed,
        root: list,
        views,
        filters,
        sort,
        as_map,
        page: under_mapping(page, &mapping),
        mapping,
    })
}

fn numbers(rows: &[Row]) -> String {
    let numbers: Vec<&str> = rows
        .iter()
        .map(|row| row.entry.municipality.number.as_str())
        .collect();
    numbers.join(" ")
}

fn found(t: Lang, found: usize, all: usize) -> String {
    let (shown, all_text) = (t.count(found as i64), t.count(all as i64));
    if found == all {
        t.register_municipalities_all(&all_text)
    } else {
        t.register_municipalities_found(&shown, &all_text)
    }
}

/// With its year, where all of them have the same.
fn population_label(t: Lang, directory: &Directory) -> String {
    let mut years = directory.area().filter_map(|entry| entry.population_year);
    match years.next() {
        Some(year) if years.all(|other| other == year) => t.register_population_of(&year),
        _ => t.register_population().to_owned(),
    }
}

impl MunicipalitiesPage<'_> {
    fn write_address(&self) -> String {
        format!("{}/utsending/ny", root(&self.mapping))
    }

    fn views_address(&self) -> String {
        format!("{}/visninger", root(&self.mapping))
    }

    /// What is shown now, without its path: what a saved view keeps.
    fn query(&self) -> &str {
        self.page.address.split_once('?').map_or("", |(_, query)| query)
    }

    fn may_save(&self) -> bool {
        self.may_write && !self.query().is_empty()
    }
}
