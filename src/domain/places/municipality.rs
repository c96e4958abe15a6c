//! A municipality: its official number, its names, and what may be said of it without a database.

use crate::{coded, ids};

ids!(MunicipalityId, RegionId);

coded!(
    /// The written form that a municipality has decided to be addressed in (språklova § 15).
    WrittenForm { Bokmal = "bokmal", Nynorsk = "nynorsk", Neutral = "neutral" }
);

/// A municipality's official number: four digits, leading zero kept, so never a number type.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Number(String);

impl Number {
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first two digits are the county's.
    pub fn county(&self) -> &str {
        &self.0[..2]
    }
}

/// A municipality as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Municipality {
    pub id: MunicipalityId,
    pub number: String,
    /// The short name that pages use («Snåsa»).
    pub name: String,
    /// The name in full, with its Sámi and Kven forms («Snåase – Snåsa»).
    pub official_name: String,
    pub county_number: String,
    pub county: String,
    pub written_form: WrittenForm,
    /// In the year of the mapping that asks, or the newest known.
    pub population: Option<i32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_its_leading_zero() {
        assert_eq!(
            Number::parse(" 0301 ").map(|n| n.as_str().to_owned()).as_deref(),
            Some("0301")
        );
        assert_eq!(
            Number::parse("0301").map(|n| n.county().to_owned()).as_deref(),
            Some("03")
        );
        for wrong in ["301", "03011", "03O1", ""] {
            assert_eq!(Number::parse(wrong), None, "{wrong}");
        }
    }
}
