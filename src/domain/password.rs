//! What a new password must be: long, and nothing that somebody who knows the person would guess.

use super::norwegian;

/// Long enough that no rules about digits and signs are needed.
pub const SHORTEST: usize = 12;
/// A limit only so that nobody sends us a book.
pub const LONGEST: usize = 256;

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
