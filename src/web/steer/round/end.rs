//! Closing a round, with what is unfinished in it, and opening it again.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::form::time;
use super::rounds::{address, load, under_rounds};
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html, see_other_with, unprocessable};
use crate::{State, with_db};
use base::clock;
use db::DbConn;
use db::round::settings::{Left, Planned};
use domain::places::mapping::{Mapping, MappingStatus};
use domain::round::hearing::{HearingState, RoundState};
use domain::round::plan::Moment;
use i18n::Lang;

#[derive(Template)]
#[template(path = "pages/steer/round_close.html")]
struct ClosePage {
    page: Page,
    form: Form,
    title: String,
    consequences: Vec<String>,
    unfinished: Option<Unfinished>,
    label: String,
    back: String,
}

struct Unfinished {
    title: String,
    names: Vec<String>,
    lines: Vec<String>,
}

fn close_page(page: Page, mapping: &Mapping, round: &Planned, left: &[Left], letters: i64) -> ClosePage {
    let t = page.t;
    let name = t.round_name(&round.number);
    let mut consequences = vec![
        t.round_close_nobody().to_owned(),
        t.round_close_stand().to_owned(),
    ];
    let reminders = round.settings.reminders.len();
    if reminders > 0 {
        consequences.push(t.round_close_reminders(&reminders));
    }
    if letters > 0 {
        consequences.push(t.round_close_letters(&t.count(letters)));
    }
    ClosePage {
        title: t.round_close_title(&t.round_called(&round.number)),
        consequences,
        unfinished: unfinished(&page, left),
        label: t.round_close_type(&name),
        back: address(mapping),
        page: under_rounds(page, mapping),
        form: Form::default(),
    }
}

fn unfinished(page: &Page, left: &[Left]) -> Option<Unfinished> {
    let t = page.t;
    let open: Vec<&Left> = left
        .iter()
        .filter(|one| one.state != HearingState::Confirmed)
        .collect();
    if open.is_empty() {
        return None;
    }
    let half = open.iter().filter(|one| one.has_draft).count();
    let extended = open.iter().filter(|one| one.extended_to > Some(page.now)).count();
    let mut lines = Vec::new();
    if half > 0 {
        lines.push(t.round_close_half(&half));
    }
    if extended > 0 {
        lines.push(t.round_close_extended(&extended));
    }
    Some(Unfinished {
        title: t.round_close_unanswered(&open.len(), &left.len()),
        names: open.iter().map(|one| one.name.clone()).collect(),
        lines,
    })
}

fn closing(
    conn: &mut DbConn,
    slug: &str,
    number: i32,
) -> Result<(Mapping, Planned, Vec<Left>, i64), AppError> {
    let (mapping, round) = find(conn, slug, number)?;
    if round.state != RoundState::Open {
        return Err(AppError::NotFound);
    }
    let left = db::round::settings::left(conn, round.id)?;
    let letters = db::round::settings::waiting_letters(conn, round.id)?;
    Ok((mapping, round, left, letters))
}

fn find(conn: &mut DbConn, slug: &str, number: i32) -> Result<(Mapping, Planned), AppError> {
    let (mapping, rounds) = load(conn, slug)?;
    if mapping.status == MappingStatus::Closed {
        return Err(AppError::Closed);
    }
    let found = rounds.into_iter().find(|round| round.number == number);
    Ok((mapping, found.ok_or(AppError::NotFound)?))
}

pub async fn close_show(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, i32)>,
) -> Result<HttpResponse, AppError> {
    let (slug, number) = path.into_inner();
    let (mapping, round, left, letters) = with_db(&state, move |conn| closing(conn, &slug, number)).await?;
    html(&close_page(page, &mapping, &round, &left, letters))
}

pub async fn close(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, i32)>,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let (slug, number) = path.into_inner();
    let t = page.t;
    let name = t.round_name(&number);
    if form.value("navn").to_lowercase() != name.to_lowercase() {
        form.wrong("navn", t.round_close_typed_wrong(&name));
        let (mapping, round, left, letters) =
            with_db(&state, move |conn| closing(conn, &slug, number)).await?;
        return unprocessable(&ClosePage {
            form,
            ..close_page(page, &mapping, &round, &left, letters)
        });
    }
    let (context, of) = (state.context(&page), slug.clone());
    with_db(&state, move |conn| {
        tasks::round::planning::close(conn, &context, &of, number)
    })
    .await?;
    let back = format!("/kartlegging/{slug}/runde");
    Ok(see_other_with(&back, t.round_closed_done(&name)))
}

#[derive(Template)]
#[template(path = "pages/steer/round_reopen.html")]
struct ReopenPage {
    page: Page,
    form: Form,
    title: String,
    back: String,
}

fn reopen_page(page: Page, mapping: &Mapping, number: i32, form: Form) -> ReopenPage {
    ReopenPage {
        title: page.t.round_reopen_title(&page.t.round_called(&number)),
        back: address(mapping),
        page: under_rounds(page, mapping),
        form,
    }
}

/// The deadline as it was, when it is still to come, and a week from now otherwise.
fn proposed(t: Lang, page: &Page, round: &Planned) -> String {
    let before = round.settings.times.deadline.filter(|at| *at > page.now);
    let week = tasks::round::planning::proposal(page.now - chrono::TimeDelta::days(38), None).deadline;
    t.typed_time(before.map_or(week, |at| clock::in_oslo(at).naive_local()))
}

pub async fn reopen_show(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, i32)>,
) -> Result<HttpResponse, AppError> {
    let (slug, number) = path.into_inner();
    let (mapping, round) = with_db(&state, move |conn| find(conn, &slug, number)).await?;
    if round.state != RoundState::Closed {
        return Err(AppError::NotFound);
    }
    let form = Form::filled([("frist", proposed(page.t, &page, &round))]);
    html(&reopen_page(page, &mapping, number, form))
}

pub async fn reopen(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, i32)>,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let (slug, number) = path.into_inner();
    let t = page.t;
    let deadline = time(t, &mut form, page.now, Moment::Deadline, 16).map(clock::from_oslo);
    match deadline {
        None if form.is_right() => form.wrong("frist", t.missing(&t.round_deadline())),
        Some(at) if at <= page.now => form.wrong("frist", t.round_passed(&t.round_deadline())),
        _ => {}
    }
    let Some(deadline) = deadline.filter(|_| form.is_right()) else {
        let (mapping, _) = with_db(&state, move |conn| find(conn, &slug, number)).await?;
        return unprocessable(&reopen_page(page, &mapping, number, form));
    };
    let (context, of) = (state.context(&page), slug.clone());
    with_db(&state, move |conn| {
        tasks::round::planning::reopen(conn, &context, &of, number, deadline)
    })
    .await?;
    let back = format!("/kartlegging/{slug}/runde");
    Ok(see_other_with(&back, t.round_reopened(&t.round_name(&number))))
}
