//! The rows that arrangements and those who take part in them are read from; what is written of them is beside it.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::bad_code;
use crate::schema::{arrangement, arrangement_detail, participant};
use domain::places::municipality::MunicipalityId;
use domain::register::arrangement::{ArrangementId, SectorId, TaskFieldId};
use domain::register::listing::Line;
use domain::register::whole::{Arrangement, CostKey, Facts, Host, Party};

#[derive(Queryable, Selectable)]
#[diesel(table_name = participant)]
pub(crate) struct PartyRow {
    arrangement_id: i64,
    kind: String,
    municipality_id: Option<i64>,
    name: Option<String>,
    county_number: Option<String>,
    share_hundredths: Option<i32>,
}

/// Who takes part, by arrangement.
pub(crate) fn parties(rows: Vec<PartyRow>) -> QueryResult<HashMap<i64, Vec<Party>>> {
    let mut parties: HashMap<i64, Vec<Party>> = HashMap::new();
    for row in rows {
        parties.entry(row.arrangement_id).or_default().push(Party {
            kind: row.kind.try_into().map_err(bad_code)?,
            municipality: row.municipality_id.map(MunicipalityId),
            name: row.name,
            county_number: row.county_number,
            share_hundredths: row.share_hundredths,
        });
    }
    Ok(parties)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = arrangement)]
pub(crate) struct ArrangementRow {
    pub(crate) id: i64,
    number: i32,
    lineage: String,
    name: String,
    name_kind: Option<String>,
    sector_id: Option<i64>,
    content: Option<String>,
    established_year: Option<i32>,
    legal_form: Option<String>,
    host_municipality_id: Option<i64>,
    host_name: Option<String>,
    fte_tenths: Option<i32>,
    participant_count: i32,
    level: String,
    level_override: Option<String>,
    level_reason: Option<String>,
    definition_status: String,
    definition_reason: Option<String>,
    life: String,
    ended_year: Option<i32>,
    ended_reason: Option<String>,
    version: i64,
}

fn code<T: TryFrom<String, Error = String>>(code: Option<&String>) -> QueryResult<Option<T>> {
    code.cloned().map(T::try_from).transpose().map_err(bad_code)
}

impl ArrangementRow {
    pub(crate) fn line(&self) -> QueryResult<Line> {
        Ok(Line {
            id: ArrangementId(self.id),
            number: self.number,
            name: self.name.clone(),
            sector: self.sector_id.map(SectorId),
            established_year: self.established_year,
            legal_form: code(self.legal_form.as_ref())?,
            host: self.host_municipality_id.map(MunicipalityId),
            host_name: self.host_name.clone(),
            fte_tenths: self.fte_tenths,
            participant_count: self.participant_count,
            level: self.level.clone().try_into().map_err(bad_code)?,
            definition: self.definition_status.clone().try_into().map_err(bad_code)?,
            life: self.life.clone().try_into().map_err(bad_code)?,
            ended_year: self.ended_year,
        })
    }

    pub(crate) fn whole(
        self,
        detail: Option<DetailRow>,
        task_fields: Vec<TaskFieldId>,
        participants: Vec<Party>,
    ) -> QueryResult<Arrangement> {
        let detail = detail.unwrap_or_default();
        let facts = Facts {
            lineage: self.lineage,
            name: self.name,
            name_kind: code(self.name_kind.as_ref())?,
            sector: self.sector_id.map(SectorId),
            task_fields,
            content: self.content,
            established_year: self.established_year,
            legal_form: code(self.legal_form.as_ref())?,
            host: self
                .host_municipality_id
                .map(|id| Host::Municipality(MunicipalityId(id)))
                .or(self.host_name.map(Host::Other)),
            fte_tenths: self.fte_tenths,
            level_override: code(self.level_override.as_ref())?,
            level_reason: self.level_reason,
            definition_status: self.definition_status.try_into().map_err(bad_code)?,
            definition_reason: self.definition_reason,
            life: self.life.try_into().map_err(bad_code)?,
            ended_year: self.ended_year,
            ended_reason: self.ended_reason,
            political_organisation: detail.political_organisation,
            administrative_organisation: detail.administrative_organisation,
            ownership: detail.ownership,
            recent_changes: detail.recent_changes,
            cost_key: CostKey {
                fixed_percent: detail.cost_fixed_percent,
                population_percent: detail.cost_population_percent,
                other: detail.cost_other,
            },
            agreement_date: detail.agreement_date,
            agreement_link: detail.agreement_link,
            governor_notified: detail.governor_notified,
            note: detail.note,
            organisation_number: detail.organisation_number,
        };
        Ok(Arrangement {
            id: ArrangementId(self.id),
            number: self.number,
            version: self.version,
            facts,
            participants,
        })
    }
}

/// What most arrangements have nothing of: read, written, and kept by imports as it stands here.
#[derive(
    Debug,
    Clone,
    Default,
    PartialEq,
    Eq,
    Queryable,
    Selectable,
    Insertable,
    AsChangeset,
    Serialize,
    Deserialize,
)]
#[diesel(
    table_name = arrangement_detail,
    primary_key(arrangement_id),
    treat_none_as_null = true,
    treat_none_as_default_value = false
)]
pub(crate) struct DetailRow {
    pub(crate) arrangement_id: i64,
    political_organisation: Option<String>,
    administrative_organisation: Option<String>,
    ownership: Option<String>,
    recent_changes: Option<String>,
    cost_fixed_percent: Option<i32>,
    cost_population_percent: Option<i32>,
    cost_other: Option<String>,
    agreement_date: Option<NaiveDate>,
    agreement_link: Option<String>,
    governor_notified: Option<bool>,
    note: Option<String>,
    organisation_number: Option<String>,
}

impl DetailRow {
    /// None when nothing of it is known: then there is no such row.
    pub(crate) fn of(arrangement_id: i64, facts: &Facts) -> Option<Self> {
        let row = Self {
            arrangement_id,
            political_organisation: facts.political_organisation.clone(),
            administrative_organisation: facts.administrative_organisation.clone(),
            ownership: facts.ownership.clone(),
            recent_changes: facts.recent_changes.clone(),
            cost_fixed_percent: facts.cost_key.fixed_percent,
            cost_population_percent: facts.cost_key.population_percent,
            cost_other: facts.cost_key.other.clone(),
            agreement_date: facts.agreement_date,
            agreement_link: facts.agreement_link.clone(),
            governor_notified: facts.governor_notified,
            note: facts.note.clone(),
            organisation_number: facts.organisation_number.clone(),
        };
        let nothing = Self {
            arrangement_id,
            ..Self::default()
        };
        (row != nothing).then_some(row)
    }
}
