//! The rows that an import touches, table by table, as they are kept to be undone: whole, with their keys.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::DbConn;
use crate::register::rows::DetailRow;
use crate::schema::*;
use domain::places::mapping::MappingId;

/// Table and key of each row, with the row as JSON. The tables stand in the order in which rows lean on each other.
pub type Rows = BTreeMap<(usize, String), String>;

fn broken(error: serde_json::Error) -> diesel::result::Error {
    diesel::result::Error::DeserializationError(error.into())
}

/// One table: its row, and how it is read, put back and taken away.
macro_rules! kept {
    ($row:ident of $table:ident ($($key:ident),+) { $($field:ident: $kind:ty),+ $(,)? }) => {
        #[derive(Queryable, Selectable, Insertable, AsChangeset, Serialize, Deserialize)]
        #[diesel(table_name = $table, primary_key($($key),+), treat_none_as_null = true, treat_none_as_default_value = false)]
        struct $row { $($field: $kind),+ }

        kept!($row of $table ($($key),+) as it is read);
    };
    ($row:ident of $table:ident ($($key:ident),+) as it is read) => {
        impl $row {
            fn update(&self, conn: &mut DbConn) -> QueryResult<usize> {
                diesel::update($table::table.filter(kept!(@is self, $table, $($key),+))).set(self).execute(conn)
            }
        }
        kept!(@common $row, $table, ($($key),+));
    };
    // Rows that are nothing but their key come and go, and never change.
    ($row:ident of $table:ident { $($key:ident: $kind:ty),+ $(,)? }) => {
        #[derive(Queryable, Selectable, Insertable, Serialize, Deserialize)]
        #[diesel(table_name = $table)]
        struct $row { $($key: $kind),+ }

        impl $row {
            fn update(&self, _: &mut DbConn) -> QueryResult<usize> {
                Ok(1)
            }
        }
        kept!(@common $row, $table, ($($key),+));
    };
    (@common $row:ident, $table:ident, ($($key:ident),+)) => {
        impl $row {
            const TABLE: &'static str = stringify!($table);

            fn key(&self) -> String {
                [$(self.$key.to_string()),+].join("/")
            }

            fn insert(&self, conn: &mut DbConn) -> QueryResult<usize> {
                diesel::insert_into($table::table).values(self).execute(conn)
            }

            fn delete(&self, conn: &mut DbConn) -> QueryResult<usize> {
                diesel::delete($table::table.filter(kept!(@is self, $table, $($key),+))).execute(conn)
            }
        }
    };
    (@is $own:ident, $table:ident, $key:ident) => { $table::$key.eq($own.$key) };
    (@is $own:ident, $table:ident, $key:ident, $other:ident) => {
        $table::$key.eq($own.$key).and($table::$other.eq($own.$other))
    };
}

kept!(Municipality of municipality (id) {
    id: i64, number: String, name: String, official_name: Option<String>, name_sami: Option<String>,
    sami_language: Option<String>, name_kven: Option<String>, organisation_number: Option<String>,
    county_number: String, county: String, language_form: String, lat: Option<f64>, lon: Option<f64>,
    valid_from: Option<NaiveDate>, valid_to: Option<NaiveDate>, search_key: String, sort_key: String,
});
kept!(MunicipalityChange of municipality_change (id) {
    id: i64, old_number: String, old_name: String, old_county: String, new_number: String, new_name: String,
    new_county: String, valid_from: NaiveDate, kind: String,
});
kept!(Inhabitants of municipality_population (municipality_id, year) {
    municipality_id: i64, year: i32, population: i32,
});
kept!(Contact of municipality_contact (id) {
    id: i64, municipality_id: i64, name: Option<String>, title: Option<String>, email: Option<String>,
    phone: Option<String>, is_postmottak: bool, bounced_at: Option<NaiveDateTime>, valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>, version: i64,
});
kept!(HistoryCount of history_count (id) {
    id: i64, county: String, year: i32, dimension: String, code: String, count: Option<i32>,
    share_percent: Option<i32>, source: String, note: Option<String>,
});
kept!(HistoryMunicipalityCount of history_municipality_count (id) {
    id: i64, county: String, year: i32, municipality: String, higher: Option<i32>, regional: Option<i32>,
    local: Option<i32>, sum: Option<i32>, source: String,
});
kept!(Area of mapping_area { mapping_id: i64, municipality_id: i64 });
kept!(Sector of sector (id) { id: i64, mapping_id: i64, nr: i32, name_nb: String, name_nn: String });
kept!(TaskField of task_field (id) { id: i64, mapping_id: i64, nr: i32, name_nb: String, name_nn: String });
kept!(Region of region (id) { id: i64, mapping_id: i64, nr: i32, name: String });
kept!(Member of region_member { region_id: i64, municipality_id: i64 });
kept!(Question of question (id) {
    id: i64, mapping_id: i64, nr: i32, kind: String, text_nb: String, text_nn: String, options_nb: String,
    options_nn: String, for_regions: bool,
});
kept!(Arrangement of arrangement (id) {
    id: i64, mapping_id: i64, number: i32, lineage: String, name: String, name_kind: Option<String>,
    sector_id: Option<i64>, content: Option<String>, established_year: Option<i32>, legal_form: Option<String>,
    host_municipality_id: Option<i64>, host_name: Option<String>, fte_tenths: Option<i32>, participant_count: i32,
    level: String, level_override: Option<String>, level_reason: Option<String>, definition_status: String,
    definition_reason: Option<String>, life: String, ended_year: Option<i32>, ended_reason: Option<String>,
    merged_into_id: Option<i64>, search_key: String, sort_key: String, changed_at: NaiveDateTime, version: i64,
});
kept!(DetailRow of arrangement_detail (arrangement_id) as it is read);
kept!(Task of arrangement_task_field { arrangement_id: i64, task_field_id: i64 });
kept!(Participant of participant (id) {
    id: i64, arrangement_id: i64, kind: String, municipality_id: Option<i64>, name: Option<String>,
    county_number: Option<String>, share_hundredths: Option<i32>,
});
kept!(Change of arrangement_change (id) {
    id: i64, arrangement_id: i64, arrangement_version: i64, field: String, from_value: Option<String>,
    to_value: Option<String>, source: String, changed_at: NaiveDateTime, changed_by: Option<i64>,
});

/// Every table that an import may touch, those that others lean on first.
macro_rules! tables {
    ($($row:ident),+ $(,)?) => {
        const TABLES: &[&str] = &[$($row::TABLE),+];

        /// Does to a row of a table, given as JSON, what is asked.
        fn act(conn: &mut DbConn, table: &str, json: &str, act: Act) -> QueryResult<()> {
            $(if table == $row::TABLE {
                let row: $row = serde_json::from_str(json).map_err(broken)?;
                return match act {
                    Act::Insert => row.insert(conn).map(drop),
                    Act::Update => row.update(conn).map(drop),
                    Act::Delete => row.delete(conn).map(drop),
                };
            })+
            Err(diesel::result::Error::NotFound)
        }
    };
}

tables!(
    Municipality,
    MunicipalityChange,
    Inhabitants,
    Contact,
    HistoryCount,
    HistoryMunicipalityCount,
    Area,
    Sector,
    TaskField,
    Region,
    Member,
    Question,
    Arrangement,
    DetailRow,
    Task,
    Participant,
    Change,
);

#[derive(Clone, Copy)]
enum Act {
    Insert,
    Update,
    Delete,
}

pub fn put_back(conn: &mut DbConn, table: &str, json: &str) -> QueryResult<()> {
    act(conn, table, json, Act::Insert)
}

pub fn change_back(conn: &mut DbConn, table: &str, json: &str) -> QueryResult<()> {
    act(conn, table, json, Act::Update)
}

pub fn take_away(conn: &mut DbConn, table: &str, json: &str) -> QueryResult<()> {
    act(conn, table, json, Act::Delete)
}

/// Where a table stands among those that lean on each other.
pub fn rank(table: &str) -> usize {
    TABLES
        .iter()
        .position(|known| *known == table)
        .unwrap_or(TABLES.len())
}

pub fn name(rank: usize) -> &'static str {
    TABLES.get(rank).copied().unwrap_or_default()
}

/// Which rows an import may touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    Contacts,
    /// Municipalities with what they were and became.
    Municipalities,
    History,
    /// Area, population and regions.
    Area(MappingId),
    Questions(MappingId),
    /// Arrangements, their lists, and who takes part.
    Register(MappingId),
}

/// All rows of a scope as they are now.
pub fn all(conn: &mut DbConn, scope: Scope) -> QueryResult<Rows> {
    let mut rows = Rows::new();
    macro_rules! take {
        ($row:ident, $query:expr) => {
            let found: Vec<$row> = $query.select($row::as_select()).load(conn)?;
            for row in found {
                let json = serde_json::to_string(&row).map_err(broken)?;
                rows.insert((rank($row::TABLE), row.key()), json);
            }
        };
    }
    match scope {
        Scope::Contacts => {
            take!(Contact, municipality_contact::table);
        }
        Scope::Municipalities => {
            take!(Municipality, municipality::table);
            take!(MunicipalityChange, municipality_change::table);
        }
        Scope::History => {
            take!(HistoryCount, history_count::table);
            take!(HistoryMunicipalityCount, history_municipality_count::table);
        }
        Scope::Area(MappingId(id)) => {
            let regions = region::table.filter(region::mapping_id.eq(id)).select(region::id);
            take!(Inhabitants, municipality_population::table);
            take!(Area, mapping_area::table.filter(mapping_area::mapping_id.eq(id)));
            take!(Region, region::table.filter(region::mapping_id.eq(id)));
            take!(
                Member,
                region_member::table.filter(region_member::region_id.eq_any(regions))
            );
        }
        Scope::Questions(MappingId(id)) => {
            take!(Question, question::table.filter(question::mapping_id.eq(id)));
        }
        Scope::Register(MappingId(id)) => {
            let own = || {
                arrangement::table
                    .filter(arrangement::mapping_id.eq(id))
                    .select(arrangement::id)
            };
            take!(Sector, sector::table.filter(sector::mapping_id.eq(id)));
            take!(TaskField, task_field::table.filter(task_field::mapping_id.eq(id)));
            take!(
                Arrangement,
                arrangement::table.filter(arrangement::mapping_id.eq(id))
            );
            take!(
                DetailRow,
                arrangement_detail::table.filter(arrangement_detail::arrangement_id.eq_any(own()))
            );
            take!(
                Task,
                arrangement_task_field::table.filter(arrangement_task_field::arrangement_id.eq_any(own()))
            );
            take!(
                Participant,
                participant::table.filter(participant::arrangement_id.eq_any(own()))
            );
            take!(
                Change,
                arrangement_change::table.filter(arrangement_change::arrangement_id.eq_any(own()))
            );
        }
    }
    Ok(rows)
}
