//! One arrangement with all that is known of it: what is unknown is said, and what was derived says from what.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::history::{self, ChangeRow};
use super::participants::{Participants, Shown};
use crate::error::AppError;
use crate::own_list::{Tag, tags};
use crate::page::{Page, html};
use crate::steer::{root, under_mapping};
use crate::{State, with_db};
use db::register;
use db::register::list::One;
use domain::people::access::{Action, Subject};
use domain::places::directory::Directory;
use domain::register::arrangement::{DefinitionStatus, Level, Life};
use domain::register::fields::{Field, Kind};
use domain::register::listing::Edition;
use domain::register::whole::{CostKey, Facts, municipalities};
use i18n::{Lang, told};

#[derive(Template)]
#[template(path = "pages/steer/arrangement.html")]
struct ArrangementPage {
    page: Page,
    one: One,
    tags: Vec<Tag>,
    is_counted: bool,
    sector: String,
    task_fields: Vec<String>,
    /// Name, and the address of its page when it is a municipality.
    host: Option<(String, Option<String>)>,
    level: String,
    level_reason: Option<String>,
    definition_reason: Option<String>,
    more: Vec<More>,
    inside: Vec<Shown>,
    outside: Vec<Shown>,
    others: Vec<Shown>,
    changes: Vec<ChangeRow>,
    editions: Vec<EditionRow>,
    list: String,
}

/// One of the fields that most arrangements have nothing in.
struct More {
    label: &'static str,
    text: String,
    /// An address that a browser may follow; any other is shown as text.
    href: Option<String>,
}

struct EditionRow {
    href: String,
    mapping: String,
    name: String,
    tags: Vec<Tag>,
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (slug, number) = path.into_inner();
    // A number as we write it: «007» would be a second address of the same page.
    let asked: i32 = number.parse().map_err(|_| AppError::NotFound)?;
    if asked.to_string() != number {
        return Err(AppError::NotFound);
    }
    let (mapping, directory, mut one) = with_db(&state, move |conn| {
        let (mapping, directory) = crate::steer::ground(conn, &slug)?;
        let one = register::list::one(conn, mapping.id, asked)?.ok_or(AppError::NotFound)?;
        Ok::<_, AppError>((mapping, directory, one))
    })
    .await?;
    let t = page.t;
    directory.sort_parties(&mut one.arrangement.participants);
    let list = format!("{}/ordninger", root(&mapping));
    let people = Participants {
        t,
        directory: &directory,
        mapping: &mapping,
        one: &one,
    };
    let facts = &one.arrangement.facts;
    html(&ArrangementPage {
        tags: tags(t, &one.line),
        is_counted: one.line.is_counted(),
        sector: facts
            .sector
            .and_then(|id| directory.sector(id))
            .map(|sector| t.either(&sector.name_nb, &sector.name_nn).to_owned())
            .unwrap_or_default(),
        task_fields: task_fields(t, &directory, &one),
        host: people.host(),
        level: level(t, &one),
        level_reason: level_reason(t, &one),
        definition_reason: definition_reason(t, &one),
        more: Field::more()
            .map(|field| more(t, &directory, facts, field))
            .collect(),
        inside: people.municipalities(true),
        outside: people.municipalities(false),
        others: people.others(),
        changes: one
            .changes
            .iter()
            .map(|change| history::row(t, &directory, change))
            .collect(),
        editions: editions(t, &page, &one.editions),
        page: under_mapping(page, &mapping).crumb(list.clone(), t.register()),
        list,
        one,
    })
}

fn task_fields(t: Lang, directory: &Directory, one: &One) -> Vec<String> {
    let of_this = &one.arrangement.facts.task_fields;
    directory
        .task_fields
        .iter()
        .filter(|field| of_this.contains(&field.id))
        .map(|field| t.either(&field.name_nb, &field.name_nn).to_owned())
        .collect()
}

/// The level with how it came about.
fn level(t: Lang, one: &One) -> String {
    let facts = &one.arrangement.facts;
    let count = municipalities(&one.arrangement.participants).count();
    match facts.level_override {
        None => t.register_level_counted(t.level(one.line.level), &t.municipalities_counted(count)),
        Some(set) => {
            t.register_level_overridden(t.level(set), &t.level_short(Level::of(count)).to_lowercase())
        }
    }
}

fn level_reason(t: Lang, one: &One) -> Option<String> {
    let facts = &one.arrangement.facts;
    facts.level_override?;
    Some(reason(t, facts.level_reason.as_deref()))
}

fn definition_reason(t: Lang, one: &One) -> Option<String> {
    let facts = &one.arrangement.facts;
    match facts.definition_status {
        DefinitionStatus::Included => facts
            .definition_reason
            .as_deref()
            .map(|reason| t.register_reason(reason)),
        // Borderline and excluded ones must carry a reason: its absence is said.
        DefinitionStatus::Borderline | DefinitionStatus::Excluded => {
            Some(reason(t, facts.definition_reason.as_deref()))
        }
    }
}

fn reason(t: Lang, reason: Option<&str>) -> String {
    match reason.filter(|reason| !reason.is_empty()) {
        Some(reason) => t.register_reason(reason),
        None => t.register_reason_missing().to_owned(),
    }
}

fn more(t: Lang, directory: &Directory, facts: &Facts, field: Field) -> More {
    let spec = field.spec();
    let given = spec.get(facts).unwrap_or_default();
    let is_address = given.starts_with("https://") || given.starts_with("http://");
    More {
        label: t.field(field),
        text: match spec.kind {
            Kind::CostKey => cost_key(t, &facts.cost_key),
            _ => told::value(t, directory, field.code(), &given),
        },
        href: (spec.kind == Kind::Link && is_address).then_some(given),
    }
}

fn cost_key(t: Lang, key: &CostKey) -> String {
    let percent = |share: Option<i32>| share.map(|share| t.register_percent(&share.to_string()));
    let shares = match (percent(key.fixed_percent), percent(key.population_percent)) {
        (Some(fixed), Some(population)) => Some(t.register_cost_parts(&fixed, &population)),
        (Some(fixed), None) => Some(t.register_cost_fixed(&fixed)),
        (None, Some(population)) => Some(t.register_cost_population(&population)),
        (None, None) => None,
    };
    let parts: Vec<String> = shares.into_iter().chain(key.other.clone()).collect();
    parts.join(". ")
}

/// Only those in mappings that the reader may open.
fn editions(t: Lang, page: &Page, editions: &[Edition]) -> Vec<EditionRow> {
    editions
        .iter()
        .filter(|edition| page.may(Action::ReadRegister, Subject::Mapping(&edition.slug)))
        .map(|edition| EditionRow {
            href: format!("/kartlegging/{}/ordninger/{}", edition.slug, edition.line.number),
            mapping: edition.mapping.clone(),
            name: edition.line.name.clone(),
            tags: tags(t, &edition.line),
        })
        .collect()
}

impl ArrangementPage {
    fn name_kind(&self) -> &'static str {
        let kind = self.one.arrangement.facts.name_kind;
        kind.map_or("", |kind| self.page.t.name_kind(kind))
    }

    fn content(&self) -> &str {
        self.one.arrangement.facts.content.as_deref().unwrap_or_default()
    }

    fn established(&self) -> String {
        let year = self.one.line.established_year;
        year.map(|year| year.to_string()).unwrap_or_default()
    }

    fn legal_form(&self) -> &'static str {
        let form = self.one.line.legal_form;
        form.map_or("", |form| self.page.t.legal_form(form))
    }

    fn fte(&self) -> String {
        let fte = self.one.line.fte();
        fte.map(|fte| self.page.t.decimal(fte)).unwrap_or_default()
    }

    fn definition(&self) -> &'static str {
        self.page.t.definition(self.one.line.definition)
    }

    fn life(&self) -> &'static str {
        self.page.t.life(self.one.line.life)
    }

    /// When and why, of one that is no more.
    fn ending(&self) -> Option<String> {
        let facts = &self.one.arrangement.facts;
        if facts.life != Life::Discontinued {
            return None;
        }
        let year = facts.ended_year.map(|year| self.page.t.register_ended(&year));
        let reason = facts.ended_reason.as_deref();
        let reason = reason.map(|reason| self.page.t.register_reason(reason));
        let parts: Vec<String> = year.into_iter().chain(reason).collect();
        Some(parts.join(" "))
    }

    fn participants(&self) -> String {
        self.page
            .t
            .municipalities_counted(self.inside.len() + self.outside.len())
    }
}
