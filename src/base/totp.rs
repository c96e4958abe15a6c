//! Codes of an authenticator app (RFC 6238): thirty seconds each, and each works once.

use totp_rs::{Builder, Totp};

use crate::secret::{self, Secret, hex, unhex};

const SECONDS: u64 = 30;
/// Seconds that somebody may take to install an app and scan the picture.
const OFFERED_FOR: i64 = 30 * 60;
/// What an app shows above the code.
const ISSUER: &str = "ordna";

/// What the app and the portal share.
#[derive(Clone, PartialEq, Eq)]
pub struct Key([u8; 20]);

/// It may stand in something that is logged.
impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Key {
    pub fn random() -> Self {
        Self(secret::random())
    }

    /// As it is stored: readable only with the installation's secret, and only as this person's.
    pub fn seal(&self, secret: &Secret, user: i64) -> Vec<u8> {
        secret.seal(&purpose(user), &self.0)
    }

    pub fn open(secret: &Secret, user: i64, sealed: &[u8]) -> Option<Self> {
        let key = secret.open(&purpose(user), sealed)?;
        key.try_into().ok().map(Self)
    }

    /// As the page that offers it carries it until the app's first code comes back: nothing is stored before that,
    /// because looking at a page writes nothing.
    pub fn offer(&self, secret: &Secret, user: i64, time: i64) -> String {
        let plain = [&self.0[..], &time.to_be_bytes()].concat();
        hex(&secret.seal(&offer_purpose(user), &plain))
    }

    /// What was offered, if it is not too long ago.
    pub fn offered(secret: &Secret, user: i64, time: i64, offer: &str) -> Option<Self> {
        let plain = secret.open(&offer_purpose(user), &unhex(offer)?)?;
        let (key, at) = plain.split_at_checked(20)?;
        let age = time - i64::from_be_bytes(at.try_into().ok()?);
        (0..OFFERED_FOR)
            .contains(&age)
            .then(|| key.try_into().ok().map(Self))?
    }

    /// For typing into an app that cannot read the picture, in groups of four.
    pub fn typed(&self) -> String {
        let text = totp_rs::Secret::from(self.0).to_base32();
        let letters: Vec<char> = text.chars().collect();
        let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
        groups.join(" ")
    }

    /// The address that the picture says.
    pub fn address(&self, account: &str) -> Result<String, String> {
        let totp = Builder::new()
            .with_secret(self.0)
            .with_account_name(account)
            .with_issuer(Some(ISSUER))
            .build()
            .map_err(|error| error.to_string())?;
        totp.to_url().map_err(|error| error.to_string())
    }

    /// The step whose code this is: this one, the one before or the one after, because clocks differ; but never one
    /// that has been used, nor one before it.
    pub fn step_of(&self, code: &str, time: i64, used: Option<i64>) -> Option<i64> {
        let now = u64::try_from(time).ok()? / SECONDS;
        let totp = self.totp();
        (now.saturating_sub(1)..=now + 1)
            .filter(|step| used.is_none_or(|used| step.cast_signed() > used))
            .find(|step| totp.check(code, step * SECONDS).is_some())
            .map(u64::cast_signed)
    }

    /// The code of a moment, for whoever tests without an app.
    pub fn code_at(&self, time: i64) -> String {
        self.totp().generate(time.unsigned_abs()).to_string()
    }

    fn totp(&self) -> Totp {
        Builder::new()
            .with_secret(self.0)
            .with_skew(0)
            .build_noncompliant()
    }
}

fn offer_purpose(user: i64) -> String {
    format!("totp-offer:{user}")
}

fn purpose(user: i64) -> String {
    format!("totp:{user}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: i64 = 1_795_176_000;

    #[test]
    fn the_codes_are_those_of_the_standard() {
        let key = Key(*b"12345678901234567890");
        assert_eq!(key.code_at(59), "287082");
        assert_eq!(key.code_at(1_111_111_109), "081804");
        assert_eq!(key.typed(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        let address = key.address("kari@example.no").unwrap();
        assert!(address.starts_with("otpauth://totp/ordna:kari"), "{address}");
    }

    #[test]
    fn s15_a_code_works_once_and_so_does_every_code_before_it() {
        let key = Key::random();
        let step = key.step_of(&key.code_at(NOON), NOON, None).unwrap();
        assert_eq!(step, NOON / 30);
        assert_eq!(key.step_of(&key.code_at(NOON), NOON, Some(step)), None);
        assert_eq!(key.step_of(&key.code_at(NOON - 30), NOON, Some(step)), None);
        assert_eq!(
            key.step_of(&key.code_at(NOON + 30), NOON + 30, Some(step)),
            Some(step + 1)
        );
    }

    #[test]
    fn s15_a_code_is_good_for_one_step_to_either_side() {
        let key = Key::random();
        for (offset, good) in [(-60, false), (-30, true), (30, true), (60, false)] {
            let code = key.code_at(NOON + offset);
            assert_eq!(key.step_of(&code, NOON, None).is_some(), good, "{offset}");
        }
    }

    #[test]
    fn an_offer_is_taken_up_by_the_same_person_within_half_an_hour() {
        let (secret, key) = (Secret::random(), Key::random());
        let offer = key.offer(&secret, 7, NOON);
        assert_eq!(Key::offered(&secret, 7, NOON + 1799, &offer), Some(key));
        assert_eq!(Key::offered(&secret, 7, NOON + 1800, &offer), None);
        assert_eq!(Key::offered(&secret, 8, NOON, &offer), None);
        assert_eq!(Key::offered(&secret, 7, NOON, "x"), None);
    }

    #[test]
    fn a_key_opens_for_its_own_person_only() {
        let (secret, key) = (Secret::random(), Key::random());
        let sealed = key.seal(&secret, 7);
        assert_eq!(Key::open(&secret, 7, &sealed), Some(key));
        assert_eq!(Key::open(&secret, 8, &sealed), None);
    }
}
