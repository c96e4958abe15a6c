//! The register of the sample, and how it gets into a database.

use diesel::prelude::*;
use ordna::db::DbConn;
use ordna::db::schema::*;
use ordna::domain::register::arrangement::Level;
use ordna::domain::text::norwegian::{search_key, sort_key};

use super::portal::start_of_time;
use super::sample::{MUNICIPALITIES, REGIONS, SECTORS, Sample, TASK_FIELDS};

pub fn add_municipalities(conn: &mut DbConn) -> QueryResult<Vec<i64>> {
    let mut ids = Vec::new();
    for &(number, name, population, written_form) in MUNICIPALITIES {
        let county = if number.starts_with("50") {
            "Trøndelag"
        } else {
            "Nordland"
        };
        let id = diesel::insert_into(municipality::table)
            .values((
                municipality::number.eq(number),
                municipality::name.eq(name),
                municipality::county_number.eq(&number[..2]),
                municipality::county.eq(county),
                municipality::language_form.eq(written_form),
                municipality::search_key.eq(search_key(name)),
                municipality::sort_key.eq(sort_key(name)),
            ))
            .returning(municipality::id)
            .get_result(conn)?;
        diesel::insert_into(municipality_population::table)
            .values((
                municipality_population::municipality_id.eq(id),
                municipality_population::year.eq(2019),
                municipality_population::population.eq(population),
            ))
            .execute(conn)?;
        ids.push(id);
    }
    Ok(ids)
}

pub fn add_mapping(conn: &mut DbConn, slug: &str, name: &str, year: i32, area: &[i64]) -> QueryResult<i64> {
    let now = start_of_time();
    let id: i64 = diesel::insert_into(mapping::table)
        .values((
            mapping::slug.eq(slug),
            mapping::name.eq(name),
            mapping::year.eq(year),
            mapping::status.eq("open"),
            mapping::created_at.eq(now),
            mapping::opened_at.eq(now),
        ))
        .returning(mapping::id)
        .get_result(conn)?;
    for &municipality in area {
        diesel::insert_into(mapping_area::table)
            .values((
                mapping_area::mapping_id.eq(id),
                mapping_area::municipality_id.eq(municipality),
            ))
            .execute(conn)?;
    }
    for (nr, (nb, nn)) in SECTORS.iter().enumerate() {
        diesel::insert_into(sector::table)
            .values((
                sector::mapping_id.eq(id),
                sector::nr.eq(nr as i32 + 1),
                sector::name_nb.eq(nb),
                sector::name_nn.eq(nn),
            ))
            .execute(conn)?;
    }
    for (nr, (nb, nn)) in TASK_FIELDS.iter().enumerate() {
        diesel::insert_into(task_field::table)
            .values((
                task_field::mapping_id.eq(id),
                task_field::nr.eq(nr as i32 + 1),
                task_field::name_nb.eq(nb),
                task_field::name_nn.eq(nn),
            ))
            .execute(conn)?;
    }
    for (nr, (name, members)) in REGIONS.iter().enumerate() {
        let region: i64 = diesel::insert_into(region::table)
            .values((
                region::mapping_id.eq(id),
                region::nr.eq(nr as i32 + 1),
                region::name.eq(name),
            ))
            .returning(region::id)
            .get_result(conn)?;
        let chosen = municipality::table
            .filter(municipality::name.eq_any(*members))
            .filter(municipality::id.eq_any(area))
            .select(municipality::id);
        for member in chosen.load::<i64>(conn)? {
            diesel::insert_into(region_member::table)
                .values((
                    region_member::region_id.eq(region),
                    region_member::municipality_id.eq(member),
                ))
                .execute(conn)?;
        }
    }
    Ok(id)
}

pub fn add_arrangement(
    conn: &mut DbConn,
    mapping: i64,
    number: i32,
    sample: &Sample,
    municipalities: &[i64],
) -> QueryResult<()> {
    let municipality = |name: &str| {
        let at = MUNICIPALITIES.iter().position(|(_, known, ..)| *known == name);
        municipalities[at.unwrap()]
    };
    let known = |text: &'static str| Some(text).filter(|text| !text.is_empty());
    let sector_id: Option<i64> = sector::table
        .filter(
            sector::mapping_id
                .eq(mapping)
                .and(sector::nr.eq(sample.sector as i32)),
        )
        .select(sector::id)
        .first(conn)
        .optional()?;
    let id: i64 = diesel::insert_into(arrangement::table)
        .values((
            arrangement::mapping_id.eq(mapping),
            arrangement::number.eq(number),
            arrangement::lineage.eq(format!("prove-{number}")),
            arrangement::name.eq(sample.name),
            arrangement::sector_id.eq(sector_id),
            arrangement::established_year.eq(Some(sample.established).filter(|year| *year > 0)),
            arrangement::legal_form.eq(known(sample.form)),
            arrangement::host_municipality_id.eq(known(sample.host).map(municipality)),
            arrangement::fte_tenths.eq(Some(sample.fte_tenths).filter(|tenths| *tenths > 0)),
            arrangement::participant_count.eq(sample.municipalities.len() as i32),
            arrangement::level.eq(Level::of(sample.municipalities.len()).code()),
            arrangement::definition_status.eq(known(sample.definition).unwrap_or("included")),
            arrangement::life.eq(known(sample.life).unwrap_or("active")),
            arrangement::search_key.eq(search_key(sample.name)),
            arrangement::sort_key.eq(sort_key(sample.name)),
            arrangement::changed_at.eq(start_of_time()),
        ))
        .returning(arrangement::id)
        .get_result(conn)?;
    for name in sample.municipalities {
        diesel::insert_into(participant::table)
            .values((
                participant::arrangement_id.eq(id),
                participant::kind.eq("municipality"),
                participant::municipality_id.eq(municipality(name)),
            ))
            .execute(conn)?;
    }
    for (kind, name) in sample.others {
        diesel::insert_into(participant::table)
            .values((
                participant::arrangement_id.eq(id),
                participant::kind.eq(kind),
                participant::name.eq(name),
            ))
            .execute(conn)?;
    }
    let task = task_field::table
        .filter(task_field::mapping_id.eq(mapping))
        .filter(task_field::name_nb.eq(sample.task_field))
        .select(task_field::id);
    if let Some(task) = task.first::<i64>(conn).optional()? {
        diesel::insert_into(arrangement_task_field::table)
            .values((
                arrangement_task_field::arrangement_id.eq(id),
                arrangement_task_field::task_field_id.eq(task),
            ))
            .execute(conn)?;
    }
    Ok(())
}
