//! A mapping for its coordinators and readers: how the round stands, the register, the municipalities.

pub mod mailings;
pub mod municipalities;
pub mod municipality;
pub mod overview;
pub mod register;
pub mod round;

use std::sync::Arc;

use super::error::AppError;
use super::page::Page;
use db::DbConn;
use db::mapping::mappings;
use domain::places::directory::Directory;
use domain::places::mapping::{Mapping, MappingStatus};

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
