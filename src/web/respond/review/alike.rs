//! «Svar likt for»: whoever answers for several municipalities says the same of an arrangement that they share.

use super::page::Loaded;
use crate::form::Form;
use crate::list::Choice;
use crate::respond::desk::Opened;
use domain::people::access::{Action, Subject};
use domain::places::directory::Directory;
use domain::places::municipality::MunicipalityId;
use domain::register::whole::Arrangement;
use i18n::Lang;
use tasks::Context;
use tasks::answer::answering_alike::Alike;
use tasks::answer::hearing::Place;

/// The other municipalities that the person may answer for in the mapping. What they may still say there, and
/// whether it is open, the task finds out.
pub fn mine(context: &Context, place: &Place, opened: &Opened) -> Vec<MunicipalityId> {
    let Some(actor) = &context.actor else {
        return Vec::new();
    };
    let mapping = place.mapping.as_str();
    let mut mine: Vec<MunicipalityId> = actor
        .municipalities()
        .filter(|number| *number != place.number)
        .filter(|number| actor.may(Action::Answer, Subject::Hearing { mapping, number }))
        .filter_map(|number| opened.directory.by_number(number))
        .filter(|entry| entry.in_area)
        .map(|entry| entry.municipality.id)
        .collect();
    mine.sort_by_key(|id| opened.directory.rank(*id));
    mine.dedup();
    mine
}

/// Those of them that take part.
pub fn sharing(mine: &[MunicipalityId], arrangement: &Arrangement) -> Vec<MunicipalityId> {
    let takes_part = |id: &MunicipalityId| arrangement.municipalities().any(|other| other == *id);
    mine.iter().copied().filter(takes_part).collect()
}

pub fn choices(directory: &Directory, sharing: &[MunicipalityId]) -> Vec<Choice> {
    sharing
        .iter()
        .filter_map(|id| directory.entry(*id))
        .map(|entry| Choice::new(&entry.municipality.number, &entry.municipality.name))
        .collect()
}

/// Those of them that were ticked.
pub fn asked(form: &Form, loaded: &Loaded) -> Vec<String> {
    choices(&loaded.opened.directory, &loaded.sharing())
        .into_iter()
        .map(|choice| choice.value)
        .filter(|number| form.has("likt", number))
        .collect()
}

/// Whom the answer holds for too, and whom it does not; nothing when there was nobody else.
pub fn told(t: Lang, directory: &Directory, alike: &Alike) -> String {
    let names = |numbers: &[String]| {
        let names = numbers.iter().filter_map(|number| directory.by_number(number));
        let names: Vec<&str> = names.map(|entry| entry.municipality.name.as_str()).collect();
        names.join(", ")
    };
    let mut told = Vec::new();
    if !alike.also.is_empty() {
        told.push(t.alike_also(&names(&alike.also)));
    }
    if !alike.left_out.is_empty() {
        told.push(t.alike_left_out(&names(&alike.left_out)));
    }
    told.join(" ")
}
