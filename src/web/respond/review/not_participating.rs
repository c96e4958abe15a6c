//! «Vi deltar ikke»: whether the municipality ever took part, when it left, or that the arrangement is no more.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::answer::{back, onward};
use super::page::{Loaded, row_view};
use super::row::RowView;
use super::two_versions::{self, Again};
use crate::error::AppError;
use crate::form::Form;
use crate::list::Choice;
use crate::page::{Page, html, see_other_with, unprocessable};
use crate::respond::correct::{Path, comment, crumbs, one, place, row_of};
use crate::respond::desk::Head;
use crate::{State, with_db};
use base::clock;
use db::answer::own_list::Row;
use domain::answer::response::{Absence, Response, Seen, Verdict};
use domain::register::value::four_digits;
use domain::register::whole::Host;
use i18n::Lang;
use tasks::answer::answering;
use tasks::answer::hearing::{AnswerError, Place};

#[derive(Template)]
#[template(path = "pages/respond/not_participating.html")]
struct AbsencePage<'a> {
    page: Page,
    form: Form,
    head: Head,
    row: RowView<'a>,
    choices: Vec<Choice>,
    /// Others see it when the host says that it takes no part.
    is_host: bool,
}

const WHAT: &str = "hva";
const LEFT_YEAR: &str = "ar_ut";
const ENDED_YEAR: &str = "ar_lagt_ned";
const FIRST_YEAR: i32 = 1800;

const NEVER: &str = "aldri";
const LEFT: &str = "gikk-ut";
const ENDED: &str = "lagt-ned";
const UNKNOWN: &str = "vet-ikke";

pub async fn show(state: web::Data<State>, page: Page, path: Path) -> Result<HttpResponse, AppError> {
    let (place, number) = place(path);
    let loaded = one(&state, &page, &place, number).await?;
    let row = row_of(&loaded)?;
    let form = filled(row.draft.as_ref().map(|draft| &draft.response)).seen_as(row.seen());
    html(&absence_page(page, &place, &loaded, row, form))
}

fn filled(given: Option<&Response>) -> Form {
    let Some(given) = given else {
        return Form::default();
    };
    let what = match (given.verdict, given.absence) {
        (Some(Verdict::NotParticipating), Some(Absence::Left)) => LEFT,
        (Some(Verdict::NotParticipating), _) => NEVER,
        (Some(Verdict::Discontinued), _) => ENDED,
        (Some(Verdict::Unknown), _) => UNKNOWN,
        _ => "",
    };
    let year = |year: Option<i32>| year.map(|year| year.to_string()).unwrap_or_default();
    Form::filled([
        (WHAT, what.to_owned()),
        (LEFT_YEAR, year(given.left_year)),
        (ENDED_YEAR, year(given.discontinued_year)),
        ("kommentar", given.comment.clone().unwrap_or_default()),
    ])
}

fn absence_page<'a>(
    page: Page,
    place: &Place,
    loaded: &'a Loaded,
    row: &'a Row,
    form: Form,
) -> AbsencePage<'a> {
    let t = page.t;
    let head = Head::of(t, place, &loaded.opened);
    let own = loaded.opened.desk.own.hearing.municipality;
    AbsencePage {
        choices: [
            (NEVER, t.absence_never()),
            (LEFT, t.absence_left()),
            (ENDED, t.absence_ended()),
            (UNKNOWN, t.absence_unknown()),
        ]
        .map(|(value, text)| Choice::new(value, text))
        .into(),
        is_host: row.arrangement.facts.host == Some(Host::Municipality(own)),
        row: row_view(t, loaded, row),
        page: crumbs(page, &head),
        head,
        form,
    }
}

pub async fn post(
    state: web::Data<State>,
    page: Page,
    path: Path,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let (place, number) = place(path);
    let given: Seen = form.take_seen()?;
    let loaded = one(&state, &page, &place, number).await?;
    let row = row_of(&loaded)?;
    let kept = row.draft.as_ref().map(|draft| draft.response.corrections.clone());
    let response = Response {
        corrections: kept.unwrap_or_default(),
        ..read(page.t, clock::year(page.now), &mut form)
    };
    if !form.is_right() {
        return unprocessable(&absence_page(page, &place, &loaded, row, form));
    }
    let (context, wanted, said) = (state.context(&page), place.clone(), response.clone());
    let saved = with_db(&state, move |conn| {
        match answering::answer(conn, &context, &wanted, number, given, &said) {
            Err(AnswerError::Stale) => Ok(None),
            saved => Ok::<_, AppError>(Some(saved?)),
        }
    })
    .await?;
    if saved.is_some() {
        let address = onward(&back(&page, &place), number);
        return Ok(see_other_with(&address, page.t.absence_saved()));
    }
    let now = one(&state, &page, &place, number).await?;
    let again = Again::of(&page, &form);
    two_versions::show(page, &place, &now, &response, again)
}

/// What was answered; the year of another choice than the one that was made is left alone.
fn read(t: Lang, this_year: i32, form: &mut Form) -> Response {
    let what = form.value(WHAT).to_owned();
    let mut response = Response {
        comment: comment(t, form),
        ..Response::default()
    };
    match what.as_str() {
        NEVER => {
            response.verdict = Some(Verdict::NotParticipating);
            response.absence = Some(Absence::Never);
        }
        LEFT => {
            response.verdict = Some(Verdict::NotParticipating);
            response.absence = Some(Absence::Left);
            response.left_year = year(t, this_year, form, LEFT_YEAR, t.absence_left_year());
            if form.value(LEFT_YEAR).is_empty() {
                form.wrong(LEFT_YEAR, t.missing(&t.absence_left_year()));
            }
        }
        ENDED => {
            response.verdict = Some(Verdict::Discontinued);
            response.discontinued_year = year(t, this_year, form, ENDED_YEAR, t.absence_ended_year());
        }
        UNKNOWN => response.verdict = Some(Verdict::Unknown),
        _ => form.wrong(WHAT, t.absence_choose()),
    }
    response
}

fn year(t: Lang, this_year: i32, form: &mut Form, field: &'static str, label: &str) -> Option<i32> {
    let typed = form.value(field);
    if typed.is_empty() {
        return None;
    }
    match four_digits(typed) {
        Some(year) if (FIRST_YEAR..=this_year).contains(&year) => Some(year),
        Some(_) => {
            form.wrong(field, t.absence_year_range(label, &FIRST_YEAR, &this_year));
            None
        }
        None => {
            form.wrong(field, t.absence_year(label));
            None
        }
    }
}

impl AbsencePage<'_> {
    fn question(&self) -> String {
        self.page.t.absence_question(self.row.name)
    }

    /// The list, at this row.
    fn back(&self) -> String {
        format!("{}/ordninger#o{}", self.head.root, self.row.number)
    }
}
