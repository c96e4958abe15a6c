//! A mapping for its coordinators and readers: how the round stands, the register, the municipalities.

pub mod arrangement;
pub mod arrangements;
pub mod arrangements_csv;
mod before;
pub mod figures;
mod history;
pub mod mailings;
pub mod municipalities;
pub mod municipalities_csv;
mod municipalities_filter;
mod municipalities_map;
mod municipalities_row;
pub mod municipality;
mod municipality_acts;
pub mod municipality_answer;
pub mod municipality_deadline;
pub mod municipality_deputy;
mod municipality_facts;
pub mod municipality_notes;
pub mod municipality_reopen;
mod municipality_story;
pub mod overview;
mod participants;
pub mod round_end;
mod round_form;
pub mod round_plan;
pub mod rounds;
pub mod saved_views;
mod selection;
mod today;
mod today_chart;

use std::sync::Arc;

use super::error::AppError;
use super::page::Page;
use db::{DbConn, mappings};
use domain::directory::Directory;
use domain::mapping::{Mapping, MappingStatus};

/// The mapping that an address names, with what its ids stand for.
pub(super) fn ground(conn: &mut DbConn, slug: &str) -> Result<(Mapping, Arc<Directory>), AppError> {
    let mapping = mappings::by_slug(conn, slug)?.ok_or(AppError::NotFound)?;
    let directory = db::directory(conn, &mapping)?;
    Ok((mapping, directory))
}

fn root(mapping: &Mapping) -> String {
    format!("/kartlegging/{}", mapping.slug)
}

fn under_mapping(page: Page, mapping: &Mapping) -> Page {
    page.crumb(root(mapping), mapping.name.clone())
}

const fn status_color(status: MappingStatus) -> &'static str {
    match status {
        MappingStatus::Planned => "neutral",
        MappingStatus::Open => "success",
        MappingStatus::Closed => "info",
    }
}
