//! Opens a confirmed answer again, the whole or for the sake of one arrangement, with a reason that is told.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::front::under_municipalities;
use crate::error::AppError;
use crate::form::Form;
use crate::list::Choice;
use crate::page::{Page, html, see_other_but, see_other_with, unprocessable};
use crate::steer::{ground, root};
use crate::{State, with_db};
use db::register;
use db::round::desk_municipality;
use domain::round::hearing::{HearingState, RoundState};
use tasks::TaskError;
use tasks::round::rounds;

#[derive(Template)]
#[template(path = "pages/steer/municipality_reopen.html")]
struct ReopenPage {
    page: Page,
    form: Form,
    title: String,
    name: String,
    arrangements: Vec<Choice>,
    back: String,
}

async fn reopen_page(
    state: &web::Data<State>,
    page: Page,
    (slug, number): (String, String),
    form: Form,
) -> Result<ReopenPage, AppError> {
    let now = page.now;
    let (mapping, name, rows) = with_db(state, move |conn| {
        let (mapping, directory) = ground(conn, &slug)?;
        let entry = directory.by_number(&number).ok_or(AppError::NotFound)?;
        let id = entry.municipality.id;
        let found = desk_municipality::standing(conn, mapping.id, id, now)?;
        // Nothing to open again: there is no such page.
        found
            .filter(|one| {
                one.round.state == RoundState::Open && one.followed.state == HearingState::Confirmed
            })
            .ok_or(AppError::NotFound)?;
        let rows = register::list::of_municipality(conn, mapping.id, id)?;
        let name = (entry.municipality.number.clone(), entry.municipality.name.clone());
        Ok::<_, AppError>((mapping, name, rows))
    })
    .await?;
    let (number, name) = name;
    let back = format!("{}/kommuner/{number}", root(&mapping));
    Ok(ReopenPage {
        title: page.t.reopen_title(&name),
        arrangements: rows
            .into_iter()
            .filter(|(line, _)| line.is_counted())
            .map(|(line, _)| Choice::new(line.number.to_string(), line.name))
            .collect(),
        page: under_municipalities(page, &mapping).crumb(&back, &name),
        name,
        back,
        form,
    })
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    html(&reopen_page(&state, page, path.into_inner(), Form::default()).await?)
}

pub async fn reopen(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String)>,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let (slug, number) = path.into_inner();
    let (t, context) = (page.t, state.context(&page));
    let reason = form.line(t, "grunn", t.reopen_reason(), 500);
    let chosen = form.value("ordning").to_owned();
    let back = format!("/kartlegging/{slug}/kommuner/{number}");
    let shown = reopen_page(&state, page, (slug.clone(), number.clone()), form).await;
    let mut shown = match shown {
        Err(AppError::NotFound) => return Ok(see_other_but(&back, t.reopen_stale())),
        shown => shown?,
    };
    let known = shown.arrangements.iter().any(|choice| choice.value == chosen);
    if !chosen.is_empty() && !known {
        shown.form.wrong("ordning", t.choose(&t.reopen_which()));
    }
    if !shown.form.is_right() {
        return unprocessable(&shown);
    }
    let arrangement = chosen.parse().ok();
    let done = with_db(&state, move |conn| -> Result<_, TaskError> {
        match rounds::reopen(conn, &context, &slug, &number, arrangement, &reason) {
            Err(TaskError::Stale) => Ok(false),
            outcome => outcome.map(|()| true),
        }
    });
    if done.await? {
        Ok(see_other_with(&back, t.reopen_done(&shown.name)))
    } else {
        Ok(see_other_but(&back, t.reopen_stale()))
    }
}
