//! What the correction form offers: its choices, and what is known of each field besides what it is filled with.

use super::fill::{self, ANOTHER, UNKNOWN};
use super::hints;
use crate::form::Form;
use crate::list::Choice;
use crate::respond::review::alike;
use crate::respond::review::page::Loaded;
use domain::answer::response::{Field, PartyKey, UNSURE};
use domain::places::directory::{Directory, Entry};
use domain::places::municipality::MunicipalityId;
use domain::register::arrangement::{LegalForm, ParticipantKind};
use domain::register::stated::Stated;
use i18n::Lang;

#[expect(
    clippy::struct_excessive_bools,
    reason = "each says of one part of the page whether it is unfolded"
)]
pub struct View {
    /// What is known of a field, by the field's name.
    pub hints: Vec<(&'static str, String)>,
    pub legal_forms: Vec<Choice>,
    pub legal_help: Vec<(&'static str, &'static str)>,
    pub hosts: Vec<Choice>,
    /// Those who take part, or did before they were taken out.
    pub present: Vec<Choice>,
    /// A field for the share of each of them.
    pub shares: Vec<Choice>,
    /// All other municipalities, those that are near first.
    pub absent: Vec<Choice>,
    pub owners: Vec<OwnerRow>,
    pub kinds: Vec<Choice>,
    pub governor: Vec<Choice>,
    pub alike: Vec<Choice>,
    pub shares_open: bool,
    pub owners_open: bool,
    pub absent_open: bool,
    pub more_open: bool,
}

pub struct OwnerRow {
    pub title: String,
    pub name: String,
    pub kind: String,
    pub share: String,
}

/// What the view is made of.
pub struct Ground<'a> {
    pub t: Lang,
    pub loaded: &'a Loaded,
    pub registered: &'a Stated,
    pub shown: &'a Stated,
}

pub fn view(ground: &Ground, form: &Form) -> View {
    let Ground {
        t,
        loaded,
        registered,
        shown,
    } = *ground;
    let directory = &*loaded.opened.directory;
    let own = loaded.opened.desk.own.hearing.municipality;
    let present = present(directory, registered, shown);
    let named = |id: MunicipalityId| directory.name(id).unwrap_or_default().to_owned();
    let is_wrong = |start: &str| {
        form.mistakes()
            .iter()
            .any(|mistake| mistake.field.starts_with(start))
    };
    let is_corrected = |field: Field| shown.value(field) != registered.value(field);
    let near = directory
        .entry(own)
        .map_or("", |entry| entry.municipality.county_number.as_str());
    let everybody = everybody(directory, near);
    let absent: Vec<Choice> = everybody
        .iter()
        .filter(|entry| !present.contains(&entry.municipality.id))
        .map(|entry| {
            Choice::new(
                fill::code(directory, entry.municipality.id),
                with_county(entry, near),
            )
        })
        .collect();
    let kinds = ParticipantKind::ALL
        .iter()
        .filter(|kind| **kind != ParticipantKind::Municipality)
        .map(|kind| Choice::new(kind.code(), t.participant_kind(*kind)));
    let owners = owners(t, form, fill::other_owners(shown).count());
    View {
        hints: hints::all(ground),
        legal_forms: legal_forms(t, shown),
        legal_help: LegalForm::ALL
            .iter()
            .filter(|form| **form != LegalForm::JointMunicipality)
            .map(|form| (t.legal_form_short(*form), t.legal_form_help(*form)))
            .collect(),
        hosts: hosts(t, directory, &present, &everybody, near),
        shares: present
            .iter()
            .map(|id| Choice::new(fill::share_field(&fill::code(directory, *id)), named(*id)))
            .collect(),
        present: present
            .iter()
            .map(|id| {
                let name = named(*id);
                let name = if *id == own {
                    t.correct_yourselves(&name)
                } else {
                    name
                };
                Choice::new(fill::code(directory, *id), name)
            })
            .collect(),
        absent_open: absent
            .iter()
            .any(|choice| form.has(fill::PARTICIPANT, &choice.value))
            || present.is_empty(),
        absent,
        shares_open: is_wrong("andel-") || shown.parties.values().any(Option::is_some),
        owners_open: is_wrong("eier-") || owners.len() > 1,
        owners,
        kinds: kinds.collect(),
        governor: [("ja", t.yes()), ("nei", t.no()), (UNKNOWN, t.unknown())]
            .map(|(value, text)| Choice::new(value, text))
            .into(),
        alike: alike::choices(directory, &loaded.sharing()),
        more_open: Field::more().any(|field| is_wrong(field.spec().name) || is_corrected(field)),
    }
}

fn present(directory: &Directory, registered: &Stated, shown: &Stated) -> Vec<MunicipalityId> {
    let mut present: Vec<MunicipalityId> = registered
        .municipalities()
        .chain(shown.municipalities())
        .collect();
    present.sort_by_key(|id| directory.rank(*id));
    present.dedup();
    present
}

/// Every municipality that there is, and the area's also when it is no more: the county's own first, then the rest of
/// the area.
fn everybody<'a>(directory: &'a Directory, near: &str) -> Vec<&'a Entry> {
    let mut entries: Vec<&Entry> = directory
        .entries
        .iter()
        .filter(|entry| entry.in_area || entry.valid_to.is_none())
        .collect();
    entries.sort_by_key(|entry| (entry.municipality.county_number != near, !entry.in_area));
    entries
}

/// There are several of some names.
fn with_county(entry: &Entry, near: &str) -> String {
    let municipality = &entry.municipality;
    if municipality.county_number == near {
        return municipality.name.clone();
    }
    format!("{} ({})", municipality.name, municipality.county)
}

fn hosts(
    t: Lang,
    directory: &Directory,
    present: &[MunicipalityId],
    everybody: &[&Entry],
    near: &str,
) -> Vec<Choice> {
    let first = present.iter().filter_map(|id| directory.entry(*id));
    let rest = everybody
        .iter()
        .copied()
        .filter(|entry| !present.contains(&entry.municipality.id));
    [
        Choice::new("", t.register_no_host()),
        Choice::new(ANOTHER, t.correct_another_host()),
    ]
    .into_iter()
    .chain(
        first
            .chain(rest)
            .map(|entry| Choice::new(&entry.municipality.number, with_county(entry, near))),
    )
    .collect()
}

/// The form of earlier days is offered only where it is already.
fn legal_forms(t: Lang, shown: &Stated) -> Vec<Choice> {
    let now = shown.value(Field::LegalForm);
    LegalForm::ALL
        .iter()
        .filter(|form| **form != LegalForm::JointMunicipality || now == Some(LegalForm::code(**form)))
        .map(|form| Choice::new(form.code(), t.legal_form(*form)))
        .chain([Choice::new(UNSURE, t.unsure())])
        .collect()
}

/// Those that are there, and an empty row.
fn owners(t: Lang, form: &Form, known: usize) -> Vec<OwnerRow> {
    let typed = (1..=60).rev().find(|at| {
        ["navn", "andel"]
            .iter()
            .any(|what| !form.value(&fill::owner_field(*at, what)).is_empty())
    });
    (1..=known.max(typed.unwrap_or(0)) + 1)
        .map(|at| OwnerRow {
            title: t.correct_owner(&at),
            name: fill::owner_field(at, "navn"),
            kind: fill::owner_field(at, "type"),
            share: fill::owner_field(at, "andel"),
        })
        .collect()
}

/// The names of those who take part, with shares, in the order of every list.
pub fn parties_text(t: Lang, directory: &Directory, stated: &Stated) -> String {
    let mut parties: Vec<_> = stated.parties.iter().collect();
    parties.sort_by_cached_key(|(party, _)| match party {
        PartyKey::Municipality(id) => (directory.rank(*id), String::new()),
        PartyKey::Other(_, name) => ((true, usize::MAX), name.clone()),
    });
    let names = parties.into_iter().map(|(party, share)| {
        let name = crate::respond::diff::party_name(directory, party);
        share.map_or_else(|| name.clone(), |share| format!("{name} ({})", t.share(share)))
    });
    names.collect::<Vec<_>>().join(", ")
}
