//! What stands in a letter's link or code: for one purpose, one person, one use, and a short time.

use chrono::{NaiveDateTime, TimeDelta};

use super::access::UserId;
use crate::{coded, ids};

ids!(TokenId);

/// Wrong tries of a mailed code before a new one must be asked for.
const TRIES: i32 = 5;

coded!(
    /// What a token opens. It opens nothing else.
    Purpose {
        /// The account's first password.
        Activation = "activation",
        /// A new password.
        Reset = "reset",
        /// The portal itself, once, for a respondent.
        Login = "login",
        /// The second step for a respondent on a new browser: six digits.
        Code = "code",
        /// Another address for the account, shown to belong to the person.
        EmailChange = "email_change",
    }
);

impl Purpose {
    pub const fn lives(self) -> TimeDelta {
        match self {
            Self::Activation => TimeDelta::days(7),
            Self::Reset | Self::EmailChange => TimeDelta::minutes(60),
            Self::Login => TimeDelta::minutes(15),
            Self::Code => TimeDelta::minutes(10),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub id: TokenId,
    pub purpose: Purpose,
    pub user: UserId,
    /// The address that a change of e-mail leads to.
    pub new_email: Option<String>,
    pub expires_at: NaiveDateTime,
    pub used_at: Option<NaiveDateTime>,
    /// A newer token, a new password or a new address made it worthless.
    pub voided_at: Option<NaiveDateTime>,
    /// Wrong tries so far, of a code.
    pub attempts: i32,
}

impl Token {
    pub fn opens(&self, purpose: Purpose, now: NaiveDateTime) -> bool {
        self.purpose == purpose
            && self.used_at.is_none()
            && self.voided_at.is_none()
            && now < self.expires_at
            && self.attempts < TRIES
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> NaiveDateTime {
        NaiveDateTime::default() + TimeDelta::minutes(minute)
    }

    fn token(purpose: Purpose) -> Token {
        Token {
            id: TokenId(1),
            purpose,
            user: UserId(1),
            new_email: None,
            expires_at: at(0) + purpose.lives(),
            used_at: None,
            voided_at: None,
            attempts: 0,
        }
    }

    #[test]
    fn s8_a_token_opens_what_it_was_made_for_and_nothing_else() {
        for &made in Purpose::ALL {
            for &asked in Purpose::ALL {
                assert_eq!(
                    token(made).opens(asked, at(1)),
                    made == asked,
                    "{made:?} for {asked:?}"
                );
            }
        }
    }

    #[test]
    fn s8_activation_lives_seven_days_and_reset_one_hour() {
        let activation = token(Purpose::Activation);
        assert!(activation.opens(Purpose::Activation, at(7 * 24 * 60 - 1)));
        assert!(!activation.opens(Purpose::Activation, at(7 * 24 * 60)));
        let reset = token(Purpose::Reset);
        assert!(reset.opens(Purpose::Reset, at(59)));
        assert!(!reset.opens(Purpose::Reset, at(60)));
    }

    #[test]
    fn s8_a_used_or_voided_token_is_worthless() {
        let mut used = token(Purpose::Reset);
        used.used_at = Some(at(1));
        let mut voided = token(Purpose::Reset);
        voided.voided_at = Some(at(1));
        assert!(!used.opens(Purpose::Reset, at(2)) && !voided.opens(Purpose::Reset, at(2)));
    }

    #[test]
    fn a_code_is_worthless_after_five_wrong_tries() {
        let mut code = token(Purpose::Code);
        code.attempts = 4;
        assert!(code.opens(Purpose::Code, at(9)));
        code.attempts = 5;
        assert!(!code.opens(Purpose::Code, at(9)));
    }
}
