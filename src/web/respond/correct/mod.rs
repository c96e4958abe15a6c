//! The correction form: everything that a municipality may correct of one arrangement, filled with what is known.

mod fill;
mod hints;
mod read;
mod send;
mod value;
mod versions;
mod view;

pub use read::comment;
pub use send::{keep, post};

use actix_web::{HttpResponse, web};
use askama::Template;

use super::desk::Head;
use super::review::page::{Loaded, load, row_view};
use super::review::row::RowView;
use crate::State;
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html};
use base::clock;
use db::answer::own_list::{Row, Which};
use domain::answer::response::Field;
use domain::register::fields::Kind;
use domain::register::stated::Stated;
use domain::round::hearing::ShowOthers;
use i18n::Lang;
use tasks::answer::hearing::Place;

/// `/svar/{m}/{k}/ordninger/{id}`
pub type Path = web::Path<(String, String, i32)>;

pub fn place(path: Path) -> (Place, i32) {
    let (mapping, number, id) = path.into_inner();
    (Place { mapping, number }, id)
}

#[derive(Template)]
#[template(path = "pages/respond/correct.html")]
struct CorrectPage<'a> {
    page: Page,
    form: Form,
    head: Head,
    row: RowView<'a>,
    /// What the change touches.
    lead: String,
    view: view::View,
}

/// One row that can be answered now by whoever asks.
pub async fn one(
    state: &web::Data<State>,
    page: &Page,
    place: &Place,
    number: i32,
) -> Result<Loaded, AppError> {
    let loaded = load(state, page, place, Which::One(number)).await?;
    let row = loaded.rows.first().filter(|row| row.is_asked());
    let row = row.ok_or(AppError::NotFound)?;
    if !loaded.opened.standing.is_open() {
        return Err(AppError::Shut(loaded.opened.standing));
    }
    if !loaded.opened.desk.rights.may_answer(row.arrangement.facts.sector) {
        return Err(AppError::Forbidden);
    }
    Ok(loaded)
}

pub fn row_of(loaded: &Loaded) -> Result<&Row, AppError> {
    loaded.rows.first().ok_or(AppError::NotFound)
}

/// What the register says of the row, and what it says with the draft's corrections made.
struct Base {
    registered: Stated,
    shown: Stated,
    comment: Option<String>,
}

impl Base {
    fn of(loaded: &Loaded, row: &Row) -> Self {
        let arrangement = &row.arrangement;
        let registered = Stated::of(
            &arrangement.facts,
            &arrangement.participants,
            &loaded.opened.directory,
        );
        let response = row.draft.as_ref().map(|draft| &draft.response);
        Self {
            shown: registered.with(response.map_or(&[], |response| &response.corrections)),
            comment: response.and_then(|response| response.comment.clone()),
            registered,
        }
    }

    fn around<'a>(&'a self, t: Lang, page: &Page, loaded: &'a Loaded) -> read::Around<'a> {
        read::Around {
            t,
            directory: &loaded.opened.directory,
            own: loaded.opened.desk.own.hearing.municipality,
            this_year: clock::year(page.now),
            registered: &self.registered,
            shown: &self.shown,
        }
    }
}

pub async fn show(state: web::Data<State>, page: Page, path: Path) -> Result<HttpResponse, AppError> {
    let (place, number) = place(path);
    let loaded = one(&state, &page, &place, number).await?;
    let row = row_of(&loaded)?;
    let base = Base::of(&loaded, row);
    let form = fill::filled(
        &loaded.opened.directory,
        &base.registered,
        &base.shown,
        base.comment.as_deref(),
    )
    .seen_as(row.seen());
    html(&correct_page(page, &place, &loaded, row, &base, form))
}

fn correct_page<'a>(
    page: Page,
    place: &Place,
    loaded: &'a Loaded,
    row: &'a Row,
    base: &Base,
    form: Form,
) -> CorrectPage<'a> {
    let t = page.t;
    let head = Head::of(t, place, &loaded.opened);
    let ground = view::Ground {
        t,
        loaded,
        registered: &base.registered,
        shown: &base.shown,
    };
    CorrectPage {
        lead: lead(t, loaded, row),
        row: row_view(t, loaded, row),
        view: view::view(&ground, &form),
        page: crumbs(page, &head),
        head,
        form,
    }
}

pub fn crumbs(page: Page, head: &Head) -> Page {
    let (ours, review) = (page.t.our_arrangements(), page.t.answer_review());
    page.crumb("/svar", ours)
        .crumb(&head.root, &head.municipality)
        .crumb(format!("{}/ordninger", head.root), review)
}

/// «Gjelder 5 kommuner, 3 har bekreftet.»
fn lead(t: Lang, loaded: &Loaded, row: &Row) -> String {
    let count = t.municipalities_counted(row.arrangement.municipalities().count());
    if loaded.opened.desk.own.show_others == ShowOthers::No {
        return t.correct_touches(&count);
    }
    // Whoever has sent in an answer has confirmed the list, whatever it says of this one.
    let confirmed = loaded.submitted.get(&row.arrangement.id).map_or(0, Vec::len);
    t.correct_touches_confirmed(&count, &confirmed)
}

impl CorrectPage<'_> {
    fn hint(&self, name: &str) -> &str {
        let known = self.view.hints.iter().find(|(field, _)| *field == name);
        known.map_or("", |(_, hint)| hint)
    }

    /// The list, at this row.
    fn back(&self) -> String {
        format!("{}/ordninger#o{}", self.head.root, self.row.number)
    }

    fn autosave(&self) -> String {
        format!("{}/kladd", self.path())
    }

    fn path(&self) -> String {
        format!("{}/ordninger/{}", self.head.root, self.row.number)
    }
}
