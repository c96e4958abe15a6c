//! What a closed mapping shows of municipalities stays as it was.

use diesel::connection::SimpleConnection;
use ordna::db::Refused;

use super::frozen::{CLOSE, ONE_OF_EACH, REOPEN, refusal};
use crate::support::database::TestDatabase;

#[test]
fn what_a_closed_mapping_exports_of_municipalities_is_frozen_with_it() {
    for database in TestDatabase::each() {
        let pool = database.pool(1);
        let conn = &mut *pool.get().unwrap();
        conn.batch_execute(ONE_OF_EACH).unwrap();
        // A host and a member of a region that are not of the area.
        conn.batch_execute(
            "INSERT INTO municipality (id, number, name, county_number, county, language_form, search_key, sort_key)
                 VALUES (3, '1834', 'Lurøy', '18', 'Nordland', 'neutral', 'luroy', '03'),
                        (4, '1835', 'Træna', '18', 'Nordland', 'neutral', 'trena', '04'),
                        (5, '1836', 'Rødøy', '18', 'Nordland', 'neutral', 'rodoy', '05');
             UPDATE arrangement SET host_municipality_id = 3 WHERE id = 1;
             INSERT INTO region_member (region_id, municipality_id) VALUES (1, 4)",
        )
        .unwrap();
        conn.batch_execute(CLOSE).unwrap();
        for write in [
            "UPDATE municipality SET name = 'Lovund' WHERE id = 3",
            "UPDATE municipality SET name = 'Husøy' WHERE id = 4",
            "INSERT INTO municipality_population (municipality_id, year, population) VALUES (4, 2020, 450)",
            "UPDATE municipality SET name = 'Fosen' WHERE id = 1",
            "UPDATE municipality SET county_number = '51', county = 'Fosen' WHERE id = 2",
            "UPDATE municipality_population SET population = 1",
            "INSERT INTO municipality_population (municipality_id, year, population) VALUES (2, 2019, 5000)",
            "DELETE FROM municipality_population",
        ] {
            assert_eq!(
                refusal(conn, write),
                Some(Refused::MunicipalityIsFrozen),
                "{write}"
            );
        }
        // What a register import writes over with the same, and what later mappings need, goes in.
        conn.batch_execute(
            "UPDATE municipality SET name = 'Indre Fosen', language_form = 'neutral' WHERE id = 1;
             UPDATE municipality_population SET population = 10084 WHERE municipality_id = 1 AND year = 2020;
             INSERT INTO municipality_population (municipality_id, year, population) VALUES (1, 2026, 10100);
             UPDATE municipality SET name = 'Rødøya' WHERE id = 5",
        )
        .unwrap();
    }
}

#[test]
fn a_population_that_a_closed_mapping_does_not_show_may_come_and_go() {
    for database in TestDatabase::each() {
        let pool = database.pool(1);
        let conn = &mut *pool.get().unwrap();
        conn.batch_execute(ONE_OF_EACH).unwrap();
        conn.batch_execute(CLOSE).unwrap();
        // It shows that of 2020.
        conn.batch_execute(
            "INSERT INTO municipality_population (municipality_id, year, population) VALUES (1, 2018, 10000);
             UPDATE municipality_population SET population = 10001, year = 2017 WHERE year = 2018;
             DELETE FROM municipality_population WHERE year = 2017;
             INSERT INTO municipality_population (municipality_id, year, population) VALUES (1, 2018, 10000)",
        )
        .unwrap();
        for write in [
            "DELETE FROM municipality_population WHERE year = 2020",
            "DELETE FROM municipality_population",
            "UPDATE municipality_population SET year = year - 1",
            "UPDATE municipality_population SET year = 2022 WHERE year = 2020",
            "UPDATE municipality_population SET municipality_id = 2 WHERE year = 2018",
        ] {
            assert_eq!(
                refusal(conn, write),
                Some(Refused::MunicipalityIsFrozen),
                "{write}"
            );
        }
        // An older closed mapping shows what the newer one hides.
        conn.batch_execute(REOPEN).unwrap();
        conn.batch_execute(
            "INSERT INTO mapping (id, slug, name, year, status, created_at)
                 VALUES (2, 'fosen-2019', 'Fosen 2019', 2019, 'open', '2019-01-01 00:00:00');
             INSERT INTO mapping_area (mapping_id, municipality_id) VALUES (2, 1)",
        )
        .unwrap();
        conn.batch_execute(CLOSE).unwrap();
        let older = "UPDATE municipality_population SET population = 1 WHERE year = 2018";
        assert_eq!(refusal(conn, older), Some(Refused::MunicipalityIsFrozen));
    }
}
