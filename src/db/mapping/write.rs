//! Makes mappings and their lists: area, sectors, task fields, regions, questions.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::mappings;
use crate::DbConn;
use crate::conn::connection::on_either;
use crate::register::write::{AT_ONCE, insert_all};
use crate::schema::{mapping, mapping_area, question, region, region_member, sector, task_field};
use domain::places::mapping::{MappingId, MappingStatus};
use domain::places::municipality::{MunicipalityId, RegionId};

pub struct NewMapping<'a> {
    pub slug: &'a str,
    pub name: &'a str,
    pub year: i32,
    pub status: MappingStatus,
    pub reference_date: NaiveDate,
    pub copied_from: Option<MappingId>,
    pub definition_nb: &'a str,
    pub definition_nn: &'a str,
}

/// A planned or an open mapping; a slug that is taken is a unique violation.
pub fn insert(conn: &mut DbConn, new: &NewMapping, now: NaiveDateTime) -> QueryResult<MappingId> {
    diesel::insert_into(mapping::table)
        .values((
            mapping::slug.eq(new.slug),
            mapping::name.eq(new.name),
            mapping::year.eq(new.year),
            mapping::status.eq(new.status.code()),
            mapping::reference_date.eq(new.reference_date),
            mapping::copied_from_id.eq(new.copied_from.map(|id| id.0)),
            mapping::definition_nb.eq(new.definition_nb),
            mapping::definition_nn.eq(new.definition_nn),
            mapping::created_at.eq(now),
            mapping::opened_at.eq((new.status == MappingStatus::Open).then_some(now)),
        ))
        .returning(mapping::id)
        .get_result(conn)
        .map(MappingId)
}

/// From here on every write to it is refused.
pub fn close(conn: &mut DbConn, id: MappingId, now: NaiveDateTime) -> QueryResult<()> {
    diesel::update(mapping::table.find(id.0))
        .set((
            mapping::status.eq(MappingStatus::Closed.code()),
            mapping::closed_at.eq(now),
            mapping::version.eq(mapping::version + 1),
        ))
        .execute(conn)
        .map(drop)
}

/// The definition text that a mapping has, in both written forms.
pub fn definition(conn: &mut DbConn, id: MappingId) -> QueryResult<(String, String)> {
    mapping::table
        .find(id.0)
        .select((mapping::definition_nb, mapping::definition_nn))
        .first(conn)
}

/// The area becomes these municipalities and no others.
pub fn set_area(conn: &mut DbConn, id: MappingId, area: &[MunicipalityId]) -> QueryResult<()> {
    diesel::delete(mapping_area::table.filter(mapping_area::mapping_id.eq(id.0))).execute(conn)?;
    let rows: Vec<_> = area
        .iter()
        .map(|municipality| {
            (
                mapping_area::mapping_id.eq(id.0),
                mapping_area::municipality_id.eq(municipality.0),
            )
        })
        .collect();
    insert_all!(conn, mapping_area::table, rows);
    mappings::register_changed(conn, id)
}

/// A sector or a task field that is new to a mapping.
#[derive(Debug, Clone)]
pub struct Named {
    pub nr: i32,
    pub name_nb: String,
    pub name_nn: String,
}

pub fn insert_sectors(conn: &mut DbConn, id: MappingId, sectors: &[Named]) -> QueryResult<()> {
    let rows: Vec<_> = sectors
        .iter()
        .map(|new| {
            (
                sector::mapping_id.eq(id.0),
                sector::nr.eq(new.nr),
                sector::name_nb.eq(&new.name_nb),
                sector::name_nn.eq(&new.name_nn),
            )
        })
        .collect();
    insert_all!(conn, sector::table, rows);
    mappings::register_changed(conn, id)
}

/// For a mapping without arrangements: the list is somebody else's.
pub fn delete_sectors(conn: &mut DbConn, id: MappingId) -> QueryResult<()> {
    diesel::delete(sector::table.filter(sector::mapping_id.eq(id.0)))
        .execute(conn)
        .map(drop)
}

pub fn insert_task_fields(conn: &mut DbConn, id: MappingId, fields: &[Named]) -> QueryResult<()> {
    let rows: Vec<_> = fields
        .iter()
        .map(|new| {
            (
                task_field::mapping_id.eq(id.0),
                task_field::nr.eq(new.nr),
                task_field::name_nb.eq(&new.name_nb),
                task_field::name_nn.eq(&new.name_nn),
            )
        })
        .collect();
    insert_all!(conn, task_field::table, rows);
    mappings::register_changed(conn, id)
}

pub fn insert_region(conn: &mut DbConn, id: MappingId, nr: i32, name: &str) -> QueryResult<RegionId> {
    diesel::insert_into(region::table)
        .values((
            region::mapping_id.eq(id.0),
            region::nr.eq(nr),
            region::name.eq(name),
        ))
        .returning(region::id)
        .get_result(conn)
        .map(RegionId)
}

/// The members of a region become these and no others.
pub fn set_members(
    conn: &mut DbConn,
    id: MappingId,
    region: RegionId,
    members: &[MunicipalityId],
) -> QueryResult<()> {
    diesel::delete(region_member::table.filter(region_member::region_id.eq(region.0))).execute(conn)?;
    let rows: Vec<_> = members
        .iter()
        .map(|municipality| {
            (
                region_member::region_id.eq(region.0),
                region_member::municipality_id.eq(municipality.0),
            )
        })
        .collect();
    insert_all!(conn, region_member::table, rows);
    mappings::register_changed(conn, id)
}

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = question)]
pub struct Question {
    pub nr: i32,
    pub kind: String,
    pub text_nb: String,
    pub text_nn: String,
    /// One on each line.
    pub options_nb: String,
    pub options_nn: String,
    pub for_regions: bool,
}

pub fn questions(conn: &mut DbConn, id: MappingId) -> QueryResult<Vec<Question>> {
    question::table
        .filter(question::mapping_id.eq(id.0))
        .order(question::nr)
        .select(Question::as_select())
        .load(conn)
}

/// Makes the question, or gives the one with its number a new text.
pub fn save_question(conn: &mut DbConn, id: MappingId, new: &Question) -> QueryResult<()> {
    let values = (
        question::kind.eq(&new.kind),
        question::text_nb.eq(&new.text_nb),
        question::text_nn.eq(&new.text_nn),
        question::options_nb.eq(&new.options_nb),
        question::options_nn.eq(&new.options_nn),
        question::for_regions.eq(new.for_regions),
    );
    let changed = diesel::update(question::table)
        .filter(question::mapping_id.eq(id.0))
        .filter(question::nr.eq(new.nr))
        .set(values)
        .execute(conn)?;
    if changed == 0 {
        diesel::insert_into(question::table)
            .values((question::mapping_id.eq(id.0), question::nr.eq(new.nr), values))
            .execute(conn)?;
    }
    Ok(())
}
