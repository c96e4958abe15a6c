//! The regions of a mapping: name, members, and who leads the regionråd.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::front::{load, under_mapping};
use super::parts::{Part, PartsPage, outcome, refuse};
use crate::error::AppError;
use crate::form::Form;
use crate::list::Choice;
use crate::page::{Page, html, html_with, see_other_but, see_other_with, unprocessable};
use crate::{State, with_db};
use ::tasks::TaskError;
use ::tasks::mapping::regions as tasks;
use db::DbConn;
use db::mapping;
use db::mapping::regions::Leader;
use domain::places::mapping::{Mapping, MappingStatus};
use domain::places::municipality::{Municipality, MunicipalityId};
use domain::register::whole::Region;
use i18n::Lang;

const LONGEST: usize = 120;

pub(crate) fn root(slug: &str) -> String {
    format!("/admin/kartlegginger/{slug}/regioner")
}

pub(crate) struct Found {
    pub mapping: Mapping,
    regions: Vec<Region>,
    leaders: Vec<Leader>,
    area: Vec<Municipality>,
}

pub(crate) fn find(conn: &mut DbConn, slug: &str) -> Result<Found, AppError> {
    let mapping = load(conn, slug)?.mapping;
    let directory = db::directory(conn, &mapping)?;
    Ok(Found {
        regions: directory.regions.clone(),
        area: directory.area().map(|entry| entry.municipality.clone()).collect(),
        leaders: mapping::regions::leaders(conn, mapping.id)?,
        mapping,
    })
}

impl Found {
    fn leaders_of(&self, region: &Region) -> impl Iterator<Item = &Leader> {
        self.leaders
            .iter()
            .filter(move |leader| leader.region == Some(region.id.0))
    }

    pub fn region(&self, nr: i32) -> Result<&Region, AppError> {
        let found = self.regions.iter().find(|region| region.nr == nr);
        found.ok_or(AppError::NotFound)
    }
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    slug: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let found = with_db(&state, move |conn| find(conn, &slug)).await?;
    let t = page.t;
    let is_open = found.mapping.status != MappingStatus::Closed;
    let root = root(&found.mapping.slug);
    let row = |region: &Region| {
        let members = found
            .area
            .iter()
            .filter(|place| region.members.contains(&place.id));
        let members: Vec<&str> = members.map(|place| place.name.as_str()).collect();
        let leaders: Vec<&str> = found
            .leaders_of(region)
            .map(|leader| leader.name.as_str())
            .collect();
        let leaders = if leaders.is_empty() {
            t.regions_no_leader_short().to_owned()
        } else {
            leaders.join(", ")
        };
        Part {
            href: is_open.then(|| format!("{root}/{}", region.nr)),
            name: region.name.clone(),
            cells: vec![members.join(", "), leaders],
        }
    };
    html(&PartsPage {
        title: t.regions_title(),
        intro: t.regions_intro(),
        add: is_open.then(|| (format!("{root}/ny"), t.regions_add())),
        heads: vec![t.name(), t.regions_members(), t.regions_leader()],
        found: t.arrange_count(&t.count(found.regions.len() as i64)),
        rows: found.regions.iter().map(row).collect(),
        empty: t.regions_none(),
        page: under_mapping(page, &found.mapping),
    })
}

#[derive(Template)]
#[template(path = "pages/admin/mapping_region.html")]
struct RegionPage {
    page: Page,
    form: Form,
    leader: Form,
    title: String,
    members: Vec<Choice>,
    /// Role, account, name and address of each.
    leaders: Vec<(i64, i64, String, String)>,
    /// Where the form goes: the leader's mistakes are shown under an address of their own.
    action: String,
    /// Of a region that is there already.
    address: Option<String>,
    back: String,
}

fn region_page(page: Page, found: &Found, region: Option<&Region>, form: Form, leader: Form) -> RegionPage {
    let t = page.t;
    let slug = &found.mapping.slug;
    let leaders = region.into_iter().flat_map(|region| found.leaders_of(region));
    let crumb = t.regions_title();
    RegionPage {
        title: region.map_or(t.regions_add().to_owned(), |region| {
            t.plan_change_title(&region.name)
        }),
        members: found
            .area
            .iter()
            .map(|place| Choice::new(&place.number, &place.name))
            .collect(),
        leaders: leaders
            .map(|leader| {
                (
                    leader.role,
                    leader.user,
                    leader.name.clone(),
                    leader.email.clone(),
                )
            })
            .collect(),
        action: region.map_or_else(
            || format!("{}/ny", root(slug)),
            |region| format!("{}/{}", root(slug), region.nr),
        ),
        address: region.map(|region| format!("{}/{}", root(slug), region.nr)),
        back: root(slug),
        page: under_mapping(page, &found.mapping).crumb(root(slug), crumb),
        form,
        leader,
    }
}

fn filled(found: &Found, region: &Region) -> Form {
    let members = found
        .area
        .iter()
        .filter(|place| region.members.contains(&place.id))
        .map(|place| ("kommuner", place.number.clone()));
    Form::filled([("navn", region.name.clone())].into_iter().chain(members)).seen_as(tasks::stamp(region))
}

fn in_words(t: Lang, area: &[Municipality], form: &Form) -> Vec<(&'static str, String)> {
    let members = area.iter().filter(|place| form.has("kommuner", &place.number));
    let members: Vec<&str> = members.map(|place| place.name.as_str()).collect();
    let mut lines = form.told(&[("navn", t.name())]);
    lines.push((t.regions_members(), members.join(", ")));
    lines
}

pub async fn new(
    state: web::Data<State>,
    page: Page,
    slug: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let found = with_db(&state, move |conn| find(conn, &slug)).await?;
    html(&region_page(page, &found, None, Form::default(), Form::default()))
}

pub async fn edit(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, i32)>,
) -> Result<HttpResponse, AppError> {
    let (slug, nr) = path.into_inner();
    let found = with_db(&state, move |conn| find(conn, &slug)).await?;
    let region = found.region(nr)?;
    let form = filled(&found, region);
    html(&region_page(page, &found, Some(region), form, Form::default()))
}

pub async fn create(
    state: web::Data<State>,
    page: Page,
    slug: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    save(&state, page, slug.into_inner(), None, form).await
}

pub async fn change(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, i32)>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (slug, nr) = path.into_inner();
    save(&state, page, slug, Some(nr), form).await
}

async fn save(
    state: &web::Data<State>,
    page: Page,
    slug: String,
    nr: Option<i32>,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let t = page.t;
    let name = form.line(t, "navn", t.name(), LONGEST);
    let of = slug.clone();
    let mut found = with_db(state, move |conn| find(conn, &of)).await?;
    let members: Vec<MunicipalityId> = found
        .area
        .iter()
        .filter(|place| form.has("kommuner", &place.number))
        .map(|place| place.id)
        .collect();
    let mut refused = None;
    if form.is_right() {
        let (context, of, seen) = (state.context(&page), slug.clone(), form.seen().to_owned());
        let saved = with_db(state, move |conn| -> Result<_, TaskError> {
            let before = nr.map(|nr| (nr, seen.as_str()));
            outcome(tasks::save_region(conn, &context, &of, before, &name, &members))
        });
        match saved.await? {
            Ok(nr) => {
                let back = format!("{}/{nr}", root(&slug));
                return Ok(see_other_with(&back, t.arrange_saved()));
            }
            Err(why) => refused = Some(("navn", why)),
        }
        found = with_db(state, move |conn| find(conn, &slug)).await?;
    }
    let region = nr.map(|nr| found.region(nr)).transpose()?;
    let now = region.map(|region| filled(&found, region));
    let status = refuse(t, &mut form, refused, now, |form| in_words(t, &found.area, form));
    html_with(status, &region_page(page, &found, region, form, Form::default()))
}

pub async fn add_leader(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, i32)>,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let (slug, nr) = path.into_inner();
    let t = page.t;
    let name = form.line(t, "leder", t.name(), LONGEST);
    let email = form.email(t, "epost", t.email());
    let of = slug.clone();
    let found = with_db(&state, move |conn| find(conn, &of)).await?;
    let region = found.region(nr)?;
    if !form.is_right() {
        let filled = filled(&found, region);
        return unprocessable(&region_page(page, &found, Some(region), filled, form));
    }
    let back = format!("{}/{nr}", root(&slug));
    let (context, called) = (state.context(&page), name.clone());
    let is_new = with_db(&state, move |conn| {
        tasks::add_leader(conn, &context, &slug, nr, &called, &email)
    });
    Ok(if is_new.await? {
        see_other_with(&back, t.regions_leader_added(&name, &region.name))
    } else {
        see_other_but(&back, t.regions_leader_already())
    })
}
