//! Makes the document of a submission out of a municipality's draft: everything with the names that it has today.

use std::collections::BTreeMap;

use base::submission::{Corrected, Party, Proposed, Replied, Responded, Sector};
use db::answer::own_list::Row;
use db::answer::questions::Asked;
use domain::answer::proposal::{Member, Proposal};
use domain::answer::response::{Correction, Field, PartyKey, Response, Verdict};
use domain::places::directory::Directory;
use domain::register::arrangement::SectorId;
use domain::register::stated::Stated;
use domain::register::value::{share_text, tenths};

/// What was said of one arrangement; nothing where nothing was.
pub fn responded(directory: &Directory, row: &Row) -> Option<Responded> {
    row.is_answered().then(|| listed(directory, row))
}

/// The same of a row that may be unanswered: its verdict is then empty.
pub fn listed(directory: &Directory, row: &Row) -> Responded {
    let nothing = Response::default();
    let draft = row.draft.as_ref();
    let response = draft.map_or(&nothing, |draft| &draft.response);
    let arrangement = &row.arrangement;
    let stated = Stated::of(&arrangement.facts, &arrangement.participants, directory);
    Responded {
        arrangement: arrangement.number,
        lineage: arrangement.facts.lineage.clone(),
        version: draft.map_or(arrangement.version, |draft| draft.arrangement_version),
        sector: arrangement.facts.sector.and_then(|id| sector(directory, id)),
        participants: parties(directory, &stated),
        stated: values(directory, &stated),
        verdict: response.verdict.map_or("", Verdict::code).to_owned(),
        confirmed_as: response.confirmed_as.map(|how| how.code().to_owned()),
        absence: response.absence.map(|absence| absence.code().to_owned()),
        year: response.left_year.or(response.discontinued_year),
        comment: response.comment.clone(),
        corrections: response
            .corrections_in_force()
            .iter()
            .map(|correction| corrected(directory, correction))
            .collect(),
    }
}

/// What was answered to a question; nothing where nothing was.
pub fn replied(asked: &Asked, rows: &[Row]) -> Option<Replied> {
    let (question, answer) = (&asked.question, &asked.draft.as_ref()?.answer);
    let chosen = question
        .choices()
        .into_iter()
        .find(|(nr, _)| Some(*nr) == answer.choice);
    let name_of = |number: i32| {
        let row = rows.iter().find(|row| row.arrangement.number == number);
        row.map_or_else(|| number.to_string(), |row| row.arrangement.facts.name.clone())
    };
    Some(Replied {
        question: question.nr,
        asked_nb: question.text_nb.clone(),
        asked_nn: question.text_nn.clone(),
        text: answer.text.clone(),
        chosen: chosen.map(|(_, option)| (option.nb, option.nn)),
        examples: answer
            .examples
            .iter()
            .map(|example| {
                (
                    example.arrangement,
                    name_of(example.arrangement),
                    example.text.clone(),
                )
            })
            .collect(),
    })
}

/// An arrangement that the list lacked.
pub fn proposed(directory: &Directory, proposal: &Proposal) -> Proposed {
    let described = &proposal.described;
    let mut stated = Stated::default();
    let values = [
        (Field::Name, Some(described.name.clone())),
        (Field::Content, described.content.clone()),
        (
            Field::EstablishedYear,
            described.established_year.map(|year| year.to_string()),
        ),
        (
            Field::LegalForm,
            described.legal_form.map(|form| form.code().to_owned()),
        ),
        (Field::Host, described.host.clone()),
        (Field::Fte, described.fte_tenths.map(tenths)),
    ];
    for (field, value) in values {
        stated.set(field, value);
    }
    Proposed {
        kind: proposal.kind.code().to_owned(),
        sector: described.sector.and_then(|id| sector(directory, id)),
        stated: self::values(directory, &stated),
        participants: described
            .participants
            .iter()
            .map(|member| of_member(directory, member))
            .collect(),
        comment: described.comment.clone(),
    }
}

fn of_member(directory: &Directory, member: &Member) -> Party {
    match member {
        Member::Municipality(number) => Party {
            kind: "municipality".to_owned(),
            number: Some(number.clone()),
            name: directory
                .by_number(number)
                .map_or_else(|| number.clone(), |entry| entry.municipality.name.clone()),
            share: None,
        },
        Member::Other(kind, name) => Party {
            kind: kind.code().to_owned(),
            number: None,
            name: name.clone(),
            share: None,
        },
    }
}

pub fn sector(directory: &Directory, id: SectorId) -> Option<Sector> {
    directory.sector(id).map(|sector| Sector {
        nr: sector.nr,
        nb: sector.name_nb.clone(),
        nn: sector.name_nn.clone(),
    })
}

pub fn values(directory: &Directory, stated: &Stated) -> BTreeMap<String, String> {
    Field::ALL
        .iter()
        .filter_map(|field| {
            let value = stated.value(*field)?;
            Some((field.code().to_owned(), written_out(directory, *field, value)))
        })
        .collect()
}

/// The municipalities in the order of every list, then other owners.
pub fn parties(directory: &Directory, stated: &Stated) -> Vec<Party> {
    let mut parties: Vec<(&PartyKey, Option<i32>)> =
        stated.parties.iter().map(|(key, share)| (key, *share)).collect();
    parties.sort_by_key(|(key, _)| match key {
        PartyKey::Municipality(id) => directory.rank(*id),
        PartyKey::Other(..) => (true, usize::MAX),
    });
    parties
        .into_iter()
        .map(|(key, share)| party(directory, key, share.map(share_text)))
        .collect()
}

fn party(directory: &Directory, key: &PartyKey, share: Option<String>) -> Party {
    match key {
        PartyKey::Municipality(id) => {
            let entry = directory.entry(*id).map(|entry| &entry.municipality);
            Party {
                kind: "municipality".to_owned(),
                number: entry.map(|municipality| municipality.number.clone()),
                name: entry
                    .map(|municipality| municipality.name.clone())
                    .unwrap_or_default(),
                share,
            }
        }
        PartyKey::Other(kind, name) => Party {
            kind: kind.code().to_owned(),
            number: None,
            name: name.clone(),
            share,
        },
    }
}

fn corrected(directory: &Directory, correction: &Correction) -> Corrected {
    let written = |value: &Option<String>| {
        let value = value.as_deref()?;
        Some(written_out(directory, correction.field, value))
    };
    Corrected {
        field: correction.field.code().to_owned(),
        party: correction.party.as_ref().map(|key| party(directory, key, None)),
        from: written(&correction.from),
        to: written(&correction.to),
    }
}

/// A host by its number alone says little in twenty years: «5057 Ørland».
fn written_out(directory: &Directory, field: Field, value: &str) -> String {
    match directory.by_number(value).filter(|_| field == Field::Host) {
        Some(entry) => format!("{value} {}", entry.municipality.name),
        None => value.to_owned(),
    }
}
