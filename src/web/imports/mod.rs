//! Imports, for administrators and for the coordinators of a mapping: the same pages behind two doors.

pub mod acts;
pub mod list;
mod reasons;
mod rows;
pub mod run;

use actix_web::HttpRequest;

use super::page::Page;
use db::imports::runs::{Counts, ImportState};
use i18n::Lang;
use tasks::importing::What;

/// The mapping of the address, and where its imports are; without one they are the portal's.
pub(super) struct Place {
    pub slug: Option<String>,
    pub root: String,
    /// Of the run, where the address names one.
    pub id: i64,
}

impl Place {
    pub fn of(request: &HttpRequest) -> Self {
        let part = |name| request.match_info().get(name);
        let slug = part("m").map(str::to_owned);
        Self {
            root: match &slug {
                Some(slug) => format!("/kartlegging/{slug}/import"),
                None => "/admin/import".to_owned(),
            },
            id: part("id").and_then(|id| id.parse().ok()).unwrap_or_default(),
            slug,
        }
    }

    pub fn run(&self) -> String {
        format!("{}/{}", self.root, self.id)
    }

    pub fn under(&self, page: Page) -> Page {
        if let Some(slug) = &self.slug {
            let name = page.t.mapping();
            page.crumb(format!("/kartlegging/{slug}"), name)
        } else {
            let name = page.t.administration();
            page.crumb("/admin", name)
        }
    }

    pub fn under_list(&self, page: Page) -> Page {
        let name = page.t.import_title();
        self.under(page).crumb(&self.root, name)
    }
}

const fn kind(t: Lang, what: What, is_of_mapping: bool) -> &'static str {
    match (what, is_of_mapping) {
        (What::Contacts, false) => t.import_kind_contacts(),
        (What::Contacts, true) => t.import_kind_contacts_area(),
        (What::Municipalities, false) => t.import_kind_municipalities(),
        (What::Municipalities, true) => t.import_kind_area(),
        (What::Changes, _) => t.import_kind_changes(),
        (What::Arrangements, _) => t.import_kind_arrangements(),
        (What::Participants, _) => t.import_kind_participants(),
        (What::History, _) => t.import_kind_history(),
        (What::Questions, _) => t.import_kind_questions(),
    }
}

const fn state(t: Lang, state: ImportState) -> (&'static str, &'static str) {
    match state {
        ImportState::Waiting => (t.import_waiting(), "warning"),
        ImportState::Applied => (t.import_applied(), "success"),
        ImportState::Dropped => (t.import_dropped(), "neutral"),
        ImportState::Undone => (t.import_undone(), "neutral"),
    }
}

fn counted(t: Lang, counts: Counts) -> String {
    let count = |rows: usize| t.count(rows as i64);
    let told = t.import_told(
        &count(counts.new),
        &count(counts.changed),
        &count(counts.unchanged),
    );
    if counts.left_out == 0 {
        told
    } else {
        format!("{told}, {}", t.import_told_left_out(&count(counts.left_out)))
    }
}
