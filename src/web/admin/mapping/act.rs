//! A page that tells what follows from an act, or why it cannot be done.

use actix_web::HttpResponse;
use askama::Template;

use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html};
use i18n::Lang;
use tasks::TaskError;
use tasks::mapping::lists::{Kept, PartError};

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
