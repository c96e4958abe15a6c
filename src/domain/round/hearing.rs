//! A round of a mapping and one municipality's hearing in it: states, steps between them, and when it may answer.

use chrono::NaiveDateTime;

use crate::places::mapping::{Mapping, MappingStatus};
use crate::places::municipality::MunicipalityId;
use crate::{coded, ids};

ids!(RoundId, HearingId, DelegationId);

coded!(RoundState { Draft = "draft", Open = "open", Closed = "closed" });

coded!(HearingState {
    /// The coordinator prepares; those who are to answer see nothing yet.
    Draft = "draft",
    Sent = "sent",
    Reminded = "reminded",
    Confirmed = "confirmed",
});

coded!(
    /// What a municipality sees of the others' submitted answers.
    ShowOthers { No = "no", Status = "status", Values = "values" }
);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    pub id: RoundId,
    pub number: i32,
    pub state: RoundState,
    pub opens_at: Option<NaiveDateTime>,
    /// Host municipalities may begin before the others.
    pub hosts_open_at: Option<NaiveDateTime>,
    pub deadline: Option<NaiveDateTime>,
    /// The questions may have more or less time than the list.
    pub questions_deadline: Option<NaiveDateTime>,
    pub quiet_days: i32,
    pub max_reminders: i32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hearing {
    pub id: HearingId,
    pub municipality: MunicipalityId,
    pub state: HearingState,
    /// «We take part in no arrangement»: an answer, unlike an empty list.
    pub nil_return: bool,
    pub reminders: i32,
    pub last_reminder_at: Option<NaiveDateTime>,
    pub confirmed_at: Option<NaiveDateTime>,
    pub extended_to: Option<NaiveDateTime>,
    pub reopened_at: Option<NaiveDateTime>,
    pub reopened_reason: Option<String>,
    pub version: i64,
}

/// What can be done to a hearing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Send,
    Remind,
    /// With what is unanswered.
    Confirm(usize),
    Reopen,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The state that it is in does not allow it.
    NotNow(HearingState),
    Unanswered(usize),
    /// A reminder went out less than the round's quiet days ago.
    TooSoon,
}

impl Hearing {
    /// The state that a step leads to, or why it may not be taken. Whether the round is open is `Standing`'s to say.
    pub fn take(&self, step: Step, round: &Round, now: NaiveDateTime) -> Result<HearingState, Refusal> {
        use HearingState::{Confirmed, Draft, Reminded, Sent};
        match (self.state, step) {
            (Draft, Step::Send) | (Confirmed, Step::Reopen) => Ok(Sent),
            (Sent | Reminded, Step::Remind) => {
                let quiet = chrono::TimeDelta::days(round.quiet_days.into());
                match self.last_reminder_at {
                    Some(last) if now - last < quiet => Err(Refusal::TooSoon),
                    _ => Ok(Reminded),
                }
            }
            (Sent | Reminded | Confirmed, Step::Confirm(0)) => Ok(Confirmed),
            (Sent | Reminded | Confirmed, Step::Confirm(unanswered)) => Err(Refusal::Unanswered(unanswered)),
            (state, _) => Err(Refusal::NotNow(state)),
        }
    }

    /// Its own deadline where it was given more time.
    pub fn deadline(&self, round: &Round) -> Option<NaiveDateTime> {
        self.extended_to.max(round.deadline)
    }
}

/// Whether a municipality may answer now, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Open,
    NotYet(NaiveDateTime),
    /// The deadline went by.
    TooLate(NaiveDateTime),
    /// The round or the whole mapping is closed.
    Closed,
}

impl Standing {
    pub fn of(
        mapping: &Mapping,
        round: &Round,
        hearing: &Hearing,
        is_host: bool,
        now: NaiveDateTime,
    ) -> Self {
        let opens = if is_host {
            round.hosts_open_at.or(round.opens_at)
        } else {
            round.opens_at
        };
        Self::within(mapping, round, opens, hearing.deadline(round), now)
    }

    /// Of the leader of a regionråd, who is asked the questions only.
    pub fn of_inquiry(mapping: &Mapping, round: &Round, now: NaiveDateTime) -> Self {
        let deadline = round.questions_deadline.or(round.deadline);
        Self::within(mapping, round, round.opens_at, deadline, now)
    }

    fn within(
        mapping: &Mapping,
        round: &Round,
        opens: Option<NaiveDateTime>,
        deadline: Option<NaiveDateTime>,
        now: NaiveDateTime,
    ) -> Self {
        if mapping.status != MappingStatus::Open || round.state != RoundState::Open {
            return Self::Closed;
        }
        match (opens, deadline) {
            (Some(opens), _) if now < opens => Self::NotYet(opens),
            (_, Some(deadline)) if now > deadline => Self::TooLate(deadline),
            _ => Self::Open,
        }
    }

    pub fn is_open(self) -> bool {
        self == Self::Open
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::places::mapping::MappingId;

    fn at(time: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(time, "%Y-%m-%d %H:%M:%S").unwrap()
    }

    fn mapping(status: MappingStatus) -> Mapping {
        Mapping {
            id: MappingId(1),
            slug: "fosen-2026".into(),
            name: "Fosen 2026".into(),
            year: 2026,
            status,
            reference_date: None,
            copied_from: None,
            register_version: 1,
            municipalities_version: 1,
        }
    }

    fn round() -> Round {
        Round {
            id: RoundId(1),
            number: 1,
            state: RoundState::Open,
            opens_at: Some(at("2026-11-10 08:00:00")),
            hosts_open_at: Some(at("2026-11-05 08:00:00")),
            deadline: Some(at("2026-12-01 15:00:00")),
            questions_deadline: None,
            quiet_days: 3,
            max_reminders: 3,
        }
    }

    fn hearing(state: HearingState) -> Hearing {
        Hearing {
            id: HearingId(1),
            municipality: MunicipalityId(1),
            state,
            nil_return: false,
            reminders: 0,
            last_reminder_at: None,
            confirmed_at: None,
            extended_to: None,
            reopened_at: None,
            reopened_reason: None,
            version: 1,
        }
    }

    #[test]
    fn nothing_is_confirmed_half_answered() {
        let sent = hearing(HearingState::Sent);
        let now = at("2026-11-20 10:00:00");
        assert_eq!(
            sent.take(Step::Confirm(3), &round(), now),
            Err(Refusal::Unanswered(3))
        );
        assert_eq!(
            sent.take(Step::Confirm(0), &round(), now),
            Ok(HearingState::Confirmed)
        );
    }

    #[test]
    fn nobody_is_reminded_twice_within_the_quiet_days() {
        let mut hearing = hearing(HearingState::Reminded);
        hearing.last_reminder_at = Some(at("2026-11-18 10:00:00"));
        let remind = |now| hearing.take(Step::Remind, &round(), at(now));
        assert_eq!(remind("2026-11-21 09:59:59"), Err(Refusal::TooSoon));
        assert_eq!(remind("2026-11-21 10:00:00"), Ok(HearingState::Reminded));
    }

    #[test]
    fn s29_nobody_answers_before_the_opening_or_after_the_deadline() {
        let (open, round) = (mapping(MappingStatus::Open), round());
        let sent = hearing(HearingState::Sent);
        let standing = |host, now| Standing::of(&open, &round, &sent, host, at(now));
        assert_eq!(
            standing(false, "2026-11-09 23:59:59"),
            Standing::NotYet(at("2026-11-10 08:00:00"))
        );
        assert_eq!(
            standing(true, "2026-11-09 23:59:59"),
            Standing::Open,
            "hosts go first"
        );
        assert_eq!(standing(false, "2026-12-01 15:00:00"), Standing::Open);
        assert_eq!(
            standing(false, "2026-12-01 15:00:01"),
            Standing::TooLate(at("2026-12-01 15:00:00"))
        );
        let extended = Hearing {
            extended_to: Some(at("2026-12-11 15:00:00")),
            ..sent.clone()
        };
        let late = at("2026-12-05 12:00:00");
        assert!(Standing::of(&open, &round, &extended, false, late).is_open());
        let closed = mapping(MappingStatus::Closed);
        assert_eq!(
            Standing::of(&closed, &round, &extended, false, late),
            Standing::Closed
        );
    }

    proptest! {
        #[test]
        fn no_road_leads_back_to_draft(steps in prop::collection::vec(0_usize..4, 1..20)) {
            let mut hearing = hearing(HearingState::Sent);
            for step in steps {
                let step = [Step::Send, Step::Remind, Step::Confirm(0), Step::Reopen][step];
                if let Ok(state) = hearing.take(step, &round(), at("2026-11-20 10:00:00")) {
                    prop_assert_ne!(state, HearingState::Draft);
                    hearing.state = state;
                }
            }
        }
    }
}
