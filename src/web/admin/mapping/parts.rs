//! What the pages of a mapping's parts have in common: a list with a way to each, and a page to remove one.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html};
use i18n::Lang;
use tasks::TaskError;
use tasks::mapping::lists::{Kept, PartError};

/// A row leads to where it is changed, when it can be.
pub(crate) struct Part {
    pub href: Option<String>,
    pub name: String,
    pub cells: Vec<String>,
}

#[derive(Template)]
#[template(path = "pages/admin/mapping_parts.html")]
pub(crate) struct PartsPage {
    pub page: Page,
    pub title: &'static str,
    pub intro: &'static str,
    pub add: Option<(String, &'static str)>,
    pub heads: Vec<&'static str>,
    pub rows: Vec<Part>,
    pub empty: &'static str,
    pub found: String,
}

/// A page with what follows from an act, or why it cannot be done.
#[derive(Template)]
#[template(path = "pages/admin/act.html")]
pub(crate) struct ActPage {
    pub page: Page,
    pub form: Form,
    pub title: String,
    pub consequences: Vec<String>,
    pub refused: Option<String>,
    pub wants_reason: bool,
    pub is_danger: bool,
    pub button: &'static str,
    pub back: String,
}

pub(crate) fn removal(
    page: Page,
    title: String,
    consequences: Vec<String>,
    refused: Option<Kept>,
    button: &'static str,
    back: String,
) -> Result<HttpResponse, AppError> {
    let t = page.t;
    html(&ActPage {
        form: Form::default(),
        title,
        consequences,
        refused: refused.map(|kept| told(t, kept)),
        wants_reason: false,
        is_danger: true,
        button,
        back,
        page,
    })
}

pub(crate) fn told(t: Lang, kept: Kept) -> String {
    match kept {
        Kept::InUse(uses) => t.arrange_in_use(&uses),
        Kept::Taken => t.arrange_taken().to_owned(),
        Kept::Sent(number) => t.arrange_sent(&number),
        Kept::Answered(count) => t.arrange_answered(&count),
        Kept::Led => t.arrange_led().to_owned(),
        Kept::Changed => t.stale_title().to_owned(),
    }
}

/// What the domain says no to is the page's to show.
pub(crate) fn outcome<T>(result: Result<T, PartError>) -> Result<Result<T, Kept>, TaskError> {
    match result {
        Ok(done) => Ok(Ok(done)),
        Err(PartError::Kept(kept)) => Ok(Err(kept)),
        Err(PartError::Task(error)) => Err(error),
    }
}

/// How a form that was not saved comes back: with what somebody else saved meanwhile, or with its mistakes.
pub(crate) fn refuse<L: Into<String>>(
    t: Lang,
    form: &mut Form,
    refused: Option<(&'static str, Kept)>,
    now: Option<Form>,
    in_words: impl Fn(&Form) -> Vec<(L, String)>,
) -> StatusCode {
    match (refused, now) {
        (Some((_, Kept::Changed)), Some(now)) => {
            form.collide(&now, in_words);
            return StatusCode::CONFLICT;
        }
        (Some((field, why)), _) => form.wrong(field, told(t, why)),
        (None, _) => {}
    }
    StatusCode::UNPROCESSABLE_ENTITY
}
