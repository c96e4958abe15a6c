//! The cells of a row, read as what they should be; every mistake is kept, so that all of them are named at once.

use chrono::NaiveDate;

use super::reason::{Problem, Reason};
use super::sheet::{Sheet, SheetRow, hidden};
use domain::register::fields::Field;
use domain::register::value::{self, By};
use domain::text::written_time::iso_date;

/// What a file says of a field: nothing when the column is missing, `Some(None)` when the cell is empty.
pub type Given<T> = Option<Option<T>>;

/// The columns that one kind of file may have, and those that it must have.
pub struct Columns<'a> {
    pub known: &'a [&'static str],
    pub required: &'static [&'static str],
}

/// What is wrong with the header.
pub fn check_header(sheet: &Sheet, columns: &Columns) -> Vec<Problem> {
    let unknown = sheet
        .columns
        .iter()
        .filter(|column| !columns.known.contains(&column.as_str()))
        .map(|column| Reason::UnknownColumn {
            column: column.clone(),
            known: columns.known.join(", "),
        });
    let missing = columns
        .required
        .iter()
        .filter(|column| !sheet.has(column))
        .map(|column| Reason::MissingColumn(column));
    unknown
        .chain(missing)
        .map(|reason| Problem { line: None, reason })
        .collect()
}

pub struct Row<'a> {
    columns: &'a [String],
    line: &'a SheetRow,
    problems: &'a mut Vec<Problem>,
    before: usize,
}

impl<'a> Row<'a> {
    pub fn new(sheet: &'a Sheet, row: &'a SheetRow, problems: &'a mut Vec<Problem>) -> Self {
        let before = problems.len();
        let mut read = Self {
            columns: &sheet.columns,
            line: row,
            problems,
            before,
        };
        let (cells, columns) = (row.cells.len(), sheet.columns.len());
        if cells < columns || row.cells[columns..].iter().any(|cell| !cell.is_empty()) {
            read.wrong(Reason::WrongCellCount { cells, columns });
        }
        for (column, cell) in sheet.columns.iter().zip(&row.cells) {
            if let Some(letter) = hidden(cell) {
                read.wrong(Reason::Hidden {
                    column: column.clone(),
                    letter,
                });
            }
        }
        read
    }

    pub fn line(&self) -> u64 {
        self.line.line
    }

    pub fn wrong(&mut self, reason: Reason) {
        self.problems.push(Problem {
            line: Some(self.line.line),
            reason,
        });
    }

    /// Whether nothing of this row was wrong.
    pub fn is_right(&self) -> bool {
        self.problems.len() == self.before
    }

    fn cell(&self, column: &str) -> Option<&'a str> {
        let at = self.columns.iter().position(|known| known == column)?;
        Some(self.line.cells.get(at).map_or("", String::as_str))
    }

    pub fn text(&mut self, column: &'static str, longest: usize) -> Given<String> {
        let cell = self.cell(column)?;
        if cell.chars().count() > longest {
            self.wrong(Reason::TooLong { column, longest });
        }
        Some(Some(cell.to_owned()).filter(|cell| !cell.is_empty()))
    }

    /// The text of a cell that may not be empty.
    pub fn must(&mut self, column: &'static str, longest: usize) -> Option<String> {
        let text = self.text(column, longest).flatten();
        if text.is_none() {
            self.wrong(Reason::Missing(column));
        }
        text
    }

    /// A list joined by semicolons.
    pub fn names(&mut self, column: &str) -> Option<Vec<&'a str>> {
        let cell = self.cell(column)?;
        Some(
            cell.split(';')
                .map(str::trim)
                .filter(|name| !name.is_empty())
                .collect(),
        )
    }

    /// What `read` makes of the cell; `otherwise` says what is wrong with one that it cannot read.
    fn parsed<T>(
        &mut self,
        column: &'static str,
        read: impl Fn(&str) -> Option<T>,
        otherwise: impl Fn(String) -> Reason,
    ) -> Given<T> {
        let cell = self.cell(column)?;
        if cell.is_empty() {
            return Some(None);
        }
        let value = read(cell);
        if value.is_none() {
            self.wrong(otherwise(cell.to_owned()));
        }
        Some(value)
    }

    pub fn code<T: Copy>(
        &mut self,
        column: &'static str,
        all: &[T],
        code: impl Fn(T) -> &'static str,
    ) -> Given<T> {
        self.parsed(
            column,
            |cell| all.iter().copied().find(|value| code(*value) == cell),
            |value| Reason::NotOneOf {
                column,
                value,
                codes: all
                    .iter()
                    .map(|value| code(*value))
                    .collect::<Vec<_>>()
                    .join(", "),
            },
        )
    }

    pub fn whole(&mut self, column: &'static str, lowest: i32, highest: i32) -> Given<i32> {
        self.parsed(
            column,
            |cell| {
                cell.parse()
                    .ok()
                    .filter(|number| (lowest..=highest).contains(number))
            },
            |value| Reason::NotANumber {
                column,
                value,
                lowest,
                highest,
            },
        )
    }

    /// A number with decimals, kept as a whole number of tenths or hundredths.
    pub fn scaled(&mut self, column: &'static str, decimals: u32, highest: i32) -> Given<i32> {
        self.parsed(
            column,
            |cell| {
                let highest = highest * 10_i32.pow(decimals);
                value::scaled(cell, decimals as usize).filter(|number| *number <= highest)
            },
            |value| Reason::NotADecimal {
                column,
                value,
                decimals,
                highest,
            },
        )
    }

    /// What a field of an arrangement is to be, as the exports write it.
    pub fn field(&mut self, field: Field, year: i32) -> Given<String> {
        let (column, kind) = (field.code(), field.spec().kind);
        let cell = self.cell(column)?;
        if cell.is_empty() {
            return Some(None);
        }
        match value::read(kind, cell, By::File { year }) {
            Ok(value) => Some(Some(value)),
            Err(wrong) => {
                self.wrong(Reason::of(column, cell, wrong, By::File { year }));
                Some(None)
            }
        }
    }

    pub fn yes_no(&mut self, column: &'static str) -> Given<bool> {
        self.code(column, &[true, false], |yes| if yes { "yes" } else { "no" })
    }

    pub fn date(&mut self, column: &'static str) -> Given<NaiveDate> {
        self.parsed(column, iso_date, |value| Reason::NotADate { column, value })
    }

    /// Degrees.
    pub fn coordinate(&mut self, column: &'static str) -> Given<f64> {
        self.parsed(
            column,
            |cell| {
                cell.replace(',', ".")
                    .parse::<f64>()
                    .ok()
                    .filter(|degrees| degrees.abs() <= 180.0)
            },
            |value| Reason::NotDegrees { column, value },
        )
    }
}
