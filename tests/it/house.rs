//! The house style, where a machine can read it (DESIGN.md), and the greps that TRUST.md promises.

use crate::support::sources;

/// Longer than a file should be, with the reason.
const LONG: &[(&str, &str)] = &[
    (
        "src/db/schema.rs",
        "one description of all tables for both databases",
    ),
    ("src/web/routes.rs", "one table of all addresses"),
];

/// What can only fail when the program itself is wrong, so that there is nothing to tell a user.
const EXPECTED: &[(&str, &str)] = &[
    ("src/mail/letters.rs", "a template of plain words renders"),
    (
        "src/base/passwords.rs",
        "the operating system gives random numbers",
    ),
    ("src/base/passwords.rs", "the parameters are in range"),
    ("src/base/passwords.rs", "the parameters can be written"),
    ("src/base/secret.rs", "HMAC takes a key of any length"),
    ("src/base/secret.rs", "memory can be encrypted"),
    ("src/base/secret.rs", "the operating system gives random numbers"),
    ("src/web/request/frame.rs", "the state is set at start"),
];

/// Templates that write markup made elsewhere, with the reason why it is safe (S34).
const SAFE: &[(&str, &str)] = &[];

/// Statements put together from text that no user wrote.
const PUT_TOGETHER: &[(&str, &str)] = &[(
    "src/db/conn/upkeep.rs",
    "PostgreSQL itself quotes its own schema's name",
)];

fn own_code() -> Vec<sources::Source> {
    let mut all = sources::below("src", ".rs");
    all.extend(sources::below("tests/it", ".rs"));
    all
}

#[test]
fn every_file_says_first_what_it_is_for_and_is_short_enough_to_read() {
    let mut wrong = Vec::new();
    let mut files = own_code();
    for source in &files {
        if !source.text.starts_with("//! ") {
            wrong.push(format!("{} does not say what it is for", source.path));
        }
    }
    files.extend(sources::below("templates", ".html"));
    for source in &files {
        let lines = source.text.lines().count();
        if lines > 300 && !LONG.iter().any(|(path, _)| *path == source.path) {
            wrong.push(format!("{} has {lines} lines", source.path));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_is_left_for_later() {
    let mut wrong = Vec::new();
    // Written apart, so that this file does not find itself.
    let later = ["TO", "FIX", "XX", "todo", "unimplemented", "dbg"];
    let ends = ["DO", "ME", "X:", "!(", "!(", "!("];
    for source in own_code() {
        for (at, line) in source.text.lines().enumerate() {
            for (start, end) in later.iter().zip(ends) {
                if line.contains(&format!("{start}{end}")) {
                    wrong.push(format!("{}:{}: {}", source.path, at + 1, line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_that_a_user_can_cause_stops_the_program() {
    let mut wrong = Vec::new();
    for source in sources::below("src", ".rs") {
        for (line, text) in source.code() {
            let is_const = text.trim_start().trim_start_matches("pub ").starts_with("const ");
            let may_expect = EXPECTED
                .iter()
                .any(|(path, why)| *path == source.path && text.contains(&format!(".expect(\"{why}\")")));
            let stops = (text.contains(".unwrap()") && !is_const)
                || (text.contains(".expect(") && !may_expect)
                || text.contains("panic!(")
                || text.contains("unreachable!(");
            if stops {
                wrong.push(format!("{}:{line}: {}", source.path, text.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn s32_no_template_has_inline_script_handler_or_style() {
    let mut wrong = Vec::new();
    for source in sources::below("templates", ".html") {
        // A mail has no policy, and no reader of mail loads stylesheets.
        if source.path.starts_with("templates/mail/") {
            continue;
        }
        for (at, line) in source.text.lines().enumerate() {
            let small = line.to_lowercase();
            let handler = small.match_indices(" on").any(|(at, _)| {
                small[at + 3..]
                    .trim_start_matches(char::is_alphabetic)
                    .starts_with("=\"")
            });
            if small.contains(" style=") || small.contains("<style") || handler {
                wrong.push(format!("{}:{}: {}", source.path, at + 1, line.trim()));
            }
            if small.contains("<script") && !small.contains("<script src=") {
                wrong.push(format!("{}:{}: {}", source.path, at + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn s34_no_template_writes_markup_that_it_was_given() {
    for source in sources::below("templates", "") {
        let flat: String = source
            .text
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .collect();
        let is_listed = SAFE.iter().any(|(path, _)| *path == source.path);
        assert_eq!(
            flat.contains("|safe") || flat.contains("escape(\"none\")"),
            is_listed,
            "{}",
            source.path
        );
    }
}

#[test]
fn s40_no_statement_is_put_together_from_text() {
    for source in sources::below("src", ".rs") {
        let code: String = source.code().flat_map(|(_, line)| line.chars()).collect();
        let flat: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
        for wrong in [
            "sql_query(format!",
            "sql_query(&format!",
            "batch_execute(&format!",
            "sql::<",
        ] {
            let is_listed = PUT_TOGETHER.iter().any(|(path, _)| *path == source.path);
            assert!(is_listed || !flat.contains(wrong), "{} has {wrong}", source.path);
        }
    }
}

#[test]
fn lock_files_bind_nobody_to_a_registry_of_ours() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    for path in ["static/package-lock.json", "tests/browser/package-lock.json"] {
        assert!(
            !read(path).contains("\"resolved\""),
            "{path} names a registry's address"
        );
    }
    for line in read("Cargo.lock")
        .lines()
        .filter(|line| line.starts_with("source = "))
    {
        assert_eq!(
            line,
            "source = \"registry+https://github.com/rust-lang/crates.io-index\""
        );
    }
}

/// Of SECURITY.md: what is looked after by a step of `tests/run` and not by a test.
const CHECKED_BY_RUN: &[u32] = &[50];

#[test]
fn every_promise_of_security_md_has_a_test_with_its_number() {
    let number = |text: &str| text.trim().strip_prefix('S')?.parse::<u32>().ok();
    let promised = include_str!("../../SECURITY.md")
        .lines()
        .filter_map(|line| line.strip_prefix("| S")?.split('|').next())
        .flat_map(|cell| {
            format!("S{cell}")
                .split(',')
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .flat_map(|part| {
            let (first, last) = part.split_once('–').unwrap_or((&part, &part));
            let of = |text| number(text).unwrap_or_else(|| panic!("{part} is no number"));
            of(first)..=of(last)
        });
    let code = own_code();
    let tests = code.iter().flat_map(|source| source.text.lines());
    let tested: Vec<u32> = tests
        .filter_map(|line| {
            line.trim_start()
                .trim_start_matches("async ")
                .strip_prefix("fn s")
        })
        .flat_map(|name| {
            let parts = name
                .split('_')
                .map(|part| part.trim_start_matches('s').parse::<u32>());
            parts.map_while(Result::ok)
        })
        .collect();
    let untested: Vec<u32> = promised
        .filter(|number| !tested.contains(number) && !CHECKED_BY_RUN.contains(number))
        .collect();
    assert!(untested.is_empty(), "{untested:?}");
}
