//! Export: a mapping as it is at one moment, into a folder where no file is ever half written.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use crate::{TaskError, passes_on};
use db::mapping::mappings;
use db::{DbConn, register};
use domain::register::whole::Register;
use report::export::{self, ExportFile};

#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error("there is no mapping «{0}»")]
    NoMapping(String),
    #[error("{}: {error}", path.display())]
    File { path: PathBuf, error: io::Error },
    #[error(transparent)]
    Task(#[from] TaskError),
}

passes_on!(ExportError::Task);

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    pub files: usize,
    pub content_hash: String,
}

/// The register of a mapping, all of it as of one moment.
pub fn register(conn: &mut DbConn, slug: &str) -> Result<Register, ExportError> {
    db::read(conn, |conn| {
        let mapping =
            mappings::by_slug(conn, slug)?.ok_or_else(|| ExportError::NoMapping(slug.to_owned()))?;
        Ok(register::load::load(conn, &mapping)?)
    })
}

pub fn export(
    conn: &mut DbConn,
    slug: &str,
    folder: &Path,
    now: NaiveDateTime,
) -> Result<Exported, ExportError> {
    let register = register(conn, slug)?;
    let mut files = export::files(&register);
    let content_hash = export::content_hash(&files);
    let manifest = export::manifest(&register, &files, now)
        .map_err(|error| ExportError::Task(TaskError::Internal(error.to_string())))?;
    // Last, so that a manifest never speaks of files that are not there yet.
    files.push(ExportFile {
        path: "manifest.json".to_owned(),
        content: manifest,
    });
    write_all(folder, &files)?;
    Ok(Exported {
        files: files.len(),
        content_hash,
    })
}

/// Everything is written beside the folder first and moved in when all of it is on the disk.
fn write_all(folder: &Path, files: &[ExportFile]) -> Result<(), ExportError> {
    let mut beside = folder.components().as_path().as_os_str().to_owned();
    beside.push(format!(".part-{}", std::process::id()));
    let beside = PathBuf::from(beside);
    let outcome = files
        .iter()
        .try_for_each(|file| write(&beside.join(&file.path), &file.content))
        .and_then(|()| {
            files
                .iter()
                .try_for_each(|file| put_in_place(&beside.join(&file.path), &folder.join(&file.path)))
        });
    // Empty when all went well; what cannot be removed is in nobody's way.
    let _ = fs::remove_dir_all(&beside);
    outcome
}

fn write(path: &Path, content: &[u8]) -> Result<(), ExportError> {
    let write = || -> io::Result<()> {
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        let mut file = fs::File::create(path)?;
        file.write_all(content)?;
        file.sync_all()
    };
    write().map_err(|error| ExportError::File {
        path: path.to_owned(),
        error,
    })
}

fn put_in_place(from: &Path, to: &Path) -> Result<(), ExportError> {
    to.parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::rename(from, to))
        .map_err(|error| ExportError::File {
            path: to.to_owned(),
            error,
        })
}
