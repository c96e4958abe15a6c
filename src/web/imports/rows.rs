//! The rows of a waiting file as the page shows them: what is wrong first, then what may be a slip.

use super::reasons::{doubted, refused};
use domain::places::directory::Directory;
use i18n::{Lang, told};
use tasks::importing::runs::Preview;
use tasks::importing::{Class, Differs, Told};

pub(super) struct Row {
    pub line: String,
    pub class: &'static str,
    pub color: &'static str,
    pub code: &'static str,
    pub what: String,
    pub lines: Vec<String>,
    pub doubts: Vec<String>,
}

/// Refused rows first, then doubtful ones: what needs a person stands on the first page.
pub(super) fn rows(t: Lang, directory: &Directory, preview: &Preview) -> Vec<Row> {
    let mut rows: Vec<Row> = preview
        .problems
        .iter()
        .map(|problem| Row {
            line: problem
                .line
                .map_or_else(|| t.import_the_file().to_owned(), |line| line.to_string()),
            class: t.import_class_refused(),
            color: "danger",
            code: "avvist",
            what: String::new(),
            lines: vec![refused(t, &problem.reason)],
            doubts: Vec::new(),
        })
        .collect();
    let named: Vec<u64> = preview
        .problems
        .iter()
        .filter_map(|problem| problem.line)
        .collect();
    rows.extend(
        preview
            .left_out
            .iter()
            .filter(|line| !named.contains(line))
            .map(|line| Row {
                line: line.to_string(),
                class: t.import_class_refused(),
                color: "danger",
                code: "avvist",
                what: String::new(),
                lines: vec![t.import_class_left_out().to_owned()],
                doubts: Vec::new(),
            }),
    );
    let (doubtful, plain): (Vec<&Told>, Vec<&Told>) = preview
        .summary
        .rows
        .iter()
        .partition(|row| !row.doubts.is_empty());
    rows.extend(
        doubtful
            .into_iter()
            .chain(plain)
            .map(|row| told_row(t, directory, row)),
    );
    rows
}

fn told_row(t: Lang, directory: &Directory, row: &Told) -> Row {
    let (class, color, code) = match (row.class, row.doubts.is_empty()) {
        (_, false) => (t.import_class_doubtful(), "warning", "tvilsom"),
        (Class::New, _) => (t.import_class_new(), "success", "ny"),
        (Class::Changed, _) => (t.import_class_changed(), "info", "endret"),
        (Class::Unchanged, _) => (t.import_class_unchanged(), "neutral", "uendret"),
    };
    let mut lines: Vec<String> = row
        .differs
        .iter()
        .map(|differs| from_to(t, directory, differs))
        .collect();
    if lines.is_empty() && !row.doubts.is_empty() {
        lines.push(
            match row.class {
                Class::New => t.import_class_new(),
                Class::Changed => t.import_class_changed(),
                Class::Unchanged => t.import_class_unchanged(),
            }
            .to_owned(),
        );
    }
    Row {
        line: row.line.to_string(),
        class,
        color,
        code,
        what: row.what.clone(),
        lines,
        doubts: row.doubts.iter().map(|doubt| doubted(t, doubt)).collect(),
    }
}

fn from_to(t: Lang, directory: &Directory, differs: &Differs) -> String {
    let value = |value: &Option<String>| match value.as_deref() {
        None | Some("") => t.import_empty().to_owned(),
        Some(value) => told::value(t, directory, differs.field, value),
    };
    t.import_from_to(
        field(t, differs.field),
        &value(&differs.from),
        &value(&differs.to),
    )
}

/// Columns that are no field of an arrangement.
fn field(t: Lang, column: &'static str) -> &'static str {
    match column {
        "email" => t.email(),
        "title" => t.contact_title(),
        "phone" => t.contact_phone(),
        "population" => t.book_population(),
        "language_form" => t.book_written_form(),
        "official_name" => t.book_official_name(),
        "name_sami" => t.book_sami_name(),
        "name_kven" => t.book_kven_name(),
        column => told::field(t, column),
    }
}
