//! The rows that an arrangement is written as.
#![expect(
    clippy::ref_option_ref,
    reason = "diesel's derives write it for optional texts that are borrowed"
)]

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::schema::{arrangement, arrangement_change, arrangement_task_field, participant};
use domain::register::arrangement::{LegalForm, Level, NameKind};
use domain::register::whole::{Facts, Host, Party, municipalities};
use domain::text::norwegian;

/// A municipality that is host is found by its own name, whatever that is by then.
fn search_key(facts: &Facts) -> String {
    let host = match &facts.host {
        Some(Host::Other(name)) => Some(name.as_str()),
        Some(Host::Municipality(_)) | None => None,
    };
    domain::register::arrangement::search_key(&facts.name, facts.content.as_deref(), host)
}

#[derive(Insertable)]
#[diesel(table_name = arrangement, treat_none_as_default_value = false)]
pub(crate) struct NewRow<'a> {
    pub(crate) mapping_id: i64,
    pub(crate) number: i32,
    #[diesel(embed)]
    pub(crate) facts: FactsRow<'a>,
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = arrangement, treat_none_as_default_value = false, treat_none_as_null = true)]
pub(crate) struct FactsRow<'a> {
    lineage: &'a str,
    name: &'a str,
    name_kind: Option<&'a str>,
    sector_id: Option<i64>,
    content: Option<&'a str>,
    established_year: Option<i32>,
    legal_form: Option<&'a str>,
    host_municipality_id: Option<i64>,
    host_name: Option<&'a str>,
    fte_tenths: Option<i32>,
    participant_count: i32,
    level: &'a str,
    level_override: Option<&'a str>,
    level_reason: Option<&'a str>,
    definition_status: &'a str,
    definition_reason: Option<&'a str>,
    life: &'a str,
    ended_year: Option<i32>,
    ended_reason: Option<&'a str>,
    search_key: String,
    sort_key: String,
    changed_at: NaiveDateTime,
}

impl<'a> FactsRow<'a> {
    pub(crate) fn of(facts: &'a Facts, participants: &[Party], now: NaiveDateTime) -> Self {
        let (host_municipality_id, host_name) = match &facts.host {
            Some(Host::Municipality(id)) => (Some(id.0), None),
            Some(Host::Other(name)) => (None, Some(name.as_str())),
            None => (None, None),
        };
        Self {
            lineage: &facts.lineage,
            name: &facts.name,
            name_kind: facts.name_kind.map(NameKind::code),
            sector_id: facts.sector.map(|sector| sector.0),
            content: facts.content.as_deref(),
            established_year: facts.established_year,
            legal_form: facts.legal_form.map(LegalForm::code),
            host_municipality_id,
            host_name,
            fte_tenths: facts.fte_tenths,
            participant_count: municipalities(participants).count() as i32,
            level: facts.level(participants).code(),
            level_override: facts.level_override.map(Level::code),
            level_reason: facts.level_reason.as_deref(),
            definition_status: facts.definition_status.code(),
            definition_reason: facts.definition_reason.as_deref(),
            life: facts.life.code(),
            ended_year: facts.ended_year,
            ended_reason: facts.ended_reason.as_deref(),
            search_key: search_key(facts),
            sort_key: norwegian::sort_key(&facts.name),
            changed_at: now,
        }
    }
}

#[derive(Insertable)]
#[diesel(table_name = arrangement_task_field)]
pub(crate) struct TaskRow {
    arrangement_id: i64,
    task_field_id: i64,
}

pub(crate) fn task_rows(arrangement_id: i64, facts: &Facts) -> impl Iterator<Item = TaskRow> {
    facts.task_fields.iter().map(move |task| TaskRow {
        arrangement_id,
        task_field_id: task.0,
    })
}

#[derive(Insertable)]
#[diesel(table_name = participant, treat_none_as_default_value = false)]
pub(crate) struct ParticipantRow<'a> {
    arrangement_id: i64,
    kind: &'a str,
    municipality_id: Option<i64>,
    name: Option<&'a str>,
    county_number: Option<&'a str>,
    share_hundredths: Option<i32>,
}

impl<'a> ParticipantRow<'a> {
    pub(crate) fn of(arrangement_id: i64, party: &'a Party) -> Self {
        Self {
            arrangement_id,
            kind: party.kind.code(),
            municipality_id: party.municipality.map(|id| id.0),
            name: party.name.as_deref(),
            county_number: party.county_number.as_deref(),
            share_hundredths: party.share_hundredths,
        }
    }
}

#[derive(Insertable)]
#[diesel(table_name = arrangement_change, treat_none_as_default_value = false)]
pub(crate) struct ChangeRow<'a> {
    pub(crate) arrangement_id: i64,
    pub(crate) arrangement_version: i64,
    pub(crate) field: &'a str,
    pub(crate) from_value: Option<&'a str>,
    pub(crate) to_value: Option<&'a str>,
    pub(crate) source: &'a str,
    pub(crate) changed_at: NaiveDateTime,
    pub(crate) changed_by: Option<i64>,
}
