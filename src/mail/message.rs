//! A letter of the outbox becomes a message (RFC 5322). The library that builds it is not trusted with what people type.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, SystemTime};

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};

use super::address::{address, no_controls};
use super::route::Route;
use db::outbox::Due;
use domain::letters::letter::Trouble;

/// A message and whom it goes to.
pub struct Composed {
    pub to: Address,
    pub bytes: Vec<u8>,
}

/// The same letter gives the same bytes on every attempt, since date, Message-ID and boundary come from the outbox.
/// An error says why the letter can never be sent.
pub fn compose(letter: &Due, route: &Route) -> Result<Composed, String> {
    guarded(|| build(letter, route))
}

/// The builder panics on some input (a line break in a name, for one). One such letter must not stop the others, and
/// is not tried again.
fn guarded<T>(build: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(build)).unwrap_or_else(|_| Err(Trouble::CannotBuild.code().to_owned()))
}

fn build(letter: &Due, route: &Route) -> Result<Composed, String> {
    let body = letter.body.as_ref().ok_or(Trouble::OtherSecret.code())?;
    no_controls("To", &letter.to_name)?;
    no_controls("Subject", &letter.subject)?;
    no_controls("Content-Language", &letter.language)?;
    let to = route.receiver(letter)?;
    let mut message = Message::builder()
        .from(route.from.clone())
        .to(Mailbox::new(
            Some(letter.to_name.trim().to_owned()).filter(|name| !name.is_empty()),
            to.clone(),
        ))
        .subject(&letter.subject)
        .date(SystemTime::UNIX_EPOCH + seconds(letter)?)
        .message_id(Some(letter.message_id.clone()));
    if let Some(reply_to) = &letter.reply_to {
        message = message.reply_to(Mailbox::new(None, address("Reply-To", reply_to)?));
    }
    if let Some(id) = &letter.in_reply_to {
        no_controls("In-Reply-To", id)?;
        message = message.in_reply_to(id.clone()).references(id.clone());
    }
    message = message.raw_header(header("Content-Language", &letter.language));
    if route.test_to.is_some() {
        message = message.raw_header(header("X-Original-To", letter.to.trim()));
    }
    if letter.auto_submitted {
        // Not `All`: that would ask Exchange to hide bounces as well.
        message = message
            .raw_header(header("Auto-Submitted", "auto-generated"))
            .raw_header(header("X-Auto-Response-Suppress", "OOF, AutoReply"));
    }
    let part = |kind: ContentType, text: &str| SinglePart::builder().header(kind).body(text.to_owned());
    let parts = MultiPart::alternative()
        .boundary(format!("ordna-{}", letter.uuid))
        .singlepart(part(ContentType::TEXT_PLAIN, &body.text))
        .singlepart(part(ContentType::TEXT_HTML, &body.html));
    let message = message
        .multipart(parts)
        .map_err(|error| Trouble::CannotBuild.with(error))?;
    Ok(Composed {
        to,
        bytes: message.formatted(),
    })
}

fn seconds(letter: &Due) -> Result<Duration, String> {
    u64::try_from(letter.created_at.and_utc().timestamp())
        .map(Duration::from_secs)
        .map_err(|_| Trouble::CannotBuild.with(letter.created_at))
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use db::outbox::Body;
    use domain::letters::letter::{LetterKind, MailId};

    fn letter() -> Due {
        Due {
            id: MailId(1),
            kind: LetterKind::Reset,
            uuid: "0b0e6a1c-1f9c-4c8a-9a51-8d1d1a7f0001".into(),
            message_id: "<0b0e6a1c-1f9c-4c8a-9a51-8d1d1a7f0001@ordna.example.no>".into(),
            created_at: NaiveDate::from_ymd_opt(2026, 11, 20)
                .and_then(|day| day.and_hms_opt(9, 5, 0))
                .unwrap(),
            to: "aase@example.no".into(),
            to_name: "Åse Ødegård, rådmann".into(),
            reply_to: Some("samarbeid@example.no".into()),
            language: "nn".into(),
            subject: "Sjå over samarbeidsordningane til Røyrvik – Raarvihke".into(),
            auto_submitted: true,
            in_reply_to: None,
            attempts: 0,
            is_secret: true,
            body: Some(Body {
                text: format!("Hei, Åse.\n\n{}\n.\nSlutt\n", "lang linje ".repeat(200)),
                html: "<!DOCTYPE html>\n<html lang=\"nn\"><title>Hei</title><p>Hei, Åse.</p></html>\n".into(),
            }),
        }
    }

    fn route() -> Route {
        Route {
            from: "Statsforvalteren i Trøndelag <ordna@example.no>".parse().unwrap(),
            test_to: None,
            domains: Vec::new(),
            bounces: None,
        }
    }

    fn reason(change: impl FnOnce(&mut Due)) -> Option<String> {
        let mut changed = letter();
        change(&mut changed);
        compose(&changed, &route()).err()
    }

    #[test]
    fn m1_the_message_has_each_header_once_and_only_short_ascii_lines() {
        let bytes = compose(&letter(), &route()).unwrap().bytes;
        assert!(bytes.is_ascii());
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(
            text.split("\r\n")
                .all(|line| line.len() <= 998 && !line.contains('\n'))
        );
        let parsed = mailparse::parse_mail(&bytes).unwrap();
        let all = |name: &str| mailparse::MailHeaderMap::get_all_values(&parsed.headers[..], name);
        assert_eq!(all("From"), ["Statsforvalteren i Trøndelag <ordna@example.no>"]);
        assert_eq!(all("To"), ["Åse Ødegård, rådmann <aase@example.no>"]);
        assert_eq!(
            all("Subject"),
            ["Sjå over samarbeidsordningane til Røyrvik – Raarvihke"]
        );
        assert_eq!(all("Date"), ["Fri, 20 Nov 2026 09:05:00 +0000"]);
        assert_eq!(all("Message-ID"), [letter().message_id]);
        assert_eq!(all("MIME-Version"), ["1.0"]);
        assert_eq!(all("Reply-To"), ["samarbeid@example.no"]);
        assert_eq!(parsed.ctype.mimetype, "multipart/alternative");
        let kinds: Vec<_> = parsed
            .subparts
            .iter()
            .map(|part| part.ctype.mimetype.as_str())
            .collect();
        assert_eq!(kinds, ["text/plain", "text/html"]);
        let body = parsed.subparts[0].get_body().unwrap().replace("\r\n", "\n");
        assert_eq!(body, letter().body.unwrap().text);
    }

    #[test]
    fn m2_every_attempt_sends_the_same_bytes() {
        let first = compose(&letter(), &route()).unwrap().bytes;
        let mut later = letter();
        later.attempts = 7;
        assert_eq!(compose(&later, &route()).unwrap().bytes, first);
    }

    #[test]
    fn m5_no_machine_answers_an_automatic_letter_but_bounces_are_not_hidden() {
        let text = |letter: &Due| String::from_utf8(compose(letter, &route()).unwrap().bytes).unwrap();
        let automatic = text(&letter());
        assert!(automatic.contains("\r\nAuto-Submitted: auto-generated\r\n"));
        assert!(automatic.contains("\r\nX-Auto-Response-Suppress: OOF, AutoReply\r\n"));
        let mut personal = letter();
        personal.auto_submitted = false;
        assert!(!text(&personal).contains("Auto-Submitted"));
    }

    #[test]
    fn m7_no_letter_offers_to_unsubscribe() {
        let bytes = compose(&letter(), &route()).unwrap().bytes;
        assert!(!String::from_utf8(bytes).unwrap().contains("List-"));
    }

    #[test]
    fn s42_what_would_add_a_header_or_a_receiver_is_refused_with_a_reason() {
        for evil in [
            "Kari\r\nBcc: alle@example.no",
            "Kari\nX: y",
            "Kari\rX: y",
            "Ka\0ri",
            "Kari\u{2028}X",
            "Kari\u{85}X",
        ] {
            assert!(
                reason(|letter| letter.to_name = evil.into()).is_some(),
                "{evil:?}"
            );
            assert!(
                reason(|letter| letter.subject = evil.into()).is_some(),
                "{evil:?}"
            );
        }
        for evil in [
            "kari@example.no\r\nRCPT TO:<alle@example.no>",
            "kari@example.no,ola@example.no",
            "kari@example.no;ola@example.no",
            "<kari@example.no>",
            "\"kari@example.no> \"@example.no",
            "kari@",
            "@example.no",
            "kari",
            "",
            "kari@example.no\0",
        ] {
            assert!(reason(|letter| letter.to = evil.into()).is_some(), "{evil:?}");
            assert!(
                reason(|letter| letter.reply_to = Some(evil.into())).is_some(),
                "{evil:?}"
            );
        }
        assert!(reason(|letter| letter.to = format!("{}@example.no", "a".repeat(300))).is_some());
    }

    #[test]
    fn r17_a_letter_that_makes_the_builder_panic_is_an_error_and_no_panic() {
        let outcome: Result<(), String> = guarded(|| panic!("as lettre does for a line break in a name"));
        assert!(outcome.is_err());
    }

    #[test]
    fn a_letter_sealed_with_another_secret_says_so() {
        assert_eq!(
            reason(|letter| letter.body = None).as_deref(),
            Some(Trouble::OtherSecret.code())
        );
    }
}
