//! What every page knows: the language, who is signed in, the way here. `html()` turns a page struct into an answer.

use std::future::{Ready, ready};
use std::rc::Rc;

use actix_web::dev::Payload;
use actix_web::http::{StatusCode, header};
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse};
use askama::Template;
use chrono::NaiveDateTime;

use super::State;
use super::assets;
use super::error::AppError;
use super::list;
use crate::request::cookies::{self, Flash};
use crate::request::origin;
use domain::people::access::{Action, Actor, Subject};
use domain::people::session::{Session, Step};
use i18n::Lang;

#[derive(Clone)]
pub struct Page {
    /// The texts in the reader's written form: `{{ page.t.save() }}`.
    pub t: Lang,
    pub now: NaiveDateTime,
    /// Whoever is signed in, also half way (see `Session::step`).
    pub session: Option<Rc<Session>>,
    /// The hidden field `skjema` of every form.
    pub form_token: String,
    /// The address of this page with its query, for the way back after a change of language.
    pub address: String,
    /// What stands before `address` when the page is printed.
    pub origin: String,
    pub flash: Option<Flash>,
    /// The kept form that this request sends again. The page's own form carries it on until it is taken.
    pub kept_form: Option<i64>,
    pub demo: bool,
    /// Where all mail goes while the portal is being tried.
    pub mail_test_to: Option<String>,
    /// Where the reader is, outermost first: address and name. The page itself is not among them.
    pub crumbs: Vec<Crumb>,
    /// As the browser calls itself, cut short: it names a session in the list of them.
    pub user_agent: String,
    pub client_ip: String,
    pub request_id: String,
}

#[derive(Debug, Clone)]
pub struct Crumb {
    pub href: String,
    pub name: String,
}

impl Page {
    /// As the request finds the visitor; handlers add where they are.
    pub(super) fn of(
        state: &State,
        request: &HttpRequest,
        visitor: &str,
        session: Option<Rc<Session>>,
    ) -> Self {
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
        Self {
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
            kept_form: None,
            demo: state.config.demo,
            mail_test_to: mail::test_box(&state.config),
            crumbs: Vec::new(),
            user_agent: header(header::USER_AGENT).chars().take(200).collect(),
            client_ip: origin::client_ip(state, request),
            request_id: super::request_id(request),
        }
    }

    /// The person who is wholly signed in.
    pub fn actor(&self) -> Option<&Actor> {
        self.session
            .as_deref()
            .filter(|session| session.step == Step::Done)
            .map(|session| &session.actor)
    }

    /// For handlers behind a door that only signed-in people pass.
    pub fn signed_in(&self) -> Result<&Actor, AppError> {
        self.actor().ok_or(AppError::Forbidden)
    }

    /// The pages of the staff, which have a stylesheet and a script of their own.
    pub fn steers(&self) -> bool {
        self.is_at("/kartlegging") || self.is_at("/admin")
    }

    pub fn may(&self, action: Action, subject: Subject) -> bool {
        self.actor().is_some_and(|actor| actor.may(action, subject))
    }

    /// Templates ask this, because they cannot build an `Action`.
    pub fn may_administer(&self) -> bool {
        self.may(Action::Administer, Subject::Portal)
    }

    #[must_use]
    pub fn crumb(mut self, href: impl Into<String>, name: impl Into<String>) -> Self {
        self.crumbs.push(Crumb {
            href: href.into(),
            name: name.into(),
        });
        self
    }

    /// The address without its query.
    pub fn path(&self) -> &str {
        self.address.split('?').next().unwrap_or("")
    }

    /// Whether the page's address lies at or below `path`, for marking the menu.
    pub fn is_at(&self, path: &str) -> bool {
        let here = self.path();
        here == path || here.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'))
    }

    /// Whether the page is `path` itself.
    pub fn at(&self, path: &str) -> bool {
        self.path() == path
    }

    /// This page with one thing in its query changed, for sorting and paging.
    pub fn with(&self, name: &str, value: impl ToString) -> String {
        list::with(&self.address, name, &value.to_string())
    }

    /// What this list shows, as a file.
    pub fn csv(&self, dialect: &str) -> String {
        list::as_csv(&self.address, dialect)
    }

    /// This page without one value of a filter.
    pub fn without(&self, name: &str, value: &str) -> String {
        list::without(&self.address, name, value)
    }

    /// The names of the municipalities that the reader answers for, as running text.
    pub fn answers_for(&self) -> Option<String> {
        let names = &self.session.as_deref()?.answers_for;
        let (last, others) = names.split_last()?;
        Some(match others {
            [] => last.clone(),
            others => format!("{} og {last}", others.join(", ")),
        })
    }

    /// «Du svarer for Indre Fosen», in the head of every page.
    pub fn acting_for_text(&self) -> Option<String> {
        Some(match self.session.as_deref()?.answers_for.len() {
            many @ 4.. => self.t.acting_for_many(&many),
            _ => self.t.acting_for(&self.answers_for()?),
        })
    }

    /// The address of a static file.
    pub fn asset(&self, name: &str) -> &'static str {
        assets::asset(name)
    }

    pub fn written_forms(&self) -> &'static [Lang] {
        Lang::ALL
    }

    /// What stands at the foot of a print: when and from where.
    pub fn printed(&self) -> String {
        let address = format!("{}{}", self.origin, self.address);
        self.t.printed(&address, &self.t.time(self.now))
    }
}

/// Nynorsk for browsers that prefer it to bokmål; bokmål for everyone else.
fn preferred(accept_language: &str) -> Lang {
    let mut codes = accept_language
        .split(',')
        .filter_map(|part| part.trim().split([';', '-']).next());
    codes.find_map(Lang::from_code).unwrap_or_default()
}

/// `frame` has made the page before any handler runs.
impl FromRequest for Page {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let page = request.extensions().get::<Page>().cloned();
        ready(page.ok_or_else(|| AppError::internal("a handler outside the frame asked for a page")))
    }
}

pub fn html(page: &impl Template) -> Result<HttpResponse, AppError> {
    html_with(StatusCode::OK, page)
}

/// The same page with what was typed and every mistake named.
pub fn unprocessable(page: &impl Template) -> Result<HttpResponse, AppError> {
    html_with(StatusCode::UNPROCESSABLE_ENTITY, page)
}

pub fn html_with(status: StatusCode, page: &impl Template) -> Result<HttpResponse, AppError> {
    Ok(HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .body(page.render()?))
}

/// After a POST that did its work: nothing is ever rendered as its answer, so that reload and back are harmless.
pub fn see_other(address: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, address))
        .finish()
}

/// The same with a message for the next page.
pub fn see_other_with(address: &str, text: impl Into<String>) -> HttpResponse {
    see_other_telling(address, true, text.into())
}

/// The same, when what was asked for was not done.
pub fn see_other_but(address: &str, text: impl Into<String>) -> HttpResponse {
    see_other_telling(address, false, text.into())
}

fn see_other_telling(address: &str, good: bool, text: String) -> HttpResponse {
    let mut response = see_other(address);
    response.extensions_mut().insert(Flash { good, text });
    response
}

/// Only an address of our own: what a link or form brings along may not lead out of the portal.
pub fn own_address(given: &str) -> Option<&str> {
    let plain = given.starts_with('/')
        && !given.starts_with("//")
        && !given.bytes().any(|byte| byte == b'\\' || byte.is_ascii_control());
    plain.then_some(given)
}

#[cfg(test)]
mod tests {
    use super::own_address;

    #[test]
    fn s36_nothing_leads_out_of_the_portal() {
        assert_eq!(
            own_address("/kartlegging/norge?q=a"),
            Some("/kartlegging/norge?q=a")
        );
        for foreign in [
            "//e",
            "/\\e",
            "https:e",
            "https://e",
            "e",
            "",
            "/\te",
            "/\r\nSet-Cookie: a",
            "\\/e",
        ] {
            assert_eq!(own_address(foreign), None, "{foreign:?}");
        }
    }
}
