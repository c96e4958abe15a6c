//! What the other municipalities of a round have submitted of the arrangements of a list: never a draft.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::drafts::party_key;
use super::own_list::Which;
use crate::conn::connection::on_either;
use crate::register::filter::list_of;
use crate::round::hearing::Own;
use crate::schema::{arrangement, hearing, submission, submitted_correction, submitted_response};
use crate::{DbConn, bad_code};
use domain::answer::response::{Absence, Correction, Response, Verdict};
use domain::places::municipality::MunicipalityId;
use domain::register::agreement::Submitted;
use domain::register::arrangement::ArrangementId;

/// The latest submission of each, comments left out: facts and status are for everyone who takes part, what is
/// written freely is for the coordinators.
pub fn submitted(
    conn: &mut DbConn,
    own: &Own,
    which: Which,
) -> QueryResult<BTreeMap<ArrangementId, Vec<Submitted>>> {
    type Row = (
        (NaiveDateTime, i64, Option<i64>),
        (i64, i64),
        ResponseRow,
        Option<CorrectionRow>,
    );
    let later = diesel::alias!(submission as later);
    // One and all are two types to diesel: the statement is written once, and narrowed or not.
    macro_rules! load {
        ($($narrowed:tt)*) => {
        on_either!(conn, c => list_of(own.mapping.id.0, own.hearing.municipality.0)
            .inner_join(submitted_response::table.on(submitted_response::arrangement_id.eq(arrangement::id)))
            .inner_join(submission::table.on(submission::id.eq(submitted_response::submission_id)))
            .inner_join(hearing::table.on(hearing::id.eq(submission::hearing_id)))
            .left_join(
                submitted_correction::table
                    .on(submitted_correction::submitted_response_id.eq(submitted_response::id)),
            )
            // As a sum no index leads to it: the list is where to begin, and not the round.
            .filter((hearing::round_id + 0).eq(own.round.id.0))
            .filter(hearing::id.ne(own.hearing.id.0))
            .filter(diesel::dsl::not(diesel::dsl::exists(
                later
                    .filter(later.field(submission::hearing_id).eq(submission::hearing_id))
                    .filter(later.field(submission::number).gt(submission::number))
            )))
            .select((
                (
                    submission::submitted_at,
                    submitted_response::id,
                    submitted_correction::id.nullable(),
                ),
                (submitted_response::arrangement_id, hearing::municipality_id),
                ResponseRow::as_select(),
                Option::<CorrectionRow>::as_select(),
            ))
            $($narrowed)*
            .load(c))
        };
    }
    let mut rows: Vec<Row> = match which {
        Which::All => load!(),
        Which::One(number) => load!(.filter(arrangement::number.eq(number))),
    }?;
    rows.sort_unstable_by_key(|(order, ..)| *order);
    let mut last = 0;
    let mut found: BTreeMap<ArrangementId, Vec<Submitted>> = BTreeMap::new();
    for ((_, id, _), (arrangement, municipality), response, correction) in rows {
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
pub(crate) struct ResponseRow {
    verdict: String,
    absence: Option<String>,
    left_year: Option<i32>,
    discontinued_year: Option<i32>,
}

impl ResponseRow {
    pub(crate) fn into_response(self) -> QueryResult<Response> {
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
pub(crate) struct CorrectionRow {
    field: String,
    municipality_id: Option<i64>,
    party_kind: Option<String>,
    party_name: Option<String>,
    from_value: Option<String>,
    to_value: Option<String>,
}

impl CorrectionRow {
    pub(crate) fn into_correction(self) -> QueryResult<Correction> {
        Ok(Correction {
            field: self.field.try_into().map_err(bad_code)?,
            party: party_key(self.municipality_id, self.party_kind, self.party_name)?,
            from: self.from_value,
            to: self.to_value,
        })
    }
}
