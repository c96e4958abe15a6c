//! An export, imported into an empty mapping and exported again, gives the same bytes, on both databases.

use std::fmt::Write as _;

use ordna::db::DbConn;
use ordna::demo::{CLOSED, NATIONAL};
use ordna::tasks::importing::What;

use super::{exported, file, import, load_demo, new_mapping, register};
use crate::support::database::TestDatabase;

const REGISTER: [(What, &str); 3] = [
    (What::Municipalities, "municipalities.csv"),
    (What::Arrangements, "arrangements.csv"),
    (What::Participants, "participants.csv"),
];

fn import_all(conn: &mut DbConn, mapping: &str, files: &[(String, String)]) {
    for (what, path) in REGISTER {
        import(conn, what, mapping, file(files, path)).unwrap();
    }
}

#[test]
fn an_export_comes_back_byte_for_byte() {
    let origin = TestDatabase::sqlite();
    let pool = origin.pool(1);
    let mut conn = pool.get().unwrap();
    load_demo(&mut conn, true);
    for (slug, year) in [(CLOSED, 2020), (NATIONAL, 2026)] {
        let before = exported(&mut conn, slug);
        for database in TestDatabase::each() {
            let pool = database.pool(1);
            let mut conn = pool.get().unwrap();
            // The area of the file comes instead of the one that the mapping was made with.
            new_mapping(&mut conn, "kopi", year);
            import_all(&mut conn, "kopi", &before);
            assert!(
                before == exported(&mut conn, "kopi"),
                "{slug} came back otherwise"
            );
            // And a second time there is nothing to do.
            let version = register(&mut conn, "kopi").mapping.register_version;
            for (what, path) in REGISTER {
                let summary = import(&mut conn, what, "kopi", file(&before, path)).unwrap();
                assert_eq!((summary.new, summary.changed), (0, 0), "{path}");
            }
            assert_eq!(register(&mut conn, "kopi").mapping.register_version, version);
        }
    }
}

#[test]
fn a_copy_beside_its_closed_original_is_the_same_too() {
    let database = TestDatabase::fresh();
    let pool = database.pool(1);
    let mut conn = pool.get().unwrap();
    load_demo(&mut conn, false);
    let before = exported(&mut conn, CLOSED);
    new_mapping(&mut conn, "kopi", 2020);
    import_all(&mut conn, "kopi", &before);
    assert!(before == exported(&mut conn, "kopi"));
}

#[test]
fn everything_that_a_row_can_say_comes_back() {
    const ARRANGEMENTS: &str = "\
id,lineage,name,name_kind,sector,task_fields,legal_form,host_number,host_name,established_year,fte,level,level_reason,participant_count,content,definition_status,definition_reason,life,cost_key,agreement_date,governor_notified,note,organisation_number
3,a-3,\"Legevakt, «natt»\",formal,Helse før,Legevakt;Ny oppgave,host,5045,Grong,1998,12.5,local,,2,\"Første linje
andre linje\",borderline,Tvil,being_established,20/80 etter folketall,2019-12-31,yes,'=1+1,
7,a-7,'+47 vakt,made,Annen sektor,Ny oppgave,as,,Selskapet AS,,0.5,higher,Flere er på vei,2,,excluded,Privat,discontinued,etter bruk,,no,'-2,971035854
";
    const PARTICIPANTS: &str = "\
arrangement_id,kind,kommunenummer,name,county_number,share,in_area
3,municipality,5045,Grong,50,50,yes
3,municipality,5046,Høylandet,50,49.5,yes
3,county,,Trøndelag fylkeskommune,50,0.25,no
3,private,,'@Eier,,0.25,no
7,municipality,1811,Bindal,18,,no
7,municipality,5045,Grong,50,,yes
";
    for database in TestDatabase::each() {
        let pool = database.pool(1);
        let mut conn = pool.get().unwrap();
        new_mapping(&mut conn, "kopi", 2026);
        let summary = import(&mut conn, What::Arrangements, "kopi", ARRANGEMENTS).unwrap();
        let notes: Vec<String> = summary.notes.iter().map(ToString::to_string).collect();
        assert_eq!(
            notes,
            [
                "The mapping's sectors become the 2 of the file.",
                "New task fields: Ny oppgave."
            ]
        );
        import(&mut conn, What::Participants, "kopi", PARTICIPANTS).unwrap();
        let files = exported(&mut conn, "kopi");
        assert_eq!(file(&files, "arrangements.csv"), ARRANGEMENTS);
        assert_eq!(file(&files, "participants.csv"), PARTICIPANTS);
    }
}

#[test]
fn s41_thirty_payloads_survive_and_none_is_a_formula() {
    let database = TestDatabase::fresh();
    let pool = database.pool(1);
    let mut conn = pool.get().unwrap();
    new_mapping(&mut conn, "kopi", 2026);
    let starts = ["=", "+", "-", "@", "\t", "\r"];
    let rests = ["1+1", "cmd|' /C calc'!A0", "HYPERLINK(1)", "47 12 34 56 78", "2"];
    let mut wanted = Vec::new();
    let mut csv = String::from("id,name,note\n");
    for (at, payload) in starts
        .iter()
        .flat_map(|start| rests.iter().map(move |rest| format!("{start}{rest}")))
        .enumerate()
    {
        writeln!(csv, "{},Ordning {at},\"'{payload}\"", at + 1).unwrap();
        wanted.push(payload);
    }
    import(&mut conn, What::Arrangements, "kopi", &csv).unwrap();
    let stored: Vec<String> = register(&mut conn, "kopi")
        .arrangements
        .into_iter()
        .map(|arrangement| arrangement.facts.note.unwrap())
        .collect();
    assert_eq!(stored, wanted);
    let files = exported(&mut conn, "kopi");
    let exported_once = file(&files, "arrangements.csv");
    let mut reader = csv::Reader::from_reader(exported_once.as_bytes());
    for record in reader.records() {
        for cell in &record.unwrap() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
        }
    }
    new_mapping(&mut conn, "igjen", 2026);
    import(&mut conn, What::Arrangements, "igjen", exported_once).unwrap();
    assert_eq!(
        file(&exported(&mut conn, "igjen"), "arrangements.csv"),
        exported_once
    );
}
