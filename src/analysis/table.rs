//! A table: its key, its title, its columns and rows, and what it was counted over.

/// One value, typed so that every format writes it as what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    Text(String),
    Whole(i64),
    /// One decimal, kept in tenths.
    Tenths(i64),
    Unknown,
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// What it says, without anything of a format; nothing when it says nothing.
    pub fn plain(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()).filter(|text| !text.is_empty()),
            Self::Whole(number) => Some(number.to_string()),
            Self::Tenths(tenths) if tenths % 10 == 0 => Some((tenths / 10).to_string()),
            Self::Tenths(tenths) => {
                let sign = if *tenths < 0 { "-" } else { "" };
                let tenths = tenths.abs();
                Some(format!("{sign}{}.{}", tenths / 10, tenths % 10))
            }
            Self::Unknown => None,
        }
    }

    pub fn count(number: usize) -> Self {
        Self::Whole(number as i64)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The name in files, the same in both written forms.
    pub key: &'static str,
    /// The heading on pages.
    pub title: &'static str,
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
