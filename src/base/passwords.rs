//! Passwords: hashed with Argon2id, off the async workers, and never more at once than there are cores.

mod memory;

use std::sync::Arc;

use argon2::password_hash;
use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use domain::people::password::{self, Weakness};
use memory::{Memory, Shelf};

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
    memory: Arc<Shelf>,
}

impl Default for Passwords {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Self::at_once(cores)
    }
}

impl Passwords {
    fn at_once(turns: usize) -> Self {
        Self {
            turns: Arc::new(Semaphore::new(turns)),
            memory: Arc::default(),
        }
    }

    /// Compares with what is stored, or with a dummy where nothing is; it takes as long either way.
    pub async fn verify(&self, password: String, stored: Option<String>) -> Result<Verdict, String> {
        self.in_turn(move |memory| verdict(memory, &password, stored.as_deref()))
            .await
    }

    /// Hashes a new password, if it is good enough; `about` is what a guesser may know of the person.
    pub async fn accept(
        &self,
        password: String,
        about: Vec<String>,
    ) -> Result<Result<String, Weakness>, String> {
        self.in_turn(move |memory| match weakness(&password, &about) {
            None => Ok(hash_in(memory, &password)),
            Some(weakness) => Err(weakness),
        })
        .await
    }

    pub async fn hash(&self, password: String) -> Result<String, String> {
        self.in_turn(move |memory| hash_in(memory, &password)).await
    }

    /// No database connection may be held across this.
    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Memory) -> T + Send + 'static,
    ) -> Result<T, String> {
        let waiting = self.memory.wait();
        let turn = Arc::clone(&self.turns)
            .acquire_owned()
            .await
            .map_err(|error| error.to_string())?;
        drop(waiting);
        let lender = Arc::clone(&self.memory);
        let working = tokio::task::spawn_blocking(move || {
            let outcome = lender.lend(work);
            // Not before the memory lies on the shelf again, for whoever is next.
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

/// As a PHC string with a salt of its own. It takes a core for 20 ms, and memory for itself that it gives back: in a
/// request, use [`Passwords::hash`].
pub fn hash(password: &str) -> String {
    Shelf::default().lend(|memory| hash_in(memory, password))
}

fn hash_in(memory: &mut Memory, password: &str) -> String {
    let (argon2, salt) = (argon2(), Salt::generate());
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(argon2.params()).expect("the parameters can be written"),
        hash: Some(
            output(memory, &argon2, password, &salt, Params::DEFAULT_OUTPUT_LEN)
                .expect("the parameters are in range"),
        ),
        salt: Some(salt),
    };
    hash.to_string()
}

/// As the crate's own hashing and comparing do it, but in memory that is lent.
fn output(
    memory: &mut Memory,
    argon2: &Argon2<'_>,
    password: &str,
    salt: &[u8],
    length: usize,
) -> password_hash::Result<Output> {
    let mut bytes = [0; Output::MAX_LENGTH];
    let bytes = bytes.get_mut(..length).ok_or(password_hash::Error::OutputSize)?;
    let blocks = memory.blocks(argon2.params().block_count());
    argon2.hash_password_into_with_memory(password.as_bytes(), salt, bytes, blocks)?;
    Ok(Output::new(bytes)?)
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

fn verdict(memory: &mut Memory, password: &str, stored: Option<&str>) -> Verdict {
    let parsed = PasswordHash::new(stored.unwrap_or(DUMMY));
    let Ok(parsed) = parsed else { return Verdict::Wrong };
    let matches = matches(memory, password, &parsed).unwrap_or(false);
    if !matches || stored.is_none() {
        return Verdict::Wrong;
    }
    if is_weak(&parsed) {
        return Verdict::RightButWeak(hash_in(memory, password));
    }
    Verdict::Right
}

/// With the parameters that it was stored with. Two outputs are compared in constant time.
fn matches(memory: &mut Memory, password: &str, stored: &PasswordHash) -> password_hash::Result<bool> {
    let (Some(salt), Some(expected)) = (&stored.salt, &stored.hash) else {
        return Ok(false);
    };
    let algorithm = Algorithm::try_from(stored.algorithm.as_str())?;
    let version = stored
        .version
        .map(Version::try_from)
        .transpose()?
        .unwrap_or_default();
    let argon2 = Argon2::new(algorithm, version, Params::try_from(stored)?);
    Ok(output(memory, &argon2, password, salt, expected.len())? == *expected)
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
    use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};

    use super::*;

    fn verdict(password: &str, stored: Option<&str>) -> Verdict {
        super::verdict(&mut Memory::default(), password, stored)
    }

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

    /// Any other implementation takes our hashes, and we take its.
    #[test]
    fn s5_a_hash_is_what_the_crate_itself_would_make() {
        let ours = hash("en lang setning om fjell");
        let parsed = PasswordHash::new(&ours).unwrap();
        assert!(
            argon2()
                .verify_password(b"en lang setning om fjell", &parsed)
                .is_ok()
        );
        let lanes = Argon2::new(
            Algorithm::Argon2i,
            Version::V0x10,
            Params::new(64, 3, 4, Some(20)).unwrap(),
        );
        let others = lanes
            .hash_password(b"en lang setning om fjell")
            .unwrap()
            .to_string();
        assert!(matches!(
            verdict("en lang setning om fjell", Some(&others)),
            Verdict::RightButWeak(_)
        ));
        assert_eq!(verdict("en lang setning om Fjell", Some(&others)), Verdict::Wrong);
    }

    #[tokio::test]
    async fn whoever_waits_hashes_in_the_memory_of_the_one_before() {
        let passwords = Passwords::at_once(1);
        let line = Arc::clone(&passwords.memory);
        let first = passwords.in_turn(move |memory| {
            let blocks = memory.blocks(64).as_ptr() as usize;
            while !line.is_waited_for() {
                std::thread::yield_now();
            }
            blocks
        });
        let second = passwords.in_turn(|memory| (memory.size(), memory.blocks(64).as_ptr() as usize));
        let (first, second) = tokio::join!(first, second);
        assert_eq!(second, Ok((64, first.unwrap())));
    }
}
