//! Stores draft responses, each with the step that led to it.
#![expect(
    clippy::ref_option_ref,
    reason = "diesel's derives write it for optional texts that are borrowed"
)]

use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::draft_steps::{self, NewStep, Subject};
use super::drafts::Said;
use crate::DbConn;
use crate::conn::connection::on_either;
use crate::round::hearing::Own;
use crate::schema::{correction, response};
use domain::answer::response::{Absence, ConfirmedAs, Correction, Field, PartyKey, Response, Verdict};
use domain::people::access::UserId;
use domain::places::municipality::MunicipalityId;
use domain::register::arrangement::ParticipantKind;

/// Who saves, for whom, and together with what.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    pub user: UserId,
    pub on_behalf_of: Option<UserId>,
    pub batch: Option<&'a str>,
    pub at: chrono::NaiveDateTime,
}

/// The response becomes this one; its new version. Run it inside `db::write`, after what was `said` was read there.
pub fn save(conn: &mut DbConn, own: &Own, said: Said, new: &Response, by: By) -> QueryResult<i64> {
    save_as_of(conn, own, said, said.version, new, by)
}

/// The same of an earlier version of the arrangement: what an undo brings back has not seen a later one.
pub fn save_as_of(
    conn: &mut DbConn,
    own: &Own,
    said: Said,
    version: i64,
    new: &Response,
    by: By,
) -> QueryResult<i64> {
    let arrangement = said.arrangement;
    let values = (
        response::arrangement_version.eq(version),
        response::verdict.eq(new.verdict.map(Verdict::code)),
        response::absence.eq(new.absence.map(Absence::code)),
        response::left_year.eq(new.left_year),
        response::discontinued_year.eq(new.discontinued_year),
        response::comment.eq(new.comment.as_deref()),
        response::confirmed_as.eq(new.confirmed_as.map(ConfirmedAs::code)),
        response::saved_at.eq(by.at),
        response::saved_by.eq(by.user.0),
    );
    let (id, version): (i64, i64) = match said.draft {
        None => on_either!(&mut *conn, c => diesel::insert_into(response::table)
            .values((
                response::hearing_id.eq(own.hearing.id.0),
                response::arrangement_id.eq(arrangement.0),
                values,
            ))
            .returning((response::id, response::version))
            .get_result(c))?,
        Some(_) => on_either!(&mut *conn, c => diesel::update(response::table)
            .filter(response::hearing_id.eq(own.hearing.id.0))
            .filter(response::arrangement_id.eq(arrangement.0))
            .set((values, response::version.eq(response::version + 1)))
            .returning((response::id, response::version))
            .get_result(c))?,
    };
    let before = said.draft.map(|draft| &draft.response);
    if before.is_some_and(|before| !before.corrections.is_empty() && before.corrections != new.corrections) {
        diesel::delete(correction::table.filter(correction::response_id.eq(id))).execute(conn)?;
    }
    if before.is_none_or(|before| before.corrections != new.corrections) && !new.corrections.is_empty() {
        let rows: Vec<_> = new
            .corrections
            .iter()
            .map(|correction| correction_row(id, correction))
            .collect();
        on_either!(&mut *conn, c => diesel::insert_into(correction::table).values(&rows).execute(c))?;
    }
    let step = NewStep {
        hearing: own.hearing.id,
        subject: Subject::Response(arrangement.0),
        before: before.map(to_json),
        after: Some(to_json(new)),
        batch: by.batch,
        by: by.user,
        on_behalf_of: by.on_behalf_of,
        at: by.at,
    };
    draft_steps::record(conn, &step)?;
    Ok(version)
}

#[derive(Insertable)]
#[diesel(table_name = correction, treat_none_as_default_value = false)]
struct NewCorrection<'a> {
    response_id: i64,
    field: &'a str,
    municipality_id: Option<i64>,
    party_kind: Option<&'a str>,
    party_name: Option<&'a str>,
    from_value: Option<&'a str>,
    to_value: Option<&'a str>,
}

fn correction_row(response_id: i64, correction: &Correction) -> NewCorrection<'_> {
    let (municipality_id, party_kind, party_name) = party_columns(correction.party.as_ref());
    NewCorrection {
        response_id,
        field: correction.field.code(),
        municipality_id,
        party_kind,
        party_name,
        from_value: correction.from.as_deref(),
        to_value: correction.to.as_deref(),
    }
}

/// Whom a correction is about, in the columns that say it.
pub(crate) fn party_columns(party: Option<&PartyKey>) -> (Option<i64>, Option<&str>, Option<&str>) {
    match party {
        None => (None, None, None),
        Some(PartyKey::Municipality(id)) => (Some(id.0), None, None),
        Some(PartyKey::Other(kind, name)) => (None, Some(kind.code()), Some(name)),
    }
}

/// A response as a step keeps it.
#[derive(Serialize, Deserialize)]
struct Kept {
    verdict: Option<String>,
    absence: Option<String>,
    left_year: Option<i32>,
    discontinued_year: Option<i32>,
    comment: Option<String>,
    confirmed_as: Option<String>,
    corrections: Vec<KeptCorrection>,
}

#[derive(Serialize, Deserialize)]
struct KeptCorrection {
    field: String,
    municipality: Option<i64>,
    owner: Option<(String, String)>,
    from: Option<String>,
    to: Option<String>,
}

pub fn to_json(response: &Response) -> String {
    let kept = Kept {
        verdict: response.verdict.map(|verdict| verdict.code().to_owned()),
        absence: response.absence.map(|absence| absence.code().to_owned()),
        left_year: response.left_year,
        discontinued_year: response.discontinued_year,
        comment: response.comment.clone(),
        confirmed_as: response.confirmed_as.map(|how| how.code().to_owned()),
        corrections: response.corrections.iter().map(kept_correction).collect(),
    };
    serde_json::to_string(&kept).unwrap_or_default()
}

fn kept_correction(correction: &Correction) -> KeptCorrection {
    KeptCorrection {
        field: correction.field.code().to_owned(),
        municipality: match &correction.party {
            Some(PartyKey::Municipality(id)) => Some(id.0),
            _ => None,
        },
        owner: match &correction.party {
            Some(PartyKey::Other(kind, name)) => Some((kind.code().to_owned(), name.clone())),
            _ => None,
        },
        from: correction.from.clone(),
        to: correction.to.clone(),
    }
}

/// What a step kept; nothing for what this program cannot read.
pub fn from_json(text: &str) -> Option<Response> {
    let kept: Kept = serde_json::from_str(text).ok()?;
    let corrections = kept.corrections.into_iter().map(|kept| {
        let owner = kept
            .owner
            .and_then(|(kind, name)| Some(PartyKey::Other(ParticipantKind::from_code(&kind)?, name)));
        Some(Correction {
            field: Field::from_code(&kept.field)?,
            party: kept
                .municipality
                .map(|id| PartyKey::Municipality(MunicipalityId(id)))
                .or(owner),
            from: kept.from,
            to: kept.to,
        })
    });
    Some(Response {
        verdict: kept.verdict.and_then(|code| Verdict::from_code(&code)),
        absence: kept.absence.and_then(|code| Absence::from_code(&code)),
        left_year: kept.left_year,
        discontinued_year: kept.discontinued_year,
        comment: kept.comment,
        confirmed_as: kept.confirmed_as.and_then(|code| ConfirmedAs::from_code(&code)),
        corrections: corrections.collect::<Option<_>>()?,
    })
}
