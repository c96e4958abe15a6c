//! The page that an error becomes, with a way on; its cause goes to the log once, here.

use actix_web::HttpResponse;
use actix_web::http::header;
use askama::Template;

use super::error::{AppError, Explanation};
use super::page::{Page, html_with};
use super::typed::{Line, Typed};

#[derive(Template)]
#[template(path = "pages/public/error.html")]
struct ErrorPage {
    page: Page,
    explanation: Explanation,
    /// Only where it is our fault: the number that leads from a phone call to the line in the log.
    incident: Option<String>,
    /// Whom to ask, where somebody has decided that it is over.
    contact: Option<String>,
    /// A page of ours that the reader can go on with besides the front page.
    sign_in: bool,
    /// What was typed into the form that the error answers: the page is all that is left of it.
    typed: Vec<Line>,
}

/// `route` is the pattern that the address matched: the address itself may carry a letter's token or what somebody
/// searched for, and neither belongs in a log.
pub fn render(
    error: &AppError,
    page: Page,
    contact: &str,
    route: Option<&str>,
    typed: &Typed,
) -> HttpResponse {
    let explanation = error.explain(page.t);
    let status = explanation.status;
    let ours = status.is_server_error();
    let incident = ours.then(|| page.request_id.split('-').next().unwrap_or("").to_uppercase());
    if let Some(incident) = &incident {
        tracing::error!(incident, cause = %error, route, "a request failed");
    }
    let is_over = matches!(error, AppError::Shut(_) | AppError::Closed);
    let sign_in = page.actor().is_none() && !ours;
    let mut response = html_with(
        status,
        &ErrorPage {
            typed: typed.lines(page.t),
            page,
            explanation,
            incident,
            contact: (is_over && !contact.is_empty()).then(|| contact.to_owned()),
            sign_in,
        },
    )
    .unwrap_or_else(|error| {
        tracing::error!(cause = %error, "the error page itself failed");
        HttpResponse::new(status)
    });
    if status == actix_web::http::StatusCode::SERVICE_UNAVAILABLE
        || status == actix_web::http::StatusCode::TOO_MANY_REQUESTS
    {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, header::HeaderValue::from_static("30"));
    }
    response
}
