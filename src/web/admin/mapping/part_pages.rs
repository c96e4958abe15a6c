//! The pages of a mapping's parts, one mechanism for all kinds: a list with a way to each, a page to add or change one,
//! and a page to remove it.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::act::{outcome, removal, told};
use super::front::under_mapping;
use super::parts::{Fields, Found, Place, Row, Words};
use crate::error::AppError;
use crate::form::Form;
use crate::list::Choice;
use crate::page::{Page, html, html_with, see_other_but, see_other_with};
use crate::{State, with_db};
use domain::places::mapping::{Mapping, MappingStatus};
use domain::places::municipality::Municipality;
use tasks::mapping::lists::{Kept, is_same_part};

#[derive(Template)]
#[template(path = "pages/admin/mapping_parts.html")]
struct PartsPage {
    page: Page,
    words: Words,
    rows: Vec<Row>,
    root: String,
    is_open: bool,
}

impl PartsPage {
    fn found(&self) -> String {
        let t = self.page.t;
        t.arrange_count(&t.count(self.rows.len() as i64))
    }
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let place = Place::of(&request)?;
    let (mapping, found) = place.found(&state, page.t).await?;
    html(&PartsPage {
        words: place.part.words(page.t),
        rows: found.rows,
        root: place.root(),
        is_open: mapping.status != MappingStatus::Closed,
        page: under_mapping(page, &mapping),
    })
}

#[derive(Template)]
#[template(path = "pages/admin/mapping_part.html")]
struct PartPage {
    page: Page,
    form: Form,
    /// The leader of a regionråd.
    leader: Form,
    title: String,
    fields: Fields,
    /// Of one that is there already.
    address: Option<String>,
    locked: Option<String>,
    back: String,
}

pub(crate) fn part_page(
    page: Page,
    place: &Place,
    (mapping, mut found): (Mapping, Found),
    form: Form,
    leader: Form,
    status: StatusCode,
) -> Result<HttpResponse, AppError> {
    let t = page.t;
    let row = found.rows.iter().find(|row| row.id == place.id);
    let locked = row.and_then(|row| row.kept);
    if let Fields::Region(_, leaders) = &mut found.fields {
        leaders.retain(|(region, _)| *region == place.id);
    }
    html_with(
        status,
        &PartPage {
            title: row.map_or(place.part.words(t).add, |row| &row.title).to_owned(),
            address: row.map(|row| format!("{}/{}", place.root(), row.id)),
            locked: locked
                .filter(|kept| matches!(kept, Kept::Answered(_)))
                .map(|kept| told(t, kept)),
            back: place.root(),
            page: place.under(page, &mapping),
            fields: found.fields,
            form,
            leader,
        },
    )
}

impl PartPage {
    /// The leader's mistakes are shown under an address of their own.
    fn action(&self) -> String {
        self.address
            .clone()
            .unwrap_or_else(|| format!("{}/ny", self.back))
    }

    const fn name(&self) -> &'static str {
        match self.fields {
            Fields::Names => "del",
            Fields::Question(_) => "sporsmal",
            Fields::Region(..) => "region",
        }
    }

    const fn has_a_place(&self) -> bool {
        !matches!(self.fields, Fields::Region(..))
    }
}

fn choices(area: &[Municipality]) -> Vec<Choice> {
    let choice = |place: &Municipality| Choice::new(&place.number, &place.name);
    area.iter().map(choice).collect()
}

/// A new one where the address ends with «ny», the one that it names otherwise.
pub async fn edit(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let place = Place::of(&request)?;
    let (mapping, found) = place.found(&state, page.t).await?;
    let form = match place.id {
        0 => place.part.empty(found.rows.len()),
        id => found.row(id)?.form.clone(),
    };
    part_page(
        page,
        &place,
        (mapping, found),
        form,
        Form::default(),
        StatusCode::OK,
    )
}

pub async fn save(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let place = Place::of(&request)?;
    let (t, part, is_new) = (page.t, place.part, place.id == 0);
    let (mut mapping, mut found) = place.found(&state, t).await?;
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(save) = part.read(t, &mut form, &found) {
        let (context, slug, id) = (state.context(&page), place.slug.clone(), place.id);
        let seen = form.seen().to_owned();
        let saved = with_db(&state, move |conn| {
            let before = (!is_new).then_some((id, seen.as_str()));
            outcome(save(conn, &context, &slug, before))
        });
        match saved.await? {
            Ok(id) => {
                let root = place.root();
                let back = id.map_or_else(|| root.clone(), |id| format!("{root}/{id}"));
                let text = match form.value("navn_nb") {
                    name if is_new && !name.is_empty() => t.arrange_added(name),
                    _ => t.arrange_saved().to_owned(),
                };
                return Ok(see_other_with(&back, text));
            }
            Err(Kept::Changed) => {
                status = StatusCode::CONFLICT;
                (mapping, found) = place.found(&state, t).await?;
                let now = &found.row(place.id)?.form;
                if !is_same_part(now.seen(), form.seen()) {
                    return Err(AppError::NotFound);
                }
                form.collide(now, |form| part.in_words(t, form, &found));
            }
            Err(why) => form.wrong(part.words(t).field, told(t, why)),
        }
    }
    if !is_new {
        found.row(place.id)?;
    }
    part_page(page, &place, (mapping, found), form, Form::default(), status)
}

pub async fn remove_page(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let place = Place::of(&request)?;
    let (t, part, id) = (page.t, place.part, place.id);
    let (mapping, found) = place.found(&state, t).await?;
    let title = t.arrange_remove_title(&found.row(id)?.name);
    let (mapping, kept) = with_db(&state, move |conn| -> Result<_, AppError> {
        let kept = part.kept(conn, &mapping, found.row(id)?)?;
        Ok((mapping, kept))
    })
    .await?;
    removal(
        place.under(page, &mapping),
        title,
        vec![t.arrange_remove_means().to_owned()],
        kept,
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
    let (t, part, id) = (page.t, place.part, place.id);
    let (_, found) = place.found(&state, t).await?;
    let name = &found.row(id)?.name;
    let (context, slug) = (state.context(&page), place.slug.clone());
    let removed = with_db(&state, move |conn| {
        outcome(part.remove(conn, &context, &slug, id))
    })
    .await?;
    Ok(match removed {
        Ok(()) => see_other_with(&place.root(), t.arrange_removed(name)),
        Err(why) => see_other_but(&place.root(), told(t, why)),
    })
}
