//! The register in figures, each with what it is counted over, and the way to the lists behind them.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::error::AppError;
use crate::page::{Page, html};
use crate::steer::{root, under_mapping};
use crate::{State, with_db};
use analysis::{mean, percent};
use db::mapping::mappings;
use db::register;
use db::register::list::Whole;
use domain::places::directory::Directory;
use domain::places::mapping::{About, Mapping, MappingStatus};
use domain::register::arrangement::{Level, SectorId};
use domain::register::listing::Tally;
use i18n::Lang;

#[derive(Template)]
#[template(path = "pages/steer/figures.html")]
pub struct FiguresPage {
    page: Page,
    title: String,
    mapping: Mapping,
    about: About,
    root: String,
    all: String,
    counted: String,
    figures: Figures,
    levels: Vec<Row>,
    sectors: Vec<Row>,
    /// The definition in the reader's written form, a paragraph each.
    definition: Vec<String>,
    contact: Option<String>,
}

struct Figures {
    counted: String,
    municipalities: String,
    municipality_count: String,
    participations: String,
    participation_count: String,
    mean: Option<String>,
}

/// One line of a small table, with the filter that finds what it counts.
struct Row {
    name: String,
    query: String,
    count: String,
    share: String,
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    path: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let slug = path.into_inner();
    let (mapping, about, directory, whole) = with_db(&state, move |conn| {
        let (mapping, about) = mappings::described(conn, &slug)?.ok_or(AppError::NotFound)?;
        let directory = db::directory(conn, &mapping)?;
        let whole = register::list::whole(conn, &mapping)?;
        Ok::<_, AppError>((mapping, about, directory, whole))
    })
    .await?;
    let title = page.t.desk_figures().to_owned();
    let page = under_mapping(page, &mapping);
    html(&figures_page(page, title, mapping, about, &directory, &whole))
}

/// Also the front of a mapping that was made without a round.
pub fn figures_page(
    page: Page,
    title: String,
    mapping: Mapping,
    about: About,
    directory: &Directory,
    whole: &Whole,
) -> FiguresPage {
    let t = page.t;
    let Whole {
        tally,
        groups,
        participations,
        ..
    } = whole;
    let municipalities = directory.area().count();
    let sum = directory
        .area()
        .filter_map(|entry| participations.get(&entry.municipality.id))
        .sum();
    let sectors = directory.sectors.iter().map(|sector| {
        let name = t.either(&sector.name_nb, &sector.name_nn);
        (Some(sector.id), sector.nr.to_string(), name)
    });
    let sectors = sectors.chain([(None, "ukjent".to_owned(), t.register_without_sector())]);
    FiguresPage {
        title,
        root: root(&mapping),
        all: t.count(tally.found as i64),
        counted: t.count(tally.counted as i64),
        figures: figures(t, *tally, municipalities, sum),
        levels: levels(t, *tally, groups),
        sectors: by_sector(t, *tally, groups, sectors),
        definition: paragraphs(t.either(&about.definition_nb, &about.definition_nn)),
        contact: contact(&about),
        mapping,
        about,
        page,
    }
}

fn figures(t: Lang, tally: Tally, municipalities: usize, sum: usize) -> Figures {
    Figures {
        counted: t.arrangements(tally.counted),
        municipalities: t.municipalities_counted(municipalities),
        municipality_count: t.count(municipalities as i64),
        participations: t.participations(sum),
        participation_count: t.count(sum as i64),
        mean: mean(sum, municipalities).map(|tenths| t.register_mean(&t.decimal(tenths as f64 / 10.0))),
    }
}

type Groups = [(Option<SectorId>, Level, usize)];

fn levels(t: Lang, tally: Tally, groups: &Groups) -> Vec<Row> {
    let counted = |level: Level| {
        groups
            .iter()
            .filter(|(_, of, _)| *of == level)
            .map(|(_, _, count)| count)
            .sum()
    };
    Level::ALL
        .iter()
        .map(|level| {
            row(
                t,
                tally,
                t.level(*level),
                format!("niva={}", level.code()),
                counted(*level),
            )
        })
        .collect()
}

fn by_sector<'a>(
    t: Lang,
    tally: Tally,
    groups: &Groups,
    sectors: impl Iterator<Item = (Option<SectorId>, String, &'a str)>,
) -> Vec<Row> {
    let mut counts: HashMap<Option<SectorId>, usize> = HashMap::new();
    for (sector, _, count) in groups {
        *counts.entry(*sector).or_default() += count;
    }
    sectors
        .filter(|(id, ..)| id.is_some() || counts.contains_key(id))
        .map(|(id, nr, name)| {
            let count = counts.get(&id).copied().unwrap_or_default();
            row(t, tally, name, format!("sektor={nr}"), count)
        })
        .collect()
}

fn row(t: Lang, tally: Tally, name: &str, query: String, count: usize) -> Row {
    let share = percent(count, tally.counted).map(|share| t.register_percent(&t.count(share)));
    Row {
        name: name.to_owned(),
        query,
        count: t.count(count as i64),
        share: share.unwrap_or_default(),
    }
}

fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .map(str::to_owned)
        .collect()
}

fn contact(about: &About) -> Option<String> {
    let parts = [&about.contact_name, &about.contact_phone];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

impl FiguresPage {
    fn link(&self, rest: &str) -> String {
        format!("{}{rest}", self.root)
    }

    fn status(&self) -> &'static str {
        self.page.t.mapping_status(self.mapping.status)
    }

    fn status_color(&self) -> &'static str {
        crate::steer::status_color(self.mapping.status)
    }

    /// What a reader must know of the mapping's state.
    fn state_note(&self) -> Option<&'static str> {
        match self.mapping.status {
            MappingStatus::Planned => Some(self.page.t.register_planned_note()),
            MappingStatus::Open => None,
            MappingStatus::Closed => Some(self.page.t.register_closed_note()),
        }
    }
}
