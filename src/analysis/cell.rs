//! One value of a table or a file, typed so that every format writes it as what it is.

use chrono::{NaiveDate, NaiveDateTime};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Unknown, or nothing to say.
    Empty,
    Text(String),
    Whole(i64),
    /// One decimal, kept in tenths.
    Tenths(i64),
    /// Two decimals, kept in hundredths.
    Hundredths(i64),
    Date(NaiveDate),
    /// UTC, as everything that the portal keeps.
    Time(NaiveDateTime),
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// What it says, without anything of a format; nothing when it says nothing.
    pub fn plain(&self) -> Option<String> {
        match self {
            Self::Empty => None,
            Self::Text(text) => Some(text.clone()).filter(|text| !text.is_empty()),
            Self::Whole(number) => Some(number.to_string()),
            Self::Tenths(number) => Some(scaled(*number, 1)),
            Self::Hundredths(number) => Some(scaled(*number, 2)),
            Self::Date(date) => Some(date.format("%Y-%m-%d").to_string()),
            Self::Time(time) => Some(time.format("%Y-%m-%dT%H:%M:%SZ").to_string()),
        }
    }
}

/// Without zeros at its end: «12.5», «12».
fn scaled(number: i64, decimals: usize) -> String {
    let sign = if number < 0 { "-" } else { "" };
    // A digit before the point even where there is none but zeros.
    let digits = format!("{:0width$}", number.unsigned_abs(), width = decimals + 1);
    let (whole, rest) = digits.split_at(digits.len() - decimals);
    let text = format!("{sign}{whole}.{rest}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

macro_rules! from {
    ($($type:ty: $value:ident => $cell:expr;)+) => {$(
        impl From<$type> for Cell {
            fn from($value: $type) -> Self {
                $cell
            }
        }
    )+};
}

from! {
    &str: text => Self::Text(text.to_owned());
    &String: text => Self::Text(text.clone());
    String: text => Self::Text(text);
    i32: number => Self::Whole(number.into());
    i64: number => Self::Whole(number);
    usize: number => Self::Whole(number as i64);
    NaiveDate: date => Self::Date(date);
    NaiveDateTime: time => Self::Time(time);
    bool: yes => Self::text(if yes { "yes" } else { "no" });
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_no_zeros_at_its_end() {
        for (cell, text) in [
            (Cell::Tenths(125), "12.5"),
            (Cell::Tenths(120), "12"),
            (Cell::Tenths(0), "0"),
            (Cell::Tenths(-1), "-0.1"),
            (Cell::Hundredths(-5), "-0.05"),
            (Cell::Hundredths(3333), "33.33"),
            (Cell::Hundredths(10_000), "100"),
        ] {
            assert_eq!(cell.plain().as_deref(), Some(text));
        }
    }
}
