//! The receipt of a submission, at an address that stays: what was sent in, by whom, and what happens now.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::page::replies;
use crate::error::AppError;
use crate::page::{Page, html};
use crate::respond::desk::{Head, opened};
use crate::{State, with_db};
use db::answer::submissions;
use report::receipt::{self, Line, Section};
use tasks::answer::hearing::Place;

#[derive(Template)]
#[template(path = "pages/respond/receipt.html")]
struct ReceiptPage {
    page: Page,
    head: Head,
    number: i32,
    reference: String,
    at: String,
    signed_by: String,
    sha256: String,
    counts: String,
    /// Nothing where a later one counts instead.
    is_latest: bool,
    changes: Vec<Line>,
    sections: Vec<Section>,
    replies: Vec<(String, Vec<String>)>,
    others: Vec<Other>,
}

/// Another submission of the same municipality.
struct Other {
    number: i32,
    text: String,
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String, i32)>,
) -> Result<HttpResponse, AppError> {
    let (mapping, municipality, number) = path.into_inner();
    let place = Place {
        mapping,
        number: municipality,
    };
    let (context, wanted) = (state.context(&page), place.clone());
    let (opened, stored, all) = with_db(&state, move |conn| {
        let opened = opened(conn, &context, &wanted)?;
        let own = &opened.desk.own;
        let stored = submissions::one(conn, own, number)?.ok_or(AppError::NotFound)?;
        let all = submissions::of_municipality(conn, own.mapping.id, own.hearing.municipality)?;
        Ok::<_, AppError>((opened, stored, all))
    })
    .await?;
    let t = page.t;
    let head = Head::of(t, &place, &opened);
    let said = &stored.document.content;
    html(&ReceiptPage {
        number,
        reference: stored.brief.reference,
        at: t.long_time(stored.brief.submitted_at),
        signed_by: stored.brief.signed_name,
        sha256: stored.brief.sha256,
        counts: receipt::counts(t, said),
        is_latest: all.first().is_some_and(|latest| latest.number == number),
        changes: receipt::changes(t, said),
        sections: receipt::confirmed(t, said),
        replies: replies(&page, said),
        others: all
            .into_iter()
            .filter(|other| other.number != number)
            .map(|other| Other {
                number: other.number,
                text: t.receipt_other(&other.reference, &t.time(other.submitted_at)),
            })
            .collect(),
        page: page
            .crumb("/svar", t.our_arrangements())
            .crumb(&head.root, &head.municipality),
        head,
    })
}

impl ReceiptPage {
    fn confirmed(&self) -> usize {
        self.sections.iter().map(|section| section.lines.len()).sum()
    }

    fn list(&self) -> String {
        format!("{}/ordninger", self.head.root)
    }
}
