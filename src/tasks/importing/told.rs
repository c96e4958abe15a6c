//! What an import makes of each row of a file: new, changed from what to what, the same; and what looks like a slip.

use std::fmt;

use domain::text::norwegian::search_key;

/// What became of a row that is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    New,
    Changed,
    Unchanged,
}

/// One row of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub line: u64,
    /// What the row is about, in words of the file.
    pub what: String,
    pub class: Class,
    pub differs: Vec<Differs>,
    pub doubts: Vec<Doubt>,
}

/// A field of a changed row, by its column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differs {
    pub field: &'static str,
    pub from: Option<String>,
    pub to: Option<String>,
}

/// Right as it stands, and perhaps not meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// Nearly the name of another arrangement.
    NameLike { name: String, number: i32 },
    /// The address is another municipality's contact.
    AddressOf(String),
    /// Most addresses of the file end otherwise.
    UnusualDomain { domain: String, usual: String },
    /// The municipality's contacts have had another domain.
    OtherDomain { domain: String, known: String },
    /// More than half as many again, or less than half.
    PopulationJump { from: i32, to: i32 },
    /// Who was in and is not named in the file goes out.
    Leaves(Vec<String>),
}

/// What else follows from an import, besides its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The mapping's sectors become so many of the file.
    Sectors(usize),
    TaskFields(Vec<String>),
    /// So many participants of an arrangement go.
    Loses {
        number: i32,
        lost: usize,
    },
    LeaveArea(Vec<String>),
    Regions(Vec<String>),
    Municipalities(Vec<String>),
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Sectors(count) => write!(f, "The mapping's sectors become the {count} of the file."),
            Self::TaskFields(names) => write!(f, "New task fields: {}.", names.join(", ")),
            Self::Loses { number, lost } => write!(f, "Arrangement {number} loses participants: {lost}."),
            Self::LeaveArea(names) => write!(f, "No longer in the area: {}.", names.join(", ")),
            Self::Regions(names) => write!(f, "New regions: {}.", names.join(", ")),
            Self::Municipalities(names) => write!(f, "New municipalities: {}.", names.join(", ")),
        }
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::NameLike { name, number } => write!(f, "nearly the name of arrangement {number}, «{name}»"),
            Self::AddressOf(name) => write!(f, "the address is a contact of {name}"),
            Self::UnusualDomain { domain, usual } => {
                write!(f, "the domain is {domain}, where most of the file have {usual}")
            }
            Self::OtherDomain { domain, known } => {
                write!(f, "the domain is {domain}, and was {known}")
            }
            Self::PopulationJump { from, to } => write!(f, "the population goes from {from} to {to}"),
            Self::Leaves(names) => write!(f, "no longer taking part: {}", names.join(", ")),
        }
    }
}

impl Told {
    pub fn new(line: u64, what: impl Into<String>, class: Class) -> Self {
        Self {
            line,
            what: what.into(),
            class,
            differs: Vec::new(),
            doubts: Vec::new(),
        }
    }

    #[must_use]
    pub fn with(mut self, differs: Vec<Differs>) -> Self {
        self.differs = differs;
        self
    }

    #[must_use]
    pub fn doubted(mut self, doubts: Vec<Doubt>) -> Self {
        self.doubts = doubts;
        self
    }
}

/// The pairs that differ, as columns with what was and what is.
pub fn differing(
    pairs: impl IntoIterator<Item = (&'static str, Option<String>, Option<String>)>,
) -> Vec<Differs> {
    pairs
        .into_iter()
        .filter(|(_, from, to)| from != to)
        .map(|(field, from, to)| Differs { field, from, to })
        .collect()
}

/// A name as look-alikes are looked for: letters and digits alone.
pub fn name_key(name: &str) -> Vec<char> {
    search_key(name).chars().filter(|letter| *letter != ' ').collect()
}

/// The same but for one letter that is typed, forgotten or exchanged.
pub fn is_nearly(one: &[char], other: &[char]) -> bool {
    if one.len().abs_diff(other.len()) > 1 || one.len().min(other.len()) < 5 {
        return one == other;
    }
    let same = one
        .iter()
        .zip(other)
        .take_while(|(one, other)| one == other)
        .count();
    let (one, other) = (&one[same..], &other[same..]);
    match (one, other) {
        ([], _) | (_, []) => true,
        ([_, one @ ..], [_, other @ ..]) if one.len() == other.len() => one == other,
        (longer, shorter) if longer.len() > shorter.len() => longer[1..] == *shorter,
        (shorter, longer) => longer[1..] == *shorter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_nearly_another_when_one_letter_is_wrong() {
        let nearly = |one: &str, other: &str| is_nearly(&name_key(one), &name_key(other));
        for (one, other) in [
            ("Fosen Lønn", "Fosen lønn"),
            ("Fosen Lønn", "Fosen-lønn"),
            ("Fosen Lønn", "Fosen Lønnn"),
            ("Fosen Lønn", "Fosen Lnn"),
            ("Fosen Lønn", "Fosen Lånn"),
            ("Legevakt", "Legevakta"),
        ] {
            assert!(nearly(one, other) && nearly(other, one), "{one}, {other}");
        }
        for (one, other) in [("Fosen Lønn", "Fosen IKT"), ("IKT", "IKA"), ("", "Fosen")] {
            assert!(!nearly(one, other), "{one}, {other}");
        }
    }
}
