//! A posted form: what was typed, and every mistake in it, so that the page can come back with both.

mod seen;

use std::borrow::Cow;
use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use unicode_normalization::UnicodeNormalization as _;

use super::error::AppError;
use domain::text::allowed::hides;
use i18n::Lang;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Where a form has as many fields as there are rows, their names are put together.
    pub field: Cow<'static, str>,
    pub text: String,
}

/// Also a filter's values out of the address, which go through the same readers.
#[derive(Debug, Clone, Default)]
pub struct Form {
    values: Vec<(String, String)>,
    mistakes: Vec<Mistake>,
    /// What somebody else saved meanwhile: label and value, where it is not what was typed.
    stored: Option<Vec<(String, String)>>,
}

impl Form {
    /// Letters in one form (NFC), lines with `\n`, and no control or direction characters that hide what is written.
    pub fn new(values: Vec<(String, String)>) -> Self {
        let values = values
            .into_iter()
            .map(|(name, value)| (name, clean(&value)))
            .collect();
        Self {
            values,
            ..Self::default()
        }
    }

    /// A form as it stands before anyone typed: what is stored now.
    pub fn filled<'a>(values: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        Self {
            values: values
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
            ..Self::default()
        }
    }

    /// What was typed, without blanks around it; nothing when the field is missing.
    pub fn value(&self, name: &str) -> &str {
        self.values
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value.trim())
    }

    /// Exactly what was typed: passwords may begin and end with blanks, and are compared letter by letter.
    pub fn verbatim(&self, name: &str) -> &str {
        self.values
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value)
    }

    /// All values of a name, as checkboxes send them.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.values
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.trim())
    }

    /// Every field with what was typed in it, in the form's order.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub fn has(&self, name: &str, value: &str) -> bool {
        self.values(name).any(|given| given == value)
    }

    pub fn wrong(&mut self, field: impl Into<Cow<'static, str>>, text: impl Into<String>) {
        self.mistakes.push(Mistake {
            field: field.into(),
            text: text.into(),
        });
    }

    pub fn mistakes(&self) -> &[Mistake] {
        &self.mistakes
    }

    pub fn mistake(&self, field: &str) -> Option<&str> {
        self.mistakes
            .iter()
            .find(|mistake| mistake.field == field)
            .map(|mistake| mistake.text.as_str())
    }

    pub fn is_right(&self) -> bool {
        self.mistakes.is_empty()
    }

    /// A value that is one line whatever was sent: names and addresses end up in headers of mails (S42).
    fn one_line(&self, field: &str) -> String {
        self.value(field).replace(['\n', '\t'], " ")
    }

    /// A line that must be there, at most `longest` characters.
    pub fn line(&mut self, t: Lang, field: &'static str, label: &str, longest: usize) -> String {
        let value = self.one_line(field);
        if value.is_empty() {
            self.wrong(field, t.missing(&label));
        } else {
            self.check_length(t, field, label, longest, &value);
        }
        value
    }

    /// A line that may be empty.
    pub fn optional_line(
        &mut self,
        t: Lang,
        field: &'static str,
        label: &str,
        longest: usize,
    ) -> Option<String> {
        let value = self.one_line(field);
        self.check_length(t, field, label, longest, &value);
        Some(value).filter(|value| !value.is_empty())
    }

    fn check_length(&mut self, t: Lang, field: &'static str, label: &str, longest: usize, value: &str) {
        let length = value.chars().count();
        if length > longest {
            self.wrong(field, t.too_long(&label, &longest, &length));
        }
    }

    /// An address as the mail library will take it; small letters, because people type it in all ways.
    pub fn email(&mut self, t: Lang, field: &'static str, label: &str) -> String {
        let value = self.line(t, field, label, 254).to_lowercase();
        if !value.is_empty() && (value.parse::<lettre::Address>().is_err() || !value.contains('@')) {
            self.wrong(field, t.not_an_email());
        }
        value
    }

    /// One of the codes that the page offered.
    pub fn choice<T>(
        &mut self,
        t: Lang,
        field: &'static str,
        label: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let choice = read(self.value(field));
        if choice.is_none() {
            self.wrong(field, t.choose(&label));
        }
        choice
    }
}

fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .nfc()
        .filter(|letter| !hides(*letter))
        .collect()
}

/// `frame` has read the body and checked where it came from before any handler sees it.
impl FromRequest for Form {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(
            request
                .extensions_mut()
                .remove::<Form>()
                .ok_or(AppError::BadRequest),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(values: &[(&str, &str)]) -> Form {
        Form::new(
            values
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        )
    }

    #[test]
    fn every_mistake_is_collected_and_what_was_typed_is_kept() {
        let mut form = form(&[("navn", ""), ("epost", "kari"), ("rolle", "sjef")]);
        form.line(Lang::Nb, "navn", "Navn", 100);
        form.email(Lang::Nb, "epost", "E-postadresse");
        form.choice(Lang::Nb, "rolle", "Rolle", |_| None::<()>);
        assert_eq!(
            form.mistakes()
                .iter()
                .map(|mistake| mistake.field.as_ref())
                .collect::<Vec<_>>(),
            ["navn", "epost", "rolle"]
        );
        assert_eq!(form.value("epost"), "kari");
    }

    #[test]
    fn s44_letters_come_in_one_form_and_nothing_is_hidden() {
        let form = form(&[("navn", "A\u{30a}fjord\u{202e}\r\nKa\u{301}ra\u{301}\0s")]);
        assert_eq!(form.value("navn"), "Åfjord\nKárás");
    }

    #[test]
    fn s42_a_line_is_one_line() {
        let mut form = form(&[("navn", "Kari\r\nBcc: alle@example.no"), ("tittel", "a\tb\n")]);
        assert_eq!(
            form.line(Lang::Nb, "navn", "Navn", 100),
            "Kari Bcc: alle@example.no"
        );
        assert_eq!(form.one_line("tittel"), "a b");
    }

    #[test]
    fn s2_a_password_is_taken_as_it_was_typed() {
        assert_eq!(
            form(&[("passord", "  to blanke foran ")]).verbatim("passord"),
            "  to blanke foran "
        );
    }
}
