//! What a municipality has sent in, as a document that is never changed: its canonical form, and the hash of that.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Everything that is needed to read the answer in twenty years without the register beside it. Codes and values are
/// those of the exports; names are written out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub head: Head,
    pub content: Content,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    pub mapping: String,
    pub mapping_name: String,
    pub year: i32,
    pub round: i32,
    pub municipality_number: String,
    pub municipality: String,
    pub submission: i32,
    pub reference: String,
    pub signed_by: String,
    /// UTC: «2026-11-24T09:58:00Z».
    pub signed_at: String,
    /// How it came, when a coordinator entered it: phone, letter or interview.
    pub source: Option<String>,
}

/// What was answered: two submissions with the same content say the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    pub nil_return: bool,
    pub responses: Vec<Responded>,
    pub proposals: Vec<Proposed>,
    pub answers: Vec<Replied>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Responded {
    pub arrangement: i32,
    pub lineage: String,
    /// The version of the arrangement that was answered.
    pub version: i64,
    pub sector: Option<Sector>,
    /// Field and value as the register had them.
    pub stated: BTreeMap<String, String>,
    pub participants: Vec<Party>,
    pub verdict: String,
    pub confirmed_as: Option<String>,
    pub absence: Option<String>,
    pub year: Option<i32>,
    pub comment: Option<String>,
    pub corrections: Vec<Corrected>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sector {
    pub nr: i32,
    pub nb: String,
    pub nn: String,
}

/// A municipality with its number, or another owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    pub kind: String,
    pub number: Option<String>,
    pub name: String,
    pub share: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    pub field: String,
    pub party: Option<Party>,
    pub from: Option<String>,
    pub to: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    /// `new`, or `participation` in an arrangement that is there already.
    pub kind: String,
    pub sector: Option<Sector>,
    pub stated: BTreeMap<String, String>,
    pub participants: Vec<Party>,
    pub comment: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replied {
    pub question: i32,
    pub asked_nb: String,
    pub asked_nn: String,
    pub text: String,
    /// What was chosen, in both written forms.
    pub chosen: Option<(String, String)>,
    /// The arrangement's number and name, and what is said of it.
    pub examples: Vec<(i32, String, String)>,
}

impl Content {
    /// The same for whoever says the same.
    pub fn fingerprint(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self).map(|json| sha256(&json))
    }
}

impl Responded {
    pub fn name(&self) -> &str {
        self.stated.get("name").map_or("", String::as_str)
    }
}

impl Proposed {
    pub fn name(&self) -> &str {
        self.stated.get("name").map_or("", String::as_str)
    }
}

impl Document {
    /// One line of JSON, fields in the order above: the same answer is always the same bytes.
    pub fn canonical(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    pub fn read(canonical: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(canonical)
    }
}

/// In hexadecimal, as receipts print it and `sha256sum` does.
pub fn sha256(canonical: &str) -> String {
    crate::secret::hex(&Sha256::digest(canonical.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_reads_back_as_it_was_written() {
        let document = Document {
            head: Head {
                mapping: "trondelag-2026".into(),
                mapping_name: "Trøndelag 2026".into(),
                year: 2026,
                round: 1,
                municipality_number: "5054".into(),
                municipality: "Indre Fosen".into(),
                submission: 1,
                reference: "2026-5054-7F3K".into(),
                signed_by: "Kari Nordmann".into(),
                signed_at: "2026-11-24T09:58:00Z".into(),
                source: None,
            },
            content: Content {
                nil_return: true,
                ..Content::default()
            },
        };
        let canonical = document.canonical().unwrap();
        assert_eq!(Document::read(&canonical).unwrap(), document);
        assert_eq!(
            Document::read(&canonical).unwrap().canonical().unwrap(),
            canonical
        );
        assert_eq!(sha256(&canonical).len(), 64);
    }
}
