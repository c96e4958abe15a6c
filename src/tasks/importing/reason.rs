//! Why a file or a row of it cannot be imported, one sentence each.

use std::fmt;

use chrono::NaiveDate;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    FileTooLarge,
    TooManyRows,
    TooManyColumns,
    TooLargeUnpacked,
    NotUtf8,
    NotCsv,
    NotXlsx,
    /// What a workbook carries that a table has no use for: macros, links to other files.
    Unwanted(String),
    Empty,
    DoubledColumn(String),
    UnknownColumn {
        column: String,
        known: String,
    },
    MissingColumn(&'static str),
    NeedsMapping(String),
    WrongCellCount {
        cells: usize,
        columns: usize,
    },
    Missing(&'static str),
    Hidden {
        column: String,
        letter: char,
    },
    TooLong {
        column: &'static str,
        longest: usize,
    },
    NotOneOf {
        column: &'static str,
        value: String,
        codes: String,
    },
    NotANumber {
        column: &'static str,
        value: String,
        lowest: i32,
        highest: i32,
    },
    NotADecimal {
        column: &'static str,
        value: String,
        decimals: u32,
        highest: i32,
    },
    NotADate {
        column: &'static str,
        value: String,
    },
    NotANumberOfFourDigits(String),
    NoSuchMunicipality {
        number: String,
        on: NaiveDate,
    },
    Gone {
        number: String,
        on: NaiveDate,
        now: String,
    },
    OtherName {
        number: String,
        name: String,
        given: String,
    },
    OtherCounty {
        number: String,
        county: String,
        given: String,
    },
    UnknownName {
        column: &'static str,
        name: String,
    },
    ReasonWithoutLevel,
    LevelNeedsReason {
        level: &'static str,
        derived: &'static str,
    },
    Twice {
        what: String,
        line: u64,
    },
    TakenLineage {
        lineage: String,
        number: i32,
    },
    MergedAway(i32),
    NoSuchArrangement(i32),
    NumberForOther,
    NameIsTaken(String),
    NotAnEmail(String),
    Contradicts(String),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::FileTooLarge => write!(f, "the file is larger than 10 MB: divide it"),
            Self::TooManyRows => write!(f, "the file has more than 50 000 rows: divide it"),
            Self::TooManyColumns => write!(f, "the file has more than 100 columns"),
            Self::TooLargeUnpacked => write!(f, "the workbook is larger than 50 MB when unpacked"),
            Self::NotUtf8 => write!(f, "the file is not UTF-8: save it as «CSV UTF-8»"),
            Self::NotCsv => write!(f, "the file is neither CSV nor XLSX"),
            Self::NotXlsx => write!(f, "the file cannot be read as an XLSX workbook"),
            Self::Unwanted(what) => write!(
                f,
                "the workbook carries {what}: save the table alone as XLSX or CSV"
            ),
            Self::Empty => write!(f, "the file is empty: its first row must name the columns"),
            Self::DoubledColumn(column) => write!(f, "the column «{column}» is there twice"),
            Self::UnknownColumn { column, known } => write!(
                f,
                "there is no column «{column}»; those that can be read are {known}"
            ),
            Self::MissingColumn(column) => write!(f, "the column «{column}» is missing"),
            Self::NeedsMapping(column) => write!(
                f,
                "the column «{column}» belongs to a mapping: say which with --mapping"
            ),
            Self::WrongCellCount { cells, columns } => {
                write!(f, "there are {cells} cells under {columns} columns")
            }
            Self::Missing(column) => write!(f, "{column} is empty"),
            Self::Hidden { column, letter } => {
                write!(f, "{column} has a hidden character, U+{:04X}", u32::from(*letter))
            }
            Self::TooLong { column, longest } => write!(f, "{column} is longer than {longest} characters"),
            Self::NotOneOf { column, value, codes } => {
                write!(f, "{column} is «{value}» but must be one of {codes}")
            }
            Self::NotANumber {
                column,
                value,
                lowest,
                highest,
            } => {
                write!(
                    f,
                    "{column} is «{value}» but must be a whole number from {lowest} to {highest}"
                )
            }
            Self::NotADecimal {
                column,
                value,
                decimals,
                highest,
            } => {
                write!(
                    f,
                    "{column} is «{value}» but must be a number from 0 to {highest} with at most {decimals} decimals"
                )
            }
            Self::NotADate { column, value } => {
                write!(f, "{column} is «{value}» but must be a date as 2020-12-31")
            }
            Self::NotANumberOfFourDigits(value) => {
                write!(
                    f,
                    "«{value}» is no municipality number: it has four digits, and spreadsheets drop a zero at the front"
                )
            }
            Self::NoSuchMunicipality { number, on } => write!(f, "there is no municipality {number} on {on}"),
            Self::Gone { number, on, now } => {
                write!(f, "there is no municipality {number} on {on}: it became {now}")
            }
            Self::OtherName { number, name, given } => write!(f, "{number} is {name}, not «{given}»"),
            Self::OtherCounty {
                number,
                county,
                given,
            } => write!(f, "{number} is in county {county}, not «{given}»"),
            Self::UnknownName { column, name } => {
                write!(f, "{column} has «{name}», which is not in the mapping's list")
            }
            Self::ReasonWithoutLevel => write!(f, "level_reason is given, but level is derived"),
            Self::LevelNeedsReason { level, derived } => {
                write!(
                    f,
                    "level is {level} where the participants make it {derived}: give level_reason, or leave level empty"
                )
            }
            Self::Twice { what, line } => write!(f, "{what} is on line {line} already"),
            Self::TakenLineage { lineage, number } => {
                write!(f, "lineage {lineage} belongs to arrangement {number}")
            }
            Self::MergedAway(number) => write!(f, "arrangement {number} was merged into another"),
            Self::NoSuchArrangement(number) => write!(f, "there is no arrangement {number} in the mapping"),
            Self::NumberForOther => write!(
                f,
                "kommunenummer is given for a participant that is no municipality"
            ),
            Self::NameIsTaken(number) => {
                write!(f, "municipality {number} is there already under another name")
            }
            Self::NotAnEmail(value) => write!(f, "«{value}» is no e-mail address"),
            Self::Contradicts(what) => f.write_str(what),
        }
    }
}

/// What is wrong with one row, or with the file as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub line: Option<u64>,
    pub reason: Reason,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.reason),
            None => write!(f, "{}", self.reason),
        }
    }
}
