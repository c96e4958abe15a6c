//! An XLSX workbook as rows: unpacked within limits first, since a small file can hold a very large one.

use std::io::{Cursor, Read as _};
use std::path::Path;

use calamine::{DataRef, Reader as _, Xlsx};
use zip::ZipArchive;

use super::reason::{Extra, Reason};
use super::sheet::{MOST_COLUMNS, MOST_ROWS, Sheet, SheetRow, clean};

const MOST_UNPACKED: u64 = 50 * 1024 * 1024;

/// The first sheet of the workbook.
pub fn read(bytes: &[u8]) -> Result<Sheet, Reason> {
    look_through(bytes)?;
    let mut workbook: Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(|_| Reason::NotXlsx)?;
    let first = workbook.sheet_names().into_iter().next().ok_or(Reason::Empty)?;
    // Cell by cell: a sheet with one cell in its last corner would be made a table of seventeen thousand million.
    let mut cells = workbook
        .worksheet_cells_reader(&first)
        .map_err(|_| Reason::NotXlsx)?;
    let mut rows: Vec<SheetRow> = Vec::new();
    while let Some(cell) = cells.next_cell().map_err(|_| Reason::NotXlsx)? {
        let (row, column) = cell.get_position();
        let text = text(cell.get_value());
        if text.is_empty() {
            continue;
        }
        if column as usize >= MOST_COLUMNS {
            return Err(Reason::TooManyColumns);
        }
        let line = u64::from(row) + 1;
        if rows.last().is_none_or(|last| last.line != line) {
            if rows.len() > MOST_ROWS {
                return Err(Reason::TooManyRows);
            }
            rows.push(SheetRow {
                line,
                cells: Vec::new(),
            });
        }
        if let Some(last) = rows.last_mut() {
            last.cells.resize(column as usize + 1, String::new());
            last.cells[column as usize] = text;
        }
    }
    // A workbook does not write the empty cells at the end of a row.
    let width = rows.first().map_or(0, |header| header.cells.len());
    for row in &mut rows {
        if row.cells.len() < width {
            row.cells.resize(width, String::new());
        }
    }
    Sheet::from_rows(rows)
}

/// Unpacks every part, counting what really comes out: what an archive says of its sizes is only a claim.
fn look_through(bytes: &[u8]) -> Result<(), Reason> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Reason::NotXlsx)?;
    let mut unpacked = 0;
    let mut content = Vec::new();
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| Reason::NotXlsx)?;
        let name = part.name().map_err(|_| Reason::NotXlsx)?.to_lowercase();
        if part.enclosed_name().is_none() {
            return Err(Reason::Unwanted(Extra::PartOutside));
        }
        if name.contains("vbaproject") || name.contains("macrosheets") {
            return Err(Reason::Unwanted(Extra::Macros));
        }
        if name.contains("externallinks") {
            return Err(Reason::Unwanted(Extra::Links));
        }
        content.clear();
        part.take(MOST_UNPACKED + 1 - unpacked)
            .read_to_end(&mut content)
            .map_err(|_| Reason::NotXlsx)?;
        unpacked += content.len() as u64;
        if unpacked > MOST_UNPACKED {
            return Err(Reason::TooLargeUnpacked);
        }
        let end = Path::new(&name).extension();
        if end.is_some_and(|end| end == "xml" || end == "rels") && has_doctype(&content) {
            return Err(Reason::Unwanted(Extra::Entities));
        }
    }
    Ok(())
}

/// A document type is the only way to declare entities, and no workbook program writes one.
fn has_doctype(xml: &[u8]) -> bool {
    const DOCTYPE: &[u8] = b"<!DOCTYPE";
    xml.windows(DOCTYPE.len())
        .any(|window| window.eq_ignore_ascii_case(DOCTYPE))
}

fn text(value: &DataRef) -> String {
    match value {
        DataRef::String(text) => clean(text),
        DataRef::SharedString(text) => clean(text),
        DataRef::Int(number) => number.to_string(),
        // 5007 is kept as 5007.0, and 12.3 as the nearest binary number, which prints as 12.3 again.
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        DataRef::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.split('T').next().unwrap_or_default().to_owned()
        }
        DataRef::Error(_) => "#".to_owned(),
        DataRef::Empty => String::new(),
    }
}
