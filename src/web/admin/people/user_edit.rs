//! Changing a person's name and address; whoever saves second is shown what the first one saved, and loses nothing.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::user;
use crate::admin::under_user;
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html, html_with, see_other_with, unprocessable};
use crate::{State, with_db};
use db::people::read::Person;
use domain::people::access::UserId;
use tasks::TaskError;
use tasks::accounts::administering;

const LONGEST_NAME: usize = 120;

#[derive(Template)]
#[template(path = "pages/admin/user_edit.html")]
struct EditPage {
    page: Page,
    form: Form,
    back: String,
    title: String,
    version: i64,
    /// What somebody else saved in the meantime.
    stored_now: Option<String>,
}

fn edit_page(page: Page, person: &Person, form: Form, version: i64) -> EditPage {
    let stored_now = page.t.users_stale_now(&person.name, &person.email);
    EditPage {
        back: format!("/admin/brukere/{}", person.id),
        title: page.t.users_edit_title(&person.name),
        stored_now: (version != person.version).then_some(stored_now),
        version: person.version,
        page: under_user(page, person.id, &person.name),
        form,
    }
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    user: web::Path<i64>,
) -> Result<HttpResponse, AppError> {
    let user = user.into_inner();
    let person = with_db(&state, move |conn| user::load(conn, user)).await?;
    let form = Form::filled([("navn", person.name.clone()), ("epost", person.email.clone())]);
    html(&edit_page(page, &person, form, person.version))
}

pub async fn post(
    state: web::Data<State>,
    page: Page,
    user: web::Path<i64>,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let user = user.into_inner();
    let t = page.t;
    let name = form.line(t, "navn", t.name(), LONGEST_NAME);
    let email = form.email(t, "epost", t.email());
    let version: i64 = form.value("versjon").parse().map_err(|_| AppError::BadRequest)?;
    if form.is_right() {
        let context = state.context(&page);
        let outcome = with_db(&state, move |conn| -> Result<_, TaskError> {
            match administering::describe(conn, &context, UserId(user), version, &name, &email) {
                Err(TaskError::Stale) => Ok(None),
                outcome => outcome.map(Some),
            }
        });
        match outcome.await? {
            Some(Ok(())) => {
                return Ok(see_other_with(
                    &format!("/admin/brukere/{user}"),
                    t.users_changed(),
                ));
            }
            Some(Err(_)) => form.wrong("epost", t.users_email_taken()),
            None => {
                let person = with_db(&state, move |conn| user::load(conn, user)).await?;
                return html_with(StatusCode::CONFLICT, &edit_page(page, &person, form, version));
            }
        }
    }
    let person = with_db(&state, move |conn| user::load(conn, user)).await?;
    unprocessable(&EditPage {
        version,
        stored_now: None,
        ..edit_page(page, &person, form, version)
    })
}
