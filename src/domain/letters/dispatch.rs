//! Whether letters may leave at all, and what of a server's answer is about us rather than about one letter.

use chrono::{NaiveDateTime, TimeDelta};

use super::letter::pause_after;
use crate::coded;

coded!(
    /// Why the whole outbox is held until an admin lets it go.
    HeldFor {
        /// The database is a restored copy: what it thinks is unsent may have been sent long ago.
        Restored = "restored",
        Admin = "admin",
    }
);

/// What stands in the way of all letters, or of all but the urgent ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    pub held: Option<Held>,
    pub pause: Option<Pause>,
}

impl Standing {
    pub fn is_held(&self) -> bool {
        self.held.is_some()
    }

    /// Whether ordinary letters wait for the mail server to come to its senses.
    pub fn is_paused(&self, now: NaiveDateTime) -> bool {
        self.pause.as_ref().is_some_and(|pause| now < pause.until)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    pub since: NaiveDateTime,
    pub why: HeldFor,
}

/// Ordinary letters are left alone for a while, because one after the other failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    pub since: NaiveDateTime,
    pub until: NaiveDateTime,
    /// How many times in a row it was paused.
    pub times: i32,
    /// What went wrong last.
    pub said: String,
}

impl Pause {
    /// The next one, longer than the one before it when nothing has left since.
    pub fn after(before: Option<&Self>, said: &str, now: NaiveDateTime, random: u32) -> Self {
        let times = before.map_or(0, |pause| pause.times) + 1;
        Self {
            since: before.map_or(now, |pause| pause.since),
            until: now + pause_after(times, random),
            times,
            said: said.to_owned(),
        }
    }
}

/// So many failures in a row that are not about one letter, and the rest waits.
pub const STRIKES: u32 = 10;

/// Whether a refusal that came while the receiver was named is about this receiver alone: the address is wrong, its
/// box is full, it wants us to come back later. All else (no relaying, a block list, the server's own trouble) would
/// be said of the next letter too.
pub fn is_about_the_receiver(said: &str) -> bool {
    let mut words = said.split_whitespace();
    let code = words.next().unwrap_or_default();
    let subject = words
        .next()
        .and_then(|status| status.split('.').nth(1))
        .and_then(|subject| subject.parse::<u8>().ok());
    match (code, subject) {
        ("421" | "454", _) => false,
        // Later: greylisting speaks of policy (4.7.1), and is about one receiver all the same.
        (code, Some(subject)) if code.starts_with('4') => !matches!(subject, 3..=5),
        (_, Some(subject)) => matches!(subject, 1 | 2 | 6),
        (code, None) => matches!(code, "450" | "451" | "452" | "550" | "551" | "552" | "553"),
    }
}

/// How long a queue of so many letters takes at so many a second.
pub fn time_for(letters: i64, per_second: f64) -> Option<TimeDelta> {
    (per_second > 0.0).then(|| TimeDelta::seconds((letters as f64 / per_second).ceil() as i64))
}

/// The part of an address by which letters are kept from crowding one receiving server.
pub fn domain_of(address: &str) -> String {
    address
        .rsplit_once('@')
        .map_or(address, |(_, domain)| domain)
        .trim()
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn m9_a_wrong_address_is_one_letters_trouble_and_a_closed_relay_everybodys() {
        for about_one in [
            "550 5.1.1 No such user here",
            "552 5.2.2 Mailbox full",
            "450 4.2.0 Greylisted, see http://postgrey.example.no",
            "451 4.7.1 Greylisted, please come back",
            "452 4.2.2 Over quota",
            "550 User unknown",
            "450 Try again",
            "553 sorry",
        ] {
            assert!(is_about_the_receiver(about_one), "{about_one}");
        }
        for about_all in [
            "554 5.7.1 Relay access denied",
            "550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain",
            "452 4.3.1 Insufficient system resources",
            "421 4.7.0 Too many messages",
            "554 Blocked",
            "454 4.7.0 TLS not available",
            "550 5.3.2 System not accepting messages",
        ] {
            assert!(!is_about_the_receiver(about_all), "{about_all}");
        }
    }

    #[test]
    fn m9_each_pause_is_longer_than_the_one_before_and_remembers_the_beginning() {
        let now = NaiveDate::from_ymd_opt(2026, 11, 20)
            .and_then(|day| day.and_hms_opt(9, 0, 0))
            .unwrap();
        let first = Pause::after(None, "no", now, 0);
        assert_eq!((first.until - now).num_minutes(), 1);
        let later = now + TimeDelta::minutes(2);
        let second = Pause::after(Some(&first), "still no", later, 0);
        assert_eq!((second.until - later).num_minutes(), 5);
        assert_eq!((second.since, second.times), (now, 2));
    }

    #[test]
    fn a_domain_is_the_same_in_any_case() {
        assert_eq!(domain_of("Post@Grong.Kommune.no "), "grong.kommune.no");
        assert_eq!(domain_of("\"a@b\"@c.no"), "c.no");
    }
}
