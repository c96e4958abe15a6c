//! A mapping: one edition of the register, and whether it may still be written to.

use chrono::NaiveDate;

use crate::{coded, ids};

ids!(MappingId);

coded!(MappingStatus { Planned = "planned", Open = "open", Closed = "closed" });

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    pub id: MappingId,
    /// The name in addresses: `trondelag-2026`.
    pub slug: String,
    pub name: String,
    pub year: i32,
    pub status: MappingStatus,
    /// The day whose municipalities the mapping describes.
    pub reference_date: Option<NaiveDate>,
    pub copied_from: Option<MappingId>,
    /// Rises with every write to the register: what is kept in memory of it is as old as the version it was read at.
    pub register_version: i64,
    /// The same for the country's municipalities, which belong to no mapping.
    pub municipalities_version: i64,
}

/// What a mapping says of itself to those who read it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    pub definition_nb: String,
    pub definition_nn: String,
    pub owner: Option<String>,
    pub contact_name: Option<String>,
    pub contact_email: Option<String>,
    pub contact_phone: Option<String>,
    /// A mailing goes out when a second person has said yes.
    pub second_person: bool,
}

/// A slug is what an address can carry: small letters, digits and single hyphens.
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 60
        && text.split('-').all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_small_letters_digits_and_single_hyphens() {
        for right in ["trondelag-2020", "norge", "a-1"] {
            assert!(is_slug(right), "{right}");
        }
        for wrong in ["", "Trøndelag", "a--b", "-a", "a-", "a b", "../x"] {
            assert!(!is_slug(wrong), "{wrong}");
        }
    }
}
