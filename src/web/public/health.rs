//! Whether the portal can work: 200 when the database answers. No version, no names: anyone may ask.

use actix_web::{HttpResponse, web};

use crate::State;
use crate::error::AppError;

pub async fn show(state: web::Data<State>) -> HttpResponse {
    let pool = state.pool.clone();
    let answers = web::block(move || pool.ping())
        .await
        .map_err(AppError::from)
        .and_then(|answer| Ok(answer?));
    match answers {
        Ok(()) => HttpResponse::Ok()
            .content_type("text/plain; charset=utf-8")
            .body("ok"),
        Err(error) => {
            tracing::error!(cause = %error, "the database does not answer");
            HttpResponse::ServiceUnavailable()
                .content_type("text/plain; charset=utf-8")
                .body("database unavailable")
        }
    }
}
