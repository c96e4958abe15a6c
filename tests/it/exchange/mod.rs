//! Data in and out: the demo's register, export and import, and the commands that carry them.

mod commands;
mod contacts;
mod demo;
mod files;
mod round_trip;
mod sheets;
pub mod workbook;

use std::path::Path;

use chrono::NaiveDateTime;
use ordna::db::DbConn;
use ordna::demo as the_demo;
use ordna::domain::register::whole::Register;
use ordna::secret::Secret;
use ordna::tasks::Context;
use ordna::tasks::importing::{self, ImportError, Sheet, Summary, What};
use ordna::tasks::mapping::mappings::{self, Plan};
use ordna::tasks::mapping::{exporting, seeding};

pub fn noon() -> NaiveDateTime {
    NaiveDateTime::parse_from_str("2026-11-20 12:00", "%Y-%m-%d %H:%M").unwrap()
}

pub fn context() -> Context {
    Context::portal(noon(), "http://127.0.0.1:8080", &Secret::random())
}

/// The demo, without accounts that anyone could sign in with.
pub fn load_demo(conn: &mut DbConn, national: bool) {
    seeding::load_municipalities(conn).unwrap();
    the_demo::load(conn, &context(), "no hash", national).unwrap();
}

/// An empty mapping of Trøndelag.
pub fn new_mapping(conn: &mut DbConn, slug: &str, year: i32) {
    seeding::load_municipalities(conn).unwrap();
    let area = ["50".to_owned()];
    let plan = Plan {
        slug,
        name: "Prøve",
        year,
        area: &area,
        copy_from: None,
        status: ordna::domain::places::mapping::MappingStatus::Open,
        settings: None,
    };
    mappings::create(conn, &context(), &plan).unwrap();
}

pub fn import(conn: &mut DbConn, what: What, mapping: &str, file: &str) -> Result<Summary, ImportError> {
    let sheet = Sheet::read(file.as_bytes()).unwrap();
    importing::import(conn, &context(), what, Some(mapping), &sheet, true)
}

/// What is wrong with a file, a line each.
pub fn problems(outcome: Result<Summary, ImportError>) -> Vec<String> {
    match outcome {
        Err(ImportError::Problems(problems)) => problems.iter().map(ToString::to_string).collect(),
        other => panic!("{other:?}"),
    }
}

pub fn register(conn: &mut DbConn, slug: &str) -> Register {
    exporting::register(conn, slug).unwrap()
}

/// Every file of an export but the manifest, with its path.
pub fn exported(conn: &mut DbConn, slug: &str) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    exporting::export(conn, slug, &out, noon()).unwrap();
    let beside: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(beside.len(), 1, "nothing is left beside the export");
    let mut files = Vec::new();
    collect(&out, &out, &mut files);
    files.retain(|(path, _)| path != "manifest.json");
    files.sort();
    files
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            files.push((name, std::fs::read_to_string(&path).unwrap()));
        }
    }
}

pub fn file<'a>(files: &'a [(String, String)], path: &str) -> &'a str {
    &files.iter().find(|(known, _)| known == path).unwrap().1
}
