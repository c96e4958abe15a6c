//! «We take part in no arrangement»: said with a tick and a button on the task list, and taken back by one.

use actix_web::{HttpResponse, web};

use super::desk::root;
use super::review::page::place;
use super::task_list;
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, see_other_but, see_other_with, unprocessable};
use crate::{State, with_db};
use tasks::answer::proposing;

pub async fn post(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String)>,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let (place, t) = (place(path), page.t);
    let says_none = form.value("angre").is_empty();
    if says_none && form.value("ingen").is_empty() {
        form.wrong("ingen", t.nothing_tick());
        let loaded = task_list::load(&state, &page, &place).await?;
        let loaded = loaded.ok_or(AppError::NotFound)?;
        let back = task_list::task_list(&state, page, &place, &loaded, form);
        if !back.can_say_none() {
            return Ok(see_other_but(&root(&place), t.nothing_speaks_against()));
        }
        return unprocessable(&back);
    }
    let (context, wanted) = (state.context(&page), place.clone());
    let stored = with_db(&state, move |conn| {
        proposing::say_none(conn, &context, &wanted, says_none)
    })
    .await?;
    Ok(match (stored, says_none) {
        (false, _) => see_other_but(&root(&place), t.nothing_speaks_against()),
        (true, true) => see_other_with(&root(&place), t.nothing_said()),
        (true, false) => see_other_with(&root(&place), t.nothing_taken_back()),
    })
}
