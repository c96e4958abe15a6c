//! What the list of municipalities is narrowed and sorted by, out of its address. Done here: there are 357 at most.

use std::cmp::Reverse;

use chrono::NaiveDateTime;

use super::row::Row;
use crate::list::{Filters, Offer, sorted};
use domain::places::directory::{Directory, Entry};
use domain::round::desk::{Attention, Followed, Stage, Status};
use domain::round::hearing::Round;
use domain::text::norwegian::search_key;
use i18n::Lang;

/// As the address says it, because a region's name may change and its place in the list does not.
const WITHOUT: &str = "uten";

/// Leaves what the address asks for. Names of predecessors lead to the municipality of today.
pub fn filter<'a>(
    filters: &mut Filters<'a>,
    directory: &'a Directory,
    round: Option<&Round>,
    now: NaiveDateTime,
    rows: &mut Vec<Row>,
) {
    let t = filters.t;
    let words = filters.words(t.register_municipality_search());
    let regions = directory
        .regions
        .iter()
        .map(|region| (Some(region), Offer::new(region.nr.to_string(), &region.name)));
    let without = (None, Offer::new(WITHOUT, t.register_without_region()));
    let region = filters.choose("region", t.register_region(), regions.chain([without]));
    rows.retain(|row| {
        words.iter().all(|word| is_called(row.entry, word))
            && region.is_none_or(|region| match region {
                Some(region) => region.members.contains(&row.entry.municipality.id),
                None => row.regions.is_empty(),
            })
    });
    if let Some(round) = round {
        let status = filters.code("status", t.desk_status(), Status::ALL, Status::code, Lang::status);
        let stage = filters.code(
            "fremdrift",
            t.desk_progress(),
            Stage::ALL,
            Stage::code,
            Lang::stage,
        );
        let what = filters.code(
            "krever",
            t.desk_attention(),
            Attention::ALL,
            Attention::code,
            Lang::attention_short,
        );
        let keeps = |one: &Followed| {
            status.is_none_or(|status| one.status() == status)
                && stage.is_none_or(|stage| one.is_at(stage))
                && what.is_none_or(|what| one.needs(what, round, now))
        };
        let all = status.is_none() && stage.is_none() && what.is_none();
        rows.retain(|row| row.followed.map_or(all, keeps));
    }
    if filters.nothing {
        rows.clear();
    }
}

fn is_called(entry: &Entry, word: &str) -> bool {
    entry.search_key.contains(word)
        || entry.municipality.number.starts_with(word)
        || entry
            .predecessors
            .iter()
            .any(|old| search_key(&old.name).contains(word) || old.number == word)
}

type Key = for<'a> fn(&Row<'a>) -> Option<i64>;

/// By name they are sorted already.
const SORTED_BY: [(&str, Option<Key>); 9] = [
    ("navn", None),
    (
        "innbyggere",
        Some(|row| row.entry.municipality.population.map(i64::from)),
    ),
    ("ordninger", Some(|row| Some(row.participations as i64))),
    ("vert", Some(|row| Some(row.hostings as i64))),
    ("nummer", Some(|row| row.entry.municipality.number.parse().ok())),
    ("status", Some(|row| Some(row.followed?.status() as i64))),
    // In thousandths, so that 22 of 35 and 11 of 18 are told apart.
    (
        "fremdrift",
        Some(|row| {
            let progress = &row.followed?.progress;
            i64::try_from(progress.answered * 1000 / progress.total.max(1)).ok()
        }),
    ),
    (
        "aktivitet",
        Some(|row| Some(row.followed?.last_activity_at?.and_utc().timestamp())),
    ),
    (
        "motstrid",
        Some(|row| i64::try_from(row.followed?.conflicts).ok()),
    ),
];

/// Stable, so that equals stay in Norwegian order. What it is sorted by, as the address says it.
pub fn sort(asked: &str, rows: &mut [Row]) -> String {
    match sorted(asked, &SORTED_BY) {
        None => return "navn".to_owned(),
        Some((None, false)) => {}
        Some((None, true)) => rows.reverse(),
        // What is not known is last in both directions.
        Some((Some(key), true)) => rows.sort_by_cached_key(|row| Reverse(key(row).unwrap_or(-1))),
        Some((Some(key), false)) => rows.sort_by_cached_key(|row| key(row).unwrap_or(i64::MAX)),
    }
    asked.to_owned()
}
