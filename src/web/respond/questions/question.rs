//! One question of those beside the list: its form, and both answers when somebody else saved first.

use actix_web::http::StatusCode;
use actix_web::http::header::HeaderName;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::form::{EXAMPLES, NO_CHOICE, choices, filled, read, told};
use super::list::{Sheet, Whose, load, text};
use crate::error::AppError;
use crate::form::Form;
use crate::list::Choice;
use crate::page::{Page, html, html_with, see_other_with, unprocessable};
use crate::{State, with_db};
use domain::answer::question::{Answer, QuestionKind};
use tasks::answer::hearing::{AnswerError, Place};
use tasks::answer::{inquiries, questioning};

#[derive(Template)]
#[template(path = "pages/respond/question.html")]
struct QuestionPage {
    page: Page,
    form: Form,
    sheet: Sheet,
    at: usize,
    kind: QuestionKind,
    text: String,
    choices: Vec<Choice>,
    arrangements: Vec<Choice>,
    examples: Vec<ExampleFields>,
    /// What is stored, to read.
    stored: Vec<(String, String)>,
    /// Who saved while the reader wrote.
    collision: Option<String>,
}

struct ExampleFields {
    title: String,
    arrangement: &'static str,
    text: &'static str,
}

/// Where a question stands: mapping, municipality, number.
type Path = web::Path<(String, String, i32)>;

pub async fn show(state: web::Data<State>, page: Page, path: Path) -> Result<HttpResponse, AppError> {
    let (whose, nr) = place(path);
    shown(&state, page, &whose, nr).await
}

pub(crate) async fn shown(
    state: &web::Data<State>,
    page: Page,
    whose: &Whose,
    nr: i32,
) -> Result<HttpResponse, AppError> {
    let sheet = load(state, &page, whose).await?;
    let (_, asked) = sheet.find(nr)?;
    let form = filled(asked).seen_as(asked.version());
    html(&QuestionPage::of(page, form, sheet, nr)?)
}

/// «Lagre og neste».
pub async fn post(
    state: web::Data<State>,
    page: Page,
    path: Path,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (whose, nr) = place(path);
    posted(&state, page, &whose, nr, form).await
}

pub(crate) async fn posted(
    state: &web::Data<State>,
    page: Page,
    whose: &Whose,
    nr: i32,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let sheet = load(state, &page, whose).await?;
    let (at, asked) = sheet.find(nr)?;
    let answer = read(page.t, &mut form, asked, &sheet.arrangements);
    if !form.is_right() {
        return unprocessable(&QuestionPage::of(page, form, sheet, nr)?);
    }
    let onward = sheet.href(at + 1).unwrap_or_else(|| sheet.after.clone());
    let saved = save(state, &page, whose, nr, form.take_seen()?, answer).await?;
    if saved.is_some() {
        return Ok(see_other_with(&onward, page.t.question_saved()));
    }
    let sheet = load(state, &page, whose).await?;
    form.reseen(sheet.find(nr)?.1.version());
    let mut shown = QuestionPage::of(page, form, sheet, nr)?;
    shown.collide()?;
    html_with(StatusCode::CONFLICT, &shown)
}

/// The same while somebody writes: the page stays as it is, and learns its new version.
pub async fn keep(
    state: web::Data<State>,
    page: Page,
    path: Path,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (whose, nr) = place(path);
    kept(&state, page, &whose, nr, form).await
}

pub(crate) async fn kept(
    state: &web::Data<State>,
    page: Page,
    whose: &Whose,
    nr: i32,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let sheet = load(state, &page, whose).await?;
    let (_, asked) = sheet.find(nr)?;
    let answer = read(page.t, &mut form, asked, &sheet.arrangements);
    if !form.is_right() {
        return Err(AppError::Unprocessable);
    }
    let saved = save(state, &page, whose, nr, form.take_seen()?, answer).await?;
    let version = saved.ok_or(AppError::Conflict)?;
    Ok(HttpResponse::NoContent()
        .insert_header((HeaderName::from_static("ordna-version"), version.to_string()))
        .insert_header((HeaderName::from_static("ordna-saved"), page.t.clock(page.now)))
        .finish())
}

fn place(path: Path) -> (Whose, i32) {
    let (mapping, number, nr) = path.into_inner();
    (Whose::Municipality(Place { mapping, number }), nr)
}

/// The new version; nothing when somebody else was first.
async fn save(
    state: &web::Data<State>,
    page: &Page,
    whose: &Whose,
    nr: i32,
    seen: i64,
    answer: Answer,
) -> Result<Option<i64>, AppError> {
    let (context, whose) = (state.context(page), whose.clone());
    with_db(state, move |conn| {
        let saved = match whose {
            Whose::Municipality(place) => questioning::answer(conn, &context, &place, nr, seen, &answer),
            Whose::Council(council) => inquiries::answer(conn, &context, &council, nr, seen, &answer),
        };
        match saved {
            Err(AnswerError::Stale) => Ok(None),
            saved => saved.map(Some).map_err(AppError::from),
        }
    })
    .await
}

impl QuestionPage {
    fn of(page: Page, form: Form, sheet: Sheet, nr: i32) -> Result<Self, AppError> {
        let t = page.t;
        let (at, asked) = sheet.find(nr)?;
        let mut choices = choices(t, asked);
        if !choices.is_empty() {
            choices.push(Choice::new(NO_CHOICE, t.question_no_answer()));
        }
        let examples = (1..)
            .zip(EXAMPLES)
            .map(|(at, (arrangement, text))| ExampleFields {
                title: t.question_example(&at),
                arrangement,
                text,
            });
        let arrangements = sheet
            .arrangements
            .iter()
            .map(|(number, name)| Choice::new(number.to_string(), name));
        Ok(Self {
            at,
            kind: asked.question.kind,
            text: text(t, asked),
            choices,
            arrangements: arrangements.collect(),
            examples: examples.collect(),
            stored: told(t, asked, &sheet.arrangements),
            collision: None,
            page: sheet.crumbs(page),
            form,
            sheet,
        })
    }

    /// Somebody else was first: the page says who.
    fn collide(&mut self) -> Result<(), AppError> {
        let asked = self.sheet.questions.get(self.at).ok_or(AppError::NotFound)?;
        let by = asked.draft.as_ref().map(|draft| draft.saved_by.as_str());
        self.collision = Some(self.page.t.answer_collision(by.unwrap_or_default()));
        Ok(())
    }

    fn title(&self) -> String {
        let total = self.total();
        self.page
            .t
            .question_title(&self.at(), &total, &self.sheet.head.municipality)
    }

    fn at(&self) -> usize {
        self.at + 1
    }

    fn total(&self) -> usize {
        self.sheet.questions.len()
    }

    fn wants_examples(&self) -> bool {
        self.kind == QuestionKind::Examples
    }

    fn href(&self) -> String {
        self.sheet.href(self.at).unwrap_or_default()
    }

    /// Not while two versions stand against each other: only a button says which one counts.
    fn autosave(&self) -> String {
        match self.collision {
            Some(_) => String::new(),
            None => format!("{}/kladd", self.href()),
        }
    }

    fn previous(&self) -> Option<String> {
        self.sheet.href(self.at.checked_sub(1)?)
    }

    fn next(&self) -> Option<String> {
        self.sheet.href(self.at + 1)
    }

    fn onward(&self) -> String {
        self.next().unwrap_or_else(|| self.sheet.after.clone())
    }

    fn save_text(&self) -> &'static str {
        match self.next() {
            Some(_) => self.page.t.question_save_next(),
            None => self.page.t.question_save_last(),
        }
    }
}
