//! What the other municipalities of a round have submitted of the arrangements of a list: never a draft.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::hearings::Own;
use super::own_list::{Which, party_key};
use super::register_filter::concerns;
use super::schema::{arrangement, hearing, submission, submitted_correction, submitted_response};
use super::{DbConn, bad_code};
use crate::domain::agreement::Submitted;
use crate::domain::arrangement::ArrangementId;
use crate::domain::municipality::MunicipalityId;
use crate::domain::response::{Absence, Correction, Response, Verdict};

/// The latest submission of each, comments left out: facts and status are for everyone who takes part, what is
/// written freely is for the coordinators.
pub fn submitted(
    conn: &mut DbConn,
    own: &Own,
    which: Which,
) -> QueryResult<BTreeMap<ArrangementId, Vec<Submitted>>> {
    type Row = (i64, i64, i64, ResponseRow, Option<CorrectionRow>);
    let later = diesel::alias!(submission as later);
    let overtaken = later
        .filter(later.field(submission::hearing_id).eq(submission::hearing_id))
        .filter(later.field(submission::number).gt(submission::number));
    let mut query = submitted_response::table
        .inner_join(submission::table.inner_join(hearing::table))
        .inner_join(arrangement::table)
        .left_join(submitted_correction::table)
        .filter(hearing::round_id.eq(own.round.id.0))
        .filter(hearing::id.ne(own.hearing.id.0))
        .filter(arrangement::mapping_id.eq(own.mapping.id.0))
        .filter(concerns(own.hearing.municipality.0))
        .filter(diesel::dsl::not(diesel::dsl::exists(overtaken)))
        .order((
            submission::submitted_at,
            submitted_response::id,
            submitted_correction::id,
        ))
        .select((
            submitted_response::id,
            submitted_response::arrangement_id,
            hearing::municipality_id,
            ResponseRow::as_select(),
            Option::<CorrectionRow>::as_select(),
        ))
        .into_boxed();
    if let Which::One(number) = which {
        query = query.filter(arrangement::number.eq(number));
    }
    let mut last = 0;
    let mut found: BTreeMap<ArrangementId, Vec<Submitted>> = BTreeMap::new();
    for (id, arrangement, municipality, response, correction) in query.load::<Row>(conn)? {
        let answers = found.entry(ArrangementId(arrangement)).or_default();
        if id != last {
            answers.push(Submitted {
                by: MunicipalityId(municipality),
                response: response.into_response()?,
            });
            last = id;
        }
        let correction = correction.map(CorrectionRow::into_correction).transpose()?;
        if let Some((answer, correction)) = answers.last_mut().zip(correction) {
            answer.response.corrections.push(correction);
        }
    }
    Ok(found)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = submitted_response)]
pub(super) struct ResponseRow {
    verdict: String,
    absence: Option<String>,
    left_year: Option<i32>,
    discontinued_year: Option<i32>,
}

impl ResponseRow {
    pub(super) fn into_response(self) -> QueryResult<Response> {
        Ok(Response {
            verdict: Some(Verdict::try_from(self.verdict).map_err(bad_code)?),
            absence: self
                .absence
                .map(Absence::try_from)
                .transpose()
                .map_err(bad_code)?,
            left_year: self.left_year,
            discontinued_year: self.discontinued_year,
            ..Response::default()
        })
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = submitted_correction)]
pub(super) struct CorrectionRow {
    field: String,
    municipality_id: Option<i64>,
    party_kind: Option<String>,
    party_name: Option<String>,
    from_value: Option<String>,
    to_value: Option<String>,
}

impl CorrectionRow {
    pub(super) fn into_correction(self) -> QueryResult<Correction> {
        Ok(Correction {
            field: self.field.try_into().map_err(bad_code)?,
            party: party_key(self.municipality_id, self.party_kind, self.party_name)?,
            from: self.from_value,
            to: self.to_value,
        })
    }
}
