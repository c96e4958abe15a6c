//! What the browser sends with a POST: read within limits, and taken only from our own pages.

use std::time::Duration;

use actix_web::dev::ServiceRequest;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpMessage, web};

use super::cookies;
use super::upload::{self, LONGEST_UPLOAD, Parts};
use crate::State;
use crate::error::AppError;
use crate::form::Form;
use crate::typed::Typed;

/// Long enough for a megabyte over a poor line; whoever takes longer only holds a connection (S39).
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// The same for ten of them.
const LONGEST_UPLOAD_WAIT: Duration = Duration::from_mins(3);

async fn body_within(limit: Duration, request: &mut ServiceRequest) -> Result<web::Bytes, AppError> {
    let body = actix_web::rt::time::timeout(limit, request.extract::<web::Bytes>())
        .await
        .map_err(|_| AppError::TooSlow)?;
    body.map_err(|error| match error.as_response_error().status_code() {
        StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge,
        _ => AppError::BadRequest,
    })
}

/// Reads a posted form and makes sure that it came from one of our own pages, shown to this very visitor. What was
/// typed is noted beside it, so that whatever goes wrong later, the error's page can give it back.
pub async fn read(state: &State, request: &mut ServiceRequest, visitor: &str) -> Result<Form, AppError> {
    let form = if upload::is_taken_at(request) {
        with_file(request).await?
    } else {
        let is_form = request.content_type() == "application/x-www-form-urlencoded";
        let body = body_within(LONGEST_WAIT, request).await?;
        let text = std::str::from_utf8(&body).map_err(|_| AppError::BadRequest)?;
        Form::new(fields(if is_form { text } else { "" })?)
    };
    let is_from_here = cookies::is_form_token(&state.secret, visitor, form.verbatim("skjema"));
    // The page may have stood open while somebody signed in in another window. Only the browser itself can say so:
    // otherwise another site could put its words into a page of ours.
    let fetched_from = request.headers().get("sec-fetch-site");
    if is_from_here || fetched_from.is_some_and(|site| site == "same-origin") {
        request.extensions_mut().insert(Typed::of(&form));
    }
    if !is_from_here {
        tracing::warn!(
            event = "malicious_csrf",
            path = request.path(),
            "a form without the visitor's token"
        );
        return Err(AppError::ForeignForm);
    }
    Ok(form)
}

/// The fields of a form that brings a file; the file itself waits in the request for the handler that asks for it.
async fn with_file(request: &mut ServiceRequest) -> Result<Form, AppError> {
    let content_type = request.headers().get(header::CONTENT_TYPE);
    let content_type = content_type
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let boundary = upload::boundary(content_type)
        .ok_or(AppError::BadRequest)?
        .to_owned();
    let payload = request
        .extract::<web::Payload>()
        .await
        .map_err(|_| AppError::BadRequest)?;
    let body = actix_web::rt::time::timeout(LONGEST_UPLOAD_WAIT, payload.to_bytes_limited(LONGEST_UPLOAD))
        .await
        .map_err(|_| AppError::TooSlow)?
        .map_err(|_| AppError::TooLarge)?
        .map_err(|_| AppError::BadRequest)?;
    let Parts { fields, file } = upload::parts(&body, &boundary).ok_or(AppError::BadRequest)?;
    if let Some(file) = file {
        request.extensions_mut().insert(file);
    }
    Ok(Form::new(fields))
}

/// The fields of a form as browsers write them.
pub fn fields(text: &str) -> Result<Vec<(String, String)>, AppError> {
    web::Query::<Vec<(String, String)>>::from_query(text)
        .map(web::Query::into_inner)
        .map_err(|_| AppError::BadRequest)
}

#[cfg(test)]
mod tests {
    use std::pin::Pin;
    use std::task::{Context, Poll};

    use super::*;
    use actix_web::dev::Payload;
    use actix_web::error::PayloadError;
    use actix_web::test::TestRequest;

    struct Never;
    impl futures_core::Stream for Never {
        type Item = Result<web::Bytes, PayloadError>;
        fn poll_next(self: Pin<&mut Self>, _: &mut Context) -> Poll<Option<Self::Item>> {
            Poll::Pending
        }
    }

    #[actix_web::test]
    async fn s39_a_body_that_does_not_come_is_not_waited_for() {
        let request = TestRequest::default().to_http_request();
        let payload = Payload::from(Box::pin(Never) as Pin<Box<dyn futures_core::Stream<Item = _>>>);
        let mut request = ServiceRequest::from_parts(request, payload);
        let read = body_within(Duration::from_millis(20), &mut request).await;
        assert!(matches!(read, Err(AppError::TooSlow)), "{read:?}");
    }
}
