//! A municipality's own list in its hearing: each arrangement with the draft response, in two statements.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDateTime;
use diesel::dsl::auto_type;
use diesel::prelude::*;

use super::hearings::Own;
use super::register_filter::{concerns, counted};
use super::register_load::{ArrangementRow, DetailRow, ParticipantRow};
use super::schema::{arrangement, arrangement_detail, correction, participant, response, user_account};
use super::{DbConn, bad_code};
use crate::domain::arrangement::{ArrangementId, ParticipantKind, SectorId, is_counted};
use crate::domain::hearing::Hearing;
use crate::domain::mapping::Mapping;
use crate::domain::municipality::MunicipalityId;
use crate::domain::norwegian::sort_key;
use crate::domain::register::{Arrangement, Party};
use crate::domain::response::{Correction, Draft, PartyKey, Progress, Response, Seen, Verdict};

/// An arrangement of the list, and what the municipality has said of it so far.
#[derive(Debug, Clone)]
pub struct Row {
    pub arrangement: Arrangement,
    pub draft: Option<Draft>,
}

impl Row {
    /// Those that are discontinued or left out of the mapping are shown, but not asked about.
    pub fn is_asked(&self) -> bool {
        is_counted(
            self.arrangement.facts.definition_status,
            self.arrangement.facts.life,
        )
    }

    /// What a page that shows this row lets its reader answer.
    pub fn seen(&self) -> Seen {
        Seen {
            arrangement: self.arrangement.version,
            response: self.draft.as_ref().map_or(0, |draft| draft.version),
        }
    }

    /// What has changed since it was answered wants another look.
    pub fn is_answered(&self) -> bool {
        self.draft.as_ref().is_some_and(|draft| {
            draft.response.is_finished() && draft.arrangement_version >= self.arrangement.version
        })
    }
}

pub fn progress(rows: &[Row]) -> Progress {
    let asked = || rows.iter().filter(|row| row.is_asked());
    Progress {
        answered: asked().filter(|row| row.is_answered()).count(),
        total: asked().count(),
    }
}

/// The same of a hearing whose rows are of no interest otherwise.
pub fn progress_of(conn: &mut DbConn, mapping: &Mapping, hearing: &Hearing) -> QueryResult<Progress> {
    let verdicts: Vec<Option<String>> = arrangement::table
        .left_join(response::table.on(answered_in(hearing.id.0)))
        .filter(arrangement::mapping_id.eq(mapping.id.0))
        .filter(concerns(hearing.municipality.0))
        .filter(counted())
        .select(response::verdict.nullable())
        .load(conn)?;
    Ok(Progress {
        answered: verdicts.iter().flatten().count(),
        total: verdicts.len(),
    })
}

/// Sector and verdict of each arrangement that is asked about, for those who need no more of the list.
pub fn answers(conn: &mut DbConn, own: &Own) -> QueryResult<Vec<(Option<SectorId>, Option<Verdict>)>> {
    let rows: Vec<(Option<i64>, Option<String>)> = arrangement::table
        .left_join(response::table.on(answered_in(own.hearing.id.0)))
        .filter(arrangement::mapping_id.eq(own.mapping.id.0))
        .filter(concerns(own.hearing.municipality.0))
        .filter(counted())
        .select((arrangement::sector_id, response::verdict.nullable()))
        .load(conn)?;
    rows.into_iter()
        .map(|(sector, verdict)| {
            let verdict = verdict.map(Verdict::try_from).transpose().map_err(bad_code)?;
            Ok((sector.map(SectorId), verdict))
        })
        .collect()
}

/// Which arrangements of the list are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    All,
    /// The one with this number.
    One(i32),
}

/// In Norwegian order.
pub fn rows(conn: &mut DbConn, own: &Own, which: Which) -> QueryResult<Vec<Row>> {
    // One and all are two types to diesel: the statements are written once, and narrowed or not.
    macro_rules! found {
        ($($narrowed:tt)*) => {{
            let found: Vec<FoundRow> = arrangement::table
                .left_join(arrangement_detail::table)
                .left_join(response::table.on(drafted_in(own.hearing.id.0)))
                .left_join(user_account::table.on(user_account::id.nullable().eq(response::saved_by.nullable())))
                .left_join(correction::table.on(correction::response_id.nullable().eq(response::id.nullable())))
                .filter(arrangement::mapping_id.eq(own.mapping.id.0))
                .filter(concerns(own.hearing.municipality.0))
                $($narrowed)*
                .select((
                    ArrangementRow::as_select(),
                    Option::<DetailRow>::as_select(),
                    Option::<ResponseRow>::as_select(),
                    user_account::name.nullable(),
                    Option::<CorrectionRow>::as_select(),
                ))
                .load(conn)?;
            let wanted = arrangement::table
                .filter(arrangement::mapping_id.eq(own.mapping.id.0))
                .filter(concerns(own.hearing.municipality.0))
                $($narrowed)*
                .select(arrangement::id);
            let parties: Vec<ParticipantRow> = participant::table
                .filter(participant::arrangement_id.eq_any(wanted))
                .select(ParticipantRow::as_select())
                .load(conn)?;
            (found, parties)
        }};
    }
    let (found, parties) = match which {
        Which::All => found!(),
        Which::One(number) => found!(.filter(arrangement::number.eq(number))),
    };
    let mut parties_of: HashMap<i64, Vec<Party>> = HashMap::new();
    for row in parties {
        parties_of
            .entry(row.arrangement_id)
            .or_default()
            .push(row.into_party()?);
    }
    let mut rows: BTreeMap<i64, Row> = BTreeMap::new();
    for (arrangement, detail, response, by, correction) in found {
        let correction = correction.map(CorrectionRow::into_correction).transpose()?;
        if let Some(row) = rows.get_mut(&arrangement.id) {
            // The same arrangement once more, with the next correction.
            if let Some((draft, correction)) = row.draft.as_mut().zip(correction) {
                draft.response.corrections.push(correction);
            }
            continue;
        }
        let id = arrangement.id;
        let mut draft = response
            .map(|response| response.into_draft(by.unwrap_or_default()))
            .transpose()?;
        if let Some(draft) = &mut draft {
            draft.response.corrections.extend(correction);
        }
        let row = Row {
            arrangement: Arrangement {
                id: ArrangementId(id),
                number: arrangement.number,
                version: arrangement.version,
                facts: arrangement.into_facts(detail.unwrap_or_default(), &mut HashMap::new())?,
                participants: parties_of.remove(&id).unwrap_or_default(),
            },
            draft,
        };
        rows.insert(id, row);
    }
    let mut rows: Vec<Row> = rows.into_values().collect();
    for draft in rows.iter_mut().filter_map(|row| row.draft.as_mut()) {
        draft.response.corrections.sort();
    }
    rows.sort_by_cached_key(|row| sort_key(&row.arrangement.facts.name));
    Ok(rows)
}

pub fn one(conn: &mut DbConn, own: &Own, number: i32) -> QueryResult<Option<Row>> {
    Ok(rows(conn, own, Which::One(number))?.pop())
}

/// An answer to an earlier version of the arrangement is none.
#[auto_type(no_type_alias)]
fn answered_in(hearing: i64) -> _ {
    let of_this = response::arrangement_id.eq(arrangement::id);
    let of_today = response::arrangement_version.ge(arrangement::version);
    let here = response::hearing_id.eq(hearing);
    of_this.and(here).and(of_today)
}

#[auto_type(no_type_alias)]
fn drafted_in(hearing: i64) -> _ {
    let of_this = response::arrangement_id.eq(arrangement::id);
    let here = response::hearing_id.eq(hearing);
    of_this.and(here)
}

type FoundRow = (
    ArrangementRow,
    Option<DetailRow>,
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
pub(super) fn party_key(
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
