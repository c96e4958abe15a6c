//! A planned mapping is opened, by an act of its own.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::front::{address, load, under_mapping};
use crate::error::AppError;
use crate::page::{Page, html, see_other_but, see_other_with};
use crate::{State, with_db};
use domain::places::mapping::MappingStatus;
use tasks::TaskError;
use tasks::mapping::planning;

#[derive(Template)]
#[template(path = "pages/admin/mapping_open.html")]
struct OpenPage {
    page: Page,
    title: String,
    consequences: [&'static str; 3],
    back: String,
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    slug: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let set = with_db(&state, move |conn| load(conn, &slug)).await?;
    let t = page.t;
    if set.mapping.status != MappingStatus::Planned {
        return Ok(see_other_but(&address(&set.mapping), t.plan_open_already()));
    }
    html(&OpenPage {
        title: t.plan_open_title(&set.mapping.name),
        consequences: [t.plan_open_rounds(), t.plan_open_no_mail(), t.plan_open_back()],
        back: address(&set.mapping),
        page: under_mapping(page, &set.mapping),
    })
}

pub async fn post(
    state: web::Data<State>,
    page: Page,
    slug: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let (context, t) = (state.context(&page), page.t);
    let of = slug.clone();
    let (set, opened) = with_db(&state, move |conn| -> Result<_, AppError> {
        let set = load(conn, &of)?;
        let opened = match planning::open(conn, &context, &of) {
            Err(TaskError::Stale) => false,
            outcome => outcome.map(|()| true)?,
        };
        Ok((set, opened))
    })
    .await?;
    let back = address(&set.mapping);
    Ok(if opened {
        see_other_with(&back, t.plan_open_done(&set.mapping.name))
    } else {
        see_other_but(&back, t.plan_open_already())
    })
}
