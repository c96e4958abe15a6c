//! A proposal as JSON: who takes part, as its column keeps it, and all of it, as a step keeps it.

use std::collections::BTreeSet;

use diesel::QueryResult;
use serde::{Deserialize, Serialize};

use crate::bad_code;
use domain::answer::proposal::{Described, Member, ProposalKind};
use domain::register::arrangement::{LegalForm, ParticipantKind};

/// A proposal as a step keeps it.
#[derive(Serialize)]
struct Kept<'a> {
    kind: &'static str,
    arrangement: Option<i64>,
    name: &'a str,
    participants: Vec<KeptMember>,
    content: Option<&'a str>,
    established_year: Option<i32>,
    legal_form: Option<&'static str>,
    host: Option<&'a str>,
    fte_tenths: Option<i32>,
    sector: Option<i64>,
    comment: Option<&'a str>,
    removed: bool,
}

pub(crate) fn to_json(kind: ProposalKind, described: &Described, removed: bool) -> String {
    let kept = Kept {
        kind: kind.code(),
        arrangement: kind.arrangement().map(|id| id.0),
        name: &described.name,
        participants: described.participants.iter().map(kept_member).collect(),
        content: described.content.as_deref(),
        established_year: described.established_year,
        legal_form: described.legal_form.map(LegalForm::code),
        host: described.host.as_deref(),
        fte_tenths: described.fte_tenths,
        sector: described.sector.map(|sector| sector.0),
        comment: described.comment.as_deref(),
        removed,
    };
    serde_json::to_string(&kept).unwrap_or_default()
}

/// `{"municipality":"5045"}` or `{"kind":"county","name":"Trøndelag fylkeskommune"}`
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum KeptMember {
    Municipality { municipality: String },
    Other { kind: String, name: String },
}

fn kept_member(member: &Member) -> KeptMember {
    match member {
        Member::Municipality(number) => KeptMember::Municipality {
            municipality: number.clone(),
        },
        Member::Other(kind, name) => KeptMember::Other {
            kind: kind.code().to_owned(),
            name: name.clone(),
        },
    }
}

/// As the column keeps those who take part.
pub(crate) fn members_to_json(described: &Described) -> String {
    let members: Vec<KeptMember> = described.participants.iter().map(kept_member).collect();
    serde_json::to_string(&members).unwrap_or_default()
}

pub(crate) fn members(json: &str) -> QueryResult<BTreeSet<Member>> {
    let kept: Vec<KeptMember> = serde_json::from_str(json).map_err(|error| bad_code(error.to_string()))?;
    kept.into_iter()
        .map(|member| {
            Ok(match member {
                KeptMember::Municipality { municipality } => Member::Municipality(municipality),
                KeptMember::Other { kind, name } => {
                    Member::Other(ParticipantKind::try_from(kind).map_err(bad_code)?, name)
                }
            })
        })
        .collect()
}
