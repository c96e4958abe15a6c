//! What every line of the log says of the request it was written during.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::{Error, HttpMessage as _};
use tracing::Span;
use tracing_actix_web::{RequestId, RootSpanBuilder};

use super::asked;
use crate::routes;

/// The route and never the address.
pub struct RequestSpan;

impl RootSpanBuilder for RequestSpan {
    fn on_request_start(request: &ServiceRequest) -> Span {
        let route = routes::pattern(request.method(), request.match_info().as_str());
        asked::remember(request, route);
        let id = request.extensions().get::<RequestId>().map(ToString::to_string);
        tracing::info_span!("request", method = %request.method(), route, id)
    }

    fn on_request_end<B: MessageBody>(_: Span, _: &Result<ServiceResponse<B>, Error>) {}
}
