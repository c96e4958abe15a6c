//! Nothing that was typed is lost with the session: a form that comes too late waits for its person to sign in.

use actix_web::dev::ServiceRequest;
use actix_web::{HttpMessage, HttpResponse, web};
use askama::Template;

use super::posted;
use super::writers::as_writer;
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html, see_other, see_other_with};
use crate::sign_in::home;
use crate::typed::{Line, SECRET, Typed};
use crate::{State, encode, with_db};
use domain::people::session::{Session, Step};
use tasks::kept_forms::{self, KeptForm};

/// Accounts are not changed by what lay waiting.
const NEVER: &[&str] = &["/konto", "/admin/brukere"];

/// More than any page of the portal asks for.
const LONGEST: usize = 256 * 1024;

/// The hidden field that tells which kept form is sent again.
pub const FIELD: &str = "bevart";

/// Whether what is typed on the page may wait for its person.
pub fn takes(page: &Page) -> bool {
    !NEVER.iter().any(|path| page.is_at(path))
}

/// Keeps the form that stands in the request for its person, who is to sign in or to prove once more who it is, and
/// leads there. None where it is not to be kept. `over` is the session that has run out.
pub async fn keep(
    state: &web::Data<State>,
    request: &mut ServiceRequest,
    page: &Page,
    visitor: &str,
    over: Option<&Session>,
) -> Result<Option<HttpResponse>, AppError> {
    // What a script sends in the background is sent again by the form itself.
    let is_page = match request.headers().get("sec-fetch-mode") {
        Some(mode) => mode == "navigate",
        None => true,
    };
    if !is_page || !takes(page) {
        return Ok(None);
    }
    let session = over.or(page.session.as_deref());
    let Some(session) = session.filter(|session| session.step == Step::Done) else {
        return give_back(state, request, visitor).await;
    };
    let form = posted::read(state, request, visitor).await?;
    let fields = written(&form);
    if fields.len() > LONGEST {
        return Ok(None);
    }
    let (context, user, address) = (state.context(page), session.actor.user, page.address.clone());
    as_writer(with_db(state, move |conn| {
        kept_forms::keep(conn, &context, user, &address, &fields)
    }))
    .await?;
    let t = page.t;
    Ok(Some(match over {
        Some(_) => see_other_with("/logg-inn?neste=/fortsett", t.kept_sign_in()),
        None => see_other_with("/bekreft-innlogging?neste=/fortsett", t.kept_step_up()),
    }))
}

/// Where nothing tells whose the form is, since somebody has ended the session or the browser has forgotten it, what
/// was typed goes back to where it came from, and nowhere else: only the browser itself can say that it is ours.
async fn give_back(
    state: &web::Data<State>,
    request: &mut ServiceRequest,
    visitor: &str,
) -> Result<Option<HttpResponse>, AppError> {
    let fetched_from = request.headers().get("sec-fetch-site");
    if fetched_from.is_some_and(|site| site == "same-origin") {
        match posted::read(state, request, visitor).await {
            Ok(_) | Err(AppError::ForeignForm) => {}
            Err(error) => return Err(error),
        }
        let extensions = request.extensions();
        if extensions.get::<Typed>().is_some_and(|typed| !typed.is_empty()) {
            return Err(AppError::SignedOut);
        }
    }
    Ok(None)
}

/// The form's fields as browsers write them, without what belongs to this visit only.
fn written(form: &Form) -> String {
    let fields = form
        .fields()
        .filter(|(name, _)| !["skjema", FIELD].contains(name) && !SECRET.contains(name));
    let fields: Vec<String> = fields
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    fields.join("&")
}

/// The kept form has been sent again and was taken: it need not wait any longer.
pub async fn acknowledge(state: &web::Data<State>, page: &Page, id: i64) {
    let context = state.context(page);
    let forgotten = with_db(state, move |conn| kept_forms::forget(conn, &context, id)).await;
    if let Err(error) = forgotten {
        tracing::warn!(cause = %error, "a kept form that has been sent again still waits");
    }
}

#[derive(Template)]
#[template(path = "pages/account/kept_forms.html")]
struct KeptPage {
    page: Page,
    lead: &'static str,
    forms: Vec<Waiting>,
}

struct Waiting {
    id: i64,
    address: String,
    drop_at: String,
    at: String,
    fields: Vec<(String, String)>,
    typed: Vec<Line>,
}

impl Waiting {
    fn of(page: &Page, kept: KeptForm) -> Result<Self, AppError> {
        let fields = posted::fields(&kept.fields)?;
        let form = Form::new(fields.clone());
        Ok(Self {
            id: kept.id,
            drop_at: format!("/fortsett/{}/forkast", kept.id),
            at: page.t.time(kept.at),
            address: kept.address,
            typed: Typed::of(&form).lines(page.t),
            fields,
        })
    }
}

pub async fn show(state: web::Data<State>, page: Page) -> Result<HttpResponse, AppError> {
    let context = state.context(&page);
    let kept = with_db(&state, move |conn| kept_forms::own(conn, &context)).await?;
    if kept.is_empty() {
        return Ok(see_other(&home(page.signed_in()?)));
    }
    // What came in this session was held back only because the login was not fresh.
    let since = page.session.as_deref().map(|session| session.created_at);
    let lead = if kept.iter().any(|kept| Some(kept.at) <= since) {
        page.t.kept_lead()
    } else {
        page.t.kept_lead_step_up()
    };
    let forms: Result<Vec<Waiting>, AppError> =
        kept.into_iter().map(|kept| Waiting::of(&page, kept)).collect();
    html(&KeptPage {
        lead,
        forms: forms?,
        page,
    })
}

pub async fn drop_one(
    state: web::Data<State>,
    page: Page,
    id: web::Path<i64>,
) -> Result<HttpResponse, AppError> {
    let context = state.context(&page);
    let id = id.into_inner();
    with_db(&state, move |conn| kept_forms::forget(conn, &context, id)).await?;
    Ok(see_other_with("/fortsett", page.t.kept_dropped()))
}
