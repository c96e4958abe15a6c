//! One function for each thing a person does: may it, decide, store, log, notify, all in one transaction.

pub mod accounts;
pub mod answer;
pub mod importing;
pub mod kept_forms;
pub mod mail;
pub mod mailings;
pub mod mapping;
pub mod round;

use chrono::NaiveDateTime;

use ::mail::letters::Letters;
use base::secret::Secret;
use db::people::accounts::Account;
use db::{DbConn, Refused, Retry};
use domain::event::Event;
use domain::letters::letter::{Letter, MailId, Recipient};
use domain::people::access::{Action, Actor, Subject};
use i18n::Lang;

/// Who does it, when, in which written form, and in answer to which request.
#[derive(Debug, Clone)]
pub struct Context {
    /// None for the scheduler, the command line and visitors who are not signed in.
    pub actor: Option<Actor>,
    pub now: NaiveDateTime,
    pub lang: Lang,
    pub request_id: String,
    pub client_ip: String,
    /// The origin of every link in a letter: `https://ordna.example.no`.
    pub origin: String,
    /// Who signs letters, and where an answer to them goes; both may be empty.
    pub owner: String,
    pub contact: String,
    /// Whom to call, with the number; may be empty as well.
    pub contact_person: String,
    /// Seals what must be read again, such as a letter that carries a link.
    pub secret: Secret,
}

impl Context {
    /// The command line and the portal itself act with full power.
    pub fn portal(now: NaiveDateTime, origin: &str, secret: &Secret) -> Self {
        Self {
            actor: None,
            now,
            lang: Lang::Nb,
            request_id: String::new(),
            client_ip: String::new(),
            origin: origin.to_owned(),
            owner: String::new(),
            contact: String::new(),
            contact_person: String::new(),
            secret: secret.clone(),
        }
    }

    /// Refuses what the person who acts may not do; each task asks before it touches anything.
    pub fn require(&self, action: Action, subject: Subject) -> Result<&Actor, TaskError> {
        self.actor
            .as_ref()
            .filter(|actor| actor.may(action, subject))
            .ok_or(TaskError::Forbidden)
    }

    /// Writes a line of the audit log, in the same transaction as what it tells of.
    pub fn log(&self, conn: &mut DbConn, event: &Event) -> db::QueryResult<()> {
        let actor = self.actor.as_ref().map(|actor| actor.user);
        db::audit::write::log(conn, self.now, actor, &self.request_id, event)
    }

    /// The letters in the receiver's written form, which may be another than that of whoever acts.
    pub fn letters(&self, lang: Lang) -> Letters<'_> {
        Letters {
            lang,
            origin: &self.origin,
            owner: &self.owner,
            contact: &self.contact,
            contact_person: &self.contact_person,
        }
    }

    /// Writes to a person, in the form of Norwegian that the person has chosen or the municipality has decided.
    pub fn write_to(
        &self,
        conn: &mut DbConn,
        account: &Account,
        write: impl FnOnce(Letters, &Recipient) -> Letter,
    ) -> db::QueryResult<MailId> {
        let chosen = db::people::accounts::written_form(conn, account.user())?;
        let lang = chosen
            .and_then(|code| Lang::from_code(&code))
            .unwrap_or(self.lang);
        let to = Recipient {
            name: &account.name,
            email: &account.email,
            user: Some(account.user()),
        };
        self.post(conn, &write(self.letters(lang), &to))
    }

    /// Lays a letter in the outbox, in the same transaction as what it tells of.
    pub fn post(&self, conn: &mut DbConn, letter: &Letter) -> db::QueryResult<MailId> {
        db::outbox::enqueue(conn, &self.secret, letter, &self.origin, self.now)
    }
}

#[derive(Debug, thiserror::Error)]
pub enum TaskError {
    #[error("there is no such thing")]
    NotFound,
    #[error("not allowed")]
    Forbidden,
    #[error("someone else saved first")]
    Stale,
    #[error("the mapping is closed")]
    Closed,
    #[error("a closed mapping shows the municipality as it was: reopen the mapping to change that")]
    MunicipalityIsFrozen,
    #[error(transparent)]
    Database(db::QueryError),
    #[error("{0}")]
    Internal(String),
}

impl From<db::QueryError> for TaskError {
    fn from(error: db::QueryError) -> Self {
        match Refused::from_error(&error) {
            Some(Refused::MappingIsClosed) => Self::Closed,
            Some(Refused::MunicipalityIsFrozen) => Self::MunicipalityIsFrozen,
            _ if matches!(error, db::QueryError::NotFound) => Self::NotFound,
            _ => Self::Database(error),
        }
    }
}

impl Retry for TaskError {
    fn lost_the_race(&self) -> bool {
        matches!(self, Self::Database(error) if error.lost_the_race())
    }
}

/// A task's own reasons to refuse stand in an enum of its own; what goes wrong beneath it is passed on in one variant.
macro_rules! passes_on {
    ($name:ident::$variant:ident) => {
        impl From<db::QueryError> for $name {
            fn from(error: db::QueryError) -> Self {
                Self::$variant(error.into())
            }
        }

        impl db::Retry for $name {
            fn lost_the_race(&self) -> bool {
                matches!(self, Self::$variant(error) if error.lost_the_race())
            }
        }
    };
    ($name:ident::$variant:ident, TaskError) => {
        $crate::passes_on!($name::$variant);

        impl From<$crate::TaskError> for $name {
            fn from(error: $crate::TaskError) -> Self {
                Self::$variant(error.into())
            }
        }
    };
}

pub(crate) use passes_on;
