//! The outbox: a letter lies here from the act that made it until a mail server has taken it, with all that happened.

mod afterwards;
mod delivery;
mod logged;
mod of_mailing;
mod reading;
mod standing;

use chrono::NaiveDateTime;
use diesel::prelude::*;

pub use afterwards::{Heard, bounce, hear, move_to, note_opened, retry};
pub use delivery::{Claim, Due, LEASE, Lane, begin, claim, release, settle};
pub use logged::{Logged, log};
pub use reading::{Filter, Line, Mail, MailError, MailEvent, Queue, count, counts, list, one, queue};
pub use standing::{go_on, hold, let_go, pause, standing};

use super::DbConn;
use super::schema::{outbox_event, outbox_mail};
use base::secret::{self, Secret};
use domain::letters::letter::{Letter, MailHappening, MailId};
use domain::text::norwegian::search_key;

/// What a sealed body is sealed for; text and HTML stand in it with a NUL between them.
const PURPOSE: &str = "letter";

/// Lays a letter in the outbox, with the Message-ID that it keeps through every attempt. Run it inside the write that
/// the letter tells of: then both happen or neither.
pub fn enqueue(
    conn: &mut DbConn,
    secret: &Secret,
    letter: &Letter,
    origin: &str,
    now: NaiveDateTime,
) -> QueryResult<MailId> {
    if let Some(key) = &letter.dedupe_key {
        let same = outbox_mail::table
            .filter(outbox_mail::dedupe_key.eq(key))
            .select(outbox_mail::id)
            .first(conn)
            .optional()?;
        if let Some(id) = same {
            return Ok(MailId(id));
        }
    }
    let sealed = letter
        .is_secret
        .then(|| secret.seal(PURPOSE, format!("{}\0{}", letter.text, letter.html).as_bytes()));
    let open = sealed.is_none();
    let uuid = new_uuid();
    let id = diesel::insert_into(outbox_mail::table)
        .values((
            outbox_mail::message_id.eq(format!("<{uuid}@{}>", mail_domain(origin))),
            outbox_mail::uuid.eq(uuid),
            outbox_mail::kind.eq(letter.kind.code()),
            outbox_mail::recipient.eq(&letter.to),
            outbox_mail::recipient_name.eq(&letter.to_name),
            outbox_mail::search_key.eq(search_key(&format!(
                "{} {} {}",
                letter.to, letter.to_name, letter.subject
            ))),
            outbox_mail::reply_to.eq(&letter.reply_to),
            outbox_mail::language.eq(letter.language),
            outbox_mail::subject.eq(&letter.subject),
            outbox_mail::body_text.eq(open.then_some(&letter.text)),
            outbox_mail::body_html.eq(open.then_some(&letter.html)),
            outbox_mail::sealed_body.eq(sealed),
            outbox_mail::auto_submitted.eq(letter.auto_submitted),
            outbox_mail::priority.eq(letter.priority),
            outbox_mail::in_reply_to.eq(&letter.in_reply_to),
            outbox_mail::next_attempt_at.eq(letter.not_before.unwrap_or(now)),
            outbox_mail::created_at.eq(now),
            outbox_mail::dedupe_key.eq(&letter.dedupe_key),
            outbox_mail::user_id.eq(letter.user.map(|user| user.0)),
            outbox_mail::municipality_id.eq(letter.concerns.municipality.map(|id| id.0)),
            outbox_mail::hearing_id.eq(letter.concerns.hearing.map(|id| id.0)),
            outbox_mail::region_inquiry_id.eq(letter.concerns.inquiry.map(|id| id.0)),
            outbox_mail::mailing_id.eq(letter.concerns.mailing.map(|id| id.0)),
        ))
        .returning(outbox_mail::id)
        .get_result(conn)?;
    note(conn, MailId(id), now, MailHappening::Queued, None)?;
    Ok(MailId(id))
}

/// What a letter says, twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    pub text: String,
    pub html: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = outbox_mail)]
struct BodyRow {
    body_text: Option<String>,
    body_html: Option<String>,
    sealed_body: Option<Vec<u8>>,
}

impl BodyRow {
    fn open(self, secret: &Secret) -> Option<Body> {
        if let Some(text) = self.body_text {
            let html = self.body_html.unwrap_or_default();
            return Some(Body { text, html });
        }
        let plain = secret.open(PURPOSE, &self.sealed_body?)?;
        let (text, html) = std::str::from_utf8(&plain).ok()?.split_once('\0')?;
        Some(Body {
            text: text.to_owned(),
            html: html.to_owned(),
        })
    }
}

fn note(
    conn: &mut DbConn,
    mail: MailId,
    at: NaiveDateTime,
    what: MailHappening,
    text: Option<&str>,
) -> QueryResult<()> {
    diesel::insert_into(outbox_event::table)
        .values((
            outbox_event::mail_id.eq(mail.0),
            outbox_event::at.eq(at),
            outbox_event::what.eq(what.code()),
            outbox_event::text.eq(text),
        ))
        .execute(conn)
        .map(drop)
}

/// The host of the portal; a bare address is no mail domain.
fn mail_domain(origin: &str) -> &str {
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    if name.is_empty() || name.starts_with('[') || name.parse::<std::net::IpAddr>().is_ok() {
        "localhost"
    } else {
        name
    }
}

/// A random UUID (version 4).
fn new_uuid() -> String {
    let mut bytes: [u8; 16] = secret::random();
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let digits = secret::hex(&bytes);
    [
        &digits[..8],
        &digits[8..12],
        &digits[12..16],
        &digits[16..20],
        &digits[20..],
    ]
    .join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn m2_a_message_id_is_made_of_a_uuid_and_the_portals_own_domain() {
        assert_eq!(mail_domain("https://ordna.example.no"), "ordna.example.no");
        assert_eq!(mail_domain("http://localhost:8080"), "localhost");
        assert_eq!(mail_domain("http://127.0.0.1:8080"), "localhost");
        assert_eq!(mail_domain("http://[::1]:8080"), "localhost");
        let uuid = new_uuid();
        assert_eq!(uuid.len(), 36);
        assert_eq!(&uuid[14..15], "4");
        assert_ne!(uuid, new_uuid());
    }
}
