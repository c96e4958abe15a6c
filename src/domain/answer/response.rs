//! What a municipality says of one arrangement in its hearing: a verdict, and the corrections that belong to it.

use crate::coded;
use crate::places::municipality::MunicipalityId;
use crate::register::arrangement::ParticipantKind;

pub use crate::register::fields::Field;

coded!(Verdict {
    Confirmed = "confirmed",
    Corrected = "corrected",
    NotParticipating = "not_participating",
    Discontinued = "discontinued",
    Unknown = "unknown",
});

coded!(
    /// Whether a municipality that does not take part ever did.
    Absence { Never = "never", Left = "left" }
);

coded!(
    /// One by one, or with all that were left: how closely somebody looked is a matter of the data's quality.
    ConfirmedAs { Single = "single", Bulk = "bulk" }
);

/// What stands for a legal form that the municipality is not sure of.
pub const UNSURE: &str = "unsure";

/// A participant by what it is, whatever its share.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PartyKey {
    Municipality(MunicipalityId),
    Other(ParticipantKind, String),
}

/// One field from a value to a value. Values are written as the exports write them, so that they mean the same in
/// every language and every year.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Correction {
    pub field: Field,
    /// Whom it is about, where it is about a participant; `from` and `to` are then shares.
    pub party: Option<PartyKey>,
    pub from: Option<String>,
    pub to: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Response {
    /// Nothing yet: a draft that is not finished.
    pub verdict: Option<Verdict>,
    pub absence: Option<Absence>,
    pub left_year: Option<i32>,
    pub discontinued_year: Option<i32>,
    pub comment: Option<String>,
    pub confirmed_as: Option<ConfirmedAs>,
    /// Kept also when the verdict is another than «corrected», for whoever changes their mind.
    pub corrections: Vec<Correction>,
}

impl Response {
    pub fn confirmed(how: ConfirmedAs) -> Self {
        Self {
            verdict: Some(Verdict::Confirmed),
            confirmed_as: Some(how),
            ..Self::default()
        }
    }

    pub fn is_finished(&self) -> bool {
        self.verdict.is_some()
    }

    /// Says the same, however it came about: a form that was sent twice is no conflict.
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        let plain = |response: &Self| {
            let mut response = response.clone();
            response.confirmed_as = None;
            response.corrections.sort();
            if response.verdict != Some(Verdict::Corrected) && response.verdict.is_some() {
                response.corrections.clear();
            }
            response
        };
        plain(self) == plain(other)
    }

    /// The same corrections and the same comment, whatever the verdict: a form that was not touched.
    pub fn holds_the_same_as(&self, other: &Self) -> bool {
        let sorted = |response: &Self| {
            let mut corrections = response.corrections.clone();
            corrections.sort();
            corrections
        };
        self.comment == other.comment && sorted(self) == sorted(other)
    }

    /// What was corrected, where that is the verdict.
    pub fn corrections_in_force(&self) -> &[Correction] {
        if self.verdict == Some(Verdict::Corrected) {
            &self.corrections
        } else {
            &[]
        }
    }
}

/// A draft response as it is stored: whose it is, and which version of the arrangement it answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub response: Response,
    pub arrangement_version: i64,
    pub version: i64,
    pub saved_at: chrono::NaiveDateTime,
    /// The name of whoever saved it last.
    pub saved_by: String,
}

/// What the page showed when the answer was given: of the arrangement, and of the response (0 when there was none).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seen {
    pub arrangement: i64,
    pub response: i64,
}

impl std::str::FromStr for Seen {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (arrangement, response) = text.split_once('.').unwrap_or((text, ""));
        Ok(Self {
            arrangement: arrangement.parse()?,
            response: response.parse()?,
        })
    }
}

impl std::fmt::Display for Seen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.arrangement, self.response)
    }
}

/// How far a list has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    pub answered: usize,
    pub total: usize,
}

impl Progress {
    pub const fn left(self) -> usize {
        self.total - self.answered
    }

    pub const fn is_whole(self) -> bool {
        self.answered == self.total
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fte(to: &str) -> Correction {
        Correction {
            field: Field::Fte,
            party: None,
            from: Some("10".into()),
            to: Some(to.into()),
        }
    }

    #[test]
    fn the_same_answer_twice_is_the_same_answer() {
        let corrected = |to| Response {
            verdict: Some(Verdict::Corrected),
            corrections: vec![fte(to)],
            ..Response::default()
        };
        assert!(corrected("12.5").says_the_same_as(&corrected("12.5")));
        assert!(!corrected("12.5").says_the_same_as(&corrected("14")));
        let after_all = Response {
            corrections: vec![fte("14")],
            ..Response::confirmed(ConfirmedAs::Single)
        };
        assert!(after_all.says_the_same_as(&Response::confirmed(ConfirmedAs::Bulk)));
        assert!(after_all.corrections_in_force().is_empty());
    }

    #[test]
    fn what_was_seen_reads_back_as_it_was_written() {
        let seen = Seen {
            arrangement: 3,
            response: 12,
        };
        assert_eq!(seen.to_string().parse(), Ok(seen));
        for wrong in ["", "3", "3.x", ".", "3.1.2"] {
            assert!(wrong.parse::<Seen>().is_err(), "{wrong}");
        }
    }
}
