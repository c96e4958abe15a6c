//! The commands as a person runs them: what they print, and how they end.

use std::net::TcpListener;
use std::process::{Command, Output};

use diesel::connection::SimpleConnection;
use ordna::demo;

use crate::support::database::TestDatabase;

/// Runs in a folder of its own, with nothing of our environment's settings.
fn ordna(folder: &std::path::Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ordna"));
    command.current_dir(folder).args(arguments);
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("ORDNA_")) {
        command.env_remove(name);
    }
    command.output().unwrap()
}

fn said(output: &Output) -> (i32, String) {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code().unwrap(), said)
}

#[test]
fn a_stranger_carries_a_register_from_one_database_to_another() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path();
    let run = |arguments: &[&str]| {
        let output = ordna(home, arguments);
        assert_eq!(said(&output), (0, String::new()), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    run(&["migrate"]);
    let made = run(&[
        "mapping",
        "new",
        "en",
        "--name",
        "En",
        "--year",
        "2020",
        "--area",
        "5045,5046",
    ]);
    assert!(made.contains("municipalities 2"), "{made}");
    std::fs::write(home.join("a.csv"), "id,name,level\n1,Legevakt,local\n").unwrap();
    let dry = run(&["import", "arrangements", "a.csv", "--mapping", "en"]);
    assert!(
        dry.contains("1 new, 0 changed, 0 unchanged") && dry.contains("--apply"),
        "{dry}"
    );
    run(&["import", "arrangements", "a.csv", "--mapping", "en", "--apply"]);
    let first = run(&["export", "en", "--out", "ut"]);
    run(&[
        "mapping",
        "new",
        "to",
        "--name",
        "To",
        "--year",
        "2020",
        "--copy-from",
        "en",
    ]);
    let second = run(&["export", "to", "--out", "ut2"]);
    let hash = |text: &str| {
        text.lines()
            .find(|line| line.starts_with("content_hash"))
            .unwrap()
            .to_owned()
    };
    assert_eq!(hash(&first), hash(&second));
    let checked = run(&["check", "--mapping", "en"]);
    assert!(checked.contains("audit log: right"), "{checked}");
    run(&["backup", "kopi.db"]);
    assert!(home.join("kopi.db").is_file());
}

#[test]
fn what_cannot_be_done_is_said_in_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path();
    let (code, sentence) = said(&ordna(home, &["export", "en", "--out", "ut"]));
    assert_eq!(code, 2);
    assert!(sentence.contains("ordna migrate"), "{sentence}");
    assert!(ordna(home, &["migrate"]).status.success());
    let (code, sentence) = said(&ordna(home, &["export", "en", "--out", "ut"]));
    assert_eq!(
        (code, sentence.contains("there is no mapping «en»")),
        (1, true),
        "{sentence}"
    );
    for (county, says) in [
        ("30", "now in 31 Østfold, 32 Akershus, 33 Buskerud"),
        ("01", "now in 31 Østfold"),
        ("77", "there is no county 77"),
    ] {
        let arguments = [
            "mapping", "new", "a", "--name", "A", "--year", "2021", "--area", county,
        ];
        let (code, sentence) = said(&ordna(home, &arguments));
        assert_eq!((code, sentence.contains(says)), (1, true), "{sentence}");
    }
    let (code, _) = said(&ordna(home, &["export", "en", "--out", "ut", "--format", "xlsx"]));
    assert_eq!(code, 2);
    std::fs::write(home.join("a.csv"), "id,name\n1,\nx,To\n").unwrap();
    ordna(
        home,
        &[
            "mapping", "new", "en", "--name", "En", "--year", "2020", "--area", "50",
        ],
    );
    let (code, sentences) = said(&ordna(
        home,
        &["import", "arrangements", "a.csv", "--mapping", "en", "--apply"],
    ));
    assert_eq!(code, 1);
    assert!(
        sentences.contains("line 2: name is empty") && sentences.contains("line 3: id is «x»"),
        "{sentences}"
    );
    let (code, sentence) = said(&ordna(home, &["import", "arrangements", "a.csv"]));
    assert_eq!((code, sentence.contains("--mapping")), (2, true), "{sentence}");
    std::fs::write(home.join("a.xlsx"), "id,name\n1,To\n").unwrap();
    let (code, sentence) = said(&ordna(
        home,
        &["import", "arrangements", "a.xlsx", "--mapping", "en"],
    ));
    assert_eq!(
        (code, sentence.contains("neither CSV nor XLSX")),
        (1, true),
        "{sentence}"
    );
}

#[test]
fn demo_serves_no_database_that_it_did_not_make() {
    let database = TestDatabase::sqlite();
    let folder = tempfile::tempdir().unwrap();
    for more in [&[][..], &["--reset"]] {
        let arguments = [
            &["demo", "--bind", "127.0.0.1:0", "--database", database.url()],
            more,
        ]
        .concat();
        let (code, sentence) = said(&ordna(folder.path(), &arguments));
        assert_eq!(code, 2, "{sentence}");
        assert!(sentence.contains("was not made by `ordna demo`"), "{sentence}");
    }
    assert!(database.pool(1).ping().is_ok());
}

#[test]
fn s13_a_database_that_demo_made_is_not_served_in_earnest() {
    let database = TestDatabase::sqlite();
    let pool = database.pool(1);
    demo::claim(&mut pool.get().unwrap()).unwrap();
    drop(pool);
    let folder = tempfile::tempdir().unwrap();
    for command in [
        &["serve", "--bind", "127.0.0.1:0"][..],
        &["admin-link", "a@example.no"],
    ] {
        let arguments = [command, &["--database", database.url()]].concat();
        let (code, sentence) = said(&ordna(folder.path(), &arguments));
        assert_eq!(code, 2, "{sentence}");
        assert!(sentence.contains("was made by `ordna demo`"), "{sentence}");
    }
}

#[test]
fn a_database_that_is_not_there_is_a_mistake_in_the_settings() {
    let folder = tempfile::tempdir().unwrap();
    for command in [
        &["serve", "--bind", "127.0.0.1:0"][..],
        &["admin-link", "a@example.no"],
        &["export", "en", "--out", "ut"],
        &[
            "mapping", "new", "en", "--name", "En", "--year", "2020", "--area", "50",
        ],
        &["check"],
        &["backup", "kopi.db"],
    ] {
        for (url, says) in [
            ("sqlite://borte.db", "there is no database file"),
            ("mysql://a", "sqlite:// or postgres://"),
        ] {
            let arguments = [command, &["--database", url]].concat();
            let (code, sentence) = said(&ordna(folder.path(), &arguments));
            assert_eq!(
                (code, sentence.contains(says)),
                (2, true),
                "{arguments:?}: {sentence}"
            );
        }
    }
    assert!(!folder.path().join("borte.db").exists());
}

#[test]
fn what_fails_on_the_way_is_no_mistake_in_the_settings() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("tekst.db"),
        "Dette er ingen database. ".repeat(100),
    )
    .unwrap();
    for command in [&["migrate"][..], &["check"], &["backup", "kopi.db"]] {
        let arguments = [command, &["--database", "sqlite://tekst.db"]].concat();
        let (code, sentence) = said(&ordna(folder.path(), &arguments));
        assert_eq!(code, 1, "{arguments:?}: {sentence}");
    }
}

#[test]
fn check_tells_of_letters_that_did_not_leave() {
    let database = TestDatabase::sqlite();
    let pool = database.pool(1);
    for (uuid, state) in ["failed", "failed", "unknown", "queued"].iter().enumerate() {
        let letter = format!(
            "INSERT INTO outbox_mail (uuid, message_id, kind, recipient, search_key, language, subject, body_text,
                 state, next_attempt_at, created_at)
             VALUES ('{uuid}', '{uuid}', 'test', 'a@example.no', 'a', 'nb', 'Prøve', 'Prøve',
                 '{state}', '2020-01-01 12:00:00', '2020-01-01 12:00:00');"
        );
        pool.get().unwrap().batch_execute(&letter).unwrap();
    }
    drop(pool);
    let folder = tempfile::tempdir().unwrap();
    let check = |flags: &[&str]| {
        let arguments = [&["check", "--database", database.url()], flags].concat();
        ordna(folder.path(), &arguments)
    };
    let output = check(&[
        "--smtp-url",
        "smtp://localhost",
        "--mail-from",
        "ordna@example.no",
    ]);
    let (code, sentences) = said(&output);
    assert_eq!(code, 1, "{sentences}");
    for says in [
        "letters that were refused: 2",
        "may or may not have arrived: 1",
        "waited since 2020-01-01 12:00:00",
    ] {
        assert!(sentences.contains(says), "{sentences}");
    }
    let lines = String::from_utf8(output.stdout).unwrap();
    assert!(
        lines.contains("mail that waits: 1") && lines.contains("mail: 3 wrong"),
        "{lines}"
    );
    // Without a server nothing is expected to leave.
    let (_, sentences) = said(&check(&[]));
    assert!(!sentences.contains("waited since"), "{sentences}");
    let (code, sentence) = said(&check(&[
        "--smtp-url",
        "smtp://mail:post",
        "--mail-from",
        "a@example.no",
    ]));
    assert_eq!(
        (code, sentence.contains("«post» is no port")),
        (2, true),
        "{sentence}"
    );
}

#[test]
fn a_port_that_is_taken_is_said_before_anything_is_made() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let bind = taken.local_addr().unwrap().to_string();
    let folder = tempfile::tempdir().unwrap();
    let (code, sentence) = said(&ordna(folder.path(), &["demo", "--bind", &bind]));
    assert_eq!(code, 1);
    assert!(sentence.contains(&format!("{bind} is taken")), "{sentence}");
    assert!(!folder.path().join("var").exists());
}
