//! What becomes of the correction form when it is sent: an answer, a draft, or a choice between two versions.

use actix_web::{HttpResponse, web};

use super::{Base, Path, correct_page, one, place, read, row_of, versions};
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, see_other_but, see_other_with, unprocessable};
use crate::respond::review::alike;
use crate::respond::review::answer::{back, onward};
use crate::respond::review::two_versions::{self, Again};
use crate::{State, with_db, with_db_together};
use db::answer::own_list::Row;
use domain::answer::response::{Response, Seen, Verdict};
use tasks::answer::answering;
use tasks::answer::answering_alike::{Alike, answer_alike};
use tasks::answer::hearing::{AnswerError, Place};

pub async fn post(
    state: web::Data<State>,
    page: Page,
    path: Path,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let (place, number) = place(path);
    let given: Seen = form.take_seen()?;
    let loaded = one(&state, &page, &place, number).await?;
    let row = row_of(&loaded)?;
    let base = Base::of(&loaded, row);
    let around = base.around(page.t, &page, &loaded);
    let is_draft = !form.value("kladd").is_empty();
    let wished = read::read(&around, &mut form);
    if !is_draft {
        read::check_whole(&around, &wished, &mut form);
    }
    if !form.is_right() {
        return unprocessable(&correct_page(page, &place, &loaded, row, &base, form));
    }
    let response = wished.response(&base.registered);
    let others: Vec<String> = alike::asked(&form, &loaded);
    let mut saved = save(&state, &page, &place, number, given, &response, is_draft, &others).await?;
    if saved.is_none() && agree(row, &base, &wished) {
        saved = save(
            &state,
            &page,
            &place,
            number,
            row.seen(),
            &response,
            is_draft,
            &others,
        )
        .await?;
    }
    let Some(alike) = saved else {
        let now = one(&state, &page, &place, number).await?;
        let theirs = row_of(&now)?
            .draft
            .as_ref()
            .and_then(|draft| draft.response.verdict);
        if is_about_fields(theirs) {
            return versions::show(page, &place, &now, &wished, &form);
        }
        let again = Again::of(&page, &form);
        return two_versions::show(page, &place, &now, &response, again);
    };
    if is_draft {
        return Ok(see_other_with(&page.address, page.t.correct_kept()));
    }
    let told = match (response.verdict, &response.comment) {
        (Some(Verdict::Confirmed), None) => page.t.correct_nothing_changed(),
        (Some(Verdict::Confirmed), Some(_)) => page.t.correct_only_comment(),
        _ => page.t.correct_saved(),
    };
    let told = format!("{told} {}", alike::told(page.t, &loaded.opened.directory, &alike));
    let address = onward(&back(&page, &place), number);
    Ok(if alike.left_out.is_empty() {
        see_other_with(&address, told.trim_end())
    } else {
        see_other_but(&address, told.trim_end())
    })
}

/// Whether the other version is one of the same form, so that the choice can be made field by field.
fn is_about_fields(theirs: Option<Verdict>) -> bool {
    matches!(theirs, None | Some(Verdict::Confirmed | Verdict::Corrected))
}

/// Somebody was first, and says the same: that is no conflict.
fn agree(row: &Row, base: &Base, wished: &read::Wished) -> bool {
    let theirs = row.draft.as_ref().and_then(|draft| draft.response.verdict);
    is_about_fields(theirs) && wished.stated == base.shown && wished.comment == base.comment
}

/// Nothing when somebody else was first.
#[expect(clippy::too_many_arguments, reason = "what is saved, where, and for whom")]
async fn save(
    state: &web::Data<State>,
    page: &Page,
    place: &Place,
    number: i32,
    seen: Seen,
    response: &Response,
    is_draft: bool,
    others: &[String],
) -> Result<Option<Alike>, AppError> {
    let (context, place, response, others) = (
        state.context(page),
        place.clone(),
        response.clone(),
        others.to_vec(),
    );
    with_db(state, move |conn| {
        let saved = if is_draft {
            answering::keep_draft(conn, &context, &place, number, seen, &response).map(|_| Alike::default())
        } else {
            answer_alike(conn, &context, &place, number, seen, &response, &others)
        };
        match saved {
            Err(AnswerError::Stale) => Ok(None),
            saved => Ok::<_, AppError>(Some(saved?)),
        }
    })
    .await
}

/// What the script sends while somebody writes. What cannot be read yet stays in the browser.
pub async fn keep(
    state: web::Data<State>,
    page: Page,
    path: Path,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let (place, number) = place(path);
    let given: Seen = form.take_seen()?;
    let loaded = one(&state, &page, &place, number).await?;
    let base = Base::of(&loaded, row_of(&loaded)?);
    let wished = read::read(&base.around(page.t, &page, &loaded), &mut form);
    let response = wished.response(&base.registered);
    let is_whole = form.is_right();
    let context = state.context(&page);
    let now = with_db_together(&state, move |conn| {
        answering::keep_draft(conn, &context, &place, number, given, &response)
    })
    .await?;
    let mut answer = HttpResponse::NoContent();
    answer.insert_header(("ordna-version", now.to_string()));
    // Without the time the script keeps its own copy, and says nothing that is not so.
    if is_whole {
        answer.insert_header(("ordna-saved", page.t.clock(page.now)));
    }
    Ok(answer.finish())
}
