//! The form of a new arrangement: what can be chosen in it, how it is filled, and how it is read.

use std::collections::BTreeSet;

use crate::form::Form;
use crate::list::Choice;
use crate::page::Page;
use crate::respond::desk::Opened;
use crate::respond::fields;
use domain::answer::proposal::{Described, Member, Proposal, ProposalKind};
use domain::answer::response::UNSURE;
use domain::places::directory::Directory;
use domain::register::arrangement::ParticipantKind;
use domain::register::value::tenths;
use i18n::Lang;

pub const LONGEST_NAME: usize = 200;

/// One field for each kind of owner that is no municipality, a name on each line.
const OWNERS: [(&str, ParticipantKind); 4] = [
    ("eier_fylke", ParticipantKind::County),
    ("eier_stat", ParticipantKind::State),
    ("eier_privat", ParticipantKind::Private),
    ("eier_annen", ParticipantKind::Other),
];

/// What the form offers.
pub struct Choices {
    /// The municipality that answers takes part in any case.
    pub own: String,
    pub municipalities: Vec<Choice>,
    pub hosts: Vec<Choice>,
    pub sectors: Vec<Choice>,
    pub legal_forms: Vec<Choice>,
    /// Folded away until one of them is in use.
    pub has_owners: bool,
    /// Of a known arrangement only the comment is the municipality's to write.
    pub is_new: bool,
}

impl Choices {
    pub fn of(t: Lang, opened: &Opened, kind: ProposalKind, form: &Form) -> Self {
        let directory = &opened.directory;
        let own = opened.desk.own.hearing.municipality;
        let all = || fields::municipalities(directory);
        Self {
            own: directory.name(own).unwrap_or_default().to_owned(),
            municipalities: fields::municipality_choices(all().filter(|entry| entry.municipality.id != own)),
            hosts: fields::municipality_choices(all()),
            sectors: sectors(t, directory),
            legal_forms: fields::legal_forms(t),
            has_owners: OWNERS.iter().any(|(field, _)| !form.value(field).is_empty()),
            is_new: kind == ProposalKind::New,
        }
    }
}

pub fn sectors(t: Lang, directory: &Directory) -> Vec<Choice> {
    let sectors = directory.sectors.iter();
    sectors
        .map(|sector| Choice::new(sector.nr.to_string(), t.either(&sector.name_nb, &sector.name_nn)))
        .collect()
}

/// The form as it stands with these values in it.
pub fn filled(opened: &Opened, described: &Described) -> Form {
    let directory = &opened.directory;
    let kept = |value: &Option<String>| value.clone().unwrap_or_default();
    let sector = described.sector.and_then(|id| directory.sector(id));
    let host = kept(&described.host);
    let (host, other_host) = if host.is_empty() || directory.by_number(&host).is_some() {
        (host, String::new())
    } else {
        (String::new(), host)
    };
    let mut values = vec![
        ("navn", described.name.clone()),
        (
            "sektor",
            sector.map(|sector| sector.nr.to_string()).unwrap_or_default(),
        ),
        ("beskrivelse", kept(&described.content)),
        (
            "etableringsar",
            described
                .established_year
                .map(|year| year.to_string())
                .unwrap_or_default(),
        ),
        (
            "form",
            described.legal_form.map_or(UNSURE, |form| form.code()).to_owned(),
        ),
        ("vert", host),
        ("vert_annen", other_host),
        (
            "arsverk",
            described
                .fte_tenths
                .map(|fte| tenths(fte).replace('.', ","))
                .unwrap_or_default(),
        ),
        ("kommentar", kept(&described.comment)),
    ];
    for number in described.municipalities() {
        values.push(("deltakere", number.to_owned()));
    }
    for (field, kind) in OWNERS {
        let names = described.participants.iter().filter_map(|member| match member {
            Member::Other(of, name) if *of == kind => Some(name.as_str()),
            _ => None,
        });
        values.push((field, names.collect::<Vec<_>>().join("\n")));
    }
    Form::filled(values)
}

/// What was typed. Nothing that the page did not offer is taken over.
pub fn read(page: &Page, opened: &Opened, form: &mut Form) -> Described {
    let (t, directory) = (page.t, &opened.directory);
    let name = form.line(t, "navn", t.name(), LONGEST_NAME);
    let sector = directory
        .sectors
        .iter()
        .find(|sector| sector.nr.to_string() == form.value("sektor"))
        .map(|sector| sector.id);
    Described {
        name,
        participants: participants(t, opened, form),
        sector,
        content: fields::text(t, form, "beskrivelse", t.register_content()),
        established_year: fields::year(page, form, "etableringsar", t.register_established()),
        legal_form: fields::legal_form(t, form, "form"),
        host: host(t, directory, form),
        fte_tenths: fields::fte(t, form, "arsverk"),
        comment: fields::text(t, form, "kommentar", t.proposal_comment()),
    }
}

/// Of a known arrangement only the comment is read.
pub fn read_comment(t: Lang, stored: &Proposal, form: &mut Form) -> Described {
    Described {
        comment: fields::text(t, form, "kommentar", t.proposal_comment()),
        ..stored.described.clone()
    }
}

fn participants(t: Lang, opened: &Opened, form: &mut Form) -> BTreeSet<Member> {
    let directory = &opened.directory;
    let own = directory.entry(opened.desk.own.hearing.municipality);
    let ticked = form
        .values("deltakere")
        .filter_map(|number| directory.by_number(number));
    let mut members: BTreeSet<Member> = own
        .into_iter()
        .chain(ticked)
        .map(|entry| Member::Municipality(entry.municipality.number.clone()))
        .collect();
    for (field, kind) in OWNERS {
        let typed = form.value(field).to_owned();
        for name in typed.lines().map(str::trim).filter(|name| !name.is_empty()) {
            let length = name.chars().count();
            if length > LONGEST_NAME {
                form.wrong(
                    field,
                    t.too_long(&t.register_other_owners(), &LONGEST_NAME, &length),
                );
            }
            members.insert(Member::Other(kind, name.to_owned()));
        }
    }
    members
}

/// A municipality of the list, or one that is none by its name.
fn host(t: Lang, directory: &Directory, form: &mut Form) -> Option<String> {
    let other = form.optional_line(t, "vert_annen", t.proposal_other_host(), LONGEST_NAME);
    let chosen = form.value("vert").to_owned();
    if chosen.is_empty() {
        return other;
    }
    if other.is_some() {
        form.wrong("vert_annen", t.proposal_two_hosts());
    }
    if directory.by_number(&chosen).is_none() {
        form.wrong("vert", t.choose(&t.register_host()));
    }
    Some(chosen)
}
