//! Why a file or a row of it cannot be imported, one sentence each.

use std::fmt;

use chrono::NaiveDate;

use domain::register::value::{By, Wrong};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    #[error("the file is larger than 10 MB: divide it")]
    FileTooLarge,
    #[error("the file has more than 50 000 rows: divide it")]
    TooManyRows,
    #[error("the file has more than 100 columns")]
    TooManyColumns,
    #[error("the workbook is larger than 50 MB when unpacked")]
    TooLargeUnpacked,
    #[error("the file is not UTF-8: save it as «CSV UTF-8»")]
    NotUtf8,
    #[error("the file is neither CSV nor XLSX")]
    NotCsv,
    #[error("the file cannot be read as an XLSX workbook")]
    NotXlsx,
    /// What a workbook carries that a table has no use for: macros, links to other files.
    #[error("the workbook carries {0}: save the table alone as XLSX or CSV")]
    Unwanted(Extra),
    #[error("the file is empty: its first row must name the columns")]
    Empty,
    #[error("the column «{0}» is there twice")]
    DoubledColumn(String),
    #[error("there is no column «{column}»; those that can be read are {known}")]
    UnknownColumn { column: String, known: String },
    #[error("the column «{0}» is missing")]
    MissingColumn(&'static str),
    #[error("the column «{0}» belongs to a mapping: say which with --mapping")]
    NeedsMapping(String),
    #[error("there are {cells} cells under {columns} columns")]
    WrongCellCount { cells: usize, columns: usize },
    #[error("{0} is empty")]
    Missing(&'static str),
    #[error("{column} has a hidden character, U+{:04X}", u32::from(*.letter))]
    Hidden { column: String, letter: char },
    #[error("{column} is longer than {longest} characters")]
    TooLong { column: &'static str, longest: usize },
    #[error("{column} is «{value}» but must be one of {codes}")]
    NotOneOf {
        column: &'static str,
        value: String,
        codes: String,
    },
    #[error("{column} is «{value}» but must be a whole number from {lowest} to {highest}")]
    NotANumber {
        column: &'static str,
        value: String,
        lowest: i32,
        highest: i32,
    },
    #[error(
        "{column} is «{value}» but must be a number from 0 to {highest} with at most {decimals} decimals"
    )]
    NotADecimal {
        column: &'static str,
        value: String,
        decimals: u32,
        highest: i32,
    },
    #[error("{column} is «{value}» but must be degrees from -180 to 180")]
    NotDegrees { column: &'static str, value: String },
    #[error("{column} is «{value}» but must be a date as 2020-12-31")]
    NotADate { column: &'static str, value: String },
    #[error("{column} is «{value}» but must be {wrong}")]
    NotRight {
        column: &'static str,
        value: String,
        wrong: Wrong,
    },
    #[error("«{0}» is no municipality number: it has four digits, and spreadsheets drop a zero at the front")]
    NotANumberOfFourDigits(String),
    #[error("there is no municipality {number} on {on}")]
    NoSuchMunicipality { number: String, on: NaiveDate },
    #[error("there is no municipality {number} on {on}: it became {now}")]
    Gone {
        number: String,
        on: NaiveDate,
        now: String,
    },
    #[error("{number} {name} is not in the mapping's area")]
    NotInArea { number: String, name: String },
    #[error("{number} is {name}, not «{given}»")]
    OtherName {
        number: String,
        name: String,
        given: String,
    },
    #[error("{number} is in county {county}, not «{given}»")]
    OtherCounty {
        number: String,
        county: String,
        given: String,
    },
    #[error("{column} has «{name}», which is not in the mapping's list")]
    UnknownName { column: &'static str, name: String },
    #[error("level_reason is given, but level is derived")]
    ReasonWithoutLevel,
    #[error(
        "level is {level} where the participants make it {derived}: give level_reason, or leave level empty"
    )]
    LevelNeedsReason {
        level: &'static str,
        derived: &'static str,
    },
    #[error("definition_status is {0}: give definition_reason")]
    DefinitionNeedsReason(&'static str),
    #[error("{what} is on line {line} already")]
    Twice { what: String, line: u64 },
    #[error("lineage {lineage} belongs to arrangement {number}")]
    TakenLineage { lineage: String, number: i32 },
    #[error("arrangement {0} was merged into another")]
    MergedAway(i32),
    #[error("there is no arrangement {0} in the mapping")]
    NoSuchArrangement(i32),
    #[error("kommunenummer is given for a participant that is no municipality")]
    NumberForOther,
    #[error("«{0}» is no e-mail address")]
    NotAnEmail(String),
    #[error("{column} has «{name}» twice")]
    TwiceInCell { column: &'static str, name: String },
    #[error("options_nb and options_nn must have equally many options")]
    UnequalOptions,
    #[error("county_number is «{0}» but has two digits")]
    NotACounty(String),
    #[error("{0} is in the file twice")]
    Repeated(String),
    #[error("{0} is known otherwise")]
    KnownOtherwise(String),
}

impl Reason {
    /// Why what a field has in a file cannot be.
    pub fn of(column: &'static str, value: &str, wrong: Wrong, by: By) -> Self {
        let value = value.to_owned();
        match wrong {
            Wrong::TooLong { longest, .. } => Self::TooLong { column, longest },
            Wrong::NotOneOf(codes) => Self::NotOneOf {
                column,
                value,
                codes: codes.join(", "),
            },
            Wrong::NoYear | Wrong::Year(_) => Self::NotANumber {
                column,
                value,
                lowest: *by.years().start(),
                highest: *by.years().end(),
            },
            Wrong::Decimal { highest, decimals } => Self::NotADecimal {
                column,
                value,
                decimals,
                highest,
            },
            Wrong::Date => Self::NotADate { column, value },
            wrong => Self::NotRight { column, value, wrong },
        }
    }
}

/// What of a workbook is no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extra {
    PartOutside,
    Macros,
    Links,
    Entities,
}

impl fmt::Display for Extra {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::PartOutside => "a part outside itself",
            Self::Macros => "macros",
            Self::Links => "links to other workbooks",
            Self::Entities => "entities of its own",
        })
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
