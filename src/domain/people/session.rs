//! A signed-in person's session: when it is over, and when it is fresh enough for a dangerous act.

use chrono::{NaiveDateTime, TimeDelta};

use super::access::Actor;
use crate::{coded, ids};

ids!(SessionId);

/// Between the password and the code.
const HALF_WAY: TimeDelta = TimeDelta::minutes(15);
/// A dangerous act wants a login this young.
const FRESH: TimeDelta = TimeDelta::minutes(10);

coded!(
    /// What still stands between the password and the portal.
    Step {
        /// Nothing: the person is in.
        Done = "done",
        /// A code sent by mail to a respondent on a new browser.
        MailedCode = "mailed_code",
        /// A code from the authenticator app of staff.
        Totp = "totp",
        /// Staff without an authenticator app yet.
        EnrolTotp = "enrol_totp",
    }
);

#[derive(Debug, Clone)]
pub struct Session {
    pub id: SessionId,
    pub actor: Actor,
    /// The municipalities that the person answers for, by name: the head of every page says so.
    pub answers_for: Vec<String>,
    /// The written form that the person has chosen, as a language code.
    pub language: Option<String>,
    pub step: Step,
    pub created_at: NaiveDateTime,
    pub last_seen_at: NaiveDateTime,
    /// When the person last proved who they are.
    pub authenticated_at: NaiveDateTime,
}

impl Session {
    /// However busy, nobody stays signed in longer than a working day.
    pub const LONGEST: TimeDelta = TimeDelta::hours(8);

    /// Respondents may be called away in the middle of a list; staff see everybody's.
    pub fn idle_limit(&self) -> TimeDelta {
        Self::idle_limit_of(self.actor.is_staff())
    }

    pub fn idle_limit_of(is_staff: bool) -> TimeDelta {
        TimeDelta::minutes(if is_staff { 30 } else { 60 })
    }

    pub fn is_over(&self, now: NaiveDateTime) -> bool {
        now - self.last_seen_at >= self.idle_limit() || now >= self.ends_at()
    }

    /// When it is over, whatever the person does.
    fn ends_at(&self) -> NaiveDateTime {
        self.created_at
            + if self.step == Step::Done {
                Self::LONGEST
            } else {
                HALF_WAY
            }
    }

    /// How long it lasts for somebody who does nothing, and for somebody who goes on.
    pub fn lasts(&self, now: NaiveDateTime) -> (TimeDelta, TimeDelta) {
        let longest = self.ends_at() - now;
        let idle = self.last_seen_at + self.idle_limit() - now;
        (idle.min(longest), longest)
    }

    pub fn is_fresh(&self, now: NaiveDateTime) -> bool {
        now - self.authenticated_at < FRESH
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::access::{Grant, Role, UserId};

    fn session(role: Role) -> (Session, NaiveDateTime) {
        let start = NaiveDateTime::parse_from_str("2026-11-20 08:00", "%Y-%m-%d %H:%M").unwrap();
        let actor = Actor {
            user: UserId(1),
            name: "Kari".into(),
            email: "kari@example.no".into(),
            grants: vec![Grant {
                role,
                mapping: None,
                municipality: None,
                region: None,
            }],
        };
        let session = Session {
            id: SessionId(1),
            actor,
            answers_for: Vec::new(),
            language: None,
            step: Step::Done,
            created_at: start,
            last_seen_at: start,
            authenticated_at: start,
        };
        (session, start)
    }

    #[test]
    fn s21_staff_are_out_after_half_an_hour_and_respondents_after_one() {
        let (staff, start) = session(Role::Coordinator);
        assert!(!staff.is_over(start + TimeDelta::minutes(29)));
        assert!(staff.is_over(start + TimeDelta::minutes(30)));
        let (respondent, start) = session(Role::Respondent);
        assert!(!respondent.is_over(start + TimeDelta::minutes(59)));
        assert!(respondent.is_over(start + TimeDelta::minutes(60)));
    }

    #[test]
    fn s21_nobody_is_in_for_more_than_eight_hours() {
        let (mut busy, start) = session(Role::Respondent);
        busy.last_seen_at = start + TimeDelta::minutes(8 * 60 - 1);
        assert!(!busy.is_over(start + TimeDelta::minutes(8 * 60 - 1)));
        assert!(busy.is_over(start + TimeDelta::hours(8)));
    }

    #[test]
    fn s21_the_end_is_known_and_only_the_working_day_cannot_be_prolonged() {
        let (mut staff, start) = session(Role::Coordinator);
        let (minutes, hours) = (TimeDelta::minutes, TimeDelta::hours);
        assert_eq!(
            staff.lasts(start + minutes(10)),
            (minutes(20), hours(8) - minutes(10))
        );
        staff.last_seen_at = start + hours(8) - minutes(5);
        assert_eq!(
            staff.lasts(start + hours(8) - minutes(2)),
            (minutes(2), minutes(2))
        );
    }

    #[test]
    fn nobody_stays_between_the_password_and_the_code() {
        let (mut half, start) = session(Role::Admin);
        half.step = Step::Totp;
        assert!(!half.is_over(start + TimeDelta::minutes(14)));
        assert!(half.is_over(start + TimeDelta::minutes(15)));
    }

    #[test]
    fn s30_a_login_is_fresh_for_ten_minutes() {
        let (session, start) = session(Role::Admin);
        assert!(session.is_fresh(start + TimeDelta::seconds(599)));
        assert!(!session.is_fresh(start + TimeDelta::minutes(10)));
    }
}
