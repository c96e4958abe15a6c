//! What an import would do: the import itself, rolled back, with the rows that are wrong left out.

use std::collections::HashSet;

use super::{ImportError, Problem, Sheet, Summary, What, rows};
use crate::{Context, TaskError};
use base::secret::hash;
use db::DbConn;
use domain::places::mapping::Mapping;
use domain::places::municipality::MunicipalityId;

/// What an import would do, and what of the file is wrong.
#[derive(Debug, Clone, Default)]
pub struct Preview {
    /// Of the rows that are right.
    pub summary: Summary,
    pub problems: Vec<Problem>,
    /// Lines that would be left out, those that hang on a wrong one with it.
    pub left_out: Vec<u64>,
    /// Stands for all of this: what is applied is what was shown.
    pub digest: String,
}

impl Preview {
    /// What is wrong is wrong with rows, and some are right.
    pub fn can_leave_out(&self) -> bool {
        !self.problems.is_empty() && !self.summary.rows.is_empty()
    }
}

/// Into which mapping the rows go; contacts belong to municipalities, and a mapping only says which.
pub fn target(what: What, mapping: Option<&Mapping>) -> Option<&Mapping> {
    mapping.filter(|_| what != What::Contacts)
}

pub fn within(
    conn: &mut DbConn,
    what: What,
    mapping: Option<&Mapping>,
) -> Result<Option<HashSet<MunicipalityId>>, TaskError> {
    let Some(mapping) = mapping.filter(|_| what == What::Contacts) else {
        return Ok(None);
    };
    let directory = db::directory(conn, mapping)?;
    Ok(Some(
        directory.area().map(|entry| entry.municipality.id).collect(),
    ))
}

/// The import itself, rolled back; wrong rows are left out until the rest is right. The sheet that is right comes along.
pub fn preview(
    conn: &mut DbConn,
    context: &Context,
    what: What,
    mapping: Option<&Mapping>,
    sheet: &Sheet,
) -> Result<(Preview, Sheet), TaskError> {
    let within = within(conn, what, mapping)?;
    let mut right = sheet.clone();
    let mut shown = Preview::default();
    loop {
        let attempt = db::write(conn, |conn| {
            let summary = rows(
                conn,
                context,
                what,
                target(what, mapping),
                within.as_ref(),
                &right,
            )?;
            Err::<Summary, _>(ImportError::DryRun(summary))
        });
        match attempt {
            Err(ImportError::DryRun(summary)) => {
                shown.summary = summary;
                break;
            }
            Err(ImportError::Problems(problems)) => {
                let lines: HashSet<u64> = problems.iter().filter_map(|problem| problem.line).collect();
                let is_of_the_file = problems.iter().any(|problem| problem.line.is_none());
                shown.problems.extend(problems);
                if is_of_the_file || lines.is_empty() {
                    break;
                }
                leave_out(what, &mut right, &lines, &mut shown.left_out);
            }
            Err(ImportError::Task(error)) => return Err(error),
            Err(error) => return Err(TaskError::Internal(error.to_string())),
            Ok(_) => break,
        }
    }
    shown.problems.sort_by_key(|problem| problem.line);
    shown.left_out.sort_unstable();
    shown.digest = digest(&shown.summary, &shown.left_out);
    Ok((shown, right))
}

/// A file of participants is the whole list of each arrangement in it: with one wrong row all of that list stays out,
/// because the rest would take out whoever stands in it.
fn leave_out(what: What, sheet: &mut Sheet, lines: &HashSet<u64>, left_out: &mut Vec<u64>) {
    let key = sheet.columns.iter().position(|column| column == "arrangement_id");
    let key = key.filter(|_| what == What::Participants);
    let wrong: HashSet<String> = sheet
        .rows
        .iter()
        .filter(|row| lines.contains(&row.line))
        .filter_map(|row| row.cells.get(key?).cloned())
        .collect();
    sheet.rows.retain(|row| {
        let hangs = key
            .and_then(|key| row.cells.get(key))
            .is_some_and(|cell| wrong.contains(cell));
        let stays = !lines.contains(&row.line) && !hangs;
        if !stays {
            left_out.push(row.line);
        }
        stays
    });
}

pub fn digest(summary: &Summary, left_out: &[u64]) -> String {
    hash(&format!("{:?}{:?}{left_out:?}", summary.rows, summary.notes))
}
