//! What a municipality has sent in, as it was sent in.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::front::under_municipalities;
use crate::error::AppError;
use crate::page::{Page, html};
use crate::respond::confirm::page::replies;
use crate::steer::{ground, root};
use crate::{State, with_db};
use db::round::desk_municipality;
use report::receipt::{self, Line, Section};

#[derive(Template)]
#[template(path = "pages/steer/municipality_answer.html")]
struct AnswerPage {
    page: Page,
    title: String,
    is_latest: bool,
    signed: String,
    counts: String,
    changes: Vec<Line>,
    sections: Vec<Section>,
    replies: Vec<(String, Vec<String>)>,
    sha256: String,
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String, i32)>,
) -> Result<HttpResponse, AppError> {
    let (slug, municipality, number) = path.into_inner();
    let (mapping, entry, sent) = with_db(&state, move |conn| {
        let (mapping, directory) = ground(conn, &slug)?;
        let entry = directory.by_number(&municipality).ok_or(AppError::NotFound)?;
        let sent = desk_municipality::submissions(conn, mapping.id, entry.municipality.id)?;
        Ok::<_, AppError>((mapping, entry.municipality.clone(), sent))
    })
    .await?;
    let latest = sent.first().map(|(brief, _)| brief.number);
    let (brief, document) = sent
        .into_iter()
        .find(|(brief, _)| brief.number == number)
        .ok_or(AppError::NotFound)?;
    let (t, said) = (page.t, &document.content);
    let back = format!("{}/kommuner/{}", root(&mapping), entry.number);
    html(&AnswerPage {
        title: t.desk_answer_title(&entry.name, &number),
        is_latest: latest == Some(number),
        signed: t.desk_submitted(&brief.reference, &brief.signed_name, &t.time(brief.submitted_at)),
        counts: receipt::counts(t, said),
        changes: receipt::changes(t, said),
        sections: receipt::confirmed(t, said),
        replies: replies(&page, said),
        sha256: brief.sha256,
        page: under_municipalities(page, &mapping).crumb(back, entry.name),
    })
}

impl AnswerPage {
    fn confirmed(&self) -> usize {
        self.sections.iter().map(|section| section.lines.len()).sum()
    }
}
