//! The regions of a mapping: name, members, and who leads the regionråd.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

use super::part_pages::part_page;
use super::parts::{Fields, Found, Part, Place, Row, Save, Words, nr};
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, see_other_but, see_other_with};
use crate::{State, with_db};
use ::tasks::Context;
use ::tasks::mapping::lists::{Kept, PartError};
use ::tasks::mapping::regions as tasks;
use db::DbConn;
use db::mapping;
use db::mapping::regions::Leader;
use domain::places::mapping::Mapping;
use domain::places::municipality::{Municipality, MunicipalityId};
use domain::register::whole::Region;
use i18n::Lang;

const LONGEST: usize = 120;

pub(crate) struct Regions;

impl Part for Regions {
    fn path(&self) -> &'static str {
        "regioner"
    }

    fn words(&self, t: Lang) -> Words {
        Words {
            title: t.regions_title(),
            intro: t.regions_intro(),
            add: t.regions_add(),
            none: t.regions_none(),
            heads: vec![t.name(), t.regions_members(), t.regions_leader()],
            field: "navn",
        }
    }

    fn find(&self, conn: &mut DbConn, t: Lang, mapping: &Mapping) -> Result<Found, AppError> {
        let directory = db::directory(conn, mapping)?;
        let area: Vec<Municipality> = directory.area().map(|entry| entry.municipality.clone()).collect();
        let all = mapping::regions::leaders(conn, mapping.id)?;
        let mut leaders: Vec<(i64, Leader)> = Vec::new();
        for region in &directory.regions {
            let own = all.iter().filter(|leader| leader.region == Some(region.id.0));
            leaders.extend(own.map(|leader| (region.nr.into(), leader.clone())));
        }
        let row = |region: &Region| {
            let form = filled(&area, region);
            let names = leaders.iter().filter(|(nr, _)| *nr == i64::from(region.nr));
            let names: Vec<&str> = names.map(|(_, leader)| leader.name.as_str()).collect();
            let names = if names.is_empty() {
                t.regions_no_leader_short().to_owned()
            } else {
                names.join(", ")
            };
            Row {
                id: region.nr.into(),
                name: region.name.clone(),
                title: t.plan_change_title(&region.name),
                cells: vec![members(&area, &form), names],
                form,
                kept: None,
            }
        };
        Ok(Found {
            rows: directory.regions.iter().map(row).collect(),
            fields: Fields::Region(area, leaders),
        })
    }

    fn empty(&self, _: usize) -> Form {
        Form::default()
    }

    fn read(&self, t: Lang, form: &mut Form, found: &Found) -> Option<Save> {
        let name = form.line(t, "navn", t.name(), LONGEST);
        let chosen = chosen(found.area(), form).map(|place| place.id);
        let members: Vec<MunicipalityId> = chosen.collect();
        form.is_right().then(|| -> Save {
            Box::new(move |conn, context, slug, before| {
                let before = before.map(|(id, seen)| (nr(id), seen));
                let saved = tasks::save_region(conn, context, slug, before, &name, &members)?;
                Ok(Some(saved.into()))
            })
        })
    }

    fn in_words(&self, t: Lang, form: &Form, found: &Found) -> Vec<(&'static str, String)> {
        let mut lines = form.told(&[("navn", t.name())]);
        lines.push((t.regions_members(), members(found.area(), form)));
        lines
    }

    fn remove(&self, conn: &mut DbConn, context: &Context, slug: &str, id: i64) -> Result<(), PartError> {
        tasks::remove_region(conn, context, slug, nr(id))
    }

    fn kept(&self, conn: &mut DbConn, mapping: &Mapping, row: &Row) -> Result<Option<Kept>, AppError> {
        let directory = db::directory(conn, mapping)?;
        let region = directory
            .regions
            .iter()
            .find(|region| i64::from(region.nr) == row.id);
        let id = region.ok_or(AppError::NotFound)?.id;
        Ok(mapping::regions::region_is_used(conn, id)?.then_some(Kept::Led))
    }
}

impl Found {
    fn area(&self) -> &[Municipality] {
        match &self.fields {
            Fields::Region(area, _) => area,
            Fields::Names | Fields::Question(_) => &[],
        }
    }
}

fn filled(area: &[Municipality], region: &Region) -> Form {
    let members = area.iter().filter(|place| region.members.contains(&place.id));
    let members = members.map(|place| ("kommuner", place.number.clone()));
    Form::filled([("navn", region.name.clone())].into_iter().chain(members)).seen_as(tasks::stamp(region))
}

fn chosen<'a>(area: &'a [Municipality], form: &'a Form) -> impl Iterator<Item = &'a Municipality> {
    area.iter().filter(|place| form.has("kommuner", &place.number))
}

fn members(area: &[Municipality], form: &Form) -> String {
    let names: Vec<&str> = chosen(area, form).map(|place| place.name.as_str()).collect();
    names.join(", ")
}

pub async fn add_leader(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let place = Place::of(&request)?;
    let t = page.t;
    let name = form.line(t, "leder", t.name(), LONGEST);
    let email = form.email(t, "epost", t.email());
    let found = place.found(&state, t).await?;
    let region = found.1.row(place.id)?;
    let (called, filled) = (region.name.clone(), region.form.clone());
    if !form.is_right() {
        return part_page(
            page,
            &place,
            found,
            filled,
            form,
            StatusCode::UNPROCESSABLE_ENTITY,
        );
    }
    let back = format!("{}/{}", place.root(), place.id);
    let (context, slug, id, leader) = (state.context(&page), place.slug.clone(), place.id, name.clone());
    let is_new = with_db(&state, move |conn| {
        tasks::add_leader(conn, &context, &slug, nr(id), &leader, &email)
    });
    Ok(if is_new.await? {
        see_other_with(&back, t.regions_leader_added(&name, &called))
    } else {
        see_other_but(&back, t.regions_leader_already())
    })
}
