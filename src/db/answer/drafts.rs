//! What a municipality has said of its list so far, and has not sent in by that: its draft.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use chrono::NaiveDateTime;
use diesel::dsl::auto_type;
use diesel::prelude::*;

use crate::conn::connection::on_either;
use crate::register::filter::list_of;
use crate::round::hearing::Own;
use crate::schema::{arrangement, correction, response, user_account};
use crate::{DbConn, bad_code};
use domain::answer::response::{Correction, Draft, PartyKey, Response, Seen};
use domain::places::municipality::MunicipalityId;
use domain::register::arrangement::{ArrangementId, ParticipantKind, SectorId, is_counted};

/// What an answer follows on: the arrangement as one version, and what was said of it before.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    pub arrangement: ArrangementId,
    pub version: i64,
    pub draft: Option<&'a Draft>,
}

impl Said<'_> {
    /// What a page that shows this lets its reader answer.
    pub fn seen(&self) -> Seen {
        Seen {
            arrangement: self.version,
            response: self.draft.map_or(0, |draft| draft.version),
        }
    }
}

/// All that a hearing's draft says of the list, in one statement.
pub fn drafts(conn: &mut DbConn, own: &Own) -> QueryResult<HashMap<ArrangementId, Draft>> {
    let rows: Vec<DraftRow> = on_either!(conn, c => response::table
        .inner_join(user_account::table.on(user_account::id.eq(response::saved_by)))
        .left_join(correction::table.on(correction::response_id.eq(response::id)))
        .filter(response::hearing_id.eq(own.hearing.id.0))
        .select((
            response::arrangement_id,
            ResponseRow::as_select(),
            user_account::name,
            Option::<CorrectionRow>::as_select(),
        ))
        .load(c))?;
    let mut drafts: HashMap<ArrangementId, Draft> = HashMap::new();
    for (arrangement, response, by, correction) in rows {
        let draft = match drafts.entry(ArrangementId(arrangement)) {
            // The same response once more, with the next correction.
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(response.into_draft(by)?),
        };
        let correction = correction.map(CorrectionRow::into_correction).transpose()?;
        draft.response.corrections.extend(correction);
    }
    for draft in drafts.values_mut() {
        draft.response.corrections.sort();
    }
    Ok(drafts)
}

/// As much of a row as an answer to it needs: which arrangement it is, as which version, and what was said before.
#[derive(Debug, Clone)]
pub struct Answerable {
    pub arrangement: ArrangementId,
    pub version: i64,
    pub sector: Option<SectorId>,
    pub is_asked: bool,
    pub draft: Option<Draft>,
}

impl Answerable {
    pub fn seen(&self) -> Seen {
        self.said().seen()
    }

    pub fn said(&self) -> Said<'_> {
        Said {
            arrangement: self.arrangement,
            version: self.version,
            draft: self.draft.as_ref(),
        }
    }
}

/// The row with this number, read afresh and in one statement: it is about to be answered.
pub fn answerable(conn: &mut DbConn, own: &Own, number: i32) -> QueryResult<Option<Answerable>> {
    let rows: Vec<AnswerableRow> = on_either!(conn, c => list_of(own.mapping.id.0, own.hearing.municipality.0)
        .left_join(response::table.on(drafted_in(own.hearing.id.0)))
        .left_join(user_account::table.on(user_account::id.nullable().eq(response::saved_by.nullable())))
        .left_join(correction::table.on(correction::response_id.nullable().eq(response::id.nullable())))
        .filter(arrangement::number.eq(number))
        .select((
            (
                arrangement::id,
                arrangement::version,
                arrangement::sector_id,
                arrangement::definition_status,
                arrangement::life,
            ),
            Option::<ResponseRow>::as_select(),
            user_account::name.nullable(),
            Option::<CorrectionRow>::as_select(),
        ))
        .load(c))?;
    let mut found: Option<Answerable> = None;
    for ((id, version, sector, definition, life), response, by, correction) in rows {
        let row = match &mut found {
            Some(row) => row,
            None => found.insert(Answerable {
                arrangement: ArrangementId(id),
                version,
                sector: sector.map(SectorId),
                is_asked: is_counted(
                    definition.try_into().map_err(bad_code)?,
                    life.try_into().map_err(bad_code)?,
                ),
                draft: response
                    .map(|response| response.into_draft(by.unwrap_or_default()))
                    .transpose()?,
            }),
        };
        let correction = correction.map(CorrectionRow::into_correction).transpose()?;
        if let Some(draft) = &mut row.draft {
            draft.response.corrections.extend(correction);
        }
    }
    if let Some(draft) = found.as_mut().and_then(|row| row.draft.as_mut()) {
        draft.response.corrections.sort();
    }
    Ok(found)
}

#[auto_type(no_type_alias)]
fn drafted_in(hearing: i64) -> _ {
    let of_this = response::arrangement_id.eq(arrangement::id);
    let here = response::hearing_id.eq(hearing);
    of_this.and(here)
}

type DraftRow = (i64, ResponseRow, String, Option<CorrectionRow>);

type AnswerableRow = (
    (i64, i64, Option<i64>, String, String),
    Option<ResponseRow>,
    Option<String>,
    Option<CorrectionRow>,
);

#[derive(Queryable, Selectable)]
#[diesel(table_name = response)]
struct ResponseRow {
    arrangement_version: i64,
    verdict: Option<String>,
    absence: Option<String>,
    left_year: Option<i32>,
    discontinued_year: Option<i32>,
    comment: Option<String>,
    confirmed_as: Option<String>,
    saved_at: NaiveDateTime,
    version: i64,
}

impl ResponseRow {
    fn into_draft(self, saved_by: String) -> QueryResult<Draft> {
        fn code<T: TryFrom<String, Error = String>>(code: Option<String>) -> QueryResult<Option<T>> {
            code.map(T::try_from).transpose().map_err(bad_code)
        }
        Ok(Draft {
            response: Response {
                verdict: code(self.verdict)?,
                absence: code(self.absence)?,
                left_year: self.left_year,
                discontinued_year: self.discontinued_year,
                comment: self.comment,
                confirmed_as: code(self.confirmed_as)?,
                corrections: Vec::new(),
            },
            arrangement_version: self.arrangement_version,
            version: self.version,
            saved_at: self.saved_at,
            saved_by,
        })
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = correction)]
struct CorrectionRow {
    field: String,
    municipality_id: Option<i64>,
    party_kind: Option<String>,
    party_name: Option<String>,
    from_value: Option<String>,
    to_value: Option<String>,
}

impl CorrectionRow {
    fn into_correction(self) -> QueryResult<Correction> {
        Ok(Correction {
            field: self.field.try_into().map_err(bad_code)?,
            party: party_key(self.municipality_id, self.party_kind, self.party_name)?,
            from: self.from_value,
            to: self.to_value,
        })
    }
}

/// Whom a correction is about, as two columns or one say it.
pub(crate) fn party_key(
    municipality: Option<i64>,
    kind: Option<String>,
    name: Option<String>,
) -> QueryResult<Option<PartyKey>> {
    Ok(match (municipality, kind, name) {
        (Some(id), ..) => Some(PartyKey::Municipality(MunicipalityId(id))),
        (None, Some(kind), Some(name)) => Some(PartyKey::Other(
            ParticipantKind::try_from(kind).map_err(bad_code)?,
            name,
        )),
        _ => None,
    })
}
