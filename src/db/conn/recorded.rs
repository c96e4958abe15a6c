//! The texts of statements, for tests of how the database goes about them.

use std::fmt::Display;
use std::sync::{Mutex, OnceLock, PoisonError};

/// Nothing, until somebody has asked for them.
#[derive(Default)]
pub(crate) struct Texts(OnceLock<Mutex<Vec<String>>>);

impl Texts {
    /// How many statements that was: one.
    pub(crate) fn note(&self, statement: &(impl Display + ?Sized)) -> i64 {
        if let Some(texts) = self.0.get() {
            let mut texts = texts.lock().unwrap_or_else(PoisonError::into_inner);
            texts.push(statement.to_string());
        }
        1
    }

    pub(crate) fn take(&self) -> Vec<String> {
        let texts = self.0.get_or_init(Mutex::default);
        std::mem::take(&mut *texts.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
