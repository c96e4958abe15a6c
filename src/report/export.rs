//! The files of an export, and the manifest that vouches for them.

use std::path::Path;

use chrono::NaiveDateTime;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::csv::Dialect;
use super::register_csv;
use super::sheet::Sheet;
use analysis::TABLES;
use domain::register::whole::Register;
use i18n::Lang;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportFile {
    /// Within the export, with `/` between folders.
    pub path: String,
    pub content: Vec<u8>,
}

/// Every file but the manifest, by path. The written form is bokmål: files are for machines, and one is enough.
pub fn files(register: &Register) -> Vec<ExportFile> {
    let mut files: Vec<ExportFile> = [
        (
            "municipalities.csv",
            register_csv::municipalities(register, Dialect::Plain),
        ),
        (
            "arrangements.csv",
            register_csv::arrangements(register, Dialect::Plain),
        ),
        (
            "participants.csv",
            register_csv::participants(register, Dialect::Plain),
        ),
    ]
    .into_iter()
    .map(|(path, content)| ExportFile {
        path: path.to_owned(),
        content: content.into_bytes(),
    })
    .collect();
    files.extend(TABLES.iter().map(|(key, make)| {
        ExportFile {
            path: format!("tables/{key}.csv"),
            content: Sheet::from(&make(register, Lang::Nb))
                .csv(Dialect::Plain)
                .into_bytes(),
        }
    }));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

#[derive(Debug, Serialize)]
struct Manifest<'a> {
    mapping: &'a str,
    name: &'a str,
    year: i32,
    state: &'static str,
    made_at: String,
    generator: &'static str,
    version: &'static str,
    content_hash: String,
    files: Vec<Entry<'a>>,
}

#[derive(Debug, Serialize)]
struct Entry<'a> {
    path: &'a str,
    bytes: usize,
    sha256: String,
}

/// The manifest as JSON.
pub fn manifest(
    register: &Register,
    files: &[ExportFile],
    made_at: NaiveDateTime,
) -> serde_json::Result<Vec<u8>> {
    let mapping = &register.mapping;
    let manifest = Manifest {
        mapping: &mapping.slug,
        name: &mapping.name,
        year: mapping.year,
        state: mapping.status.code(),
        made_at: made_at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        generator: "ordna",
        version: env!("CARGO_PKG_VERSION"),
        content_hash: content_hash(files),
        files: files
            .iter()
            .map(|file| Entry {
                path: &file.path,
                bytes: file.content.len(),
                sha256: sha256(&file.content),
            })
            .collect(),
    };
    let mut json = serde_json::to_vec_pretty(&manifest)?;
    json.push(b'\n');
    Ok(json)
}

/// SHA-256 over what `sha256sum` prints of the files in the order of their paths, workbooks left out: anyone can
/// check it, and neither the time nor the machine is in it.
pub fn content_hash(files: &[ExportFile]) -> String {
    let mut lines: Vec<String> = files
        .iter()
        .filter(|file| !is_workbook(&file.path))
        .map(|file| format!("{}  {}\n", sha256(&file.content), file.path))
        .collect();
    lines.sort_by(|a, b| a[64..].cmp(&b[64..]));
    sha256(lines.concat().as_bytes())
}

/// A workbook carries the time at which it was made.
fn is_workbook(path: &str) -> bool {
    let end = Path::new(path).extension();
    end.is_some_and(|end| end == "xlsx" || end == "ods")
}

fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_hash_follows_the_content_alone() {
        let file = |path: &str, content: &[u8]| ExportFile {
            path: path.into(),
            content: content.into(),
        };
        let one = [file("b.csv", b"2"), file("a.csv", b"1")];
        let other = [
            file("a.csv", b"1"),
            file("b.csv", b"2"),
            file("survey.xlsx", b"now"),
        ];
        assert_eq!(content_hash(&one), content_hash(&other));
        assert_ne!(
            content_hash(&one),
            content_hash(&[file("a.csv", b"2"), file("b.csv", b"1")])
        );
    }
}
