//! The review page: a municipality's own list by sector, where each row is answered by one button.

use std::collections::BTreeMap;
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;

use super::alike;
use super::row::{Around, RowView, view};
use super::undo::Undo;
use crate::error::AppError;
use crate::form::Form;
use crate::list::{Asked, asked, with};
use crate::page::{Page, html};
use crate::respond::desk::{Head, Opened, ProgressText, opened};
use crate::{State, with_db_at_hand};
use db::answer::others;
use db::answer::own_list::{self, Row, Which};
use db::register::registered::{Registered, registered};
use domain::places::municipality::MunicipalityId;
use domain::register::agreement::Submitted;
use domain::register::arrangement::{ArrangementId, SectorId};
use domain::round::hearing::ShowOthers;
use i18n::Lang;
use tasks::answer::hearing::Place;

#[derive(Template)]
#[template(path = "pages/respond/review.html")]
struct ReviewPage<'a> {
    page: Page,
    form: Form,
    head: Head,
    progress: ProgressText,
    definition: &'a str,
    groups: Vec<Group<'a>>,
    /// Shown, and not asked about: discontinued, or left out of the mapping.
    apart: Vec<RowView<'a>>,
    filters: Vec<Filter>,
    /// Nothing is left through the filter.
    is_empty: bool,
    /// What was just confirmed together.
    undo: Option<Undo>,
    shortcuts: bool,
}

struct Group<'a> {
    nr: String,
    name: &'a str,
    done: String,
    rows: Vec<RowView<'a>>,
    /// «Bekreft de 8 som gjenstår i Helse»
    rest: Option<String>,
}

struct Filter {
    text: String,
    href: String,
    is_current: bool,
}

/// Everything that the page needs: in four statements with the session's, as long as the register's part is in memory.
pub struct Loaded {
    pub opened: Opened,
    pub rows: Vec<Row>,
    pub registered: Arc<Registered>,
    pub submitted: BTreeMap<ArrangementId, Vec<Submitted>>,
    /// The other municipalities that the reader answers for.
    pub mine: Vec<MunicipalityId>,
}

impl Loaded {
    fn submitted(&self, of: ArrangementId) -> &[Submitted] {
        self.submitted.get(&of).map_or(&[], Vec::as_slice)
    }

    /// Those of them that take part in the one arrangement that was asked for.
    pub fn sharing(&self) -> Vec<MunicipalityId> {
        let row = self.rows.first();
        row.map_or_else(Vec::new, |row| alike::sharing(&self.mine, &row.arrangement))
    }
}

pub async fn load(
    state: &web::Data<State>,
    page: &Page,
    place: &Place,
    which: Which,
) -> Result<Loaded, AppError> {
    let (context, place) = (state.context(page), place.clone());
    with_db_at_hand(state, move |conn| {
        let opened = opened(conn, &context, &place)?;
        let own = &opened.desk.own;
        let registered = registered(conn, own)?;
        let rows = own_list::beside(conn, own, &registered, which)?;
        let submitted = match own.show_others {
            ShowOthers::No => BTreeMap::new(),
            ShowOthers::Status | ShowOthers::Values => others::submitted(conn, own, which)?,
        };
        Ok::<_, AppError>(Loaded {
            mine: alike::mine(&context, &place, &opened),
            opened,
            rows,
            registered,
            submitted,
        })
    })
    .await
}

pub fn place(path: web::Path<(String, String)>) -> Place {
    let (mapping, number) = path.into_inner();
    Place { mapping, number }
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String)>,
    query: Asked,
) -> Result<HttpResponse, AppError> {
    let form = asked(query)?;
    let place = place(path);
    let loaded = load(&state, &page, &place, Which::All).await?;
    html(&review(page, form, &place, &loaded))
}

fn review<'a>(page: Page, form: Form, place: &Place, loaded: &'a Loaded) -> ReviewPage<'a> {
    let t = page.t;
    let Loaded { opened, rows, .. } = loaded;
    let progress = own_list::progress(rows);
    let head = Head::of(t, place, opened);
    let mut views: Vec<(Option<SectorId>, RowView)> = Vec::new();
    let mut apart = Vec::new();
    for row in rows {
        let view = row_view(t, loaded, row);
        if row.is_asked() {
            views.push((row.arrangement.facts.sector, view));
        } else {
            apart.push(view);
        }
    }
    let count = |keep: fn(&RowView) -> bool| views.iter().filter(|(_, view)| keep(view)).count();
    let (left, changed) = (
        count(|view| !view.is_answered),
        count(|view| view.changed_since.is_some()),
    );
    let filters = [
        ("", t.answer_show_all(&views.len())),
        ("gjenstar", t.answer_show_left(&left)),
        ("endret", t.answer_show_changed(&changed)),
    ];
    let filters = filters.map(|(value, text)| Filter {
        text,
        href: with(&with(page.path(), "sektor", form.value("sektor")), "vis", value),
        is_current: form.value("vis") == value,
    });
    let mut groups = grouped(t, opened, &form, views);
    focus(&mut groups, form.value("etter"), &form);
    ReviewPage {
        definition: t.either(
            &opened.desk.own.about.definition_nb,
            &opened.desk.own.about.definition_nn,
        ),
        progress: ProgressText::of(t, progress),
        is_empty: groups.is_empty(),
        undo: Undo::of(t, &form),
        groups,
        apart,
        filters: filters.into(),
        shortcuts: head.is_open(),
        page: page
            .crumb("/svar", t.our_arrangements())
            .crumb(&head.root, &head.municipality),
        head,
        form,
    }
}

pub fn row_view<'a>(t: Lang, loaded: &'a Loaded, row: &'a Row) -> RowView<'a> {
    let opened = &loaded.opened;
    let around = Around {
        t,
        directory: &opened.directory,
        own: &opened.desk.own,
    };
    let may_answer = opened.standing.is_open() && opened.desk.rights.may_answer(row.arrangement.facts.sector);
    let view = view(
        &around,
        row,
        loaded.registered.changes(row.arrangement.id),
        loaded.submitted(row.arrangement.id),
        may_answer && row.is_asked(),
    );
    let sharing = alike::sharing(&loaded.mine, &row.arrangement).len();
    RowView {
        alike: (sharing > 0).then(|| t.alike_right(&(sharing + 1))),
        ..view
    }
}

/// In the mapping's order of sectors; within one, what others contradict comes first, then what has changed.
fn grouped<'a>(
    t: Lang,
    opened: &'a Opened,
    form: &Form,
    views: Vec<(Option<SectorId>, RowView<'a>)>,
) -> Vec<Group<'a>> {
    let directory = &opened.directory;
    let mut by_sector: Vec<Vec<RowView>> = Vec::new();
    by_sector.resize_with(directory.sectors.len() + 1, Vec::new);
    for (sector, view) in views {
        let at = directory
            .sectors
            .iter()
            .position(|known| Some(known.id) == sector);
        by_sector[at.unwrap_or(directory.sectors.len())].push(view);
    }
    let named = directory
        .sectors
        .iter()
        .map(|sector| (sector.nr.to_string(), t.either(&sector.name_nb, &sector.name_nn)))
        .chain([("uten".to_owned(), t.register_without_sector())]);
    let vis = form.value("vis");
    let mut groups = Vec::new();
    for ((nr, name), mut rows) in named.zip(by_sector) {
        if rows.is_empty() || (!form.value("sektor").is_empty() && form.value("sektor") != nr) {
            continue;
        }
        rows.sort_by_key(|row| (!row.in_conflict, row.changed_since.is_none()));
        let (total, done) = (rows.len(), rows.iter().filter(|row| row.is_answered).count());
        let open = rows
            .iter()
            .filter(|row| row.may_answer && !row.is_answered)
            .count();
        rows.retain(|row| match vis {
            "gjenstar" => !row.is_answered,
            "endret" => row.changed_since.is_some(),
            _ => true,
        });
        if rows.is_empty() {
            continue;
        }
        groups.push(Group {
            rest: (open > 1 && vis != "endret").then(|| t.answer_rest(&open, name)),
            done: t.answer_done_of(&done, &total),
            name,
            nr,
            rows,
        });
    }
    groups
}

/// The first unanswered row after the one that was answered last, or the first of all: Enter goes on from there.
fn focus(groups: &mut [Group], after: &str, form: &Form) {
    if after.is_empty() && form.value("neste").is_empty() {
        return;
    }
    let after = after.parse::<i32>().ok();
    let order: Vec<(usize, usize)> = groups
        .iter()
        .enumerate()
        .flat_map(|(group, rows)| (0..rows.rows.len()).map(move |row| (group, row)))
        .collect();
    let start = order
        .iter()
        .position(|(group, row)| Some(groups[*group].rows[*row].number) == after)
        .map_or(0, |at| at + 1);
    let next = order[start..].iter().chain(&order[..start]).find(|(group, row)| {
        let row = &groups[*group].rows[*row];
        row.may_answer && !row.is_answered
    });
    if let Some((group, row)) = next {
        groups[*group].rows[*row].focus = true;
    }
}

impl ReviewPage<'_> {
    fn intro(&self) -> String {
        let t = self.page.t;
        t.answer_intro(&t.arrangements(self.progress.total), &self.head.municipality)
    }

    /// What stands where the list would be.
    fn why_empty(&self) -> &'static str {
        match self.form.value("vis") {
            "endret" => self.page.t.answer_nothing_changed(),
            _ => self.page.t.answer_nothing_left(),
        }
    }
}
