//! Writes arrangements and who takes part in them, and keeps what is derived from that: participant count, level,
//! keys to sort and search by.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::connection::on_either;
use super::schema::{
    arrangement, arrangement_change, arrangement_detail, arrangement_origin, arrangement_task_field,
    participant,
};
use super::{DbConn, mappings};
use crate::domain::access::UserId;
use crate::domain::arrangement::{self as domain, ArrangementId};
use crate::domain::mapping::MappingId;
use crate::domain::norwegian;
use crate::domain::register::{Arrangement, Facts, Host, Party, municipalities};

/// Rows in one statement: 20 columns of 500 rows stay well under the 32 766 values that SQLite takes.
pub(super) const AT_ONCE: usize = 500;

/// Inserts rows of one table, many at a time, on either database.
macro_rules! insert_all {
    ($conn:expr, $table:expr, $rows:expr) => {
        for rows in $rows.chunks(AT_ONCE) {
            on_either!(&mut *$conn, c => diesel::insert_into($table).values(rows).execute(c))?;
        }
    };
}
pub(super) use insert_all;

/// An arrangement that is new to its mapping.
#[derive(Debug, Clone)]
pub struct Entry {
    pub number: i32,
    pub facts: Facts,
    pub participants: Vec<Party>,
}

/// One field that changed, as «changed since» shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub field: &'static str,
    pub from: Option<String>,
    pub to: Option<String>,
}

/// Where a change came from.
#[derive(Debug, Clone, Copy)]
pub struct Source {
    pub code: &'static str,
    pub by: Option<UserId>,
    pub at: NaiveDateTime,
}

/// Their keys, in the order of `entries`.
pub fn insert(
    conn: &mut DbConn,
    mapping: MappingId,
    entries: &[Entry],
    now: NaiveDateTime,
) -> QueryResult<Vec<ArrangementId>> {
    let rows: Vec<ArrangementRow> = entries
        .iter()
        .map(|entry| ArrangementRow {
            mapping_id: mapping.0,
            number: entry.number,
            facts: FactsRow::of(&entry.facts, &entry.participants, now),
        })
        .collect();
    insert_all!(conn, arrangement::table, rows);
    let ids: std::collections::HashMap<i32, i64> = arrangement::table
        .filter(arrangement::mapping_id.eq(mapping.0))
        .select((arrangement::number, arrangement::id))
        .load(conn)?
        .into_iter()
        .collect();
    let id_of = |entry: &Entry| {
        ids.get(&entry.number)
            .copied()
            .ok_or(diesel::result::Error::NotFound)
    };
    let (mut details, mut tasks, mut parties, mut keys) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for entry in entries {
        let id = id_of(entry)?;
        keys.push(ArrangementId(id));
        details.extend(DetailRow::of(id, &entry.facts));
        tasks.extend(task_rows(id, &entry.facts));
        parties.extend(
            entry
                .participants
                .iter()
                .map(|party| ParticipantRow::of(id, party)),
        );
    }
    insert_all!(conn, arrangement_detail::table, details);
    insert_all!(conn, arrangement_task_field::table, tasks);
    insert_all!(conn, participant::table, parties);
    mappings::register_changed(conn, mapping)?;
    Ok(keys)
}

/// Notes that each arrangement was copied from one of another mapping.
pub fn insert_origins(conn: &mut DbConn, copies: &[(ArrangementId, ArrangementId)]) -> QueryResult<()> {
    let rows: Vec<_> = copies
        .iter()
        .map(|(copy, origin)| {
            (
                arrangement_origin::arrangement_id.eq(copy.0),
                arrangement_origin::origin_id.eq(origin.0),
                arrangement_origin::kind.eq("copied"),
            )
        })
        .collect();
    insert_all!(conn, arrangement_origin::table, rows);
    Ok(())
}

/// Replaces what is said of an arrangement; who takes part stays.
pub fn update_facts(
    conn: &mut DbConn,
    mapping: MappingId,
    before: &Arrangement,
    facts: &Facts,
    changes: &[Change],
    source: Source,
) -> QueryResult<()> {
    let id = before.id.0;
    diesel::update(arrangement::table.find(id))
        .set((
            FactsRow::of(facts, &before.participants, source.at),
            arrangement::version.eq(arrangement::version + 1),
        ))
        .execute(conn)?;
    diesel::delete(arrangement_detail::table.find(id)).execute(conn)?;
    let details: Vec<DetailRow> = DetailRow::of(id, facts).into_iter().collect();
    insert_all!(conn, arrangement_detail::table, details);
    if before.facts.task_fields != facts.task_fields {
        diesel::delete(arrangement_task_field::table.filter(arrangement_task_field::arrangement_id.eq(id)))
            .execute(conn)?;
        let tasks: Vec<_> = task_rows(id, facts).collect();
        insert_all!(conn, arrangement_task_field::table, tasks);
    }
    insert_changes(conn, before, changes, source)?;
    mappings::register_changed(conn, mapping)
}

/// Replaces who takes part; count and level follow.
pub fn update_participants(
    conn: &mut DbConn,
    mapping: MappingId,
    before: &Arrangement,
    participants: &[Party],
    changes: &[Change],
    source: Source,
) -> QueryResult<()> {
    let id = before.id.0;
    diesel::delete(participant::table.filter(participant::arrangement_id.eq(id))).execute(conn)?;
    let rows: Vec<ParticipantRow> = participants
        .iter()
        .map(|party| ParticipantRow::of(id, party))
        .collect();
    insert_all!(conn, participant::table, rows);
    diesel::update(arrangement::table.find(id))
        .set((
            arrangement::participant_count.eq(municipalities(participants).count() as i32),
            arrangement::level.eq(before.facts.level(participants).code()),
            arrangement::changed_at.eq(source.at),
            arrangement::version.eq(arrangement::version + 1),
        ))
        .execute(conn)?;
    insert_changes(conn, before, changes, source)?;
    mappings::register_changed(conn, mapping)
}

fn insert_changes(
    conn: &mut DbConn,
    before: &Arrangement,
    changes: &[Change],
    source: Source,
) -> QueryResult<()> {
    let rows: Vec<ChangeRow> = changes
        .iter()
        .map(|change| ChangeRow {
            arrangement_id: before.id.0,
            arrangement_version: before.version + 1,
            field: change.field,
            from_value: change.from.as_deref(),
            to_value: change.to.as_deref(),
            source: source.code,
            changed_at: source.at,
            changed_by: source.by.map(|user| user.0),
        })
        .collect();
    insert_all!(conn, arrangement_change::table, rows);
    Ok(())
}

/// A municipality that is host is found by its own name, whatever that is by then.
fn search_key(facts: &Facts) -> String {
    let host = match &facts.host {
        Some(Host::Other(name)) => Some(name.as_str()),
        Some(Host::Municipality(_)) | None => None,
    };
    domain::search_key(&facts.name, facts.content.as_deref(), host)
}

#[derive(Insertable)]
#[diesel(table_name = arrangement, treat_none_as_default_value = false)]
struct ArrangementRow<'a> {
    mapping_id: i64,
    number: i32,
    #[diesel(embed)]
    facts: FactsRow<'a>,
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = arrangement, treat_none_as_default_value = false, treat_none_as_null = true)]
struct FactsRow<'a> {
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
    fn of(facts: &'a Facts, participants: &[Party], now: NaiveDateTime) -> Self {
        let (host_municipality_id, host_name) = match &facts.host {
            Some(Host::Municipality(id)) => (Some(id.0), None),
            Some(Host::Other(name)) => (None, Some(name.as_str())),
            None => (None, None),
        };
        Self {
            lineage: &facts.lineage,
            name: &facts.name,
            name_kind: facts.name_kind.map(|kind| kind.code()),
            sector_id: facts.sector.map(|sector| sector.0),
            content: facts.content.as_deref(),
            established_year: facts.established_year,
            legal_form: facts.legal_form.map(|form| form.code()),
            host_municipality_id,
            host_name,
            fte_tenths: facts.fte_tenths,
            participant_count: municipalities(participants).count() as i32,
            level: facts.level(participants).code(),
            level_override: facts.level_override.map(|level| level.code()),
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
#[diesel(table_name = arrangement_detail, treat_none_as_default_value = false)]
struct DetailRow<'a> {
    arrangement_id: i64,
    political_organisation: Option<&'a str>,
    administrative_organisation: Option<&'a str>,
    ownership: Option<&'a str>,
    recent_changes: Option<&'a str>,
    cost_fixed_percent: Option<i32>,
    cost_population_percent: Option<i32>,
    cost_other: Option<&'a str>,
    agreement_date: Option<NaiveDate>,
    agreement_link: Option<&'a str>,
    governor_notified: Option<bool>,
    note: Option<&'a str>,
}

impl<'a> DetailRow<'a> {
    /// None when nothing of it is known: most arrangements have no such row.
    fn of(arrangement_id: i64, facts: &'a Facts) -> Option<Self> {
        let row = Self {
            arrangement_id,
            political_organisation: facts.political_organisation.as_deref(),
            administrative_organisation: facts.administrative_organisation.as_deref(),
            ownership: facts.ownership.as_deref(),
            recent_changes: facts.recent_changes.as_deref(),
            cost_fixed_percent: facts.cost_key.fixed_percent,
            cost_population_percent: facts.cost_key.population_percent,
            cost_other: facts.cost_key.other.as_deref(),
            agreement_date: facts.agreement_date,
            agreement_link: facts.agreement_link.as_deref(),
            governor_notified: facts.governor_notified,
            note: facts.note.as_deref(),
        };
        let texts = [
            row.political_organisation,
            row.administrative_organisation,
            row.ownership,
            row.recent_changes,
            row.cost_other,
            row.agreement_link,
            row.note,
        ];
        let is_known = texts.iter().any(Option::is_some)
            || row.cost_fixed_percent.is_some()
            || row.cost_population_percent.is_some()
            || row.agreement_date.is_some()
            || row.governor_notified.is_some();
        is_known.then_some(row)
    }
}

#[derive(Insertable)]
#[diesel(table_name = arrangement_task_field)]
struct TaskRow {
    arrangement_id: i64,
    task_field_id: i64,
}

fn task_rows(arrangement_id: i64, facts: &Facts) -> impl Iterator<Item = TaskRow> {
    facts.task_fields.iter().map(move |task| TaskRow {
        arrangement_id,
        task_field_id: task.0,
    })
}

#[derive(Insertable)]
#[diesel(table_name = participant, treat_none_as_default_value = false)]
struct ParticipantRow<'a> {
    arrangement_id: i64,
    kind: &'a str,
    municipality_id: Option<i64>,
    name: Option<&'a str>,
    county_number: Option<&'a str>,
    share_hundredths: Option<i32>,
}

impl<'a> ParticipantRow<'a> {
    fn of(arrangement_id: i64, party: &'a Party) -> Self {
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
struct ChangeRow<'a> {
    arrangement_id: i64,
    arrangement_version: i64,
    field: &'a str,
    from_value: Option<&'a str>,
    to_value: Option<&'a str>,
    source: &'a str,
    changed_at: NaiveDateTime,
    changed_by: Option<i64>,
}
