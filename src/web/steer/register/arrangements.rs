//! The list of a mapping's arrangements: searched, filtered, sorted, a page at a time, all of it in the address.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::selection::{self, Selection};
use crate::error::AppError;
use crate::list::{Asked, Filters, Pages, asked};
use crate::own_list::{Tag, host, tags};
use crate::page::{Page, html};
use crate::steer::{ground, root, under_mapping};
use crate::{State, with_db};
use db::register;
use domain::places::directory::Directory;
use domain::register::listing::{Filter, Line, Part, Tally};
use i18n::Lang;

const PAGE_SIZE: usize = 50;

#[derive(Template)]
#[template(path = "pages/steer/arrangements.html")]
struct ArrangementsPage<'a> {
    page: Page,
    /// Where the list of the mapping is, without its query.
    root: String,
    filters: Filters<'a>,
    found: String,
    shown: Option<String>,
    rows: Vec<Row<'a>>,
    sort: String,
    pages: Pages,
    all: bool,
}

struct Row<'a> {
    number: i32,
    name: &'a str,
    sector: &'a str,
    form: &'static str,
    host: &'a str,
    level: &'static str,
    participants: i32,
    tags: Vec<Tag>,
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    path: web::Path<String>,
    query: Asked,
) -> Result<HttpResponse, AppError> {
    let form = asked(query)?;
    let slug = path.into_inner();
    let t = page.t;
    let (asked_for, asked_page) = (form.clone(), form.value("side").to_owned());
    let (mapping, directory, selection, tally, pages, lines, whole) = with_db(&state, move |conn| {
        let (mapping, directory) = ground(conn, &slug)?;
        let selection = selection::read(t, asked_for, &directory);
        let whole = register::list::whole(conn, &mapping)?;
        let tally = if selection.filter == Filter::default() {
            whole.tally
        } else {
            register::list::tally(conn, mapping.id, &selection.filter)?
        };
        let pages = Pages::of(tally.found, PAGE_SIZE, &asked_page);
        let part = if selection.all {
            Part::All
        } else {
            Part::Rows {
                offset: pages.offset(),
                limit: PAGE_SIZE,
            }
        };
        let Selection { filter, order, .. } = &selection;
        let lines = register::list::list(conn, mapping.id, &directory, filter, *order, part)?;
        Ok::<_, AppError>((mapping, directory, selection, tally, pages, lines, whole))
    })
    .await?;
    html(&ArrangementsPage {
        root: format!("{}/ordninger", root(&mapping)),
        filters: selection::shown(t, form, &directory, &whole.hosts),
        found: found(t, tally),
        shown: (!selection.all && pages.last > 1).then(|| shown(t, pages, lines.len())),
        rows: lines.iter().map(|line| row(t, &directory, line)).collect(),
        sort: selection.sort,
        all: selection.all,
        pages,
        page: under_mapping(page, &mapping),
    })
}

/// «289 ordninger, 287 regnes med i tabellene.»
fn found(t: Lang, tally: Tally) -> String {
    let found = t.arrangements(tally.found);
    if tally.found == 0 {
        found
    } else if tally.counted == tally.found {
        t.register_all_counted(&found)
    } else {
        t.register_some_counted(&found, &t.count(tally.counted as i64))
    }
}

fn shown(t: Lang, pages: Pages, rows: usize) -> String {
    let (first, last) = pages.ends(t, rows);
    t.register_shown(&first, &last)
}

fn row<'a>(t: Lang, directory: &'a Directory, line: &'a Line) -> Row<'a> {
    let sector = line.sector.and_then(|sector| directory.sector(sector));
    Row {
        sector: sector.map_or(t.register_without_sector(), |sector| {
            t.either(&sector.name_nb, &sector.name_nn)
        }),
        form: line
            .legal_form
            .map_or(t.register_unknown_form(), |form| t.legal_form_short(form)),
        host: host(directory, line).unwrap_or("–"),
        level: t.level_short(line.level),
        participants: line.participant_count,
        tags: tags(t, line),
        number: line.number,
        name: &line.name,
    }
}
