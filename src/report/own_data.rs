//! A municipality's own data as sheets: its list with what it has answered, what it has added, and what it has said.

use std::collections::BTreeMap;

use super::sheet::{Cell, Sheet};
use base::submission::{Content, Party};
use domain::register::fields::{Field, IN_OWN_LIST, Kind};
use domain::register::value::parse_tenths;
use i18n::Lang;

/// The first sheet is the list, which is what CSV has room for.
pub fn sheets(t: Lang, content: &Content) -> Vec<Sheet> {
    vec![
        list(t, content),
        corrections(t, content),
        proposals(t, content),
        answers(t, content),
    ]
}

fn list(t: Lang, content: &Content) -> Sheet {
    let mut sheet = Sheet::new(
        "arrangements",
        t.register(),
        [
            ("arrangement_id", t.own_number()),
            ("name", t.name()),
            ("sector", t.register_sector()),
            ("participants", t.answer_participants()),
        ]
        .into_iter()
        .chain(IN_OWN_LIST.iter().map(|field| (field.code(), t.field(*field))))
        .chain([
            ("verdict", t.own_answer()),
            ("year", t.own_year()),
            ("confirmed_as", t.own_confirmed_as()),
            ("comment", t.own_comment()),
        ]),
    );
    for response in &content.responses {
        let sector = response.sector.as_ref();
        let mut row: Vec<Cell> = vec![
            response.arrangement.into(),
            response.name().into(),
            sector
                .map(|sector| t.either(&sector.nb, &sector.nn).to_owned())
                .into(),
            names(&response.participants),
        ];
        row.extend(IN_OWN_LIST.iter().map(|field| stated(&response.stated, *field)));
        row.extend([
            Some(response.verdict.clone())
                .filter(|verdict| !verdict.is_empty())
                .into(),
            response.year.into(),
            response.confirmed_as.clone().into(),
            response.comment.clone().into(),
        ]);
        sheet.push(row);
    }
    sheet
}

fn corrections(t: Lang, content: &Content) -> Sheet {
    let mut sheet = Sheet::new(
        "corrections",
        t.own_corrections(),
        [
            ("arrangement_id", t.own_number()),
            ("name", t.name()),
            ("field", t.own_field()),
            ("party", t.own_party()),
            ("from", t.own_from()),
            ("to", t.own_to()),
        ],
    );
    for response in &content.responses {
        for correction in &response.corrections {
            sheet.push([
                response.arrangement.into(),
                response.name().into(),
                correction.field.as_str().into(),
                correction.party.as_ref().map(|party| party.name.clone()).into(),
                correction.from.clone().into(),
                correction.to.clone().into(),
            ]);
        }
    }
    sheet
}

fn proposals(t: Lang, content: &Content) -> Sheet {
    let mut sheet = Sheet::new(
        "proposals",
        t.own_proposals(),
        [
            ("kind", t.own_kind()),
            ("name", t.name()),
            ("participants", t.answer_participants()),
            ("content", t.register_content()),
            ("legal_form", t.register_form()),
            ("host", t.register_host()),
            ("established_year", t.register_established()),
            ("fte", t.register_fte()),
            ("comment", t.own_comment()),
        ],
    );
    for proposal in &content.proposals {
        let stated = |field| stated(&proposal.stated, field);
        sheet.push([
            proposal.kind.as_str().into(),
            proposal.name().into(),
            names(&proposal.participants),
            stated(Field::Content),
            stated(Field::LegalForm),
            stated(Field::Host),
            stated(Field::EstablishedYear),
            stated(Field::Fte),
            proposal.comment.clone().into(),
        ]);
    }
    sheet
}

fn answers(t: Lang, content: &Content) -> Sheet {
    let mut sheet = Sheet::new(
        "answers",
        t.confirm_questions(),
        [
            ("question", t.own_number()),
            ("asked", t.own_asked()),
            ("answer", t.own_answer()),
        ],
    );
    for reply in &content.answers {
        let lines = super::receipt::replied(t, reply);
        let asked = t.either(&reply.asked_nb, &reply.asked_nn);
        sheet.push([reply.question.into(), asked.into(), lines.join("\n").into()]);
    }
    sheet
}

fn names(parties: &[Party]) -> Cell {
    let names: Vec<&str> = parties.iter().map(|party| party.name.as_str()).collect();
    names.join(";").into()
}

fn stated(values: &BTreeMap<String, String>, field: Field) -> Cell {
    let value = values.get(field.code());
    match field.spec().kind {
        Kind::Year => value.and_then(|value| value.parse::<i64>().ok()).into(),
        Kind::Tenths => value
            .and_then(|value| parse_tenths(value))
            .map_or(Cell::Empty, |tenths| Cell::Tenths(tenths.into())),
        _ => value.cloned().into(),
    }
}
