//! How far those who share an arrangement agree on it: derived from their submitted answers, never stored.

use crate::answer::response::{Field, PartyKey, Response, Verdict};
use crate::places::municipality::MunicipalityId;

/// What another municipality has submitted of an arrangement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submitted {
    pub by: MunicipalityId,
    pub response: Response,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    Unanswered,
    /// All who have answered say that it is right, and some have not answered.
    Partly,
    Agreed,
    /// Corrections, none against another.
    Corrected,
    InConflict,
}

impl Agreement {
    /// `expected` is how many are asked.
    pub fn of(answers: &[Submitted], expected: usize) -> Self {
        if answers.is_empty() {
            return Self::Unanswered;
        }
        let says = |verdict| {
            answers
                .iter()
                .any(|answer| answer.response.verdict == Some(verdict))
        };
        let corrected = says(Verdict::Corrected);
        let ended = says(Verdict::Discontinued);
        if ((corrected || ended) && says(Verdict::Confirmed))
            || (ended && corrected)
            || values_differ(answers)
        {
            return Self::InConflict;
        }
        match (
            corrected || ended || says(Verdict::NotParticipating),
            answers.len() < expected,
        ) {
            (true, _) => Self::Corrected,
            (false, true) => Self::Partly,
            (false, false) => Self::Agreed,
        }
    }
}

/// Two values for one field, or one who puts in whom another takes out.
fn values_differ(answers: &[Submitted]) -> bool {
    let mut seen: Vec<(Field, &Option<PartyKey>, &Option<String>)> = Vec::new();
    for answer in answers {
        for correction in answer.response.corrections_in_force() {
            let field = match correction.field {
                Field::ParticipantRemoved => Field::ParticipantAdded,
                field => field,
            };
            let clash = seen.iter().any(|(other, party, to)| {
                *other == field && **party == correction.party && **to != correction.to
            });
            if clash {
                return true;
            }
            seen.push((field, &correction.party, &correction.to));
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::response::{ConfirmedAs, Correction};

    fn fte(by: i64, to: &str) -> Submitted {
        Submitted {
            by: MunicipalityId(by),
            response: Response {
                verdict: Some(Verdict::Corrected),
                corrections: vec![Correction {
                    field: Field::Fte,
                    party: None,
                    from: Some("10".into()),
                    to: Some(to.into()),
                }],
                ..Response::default()
            },
        }
    }

    fn says(by: i64, verdict: Verdict) -> Submitted {
        Submitted {
            by: MunicipalityId(by),
            response: Response {
                verdict: Some(verdict),
                ..Response::confirmed(ConfirmedAs::Single)
            },
        }
    }

    #[test]
    fn answers_agree_until_one_speaks_against_another() {
        assert_eq!(Agreement::of(&[], 3), Agreement::Unanswered);
        let right = says(1, Verdict::Confirmed);
        assert_eq!(Agreement::of(std::slice::from_ref(&right), 3), Agreement::Partly);
        assert_eq!(
            Agreement::of(&[right.clone(), says(2, Verdict::Unknown)], 2),
            Agreement::Agreed
        );
        assert_eq!(
            Agreement::of(&[fte(1, "12"), fte(2, "12")], 3),
            Agreement::Corrected
        );
        assert_eq!(
            Agreement::of(&[fte(1, "12"), fte(2, "14")], 3),
            Agreement::InConflict
        );
        assert_eq!(Agreement::of(&[fte(1, "12"), right], 3), Agreement::InConflict);
    }
}
