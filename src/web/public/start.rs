//! The front page: what this is, what is going on, and the way in.

use actix_web::HttpResponse;
use askama::Template;

use crate::web::error::AppError;
use crate::web::page::{Page, html};

#[derive(Template)]
#[template(path = "pages/public/start.html")]
struct StartPage {
    page: Page,
}

pub async fn show(page: Page) -> Result<HttpResponse, AppError> {
    html(&StartPage { page })
}
