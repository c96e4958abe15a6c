//! Files with something wrong in them: every bad row is named, and nothing is written.

use ordna::demo::CLOSED;
use ordna::domain::register::arrangement::Level;
use ordna::domain::register::whole::Arrangement;
use ordna::tasks::importing::{self, ImportError, Sheet, What};

use super::{context, exported, import, load_demo, new_mapping, problems, register};
use crate::support::database::TestDatabase;

#[test]
fn every_bad_row_is_named_and_nothing_is_written() {
    let database = TestDatabase::fresh();
    let pool = database.pool(1);
    let mut conn = pool.get().unwrap();
    new_mapping(&mut conn, "kopi", 2026);
    let before = exported(&mut conn, "kopi");
    let file = "\
id,name,sector,legal_form,host_number,host_name,established_year,fte,level,agreement_date,note
1,God ordning,Kultur,iks,5045,Grong,1998,1.5,,2020-01-31,
2,,Kultur,,,,,,,,
3,Feil form,Kultur,IKS,,,,,,,
4,Feil vert,Kultur,,5045,Namsos,,,,,
5,Feil tall,Kultur,,,,98,1.55,,31.1.2020,
6,Feil nivå,Kultur,,,,,,regionalt,,
1,To ganger,Kultur,,,,,,,,
x,Uten nummer,Kultur,,,,,,,,
9,For få celler,Kultur
10,Skjult,Kultur,,,,,,,,a\u{202e}b
11,Borte,Kultur,,1633,,,,,,
";
    let found = problems(import(&mut conn, What::Arrangements, "kopi", file));
    for (line, part) in [
        (3, "name is empty"),
        (4, "legal_form is «IKS» but must be one of agreement, host"),
        (5, "5045 is Grong, not «Namsos»"),
        (6, "established_year is «98» but must be a whole number"),
        (6, "fte is «1.55» but must be a number"),
        (6, "agreement_date is «31.1.2020» but must be a date"),
        (
            7,
            "level is «regionalt» but must be one of local, regional, higher, derived",
        ),
        (8, "arrangement 1 is on line 2 already"),
        (9, "id is «x» but must be a whole number"),
        (10, "there are 3 cells under 11 columns"),
        (11, "note has a hidden character, U+202E"),
        (
            12,
            "there is no municipality 1633 on 2026-01-01: it became 5020 Osen",
        ),
    ] {
        let start = format!("line {line}: ");
        assert!(
            found
                .iter()
                .any(|problem| problem.starts_with(&start) && problem.contains(part)),
            "line {line}: {part} is not among {found:#?}"
        );
    }
    assert!(!found.iter().any(|problem| problem.starts_with("line 2:")));
    assert_eq!(exported(&mut conn, "kopi"), before);
}

#[test]
fn an_unknown_column_is_an_error_and_a_missing_one_is_not() {
    let database = TestDatabase::fresh();
    let pool = database.pool(1);
    let mut conn = pool.get().unwrap();
    new_mapping(&mut conn, "kopi", 2026);
    let found = problems(import(
        &mut conn,
        What::Arrangements,
        "kopi",
        "id,navn\n1,Legevakt\n",
    ));
    assert!(found[0].starts_with("there is no column «navn»"), "{found:?}");
    import(&mut conn, What::Arrangements, "kopi", "name,id\nLegevakt,1\n").unwrap();
    import(
        &mut conn,
        What::Arrangements,
        "kopi",
        "id,established_year\n1,1998\n",
    )
    .unwrap();
    let arrangement = &register(&mut conn, "kopi").arrangements[0];
    assert_eq!(arrangement.facts.name, "Legevakt");
    assert_eq!(arrangement.facts.established_year, Some(1998));
    assert_eq!(arrangement.facts.lineage, "kopi-1");
    assert_eq!(arrangement.version, 2);
}

#[test]
fn a_level_is_derived_unless_it_is_said_otherwise_and_why() {
    let database = TestDatabase::fresh();
    let pool = database.pool(1);
    let mut conn = pool.get().unwrap();
    new_mapping(&mut conn, "kopi", 2026);
    let file = "\
id,name,level,level_reason,participant_count
1,Utledet,derived,,
2,Tom,,,
3,Lik,regional,,4
4,Overstyrt,higher,Flere er på vei,2
";
    import(&mut conn, What::Arrangements, "kopi", file).unwrap();
    let overrides: Vec<Option<Level>> = register(&mut conn, "kopi")
        .arrangements
        .iter()
        .map(|arrangement| arrangement.facts.level_override)
        .collect();
    assert_eq!(overrides, [None, None, None, Some(Level::Higher)]);
    let participants = "arrangement_id,kommunenummer\n1,5045\n1,5046\n1,5047\n1,5007\n4,5045\n4,5046\n";
    import(&mut conn, What::Participants, "kopi", participants).unwrap();
    let levels: Vec<Level> = register(&mut conn, "kopi")
        .arrangements
        .iter()
        .map(Arrangement::level)
        .collect();
    assert_eq!(
        levels,
        [Level::Regional, Level::Local, Level::Local, Level::Higher]
    );
    let file =
        "id,name,level,level_reason\n5,Uten grunn,higher,\n6,Grunn uten nivå,,Fordi\n1,Utledet,regional,\n";
    let found = problems(import(&mut conn, What::Arrangements, "kopi", file));
    assert_eq!(
        found,
        [
            "line 2: level is higher where the participants make it local: give level_reason, or leave level empty",
            "line 3: level_reason is given, but level is derived",
        ]
    );
}

#[test]
fn what_falls_outside_the_definition_is_given_a_reason() {
    let database = TestDatabase::fresh();
    let pool = database.pool(1);
    let mut conn = pool.get().unwrap();
    new_mapping(&mut conn, "kopi", 2026);
    let file = "\
id,name,definition_status,definition_reason
1,Legevakt,included,
2,Havna AS,excluded,
3,Nettverk,borderline,Fast møte uten avtale
";
    let found = problems(import(&mut conn, What::Arrangements, "kopi", file));
    assert_eq!(
        found,
        ["line 3: definition_status is excluded: give definition_reason"]
    );
    let right = file.replace("excluded,", "excluded,Privat");
    import(&mut conn, What::Arrangements, "kopi", &right).unwrap();
    let taken_away = "id,definition_reason\n3,\n";
    let found = problems(import(&mut conn, What::Arrangements, "kopi", taken_away));
    assert_eq!(
        found,
        ["line 2: definition_status is borderline: give definition_reason"]
    );
}

#[test]
fn participants_are_held_against_the_register() {
    let database = TestDatabase::fresh();
    let pool = database.pool(1);
    let mut conn = pool.get().unwrap();
    new_mapping(&mut conn, "kopi", 2026);
    import(&mut conn, What::Arrangements, "kopi", "id,name\n1,Legevakt\n").unwrap();
    let file = "\
arrangement_id,kind,kommunenummer,name,county_number,share
1,municipality,5045,Grong,50,33.33
1,municipality,5045,Grong,50,
2,municipality,5046,Høylandet,50,
1,municipality,5046,Høylandet,51,
1,kommune,5047,Overhalla,50,
1,county,50,Trøndelag,50,
1,private,,,,
1,municipality,5007,Namsos,50,133
1,municipality,501,Namsos,50,
";
    let found = problems(import(&mut conn, What::Participants, "kopi", file));
    let lines: Vec<&str> = found
        .iter()
        .map(|problem| problem.split(':').next().unwrap())
        .collect();
    for line in 3..=10 {
        assert!(lines.contains(&format!("line {line}").as_str()), "{found:#?}");
    }
    assert!(!lines.contains(&"line 2"), "{found:#?}");
    assert!(
        register(&mut conn, "kopi").arrangements[0]
            .participants
            .is_empty()
    );
}

#[test]
fn a_dry_run_tells_and_writes_nothing() {
    let database = TestDatabase::fresh();
    let pool = database.pool(1);
    let mut conn = pool.get().unwrap();
    new_mapping(&mut conn, "kopi", 2026);
    let sheet = Sheet::read(b"id,name\n1,Legevakt\n2,Brannvern\n").unwrap();
    let mut run = |apply| {
        importing::import(
            &mut conn,
            &context(),
            What::Arrangements,
            Some("kopi"),
            &sheet,
            apply,
        )
        .unwrap()
    };
    assert_eq!(run(false), run(true));
    assert_eq!(run(false).unchanged, 2);
}

#[test]
fn a_closed_mapping_takes_nothing_in() {
    let database = TestDatabase::fresh();
    let pool = database.pool(1);
    let mut conn = pool.get().unwrap();
    load_demo(&mut conn, false);
    let refused = import(&mut conn, What::Arrangements, CLOSED, "id,name\n1,Ny\n");
    assert!(matches!(refused, Err(ImportError::Closed(_))), "{refused:?}");
    assert_eq!(
        refused.unwrap_err().to_string(),
        "the mapping «trondelag-2020» is closed: nothing can be imported into it"
    );
}

#[test]
fn a_change_ends_one_municipality_and_begins_another() {
    let database = TestDatabase::fresh();
    let pool = database.pool(1);
    let mut conn = pool.get().unwrap();
    load_demo(&mut conn, false);
    let changes = "\
old_number,old_name,old_county,new_number,new_name,new_county,valid_from,kind
5044,Namsskogan,Trøndelag,5062,Indre Namdal,Trøndelag,2027-01-01,merge
5045,Grong,Trøndelag,5062,Indre Namdal,Trøndelag,2027-01-01,merge
";
    let sheet = Sheet::read(changes.as_bytes()).unwrap();
    let summary = importing::import(&mut conn, &context(), What::Changes, None, &sheet, true).unwrap();
    let notes: Vec<String> = summary.notes.iter().map(ToString::to_string).collect();
    assert_eq!(notes, ["New municipalities: 5062 Indre Namdal."]);
    // The mappings of before are as they were; the next one is copied into the country of its time.
    let before = register(&mut conn, CLOSED);
    assert_eq!(before.area().count(), 38);
    let plan = ordna::tasks::mapping::mappings::Plan {
        slug: "trondelag-2030",
        name: "Trøndelag 2030",
        year: 2030,
        area: &[],
        copy_from: Some(CLOSED),
        status: ordna::domain::places::mapping::MappingStatus::Open,
        settings: None,
    };
    let made = ordna::tasks::mapping::mappings::create(&mut conn, &context(), &plan).unwrap();
    assert_eq!((made.municipalities, made.arrangements), (37, 289));
    let after = register(&mut conn, "trondelag-2030");
    assert!(
        after
            .places
            .iter()
            .all(|place| !["5044", "5045"].contains(&place.municipality.number.as_str()))
    );
    let merged = after
        .places
        .iter()
        .find(|place| place.municipality.number == "5062")
        .unwrap();
    assert!(merged.in_area);
    assert_eq!(after.regions_of(merged.municipality.id).count(), 1);
    let before: usize = before.arrangements.iter().map(|a| a.participants.len()).sum();
    let after: usize = after.arrangements.iter().map(|a| a.participants.len()).sum();
    assert!(after < before);
}
