//! What somebody typed into a form, to be shown again where the form itself cannot come back.

use std::rc::Rc;

use super::form::Form;
use i18n::Lang;

/// Never kept and never shown: passwords, codes, and the key that an authenticator app was offered.
pub const SECRET: &[&str] = &["passord", "nytt", "gjenta", "kode", "nokkel"];

/// What a form carries besides what was typed: its own affairs, and choices, which are codes and no words.
const NOT_TYPED: &[&str] = &[
    "skjema",
    "versjon",
    "bevart",
    "neste",
    "tilbake",
    "fra",
    "hvem",
    "malform",
    "rolle",
    "kartlegging",
    "kommune",
    "sprak",
    "svar",
    "samlet",
    "angre",
    "vist[]",
    "finnes",
    "valg",
    "ordning-1",
    "ordning-2",
    "ordning-3",
    "sektor",
    "deltakere",
    "form",
    "vert",
    "deltar",
    "ingen",
    "hva",
    "likt",
    "omfang",
    "deltaker",
    "kladd",
    "vis",
    "plass",
    "slag",
    "regionrad",
    "kommuner",
    "vist",
    "utelat",
    "omrade",
    "kopi",
    "regler",
    "to",
];

/// Field and text, in the form's order.
#[derive(Debug, Clone, Default)]
pub struct Typed(Rc<Vec<(String, String)>>);

/// A text with its field's own word.
pub struct Line {
    pub label: String,
    pub text: String,
}

impl Typed {
    pub fn of(form: &Form) -> Self {
        let typed = form.fields().filter(|(name, text)| {
            !SECRET.contains(name) && !NOT_TYPED.contains(name) && !text.trim().is_empty()
        });
        Self(Rc::new(
            typed
                .map(|(name, text)| (name.to_owned(), text.to_owned()))
                .collect(),
        ))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn lines(&self, t: Lang) -> Vec<Line> {
        let lines = self.0.iter().map(|(name, text)| Line {
            label: label(t, name),
            text: text.clone(),
        });
        lines.collect()
    }
}

/// The word that stands above the field. A field's name is Norwegian too, and does where nothing better is known.
fn label(t: Lang, name: &str) -> String {
    match name {
        "navn" => t.name().to_owned(),
        "epost" => t.email().to_owned(),
        "tittel" => t.contact_title().to_owned(),
        "telefon" => t.contact_phone().to_owned(),
        name => {
            let mut letters = name.chars();
            let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
            first + &letters.as_str().replace(['-', '_'], " ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_shown_with_the_fields_words_and_without_secrets() {
        let form = Form::new(
            [
                ("skjema", "abc"),
                ("navn", "Kari"),
                ("passord", "hest dyne lampe fjord"),
                ("kode", "123456"),
                ("andre_opplysninger", "linje\nog linje"),
                ("tittel", " "),
            ]
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .into(),
        );
        let lines = Typed::of(&form).lines(Lang::Nb);
        let lines: Vec<(&str, &str)> = lines
            .iter()
            .map(|line| (line.label.as_str(), line.text.as_str()))
            .collect();
        assert_eq!(
            lines,
            [("Navn", "Kari"), ("Andre opplysninger", "linje\nog linje")]
        );
    }
}
