//! Another password: the current one is needed. Whoever has none, because mailed links were enough, makes the first.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::below_account;
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html, see_other, see_other_with, unprocessable};
use crate::request::cookies::NewVisitor;
use crate::sign_in::new_password_hash;
use crate::{State, with_db};
use db::people::accounts::Account;
use tasks::TaskError;
use tasks::accounts::own;

#[derive(Template)]
#[template(path = "pages/account/password.html")]
struct PasswordPage {
    page: Page,
    form: Form,
    email: String,
    has_password: bool,
}

async fn my_account(state: &web::Data<State>, page: &Page) -> Result<(Account, Vec<String>), AppError> {
    let user = page.signed_in()?.user;
    with_db(state, move |conn| -> Result<_, TaskError> {
        let account = db::people::accounts::one(conn, user)?.ok_or(TaskError::NotFound)?;
        Ok((account, db::people::credentials::about(conn, user)?))
    })
    .await
}

/// A first password is proved by nothing but the login itself, which must be fresh then.
fn must_prove(page: &Page, account: &Account) -> Option<HttpResponse> {
    let fresh = page
        .session
        .as_deref()
        .is_some_and(|session| session.is_fresh(page.now));
    let stale = account.password_hash.is_none() && !fresh;
    stale.then(|| see_other("/bekreft-innlogging?neste=/konto/passord"))
}

fn password_page(page: Page, form: Form, account: &Account) -> PasswordPage {
    PasswordPage {
        page: below_account(page),
        form,
        email: account.email.clone(),
        has_password: account.password_hash.is_some(),
    }
}

pub async fn show(state: web::Data<State>, page: Page) -> Result<HttpResponse, AppError> {
    let (account, _) = my_account(&state, &page).await?;
    match must_prove(&page, &account) {
        Some(elsewhere) => Ok(elsewhere),
        None => html(&password_page(page, Form::default(), &account)),
    }
}

pub async fn submit(state: web::Data<State>, page: Page, mut form: Form) -> Result<HttpResponse, AppError> {
    state.limits.knock(&page)?;
    let (account, about) = my_account(&state, &page).await?;
    if let Some(elsewhere) = must_prove(&page, &account) {
        return Ok(elsewhere);
    }
    let current = form.verbatim("passord").to_owned();
    let has_password = account.password_hash.is_some();
    if has_password && current.is_empty() {
        form.wrong("passord", page.t.missing(&page.t.account_current_password()));
    }
    let hash = new_password_hash(&state, &page, &mut form, about).await?;
    let Some(hash) = hash.filter(|_| form.is_right()) else {
        return unprocessable(&password_page(page, form, &account));
    };
    let verdict = match &account.password_hash {
        Some(stored) => Some(
            state
                .passwords
                .verify(current, Some(stored.clone()))
                .await
                .map_err(AppError::internal)?,
        ),
        None => None,
    };
    let session = page.session.as_deref().map(|session| session.id);
    let session = session.ok_or(AppError::Forbidden)?;
    let context = state.context(&page);
    let token = with_db(&state, move |conn| {
        own::change_password(conn, &context, session, verdict.as_ref(), &hash)
    })
    .await?;
    let Some(token) = token else {
        form.wrong("passord", page.t.account_password_wrong());
        return unprocessable(&password_page(page, form, &account));
    };
    let mut response = see_other_with("/konto", page.t.account_password_done());
    response.extensions_mut().insert(NewVisitor(token));
    Ok(response)
}
