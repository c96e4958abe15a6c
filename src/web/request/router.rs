//! Hands a request to the handler of its row. The row whose door was looked at and the row that is called are found by
//! the same look into the same table (`routes::look_up`).

use std::future::{Ready, ready};
use std::task::{Context, Poll};

use actix_web::dev::{ResourceDef, Service, ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::{Error, HttpResponse, Route};
use futures_util::future::{Either, LocalBoxFuture, try_join_all};

use crate::error::AppError;
use crate::routes::{Found, ROUTES, look_up};

type Handler = <Route as ServiceFactory<ServiceRequest>>::Service;

/// Makes a `Router` for each worker.
pub struct Routers;

/// The handlers in the order of the table, each with what reads the parts of its address.
pub struct Router(Vec<(ResourceDef, Handler)>);

impl ServiceFactory<ServiceRequest> for Routers {
    type Response = ServiceResponse;
    type Error = Error;
    type Config = ();
    type Service = Router;
    type InitError = ();
    type Future = LocalBoxFuture<'static, Result<Router, ()>>;

    fn new_service(&self, (): ()) -> Self::Future {
        let handlers = ROUTES.iter().map(|row| (row.route)().new_service(()));
        let handlers = try_join_all(handlers);
        Box::pin(async move {
            let patterns = ROUTES.iter().map(|row| ResourceDef::new(row.path));
            Ok(Router(patterns.zip(handlers.await?).collect()))
        })
    }
}

impl Service<ServiceRequest> for Router {
    type Response = ServiceResponse;
    type Error = Error;
    type Future = Either<<Handler as Service<ServiceRequest>>::Future, Ready<Result<ServiceResponse, Error>>>;

    fn poll_ready(&self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&self, mut request: ServiceRequest) -> Self::Future {
        let found = look_up(request.method(), request.match_info().as_str());
        if let Found::Row(at) = found {
            let (pattern, handler) = &self.0[at];
            if pattern.capture_match_info(request.match_info_mut()) {
                return Either::Left(handler.call(request));
            }
        }
        Either::Right(ready(Ok(match found {
            Found::OtherMethod(_) => request.into_response(HttpResponse::new(StatusCode::METHOD_NOT_ALLOWED)),
            Found::Row(_) | Found::Nothing => request.error_response(AppError::NotFound),
        })))
    }
}
