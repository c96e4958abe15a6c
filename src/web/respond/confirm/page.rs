//! Checked once more, changes first, and confirmed as a whole.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html, html_with, see_other, see_other_with, unprocessable};
use crate::respond::desk::{Head, ProgressText, opened, root};
use crate::respond::review::page::place;
use crate::{State, with_db};
use base::submission::Content;
use db::answer::own_list::{self, Row, Which};
use report::receipt::{self, Line, Section};
use tasks::answer::confirming::{self, ConfirmError};
use tasks::answer::hearing::Place;

#[derive(Template)]
#[template(path = "pages/respond/confirm.html")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the template asks each of them by itself"
)]
struct ConfirmPage {
    page: Page,
    head: Head,
    progress: ProgressText,
    unanswered: Vec<Unanswered>,
    changes: Vec<Line>,
    sections: Vec<Section>,
    replies: Vec<(String, Vec<String>)>,
    counts: String,
    /// How many of the confirmed were confirmed together.
    in_bulk: usize,
    nil_return: bool,
    /// There is no row, nothing new, and nobody has said that there is nothing.
    is_nothing: bool,
    /// It was tried, and cannot be done yet: the summary has the focus.
    refused: bool,
    /// Somebody has changed an answer since the page was shown.
    is_changed: bool,
    /// What is confirmed is what this page shows.
    fingerprint: String,
}

struct Unanswered {
    number: i32,
    name: String,
    key: String,
}

/// Whether the page comes back because it could not be done, and why.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tried {
    No,
    TooEarly,
    Changed,
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let place = place(path);
    html(&confirm_page(&state, page, &place, Tried::No).await?)
}

async fn confirm_page(
    state: &web::Data<State>,
    page: Page,
    place: &Place,
    tried: Tried,
) -> Result<ConfirmPage, AppError> {
    let (context, wanted) = (state.context(&page), place.clone());
    let (opened, rows, said) = with_db(state, move |conn| {
        let opened = opened(conn, &context, &wanted)?;
        let rows = own_list::rows(conn, &opened.desk.own, Which::All)?;
        let said = confirming::content(conn, &opened.desk, &opened.directory, &rows)?;
        Ok::<_, AppError>((opened, rows, said))
    })
    .await?;
    let t = page.t;
    let head = Head::of(t, place, &opened);
    let progress = own_list::progress(&rows);
    Ok(ConfirmPage {
        progress: ProgressText::of(t, progress),
        unanswered: unanswered(&rows),
        changes: receipt::changes(t, &said),
        sections: receipt::confirmed(t, &said),
        replies: replies(&page, &said),
        counts: receipt::counts(t, &said),
        in_bulk: said
            .responses
            .iter()
            .filter(|response| response.confirmed_as.as_deref() == Some("bulk"))
            .count(),
        nil_return: said.nil_return,
        is_nothing: progress.total == 0 && said.proposals.is_empty() && !said.nil_return,
        refused: tried == Tried::TooEarly,
        is_changed: tried == Tried::Changed,
        fingerprint: said.fingerprint().map_err(AppError::internal)?,
        page: page
            .crumb("/svar", t.our_arrangements())
            .crumb(&head.root, &head.municipality),
        head,
    })
}

pub fn replies(page: &Page, content: &Content) -> Vec<(String, Vec<String>)> {
    let t = page.t;
    content
        .answers
        .iter()
        .map(|reply| {
            (
                t.either(&reply.asked_nb, &reply.asked_nn).to_owned(),
                receipt::replied(t, reply),
            )
        })
        .collect()
}

impl ConfirmPage {
    /// «3 ordninger»
    fn left(&self) -> String {
        self.page.t.arrangements(self.unanswered.len())
    }

    fn confirmed(&self) -> usize {
        self.sections.iter().map(|section| section.lines.len()).sum()
    }

    fn list(&self) -> String {
        format!("{}/ordninger", self.head.root)
    }
}

fn unanswered(rows: &[Row]) -> Vec<Unanswered> {
    rows.iter()
        .filter(|row| row.is_asked() && !row.is_answered())
        .map(|row| Unanswered {
            number: row.arrangement.number,
            name: row.arrangement.facts.name.clone(),
            key: format!("{}:{}", row.arrangement.number, row.seen()),
        })
        .collect()
}

pub async fn submit(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String)>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let place = place(path);
    let (context, wanted) = (state.context(&page), place.clone());
    let shown = form.value("vist").to_owned();
    let is_deputy = page
        .actor()
        .is_some_and(|actor| actor.is_deputy(&place.mapping, &place.number));
    let confirmed = with_db(&state, move |conn| {
        Ok::<_, AppError>(match confirming::confirm(conn, &context, &wanted, &shown) {
            Ok(number) => Ok(number),
            Err(ConfirmError::Unanswered(_) | ConfirmError::Nothing) => Err(Tried::TooEarly),
            Err(ConfirmError::Changed) => Err(Tried::Changed),
            Err(ConfirmError::Answer(error)) => return Err(error.into()),
        })
    })
    .await?;
    match confirmed {
        // The municipality's receipt is its own: who confirmed in its name goes back to where the reply was taken up.
        Ok(number) if is_deputy => {
            let back = format!("/kartlegging/{}/kommuner/{}", place.mapping, place.number);
            let told = page.t.deputy_confirmed(&number);
            Ok(see_other_with(&back, told))
        }
        Ok(number) => Ok(see_other(&format!("{}/kvittering/{number}", root(&place)))),
        Err(Tried::Changed) => html_with(
            StatusCode::CONFLICT,
            &confirm_page(&state, page, &place, Tried::Changed).await?,
        ),
        Err(tried) => unprocessable(&confirm_page(&state, page, &place, tried).await?),
    }
}
