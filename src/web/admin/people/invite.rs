//! Inviting a person. An address that has an account already is said to have one, and may be given the role instead.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::roles::Offers;
use crate::admin::under_users;
use crate::error::AppError;
use crate::form::Form;
use crate::list::{Asked, asked};
use crate::page::{Page, html, see_other_with, unprocessable};
use crate::{State, with_db};
use db::people;
use db::people::read::Person;

const LONGEST_NAME: usize = 120;

#[derive(Template)]
#[template(path = "pages/admin/user_new.html")]
struct InvitePage {
    page: Page,
    form: Form,
    offers: Offers,
    known: Option<Known>,
}

/// Whose account the address already is.
struct Known {
    id: i64,
    title: String,
    text: String,
    is_disabled: bool,
    button: String,
}

/// The address may say for which municipality, coming from its page.
pub async fn show(state: web::Data<State>, page: Page, query: Asked) -> Result<HttpResponse, AppError> {
    let offers = with_db(&state, Offers::load).await?;
    html(&InvitePage {
        page: under_users(page),
        form: asked(query)?,
        offers,
        known: None,
    })
}

pub async fn post(state: web::Data<State>, page: Page, mut form: Form) -> Result<HttpResponse, AppError> {
    let t = page.t;
    let name = form.line(t, "navn", t.name(), LONGEST_NAME);
    let email = form.email(t, "epost", t.email());
    let address = email.clone();
    let (offers, known) = with_db(&state, move |conn| {
        db::QueryResult::Ok((Offers::load(conn)?, people::read::by_email(conn, &address)?))
    })
    .await?;
    let grant = offers.read(t, &mut form);
    let (Some((grant, called)), true) = (grant, form.is_right()) else {
        return unprocessable(&InvitePage {
            page: under_users(page),
            form,
            offers,
            known: None,
        });
    };
    if let Some(person) = known.filter(|person| form.value("finnes") != person.id.to_string()) {
        return unprocessable(&InvitePage {
            known: Some(said_of(&page, &person, &called)),
            page: under_users(page),
            form,
            offers,
        });
    }
    let context = state.context(&page);
    let invited = with_db(&state, move |conn| {
        tasks::accounts::invite(conn, &context, &email, &name, &[grant])
    })
    .await?;
    let text = if invited.is_new {
        t.users_invited(form.value("navn"))
    } else {
        t.users_granted_done(&called)
    };
    Ok(see_other_with(
        &format!("/admin/brukere/{}", invited.user.0),
        text,
    ))
}

fn said_of(page: &Page, person: &Person, called: &str) -> Known {
    let t = page.t;
    Known {
        id: person.id,
        title: t.users_exists_title(&person.name),
        text: t.users_exists_text(&person.name, called),
        is_disabled: person.disabled_at.is_some(),
        button: t.users_give_role_to(&person.name),
    }
}
