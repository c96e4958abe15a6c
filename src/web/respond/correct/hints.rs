//! What is known of a field besides its value: what it was last time, what the list says, and what others have
//! submitted. Facts only; what others write freely is never quoted.

use super::fill::PARTICIPANT;
use super::view::Ground;
use crate::respond::diff::diff;
use domain::answer::response::{Correction, Field};
use domain::register::agreement::Submitted;
use domain::register::listing::Change;
use domain::round::hearing::ShowOthers;
use i18n::told;

/// A sentence or more for each field that there is something to say of.
pub fn all(ground: &Ground) -> Vec<(&'static str, String)> {
    let fields = Field::stated().filter_map(|field| {
        let told = [
            last_time(ground, field),
            listed(ground, field),
            others(ground, field),
        ];
        let told: Vec<String> = told.into_iter().flatten().collect();
        (!told.is_empty()).then(|| (field.spec().name, told.join(" ")))
    });
    let parties = participants(ground).map(|told| (PARTICIPANT, told));
    fields.chain(parties).collect()
}

fn changes<'a>(ground: &'a Ground) -> impl Iterator<Item = &'a Change> {
    let row = ground.loaded.rows.first();
    let changes = row.map(|row| ground.loaded.registered.changes(row.arrangement.id));
    changes.into_iter().flatten().map(|(_, change)| change)
}

/// «I 2020: 10.»
fn last_time(ground: &Ground, field: Field) -> Option<String> {
    let t = ground.t;
    let first = changes(ground).find(|change| Field::of_column(&change.field) == Some(field))?;
    let before = first.from.as_deref().filter(|before| !before.is_empty());
    if before == ground.shown.value(field) {
        return None;
    }
    let value = before.map_or_else(|| t.unknown().to_owned(), |before| said(ground, field, before));
    Some(match ground.loaded.opened.desk.own.previous_year {
        Some(year) => t.correct_last_time(&year, &value),
        None => t.correct_before(&value),
    })
}

/// What stands in the list, where the draft says something else.
fn listed(ground: &Ground, field: Field) -> Option<String> {
    let listed = ground.registered.value(field);
    if listed == ground.shown.value(field) {
        return None;
    }
    let value = listed.map_or_else(
        || ground.t.unknown().to_owned(),
        |listed| said(ground, field, listed),
    );
    Some(ground.t.correct_listed(&value))
}

/// «Åfjord foreslår 14.»
fn others(ground: &Ground, field: Field) -> Option<String> {
    let t = ground.t;
    let told: Vec<String> = corrections(ground)
        .filter(|(_, correction)| correction.field == field)
        .map(|(name, correction)| match correction.to.as_deref() {
            _ if field.is_free_text() => t.correct_others_changed(name),
            Some(to) => t.answer_others_propose(name, &said(ground, field, to)),
            None => t.answer_others_propose(name, t.unknown()),
        })
        .collect();
    (!told.is_empty()).then(|| told.join(" "))
}

fn participants(ground: &Ground) -> Option<String> {
    let t = ground.t;
    let told: Vec<String> = corrections(ground)
        .filter(|(_, correction)| correction.field.is_about_a_party())
        .map(|(name, correction)| {
            let diff = diff(t, &ground.loaded.opened.directory, correction);
            let whom = if diff.to.is_empty() { diff.from } else { diff.to };
            t.answer_others_propose(name, &format!("{} {whom}", diff.label.to_lowercase()))
        })
        .collect();
    (!told.is_empty()).then(|| told.join(" "))
}

/// What others have submitted, with their names, as far as the mapping lets it be seen.
fn corrections<'a>(ground: &'a Ground) -> impl Iterator<Item = (&'a str, &'a Correction)> {
    let opened = &ground.loaded.opened;
    let row = ground.loaded.rows.first();
    let submitted: &[Submitted] = row
        .filter(|_| opened.desk.own.show_others == ShowOthers::Values)
        .and_then(|row| ground.loaded.submitted.get(&row.arrangement.id))
        .map_or(&[], Vec::as_slice);
    submitted.iter().flat_map(|answer| {
        let name = opened.directory.name(answer.by).unwrap_or_default();
        let corrections = answer.response.corrections_in_force();
        corrections.iter().map(move |correction| (name, correction))
    })
}

fn said(ground: &Ground, field: Field, value: &str) -> String {
    told::value(ground.t, &ground.loaded.opened.directory, field.code(), value)
}
