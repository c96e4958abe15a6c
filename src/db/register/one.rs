//! One arrangement with everything that is known of it: facts, participants, changes, other editions.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::list::LineRow;
use crate::schema::{
    arrangement, arrangement_change, arrangement_detail, arrangement_task_field, mapping, participant,
    user_account,
};
use crate::{DbConn, bad_code};
use domain::places::mapping::MappingId;
use domain::places::municipality::MunicipalityId;
use domain::register::arrangement::{Level, NameKind, ParticipantKind, TaskFieldId};
use domain::register::listing::{Change, Edition, Line};
use domain::register::whole::{Arrangement, CostKey, Facts, Host, Party};

/// What an arrangement's own page tells.
#[derive(Debug, Clone)]
pub struct One {
    pub arrangement: Arrangement,
    pub line: Line,
    /// It was merged into this one, by number: out of every list, but its address still answers.
    pub merged_into: Option<i32>,
    /// The newest first.
    pub changes: Vec<Change>,
    /// The same arrangement in other mappings, the newest first.
    pub editions: Vec<Edition>,
}

/// The arrangement that the mapping knows by this number.
pub fn one(conn: &mut DbConn, mapping: MappingId, number: i32) -> QueryResult<Option<One>> {
    let Some(mut one) = with_editions(conn, mapping, number)? else {
        return Ok(None);
    };
    let id = one.arrangement.id.0;
    let parties: Vec<PartyRow> = participant::table
        .filter(participant::arrangement_id.eq(id))
        .select(PartyRow::as_select())
        .load(conn)?;
    let task_fields: Vec<i64> = arrangement_task_field::table
        .filter(arrangement_task_field::arrangement_id.eq(id))
        .select(arrangement_task_field::task_field_id)
        .load(conn)?;
    let parties = parties.into_iter().map(PartyRow::into_party);
    one.arrangement.participants = parties.collect::<QueryResult<_>>()?;
    one.arrangement.facts.task_fields = task_fields.into_iter().map(TaskFieldId).collect();
    one.changes = changes(conn, id)?;
    Ok(Some(one))
}

/// Found through its lineage, so that the other editions come with the same statement.
fn with_editions(conn: &mut DbConn, mapping: MappingId, number: i32) -> QueryResult<Option<One>> {
    type Row = (
        LineRow,
        RestRow,
        Option<DetailRow>,
        Option<i32>,
        (i64, String, String, i32),
    );
    let (this, merged) = diesel::alias!(arrangement as this, arrangement as merged);
    let lineage = this
        .filter(this.field(arrangement::mapping_id).eq(mapping.0))
        .filter(this.field(arrangement::number).eq(number))
        .select(this.field(arrangement::lineage));
    let into = merged
        .field(arrangement::id)
        .nullable()
        .eq(arrangement::merged_into_id);
    let rows: Vec<Row> = arrangement::table
        .inner_join(mapping::table)
        .left_join(arrangement_detail::table)
        .left_join(merged.on(into))
        .filter(arrangement::lineage.eq_any(lineage))
        .select((
            LineRow::as_select(),
            RestRow::as_select(),
            Option::<DetailRow>::as_select(),
            merged.field(arrangement::number).nullable(),
            (mapping::id, mapping::slug, mapping::name, mapping::year),
        ))
        .load(conn)?;
    let mut found = None;
    let mut editions = Vec::new();
    for (line, rest, detail, merged_into, (id, slug, name, year)) in rows {
        let line = line.into_line()?;
        if id == mapping.0 {
            found = Some((rest.into_arrangement(&line, detail)?, line, merged_into));
        } else {
            editions.push(Edition {
                slug,
                mapping: name,
                year,
                line,
            });
        }
    }
    editions.sort_by(|a, b| (b.year, &a.slug).cmp(&(a.year, &b.slug)));
    Ok(found.map(|(arrangement, line, merged_into)| One {
        arrangement,
        line,
        merged_into,
        changes: Vec::new(),
        editions,
    }))
}

fn changes(conn: &mut DbConn, arrangement: i64) -> QueryResult<Vec<Change>> {
    type Row = (
        String,
        Option<String>,
        Option<String>,
        String,
        NaiveDateTime,
        Option<String>,
    );
    let rows: Vec<Row> = arrangement_change::table
        .left_join(user_account::table)
        .filter(arrangement_change::arrangement_id.eq(arrangement))
        .select((
            arrangement_change::field,
            arrangement_change::from_value,
            arrangement_change::to_value,
            arrangement_change::source,
            arrangement_change::changed_at,
            user_account::name.nullable(),
        ))
        .order((
            arrangement_change::arrangement_version.desc(),
            arrangement_change::id.desc(),
        ))
        .load(conn)?;
    let changes = rows.into_iter().map(|(field, from, to, source, at, by)| Change {
        field,
        from,
        to,
        source,
        at,
        by,
    });
    Ok(changes.collect())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = participant)]
pub(crate) struct PartyRow {
    pub(crate) arrangement_id: i64,
    kind: String,
    municipality_id: Option<i64>,
    name: Option<String>,
    county_number: Option<String>,
    share_hundredths: Option<i32>,
}

impl PartyRow {
    pub(crate) fn into_party(self) -> QueryResult<Party> {
        Ok(Party {
            kind: ParticipantKind::try_from(self.kind).map_err(bad_code)?,
            municipality: self.municipality_id.map(MunicipalityId),
            name: self.name,
            county_number: self.county_number,
            share_hundredths: self.share_hundredths,
        })
    }
}

/// What `LineRow` leaves out.
#[derive(Queryable, Selectable)]
#[diesel(table_name = arrangement)]
struct RestRow {
    lineage: String,
    name_kind: Option<String>,
    content: Option<String>,
    level_override: Option<String>,
    level_reason: Option<String>,
    definition_reason: Option<String>,
    ended_reason: Option<String>,
    version: i64,
}

impl RestRow {
    fn into_arrangement(self, line: &Line, detail: Option<DetailRow>) -> QueryResult<Arrangement> {
        let host = line.host.map(Host::Municipality);
        let facts = Facts {
            name_kind: self
                .name_kind
                .map(NameKind::try_from)
                .transpose()
                .map_err(bad_code)?,
            sector: line.sector,
            content: self.content,
            established_year: line.established_year,
            legal_form: line.legal_form,
            host: host.or_else(|| line.host_name.clone().map(Host::Other)),
            fte_tenths: line.fte_tenths,
            level_override: self
                .level_override
                .map(Level::try_from)
                .transpose()
                .map_err(bad_code)?,
            level_reason: self.level_reason,
            definition_status: line.definition,
            definition_reason: self.definition_reason,
            life: line.life,
            ended_year: line.ended_year,
            ended_reason: self.ended_reason,
            ..Facts::named(&line.name, &self.lineage)
        };
        Ok(Arrangement {
            id: line.id,
            number: line.number,
            version: self.version,
            facts: match detail {
                Some(detail) => detail.add_to(facts),
                None => facts,
            },
            participants: Vec::new(),
        })
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = arrangement_detail)]
struct DetailRow {
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
}

impl DetailRow {
    fn add_to(self, facts: Facts) -> Facts {
        Facts {
            political_organisation: self.political_organisation,
            administrative_organisation: self.administrative_organisation,
            ownership: self.ownership,
            recent_changes: self.recent_changes,
            cost_key: CostKey {
                fixed_percent: self.cost_fixed_percent,
                population_percent: self.cost_population_percent,
                other: self.cost_other,
            },
            agreement_date: self.agreement_date,
            agreement_link: self.agreement_link,
            governor_notified: self.governor_notified,
            note: self.note,
            ..facts
        }
    }
}
