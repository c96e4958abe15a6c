//! The questions to the leader of a regionråd: all of them, each by itself, and the answers before they are sent in.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::form::told;
use super::list::{Sheet, Whose, all, load, text};
use super::question::{kept, posted, shown};
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html, see_other_with};
use crate::{State, with_db};
use tasks::answer::inquiries::{self, Council};

/// Mapping and region.
type Path = web::Path<(String, i32)>;
/// The same with the number of a question.
type QuestionPath = web::Path<(String, i32, i32)>;

pub async fn show(state: web::Data<State>, page: Page, path: Path) -> Result<HttpResponse, AppError> {
    let sheet = load(&state, &page, &Whose::Council(council(path))).await?;
    html(&all(page, sheet))
}

pub async fn question(
    state: web::Data<State>,
    page: Page,
    path: QuestionPath,
) -> Result<HttpResponse, AppError> {
    let (whose, nr) = whose(path);
    shown(&state, page, &whose, nr).await
}

pub async fn post(
    state: web::Data<State>,
    page: Page,
    path: QuestionPath,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (whose, nr) = whose(path);
    posted(&state, page, &whose, nr, form).await
}

pub async fn keep(
    state: web::Data<State>,
    page: Page,
    path: QuestionPath,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (whose, nr) = whose(path);
    kept(&state, page, &whose, nr, form).await
}

#[derive(Template)]
#[template(path = "pages/respond/council_send.html")]
struct SendPage {
    page: Page,
    /// Each question with what is answered to it.
    replies: Vec<(String, Vec<(String, String)>)>,
    sheet: Sheet,
}

/// All answers, to be read before they are sent in.
pub async fn sending(state: web::Data<State>, page: Page, path: Path) -> Result<HttpResponse, AppError> {
    let sheet = load(&state, &page, &Whose::Council(council(path))).await?;
    let t = page.t;
    let replies = sheet
        .questions
        .iter()
        .map(|asked| (text(t, asked), told(t, asked, &sheet.arrangements)));
    html(&SendPage {
        replies: replies.collect(),
        page: sheet.crumbs(page),
        sheet,
    })
}

pub async fn send(state: web::Data<State>, page: Page, path: Path) -> Result<HttpResponse, AppError> {
    let (context, council) = (state.context(&page), council(path));
    let root = council.root();
    with_db(&state, move |conn| {
        inquiries::send_in(conn, &context, &council).map_err(AppError::from)
    })
    .await?;
    Ok(see_other_with(&root, page.t.council_sent_now()))
}

fn council(path: Path) -> Council {
    let (mapping, nr) = path.into_inner();
    Council { mapping, nr }
}

fn whose(path: QuestionPath) -> (Whose, i32) {
    let (mapping, region, nr) = path.into_inner();
    let council = Council { mapping, nr: region };
    (Whose::Council(council), nr)
}
