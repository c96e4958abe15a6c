//! Arrangements that a new one may be another name of, as the municipality that asks may see them.

use std::sync::Arc;

use crate::list::with;
use crate::respond::desk::Opened;
use db::register::look_alikes::{Known, Reported};
use domain::answer::proposal::{Described, Member, Proposal, ProposalKind};
use domain::places::directory::Directory;
use domain::register::arrangement::{LegalForm, Life, SectorId};
use domain::register::similarity::{Candidate, Wanted, look_alikes};
use domain::register::whole::Host;
use i18n::Lang;

/// Where a new arrangement is looked for.
pub struct Sought {
    pub known: Arc<Vec<Known>>,
    /// What the municipality has proposed itself.
    pub proposals: Vec<Proposal>,
    pub reported: Vec<Reported>,
}

pub struct HitView {
    pub name: String,
    pub facts: String,
    pub participants: String,
    /// Who has reported it, and the question whether it is the same.
    pub question: Option<String>,
    pub tag: Option<&'static str>,
    /// The way to it, where it is in the list or among the proposals.
    pub way: Option<(String, &'static str)>,
    /// The number to take part by.
    pub number: Option<i32>,
}

enum Found<'a> {
    Known(&'a Known),
    Proposed(&'a Proposal),
    Reported(&'a Reported),
}

/// Those most alike, best first. `root` is the hearing's address, `here` that of the page.
pub fn hits(
    t: Lang,
    opened: &Opened,
    sought: &Sought,
    name: &str,
    sector: Option<SectorId>,
    root: &str,
    here: &str,
) -> Vec<HitView> {
    let directory = &opened.directory;
    let own = opened.desk.own.hearing.municipality;
    let proposed = sought
        .proposals
        .iter()
        .filter(|proposal| proposal.kind == ProposalKind::New && !proposal.is_removed());
    let found: Vec<Found> = (sought.known.iter().map(Found::Known))
        .chain(proposed.map(Found::Proposed))
        .chain(sought.reported.iter().map(Found::Reported))
        .collect();
    // Arrangements and proposals have ids of their own, so each is known by its place here.
    let candidates: Vec<Candidate> = (0_i64..)
        .zip(&found)
        .map(|(at, found)| candidate(directory, at, found))
        .collect();
    let places: Vec<&str> = directory
        .entries
        .iter()
        .map(|entry| entry.municipality.name.as_str())
        .collect();
    let wanted = Wanted {
        name,
        participants: &[own],
        sector,
        task_fields: &[],
    };
    look_alikes(&wanted, &candidates, &places)
        .into_iter()
        .filter_map(|hit| found.get(usize::try_from(hit.id.0).ok()?))
        .map(|found| match found {
            Found::Known(known) => of_known(t, opened, sought, known, root),
            Found::Proposed(proposal) => HitView {
                tag: Some(t.proposal_yours()),
                way: Some((format!("{root}/nye/{}", proposal.id.0), t.proposal_change())),
                ..of_described(t, directory, &proposal.described)
            },
            Found::Reported(reported) => {
                let by = directory.name(reported.by).unwrap_or_default();
                let same = with(&with(here, "ny", "1"), "som", &reported.id.to_string());
                HitView {
                    question: Some(t.proposal_reported_by(&reported.described.name, by)),
                    way: Some((same, t.proposal_same())),
                    ..of_described(t, directory, &reported.described)
                }
            }
        })
        .collect()
}

fn candidate<'a>(directory: &Directory, at: i64, found: &Found<'a>) -> Candidate<'a> {
    let id = domain::register::arrangement::ArrangementId(at);
    let of = |described: &'a Described| Candidate {
        id,
        name: &described.name,
        participants: described
            .municipalities()
            .filter_map(|number| Some(directory.by_number(number)?.municipality.id))
            .collect(),
        sector: described.sector,
        task_fields: &[],
    };
    match found {
        Found::Known(known) => Candidate {
            id,
            name: &known.name,
            participants: known.municipalities().collect(),
            sector: known.sector,
            task_fields: &[],
        },
        Found::Proposed(proposal) => of(&proposal.described),
        Found::Reported(reported) => of(&reported.described),
    }
}

fn of_known(t: Lang, opened: &Opened, sought: &Sought, known: &Known, root: &str) -> HitView {
    let directory = &opened.directory;
    let host = known.host.as_ref().and_then(|host| match host {
        Host::Municipality(id) => directory.name(*id),
        Host::Other(name) => Some(name.as_str()),
    });
    let mut parties = known.participants.clone();
    directory.sort_parties(&mut parties);
    let names = parties.into_iter().map(|party| match party.municipality {
        Some(id) => directory.name(id).unwrap_or_default().to_owned(),
        None => party.name.unwrap_or_default(),
    });
    let is_proposed = sought
        .proposals
        .iter()
        .any(|proposal| proposal.kind == ProposalKind::Participation(known.id) && !proposal.is_removed());
    let is_listed = known.concerns(opened.desk.own.hearing.municipality);
    let (tag, way) = if is_listed {
        let row = format!("{root}/ordninger#o{}", known.number);
        (Some(t.proposal_listed()), Some((row, t.proposal_go_to_row())))
    } else if is_proposed {
        (Some(t.proposal_yours()), None)
    } else if known.life == Life::Discontinued {
        (Some(t.life(Life::Discontinued)), None)
    } else {
        (None, None)
    };
    HitView {
        name: known.name.clone(),
        facts: facts(
            t,
            directory,
            known.sector,
            host,
            known.legal_form,
            known.established_year,
        ),
        participants: names.collect::<Vec<_>>().join(", "),
        question: None,
        tag,
        way,
        number: (!is_listed && !is_proposed).then_some(known.number),
    }
}

fn of_described(t: Lang, directory: &Directory, described: &Described) -> HitView {
    let host = described.host.as_deref();
    let host = host.map(|host| {
        directory
            .by_number(host)
            .map_or(host, |entry| entry.municipality.name.as_str())
    });
    HitView {
        name: described.name.clone(),
        facts: facts(
            t,
            directory,
            described.sector,
            host,
            described.legal_form,
            described.established_year,
        ),
        participants: member_names(directory, described),
        question: None,
        tag: None,
        way: None,
        number: None,
    }
}

/// Who takes part, municipalities first, in Norwegian order.
pub fn member_names(directory: &Directory, described: &Described) -> String {
    let mut entries: Vec<_> = described
        .municipalities()
        .filter_map(|number| directory.by_number(number))
        .collect();
    entries.sort_by_key(|entry| directory.rank(entry.municipality.id));
    let others = described.participants.iter().filter_map(|member| match member {
        Member::Other(_, name) => Some(name.as_str()),
        Member::Municipality(_) => None,
    });
    let names = entries.iter().map(|entry| entry.municipality.name.as_str());
    names.chain(others).collect::<Vec<_>>().join(", ")
}

fn facts(
    t: Lang,
    directory: &Directory,
    sector: Option<SectorId>,
    host: Option<&str>,
    form: Option<LegalForm>,
    year: Option<i32>,
) -> String {
    let sector = sector.and_then(|id| directory.sector(id));
    let known = [
        sector.map(|sector| t.either(&sector.name_nb, &sector.name_nn).to_owned()),
        host.map(|host| t.register_host_is(host)),
        form.map(|form| t.legal_form_short(form).to_owned()),
        year.map(|year| t.register_from_year(&year)),
    ];
    known.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
