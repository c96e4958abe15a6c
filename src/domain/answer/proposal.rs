//! What a municipality says is missing from its list: a new arrangement, or a known one that it takes part in.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;

use super::response::Verdict;
use crate::ids;
use crate::register::arrangement::{ArrangementId, LegalForm, ParticipantKind, SectorId};

ids!(ProposalId);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProposalKind {
    New,
    /// «We take part in this one too».
    Participation(ArrangementId),
}

impl ProposalKind {
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Participation(_) => "participation",
        }
    }

    pub const fn arrangement(self) -> Option<ArrangementId> {
        match self {
            Self::New => None,
            Self::Participation(id) => Some(id),
        }
    }
}

/// A municipality is named by its number, which means the same in every export.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Member {
    Municipality(String),
    Other(ParticipantKind, String),
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Described {
    pub name: String,
    pub participants: BTreeSet<Member>,
    pub sector: Option<SectorId>,
    pub content: Option<String>,
    pub established_year: Option<i32>,
    /// Nothing when the municipality is not sure.
    pub legal_form: Option<LegalForm>,
    /// A municipality's number, or the name of a host that is none.
    pub host: Option<String>,
    pub fte_tenths: Option<i32>,
    pub comment: Option<String>,
}

impl Described {
    /// The numbers of those that take part.
    pub fn municipalities(&self) -> impl Iterator<Item = &str> {
        self.participants.iter().filter_map(|member| match member {
            Member::Municipality(number) => Some(number.as_str()),
            Member::Other(..) => None,
        })
    }
}

/// As the municipality has drafted it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub id: ProposalId,
    pub kind: ProposalKind,
    pub described: Described,
    /// Taken away, and kept so that it can be taken back.
    pub removed_at: Option<NaiveDateTime>,
    pub version: i64,
    pub saved_at: NaiveDateTime,
    pub saved_by: String,
}

impl Proposal {
    pub fn is_removed(&self) -> bool {
        self.removed_at.is_some()
    }
}

/// Whether a municipality can say that it takes part in nothing: of all it is asked about it has said that it does not
/// take part, and it has proposed nothing itself.
pub fn may_say_none(mut verdicts: impl Iterator<Item = Option<Verdict>>, proposals: &[Proposal]) -> bool {
    proposals.iter().all(Proposal::is_removed)
        && verdicts.all(|verdict| matches!(verdict, Some(Verdict::NotParticipating | Verdict::Discontinued)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_takes_part_in_nothing_can_say_so() {
        let (out, gone) = (Some(Verdict::NotParticipating), Some(Verdict::Discontinued));
        assert!(may_say_none([].into_iter(), &[]));
        assert!(may_say_none([out, gone].into_iter(), &[]));
        assert!(!may_say_none([out, None].into_iter(), &[]), "unanswered");
        assert!(!may_say_none([out, Some(Verdict::Unknown)].into_iter(), &[]));
        let at = chrono::DateTime::UNIX_EPOCH.naive_utc();
        let mut proposal = Proposal {
            id: ProposalId(1),
            kind: ProposalKind::New,
            described: Described::default(),
            removed_at: None,
            version: 1,
            saved_at: at,
            saved_by: "Kari".into(),
        };
        assert!(!may_say_none([].into_iter(), std::slice::from_ref(&proposal)));
        proposal.removed_at = Some(at);
        assert!(may_say_none([].into_iter(), &[proposal]), "taken away again");
    }
}
