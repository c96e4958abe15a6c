//! The sectors and the task fields of a mapping: rename, move, add, and remove what nothing has.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::front::{address, load, under_mapping};
use super::parts::{Part, PartsPage, outcome, refuse, removal, told};
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html, html_with, see_other_but, see_other_with};
use crate::{State, with_db};
use ::tasks::TaskError;
use ::tasks::mapping::lists as tasks;
use ::tasks::mapping::lists::{Kept, Wanted, stamp};
use db::DbConn;
use db::mapping;
use db::mapping::lists::{Entry, List};
use domain::places::mapping::{Mapping, MappingStatus};
use i18n::Lang;

const LONGEST: usize = 200;

/// Which list and which entry the address names.
struct Place {
    slug: String,
    list: List,
    id: i64,
}

impl Place {
    fn of(request: &HttpRequest) -> Result<Self, AppError> {
        let part = |name| request.match_info().get(name).unwrap_or_default();
        Ok(Self {
            slug: part("m").to_owned(),
            list: match part("liste") {
                "sektorer" => List::Sectors,
                "oppgaver" => List::TaskFields,
                _ => return Err(AppError::NotFound),
            },
            id: part("id").parse().unwrap_or_default(),
        })
    }

    const fn code(&self) -> &'static str {
        match self.list {
            List::Sectors => "sektorer",
            List::TaskFields => "oppgaver",
        }
    }

    const fn title(&self, t: Lang) -> &'static str {
        match self.list {
            List::Sectors => t.sectors_title(),
            List::TaskFields => t.task_fields_title(),
        }
    }

    fn root(&self) -> String {
        format!("/admin/kartlegginger/{}/liste/{}", self.slug, self.code())
    }

    fn under(&self, page: Page, mapping: &Mapping) -> Page {
        let name = self.title(page.t);
        under_mapping(page, mapping).crumb(self.root(), name)
    }
}

fn entries(conn: &mut DbConn, slug: &str, list: List) -> Result<(Mapping, Vec<Entry>), AppError> {
    let mapping = load(conn, slug)?.mapping;
    let entries = mapping::lists::entries(conn, mapping.id, list)?;
    Ok((mapping, entries))
}

async fn found(state: &web::Data<State>, place: &Place) -> Result<(Mapping, Vec<Entry>), AppError> {
    let (slug, list) = (place.slug.clone(), place.list);
    with_db(state, move |conn| entries(conn, &slug, list)).await
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let place = Place::of(&request)?;
    let (mapping, entries) = found(&state, &place).await?;
    let t = page.t;
    let is_open = mapping.status != MappingStatus::Closed;
    let root = place.root();
    let (intro, add) = match place.list {
        List::Sectors => (t.sectors_intro(), t.sectors_add()),
        List::TaskFields => (t.tasks_intro(), t.tasks_add()),
    };
    html(&PartsPage {
        title: place.title(t),
        intro,
        add: is_open.then(|| (format!("{root}/ny"), add)),
        heads: vec![t.name(), t.arrange_name_nn(), t.arrange_nr(), t.arrange_uses()],
        found: t.arrange_count(&t.count(entries.len() as i64)),
        rows: entries
            .into_iter()
            .map(|entry| Part {
                href: is_open.then(|| format!("{root}/{}", entry.id)),
                name: entry.name_nb,
                cells: vec![entry.name_nn, entry.nr.to_string(), t.count(entry.uses)],
            })
            .collect(),
        empty: t.plan_no_rules(),
        page: under_mapping(page, &mapping),
    })
}

#[derive(Template)]
#[template(path = "pages/admin/mapping_entry.html")]
struct EntryPage {
    page: Page,
    form: Form,
    title: String,
    remove: Option<String>,
    back: String,
}

fn entry_page(page: Page, place: &Place, mapping: &Mapping, entry: Option<&Entry>, form: Form) -> EntryPage {
    let t = page.t;
    let add = match place.list {
        List::Sectors => t.sectors_add(),
        List::TaskFields => t.tasks_add(),
    };
    EntryPage {
        title: entry.map_or(add.to_owned(), |entry| t.plan_change_title(&entry.name_nb)),
        remove: entry.map(|entry| format!("{}/{}/fjern", place.root(), entry.id)),
        back: place.root(),
        page: place.under(page, mapping),
        form,
    }
}

pub async fn new(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let place = Place::of(&request)?;
    let (mapping, entries) = found(&state, &place).await?;
    let form = Form::filled([("plass", (entries.len() + 1).to_string())]);
    html(&entry_page(page, &place, &mapping, None, form))
}

pub async fn edit(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let place = Place::of(&request)?;
    let (mapping, entries) = found(&state, &place).await?;
    let entry = entries.iter().find(|entry| entry.id == place.id);
    let entry = entry.ok_or(AppError::NotFound)?;
    html(&entry_page(page, &place, &mapping, Some(entry), filled(entry)))
}

fn filled(entry: &Entry) -> Form {
    Form::filled([
        ("navn_nb", entry.name_nb.clone()),
        ("navn_nn", entry.name_nn.clone()),
        ("plass", entry.nr.to_string()),
    ])
    .seen_as(stamp(entry))
}

fn in_words(t: Lang, form: &Form) -> Vec<(&'static str, String)> {
    form.told(&[
        ("navn_nb", t.arrange_name_nb()),
        ("navn_nn", t.arrange_name_nn()),
        ("plass", t.arrange_place()),
    ])
}

/// A new entry where the address ends with «ny», the one with the key otherwise.
pub async fn save(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let place = Place::of(&request)?;
    let t = page.t;
    let wanted = Wanted {
        nb: form.line(t, "navn_nb", t.arrange_name_nb(), LONGEST),
        nn: form.line(t, "navn_nn", t.arrange_name_nn(), LONGEST),
        place: form.value("plass").parse().unwrap_or(usize::MAX),
    };
    let is_new = place.id == 0;
    let mut refused = None;
    if form.is_right() {
        let seen = form.seen().to_owned();
        let (context, slug, list, id) = (state.context(&page), place.slug.clone(), place.list, place.id);
        let asked = wanted.clone();
        let saved = with_db(&state, move |conn| -> Result<_, TaskError> {
            let before = (!is_new).then_some((id, seen.as_str()));
            outcome(tasks::save_entry(conn, &context, &slug, list, before, &asked))
        });
        match saved.await? {
            Ok(()) => {
                let text = if is_new {
                    t.arrange_added(&wanted.nb)
                } else {
                    t.arrange_saved().to_owned()
                };
                return Ok(see_other_with(&place.root(), text));
            }
            Err(why) => refused = Some(("navn_nb", why)),
        }
    }
    let (mapping, entries) = found(&state, &place).await?;
    let entry = entries.iter().find(|entry| entry.id == place.id);
    let status = refuse(t, &mut form, refused, entry.map(filled), |form| in_words(t, form));
    html_with(status, &entry_page(page, &place, &mapping, entry, form))
}

pub async fn remove_page(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let place = Place::of(&request)?;
    let (mapping, entries) = found(&state, &place).await?;
    let entry = entries.into_iter().find(|entry| entry.id == place.id);
    let entry = entry.ok_or(AppError::NotFound)?;
    let t = page.t;
    removal(
        place.under(page, &mapping),
        t.arrange_remove_title(&entry.name_nb),
        vec![t.arrange_remove_means().to_owned()],
        (entry.uses > 0).then_some(Kept::InUse(entry.uses)),
        t.arrange_remove(),
        place.root(),
    )
}

pub async fn remove(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let place = Place::of(&request)?;
    let t = page.t;
    let (_, entries) = found(&state, &place).await?;
    let entry = entries.into_iter().find(|entry| entry.id == place.id);
    let entry = entry.ok_or(AppError::NotFound)?;
    let (context, slug, list, id) = (state.context(&page), place.slug.clone(), place.list, place.id);
    let removed = with_db(&state, move |conn| -> Result<_, TaskError> {
        outcome(tasks::remove_entry(conn, &context, &slug, list, id))
    });
    Ok(match removed.await? {
        Ok(()) => see_other_with(&place.root(), t.arrange_removed(&entry.name_nb)),
        Err(why) => see_other_but(&place.root(), told(t, why)),
    })
}

/// The page of the mapping that a list belongs to, for cards.
pub(crate) fn href(mapping: &Mapping, list: &str) -> String {
    format!("{}/liste/{list}", address(mapping))
}
