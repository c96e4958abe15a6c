//! Going out: the session ends on every instance, and the browser keeps nothing of what was seen.

use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::{HttpResponse, web};

use crate::error::AppError;
use crate::page::{Page, see_other_with};
use crate::request::cookies::NewVisitor;
use crate::{State, with_db};
use base::secret;
use tasks::accounts::own;

/// Going back shows no page that was seen while signed in (S24). The cookies stay: the language, and that this browser
/// is known.
const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

pub async fn submit(state: web::Data<State>, page: Page) -> Result<HttpResponse, AppError> {
    if let Some(session) = page.session.as_deref().cloned() {
        let context = state.context(&page);
        with_db(&state, move |conn| own::sign_out(conn, &context, &session)).await?;
    }
    let mut response = see_other_with("/logg-inn", page.t.signed_out());
    response.headers_mut().insert(
        CLEAR_SITE_DATA,
        HeaderValue::from_static("\"cache\", \"storage\""),
    );
    response.extensions_mut().insert(NewVisitor(secret::new_token()));
    Ok(response)
}
