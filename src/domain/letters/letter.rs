//! A letter before it lies in the outbox, and the states that it goes through there.

use chrono::{NaiveDateTime, TimeDelta};

use crate::answer::question::InquiryId;
use crate::people::access::UserId;
use crate::places::municipality::MunicipalityId;
use crate::round::hearing::HearingId;
use crate::{coded, ids};

ids!(MailId, MailingId);

coded!(
    /// Which letter it is. What a person waits for in front of the screen is urgent.
    LetterKind {
        Activation = "activation",
        Reset = "reset",
        LoginLink = "login_link",
        Code = "code",
        EmailConfirm = "email_confirm",
        PasswordChanged = "password_changed",
        EmailChanged = "email_changed",
        SecondFactorChanged = "second_factor_changed",
        LateSignIn = "late_sign_in",
        Hearing = "hearing",
        Inquiry = "inquiry",
        Notice = "notice",
        Reminder = "reminder",
        Extended = "extended",
        Reopened = "reopened",
        Receipt = "receipt",
        Delegation = "delegation",
        Test = "test",
    }
);

/// What a person waits for in front of the screen goes before everything else.
pub const URGENT: i32 = 1;
pub const ORDINARY: i32 = 5;

impl LetterKind {
    pub const fn priority(self) -> i32 {
        match self {
            Self::Reset | Self::LoginLink | Self::Code | Self::EmailConfirm | Self::Test => URGENT,
            _ => ORDINARY,
        }
    }

    /// It carries a link or code that lets whoever reads it in: the database holds it only sealed, and admins do not
    /// see it when it leaves by mail.
    pub const fn is_secret(self) -> bool {
        matches!(
            self,
            Self::Activation
                | Self::Reset
                | Self::LoginLink
                | Self::Code
                | Self::EmailConfirm
                // To somebody who has no account yet; not to others, but they are not told apart.
                | Self::Delegation
        )
    }
}

coded!(
    MailState {
        /// Waits for its first or its next attempt.
        Queued = "queued",
        /// The server said "go ahead", and has not said what became of it.
        Sending = "sending",
        /// The mail server has taken it.
        Sent = "sent",
        /// It is read in the portal: there is no mail server.
        Kept = "kept",
        /// The connection died before the server answered: it may have arrived or not.
        Unknown = "unknown",
        Failed = "failed",
        Bounced = "bounced",
        /// Waits for an admin to let it go.
        Held = "held",
        /// Its mailing was paused before it left.
        Paused = "paused",
        /// Taken back before it left.
        Cancelled = "cancelled",
    }
);

impl MailState {
    /// It has not left, and may yet.
    pub const fn waits(self) -> bool {
        matches!(self, Self::Queued | Self::Sending | Self::Paused | Self::Held)
    }

    /// Whether a person may order another attempt.
    pub const fn may_be_retried(self) -> bool {
        matches!(self, Self::Failed | Self::Unknown | Self::Bounced)
    }
}

coded!(
    /// What can happen to a letter, as its history keeps it.
    MailHappening {
        Queued = "queued",
        Attempt = "attempt",
        Accepted = "accepted",
        Kept = "kept",
        Deferred = "deferred",
        Failed = "failed",
        Unknown = "unknown",
        Bounced = "bounced",
        Held = "held",
        Released = "released",
        Retried = "retried",
        Paused = "paused",
        Resumed = "resumed",
        Cancelled = "cancelled",
        Opened = "opened",
        /// A server further on still tries.
        Delayed = "delayed",
        /// A machine answered for the receiver.
        AutoReplied = "auto_replied",
    }
);

coded!(
    /// Why a letter did not leave, when it was not the mail server that said so. Stored as `code` or `code: detail`, and
    /// put into words where it is read; what a server says is stored as it said it.
    Trouble {
        NoConnection = "no_connection",
        NoStartTls = "no_starttls",
        TlsFailed = "tls_failed",
        LoginRefused = "login_refused",
        NoAnswer = "no_answer",
        /// The line went dead before the letter was given.
        LineDied = "line_died",
        /// The line went dead after the letter was given.
        Lost = "lost",
        NoSmtpUtf8 = "no_smtputf8",
        LineBreak = "line_break",
        BadAddress = "bad_address",
        /// The settings let letters go to some domains only.
        DomainNotAllowed = "domain_not_allowed",
        OtherSecret = "other_secret",
        CannotBuild = "cannot_build",
    }
);

impl Trouble {
    pub fn with(self, detail: impl std::fmt::Display) -> String {
        format!("{}: {detail}", self.code())
    }

    /// The trouble in a stored text, and what stands behind it.
    pub fn read(stored: &str) -> (Option<Self>, &str) {
        let (code, detail) = stored.split_once(": ").unwrap_or((stored, ""));
        match Self::from_code(code) {
            Some(trouble) => (Some(trouble), detail),
            None => (None, stored),
        }
    }
}

/// What became of one attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// With what the server said, which names the letter in its own log.
    Sent(String),
    Kept,
    /// Not now: it is tried again by itself.
    Deferred(String),
    /// Never: a person must do something about it.
    Failed(String),
    /// The letter was on its way when the line went dead. Only a person may send it once more.
    Unknown(String),
}

/// How long to wait after so many attempts: 1, 5, 15 and then 60 minutes, and up to a fifth more, so that a thousand
/// letters that failed together do not all come back together.
pub fn pause_after(attempts: i32, random: u32) -> TimeDelta {
    let minutes = match attempts {
        ..=1 => 1,
        2 => 5,
        3 => 15,
        _ => 60,
    };
    TimeDelta::seconds(minutes * 60 + i64::from(random) % (minutes * 12))
}

/// Whom a letter goes to.
#[derive(Debug, Clone, Copy)]
pub struct Recipient<'a> {
    pub name: &'a str,
    pub email: &'a str,
    pub user: Option<UserId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub kind: LetterKind,
    pub to: String,
    pub to_name: String,
    pub user: Option<UserId>,
    /// `nb` or `nn`.
    pub language: &'static str,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// Where an answer goes; none goes to the sender.
    pub reply_to: Option<String>,
    /// No person wrote it, so no machine should answer it (RFC 3834).
    pub auto_submitted: bool,
    pub priority: i32,
    /// The same act queues the same letter once.
    pub dedupe_key: Option<String>,
    /// It carries a link or code that lets whoever reads it in, so it is sealed.
    pub is_secret: bool,
    pub concerns: Concerns,
    /// The Message-ID of the letter that it belongs to.
    pub in_reply_to: Option<String>,
    /// It lies in the outbox until then, to be taken back.
    pub not_before: Option<NaiveDateTime>,
}

/// What a letter is about, so that it is found there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Concerns {
    pub municipality: Option<MunicipalityId>,
    pub hearing: Option<HearingId>,
    pub inquiry: Option<InquiryId>,
    pub mailing: Option<MailingId>,
}

impl Letter {
    /// It carries a link that opens its receiver's account.
    #[must_use]
    pub fn sealed(self) -> Self {
        Self {
            is_secret: true,
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r8_the_pauses_are_one_five_fifteen_and_sixty_minutes_and_a_bit() {
        for (attempts, minutes) in [(1, 1), (2, 5), (3, 15), (4, 60), (40, 60)] {
            for random in [0, 17, u32::MAX] {
                let pause = pause_after(attempts, random);
                assert!(pause >= TimeDelta::minutes(minutes), "{attempts}: {pause}");
                assert!(pause < TimeDelta::seconds(minutes * 72), "{attempts}: {pause}");
            }
        }
        assert_ne!(pause_after(4, 1), pause_after(4, 2));
    }

    #[test]
    fn a_trouble_is_told_from_what_a_server_said() {
        let stored = Trouble::NoConnection.with("Connection refused");
        assert_eq!(
            Trouble::read(&stored),
            (Some(Trouble::NoConnection), "Connection refused")
        );
        assert_eq!(Trouble::read("lost"), (Some(Trouble::Lost), ""));
        assert_eq!(Trouble::read("550 no: such user"), (None, "550 no: such user"));
    }

    #[test]
    fn what_a_person_waits_for_is_urgent_and_a_hearing_is_not() {
        assert_eq!(LetterKind::Code.priority(), URGENT);
        assert_eq!(LetterKind::Activation.priority(), ORDINARY);
    }
}
