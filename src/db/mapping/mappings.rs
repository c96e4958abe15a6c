//! The mappings themselves: which there are, and which of them a person or a municipality has to do with.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::dsl::auto_type;
use diesel::prelude::*;

use crate::schema::{mapping, mapping_area, municipality, setting};
use crate::{DbConn, bad_code};
use domain::people::access::{Action, Actor, Subject};
use domain::places::mapping::{About, Mapping, MappingId, MappingStatus};

/// All mappings, the newest first. An installation has a handful, so they are sorted here.
pub fn list(conn: &mut DbConn) -> QueryResult<Vec<Mapping>> {
    let rows: Vec<MappingRow> = mapping::table.select(MappingRow::as_select()).load(conn)?;
    let mut mappings: Vec<Mapping> = rows
        .into_iter()
        .map(MappingRow::into_mapping)
        .collect::<QueryResult<_>>()?;
    mappings.sort_by(newest_first);
    Ok(mappings)
}

fn newest_first(one: &Mapping, other: &Mapping) -> Ordering {
    (other.year, &one.name).cmp(&(one.year, &other.name))
}

/// Those whose register the person may read.
pub fn readable(conn: &mut DbConn, actor: &Actor) -> QueryResult<Vec<Mapping>> {
    let mut all = list(conn)?;
    all.retain(|mapping| actor.may(Action::ReadRegister, Subject::Mapping(&mapping.slug)));
    Ok(all)
}

pub fn by_slug(conn: &mut DbConn, slug: &str) -> QueryResult<Option<Mapping>> {
    let row = mapping::table
        .filter(mapping::slug.eq(slug))
        .select(MappingRow::as_select())
        .first(conn)
        .optional()?;
    row.map(MappingRow::into_mapping).transpose()
}

/// The mapping with what it says of itself.
pub fn described(conn: &mut DbConn, slug: &str) -> QueryResult<Option<(Mapping, About)>> {
    let row: Option<(MappingRow, AboutRow)> = mapping::table
        .filter(mapping::slug.eq(slug))
        .select((MappingRow::as_select(), AboutRow::as_select()))
        .first(conn)
        .optional()?;
    row.map(|(row, about)| Ok((row.into_mapping()?, about.into_about())))
        .transpose()
}

/// Number, name, and the mappings that have the municipality in their area, the newest first.
pub type OfMunicipalities = Vec<(String, String, Vec<Mapping>)>;

/// What these municipalities of today are in, in Norwegian order. Planned mappings are left out: until they open they
/// are their coordinators' own.
pub fn of_municipalities(conn: &mut DbConn, numbers: &[&str]) -> QueryResult<OfMunicipalities> {
    let rows: Vec<(String, String, String, Option<MappingRow>)> = municipality::table
        // One after the other: of a join within the join SQLite would make a table of its own, with all mappings in it.
        .left_join(mapping_area::table)
        .left_join(mapping::table.on(mapping::id.nullable().eq(mapping_area::mapping_id.nullable())))
        .filter(municipality::number.eq_any(numbers))
        .filter(municipality::valid_to.is_null())
        .select((
            municipality::number,
            municipality::name,
            municipality::sort_key,
            Option::<MappingRow>::as_select(),
        ))
        .load(conn)?;
    let mut found: BTreeMap<(String, String), (String, Vec<Mapping>)> = BTreeMap::new();
    for (number, name, sort_key, row) in rows {
        let (_, mappings) = found
            .entry((sort_key, number))
            .or_insert_with(|| (name, Vec::new()));
        let mapping = row.map(MappingRow::into_mapping).transpose()?;
        mappings.extend(mapping.filter(|mapping| mapping.status != MappingStatus::Planned));
    }
    let found = found.into_iter().map(|((_, number), (name, mut mappings))| {
        mappings.sort_by(newest_first);
        (number, name, mappings)
    });
    Ok(found.collect())
}

/// To be called by whatever changes the register of a mapping, in the same transaction.
pub fn register_changed(conn: &mut DbConn, mapping: MappingId) -> QueryResult<()> {
    diesel::update(mapping::table.find(mapping.0))
        .set(mapping::register_version.eq(mapping::register_version + 1))
        .execute(conn)
        .map(drop)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = mapping)]
pub(crate) struct MappingRow {
    id: i64,
    slug: String,
    name: String,
    year: i32,
    status: String,
    reference_date: Option<NaiveDate>,
    copied_from_id: Option<i64>,
    register_version: i64,
    #[diesel(select_expression = municipalities_version())]
    municipalities_version: Option<String>,
}

/// Raised by triggers; nothing until the first municipality comes.
#[auto_type]
fn municipalities_version() -> _ {
    setting::table
        .filter(setting::key.eq("municipalities_version"))
        .select(setting::value)
        .single_value()
}

impl MappingRow {
    pub(crate) fn into_mapping(self) -> QueryResult<Mapping> {
        Ok(Mapping {
            id: MappingId(self.id),
            slug: self.slug,
            name: self.name,
            year: self.year,
            status: MappingStatus::try_from(self.status).map_err(bad_code)?,
            reference_date: self.reference_date,
            copied_from: self.copied_from_id.map(MappingId),
            register_version: self.register_version,
            municipalities_version: self
                .municipalities_version
                .and_then(|version| version.parse().ok())
                .unwrap_or_default(),
        })
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = mapping)]
pub(crate) struct AboutRow {
    definition_nb: String,
    definition_nn: String,
    owner: Option<String>,
    contact_name: Option<String>,
    contact_email: Option<String>,
    contact_phone: Option<String>,
    second_person: bool,
}

impl AboutRow {
    pub(crate) fn into_about(self) -> About {
        About {
            definition_nb: self.definition_nb,
            definition_nn: self.definition_nn,
            owner: self.owner,
            contact_name: self.contact_name,
            contact_email: self.contact_email,
            contact_phone: self.contact_phone,
            second_person: self.second_person,
        }
    }
}
