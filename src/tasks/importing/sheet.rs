//! A file as rows of cells, whatever it was written with: read within limits, before anything is believed of it.

use unicode_normalization::UnicodeNormalization as _;

use super::reason::Reason;
use super::workbook;
use domain::text::allowed::hides;
use report::csv::unguarded;

const MOST_BYTES: usize = 10 * 1024 * 1024;
pub(super) const MOST_ROWS: usize = 50_000;
pub(super) const MOST_COLUMNS: usize = 100;

#[derive(Debug, Clone, Default)]
pub struct Sheet {
    pub columns: Vec<String>,
    pub rows: Vec<SheetRow>,
}

#[derive(Debug, Clone)]
pub struct SheetRow {
    /// The line of the file, or the row of the workbook, as the person's own program numbers it.
    pub line: u64,
    pub cells: Vec<String>,
}

impl Sheet {
    /// Told apart by content, not by name: a name says nothing of what a file is.
    pub fn read(bytes: &[u8]) -> Result<Self, Reason> {
        if bytes.len() > MOST_BYTES {
            return Err(Reason::FileTooLarge);
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return workbook::read(bytes);
        }
        Self::read_csv(bytes)
    }

    fn read_csv(bytes: &[u8]) -> Result<Self, Reason> {
        let text = std::str::from_utf8(bytes).map_err(|_| Reason::NotUtf8)?;
        if text.contains('\0') {
            return Err(Reason::NotCsv);
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let header = text.lines().next().unwrap_or_default();
        // Norwegian Excel writes semicolons; a header that has more of them than of commas is its.
        let excel = header.matches(';').count() > header.matches(',').count();
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(if excel { b';' } else { b',' })
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut records = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|_| Reason::NotCsv)?;
            if records.len() > MOST_ROWS {
                return Err(Reason::TooManyRows);
            }
            let line = record.position().map_or(0, csv::Position::line);
            let cells = record.iter().map(|cell| clean(unguarded(cell))).collect();
            records.push(SheetRow { line, cells });
        }
        Self::from_rows(records)
    }

    /// The first row names the columns; rows without anything in them are passed over.
    pub(super) fn from_rows(rows: Vec<SheetRow>) -> Result<Self, Reason> {
        let mut rows = rows.into_iter();
        let mut columns = rows.next().ok_or(Reason::Empty)?.cells;
        while columns.last().is_some_and(String::is_empty) {
            columns.pop();
        }
        if columns.is_empty() {
            return Err(Reason::Empty);
        }
        if columns.len() > MOST_COLUMNS {
            return Err(Reason::TooManyColumns);
        }
        for (at, column) in columns.iter().enumerate() {
            if columns[..at].contains(column) {
                return Err(Reason::DoubledColumn(column.clone()));
            }
        }
        let rows = rows
            .filter(|row| row.cells.iter().any(|cell| !cell.is_empty()))
            .collect();
        Ok(Self { columns, rows })
    }

    pub fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|known| known == column)
    }
}

/// Letters in one form, so that a file from a Mac names the same municipality; blanks around it mean nothing.
pub(super) fn clean(cell: &str) -> String {
    cell.replace("\r\n", "\n")
        .nfc()
        .collect::<String>()
        .trim_matches([' ', '\u{a0}'])
        .to_owned()
}

/// Characters that hide what is written: no cell may have them.
pub(super) fn hidden(cell: &str) -> Option<char> {
    cell.chars().find(|letter| *letter != '\r' && hides(*letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_dialects_are_read_and_the_guard_is_taken_away() {
        for file in [
            "id,name\n1,'=x\n\n2,\"a, b\"\n",
            "\u{feff}id;name\r\n1;'=x\r\n2;\"a, b\"\r\n",
        ] {
            let sheet = Sheet::read(file.as_bytes()).unwrap();
            assert_eq!(sheet.columns, ["id", "name"]);
            assert_eq!(sheet.rows[0].cells, ["1", "=x"]);
            assert_eq!(sheet.rows[1].cells, ["2", "a, b"]);
        }
    }

    #[test]
    fn a_row_is_named_by_the_line_it_begins_on() {
        let sheet = Sheet::read(b"id,note\n1,\"a\nb\"\n2,c\n").unwrap();
        assert_eq!(sheet.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 4]);
    }

    #[test]
    fn s43_what_is_no_table_is_refused() {
        assert_eq!(Sheet::read(b"").unwrap_err(), Reason::Empty);
        assert_eq!(Sheet::read(b"id\n\xff\n").unwrap_err(), Reason::NotUtf8);
        assert_eq!(Sheet::read(b"id\n\0\n").unwrap_err(), Reason::NotCsv);
        assert_eq!(
            Sheet::read(b"id,id\n").unwrap_err(),
            Reason::DoubledColumn("id".into())
        );
        assert_eq!(
            Sheet::read(&vec![b'a'; MOST_BYTES + 1]).unwrap_err(),
            Reason::FileTooLarge
        );
        let long = format!("id\n{}", "1\n".repeat(MOST_ROWS + 1));
        assert_eq!(Sheet::read(long.as_bytes()).unwrap_err(), Reason::TooManyRows);
    }
}
