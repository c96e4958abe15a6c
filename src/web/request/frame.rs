//! What happens around every request, in this order: host, origin, session, door, form; then errors as pages, cookies,
//! headers, and squeezing.

use std::rc::Rc;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpResponse, web};

use super::cookies::{Flash, NewVisitor};
use super::writers::as_writer;
use super::{asked, door, headers, kept_forms, origin, posted, squeeze};
use crate::error::AppError;
use crate::page::{Page, see_other};
use crate::typed::Typed;
use crate::{State, error_page, routes, with_db, with_db_at_hand};
use base::secret;
use domain::people::session::Session;

type Answer = ServiceResponse<BoxBody>;

pub async fn around(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<Answer, actix_web::Error> {
    let state = request
        .app_data::<web::Data<State>>()
        .expect("the state is set at start")
        .clone();
    let jar = state.jar();
    let (visitor, is_new) = match request.cookie(jar.visitor()) {
        Some(cookie) if cookie.value().len() == 64 => (cookie.value().to_owned(), false),
        _ => (secret::new_token(), true),
    };
    let mut answer = answer(&state, request, next, &visitor).await?;

    if let Some(error) = as_error(&answer) {
        let page = answer.request().extensions().get::<Page>().cloned();
        let page = page.unwrap_or_else(|| Page::of(&state, answer.request(), &visitor, None));
        let route = asked::pattern(answer.request());
        let typed = answer.request().extensions().get::<Typed>().cloned();
        let (contact, typed) = (&state.config.contact_email, typed.unwrap_or_default());
        let response = error_page::render(&error, page, contact, route, &typed);
        answer = answer.into_response(response);
    }
    // A sign-in has set a new visitor by itself; otherwise a page's first visitor gets one.
    let is_page = answer
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(b"text/html"));
    let response = answer.response_mut();
    let signed_in_or_out = response.extensions_mut().remove::<NewVisitor>();
    if let Some(NewVisitor(token)) = signed_in_or_out {
        add_cookie(response, jar.make(jar.visitor(), token, None));
    } else if is_new && is_page {
        add_cookie(response, jar.make(jar.visitor(), visitor, None));
    }
    let flash = response.extensions_mut().remove::<Flash>();
    if let Some(flash) = flash {
        add_cookie(
            response,
            jar.make(jar.flash(), flash.to_cookie_value(&state.secret), None),
        );
    } else if is_page && answer.request().cookie(jar.flash()).is_some() {
        add_cookie(answer.response_mut(), jar.remove(jar.flash()));
    }
    let (request, mut response) = answer.into_parts();
    headers::add_to(response.headers_mut(), request.path());
    let response = squeeze::squeezed(request.headers(), response).await;
    Ok(ServiceResponse::new(request, response))
}

fn add_cookie(response: &mut HttpResponse, cookie: actix_web::cookie::Cookie) {
    if let Err(error) = response.add_cookie(&cookie) {
        tracing::error!(%error, "a cookie could not be set");
    }
}

async fn answer(
    state: &web::Data<State>,
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
    visitor: &str,
) -> Result<Answer, actix_web::Error> {
    if let Some(refusal) = origin::refuse(state, &request) {
        return Ok(request.error_response(refusal).map_into_boxed_body());
    }
    if let Some(address) = without_trailing_slash(&request) {
        let redirect = HttpResponse::MovedPermanently()
            .insert_header((header::LOCATION, address))
            .finish();
        return Ok(request.into_response(redirect));
    }
    let row = routes::find(request.method(), request.match_info().as_str());
    let is_asset = row.is_some_and(|row| row.path == "/static/{name}");
    let is_form = request.method() == Method::POST && row.is_some();
    let session = if is_asset || request.cookie(state.jar().visitor()).is_none() {
        None
    } else {
        match load_session(state, visitor).await {
            Ok(session) => session,
            Err(error) => {
                if is_form {
                    // Only for what was typed, which the error's page gives back.
                    let _ = posted::read(state, &mut request, visitor).await;
                }
                return Ok(request.error_response(error).map_into_boxed_body());
            }
        }
    };
    let now = state.clock.now();
    let (session, over) = match session {
        Some(session) if session.is_over(now) => (None, Some(session)),
        session => (session, None),
    };
    let page = Page::of(state, request.request(), visitor, session.map(Rc::new));
    let stopped = row.and_then(|row| door::stop(row, request.path(), &page));
    request.extensions_mut().insert(page.clone());
    match (stopped, over) {
        (None, _) => {}
        (Some(door::Stop::Error(error)), _) => {
            return Ok(request.error_response(error).map_into_boxed_body());
        }
        (Some(door::Stop::Redirect(address)), over) => {
            let kept = if is_form {
                kept_forms::keep(state, &mut request, &page, visitor, over.as_ref()).await
            } else {
                Ok(None)
            };
            return Ok(match kept {
                Ok(kept) => request.into_response(kept.unwrap_or_else(|| see_other(&address))),
                Err(error) => request.error_response(error).map_into_boxed_body(),
            });
        }
    }
    if is_form {
        return take_form(state, request, next, visitor, page).await;
    }
    next.call(request).await.map(ServiceResponse::map_into_boxed_body)
}

async fn take_form(
    state: &web::Data<State>,
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
    visitor: &str,
    mut page: Page,
) -> Result<Answer, actix_web::Error> {
    let form = match posted::read(state, &mut request, visitor).await {
        Ok(form) => form,
        Err(error) => return Ok(request.error_response(error).map_into_boxed_body()),
    };
    page.kept_form = form.value(kept_forms::FIELD).parse().ok();
    request.extensions_mut().insert(page.clone());
    request.extensions_mut().insert(form);
    as_writer(async {
        let answer = next.call(request).await?.map_into_boxed_body();
        if let Some(id) = page.kept_form
            && (answer.status().is_success() || answer.status().is_redirection())
        {
            kept_forms::acknowledge(state, &page, id).await;
        }
        Ok(answer)
    })
    .await
}

/// The visitor's session, also when it is over.
async fn load_session(state: &web::Data<State>, visitor: &str) -> Result<Option<Session>, AppError> {
    let hash = secret::hash(visitor);
    let now = state.clock.now();
    let session = with_db_at_hand(state, move |conn| db::people::sessions::find(conn, &hash, now)).await?;
    let Some(mut session) = session else {
        return Ok(None);
    };
    if !session.is_over(now) && db::people::sessions::is_due_for_touch(&session, now) {
        // Beside the request: a page must not wait for its turn among the writers.
        let (state, id) = (state.clone(), session.id);
        session.last_seen_at = now;
        actix_web::rt::spawn(async move {
            let touched = as_writer(with_db(&state, move |conn| {
                db::people::sessions::touch(conn, id, now)
            }))
            .await;
            if let Err(error) = touched {
                tracing::warn!(cause = %error, "a session's last sign of life was not stored");
            }
        });
    }
    Ok(Some(session))
}

fn without_trailing_slash(request: &ServiceRequest) -> Option<String> {
    let path = request.path();
    if path.len() < 2 || !path.ends_with('/') || request.method() != Method::GET {
        return None;
    }
    // One slash in front, whatever was asked for: two would lead to another host.
    let path = format!("/{}", path.trim_matches('/'));
    Some(match request.query_string() {
        "" => path,
        query => format!("{path}?{query}"),
    })
}

/// The error behind an answer that is not a page yet, whoever made it.
fn as_error(answer: &Answer) -> Option<AppError> {
    let status = answer.status();
    let is_page = answer.headers().contains_key(header::CONTENT_TYPE);
    if !(status.is_client_error() || status.is_server_error()) {
        return None;
    }
    match answer
        .response()
        .error()
        .and_then(|error| error.as_error::<AppError>())
    {
        Some(error) => Some(error.twin()),
        None if is_page && answer.response().error().is_none() => None,
        None => Some(AppError::from_status(status)),
    }
}
