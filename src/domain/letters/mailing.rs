//! A mailing: one letter to many, from its draft until the last of them has left; who gets it, and why others do not.

use chrono::NaiveDateTime;

use super::letter::{LetterKind, MailingId};
use super::merge::MergeField;
use crate::coded;
use crate::people::access::UserId;
use crate::places::mapping::MappingId;
use crate::round::hearing::RoundId;

/// So long a mailing can be taken back before its first letter leaves.
pub const REGRET: chrono::TimeDelta = chrono::TimeDelta::minutes(10);

coded!(
    MailingKind {
        /// The list, to those who have not got it.
        Hearing = "hearing",
        /// To those who have not confirmed.
        Reminder = "reminder",
        /// The same when there is little time left.
        LastReminder = "last_reminder",
        /// The questions, to the leaders of regionråd.
        Inquiry = "inquiry",
        /// Of the questions, from whoever asks them.
        Questions = "questions",
        /// That the results are published.
        Results = "results",
        /// Anything else.
        Notice = "notice",
    }
);

coded!(
    /// The texts that letters are made of, each in both written forms.
    Template {
        Hearing = "hearing",
        Reminder = "reminder",
        /// To those who have begun.
        ReminderBegun = "reminder_begun",
        LastReminder = "last_reminder",
        Inquiry = "inquiry",
        Questions = "questions",
        Results = "results",
        Notice = "notice",
        Extended = "extended",
        Reopened = "reopened",
    }
);

coded!(MailingState {
    Draft = "draft",
    /// Waits for a second person's yes.
    Proposed = "proposed",
    /// Waits for its time.
    Scheduled = "scheduled",
    /// Its letters are in the outbox.
    Released = "released",
    /// What has not left, waits.
    Paused = "paused",
    /// Taken back; what had left by then, has left.
    Cancelled = "cancelled",
});

coded!(
    /// What a mailing came to for one on its list.
    Outcome {
        Written = "written",
        TakenBack = "taken_back",
        NoHearing = "no_hearing",
        AlreadySent = "already_sent",
        NotSent = "not_sent",
        Confirmed = "confirmed",
        TooSoon = "too_soon",
        Enough = "enough",
        Late = "late",
        Closed = "closed",
        NoAddress = "no_address",
        Bounced = "bounced",
    }
);

impl MailingKind {
    pub const fn templates(self) -> &'static [Template] {
        match self {
            Self::Hearing => &[Template::Hearing],
            // Who has not got the letter gets it now.
            Self::Reminder => &[Template::Reminder, Template::ReminderBegun, Template::Hearing],
            Self::LastReminder => &[Template::LastReminder, Template::Hearing],
            Self::Inquiry => &[Template::Inquiry],
            Self::Questions => &[Template::Questions],
            Self::Results => &[Template::Results],
            Self::Notice => &[Template::Notice],
        }
    }

    pub const fn letter(self) -> LetterKind {
        match self {
            Self::Hearing => LetterKind::Hearing,
            Self::Reminder | Self::LastReminder => LetterKind::Reminder,
            Self::Inquiry => LetterKind::Inquiry,
            Self::Questions | Self::Results | Self::Notice => LetterKind::Notice,
        }
    }

    pub const fn is_reminder(self) -> bool {
        matches!(self, Self::Reminder | Self::LastReminder)
    }

    pub const fn is_to_regions(self) -> bool {
        matches!(self, Self::Inquiry)
    }

    /// Whether a coordinator can begin one now.
    pub const fn is_on_offer(self, has_round: bool, is_published: bool) -> bool {
        match self {
            Self::Results => is_published,
            Self::Notice => true,
            _ => has_round,
        }
    }

    /// It is about a round, and is not sent when that is closed.
    pub const fn needs_round(self) -> bool {
        !matches!(self, Self::Results | Self::Notice)
    }
}

impl Template {
    /// What may stand in it.
    pub const fn fields(self) -> &'static [MergeField] {
        use MergeField as F;
        match self {
            Self::Hearing | Self::Reminder | Self::ReminderBegun | Self::LastReminder => &[
                F::Municipality,
                F::Name,
                F::Mapping,
                F::Arrangements,
                F::Total,
                F::Answered,
                F::Left,
                F::Deadline,
                F::Link,
                F::Sender,
                F::Contact,
                F::Privacy,
            ],
            Self::Inquiry => &[
                F::Region,
                F::Name,
                F::Mapping,
                F::Deadline,
                F::Link,
                F::Sender,
                F::Contact,
                F::Privacy,
            ],
            Self::Questions | Self::Results | Self::Notice => &[
                F::Municipality,
                F::Name,
                F::Mapping,
                F::Deadline,
                F::Link,
                F::Sender,
                F::Contact,
                F::Privacy,
            ],
            Self::Extended => &[F::Municipality, F::Name, F::Mapping, F::Deadline, F::Link],
            Self::Reopened => &[
                F::Municipality,
                F::Name,
                F::Mapping,
                F::Reason,
                F::Deadline,
                F::Link,
            ],
        }
    }

    /// Without which the letter is of no use.
    pub const fn needs(self) -> &'static [MergeField] {
        match self {
            Self::Notice => &[],
            Self::Results => &[MergeField::Link],
            Self::Reopened => &[MergeField::Link, MergeField::Reason],
            _ => &[MergeField::Link, MergeField::Deadline],
        }
    }
}

/// What a letter says before it is merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    pub subject: String,
    pub body: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailing {
    pub id: MailingId,
    pub mapping: MappingId,
    pub round: Option<RoundId>,
    pub kind: MailingKind,
    pub sender: Option<String>,
    pub reply_to: Option<String>,
    pub neutral_language: String,
    pub copy_to_postmottak: bool,
    pub state: MailingState,
    pub send_at: Option<NaiveDateTime>,
    pub regret_until: Option<NaiveDateTime>,
    pub created_at: NaiveDateTime,
    pub created_by: Option<UserId>,
    pub proposed_by: Option<UserId>,
    pub released_at: Option<NaiveDateTime>,
    pub version: i64,
}

impl Mailing {
    /// Its texts, recipients and sender may still be changed.
    pub fn may_be_changed(&self) -> bool {
        self.state == MailingState::Draft
    }

    /// Two pairs of eyes: whoever asked for it does not say yes to it.
    pub fn may_be_approved_by(&self, user: UserId) -> bool {
        self.state == MailingState::Proposed && self.proposed_by != Some(user)
    }

    pub fn may_be_cancelled(&self) -> bool {
        matches!(
            self.state,
            MailingState::Proposed | MailingState::Scheduled | MailingState::Released | MailingState::Paused
        )
    }

    pub fn may_be_regretted(&self, now: NaiveDateTime) -> bool {
        matches!(self.state, MailingState::Released | MailingState::Paused)
            && self.regret_until.is_some_and(|until| now < until)
    }
}
