//! The written form that a municipality has decided to be written to in.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::contacts::{address, under};
use super::list::written_forms;
use super::municipality::load;
use crate::error::AppError;
use crate::form::Form;
use crate::list::Choice;
use crate::page::{Page, html, see_other_with, unprocessable};
use crate::{State, with_db};
use db::places::book::Entry;
use domain::places::municipality::{MunicipalityId, WrittenForm};
use tasks::mapping::municipality_book as tasks;

#[derive(Template)]
#[template(path = "pages/admin/written_form.html")]
struct FormPage {
    page: Page,
    form: Form,
    title: String,
    choices: Vec<Choice>,
    from: &'static str,
    back: String,
}

fn form_page(page: Page, entry: &Entry, form: Form) -> FormPage {
    let t = page.t;
    FormPage {
        title: t.book_form_title(&entry.name),
        choices: written_forms(t),
        from: entry.language_form.code(),
        back: address(&entry.number),
        page: under(page, entry),
        form,
    }
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    number: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let entry = with_db(&state, move |conn| load(conn, &number)).await?;
    let form = Form::filled([("malform", entry.language_form.code().to_owned())]);
    html(&form_page(page, &entry, form))
}

pub async fn decide(
    state: web::Data<State>,
    page: Page,
    number: web::Path<String>,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let t = page.t;
    let entry = with_db(&state, move |conn| load(conn, &number)).await?;
    let to = form.choice(t, "malform", t.book_written_form(), WrittenForm::from_code);
    let from = WrittenForm::from_code(form.value("fra")).ok_or(AppError::BadRequest)?;
    let Some(to) = to else {
        return unprocessable(&form_page(page, &entry, form));
    };
    let context = state.context(&page);
    let municipality = MunicipalityId(entry.id);
    with_db(&state, move |conn| {
        tasks::decide_written_form(conn, &context, municipality, from, to)
    })
    .await?;
    Ok(see_other_with(&address(&entry.number), t.book_form_saved()))
}
