//! A table: its key, its title, its columns and rows, and what it was counted over.

use super::Cell;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The name in files, the same in both written forms.
    pub key: &'static str,
    /// The heading on pages and in a workbook.
    pub title: String,
}

impl Column {
    pub fn new(key: &'static str, title: impl Into<String>) -> Self {
        Self {
            key,
            title: title.into(),
        }
    }
}

/// What stands under a table: how many it was counted over, and how many of them are not in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Base {
    pub n: usize,
    pub missing: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub key: &'static str,
    pub title: &'static str,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
    pub base: Base,
    /// Sentences that belong to the table, such as its mean.
    pub notes: Vec<String>,
}
