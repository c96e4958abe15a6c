//! Proving once more who it is, before a dangerous act.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::{Next, with_next};
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html, own_address, see_other, unprocessable};
use crate::request::cookies::NewVisitor;
use crate::{State, with_db};
use db::people::accounts::Account;
use tasks::accounts::own;

#[derive(Template)]
#[template(path = "pages/sign_in/step_up.html")]
struct StepUpPage {
    page: Page,
    form: Form,
    next: String,
    email: String,
    has_password: bool,
}

fn step_up_page(page: Page, form: Form, next: String, account: Account) -> StepUpPage {
    StepUpPage {
        page,
        form,
        next,
        email: account.email,
        has_password: account.password_hash.is_some(),
    }
}

async fn my_account(state: &web::Data<State>, page: &Page) -> Result<Account, AppError> {
    let user = page.signed_in()?.user;
    let account = with_db(state, move |conn| db::people::accounts::one(conn, user)).await?;
    account.ok_or(AppError::Forbidden)
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    next: web::Query<Next>,
) -> Result<HttpResponse, AppError> {
    let account = my_account(&state, &page).await?;
    let next = next.address().to_owned();
    html(&step_up_page(page, Form::default(), next, account))
}

pub async fn submit(state: web::Data<State>, page: Page, mut form: Form) -> Result<HttpResponse, AppError> {
    state.limits.knock(&page)?;
    let next = form.value("neste").to_owned();
    let account = my_account(&state, &page).await?;
    if account.password_hash.is_none() {
        return Ok(see_other(&with_next("/bekreft-innlogging", &next)));
    }
    let password = form.verbatim("passord").to_owned();
    if password.is_empty() {
        form.wrong("passord", page.t.missing(&page.t.password()));
    } else {
        let verdict = state
            .passwords
            .verify(password, account.password_hash.clone())
            .await
            .map_err(AppError::internal)?;
        let session = page.session.as_deref().map(|session| session.id);
        let session = session.ok_or(AppError::Forbidden)?;
        let context = state.context(&page);
        let token = with_db(&state, move |conn| {
            own::step_up(conn, &context, session, &verdict)
        })
        .await?;
        if let Some(token) = token {
            let mut response = see_other(own_address(&next).unwrap_or("/"));
            response.extensions_mut().insert(NewVisitor(token));
            return Ok(response);
        }
        form.wrong("passord", page.t.step_up_wrong());
    }
    unprocessable(&step_up_page(page, form, next, account))
}
