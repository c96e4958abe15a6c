//! Who gets a letter of a mailing, what it does to the hearing, and why another gets none.

use chrono::NaiveDateTime;

use super::mailing::{MailingKind, Outcome};
use crate::round::hearing::{Hearing, HearingState, Refusal, Round, RoundState, Step};

/// Whom a letter could reach in a municipality.
#[derive(Debug, Clone, Copy)]
pub struct Reach {
    /// Ok when there is somebody to write to.
    pub can_be_reached: Result<(), Outcome>,
    /// Somebody there has got the hearing letter, or will in a moment.
    pub has_letter: bool,
}

/// What a mailing does to a municipality's hearing, or why it gets no letter.
pub fn fate(
    kind: MailingKind,
    round: Option<&Round>,
    hearing: Option<&Hearing>,
    reach: Reach,
    now: NaiveDateTime,
) -> Result<Option<HearingState>, Outcome> {
    let next = match (kind, round, hearing) {
        (MailingKind::Results | MailingKind::Notice | MailingKind::Questions, ..) => None,
        (_, Some(round), Some(hearing)) => step(kind, round, hearing, reach.has_letter, now)?,
        _ => return Err(Outcome::NoHearing),
    };
    reach.can_be_reached?;
    Ok(next)
}

fn step(
    kind: MailingKind,
    round: &Round,
    hearing: &Hearing,
    has_letter: bool,
    now: NaiveDateTime,
) -> Result<Option<HearingState>, Outcome> {
    if hearing.state == HearingState::Confirmed {
        return Err(Outcome::Confirmed);
    }
    if round.state == RoundState::Closed {
        return Err(Outcome::Closed);
    }
    if hearing.deadline(round).is_some_and(|deadline| deadline < now) {
        return Err(Outcome::Late);
    }
    if !kind.is_reminder() {
        return match hearing.state {
            HearingState::Draft => Ok(Some(HearingState::Sent)),
            // The letter came back, or nobody was there to get it: somebody new is.
            _ if !has_letter => Ok(None),
            _ => Err(Outcome::AlreadySent),
        };
    }
    if hearing.reminders >= round.max_reminders && hearing.state != HearingState::Draft {
        return Err(Outcome::Enough);
    }
    hearing
        .take(Step::Remind, round, now)
        .map(Some)
        .map_err(|refusal| match refusal {
            Refusal::TooSoon => Outcome::TooSoon,
            _ => Outcome::NotSent,
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::municipality::MunicipalityId;
    use crate::round::hearing::{HearingId, RoundId};

    fn at(time: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(time, "%Y-%m-%d %H:%M").unwrap()
    }

    fn fate_of(
        kind: MailingKind,
        state: HearingState,
        reminders: i32,
        now: &str,
    ) -> Result<Option<HearingState>, Outcome> {
        let round = Round {
            id: RoundId(1),
            number: 1,
            state: RoundState::Open,
            opens_at: None,
            hosts_open_at: None,
            deadline: Some(at("2026-12-01 15:00")),
            questions_deadline: None,
            quiet_days: 3,
            max_reminders: 2,
        };
        let hearing = Hearing {
            id: HearingId(1),
            municipality: MunicipalityId(1),
            state,
            nil_return: false,
            reminders,
            last_reminder_at: (reminders > 0).then(|| at("2026-11-18 08:00")),
            confirmed_at: None,
            extended_to: None,
            reopened_at: None,
            reopened_reason: None,
            version: 1,
        };
        let reach = Reach {
            can_be_reached: Ok(()),
            has_letter: true,
        };
        fate(kind, Some(&round), Some(&hearing), reach, at(now))
    }

    #[test]
    fn a_reminder_goes_to_those_who_have_not_confirmed_and_not_too_often() {
        use HearingState::{Confirmed, Draft, Reminded, Sent};
        let remind = |state, reminders, now| fate_of(MailingKind::Reminder, state, reminders, now);
        assert_eq!(remind(Sent, 0, "2026-11-19 08:00"), Ok(Some(Reminded)));
        assert_eq!(remind(Draft, 0, "2026-11-19 08:00"), Err(Outcome::NotSent));
        assert_eq!(remind(Confirmed, 0, "2026-11-19 08:00"), Err(Outcome::Confirmed));
        assert_eq!(remind(Reminded, 1, "2026-11-20 08:00"), Err(Outcome::TooSoon));
        assert_eq!(remind(Reminded, 1, "2026-11-21 08:00"), Ok(Some(Reminded)));
        assert_eq!(remind(Reminded, 2, "2026-11-30 08:00"), Err(Outcome::Enough));
    }

    #[test]
    fn nobody_is_asked_for_what_can_no_longer_be_given() {
        for kind in [MailingKind::Hearing, MailingKind::Reminder] {
            assert_eq!(
                fate_of(kind, HearingState::Sent, 0, "2026-12-02 08:00"),
                Err(Outcome::Late)
            );
        }
    }

    #[test]
    fn the_hearing_letter_goes_once() {
        let sent = fate_of(MailingKind::Hearing, HearingState::Sent, 0, "2026-11-19 08:00");
        assert_eq!(sent, Err(Outcome::AlreadySent));
        let first = fate_of(MailingKind::Hearing, HearingState::Draft, 0, "2026-11-19 08:00");
        assert_eq!(first, Ok(Some(HearingState::Sent)));
    }
}
