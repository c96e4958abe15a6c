//! What an administrator decides of a mapping besides its register, and the list of mappings as the administration sees it.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::mappings;
use crate::schema::{
    arrangement, hearing_round, mapping, mapping_area, question, region, sector, task_field,
};
use crate::{DbConn, bad_code};
use domain::places::mapping::{Mapping, MappingId, MappingStatus};
use domain::round::hearing::RoundState;

/// What can be changed while the mapping is not closed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Queryable, Selectable, AsChangeset)]
#[diesel(table_name = mapping, treat_none_as_null = true)]
pub struct Settings {
    pub name: String,
    pub definition_nb: String,
    pub definition_nn: String,
    pub owner: Option<String>,
    pub contact_name: Option<String>,
    pub contact_email: Option<String>,
    pub contact_phone: Option<String>,
    #[diesel(embed)]
    pub rules: Rules,
    pub second_person: bool,
}

/// Which corrections are accepted by rule.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Queryable, Selectable, AsChangeset)]
#[diesel(table_name = mapping)]
pub struct Rules {
    pub rule_own_participation: bool,
    pub rule_host_authority: bool,
    pub rule_unanimous: bool,
}

impl Settings {
    /// The fields in which the two differ, by their names in the log.
    pub fn differs_in(&self, new: &Self) -> Vec<&'static str> {
        [
            ("name", self.name != new.name),
            ("definition_nb", self.definition_nb != new.definition_nb),
            ("definition_nn", self.definition_nn != new.definition_nn),
            ("owner", self.owner != new.owner),
            ("contact_name", self.contact_name != new.contact_name),
            ("contact_email", self.contact_email != new.contact_email),
            ("contact_phone", self.contact_phone != new.contact_phone),
            (
                "rule_own_participation",
                self.rules.rule_own_participation != new.rules.rule_own_participation,
            ),
            (
                "rule_host_authority",
                self.rules.rule_host_authority != new.rules.rule_host_authority,
            ),
            (
                "rule_unanimous",
                self.rules.rule_unanimous != new.rules.rule_unanimous,
            ),
            ("second_person", self.second_person != new.second_person),
        ]
        .into_iter()
        .filter_map(|(field, differs)| differs.then_some(field))
        .collect()
    }
}

/// A mapping with its settings and the version that a form of them carries.
#[derive(Debug, Clone)]
pub struct Set {
    pub mapping: Mapping,
    pub settings: Settings,
    pub version: i64,
    pub opened_at: Option<NaiveDateTime>,
    pub closed_at: Option<NaiveDateTime>,
    /// Name and slug of what it was copied from.
    pub origin: Option<(String, String)>,
}

/// Settings, version, when it was opened and closed.
type SetRow = (Settings, i64, Option<NaiveDateTime>, Option<NaiveDateTime>);

pub fn of(conn: &mut DbConn, slug: &str) -> QueryResult<Option<Set>> {
    let Some(mapping) = mappings::by_slug(conn, slug)? else {
        return Ok(None);
    };
    let (settings, version, opened_at, closed_at): SetRow = mapping::table
        .find(mapping.id.0)
        .select((
            Settings::as_select(),
            mapping::version,
            mapping::opened_at,
            mapping::closed_at,
        ))
        .first(conn)?;
    let origin = match mapping.copied_from {
        None => None,
        Some(id) => mapping::table
            .find(id.0)
            .select((mapping::name, mapping::slug))
            .first(conn)
            .optional()?,
    };
    Ok(Some(Set {
        mapping,
        settings,
        version,
        opened_at,
        closed_at,
        origin,
    }))
}

/// False when somebody else changed it since `version`.
pub fn save(conn: &mut DbConn, id: MappingId, version: i64, new: &Settings) -> QueryResult<bool> {
    diesel::update(mapping::table.find(id.0))
        .filter(mapping::version.eq(version))
        .set((new, mapping::version.eq(version + 1)))
        .execute(conn)
        .map(|changed| changed == 1)
}

/// A planned mapping takes answers from now on.
pub fn open(conn: &mut DbConn, id: MappingId, now: NaiveDateTime) -> QueryResult<bool> {
    diesel::update(mapping::table.find(id.0))
        .filter(mapping::status.eq(MappingStatus::Planned.code()))
        .set((
            mapping::status.eq(MappingStatus::Open.code()),
            mapping::opened_at.eq(now),
            mapping::version.eq(mapping::version + 1),
        ))
        .execute(conn)
        .map(|opened| opened == 1)
}

/// How much a mapping holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub municipalities: i64,
    pub arrangements: i64,
}

/// A mapping as the list of them shows it, with its newest round.
#[derive(Debug, Clone)]
pub struct Listed {
    pub mapping: Mapping,
    pub counts: Counts,
    pub round: Option<(i32, RoundState)>,
}

pub fn list(conn: &mut DbConn) -> QueryResult<Vec<Listed>> {
    let all = mappings::list(conn)?;
    let municipalities: HashMap<i64, i64> = mapping_area::table
        .group_by(mapping_area::mapping_id)
        .select((mapping_area::mapping_id, count_star()))
        .load::<(i64, i64)>(conn)?
        .into_iter()
        .collect();
    let arrangements: HashMap<i64, i64> = arrangement::table
        .filter(arrangement::merged_into_id.is_null())
        .group_by(arrangement::mapping_id)
        .select((arrangement::mapping_id, count_star()))
        .load::<(i64, i64)>(conn)?
        .into_iter()
        .collect();
    let rounds: HashMap<i64, (i32, String)> = hearing_round::table
        .order(hearing_round::number)
        .select((
            hearing_round::mapping_id,
            (hearing_round::number, hearing_round::state),
        ))
        .load::<(i64, (i32, String))>(conn)?
        .into_iter()
        .collect();
    all.into_iter()
        .map(|mapping| {
            let of = mapping.id.0;
            let count = |counted: &HashMap<i64, i64>| counted.get(&of).copied().unwrap_or_default();
            let round = rounds.get(&of).map(|(number, state)| {
                let state = RoundState::try_from(state.clone()).map_err(bad_code)?;
                QueryResult::Ok((*number, state))
            });
            Ok(Listed {
                counts: Counts {
                    municipalities: count(&municipalities),
                    arrangements: count(&arrangements),
                },
                round: round.transpose()?,
                mapping,
            })
        })
        .collect()
}

/// How many of each thing a mapping's own page leads to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Parts {
    pub municipalities: i64,
    pub arrangements: i64,
    pub sectors: i64,
    pub task_fields: i64,
    pub regions: i64,
    pub questions: i64,
    pub rounds: i64,
}

type PartsRow = (
    Option<i64>,
    Option<i64>,
    Option<i64>,
    Option<i64>,
    Option<i64>,
    Option<i64>,
    Option<i64>,
);

/// In one statement: each count is a value of its own.
pub fn parts(conn: &mut DbConn, id: MappingId) -> QueryResult<Parts> {
    let of = id.0;
    let row: PartsRow = diesel::select((
        mapping_area::table
            .filter(mapping_area::mapping_id.eq(of))
            .select(count_star())
            .single_value(),
        arrangement::table
            .filter(arrangement::mapping_id.eq(of))
            .filter(arrangement::merged_into_id.is_null())
            .select(count_star())
            .single_value(),
        sector::table
            .filter(sector::mapping_id.eq(of))
            .select(count_star())
            .single_value(),
        task_field::table
            .filter(task_field::mapping_id.eq(of))
            .select(count_star())
            .single_value(),
        region::table
            .filter(region::mapping_id.eq(of))
            .select(count_star())
            .single_value(),
        question::table
            .filter(question::mapping_id.eq(of))
            .select(count_star())
            .single_value(),
        hearing_round::table
            .filter(hearing_round::mapping_id.eq(of))
            .select(count_star())
            .single_value(),
    ))
    .get_result(conn)?;
    let known = |count: Option<i64>| count.unwrap_or_default();
    Ok(Parts {
        municipalities: known(row.0),
        arrangements: known(row.1),
        sectors: known(row.2),
        task_fields: known(row.3),
        regions: known(row.4),
        questions: known(row.5),
        rounds: known(row.6),
    })
}
