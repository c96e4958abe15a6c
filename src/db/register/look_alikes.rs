//! What a new arrangement may be another name of: the mapping's register, and what others have submitted as new.

use std::sync::Arc;

use diesel::prelude::*;

use super::rows::{PartyRow, parties};
use crate::answer::proposal_json::members;
use crate::conn::shared::kept_or_read;
use crate::round::hearing::Own;
use crate::schema::{arrangement, hearing, participant, submission, submitted_proposal};
use crate::{DbConn, bad_code};
use domain::answer::proposal::Described;
use domain::places::mapping::MappingId;
use domain::places::municipality::MunicipalityId;
use domain::register::arrangement::{ArrangementId, LegalForm, Life, SectorId};
use domain::register::whole::{Host, Party};

/// As much of an arrangement as tells it from others.
#[derive(Debug, Clone)]
pub struct Known {
    pub id: ArrangementId,
    pub number: i32,
    pub name: String,
    pub sector: Option<SectorId>,
    pub legal_form: Option<LegalForm>,
    pub established_year: Option<i32>,
    pub host: Option<Host>,
    pub life: Life,
    pub participants: Vec<Party>,
}

impl Known {
    pub fn municipalities(&self) -> impl Iterator<Item = MunicipalityId> {
        self.participants.iter().filter_map(|party| party.municipality)
    }

    /// Whether it stands in the municipality's own list.
    pub fn concerns(&self, municipality: MunicipalityId) -> bool {
        self.host == Some(Host::Municipality(municipality))
            || self.municipalities().any(|id| id == municipality)
    }
}

/// Mappings whose arrangements are kept at once: some 3 MB for the whole country.
const MOST_KNOWN: usize = 4;

/// The mapping's arrangements; those that were merged into others are out.
pub fn known(conn: &mut DbConn, own: &Own) -> QueryResult<Arc<Vec<Known>>> {
    let mapping = &own.mapping;
    kept_or_read(conn, MOST_KNOWN, mapping.id, mapping, |conn| {
        read(conn, mapping.id)
    })
}

fn read(conn: &mut DbConn, mapping: MappingId) -> QueryResult<Vec<Known>> {
    let mut parties = parties(
        participant::table
            .inner_join(arrangement::table)
            .filter(arrangement::mapping_id.eq(mapping.0))
            .select(PartyRow::as_select())
            .load(conn)?,
    )?;
    let rows: Vec<KnownRow> = arrangement::table
        .filter(arrangement::mapping_id.eq(mapping.0))
        .filter(arrangement::merged_into_id.is_null())
        .order(arrangement::number)
        .select(KnownRow::as_select())
        .load(conn)?;
    rows.into_iter()
        .map(|row| {
            let participants = parties.remove(&row.id).unwrap_or_default();
            row.into_known(participants)
        })
        .collect()
}

/// The one that the mapping knows by this number, whether or not it stands in the municipality's list.
pub fn by_number(conn: &mut DbConn, own: &Own, number: i32) -> QueryResult<Option<(ArrangementId, String)>> {
    let found: Option<(i64, String)> = arrangement::table
        .filter(arrangement::mapping_id.eq(own.mapping.id.0))
        .filter(arrangement::number.eq(number))
        .filter(arrangement::merged_into_id.is_null())
        .select((arrangement::id, arrangement::name))
        .first(conn)
        .optional()?;
    Ok(found.map(|(id, name)| (ArrangementId(id), name)))
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = arrangement)]
struct KnownRow {
    id: i64,
    number: i32,
    name: String,
    sector_id: Option<i64>,
    legal_form: Option<String>,
    established_year: Option<i32>,
    host_municipality_id: Option<i64>,
    host_name: Option<String>,
    life: String,
}

impl KnownRow {
    fn into_known(self, participants: Vec<Party>) -> QueryResult<Known> {
        let legal_form = self.legal_form.map(LegalForm::try_from).transpose();
        Ok(Known {
            id: ArrangementId(self.id),
            number: self.number,
            name: self.name,
            sector: self.sector_id.map(SectorId),
            legal_form: legal_form.map_err(bad_code)?,
            established_year: self.established_year,
            host: self
                .host_municipality_id
                .map(|id| Host::Municipality(MunicipalityId(id)))
                .or(self.host_name.map(Host::Other)),
            life: self.life.try_into().map_err(bad_code)?,
            participants,
        })
    }
}

/// A new arrangement that another municipality has submitted.
#[derive(Debug, Clone)]
pub struct Reported {
    pub id: i64,
    pub by: MunicipalityId,
    /// Facts only: what was written freely is for the coordinators.
    pub described: Described,
}

/// Of the round's other hearings, the latest submission of each: never a draft.
pub fn reported_by_others(conn: &mut DbConn, own: &Own) -> QueryResult<Vec<Reported>> {
    let later = diesel::alias!(submission as later);
    let overtaken = later
        .filter(later.field(submission::hearing_id).eq(submission::hearing_id))
        .filter(later.field(submission::number).gt(submission::number));
    let rows: Vec<(i64, ReportedRow)> = submitted_proposal::table
        .inner_join(submission::table.inner_join(hearing::table))
        .filter(hearing::round_id.eq(own.round.id.0))
        .filter(hearing::id.ne(own.hearing.id.0))
        .filter(submitted_proposal::kind.eq("new"))
        .filter(diesel::dsl::not(diesel::dsl::exists(overtaken)))
        .order(submitted_proposal::id)
        .select((hearing::municipality_id, ReportedRow::as_select()))
        .load(conn)?;
    rows.into_iter()
        .map(|(by, row)| {
            let legal_form = row.legal_form.map(LegalForm::try_from).transpose();
            Ok(Reported {
                id: row.id,
                by: MunicipalityId(by),
                described: Described {
                    participants: members(&row.participants)?,
                    name: row.name,
                    sector: row.sector_id.map(SectorId),
                    established_year: row.established_year,
                    legal_form: legal_form.map_err(bad_code)?,
                    host: row.host,
                    fte_tenths: row.fte_tenths,
                    ..Described::default()
                },
            })
        })
        .collect()
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = submitted_proposal)]
struct ReportedRow {
    id: i64,
    name: String,
    participants: String,
    established_year: Option<i32>,
    legal_form: Option<String>,
    host: Option<String>,
    fte_tenths: Option<i32>,
    sector_id: Option<i64>,
}
