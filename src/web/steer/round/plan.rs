//! Planning the next round, and changing one that is not closed.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::form::{filled, in_words, read, refuse, show_choices};
use super::rounds::{address, load, under_rounds};
use crate::error::AppError;
use crate::form::Form;
use crate::list::Choice;
use crate::page::{Page, html, html_with, see_other, see_other_but, see_other_with, unprocessable};
use crate::{State, with_db};
use db::DbConn;
use db::round::settings::{Left, Planned};
use domain::places::mapping::{Mapping, MappingStatus};
use domain::round::hearing::RoundState;
use i18n::Lang;
use tasks::TaskError;
use tasks::round::planning::{PlanError, off_the_wall, on_the_wall};

#[derive(Template)]
#[template(path = "pages/steer/round_form.html")]
struct RoundFormPage {
    page: Page,
    form: Form,
    title: String,
    notes: Vec<String>,
    show_choices: Vec<Choice>,
    button: &'static str,
    back: String,
}

fn new_page(page: Page, mapping: &Mapping, area: usize, form: Form) -> RoundFormPage {
    let t = page.t;
    RoundFormPage {
        title: t.round_new_title(&mapping.name),
        notes: vec![t.round_new_intro(&area)],
        show_choices: show_choices(t),
        button: t.round_new_button(),
        back: address(mapping),
        page: under_rounds(page, mapping),
        form,
    }
}

/// The mapping and its rounds, and how many municipalities the next one goes to.
fn ground(conn: &mut DbConn, slug: &str) -> Result<(Mapping, Vec<Planned>, usize), AppError> {
    let (mapping, rounds) = load(conn, slug)?;
    if mapping.status == MappingStatus::Closed {
        return Err(AppError::Closed);
    }
    let area = db::directory(conn, &mapping)?.area().count();
    Ok((mapping, rounds, area))
}

pub async fn new(
    state: web::Data<State>,
    page: Page,
    slug: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let (mapping, rounds, area) = with_db(&state, move |conn| ground(conn, &slug)).await?;
    let last = rounds.first();
    if last.is_some_and(|last| last.state != RoundState::Closed) {
        return Ok(see_other_but(&address(&mapping), page.t.round_another()));
    }
    let proposed = tasks::round::planning::proposal(page.now, last.map(|last| &last.settings));
    let form = filled(page.t, &proposed);
    html(&new_page(page, &mapping, area, form))
}

pub async fn plan(
    state: web::Data<State>,
    page: Page,
    slug: web::Path<String>,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let t = page.t;
    let slug = slug.into_inner();
    if let Some(plan) = read(t, &mut form, page.now) {
        let (context, of) = (state.context(&page), slug.clone());
        let planned = with_db(&state, move |conn| -> Result<_, TaskError> {
            told(tasks::round::planning::plan(
                conn,
                &context,
                &of,
                &off_the_wall(&plan),
            ))
        });
        match planned.await? {
            Ok(number) => {
                let back = format!("/kartlegging/{slug}/runde");
                return Ok(see_other_with(&back, t.round_planned(&t.round_name(&number))));
            }
            Err(PlanError::Contradictions(found)) => refuse(t, &mut form, &found),
            Err(_) => form.wrong("frist", t.round_another()),
        }
    }
    let (mapping, _, area) = with_db(&state, move |conn| ground(conn, &slug)).await?;
    unprocessable(&new_page(page, &mapping, area, form))
}

/// What is the page's to show, apart from what is an error of its own.
fn told<T>(outcome: Result<T, PlanError>) -> Result<Result<T, PlanError>, TaskError> {
    match outcome {
        Err(PlanError::Task(error)) if !matches!(error, TaskError::Stale) => Err(error),
        outcome => Ok(outcome),
    }
}

fn change_page(page: Page, mapping: &Mapping, round: &Planned, left: &[Left], form: Form) -> RoundFormPage {
    let t = page.t;
    RoundFormPage {
        title: t.round_change_title(&t.round_called(&round.number)),
        notes: if round.state == RoundState::Open {
            what_it_means(t, round, left)
        } else {
            Vec::new()
        },
        show_choices: show_choices(t),
        button: t.save(),
        back: address(mapping),
        page: under_rounds(page, mapping),
        form,
    }
}

fn what_it_means(t: Lang, round: &Planned, left: &[Left]) -> Vec<String> {
    let own: Vec<&str> = left
        .iter()
        .filter(|one| one.extended_to > round.settings.times.deadline)
        .map(|one| one.name.as_str())
        .collect();
    let mut notes = vec![t.round_open_means().to_owned()];
    if !own.is_empty() {
        notes.push(t.round_open_extended(&own.len(), &own.join(", ")));
    }
    notes.push(t.round_open_delegations().to_owned());
    notes
}

fn find(conn: &mut DbConn, slug: &str, number: i32) -> Result<(Mapping, Planned, Vec<Left>), AppError> {
    let (mapping, rounds) = load(conn, slug)?;
    let found = rounds.into_iter().find(|round| round.number == number);
    let round = found.ok_or(AppError::NotFound)?;
    if mapping.status == MappingStatus::Closed || round.state == RoundState::Closed {
        return Err(AppError::Closed);
    }
    let left = db::round::settings::left(conn, round.id)?;
    Ok((mapping, round, left))
}

fn stored(page: &Page, round: &Planned) -> Form {
    let plan =
        on_the_wall(&round.settings).unwrap_or_else(|| tasks::round::planning::proposal(page.now, None));
    filled(page.t, &plan).seen_as(round.version)
}

pub async fn edit(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, i32)>,
) -> Result<HttpResponse, AppError> {
    let (slug, number) = path.into_inner();
    let (mapping, round, left) = with_db(&state, move |conn| find(conn, &slug, number)).await?;
    let form = stored(&page, &round);
    html(&change_page(page, &mapping, &round, &left, form))
}

pub async fn change(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, i32)>,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let (slug, number) = path.into_inner();
    let t = page.t;
    let version: i64 = form.take_seen()?;
    let of = slug.clone();
    let (mapping, round, left) = with_db(&state, move |conn| find(conn, &of, number)).await?;
    if let Some(plan) = read(t, &mut form, page.now) {
        let new = off_the_wall(&plan);
        let (context, of, asked) = (state.context(&page), slug.clone(), new.clone());
        let changed = with_db(&state, move |conn| -> Result<_, TaskError> {
            told(tasks::round::planning::change(
                conn, &context, &of, number, version, &asked,
            ))
        });
        match changed.await? {
            Ok(()) if round.settings == new => return Ok(see_other_but(&address(&mapping), t.round_same())),
            Ok(()) => {
                let deadline = new.times.deadline.filter(|_| {
                    round.state == RoundState::Open && round.settings.times.deadline != new.times.deadline
                });
                let text = match deadline {
                    Some(deadline) => t.round_changed_deadline(&t.long_time(deadline)),
                    None => t.round_changed().to_owned(),
                };
                return Ok(see_other_with(&address(&mapping), text));
            }
            Err(PlanError::Contradictions(found)) => refuse(t, &mut form, &found),
            Err(_) => {
                let (mapping, round, left) = with_db(&state, move |conn| find(conn, &slug, number)).await?;
                form.collide(&stored(&page, &round), |form| in_words(t, form, page.now));
                return html_with(
                    StatusCode::CONFLICT,
                    &change_page(page, &mapping, &round, &left, form),
                );
            }
        }
    }
    unprocessable(&change_page(page, &mapping, &round, &left, form))
}

/// The address of a round by itself leads to the page of them all.
pub async fn one(path: web::Path<(String, i32)>) -> HttpResponse {
    see_other(&format!("/kartlegging/{}/runde", path.0))
}
