//! Gives the list of municipalities as it is shown a name, and deletes one of these views.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html, see_other_but, see_other_with};
use crate::steer::{ground, root, under_mapping};
use crate::{State, with_db};
use db::round::saved_views;
use tasks::round::saved_views as tasks;

const LONGEST_NAME: usize = 60;
const LONGEST_QUERY: usize = 500;

pub async fn keep(
    state: web::Data<State>,
    page: Page,
    path: web::Path<String>,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let slug = path.into_inner();
    let t = page.t;
    let name = form.line(t, "navn", t.views_name(), LONGEST_NAME);
    let query = form.value("sok").to_owned();
    if query.is_empty() || query.len() > LONGEST_QUERY || !query.is_ascii() || query.contains(['#', '"', '<'])
    {
        return Err(AppError::BadRequest);
    }
    let back = format!("/kartlegging/{slug}/kommuner?{query}");
    // The list stands with its filter; only the name is typed anew.
    if let Some(mistake) = form.mistake("navn") {
        return Ok(see_other_but(&back, mistake));
    }
    let (context, kept) = (state.context(&page), name.clone());
    let replaced = with_db(&state, move |conn| {
        tasks::keep(conn, &context, &slug, &kept, &query)
    })
    .await?;
    let told = if replaced {
        t.views_replaced(&name)
    } else {
        t.views_saved_as(&name)
    };
    Ok(see_other_with(&back, told))
}

#[derive(Template)]
#[template(path = "pages/steer/view_delete.html")]
struct DeletePage {
    page: Page,
    title: String,
    back: String,
}

pub async fn delete_page(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, i64)>,
) -> Result<HttpResponse, AppError> {
    let (slug, id) = path.into_inner();
    let user = page.signed_in()?.user;
    let (mapping, view) = with_db(&state, move |conn| {
        let (mapping, _) = ground(conn, &slug)?;
        let view = saved_views::one(conn, user, mapping.id, id)?.ok_or(AppError::NotFound)?;
        Ok::<_, AppError>((mapping, view))
    })
    .await?;
    let list = format!("{}/kommuner", root(&mapping));
    let t = page.t;
    html(&DeletePage {
        title: t.views_delete_title(&view.name),
        page: under_mapping(page, &mapping).crumb(list.clone(), t.municipalities()),
        back: format!("{list}?{}", view.query),
    })
}

pub async fn delete(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, i64)>,
    _: Form,
) -> Result<HttpResponse, AppError> {
    let (slug, id) = path.into_inner();
    let (context, mapping) = (state.context(&page), slug.clone());
    let view = with_db(&state, move |conn| tasks::delete(conn, &context, &mapping, id)).await?;
    let list = format!("/kartlegging/{slug}/kommuner");
    Ok(see_other_with(&list, page.t.views_deleted(&view.name)))
}
