//! Loads the register of a mapping at one stroke: a fixed number of statements, however many arrangements.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::schema::{
    arrangement, arrangement_detail, arrangement_task_field, mapping_area, participant, region,
    region_member, sector, task_field,
};
use crate::{DbConn, bad_code, places};
use domain::places::mapping::{Mapping, MappingId};
use domain::places::municipality::{MunicipalityId, RegionId};
use domain::register::arrangement::{ArrangementId, SectorId, TaskFieldId};
use domain::register::whole::{
    Arrangement, CostKey, Facts, Host, Party, Place, Region, Register, Sector, TaskField,
};
use domain::text::norwegian::sort_key;

/// To be called inside `db::read` or `db::write`, so that all of it is of one moment.
pub fn load(conn: &mut DbConn, mapping: &Mapping) -> QueryResult<Register> {
    let area: HashSet<i64> = mapping_area::table
        .filter(mapping_area::mapping_id.eq(mapping.id.0))
        .select(mapping_area::municipality_id)
        .load(conn)?
        .into_iter()
        .collect();
    let mut arrangements = arrangements(conn, mapping.id)?;
    let regions = regions(conn, mapping.id)?;
    let mut named = area.clone();
    named.extend(regions.iter().flat_map(|region| &region.members).map(|id| id.0));
    for arrangement in &arrangements {
        named.extend(arrangement.municipalities().map(|id| id.0));
        if let Some(Host::Municipality(host)) = arrangement.facts.host {
            named.insert(host.0);
        }
    }
    let places: Vec<Place> = places::as_they_were::all(conn, mapping.year)?
        .into_iter()
        .filter(|municipality| named.contains(&municipality.id.0))
        .map(|municipality| Place {
            in_area: area.contains(&municipality.id.0),
            municipality,
        })
        .collect();
    let numbers: HashMap<MunicipalityId, &str> = places
        .iter()
        .map(|place| (place.municipality.id, place.municipality.number.as_str()))
        .collect();
    for arrangement in &mut arrangements {
        arrangement.participants.sort_by_cached_key(|party| {
            let number = party.municipality.and_then(|id| numbers.get(&id).copied());
            let name = party.name.clone().unwrap_or_default();
            (party.kind, number, sort_key(&name), name)
        });
    }
    drop(numbers);
    Ok(Register::new(
        mapping.clone(),
        places,
        regions,
        sectors(conn, mapping.id)?,
        task_fields(conn, mapping.id)?,
        arrangements,
    ))
}

pub fn sectors(conn: &mut DbConn, mapping: MappingId) -> QueryResult<Vec<Sector>> {
    let rows: Vec<(i64, i32, String, String)> = sector::table
        .filter(sector::mapping_id.eq(mapping.0))
        .order(sector::nr)
        .select((sector::id, sector::nr, sector::name_nb, sector::name_nn))
        .load(conn)?;
    let sectors = rows.into_iter().map(|(id, nr, name_nb, name_nn)| Sector {
        id: SectorId(id),
        nr,
        name_nb,
        name_nn,
    });
    Ok(sectors.collect())
}

pub fn task_fields(conn: &mut DbConn, mapping: MappingId) -> QueryResult<Vec<TaskField>> {
    let rows: Vec<(i64, i32, String, String)> = task_field::table
        .filter(task_field::mapping_id.eq(mapping.0))
        .order(task_field::nr)
        .select((
            task_field::id,
            task_field::nr,
            task_field::name_nb,
            task_field::name_nn,
        ))
        .load(conn)?;
    let fields = rows.into_iter().map(|(id, nr, name_nb, name_nn)| TaskField {
        id: TaskFieldId(id),
        nr,
        name_nb,
        name_nn,
    });
    Ok(fields.collect())
}

fn regions(conn: &mut DbConn, mapping: MappingId) -> QueryResult<Vec<Region>> {
    let rows: Vec<(i64, i32, String)> = region::table
        .filter(region::mapping_id.eq(mapping.0))
        .order(region::nr)
        .select((region::id, region::nr, region::name))
        .load(conn)?;
    let mut members: HashMap<i64, Vec<MunicipalityId>> = HashMap::new();
    for (region, municipality) in region_member::table
        .inner_join(region::table)
        .filter(region::mapping_id.eq(mapping.0))
        .select((region_member::region_id, region_member::municipality_id))
        .load::<(i64, i64)>(conn)?
    {
        members
            .entry(region)
            .or_default()
            .push(MunicipalityId(municipality));
    }
    let regions = rows.into_iter().map(|(id, nr, name)| Region {
        id: RegionId(id),
        nr,
        name,
        members: members.remove(&id).unwrap_or_default(),
    });
    Ok(regions.collect())
}

fn arrangements(conn: &mut DbConn, mapping: MappingId) -> QueryResult<Vec<Arrangement>> {
    let mut tasks: HashMap<i64, Vec<TaskFieldId>> = HashMap::new();
    for (arrangement, task) in arrangement_task_field::table
        .inner_join(arrangement::table)
        .inner_join(task_field::table)
        .filter(arrangement::mapping_id.eq(mapping.0))
        .order((arrangement_task_field::arrangement_id, task_field::nr))
        .select((
            arrangement_task_field::arrangement_id,
            arrangement_task_field::task_field_id,
        ))
        .load::<(i64, i64)>(conn)?
    {
        tasks.entry(arrangement).or_default().push(TaskFieldId(task));
    }
    let mut parties: HashMap<i64, Vec<Party>> = HashMap::new();
    for row in participant::table
        .inner_join(arrangement::table)
        .filter(arrangement::mapping_id.eq(mapping.0))
        .select(ParticipantRow::as_select())
        .load::<ParticipantRow>(conn)?
    {
        let arrangement = row.arrangement_id;
        parties.entry(arrangement).or_default().push(row.into_party()?);
    }
    let rows: Vec<(ArrangementRow, Option<DetailRow>)> = arrangement::table
        .left_join(arrangement_detail::table)
        .filter(arrangement::mapping_id.eq(mapping.0))
        .filter(arrangement::merged_into_id.is_null())
        .order(arrangement::number)
        .select((ArrangementRow::as_select(), Option::<DetailRow>::as_select()))
        .load(conn)?;
    rows.into_iter()
        .map(|(row, detail)| {
            Ok(Arrangement {
                id: ArrangementId(row.id),
                number: row.number,
                version: row.version,
                participants: parties.remove(&row.id).unwrap_or_default(),
                facts: row.into_facts(detail.unwrap_or_default(), &mut tasks)?,
            })
        })
        .collect()
}

/// The numbers of those that were merged into others: taken, though out of the register.
pub fn merged_numbers(conn: &mut DbConn, mapping: MappingId) -> QueryResult<Vec<i32>> {
    arrangement::table
        .filter(arrangement::mapping_id.eq(mapping.0))
        .filter(arrangement::merged_into_id.is_not_null())
        .select(arrangement::number)
        .load(conn)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = participant)]
pub(crate) struct ParticipantRow {
    pub(crate) arrangement_id: i64,
    kind: String,
    municipality_id: Option<i64>,
    name: Option<String>,
    county_number: Option<String>,
    share_hundredths: Option<i32>,
}

impl ParticipantRow {
    pub(crate) fn into_party(self) -> QueryResult<Party> {
        Ok(Party {
            kind: self.kind.try_into().map_err(bad_code)?,
            municipality: self.municipality_id.map(MunicipalityId),
            name: self.name,
            county_number: self.county_number,
            share_hundredths: self.share_hundredths,
        })
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = arrangement)]
pub(crate) struct ArrangementRow {
    pub(crate) id: i64,
    pub(crate) number: i32,
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
    level_override: Option<String>,
    level_reason: Option<String>,
    definition_status: String,
    definition_reason: Option<String>,
    life: String,
    ended_year: Option<i32>,
    ended_reason: Option<String>,
    pub(crate) version: i64,
}

impl ArrangementRow {
    pub(crate) fn into_facts(
        self,
        detail: DetailRow,
        tasks: &mut HashMap<i64, Vec<TaskFieldId>>,
    ) -> QueryResult<Facts> {
        fn code<T: TryFrom<String, Error = String>>(code: Option<String>) -> QueryResult<Option<T>> {
            code.map(T::try_from).transpose().map_err(bad_code)
        }
        Ok(Facts {
            lineage: self.lineage,
            name: self.name,
            name_kind: code(self.name_kind)?,
            sector: self.sector_id.map(SectorId),
            task_fields: tasks.remove(&self.id).unwrap_or_default(),
            content: self.content,
            established_year: self.established_year,
            legal_form: code(self.legal_form)?,
            host: self
                .host_municipality_id
                .map(|id| Host::Municipality(MunicipalityId(id)))
                .or(self.host_name.map(Host::Other)),
            fte_tenths: self.fte_tenths,
            level_override: code(self.level_override)?,
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
        })
    }
}

#[derive(Default, Queryable, Selectable)]
#[diesel(table_name = arrangement_detail)]
pub(crate) struct DetailRow {
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
