//! Recovery codes on the one page that shows them: they come in a sealed cookie, because only their hashes are stored
//! and because a POST is never answered with a page.

use actix_web::cookie::time::Duration;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::Next;
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html, own_address, see_other};
use crate::{State, with_db};
use base::secret::{hex, unhex};
use domain::people::access::UserId;
use tasks::accounts::second_factor;

#[derive(Template)]
#[template(path = "pages/sign_in/recovery_codes.html")]
struct CodesPage {
    page: Page,
    /// Empty when they have been shown.
    codes: Vec<String>,
    next: String,
    title_line: String,
}

/// Gives the codes to the next page.
pub(super) fn hand_over(
    state: &State,
    response: &mut HttpResponse,
    user: UserId,
    codes: &[String],
) -> Result<(), AppError> {
    let jar = state.jar();
    let sealed = state.secret.seal(&purpose(user), codes.join(" ").as_bytes());
    response
        .add_cookie(&jar.make(jar.recovery_codes(), hex(&sealed), Some(Duration::minutes(10))))
        .map_err(AppError::internal)
}

fn purpose(user: UserId) -> String {
    format!("recovery-codes:{}", user.0)
}

fn handed_over(state: &State, request: &HttpRequest, user: UserId) -> Vec<String> {
    let text = request
        .cookie(state.jar().recovery_codes())
        .and_then(|cookie| unhex(cookie.value()))
        .and_then(|sealed| state.secret.open(&purpose(user), &sealed))
        .and_then(|plain| String::from_utf8(plain).ok())
        .unwrap_or_default();
    text.split_whitespace().map(str::to_owned).collect()
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
    next: web::Query<Next>,
) -> Result<HttpResponse, AppError> {
    let actor = page.signed_in()?;
    let codes = handed_over(&state, &request, actor.user);
    let title_line = page
        .t
        .account_codes_for(&actor.name, &page.t.date(base::clock::today(page.now)));
    let name = page.t.my_account();
    let page = page.crumb("/konto", name);
    html(&CodesPage {
        codes,
        next: next.address().to_owned(),
        title_line,
        page,
    })
}

/// Ten new ones.
pub async fn make(state: web::Data<State>, page: Page) -> Result<HttpResponse, AppError> {
    let user = page.signed_in()?.user;
    let context = state.context(&page);
    let codes = with_db(&state, move |conn| {
        second_factor::new_recovery_codes(conn, &context)
    })
    .await?;
    let mut response = see_other("/konto/gjenopprettingskoder?neste=/konto");
    hand_over(&state, &mut response, user, &codes)?;
    Ok(response)
}

/// The person has kept them: the browser need not.
pub async fn kept(state: web::Data<State>, form: Form) -> Result<HttpResponse, AppError> {
    let mut response = see_other(own_address(form.value("neste")).unwrap_or("/"));
    let jar = state.jar();
    response
        .add_cookie(&jar.remove(jar.recovery_codes()))
        .map_err(AppError::internal)?;
    Ok(response)
}
