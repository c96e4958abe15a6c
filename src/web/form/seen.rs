//! What the reader of a form has seen belongs to the form: it travels with it, and survives a mistake.

use std::fmt::Display;
use std::str::FromStr;

use super::Form;
use crate::error::AppError;

/// The hidden field in which a form carries it.
const SEEN: &str = "versjon";

impl Form {
    /// The version in which its reader sees what the form is filled with. It travels with the form: after a mistake it is
    /// still what was sent, and only `reseen` changes it.
    #[must_use]
    pub fn seen_as(mut self, version: impl Display) -> Self {
        self.reseen(version);
        self
    }

    pub fn seen(&self) -> &str {
        self.value(SEEN)
    }

    /// The version that was seen, out of a form that was sent.
    pub fn take_seen<V: FromStr>(&self) -> Result<V, AppError> {
        self.seen().parse().map_err(|_| AppError::BadRequest)
    }

    /// For a page that shows what is stored now: whoever sends it again has seen this version.
    pub fn reseen(&mut self, now: impl Display) {
        self.values.retain(|(name, _)| name != SEEN);
        self.values.push((SEEN.to_owned(), now.to_string()));
    }

    /// Somebody else was first: what was typed stays, and what is stored now is shown beside it.
    pub fn collide<L: Into<String>>(&mut self, now: &Self, told: impl Fn(&Self) -> Vec<(L, String)>) {
        let lines = |form| -> Vec<(String, String)> {
            let lines = told(form).into_iter();
            lines.map(|(label, value)| (label.into(), value)).collect()
        };
        let (typed, mut stored) = (lines(self), lines(now));
        stored.retain(|line| !typed.contains(line));
        self.stored = Some(stored);
        self.reseen(now.seen());
    }

    pub fn stored(&self) -> Option<&[(String, String)]> {
        self.stored.as_deref()
    }

    /// Fields by their labels, for `collide`.
    pub fn told<'a>(&self, fields: &[(&str, &'a str)]) -> Vec<(&'a str, String)> {
        let told = |&(name, label): &(&str, &'a str)| (label, self.value(name).to_owned());
        fields.iter().map(told).collect()
    }
}

#[cfg(test)]
mod tests {
    use i18n::Lang;

    use super::*;

    #[test]
    fn what_was_seen_is_what_was_sent_until_a_page_shows_what_is_stored_now() {
        let mut form = Form::filled([
            ("versjon", "3".to_owned()),
            ("navn", "Ola".to_owned()),
            ("tittel", String::new()),
        ]);
        form.line(Lang::Nb, "tittel", "Tittel", 100);
        assert_eq!((form.seen(), form.take_seen::<i64>().ok()), ("3", Some(3)));
        assert!(form.stored().is_none());
        let now = Form::filled([("navn", "Kari".to_owned()), ("tittel", String::new())]).seen_as(4);
        form.collide(&now, |form| form.told(&[("navn", "Navn"), ("tittel", "Tittel")]));
        assert_eq!(form.seen(), "4");
        assert_eq!(form.value("navn"), "Ola");
        assert_eq!(form.stored(), Some(&[("Navn".to_owned(), "Kari".to_owned())][..]));
        assert!(Form::default().take_seen::<i64>().is_err());
    }
}
