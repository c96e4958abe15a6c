//! The pages of the administration: people, municipalities, the log.

pub mod front;
pub mod log;
pub mod mail;
pub mod mapping;
pub mod municipalities;
pub mod people;

use super::list::Choice;
use super::page::Page;
use db::people::read::HeldRole;
use domain::places::mapping::Mapping;
use i18n::Lang;

fn under_admin(page: Page) -> Page {
    let name = page.t.administration();
    page.crumb("/admin", name)
}

fn under_users(page: Page) -> Page {
    let name = page.t.users();
    under_admin(page).crumb("/admin/brukere", name)
}

fn under_user(page: Page, user: i64, name: &str) -> Page {
    under_users(page).crumb(format!("/admin/brukere/{user}"), name)
}

fn under_mailbox(page: Page) -> Page {
    let name = page.t.mailbox();
    under_admin(page).crumb("/admin/e-post", name)
}

fn under_municipalities(page: Page) -> Page {
    let name = page.t.municipalities();
    under_admin(page).crumb("/admin/kommuner", name)
}

fn mapping_choices(mappings: &[Mapping]) -> Vec<Choice> {
    mappings
        .iter()
        .map(|mapping| Choice::new(&mapping.slug, &mapping.name))
        .collect()
}

/// «Koordinator, Trøndelag 2026».
fn role_text(t: Lang, held: &HeldRole) -> String {
    let role = t.role(held.role);
    match scope_name(held) {
        Some(scope) => format!("{role}, {scope}"),
        None => role.to_owned(),
    }
}

/// Most roles have one scope; a respondent may have a municipality within one mapping.
fn scope_name(held: &HeldRole) -> Option<String> {
    let names = [
        held.municipality.as_ref().map(|(_, name)| name.clone()),
        held.region.clone(),
        held.mapping.as_ref().map(|(_, name)| name.clone()),
    ];
    let names: Vec<String> = names.into_iter().flatten().collect();
    (!names.is_empty()).then(|| names.join(", "))
}
