//! The choice of written form: kept in a cookie, and with the account of whoever is signed in.

use actix_web::cookie::time::Duration;
use actix_web::{HttpResponse, web};

use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, own_address, see_other};
use crate::{State, with_db};
use i18n::Lang;
use tasks::accounts::own;

pub async fn choose(state: web::Data<State>, page: Page, form: Form) -> Result<HttpResponse, AppError> {
    let lang = Lang::from_code(form.value("sprak")).ok_or(AppError::BadRequest)?;
    if page.actor().is_some() {
        let context = state.context(&page);
        with_db(&state, move |conn| own::choose_language(conn, &context, lang)).await?;
    }
    let mut response = see_other(own_address(form.value("tilbake")).unwrap_or("/"));
    let jar = state.jar();
    let cookie = jar.make(jar.language(), lang.code().to_owned(), Some(Duration::days(365)));
    response.add_cookie(&cookie).map_err(AppError::internal)?;
    Ok(response)
}
