//! The demo as it will be after some years: more municipalities in each mapping, and more mappings. Only SQLite's
//! statistics are to believe it, so the rows are copies of the demo's, with other keys.

use std::collections::HashMap;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Bool, Nullable, Text};
use ordna::db::DbConn;

/// Further than any key of the demo.
const STEP: usize = 100_000;

/// What there is once in a mapping: a copy of the country lies beside the rest, in the same mappings.
const OF_A_MAPPING: &[&str] = &[
    "mapping",
    "publication",
    "sector",
    "task_field",
    "region",
    "hearing_round",
    "region_inquiry",
    "question",
    "theme",
    "planned_reminder",
    "mailing",
    "mailing_text",
    "saved_view",
    "import_run",
    "import_change",
];
/// What there is once, however many mappings: a copy of all mappings is about the same municipalities and people.
const OF_THE_PORTAL: &[&str] = &[
    "municipality",
    "municipality_population",
    "municipality_contact",
    "user_account",
];
/// What is no part of a mapping, and does not grow.
const NEVER: &[&str] = &[
    "__diesel_schema_migrations",
    "municipality_change",
    "history_count",
    "history_municipality_count",
    "letter_template",
    "scheduled_job",
    "setting",
];
/// What must differ between two copies besides their keys.
const UNIQUE: &[(&str, &str)] = &[
    ("municipality.number", "char(64 + copy.nr) || substr(t.number, 2)"),
    ("user_account.email", "t.email || copy.nr"),
    ("session.token_hash", "t.token_hash || copy.nr"),
    ("mapping.slug", "t.slug || '-' || copy.nr"),
    ("arrangement.number", "t.number + copy.nr * 1000"),
    ("arrangement.lineage", "t.lineage || copy.nr"),
    ("submission.reference", "t.reference || copy.nr"),
    ("outbox_mail.uuid", "t.uuid || copy.nr"),
    ("outbox_mail.message_id", "t.message_id || copy.nr"),
    ("outbox_mail.dedupe_key", "t.dedupe_key || copy.nr"),
    ("audit_event.hash", "t.hash || copy.nr"),
    ("audit_event.previous_hash", "t.previous_hash || copy.nr"),
];

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Bool)]
    is_key: bool,
    /// The table that it names a row of.
    #[diesel(sql_type = Nullable<Text>)]
    names: Option<String>,
}

const COLUMNS: &str = "SELECT t.name AS table_name, c.name AS name, c.pk > 0 AND c.name = 'id' AS is_key, \
     (SELECT f.\"table\" FROM pragma_foreign_key_list(t.name) f WHERE f.\"from\" = c.name LIMIT 1) AS names \
     FROM sqlite_schema t JOIN pragma_table_info(t.name) c \
     WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.cid";

/// The rounds of the copies are over, and everybody has answered.
const SUBMISSIONS: &str = "INSERT INTO submission \
     (hearing_id, number, reference, submitted_at, submitted_by, signed_name, sha256, canonical_json) \
     SELECT id, 1, 'copy-' || id, '2026-10-01 08:00:00', 1, 'Kopi', printf('%064d', 0), '{}' FROM hearing \
     WHERE id > 100000 AND id NOT IN (SELECT hearing_id FROM submission);";

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = Text)]
    name: String,
}

/// Four times the municipalities, then three times the mappings. The triggers go: what is closed is copied as well,
/// and nobody writes to the register after this.
pub fn grow(conn: &mut DbConn) {
    let DbConn::Sqlite(conn) = conn else {
        unreachable!("plans are SQLite's here")
    };
    let triggers: Vec<Named> = sql_query("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .load(conn)
        .unwrap();
    let drops = triggers
        .iter()
        .map(|Named { name }| format!("DROP TRIGGER {name};"));
    let mut columns: HashMap<String, Vec<Column>> = HashMap::new();
    for column in sql_query(COLUMNS).load::<Column>(conn).unwrap() {
        columns.entry(column.table_name.clone()).or_default().push(column);
    }
    let statements: String = drops
        .chain(copies(&columns, &[1, 2, 3], OF_A_MAPPING))
        .chain(copies(&columns, &[10, 20], OF_THE_PORTAL))
        .collect();
    conn.batch_execute(&format!(
        "PRAGMA foreign_keys = OFF; BEGIN; {statements} {SUBMISSIONS} COMMIT; PRAGMA foreign_keys = ON;"
    ))
    .unwrap();
}

/// A statement for each table that is not in `kept`, with a copy for each number. Of the numbers of several copies of
/// copies no two sums are the same.
fn copies(columns: &HashMap<String, Vec<Column>>, numbers: &[usize], kept: &[&str]) -> Vec<String> {
    let rows: Vec<String> = numbers.iter().map(|nr| format!("({nr})")).collect();
    let rows = rows.join(", ");
    let is_copied = |table: &str| !kept.contains(&table) && !NEVER.contains(&table);
    let value = |column: &Column| {
        let unique = format!("{}.{}", column.table_name, column.name);
        if let Some((_, value)) = UNIQUE.iter().find(|(name, _)| *name == unique) {
            return (*value).to_owned();
        }
        let Column { name, .. } = column;
        if column.is_key || column.names.as_deref().is_some_and(is_copied) {
            return format!("t.{name} + copy.nr * {STEP}");
        }
        format!("t.{name}")
    };
    columns
        .iter()
        .filter(|(table, _)| is_copied(table))
        .map(|(table, columns)| {
            let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
            let values: Vec<String> = columns.iter().map(value).collect();
            // What an index holds to be the same, as a role of one person, is there once.
            format!(
                "INSERT OR IGNORE INTO {table} ({}) WITH copy (nr) AS (VALUES {rows}) SELECT {} FROM {table} t, copy;",
                names.join(", "),
                values.join(", ")
            )
        })
        .collect()
}
