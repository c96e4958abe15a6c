//! A mapping's register, for those who may read it: overview, arrangements, municipalities.

pub mod arrangement;
pub mod arrangements;
pub mod arrangements_csv;
mod history;
pub mod mailings;
pub mod municipalities;
pub mod municipality;
pub mod overview;
mod participants;
pub mod round_end;
mod round_form;
pub mod round_plan;
pub mod rounds;
mod selection;

use std::sync::Arc;

use super::error::AppError;
use super::page::Page;
use crate::db::{self, DbConn, mappings};
use crate::domain::directory::Directory;
use crate::domain::mapping::Mapping;

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
