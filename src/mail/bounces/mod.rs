//! What comes back: from a message to what it says (`report`), from an address of our own to a letter (`address`), from
//! a box to messages (`boxes`). Here both are put together, and the outbox hears of it.

pub mod address;
pub mod boxes;
mod listening;
pub mod report;

use address::Returned;
use base::clock::Clock;
use base::secret::Secret;
use db::DbConn;
use db::outbox::{self, Heard};
use domain::letters::letter::{MailHappening, MailId};
use report::{Message, Says};

/// What was made of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    /// It came back: it will not be delivered.
    Bounced(MailId, String),
    /// Noted in the letter's history, and no more.
    Noted(MailId, MailHappening, String),
    /// A report about a letter, but not one to be believed, or not news.
    Ignored(&'static str),
    /// Nothing that a machine should judge: a person may want to read it.
    Left,
}

impl Made {
    /// Whether a person need not look at the message.
    pub fn is_done_with(&self) -> bool {
        matches!(self, Self::Bounced(..) | Self::Noted(..))
    }

    /// In the words of the command line and the log.
    pub fn sentence(&self) -> String {
        match self {
            Self::Bounced(mail, said) => format!("letter {} came back: {said}", mail.0),
            Self::Noted(mail, what, said) => format!("letter {}, {}: {said}", mail.0, what.code()),
            Self::Ignored(why) => format!("ignored: {why}"),
            Self::Left => "left alone: it says nothing of a letter".to_owned(),
        }
    }
}

/// Reads one message, and tells the outbox what it says of one of our letters.
pub fn take(conn: &mut DbConn, secret: &Secret, clock: &Clock, bytes: &[u8]) -> db::QueryResult<Made> {
    let Some(message) = Message::parse(bytes) else {
        return Ok(Made::Left);
    };
    let (what, said) = match message.says() {
        Says::Nothing => return Ok(Made::Left),
        Says::Failed(said) => (MailHappening::Bounced, said),
        Says::Delayed(said) => (MailHappening::Delayed, said),
        Says::AutoReply(subject) => (MailHappening::AutoReplied, subject),
    };
    let mail = match of_letter(secret, &message) {
        Returned::Of(mail) => mail,
        Returned::Forged => return Ok(Made::Ignored("its address is none that we have made")),
        Returned::None => return Ok(Made::Ignored("it came to no letter's own address")),
    };
    let heard = outbox::hear(conn, mail, what, &said, message.dated(), clock.now())?;
    Ok(match heard {
        Heard::Noted if what == MailHappening::Bounced => Made::Bounced(mail, said),
        Heard::Noted => Made::Noted(mail, what, said),
        Heard::Known => Made::Ignored("it was read before"),
        Heard::Old => Made::Ignored("the letter has been sent again since"),
        Heard::NoSuchLetter => Made::Ignored("the letter is not in this database"),
    })
}

/// A right address among wrong ones counts: a list or a forward may have added others.
fn of_letter(secret: &Secret, message: &Message) -> Returned {
    let mut found = Returned::None;
    for given in message.came_to() {
        match address::read(secret, &given) {
            Returned::Of(mail) => return Returned::Of(mail),
            Returned::Forged => found = Returned::Forged,
            Returned::None => {}
        }
    }
    found
}
