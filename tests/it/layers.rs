//! Who may import whom is the compiler's business: a layer is a crate, and names what stands in its Cargo.toml. Here is
//! what the compiler cannot see (DESIGN.md).

use crate::support::sources::{self, Source};

/// What the layers that decide and compute may have of other people's: then nothing of the outer world comes in with a
/// line of a Cargo.toml that nobody thought about.
const PURE: &[(&str, &[&str])] = &[
    ("domain", &["chrono"]),
    ("analysis", &["chrono", "domain", "i18n"]),
    ("i18n", &["base", "chrono", "domain"]),
];

/// Other people's crates that one layer knows, and no other.
const KNOWN_TO_ONE: &[(&str, &str)] = &[
    ("diesel", "db"),
    ("libsqlite3-sys", "db"),
    ("actix-web", "web"),
    ("rust_xlsxwriter", "report"),
    ("mailparse", "mail"),
    ("calamine", "tasks"),
];

/// All that letters may name of the database: the outbox is no concern of the pages, nor their tables one of letters.
const OF_DB_IN_MAIL: &[&str] = &[
    "DbConn",
    "DbError",
    "DbPool",
    "QueryError",
    "QueryResult",
    "Retry",
    "outbox",
    "to_disk",
    "write",
];

#[test]
fn the_layers_that_decide_and_compute_know_nothing_of_the_outer_world() {
    for (layer, allowed) in PURE {
        assert_eq!(dependencies(layer), *allowed, "{layer}");
    }
}

#[test]
fn each_part_of_the_outer_world_is_known_to_one_layer() {
    let layers = sources::below("src", "Cargo.toml");
    assert_eq!(layers.len(), 10, "the layers");
    for (known, one) in KNOWN_TO_ONE {
        for source in &layers {
            let layer = layer_of(source);
            let knows = dependencies(layer).iter().any(|name| name == known);
            assert_eq!(knows, layer == *one, "{known} in {layer}");
        }
    }
}

#[test]
fn letters_know_nothing_of_the_database_but_the_outbox() {
    let mut wrong = Vec::new();
    for source in sources::below("src/mail", ".rs") {
        for (line, text) in source.code() {
            for (at, _) in text.match_indices("db::") {
                let named = text[at + "db::".len()..].trim_start_matches('{');
                let named = named
                    .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
                    .next();
                if !named.is_some_and(|named| OF_DB_IN_MAIL.contains(&named)) {
                    wrong.push(format!("{}:{line}: {text}", source.path));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn one_file_says_what_time_it_is() {
    let mut wrong = Vec::new();
    for source in sources::below("src", ".rs") {
        for (line, text) in source.code() {
            let reads_the_clock = ["Utc::now", "Local::now", "SystemTime::now"];
            if !source.path.ends_with("base/clock.rs")
                && reads_the_clock.iter().any(|clock| text.contains(clock))
            {
                wrong.push(format!("{}:{line}: {text}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The names in a layer's `[dependencies]`, in their order.
fn dependencies(layer: &str) -> Vec<String> {
    let manifest = sources::below(&format!("src/{layer}"), "Cargo.toml")
        .remove(0)
        .text;
    let (_, listed) = manifest.split_once("[dependencies]").unwrap();
    let listed = listed.split("\n[").next().unwrap();
    let mut names: Vec<String> = listed
        .lines()
        .filter_map(|line| line.split(['.', ' ']).next())
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    names.sort();
    names
}

fn layer_of(source: &Source) -> &str {
    source.path.split('/').nth(1).unwrap()
}
