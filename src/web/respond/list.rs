//! A municipality's own list in one mapping, to read: answering it comes when the hearing opens.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::error::AppError;
use crate::own_list::{Group, by_sector};
use crate::page::{Page, html};
use crate::{State, with_db};
use db::mapping::mappings;
use db::register;
use domain::places::mapping::{Mapping, MappingStatus};
use tasks::answer::hearing::Place;

#[derive(Template)]
#[template(path = "pages/respond/list.html")]
struct ListPage {
    page: Page,
    mapping: Mapping,
    name: String,
    count: String,
    groups: Vec<Group>,
}

pub async fn show(state: &web::Data<State>, page: Page, place: Place) -> Result<HttpResponse, AppError> {
    let Place {
        mapping: slug,
        number,
    } = place;
    let (mapping, directory, id, rows) = with_db(state, move |conn| {
        let mapping = mappings::by_slug(conn, &slug)?.ok_or(AppError::NotFound)?;
        // Until it opens it is its coordinators' own.
        if mapping.status == MappingStatus::Planned {
            return Err(AppError::NotFound);
        }
        let directory = db::directory(conn, &mapping)?;
        let own = directory.by_number(&number).filter(|entry| entry.in_area);
        let id = own.ok_or(AppError::NotFound)?.municipality.id;
        let rows = register::list::of_municipality(conn, mapping.id, id)?;
        Ok::<_, AppError>((mapping, directory, id, rows))
    })
    .await?;
    let t = page.t;
    html(&ListPage {
        name: directory.name(id).unwrap_or_default().to_owned(),
        count: t.arrangements(rows.len()),
        groups: by_sector(t, &directory, id, rows),
        page: page.crumb("/svar?vis=alle", t.our_arrangements()),
        mapping,
    })
}

impl ListPage {
    fn is_closed(&self) -> bool {
        self.mapping.status == MappingStatus::Closed
    }
}
