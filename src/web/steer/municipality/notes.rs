//! Notes about a municipality, for those who steer the mapping: written on its page, mended by their writer.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::front::{municipality, under_municipalities};
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html, html_with, see_other_with, unprocessable};
use crate::steer::{ground, root};
use crate::{State, with_db};
use ::tasks::TaskError;
use ::tasks::round::notes as tasks;
use db::round::notes::{self, Note};
use domain::places::mapping::Mapping;
use i18n::Lang;

const LONGEST: usize = 4000;

/// Several lines, unlike the names and titles of other forms.
fn read(t: Lang, form: &mut Form) -> String {
    let text = form.value("tekst").to_owned();
    let length = text.chars().count();
    if text.is_empty() {
        form.wrong("tekst", t.missing(&t.notes_new()));
    } else if length > LONGEST {
        form.wrong("tekst", t.too_long(&t.notes_new(), &LONGEST, &length));
    }
    text
}

pub async fn add(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String)>,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let (slug, number) = path.into_inner();
    let t = page.t;
    let text = read(t, &mut form);
    if !form.is_right() {
        return municipality(&state, page, (slug, number), form).await;
    }
    let context = state.context(&page);
    let back = format!("/kartlegging/{slug}/kommuner/{number}");
    with_db(&state, move |conn| {
        tasks::add(conn, &context, &slug, &number, &text)
    })
    .await?;
    Ok(see_other_with(&back, t.notes_added()))
}

#[derive(Template)]
#[template(path = "pages/steer/note.html")]
struct NotePage {
    page: Page,
    form: Form,
    title: String,
    back: String,
}

async fn find(
    state: &web::Data<State>,
    page: &Page,
    (slug, number, id): (String, String, i64),
) -> Result<(Mapping, String, Note), AppError> {
    let user = page.signed_in()?.user;
    with_db(state, move |conn| {
        let (mapping, directory) = ground(conn, &slug)?;
        let entry = directory.by_number(&number).ok_or(AppError::NotFound)?;
        let note = notes::one(conn, mapping.id, entry.municipality.id, id)?;
        let note = note.filter(|note| note.is_by(user)).ok_or(AppError::NotFound)?;
        Ok::<_, AppError>((mapping, entry.municipality.name.clone(), note))
    })
    .await
}

fn note_page(page: Page, mapping: &Mapping, number: &str, name: &str, form: Form) -> NotePage {
    let back = format!("{}/kommuner/{number}", root(mapping));
    NotePage {
        title: page.t.notes_change_title(name),
        page: under_municipalities(page, mapping).crumb(&back, name),
        back,
        form,
    }
}

fn filled(note: &Note) -> Form {
    Form::filled([("tekst", note.text.clone())]).seen_as(note.version)
}

pub async fn edit(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String, i64)>,
) -> Result<HttpResponse, AppError> {
    let path = path.into_inner();
    let number = path.1.clone();
    let (mapping, name, note) = find(&state, &page, path).await?;
    let form = filled(&note);
    html(&note_page(page, &mapping, &number, &name, form))
}

pub async fn change(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String, i64)>,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let place = path.into_inner();
    let (slug, number, id) = place.clone();
    let t = page.t;
    let text = read(t, &mut form);
    let version: i64 = form.take_seen()?;
    let (mapping, name, _) = find(&state, &page, place.clone()).await?;
    if !form.is_right() {
        return unprocessable(&note_page(page, &mapping, &number, &name, form));
    }
    let (context, of) = (state.context(&page), number.clone());
    let changed = with_db(&state, move |conn| -> Result<_, TaskError> {
        match tasks::change(conn, &context, &slug, &of, (id, version), &text) {
            Err(TaskError::Stale) => Ok(false),
            outcome => outcome.map(|()| true),
        }
    });
    if changed.await? {
        let back = format!("{}/kommuner/{number}", root(&mapping));
        return Ok(see_other_with(&back, t.notes_added()));
    }
    let (mapping, name, note) = find(&state, &page, place).await?;
    form.collide(&filled(&note), |form| form.told(&[("tekst", t.notes())]));
    html_with(
        StatusCode::CONFLICT,
        &note_page(page, &mapping, &number, &name, form),
    )
}
