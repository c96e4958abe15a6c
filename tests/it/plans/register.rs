//! The queries behind the register's lists, with every filter and order: by an index, and without sorting a whole table.

use std::sync::{Arc, Mutex};

use chrono::NaiveDate;
use diesel::connection::{Instrumentation, InstrumentationEvent};
use diesel::prelude::*;
use ordna::db::mapping::mappings;
use ordna::db::{self, DbConn, audit, outbox, people, register};
use ordna::domain::letters::letter::MailState;
use ordna::domain::places::directory::Directory;
use ordna::domain::places::mapping::Mapping;
use ordna::domain::register::arrangement::{DefinitionStatus, LegalForm, Level, Life, is_counted};
use ordna::domain::register::listing::{Filter, Order, Part, Pick, SortBy, Word};

use super::{steps, without_binds};
use crate::support::data;

/// Tables that grow with the country, the years or the mappings: none may be read from end to end.
const LARGE: [&str; 5] = [
    "arrangement",
    "participant",
    "arrangement_task_field",
    "arrangement_change",
    "arrangement_detail",
];

#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Vec<String>>>);

impl Instrumentation for Recorder {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            let sql = without_binds(&query.to_string()).to_owned();
            self.0.lock().unwrap().push(sql);
        }
    }
}

/// The statements of `work`, each with the steps by which SQLite would do it.
fn plans(work: impl FnOnce(&mut DbConn, &Mapping, &Directory)) -> Vec<(String, Vec<String>)> {
    let database = data::sample();
    if database.is_postgres() {
        return Vec::new();
    }
    let pool = database.pool(1);
    let conn = &mut *pool.get().unwrap();
    let mapping = mappings::by_slug(conn, "trondelag-2026").unwrap().unwrap();
    let directory = db::directory(conn, &mapping).unwrap();
    let recorder = Recorder::default();
    conn.set_instrumentation(recorder.clone());
    work(conn, &mapping, &directory);
    conn.set_instrumentation(Recorder::default());
    let statements = recorder.0.lock().unwrap().clone();
    assert!(!statements.is_empty());
    let explain = |sql: String| {
        let steps = steps(conn, &sql);
        (sql, steps)
    };
    statements.into_iter().map(explain).collect()
}

/// «SCAN arrangement» alone reads the whole table; «USING … INDEX» does not.
fn reads_all(step: &str) -> bool {
    let table = step.strip_prefix("SCAN ").unwrap_or_default();
    LARGE.contains(&table)
}

fn check(plans: &[(String, Vec<String>)]) {
    for (sql, steps) in plans {
        for step in steps {
            assert!(!reads_all(step), "{step} in {steps:#?} of {sql}");
            assert!(
                !step.contains("TEMP B-TREE FOR ORDER BY"),
                "{step} in {steps:#?} of {sql}"
            );
        }
    }
}

fn filters(mapping: &Mapping, directory: &Directory) -> Vec<Filter> {
    assert_eq!(mapping.slug, "trondelag-2026");
    let word = |text: &str, hosts| Word {
        text: text.to_owned(),
        hosts,
    };
    let grong = directory.by_number("5045").unwrap().municipality.id;
    let all = Filter::default;
    vec![
        all(),
        Filter {
            words: vec![word("namdal", vec![]), word("grong", vec![grong])],
            ..all()
        },
        Filter {
            sector: Pick::Is(directory.sectors[0].id),
            ..all()
        },
        Filter {
            sector: Pick::Unknown,
            ..all()
        },
        Filter {
            task_field: Pick::Is(directory.task_fields[0].id),
            ..all()
        },
        Filter {
            task_field: Pick::Unknown,
            ..all()
        },
        Filter {
            legal_form: Pick::Is(LegalForm::Iks),
            ..all()
        },
        Filter {
            host: Pick::Is(grong),
            ..all()
        },
        Filter {
            host: Pick::Unknown,
            ..all()
        },
        Filter {
            municipality: Some(grong),
            ..all()
        },
        Filter {
            level: Some(Level::Local),
            life: Some(Life::Active),
            definition: Some(DefinitionStatus::Included),
            counted: Some(true),
            ..all()
        },
    ]
}

#[test]
fn no_list_of_arrangements_sorts_or_reads_a_whole_table() {
    let part = Part::Rows { offset: 0, limit: 50 };
    let by = [
        SortBy::Name,
        SortBy::Sector,
        SortBy::Participants,
        SortBy::Level,
        SortBy::LegalForm,
    ];
    let plans = plans(|conn, mapping, directory| {
        for filter in filters(mapping, directory) {
            register::list::tally(conn, mapping.id, &filter).unwrap();
            for (by, backwards) in by.into_iter().flat_map(|by| [(by, false), (by, true)]) {
                for part in [part, Part::All] {
                    let order = Order { by, backwards };
                    register::list::list(conn, mapping.id, directory, &filter, order, part).unwrap();
                }
            }
        }
    });
    check(&plans);
}

#[test]
fn no_other_page_of_the_register_sorts_or_reads_a_whole_table() {
    let plans = plans(|conn, mapping, directory| {
        let grong = directory.by_number("5045").unwrap().municipality.id;
        register::list::of_municipality(conn, mapping.id, grong).unwrap();
        register::list::one(conn, mapping.id, 1).unwrap().unwrap();
        register::list::whole(conn, mapping).unwrap();
        mappings::by_slug(conn, &mapping.slug).unwrap();
        mappings::of_municipalities(conn, &["5045"]).unwrap();
    });
    check(&plans);
}

#[test]
fn no_list_of_the_administration_sorts_a_whole_table() {
    let now = NaiveDate::from_ymd_opt(2026, 11, 20)
        .unwrap()
        .and_hms_opt(12, 0, 0)
        .unwrap();
    let plans = plans(|conn, _, _| {
        people::read::list(conn, &people::read::Filter::default(), now, 50, 0).unwrap();
        for part in [
            audit::read::Part::Newest,
            audit::read::Part::OlderThan(9),
            audit::read::Part::NewerThan(1),
        ] {
            audit::read::lines(conn, &audit::read::Filter::default(), part, 50).unwrap();
        }
        for state in MailState::ALL.iter().copied().map(Some).chain([None]) {
            let filter = outbox::Filter {
                state,
                ..outbox::Filter::default()
            };
            outbox::list(conn, &filter, 0, 50).unwrap();
        }
    });
    // The roles of the people on one page, and the names in its lines, are few whatever the order.
    let pages: Vec<_> = plans
        .into_iter()
        .filter(|(sql, _)| sql.contains("LIMIT"))
        .collect();
    check(&pages);
}

#[test]
fn the_database_counts_by_the_same_rule_as_the_domain() {
    let database = data::sample();
    let pool = database.pool(1);
    let conn = &mut *pool.get().unwrap();
    let mapping = mappings::by_slug(conn, "trondelag-2026").unwrap().unwrap();
    for definition in DefinitionStatus::ALL {
        for life in Life::ALL {
            let filter = Filter {
                definition: Some(*definition),
                life: Some(*life),
                ..Filter::default()
            };
            let tally = register::list::tally(conn, mapping.id, &filter).unwrap();
            let expected = if is_counted(*definition, *life) {
                tally.found
            } else {
                0
            };
            assert_eq!(tally.counted, expected, "{definition:?} {life:?}");
        }
    }
}
