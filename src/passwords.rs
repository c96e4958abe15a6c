//! Passwords: hashed with Argon2id, off the async workers, and never more at once than there are cores.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use crate::domain::password::{self, Weakness};

/// OWASP's recommendation; a hash takes 19 MiB and about 20 ms.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// What an address without a password is compared with, so that it answers as late as one that has one (S6).
const DUMMY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGlzIHNhbHR5IQ$bm9ib2R5IGhhcyB0aGlzIHBhc3N3b3JkLCBubyBvbmU";

/// What a comparison told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Wrong,
    Right,
    /// Right, but hashed with weaker parameters than today's: this is the hash to keep from now on.
    RightButWeak(String),
}

#[derive(Clone)]
pub struct Passwords {
    /// 357 people at once would otherwise ask for 7 GiB.
    turns: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Self {
            turns: Arc::new(Semaphore::new(cores)),
        }
    }
}

impl Passwords {
    /// Compares with what is stored, or with a dummy where nothing is; it takes as long either way.
    pub async fn verify(&self, password: String, stored: Option<String>) -> Result<Verdict, String> {
        self.in_turn(move || verdict(&password, stored.as_deref())).await
    }

    /// Hashes a new password, if it is good enough; `about` is what a guesser may know of the person.
    pub async fn accept(
        &self,
        password: String,
        about: Vec<String>,
    ) -> Result<Result<String, Weakness>, String> {
        self.in_turn(move || weakness(&password, &about).map_or_else(|| Ok(hash(&password)), Err))
            .await
    }

    pub async fn hash(&self, password: String) -> Result<String, String> {
        self.in_turn(move || hash(&password)).await
    }

    /// No database connection may be held across this.
    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, String> {
        let turn = Arc::clone(&self.turns)
            .acquire_owned()
            .await
            .map_err(|error| error.to_string())?;
        let working = tokio::task::spawn_blocking(move || {
            let outcome = work();
            drop(turn);
            outcome
        });
        working.await.map_err(|error| error.to_string())
    }
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).expect("the parameters are in range");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// As a PHC string with a salt of its own. It takes a core for 20 ms: in a request, use [`Passwords::hash`].
pub fn hash(password: &str) -> String {
    argon2()
        .hash_password(password.as_bytes())
        .expect("the operating system gives random numbers")
        .to_string()
}

/// Why a new password is refused. The estimator reads the first hundred characters only.
pub fn weakness(password: &str, about: &[String]) -> Option<Weakness> {
    if let Some(fault) = password::length_fault(password) {
        return Some(fault);
    }
    let words = password::guessable_words(about.iter().map(String::as_str));
    if password::is_put_together_of(&words, password) {
        return Some(Weakness::Guessable);
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let estimate = zxcvbn::zxcvbn(&password.to_lowercase(), &words);
    (estimate.score() < zxcvbn::Score::Three).then_some(Weakness::Guessable)
}

fn verdict(password: &str, stored: Option<&str>) -> Verdict {
    let parsed = PasswordHash::new(stored.unwrap_or(DUMMY));
    let Ok(parsed) = parsed else { return Verdict::Wrong };
    let matches = argon2().verify_password(password.as_bytes(), &parsed).is_ok();
    if !matches || stored.is_none() {
        return Verdict::Wrong;
    }
    if is_weak(&parsed) {
        return Verdict::RightButWeak(hash(password));
    }
    Verdict::Right
}

fn is_weak(stored: &PasswordHash) -> bool {
    let Ok(params) = Params::try_from(stored) else {
        return true;
    };
    stored.algorithm != Algorithm::Argon2id.ident()
        || params.m_cost() < MEMORY_KIB
        || params.t_cost() < PASSES
        || params.p_cost() != LANES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s5_a_hash_is_argon2id_with_the_recommended_parameters() {
        let hash = hash("en lang setning om fjell");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert_eq!(verdict("en lang setning om fjell", Some(&hash)), Verdict::Right);
        assert_eq!(verdict("en lang setning om Fjell", Some(&hash)), Verdict::Wrong);
    }

    #[test]
    fn s2_a_password_counts_to_its_last_character() {
        let long = "å".repeat(127);
        let hash = hash(&format!("{long}a"));
        assert_eq!(verdict(&format!("{long}a"), Some(&hash)), Verdict::Right);
        assert_eq!(verdict(&format!("{long}b"), Some(&hash)), Verdict::Wrong);
    }

    #[test]
    fn s5_a_weaker_hash_is_made_anew() {
        let weak = Argon2::new(
            Algorithm::Argon2id,
            Version::V0x13,
            Params::new(8192, 1, 1, None).unwrap(),
        );
        let weak = weak
            .hash_password(b"en lang setning om fjell")
            .unwrap()
            .to_string();
        let Verdict::RightButWeak(new) = verdict("en lang setning om fjell", Some(&weak)) else {
            panic!("the weak hash was taken as it is");
        };
        assert_eq!(verdict("en lang setning om fjell", Some(&new)), Verdict::Right);
    }

    #[test]
    fn s6_nobody_is_compared_as_thoroughly_as_somebody() {
        let dummy = PasswordHash::new(DUMMY).unwrap();
        assert!(!is_weak(&dummy));
        assert_eq!(dummy.hash.map(|hash| hash.len()), Some(32));
        assert_eq!(verdict("", None), Verdict::Wrong);
    }

    #[test]
    fn a_damaged_hash_lets_nobody_in() {
        assert_eq!(verdict("", Some("")), Verdict::Wrong);
        assert_eq!(verdict("x", Some("$argon2id$v=19$broken")), Verdict::Wrong);
    }
}
