//! What a new password must be: long, and nothing that somebody who knows the person would guess.

use crate::text::norwegian;

/// Long enough that no rules about digits and signs are needed.
pub const SHORTEST: usize = 12;
/// A limit only so that nobody sends us a book.
pub const LONGEST: usize = 256;

/// Letters that a password must have besides words that are near at hand, if it has any of those.
const LETTERS_OF_ITS_OWN: usize = 5;

/// Why a password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weakness {
    TooShort,
    TooLong,
    /// Common, or put together of words that are near at hand.
    Guessable,
}

/// Counted in characters, as people count them.
pub fn length_fault(password: &str) -> Option<Weakness> {
    match password.chars().count() {
        ..SHORTEST => Some(Weakness::TooShort),
        SHORTEST..=LONGEST => None,
        _ => Some(Weakness::TooLong),
    }
}

/// Words that are near at hand for everybody here: the product, the roles, the work, and what Norwegians make
/// passwords of. English ones are known to the estimator already.
const NEAR_AT_HAND: &[&str] = &[
    "ordna",
    "portal",
    "portalen",
    "kommune",
    "kommunen",
    "kommunedirektør",
    "rådmann",
    "rådmannen",
    "ordfører",
    "administrator",
    "koordinator",
    "leser",
    "medarbeider",
    "saksbehandler",
    "statsforvalter",
    "statsforvalteren",
    "fylkeskommune",
    "fylkesmann",
    "fylkesmannen",
    "interkommunalt",
    "interkommunal",
    "samarbeid",
    "samarbeidet",
    "ordning",
    "ordninger",
    "kartlegging",
    "høring",
    "register",
    "vertskommune",
    "trøndelag",
    "norge",
    "norsk",
    "oslo",
    "passord",
    "passordet",
    "hemmelig",
    "hemmeleg",
    "velkommen",
    "sommer",
    "sommar",
    "vinter",
    "høst",
    "haust",
    "vår",
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
    "mandag",
    "måndag",
    "tirsdag",
    "tysdag",
    "onsdag",
    "torsdag",
    "fredag",
    "lørdag",
    "laurdag",
    "søndag",
    "fotball",
    "kjærlighet",
    "sjokolade",
    "rosenborg",
    "brann",
    "jegelskerdeg",
    "qwertyuiopå",
    "asdfghjkløæ",
    "bruker",
    "brukar",
    "logg",
    "logginn",
];

/// Everything that a guesser who knows the person would try first: the words near at hand, and those of `about`
/// (name, address, municipalities), each also as it is typed without Norwegian letters.
pub fn guessable_words<'a>(about: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let personal = about
        .into_iter()
        .flat_map(|text| text.split(|letter: char| !letter.is_alphanumeric()))
        .filter(|word| word.chars().count() > 2)
        .map(str::to_lowercase);
    let mut words: Vec<String> = personal
        .chain(NEAR_AT_HAND.iter().map(|word| (*word).to_owned()))
        .collect();
    let plain: Vec<String> = words
        .iter()
        .flat_map(|word| [norwegian::search_key(word), spelled_out(word)])
        .collect();
    words.extend(plain);
    words.sort_unstable();
    words.dedup();
    words
}

/// Whether next to nothing is left of it without the words that are near at hand, digits and signs («Kari Grong 2026»).
pub fn is_put_together_of(words: &[String], password: &str) -> bool {
    let mut longest_first: Vec<&String> = words.iter().filter(|word| !word.is_empty()).collect();
    longest_first.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let password = password.to_lowercase();
    let left = longest_first
        .into_iter()
        .fold(password.clone(), |left, word| left.replace(word.as_str(), " "));
    let letters = left.chars().filter(|letter| letter.is_alphabetic()).count();
    left != password && letters < LETTERS_OF_ITS_OWN
}

fn spelled_out(word: &str) -> String {
    word.replace('æ', "ae").replace('ø', "oe").replace('å', "aa")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s2_a_password_has_12_to_256_characters_of_any_kind() {
        assert_eq!(length_fault(&"å".repeat(11)), Some(Weakness::TooShort));
        assert_eq!(length_fault(&"å".repeat(12)), None);
        assert_eq!(length_fault(&" ".repeat(256)), None);
        assert_eq!(length_fault(&"a".repeat(257)), Some(Weakness::TooLong));
    }

    #[test]
    fn s3_words_near_at_hand_with_digits_make_no_password() {
        let words = guessable_words(["Kari Nordmann", "Grong"]);
        for bad in ["GrongKommune2026", "karinordmann!!", "Sommeren 2026"] {
            assert!(is_put_together_of(&words, bad), "{bad}");
        }
        for good in ["hest dyne lampe fjord", "4829-1175-3306", "grong ligger ved elva"] {
            assert!(!is_put_together_of(&words, good), "{good}");
        }
    }

    #[test]
    fn s3_the_words_about_a_person_are_guessable_in_every_spelling() {
        let words = guessable_words(["Åse Bjørnør", "ase.bjornor@roros.kommune.no", "Røros"]);
        for word in [
            "åse",
            "bjørnør",
            "bjoernoer",
            "røros",
            "roeros",
            "roros",
            "kommunedirektoer",
        ] {
            assert!(words.iter().any(|known| known == word), "{word}");
        }
    }
}
