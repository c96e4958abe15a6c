//! What the list of municipalities is narrowed and sorted by, out of its address. Done here: there are 357 at most.

use std::cmp::Reverse;

use chrono::NaiveDateTime;

use super::list::WITHOUT;
use super::row::Row;
use crate::form::Form;
use crate::list::Active;
use domain::places::directory::{Directory, Entry};
use domain::round::desk::{Attention, Followed, Stage, Status};
use domain::round::hearing::Round;
use domain::text::norwegian::{search_key, search_words};
use i18n::Lang;

/// Leaves what the address asks for, and tells which filters were in force. Names of predecessors lead to the
/// municipality of today.
pub fn filter(
    t: Lang,
    form: &Form,
    directory: &Directory,
    round: Option<&Round>,
    now: NaiveDateTime,
    rows: &mut Vec<Row>,
) -> Vec<Active> {
    let mut active = Vec::new();
    let typed = form.value("q");
    if !typed.is_empty() {
        let words = search_words(typed);
        rows.retain(|row| !words.is_empty() && words.iter().all(|word| is_called(row.entry, word)));
        active.push(Active {
            name: "q",
            value: typed.to_owned(),
            text: t.register_searched(typed),
        });
    }
    let asked = form.value("region");
    if !asked.is_empty() {
        let region = directory
            .regions
            .iter()
            .find(|region| region.nr.to_string() == asked);
        rows.retain(|row| match region {
            Some(region) => region.members.contains(&row.entry.municipality.id),
            None => asked == WITHOUT && row.regions.is_empty(),
        });
        let name = match region {
            Some(region) => region.name.clone(),
            None if asked == WITHOUT => t.register_without_region().to_owned(),
            None => t.register_no_such(asked),
        };
        active.push(Active {
            name: "region",
            value: asked.to_owned(),
            text: t.register_filter(t.register_region(), &name),
        });
    }
    let Some(round) = round else { return active };
    let mut narrow = Narrow {
        t,
        form,
        active,
        rows,
    };
    narrow.by(
        "status",
        t.desk_status(),
        Status::from_code,
        Lang::status,
        |one, status| one.status() == status,
    );
    narrow.by(
        "fremdrift",
        t.desk_progress(),
        Stage::from_code,
        Lang::stage,
        Followed::is_at,
    );
    narrow.by(
        "krever",
        t.desk_attention(),
        Attention::from_code,
        Lang::attention_short,
        |one, what| one.needs(what, round, now),
    );
    narrow.active
}

struct Narrow<'a, 'b> {
    t: Lang,
    form: &'a Form,
    active: Vec<Active>,
    rows: &'a mut Vec<Row<'b>>,
}

impl Narrow<'_, '_> {
    /// By one of the domain's codes; one that there is not finds nothing.
    fn by<T: Copy>(
        &mut self,
        name: &'static str,
        label: &str,
        read: fn(&str) -> Option<T>,
        text: fn(Lang, T) -> &'static str,
        keeps: impl Fn(&Followed, T) -> bool,
    ) {
        let asked = self.form.value(name);
        if asked.is_empty() {
            return;
        }
        let wanted = read(asked);
        self.rows.retain(|row| {
            row.followed
                .zip(wanted)
                .is_some_and(|(one, wanted)| keeps(one, wanted))
        });
        let value = wanted.map_or_else(
            || self.t.register_no_such(asked),
            |wanted| text(self.t, wanted).to_owned(),
        );
        self.active.push(Active {
            name,
            value: asked.to_owned(),
            text: self.t.register_filter(label, &value),
        });
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

/// What the list can be sorted by besides the name.
const SORTED_BY: [&str; 8] = [
    "innbyggere",
    "ordninger",
    "vert",
    "nummer",
    "status",
    "fremdrift",
    "aktivitet",
    "motstrid",
];

/// Stable, so that equals stay in Norwegian order. What it is sorted by, as the address says it.
pub fn sort(asked: &str, rows: &mut [Row]) -> String {
    let (backwards, name) = match asked.strip_prefix('-') {
        Some(name) => (true, name),
        None => (false, asked),
    };
    // Last in both directions.
    let unknown = if backwards { -1 } else { i64::MAX };
    let of_round =
        |row: &Row, key: fn(&Followed) -> Option<i64>| row.followed.and_then(key).unwrap_or(unknown);
    let key = |row: &Row| match name {
        "innbyggere" => row.entry.municipality.population.map_or(unknown, i64::from),
        "ordninger" => row.participations as i64,
        "vert" => row.hostings as i64,
        "nummer" => row.entry.municipality.number.parse().unwrap_or_default(),
        "status" => of_round(row, |one| Some(one.status() as i64)),
        // In thousandths, so that 22 of 35 and 11 of 18 are told apart.
        "fremdrift" => of_round(row, |one| {
            i64::try_from(one.progress.answered * 1000 / one.progress.total.max(1)).ok()
        }),
        "aktivitet" => of_round(row, |one| one.last_activity_at.map(|at| at.and_utc().timestamp())),
        "motstrid" => of_round(row, |one| i64::try_from(one.conflicts).ok()),
        _ => 0,
    };
    match (name, backwards) {
        ("navn", true) => rows.reverse(),
        (name, true) if SORTED_BY.contains(&name) => rows.sort_by_cached_key(|row| Reverse(key(row))),
        (name, false) if SORTED_BY.contains(&name) => rows.sort_by_cached_key(key),
        _ => return "navn".to_owned(),
    }
    asked.to_owned()
}
