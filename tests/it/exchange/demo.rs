//! The demo's register: the numbers that follow from the data it was made of.

use std::collections::HashMap;

use ordna::analysis::{self, Cell};
use ordna::db::conn::{settings, upkeep};
use ordna::db::people::accounts;
use ordna::demo::{CLOSED, NATIONAL, OPEN, account_of, claim, is_complete, is_demo};
use ordna::domain::places::mapping::MappingStatus;
use ordna::i18n::Lang;

use super::{exported, file, load_demo, register};
use crate::support::database::TestDatabase;

#[test]
fn the_demo_has_the_289_arrangements_of_trondelag_2020() {
    let database = TestDatabase::fresh();
    let pool = database.pool(1);
    let mut conn = pool.get().unwrap();
    load_demo(&mut conn, false);
    let register = register(&mut conn, CLOSED);
    assert_eq!(register.mapping.status, MappingStatus::Closed);
    assert_eq!(register.arrangements.len(), 289);
    assert_eq!(register.area().count(), 38);
    assert_eq!(register.regions.len(), 7);
    assert_eq!(register.task_fields.len(), 57);
    let sectors = analysis::table(&register, "sectors", Lang::Nb).unwrap();
    let counts: Vec<&Cell> = sectors.rows.iter().map(|row| &row[2]).collect();
    let expected = [8, 40, 78, 40, 23, 12, 30, 15, 20, 6, 17].map(Cell::Whole);
    assert_eq!(counts, expected.iter().collect::<Vec<_>>());
    assert_eq!((sectors.base.n, sectors.base.missing), (289, 0));
    let table = analysis::table(&register, "municipality-counts", Lang::Nn).unwrap();
    let counts: HashMap<String, i64> = table
        .rows
        .iter()
        .map(|row| match row.as_slice() {
            [_, Cell::Text(name), Cell::Whole(count)] => (name.clone(), *count),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        (counts["Grong"], counts["Trondheim"], counts["Oppdal"]),
        (44, 32, 27)
    );
    assert_eq!(counts.values().sum::<i64>(), 1344);
    assert_eq!(table.notes, ["Gjennomsnitt 35,4, minst 27, flest 44."]);
}

#[test]
fn the_open_mapping_is_the_closed_one_copied() {
    let database = TestDatabase::fresh();
    let pool = database.pool(1);
    let mut conn = pool.get().unwrap();
    load_demo(&mut conn, false);
    let (before, after) = (exported(&mut conn, CLOSED), exported(&mut conn, OPEN));
    for path in [
        "municipalities.csv",
        "arrangements.csv",
        "participants.csv",
        "tables/municipality-counts.csv",
    ] {
        assert_eq!(file(&before, path), file(&after, path), "{path}");
    }
    let open = register(&mut conn, OPEN);
    assert_eq!(
        open.mapping.copied_from,
        Some(register(&mut conn, CLOSED).mapping.id)
    );
    assert_eq!(
        upkeep::derived_wrong(&mut conn, open.mapping.id).unwrap(),
        Vec::<String>::new()
    );
    for name in ["Grong", "Røros", "Indre Fosen"] {
        assert!(
            accounts::by_email(&mut conn, &account_of(name))
                .unwrap()
                .is_some(),
            "{name}"
        );
    }
}

#[test]
fn the_export_of_the_demo_is_what_it_was_loaded_from() {
    let database = TestDatabase::fresh();
    let pool = database.pool(1);
    let mut conn = pool.get().unwrap();
    load_demo(&mut conn, false);
    let files = exported(&mut conn, CLOSED);
    for name in ["arrangements.csv", "participants.csv"] {
        let embedded = std::fs::read_to_string(format!("src/demo/{name}")).unwrap();
        assert!(
            file(&files, name) == embedded,
            "{name} is exported otherwise than it was"
        );
    }
    // Of the country's municipalities, those of the area and those that take part from outside.
    let embedded = std::fs::read_to_string("src/demo/municipalities.csv").unwrap();
    let exported = file(&files, "municipalities.csv");
    assert!(
        exported
            .lines()
            .all(|line| embedded.lines().any(|known| known == line))
    );
    assert_eq!(exported.lines().filter(|line| line.ends_with(",yes")).count(), 38);
}

#[test]
fn a_second_start_loads_nothing() {
    let database = TestDatabase::fresh();
    let pool = database.pool(1);
    let mut conn = pool.get().unwrap();
    assert!(!is_complete(&mut conn, false).unwrap());
    load_demo(&mut conn, false);
    let version = register(&mut conn, OPEN).mapping.register_version;
    assert!(is_complete(&mut conn, false).unwrap());
    assert!(!is_complete(&mut conn, true).unwrap());
    load_demo(&mut conn, false);
    assert_eq!(register(&mut conn, OPEN).mapping.register_version, version);
    assert_eq!(
        settings::get(&mut conn, "made_by").unwrap().as_deref(),
        Some("demo")
    );
}

#[test]
fn a_demo_that_was_stopped_while_it_loaded_goes_on_with_the_next_start() {
    let database = TestDatabase::fresh();
    let pool = database.pool(1);
    let mut conn = pool.get().unwrap();
    claim(&mut conn).unwrap();
    assert!(is_demo(&mut conn).unwrap() && !is_complete(&mut conn, false).unwrap());
    load_demo(&mut conn, false);
    assert!(is_complete(&mut conn, false).unwrap());
}

#[test]
fn the_whole_country_is_made_up_the_same_on_every_machine() {
    let files: Vec<_> = TestDatabase::each()
        .iter()
        .map(|database| {
            let pool = database.pool(1);
            let mut conn = pool.get().unwrap();
            load_demo(&mut conn, true);
            exported(&mut conn, NATIONAL)
        })
        .collect();
    let arrangements = file(&files[0], "arrangements.csv");
    assert_eq!(arrangements.lines().count(), 3001);
    assert_eq!(file(&files[0], "municipalities.csv").lines().count(), 358);
    let hash = ordna::secret::hash(arrangements);
    assert_eq!(
        &hash[..16],
        "45e335c4b4b40e74",
        "the same seed gave another country"
    );
    for other in &files[1..] {
        assert!(*other == files[0]);
    }
    let participants = file(&files[0], "participants.csv");
    let mut sizes: HashMap<&str, usize> = HashMap::new();
    for line in participants.lines().skip(1) {
        *sizes.entry(line.split(',').next().unwrap()).or_default() += 1;
    }
    assert_eq!(sizes.len(), 3000);
    assert!(sizes.values().all(|size| *size >= 2));
}
