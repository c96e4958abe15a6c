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
}

fn edit_page(page: Page, person: &Person, form: Form) -> EditPage {
    EditPage {
        back: format!("/admin/brukere/{}", person.id),
        title: page.t.users_edit_title(&person.name),
        page: under_user(page, person.id, &person.name),
        form,
    }
}

fn filled(person: &Person) -> Form {
    Form::filled([("navn", person.name.clone()), ("epost", person.email.clone())]).seen_as(person.version)
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    user: web::Path<i64>,
) -> Result<HttpResponse, AppError> {
    let user = user.into_inner();
    let person = with_db(&state, move |conn| user::load(conn, user)).await?;
    let form = filled(&person);
    html(&edit_page(page, &person, form))
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
    let version: i64 = form.take_seen()?;
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
                form.collide(&filled(&person), |form| {
                    form.told(&[("navn", t.name()), ("epost", t.email())])
                });
                return html_with(StatusCode::CONFLICT, &edit_page(page, &person, form));
            }
        }
    }
    let person = with_db(&state, move |conn| user::load(conn, user)).await?;
    unprocessable(&edit_page(page, &person, form))
}
