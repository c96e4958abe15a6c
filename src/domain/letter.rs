//! A letter before it lies in the outbox, and the states that it goes through there.

use super::access::UserId;
use super::{coded, ids};

ids!(MailId);

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
            Self::Activation | Self::Reset | Self::LoginLink | Self::Code | Self::EmailConfirm
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
    }
);

impl MailState {
    /// Whether a person may order another attempt.
    pub const fn may_be_retried(self) -> bool {
        matches!(self, Self::Failed | Self::Unknown)
    }
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
}
