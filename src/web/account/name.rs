//! The name in letters and receipts, and the written form of pages and letters.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::below_account;
use crate::error::AppError;
use crate::form::Form;
use crate::list::Choice;
use crate::page::{Page, html, see_other_with, unprocessable};
use crate::{State, with_db};
use i18n::Lang;
use tasks::accounts::own;

#[derive(Template)]
#[template(path = "pages/account/name.html")]
struct NamePage {
    page: Page,
    form: Form,
    languages: Vec<Choice>,
}

fn name_page(page: Page, form: Form) -> NamePage {
    let languages = Lang::ALL
        .iter()
        .map(|lang| Choice {
            value: lang.code().to_owned(),
            text: lang.own_name().to_owned(),
        })
        .collect();
    NamePage {
        page: below_account(page),
        form,
        languages,
    }
}

pub async fn show(page: Page) -> Result<HttpResponse, AppError> {
    let actor = page.signed_in()?;
    let form = Form::filled([
        ("navn", actor.name.clone()),
        ("malform", page.t.code().to_owned()),
    ]);
    html(&name_page(page, form))
}

pub async fn submit(state: web::Data<State>, page: Page, mut form: Form) -> Result<HttpResponse, AppError> {
    let name = form.line(page.t, "navn", page.t.name(), 100);
    let lang = form.choice(page.t, "malform", page.t.language(), Lang::from_code);
    let (true, Some(lang)) = (form.is_right(), lang) else {
        return unprocessable(&name_page(page, form));
    };
    let context = state.context(&page);
    with_db(&state, move |conn| own::describe(conn, &context, &name, lang)).await?;
    Ok(see_other_with("/konto", lang.account_name_done()))
}
