//! A region of a mapping is removed, when nobody has led or been asked in it.

use actix_web::{HttpResponse, web};

use super::front::under_mapping;
use super::parts::{outcome, removal, told};
use super::regions::{find, root};
use crate::error::AppError;
use crate::page::{Page, see_other_but, see_other_with};
use crate::{State, with_db};
use ::tasks::mapping::lists::Kept;
use ::tasks::mapping::regions as tasks;
use db::mapping;

pub async fn show(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, i32)>,
) -> Result<HttpResponse, AppError> {
    let (slug, nr) = path.into_inner();
    let (found, is_used) = with_db(&state, move |conn| -> Result<_, AppError> {
        let found = find(conn, &slug)?;
        let id = found.region(nr)?.id;
        let is_used = mapping::regions::region_is_used(conn, id)?;
        Ok((found, is_used))
    })
    .await?;
    let region = found.region(nr)?;
    let (t, root) = (page.t, root(&found.mapping.slug));
    removal(
        under_mapping(page, &found.mapping).crumb(&root, t.regions_title()),
        t.arrange_remove_title(&region.name),
        vec![t.arrange_remove_means().to_owned()],
        is_used.then_some(Kept::Led),
        t.arrange_remove(),
        root.clone(),
    )
}

pub async fn post(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, i32)>,
) -> Result<HttpResponse, AppError> {
    let (slug, nr) = path.into_inner();
    let t = page.t;
    let (context, of) = (state.context(&page), slug.clone());
    let (name, removed) = with_db(&state, move |conn| -> Result<_, AppError> {
        let name = find(conn, &of)?.region(nr)?.name.clone();
        let removed = outcome(tasks::remove_region(conn, &context, &of, nr)).map_err(AppError::from)?;
        Ok((name, removed))
    })
    .await?;
    Ok(match removed {
        Ok(()) => see_other_with(&root(&slug), t.arrange_removed(&name)),
        Err(why) => see_other_but(&root(&slug), told(t, why)),
    })
}
