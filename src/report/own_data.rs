//! A municipality's own data as sheets: its list with what it has answered, what it has added, and what it has said.

use super::sheet::{Cell, Sheet};
use base::submission::{Content, Party};
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
            ("legal_form", t.register_form()),
            ("host", t.register_host()),
            ("established_year", t.register_established()),
            ("fte", t.register_fte()),
            ("content", t.register_content()),
            ("verdict", t.own_answer()),
            ("year", t.own_year()),
            ("confirmed_as", t.own_confirmed_as()),
            ("comment", t.own_comment()),
        ],
    );
    for response in &content.responses {
        let stated = |field: &str| Cell::from(response.stated.get(field).cloned());
        sheet.push([
            response.arrangement.into(),
            response.name().into(),
            response
                .sector
                .as_ref()
                .map(|sector| t.either(&sector.nb, &sector.nn).to_owned())
                .into(),
            names(&response.participants),
            stated("legal_form"),
            stated("host"),
            whole(response.stated.get("established_year")),
            tenths(response.stated.get("fte")),
            stated("content"),
            Some(response.verdict.clone())
                .filter(|verdict| !verdict.is_empty())
                .into(),
            response.year.into(),
            response.confirmed_as.clone().into(),
            response.comment.clone().into(),
        ]);
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
        let stated = |field: &str| Cell::from(proposal.stated.get(field).cloned());
        sheet.push([
            proposal.kind.as_str().into(),
            proposal.name().into(),
            names(&proposal.participants),
            stated("content"),
            stated("legal_form"),
            stated("host"),
            whole(proposal.stated.get("established_year")),
            tenths(proposal.stated.get("fte")),
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

fn whole(value: Option<&String>) -> Cell {
    value.and_then(|value| value.parse::<i64>().ok()).into()
}

fn tenths(value: Option<&String>) -> Cell {
    let tenths = value.and_then(|value| domain::register::stated::parse_tenths(value));
    tenths.map_or(Cell::Empty, |tenths| Cell::Tenths(tenths.into()))
}
