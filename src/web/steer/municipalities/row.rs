//! A municipality as a row of the list: what is known of it, and the words that say it.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDateTime;

use crate::own_list::Tag;
use db::register::list::Whole;
use domain::places::directory::{Directory, Entry};
use domain::places::municipality::MunicipalityId;
use domain::round::desk::{Attention, Followed, Status};
use domain::round::hearing::Round;
use i18n::Lang;

/// What the rows are made of: the round's hearings, or the register alone where there is no round.
pub enum Ground {
    Round(HashMap<MunicipalityId, Followed>),
    Register(Arc<Whole>),
}

/// One municipality, before it becomes text.
pub struct Row<'a> {
    pub entry: &'a Entry,
    pub regions: Vec<&'a str>,
    pub participations: usize,
    pub hostings: usize,
    /// Nothing without a round, or where the municipality came to the area after it was planned.
    pub followed: Option<&'a Followed>,
}

pub fn rows<'a>(directory: &'a Directory, ground: &'a Ground) -> Vec<Row<'a>> {
    directory
        .area()
        .map(|entry| {
            let id = entry.municipality.id;
            let (followed, participations, hostings) = match ground {
                Ground::Round(all) => {
                    let followed = all.get(&id);
                    let count = |of: fn(&Followed) -> usize| followed.map(of).unwrap_or_default();
                    (
                        followed,
                        count(|one| one.participations),
                        count(|one| one.hostings),
                    )
                }
                Ground::Register(whole) => {
                    let count = |of: &HashMap<_, usize>| of.get(&id).copied().unwrap_or_default();
                    (None, count(&whole.participations), count(&whole.hostings))
                }
            };
            Row {
                entry,
                regions: directory
                    .regions_of(id)
                    .map(|region| region.name.as_str())
                    .collect(),
                participations,
                hostings,
                followed,
            }
        })
        .collect()
}

pub struct Shown {
    pub number: String,
    pub name: String,
    pub regions: String,
    pub population: String,
    pub participations: String,
    pub hostings: String,
    pub status: Option<Tag>,
    pub progress: String,
    pub activity: String,
    pub contact: String,
    pub letters: String,
    pub conflicts: String,
    /// What wants a coordinator's hand.
    pub attention: Vec<&'static str>,
}

pub fn shown(t: Lang, row: &Row, round: Option<&Round>, now: NaiveDateTime) -> Shown {
    let municipality = &row.entry.municipality;
    let followed = row.followed;
    let text = |of: fn(Lang, &Followed) -> String| followed.map(|one| of(t, one)).unwrap_or_default();
    Shown {
        number: municipality.number.clone(),
        name: municipality.name.clone(),
        regions: row.regions.join(", "),
        population: municipality
            .population
            .map_or_else(|| t.unknown().to_owned(), |population| t.count(population)),
        participations: t.count(row.participations as i64),
        hostings: t.count(row.hostings as i64),
        status: followed.map(|one| status_tag(t, one.status())),
        progress: text(|t, one| t.desk_of(&one.progress.answered, &one.progress.total)),
        activity: text(|t, one| {
            one.last_activity_at
                .map(|at| t.short_time(at))
                .unwrap_or_default()
        }),
        contact: text(|_, one| {
            let contact = one.contact.clone();
            contact.or_else(|| one.respondent.clone()).unwrap_or_default()
        }),
        letters: text(|t, one| match one.last_letter {
            Some(state) => t.desk_letter_state(&one.letters, &t.mail_state(state).to_lowercase()),
            None => String::new(),
        }),
        conflicts: text(|t, one| match one.conflicts {
            0 => String::new(),
            count => t.count(count as i64),
        }),
        attention: followed
            .zip(round)
            .map(|(one, round)| {
                let needs = Attention::ALL.iter().filter(|what| one.needs(**what, round, now));
                needs.map(|what| t.attention_short(*what)).collect()
            })
            .unwrap_or_default(),
    }
}

pub const fn status_color(status: Status) -> &'static str {
    match status {
        Status::NotSent => "neutral",
        Status::Sent => "info",
        Status::Reminded | Status::Reopened => "warning",
        Status::Confirmed => "success",
    }
}

pub fn status_tag(t: Lang, status: Status) -> Tag {
    Tag {
        text: t.status(status).to_owned(),
        color: status_color(status),
    }
}
