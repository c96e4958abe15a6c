//! Who may import whom (DESIGN.md): `web → tasks → db → domain`, with `analysis`, `report`, `mail` and `i18n` beside
//! them, and a few small modules that several share.

use crate::support::sources::{self, Source};

/// A layer, and what of the crate it may name besides itself. `db::outbox` is that module and no other of `db`.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("analysis", &["domain", "i18n"]),
    ("i18n", &["clock", "domain"]),
    ("db", &["domain", "secret", "submission"]),
    ("report", &["analysis", "domain", "i18n", "submission"]),
    (
        "mail",
        &[
            "clock",
            "config",
            "db::DbConn",
            "db::DbError",
            "db::DbPool",
            "db::Retry",
            "db::outbox",
            "db::to_disk",
            "db::write",
            "domain",
            "i18n",
            "secret",
            "site",
            "smtp_url",
        ],
    ),
    (
        "tasks",
        &[
            "analysis",
            "clock",
            "db",
            "domain",
            "i18n",
            "mail",
            "passwords",
            "report",
            "secret",
            "submission",
            "totp",
        ],
    ),
    (
        "demo",
        &["clock", "db", "domain", "i18n", "passwords", "secret", "tasks"],
    ),
    (
        "web",
        &[
            "analysis",
            "clock",
            "config",
            "db",
            "demo",
            "domain",
            "i18n",
            "mail",
            "passwords",
            "report",
            "secret",
            "submission",
            "tasks",
            "totp",
        ],
    ),
    (
        "commands",
        &[
            "clock",
            "config",
            "db",
            "demo",
            "domain",
            "i18n",
            "mail",
            "passwords",
            "report",
            "scheduler",
            "secret",
            "site",
            "tasks",
            "web",
        ],
    ),
    ("scheduler", &["clock", "config", "db", "secret", "tasks"]),
    ("clock", &[]),
    ("config", &["site", "smtp_url"]),
    ("passwords", &["domain"]),
    ("secret", &[]),
    ("site", &[]),
    ("smtp_url", &[]),
    ("submission", &["secret"]),
    ("totp", &["secret"]),
];

/// What a layer may never name of other crates. The purest ones know nothing but `std` and `chrono`.
const FOREIGN: &[(&str, &[&str])] = &[
    (
        "domain",
        &[
            "actix_web",
            "askama",
            "diesel",
            "lettre",
            "serde",
            "tokio",
            "tracing",
        ],
    ),
    (
        "analysis",
        &[
            "actix_web",
            "askama",
            "diesel",
            "lettre",
            "serde",
            "tokio",
            "tracing",
        ],
    ),
    (
        "i18n",
        &["actix_web", "askama", "diesel", "lettre", "tokio", "tracing"],
    ),
    ("db", &["actix_web", "askama", "lettre", "tokio"]),
    ("report", &["actix_web", "diesel", "lettre", "tokio"]),
    ("tasks", &["actix_web", "askama"]),
    ("mail", &["actix_web"]),
];

#[test]
fn every_layer_imports_only_those_beneath_and_beside_it() {
    let mut wrong = Vec::new();
    for source in sources::below("src", ".rs") {
        let layer = layer_of(&source);
        if matches!(layer, "lib" | "main") {
            continue;
        }
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
            wrong.push(format!("{}: the layer {layer} is not in the table", source.path));
            continue;
        };
        for (line, text) in source.code() {
            for named in named_in(text) {
                let is_allowed = named.split("::").next() == Some(layer)
                    || allowed
                        .iter()
                        .any(|free| named == *free || named.starts_with(&format!("{free}::")));
                if !is_allowed {
                    wrong.push(format!("{}:{line}: {layer} may not name {named}", source.path));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_inner_layers_know_nothing_of_the_outer_worlds_crates() {
    let mut wrong = Vec::new();
    for source in sources::below("src", ".rs") {
        let layer = layer_of(&source);
        let foreign = FOREIGN.iter().find(|(name, _)| *name == layer);
        for (line, text) in source.code() {
            for name in foreign.iter().flat_map(|(_, names)| *names) {
                if text.contains(&format!("{name}::")) {
                    wrong.push(format!("{}:{line}: {layer} may not name {name}", source.path));
                }
            }
            let reads_the_clock = ["Utc::now", "Local::now", "SystemTime::now"];
            if layer != "clock" && reads_the_clock.iter().any(|clock| text.contains(clock)) {
                wrong.push(format!(
                    "{}:{line}: only clock.rs says what time it is",
                    source.path
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_pages_and_the_commands_have_no_sql() {
    let mut wrong = Vec::new();
    for folder in ["src/web", "src/commands"] {
        for source in sources::below(folder, ".rs") {
            for (line, text) in source.code() {
                let has_sql = [
                    "schema::",
                    "sql_query",
                    "diesel::insert_into",
                    "diesel::update",
                    "diesel::prelude",
                ];
                if let Some(word) = has_sql.iter().find(|word| text.contains(**word)) {
                    wrong.push(format!("{}:{line}: {word} belongs in db", source.path));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// `src/db/schema.rs` and `src/db.rs` are both of `db`.
fn layer_of(source: &Source) -> &str {
    let path = source.path.trim_start_matches("src/").trim_end_matches(".rs");
    path.split('/').next().unwrap_or("")
}

/// Every path into the crate on a line: `crate::a::b`, and each of `crate::{a::b, c}`.
fn named_in(line: &str) -> Vec<String> {
    let is_path = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
    let mut named = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = &line[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let list = list.split('}').next().unwrap_or("");
            named.extend(list.split(',').map(|path| path.trim().to_owned()));
        } else {
            let path: String = rest.chars().take_while(|letter| is_path(*letter)).collect();
            named.push(path.trim_end_matches(':').to_owned());
        }
    }
    named.retain(|path| !path.is_empty() && path != "self");
    named
}

#[test]
fn a_path_is_found_wherever_a_line_names_it() {
    assert_eq!(named_in("use crate::db::{self, DbConn};"), ["db"]);
    assert_eq!(
        named_in("use crate::{db::outbox, secret};"),
        ["db::outbox", "secret"]
    );
    assert_eq!(
        named_in("let x = crate::clock::today(y) + $crate::web::z();"),
        ["clock::today", "web::z"]
    );
}
