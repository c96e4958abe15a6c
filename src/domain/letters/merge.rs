//! Places in a letter for what differs from one receiver to the next: «{kommune}», «{frist}».

use crate::coded;

coded!(
    /// What may stand in a place. The codes are what coordinators type, in both written forms.
    MergeField {
        Municipality = "kommune",
        Region = "region",
        Name = "navn",
        Mapping = "kartlegging",
        Arrangements = "ordninger",
        Total = "antall",
        Answered = "besvart",
        Left = "gjenstår",
        Deadline = "frist",
        Link = "lenke",
        Reason = "grunn",
        Sender = "avsender",
        Contact = "kontakt",
        Privacy = "personvern",
    }
);

/// Why a text cannot be merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MergeMistake {
    /// There is no such field, or this letter has nothing to put there.
    Unknown(String),
    /// A brace that is not closed, or was never opened.
    Brace,
    /// The letter is of no use without it.
    Missing(MergeField),
}

enum Part<'a> {
    Words(&'a str),
    Field(&'a str),
    Brace,
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        parts.push(Part::Words(&rest[..at]));
        if rest[at..].starts_with('}') {
            parts.push(Part::Brace);
            rest = &rest[at + 1..];
            continue;
        }
        match rest[at + 1..].split_once('}') {
            Some((name, after)) if !name.contains(['{', '\n']) => {
                parts.push(Part::Field(name.trim()));
                rest = after;
            }
            _ => {
                parts.push(Part::Brace);
                rest = &rest[at + 1..];
            }
        }
    }
    parts.push(Part::Words(rest));
    parts
}

/// The text with what belongs in its places. A place that is not known stays as it is typed: texts are checked when
/// they are saved, and a letter is better sent with a brace in it than not at all.
pub fn merge<'a>(text: &str, value: impl Fn(MergeField) -> &'a str) -> String {
    let mut merged = String::with_capacity(text.len() * 2);
    for part in parts(text) {
        match part {
            Part::Words(words) => merged.push_str(words),
            Part::Field(name) => {
                if let Some(field) = MergeField::from_code(name) {
                    merged.push_str(value(field));
                } else {
                    merged.extend(["{", name, "}"]);
                }
            }
            Part::Brace => {}
        }
    }
    merged
}

/// Every mistake in a letter's text, each once.
pub fn mistakes(text: &str, offered: &[MergeField], needed: &[MergeField]) -> Vec<MergeMistake> {
    let mut found = Vec::new();
    let mut seen = Vec::new();
    for part in parts(text) {
        let mistake = match part {
            Part::Words(_) => continue,
            Part::Brace => MergeMistake::Brace,
            Part::Field(name) => match MergeField::from_code(name).filter(|field| offered.contains(field)) {
                Some(field) => {
                    seen.push(field);
                    continue;
                }
                None => MergeMistake::Unknown(name.to_owned()),
            },
        };
        if !found.contains(&mistake) {
            found.push(mistake);
        }
    }
    let missing = needed.iter().filter(|field| !seen.contains(field));
    found.extend(missing.map(|field| MergeMistake::Missing(*field)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_put_in_its_place() {
        let value = |field| match field {
            MergeField::Municipality => "Grong",
            MergeField::Left => "13 ordninger",
            _ => "?",
        };
        assert_eq!(
            merge("{gjenstår} gjenstår for { kommune }.", value),
            "13 ordninger gjenstår for Grong."
        );
        assert_eq!(merge("Uten felt", value), "Uten felt");
        assert_eq!(merge("{ukjent} {kommune}", value), "{ukjent} Grong");
    }

    #[test]
    fn a_value_is_never_read_as_a_place() {
        assert_eq!(merge("{grunn}", |_| "{lenke}"), "{lenke}");
    }

    #[test]
    fn each_mistake_is_told_once() {
        let offered = [MergeField::Municipality, MergeField::Link];
        assert_eq!(mistakes("{kommune} {lenke}", &offered, &[MergeField::Link]), []);
        assert_eq!(
            mistakes("{komune} {komune} {frist} { \n}", &offered, &[MergeField::Link]),
            [
                MergeMistake::Unknown("komune".into()),
                MergeMistake::Unknown("frist".into()),
                MergeMistake::Brace,
                MergeMistake::Missing(MergeField::Link)
            ]
        );
    }
}
