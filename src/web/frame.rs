//! What happens around every request, in this order: headers, host, origin, session, form, door, and errors as pages.

use std::rc::Rc;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpResponse, web};

use super::cookies::{self, Flash};
use super::error::AppError;
use super::form::Form;
use super::page::{Page, see_other};
use super::routes::{self, Door};
use super::{State, error_page, headers, origin, with_db};
use crate::domain::access::Subject;
use crate::domain::session::{Session, Step};
use crate::i18n::Lang;
use crate::{db, secret};

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
    let mut answer = answer(&state, request, next, &visitor).await;

    if let Some(error) = as_error(&answer) {
        let page = answer.request().extensions().get::<Page>().cloned();
        let page = page.unwrap_or_else(|| blank_page(&state, answer.request(), &visitor));
        let response = error_page::render(&error, page);
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
    headers::add_to(answer.headers_mut());
    Ok(answer)
}

/// Put into a response by whoever signs a person in or out: the visitor's new token.
pub struct NewVisitor(pub String);

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
) -> Answer {
    if let Some(refusal) = origin::refuse(state, &request) {
        return request.error_response(refusal).map_into_boxed_body();
    }
    if let Some(address) = without_trailing_slash(&request) {
        let redirect = HttpResponse::MovedPermanently()
            .insert_header((header::LOCATION, address))
            .finish();
        return request.into_response(redirect);
    }
    let pattern = request.match_pattern();
    let is_asset = pattern.as_deref() == Some("/static/{name}");
    let session = if is_asset || request.cookie(state.jar().visitor()).is_none() {
        None
    } else {
        match load_session(state, visitor).await {
            Ok(session) => session,
            // Reading pages for everyone can do without; the others say 503 by themselves.
            Err(error) => return request.error_response(error).map_into_boxed_body(),
        }
    };
    let page = page_of(state, request.request(), visitor, session.map(Rc::new));
    let door = pattern
        .as_deref()
        .and_then(|pattern| routes::find(request.method(), pattern).map(|row| (row, pattern)));
    let stopped = door.and_then(|(row, pattern)| stop_at_door(row, pattern, request.path(), &page));
    request.extensions_mut().insert(page);
    if let Some(stop) = stopped {
        return match stop {
            Stop::Error(error) => request.error_response(error).map_into_boxed_body(),
            Stop::Redirect(address) => request.into_response(see_other(&address)),
        };
    }
    if request.method() == Method::POST && door.is_some() {
        match read_form(state, &mut request, visitor).await {
            Ok(form) => request.extensions_mut().insert(form),
            Err(error) => return request.error_response(error).map_into_boxed_body(),
        };
    }
    match next.call(request).await {
        Ok(answer) => answer.map_into_boxed_body(),
        Err(error) => unreachable_service_error(&error),
    }
}

/// Handlers and extractors turn their errors into responses before they come here; only a broken middleware
/// inside this one could not, and there is none.
fn unreachable_service_error(error: &actix_web::Error) -> Answer {
    panic!("a service behind the frame failed without an answer: {error}")
}

async fn load_session(state: &web::Data<State>, visitor: &str) -> Result<Option<Session>, AppError> {
    let hash = secret::hash(visitor);
    let now = state.clock.now();
    with_db(state, move |conn| -> Result<_, AppError> {
        let Some(session) = db::sessions::find(conn, &hash)? else {
            return Ok(None);
        };
        if session.is_over(now) {
            return Ok(None);
        }
        db::sessions::touch(conn, &session, now)?;
        Ok(Some(session))
    })
    .await
}

enum Stop {
    Error(AppError),
    Redirect(String),
}

fn stop_at_door(row: &routes::Row, pattern: &str, path: &str, page: &Page) -> Option<Stop> {
    if row.door == Door::Open {
        return None;
    }
    let Some(session) = page
        .session
        .as_deref()
        .filter(|session| session.step == Step::Done)
    else {
        // A person between password and code goes on there; the address asked for comes back after it.
        return Some(Stop::Redirect(format!(
            "/logg-inn?neste={}",
            super::encode(&page.address)
        )));
    };
    let part = |name| routes::parameter(pattern, path, name).unwrap_or("");
    let (may, refusal) = match row.door {
        Door::Open | Door::SignedIn => (true, AppError::Forbidden),
        Door::Portal(action) => (session.actor.may(action, Subject::Portal), AppError::Forbidden),
        Door::Mapping(action) => (
            session.actor.may(action, Subject::Mapping(part("m"))),
            AppError::Forbidden,
        ),
        // Whether another municipality has a list is not for others to learn.
        Door::Municipality(action) => (
            session.actor.may(action, Subject::Municipality(part("k"))),
            AppError::NotFound,
        ),
    };
    if !may {
        tracing::warn!(
            event = "authz_fail",
            user = session.actor.user.0,
            path,
            "refused at the door"
        );
        return Some(Stop::Error(refusal));
    }
    if row.fresh && !session.is_fresh(page.now) {
        return Some(Stop::Redirect(format!(
            "/bekreft-innlogging?neste={}",
            super::encode(&page.address)
        )));
    }
    None
}

/// Reads a posted form and makes sure that it came from one of our own pages, shown to this very visitor.
async fn read_form(state: &State, request: &mut ServiceRequest, visitor: &str) -> Result<Form, AppError> {
    let is_form = request.content_type() == "application/x-www-form-urlencoded";
    let body = request.extract::<web::Bytes>().await.map_err(|error| {
        match error.as_response_error().status_code() {
            actix_web::http::StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge,
            _ => AppError::BadRequest,
        }
    })?;
    let text = std::str::from_utf8(&body).map_err(|_| AppError::BadRequest)?;
    let fields = web::Query::<Vec<(String, String)>>::from_query(if is_form { text } else { "" })
        .map_err(|_| AppError::BadRequest)?
        .into_inner();
    let token = fields
        .iter()
        .find(|(name, _)| name == "skjema")
        .map_or("", |(_, value)| value);
    if !cookies::is_form_token(&state.secret, visitor, token) {
        tracing::warn!(
            event = "malicious_csrf",
            path = request.path(),
            "a form without the visitor's token"
        );
        return Err(AppError::ForeignForm);
    }
    Ok(Form::new(fields))
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

fn page_of(
    state: &State,
    request: &actix_web::HttpRequest,
    visitor: &str,
    session: Option<Rc<Session>>,
) -> Page {
    let jar = state.jar();
    let chosen = session.as_deref().and_then(|session| session.language.clone());
    let chosen = chosen.or_else(|| {
        request
            .cookie(jar.language())
            .map(|cookie| cookie.value().to_owned())
    });
    let flash = request
        .cookie(jar.flash())
        .and_then(|cookie| Flash::from_cookie_value(&state.secret, cookie.value()));
    let header = |name| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or("")
    };
    let t = chosen
        .and_then(|code| Lang::from_code(&code))
        .unwrap_or_else(|| preferred(header(header::ACCEPT_LANGUAGE)));
    Page {
        t,
        now: state.clock.now(),
        session,
        form_token: cookies::form_token(&state.secret, visitor),
        address: request
            .uri()
            .path_and_query()
            .map_or("/", |address| address.as_str())
            .to_owned(),
        origin: state.config.site.origin.clone(),
        flash,
        demo: state.config.demo,
        crumbs: Vec::new(),
        user_agent: header(header::USER_AGENT).chars().take(200).collect(),
        client_ip: origin::client_ip(state, request),
        request_id: super::request_id(request),
    }
}

fn blank_page(state: &State, request: &actix_web::HttpRequest, visitor: &str) -> Page {
    page_of(state, request, visitor, None)
}

/// Nynorsk for browsers that prefer it to bokmål; bokmål for everyone else.
fn preferred(accept_language: &str) -> Lang {
    let codes = accept_language
        .split(',')
        .filter_map(|part| part.trim().split([';', '-']).next());
    codes
        .filter_map(|code| {
            if code == "nb" || code == "no" {
                Some(Lang::Nb)
            } else {
                Lang::from_code(code)
            }
        })
        .next()
        .unwrap_or_default()
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
