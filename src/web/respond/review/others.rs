//! What the others who share an arrangement have submitted of it, as a municipality may read it.

use super::row::Around;
use crate::respond::diff::diff;
use db::answer::own_list::Row;
use domain::answer::response::{Field, Verdict};
use domain::places::municipality::MunicipalityId;
use domain::register::agreement::Submitted;
use domain::register::whole::Host;
use domain::round::hearing::ShowOthers;

/// Where another municipality wants something changed, and that the host has confirmed.
pub fn notices(around: &Around, row: &Row, submitted: &[Submitted]) -> Vec<String> {
    let Around { t, directory, own } = *around;
    if own.show_others == ShowOthers::No {
        return Vec::new();
    }
    let host = match row.arrangement.facts.host {
        Some(Host::Municipality(id)) => Some(id),
        _ => None,
    };
    let mut notices = Vec::new();
    for answer in submitted {
        let name = directory.name(answer.by).unwrap_or_default();
        let verdict = answer.response.verdict;
        if verdict == Some(Verdict::Confirmed) && Some(answer.by) == host {
            notices.push(t.answer_confirmed_by_host(name));
        } else if !matches!(verdict, Some(Verdict::Confirmed | Verdict::Unknown)) {
            notices.push(sentence(around, answer));
        }
    }
    notices
}

/// «Åfjord: foreslår årsverk 14», in a sentence of its own; free texts are named and not quoted.
fn sentence(around: &Around, answer: &Submitted) -> String {
    let Around { t, directory, own } = *around;
    let name = directory.name(answer.by).unwrap_or_default();
    let response = &answer.response;
    let corrections = response.corrections_in_force();
    if corrections.is_empty() || own.show_others == ShowOthers::Status {
        let verdict = response.verdict.map_or("", |verdict| t.verdict(verdict));
        return t.answer_others_say(name, &verdict.to_lowercase());
    }
    let told: Vec<String> = corrections
        .iter()
        .map(|correction| {
            let diff = diff(t, directory, correction);
            let label = diff.label.to_lowercase();
            match correction.field {
                field if field.is_free_text() => label,
                Field::ParticipantRemoved => format!("{label} {}", diff.from),
                _ => format!("{label} {}", diff.to),
            }
        })
        .collect();
    t.answer_others_propose(name, &told.join(", "))
}

/// A sentence for each who shares it: what they have submitted, or that they have not.
pub fn others(around: &Around, row: &Row, submitted: &[Submitted]) -> Vec<String> {
    let Around { t, directory, own } = *around;
    if own.show_others == ShowOthers::No {
        return Vec::new();
    }
    let mut ids: Vec<MunicipalityId> = row
        .arrangement
        .municipalities()
        .filter(|id| *id != own.hearing.municipality)
        .filter(|id| directory.entry(*id).is_some_and(|entry| entry.in_area))
        .collect();
    ids.extend(submitted.iter().map(|answer| answer.by));
    ids.sort_by_key(|id| directory.rank(*id));
    ids.dedup();
    ids.into_iter()
        .map(|id| match submitted.iter().find(|answer| answer.by == id) {
            Some(answer) => sentence(around, answer),
            None => t.answer_others_silent(directory.name(id).unwrap_or_default()),
        })
        .collect()
}
