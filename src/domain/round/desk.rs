//! One municipality's hearing as a coordinator follows it: states, counts and times, never what a draft says.

use chrono::NaiveDateTime;

use super::hearing::{HearingId, HearingState, Round, RoundState};
use crate::answer::response::Progress;
use crate::coded;
use crate::letters::letter::MailState;
use crate::places::municipality::MunicipalityId;

/// All of it is of the newest round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    pub hearing: HearingId,
    pub municipality: MunicipalityId,
    pub state: HearingState,
    pub sent_at: Option<NaiveDateTime>,
    pub reminders: i32,
    pub last_reminder_at: Option<NaiveDateTime>,
    pub confirmed_at: Option<NaiveDateTime>,
    pub extended_to: Option<NaiveDateTime>,
    pub reopened_at: Option<NaiveDateTime>,
    pub last_activity_at: Option<NaiveDateTime>,
    /// How many rows of the draft are answered: all that anybody outside the municipality learns of it.
    pub progress: Progress,
    pub participations: usize,
    pub hostings: usize,
    pub letters: usize,
    pub last_letter: Option<MailState>,
    /// The newest letter to one of its addresses came back or could not be sent.
    pub has_returned: bool,
    /// What it has proposed in its latest submission and nobody has decided on.
    pub proposals: usize,
    /// What was left to colleagues who have done nothing with it, or were not reached.
    pub stuck: usize,
    /// How many arrangements it has submitted an answer to that another's answer speaks against.
    pub conflicts: usize,
    /// Somebody with an account who answers for it.
    pub respondent: Option<String>,
    /// Somebody with an e-mail address that has not failed.
    pub contact: Option<String>,
}

coded!(
    /// How far a municipality that has got its list has come with it. The codes stand in addresses.
    Stage {
        NotBegun = "ikke-begynt",
        /// Also who has not begun: it is who may need a reminder.
        UnderHalf = "under-halvparten",
        OverHalf = "over-halvparten",
        Done = "ferdig",
    }
);

coded!(
    /// Where a municipality stands, as lists show it and addresses name it.
    Status {
        NotSent = "ikke-sendt",
        Sent = "sendt",
        Reminded = "paminnet",
        Confirmed = "bekreftet",
        /// Confirmed once, opened again and not confirmed since.
        Reopened = "gjenapnet",
    }
);

coded!(
    /// Why a coordinator must look at a municipality. The codes stand in addresses.
    Attention {
        Returned = "retur",
        Conflict = "motstrid",
        Proposal = "forslag",
        Delegation = "delegering",
        Address = "adresse",
        Overdue = "frist",
    }
);

impl Followed {
    pub fn status(&self) -> Status {
        match self.state {
            HearingState::Draft => Status::NotSent,
            HearingState::Confirmed => Status::Confirmed,
            // A reminder does not make it less reopened.
            HearingState::Sent | HearingState::Reminded if self.reopened_at.is_some() => Status::Reopened,
            HearingState::Sent => Status::Sent,
            HearingState::Reminded => Status::Reminded,
        }
    }

    pub fn is_at(&self, stage: Stage) -> bool {
        if self.state == HearingState::Draft {
            return false;
        }
        let Progress { answered, total } = self.progress;
        let is_done = self.state == HearingState::Confirmed || answered == total && total > 0;
        let is_half = answered * 2 >= total && total > 0;
        match stage {
            Stage::NotBegun => !is_done && answered == 0,
            Stage::UnderHalf => !is_done && !is_half,
            Stage::OverHalf => !is_done && is_half,
            Stage::Done => is_done,
        }
    }

    pub fn deadline(&self, round: &Round) -> Option<NaiveDateTime> {
        self.extended_to.max(round.deadline)
    }

    pub fn has_address(&self) -> bool {
        self.respondent.is_some() || self.contact.is_some()
    }

    pub fn needs(&self, attention: Attention, round: &Round, now: NaiveDateTime) -> bool {
        match attention {
            Attention::Returned => self.has_returned,
            Attention::Conflict => self.conflicts > 0,
            Attention::Proposal => self.proposals > 0,
            Attention::Delegation => self.stuck > 0,
            Attention::Address => !self.has_address(),
            Attention::Overdue => {
                round.state == RoundState::Open
                    && matches!(self.state, HearingState::Sent | HearingState::Reminded)
                    && self.deadline(round).is_some_and(|deadline| deadline < now)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn followed(state: HearingState, answered: usize, total: usize) -> Followed {
        Followed {
            hearing: HearingId(1),
            municipality: MunicipalityId(1),
            state,
            sent_at: None,
            reminders: 0,
            last_reminder_at: None,
            confirmed_at: None,
            extended_to: None,
            reopened_at: None,
            last_activity_at: None,
            progress: Progress { answered, total },
            participations: total,
            hostings: 0,
            letters: 0,
            last_letter: None,
            has_returned: false,
            proposals: 0,
            stuck: 0,
            conflicts: 0,
            respondent: None,
            contact: None,
        }
    }

    fn stages(one: &Followed) -> Vec<Stage> {
        Stage::ALL
            .iter()
            .copied()
            .filter(|stage| one.is_at(*stage))
            .collect()
    }

    #[test]
    fn half_is_not_under_half_and_who_has_not_begun_is() {
        let sent = |answered, total| stages(&followed(HearingState::Sent, answered, total));
        assert_eq!(sent(0, 10), [Stage::NotBegun, Stage::UnderHalf]);
        assert_eq!(sent(4, 10), [Stage::UnderHalf]);
        assert_eq!(sent(5, 10), [Stage::OverHalf]);
        assert_eq!(sent(10, 10), [Stage::Done]);
        // Nothing to answer, and still nothing said.
        assert_eq!(sent(0, 0), [Stage::NotBegun, Stage::UnderHalf]);
        assert_eq!(stages(&followed(HearingState::Draft, 0, 10)), []);
        assert_eq!(stages(&followed(HearingState::Confirmed, 9, 10)), [Stage::Done]);
    }

    #[test]
    fn what_was_opened_again_is_so_until_it_is_confirmed() {
        let day = |day| chrono::NaiveDate::from_ymd_opt(2026, 11, day)?.and_hms_opt(8, 0, 0);
        let mut one = followed(HearingState::Sent, 0, 10);
        assert_eq!(one.status(), Status::Sent);
        (one.confirmed_at, one.reopened_at) = (day(3), day(5));
        assert_eq!(one.status(), Status::Reopened);
        one.state = HearingState::Reminded;
        assert_eq!(one.status(), Status::Reopened);
        (one.state, one.confirmed_at) = (HearingState::Confirmed, day(6));
        assert_eq!(one.status(), Status::Confirmed);
    }
}
