//! The words of an arrangement's name, and how alike two of them are.

use crate::text::norwegian;

/// What says of what kind an arrangement is in law, and the small words between: every second name has one.
/// In order, because every word of a register is looked up here.
const EMPTY: &[&str] = &[
    "ab",
    "ans",
    "as",
    "av",
    "avtale",
    "avtalen",
    "da",
    "den",
    "det",
    "felles",
    "for",
    "fra",
    "generell",
    "generelt",
    "hos",
    "i",
    "ikpr",
    "iks",
    "interkommunal",
    "interkommunale",
    "interkommunalt",
    "kf",
    "kommunale",
    "kommune",
    "kommunen",
    "kommunene",
    "kommuner",
    "kommunesamarbeid",
    "med",
    "mellom",
    "mot",
    "og",
    "om",
    "omegn",
    "oppgavefellesskap",
    "overordna",
    "overordnet",
    "pa",
    "regional",
    "regionale",
    "regionalt",
    "regionrad",
    "regionradet",
    "sa",
    "samarbeidsavtale",
    "samarbeidsordning",
    "samkommune",
    "samkommunen",
    "selskap",
    "til",
    "ved",
    "vertskommune",
    "vertskommunesamarbeid",
];

/// The second half of a compound that adds nothing to the first: «barneverntjenesten» is «barnevern». Those that are
/// also words of their own say nothing when they stand alone. A longer one stands before a shorter.
const TAILS: &[&str] = &[
    "tjenestene",
    "tjenesten",
    "tjenester",
    "tjeneste",
    "tenestene",
    "tenesten",
    "tenester",
    "tenesta",
    "teneste",
    "samarbeidet",
    "samarbeid",
    "ordningen",
    "ordninga",
    "ordning",
    "regionens",
    "regionen",
    "region",
    "omradet",
    "omrade",
    "avdelingen",
    "avdelinga",
    "avdeling",
    "kontoret",
    "kontor",
    "selskapet",
    "selskap",
    "vesenet",
    "vesen",
];

/// Two names of one thing, each as its root.
const SAME: &[(&str, &str)] = &[
    ("ppt", "pp"),
    ("ikt", "it"),
    ("renovasjon", "avfall"),
    ("innkjop", "anskaffelse"),
    ("regnskap", "rekneskap"),
];

/// A root is not cut shorter than this, so that «Osen» is not «Os».
const SHORTEST_ROOT: usize = 4;

/// One word of a name, folded as for a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub whole: String,
    /// Without its last half or its ending.
    pub root: String,
    /// From within brackets, where a name has its short form: good to be found by, but nothing that must be met.
    pub is_aside: bool,
}

/// The words of a name that carry a meaning.
pub fn of(name: &str) -> Vec<Word> {
    let mut words = Vec::new();
    for (at, part) in name.split(['(', ')']).enumerate() {
        for whole in norwegian::search_key(part).split(' ') {
            if is_empty(whole) {
                continue;
            }
            words.push(Word {
                whole: whole.to_owned(),
                root: root(whole),
                is_aside: at % 2 == 1,
            });
        }
    }
    words
}

fn is_empty(word: &str) -> bool {
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    word.is_empty() || is_year || EMPTY.binary_search(&word).is_ok() || TAILS.contains(&word)
}

/// What a word is known by: both sides are cut alike, so it need not be a word itself.
pub fn root(word: &str) -> String {
    let long_enough = |rest: &&str| rest.len() >= SHORTEST_ROOT;
    let head = TAILS
        .iter()
        .find_map(|tail| word.strip_suffix(tail).filter(long_enough));
    let endings: &[&str] = if head.is_some() {
        &["s"]
    } else {
        &["ene", "en", "et", "a", "e", "s"]
    };
    let head = head.unwrap_or(word);
    let cut = endings
        .iter()
        .find_map(|ending| head.strip_suffix(ending).filter(long_enough));
    let root = cut.unwrap_or(head);
    SAME.iter()
        .find(|(_, other)| *other == root)
        .map_or(root, |(one, _)| one)
        .to_owned()
}

/// From 0, nothing in common, to 1, the same word.
pub fn alike(one: &Word, other: &Word) -> f64 {
    if one.whole == other.whole {
        return 1.0;
    }
    if one.root == other.root {
        return 0.95;
    }
    let (short, long) = if one.root.len() <= other.root.len() {
        (one.root.as_str(), other.root.as_str())
    } else {
        (other.root.as_str(), one.root.as_str())
    };
    if short.len() >= 5 && one_letter_off(short, long) {
        return 0.9;
    }
    let part = short.len() as f64 / long.len() as f64;
    if short.len() >= SHORTEST_ROOT && (long.starts_with(short) || long.ends_with(short)) {
        return 0.55 + 0.4 * part;
    }
    let common = short
        .bytes()
        .zip(long.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    // «Friluftsliv» and «friluftsråd»: a compound's first half says most.
    if common >= 6 && common * 2 > long.len() {
        return 0.9 * common as f64 / long.len() as f64;
    }
    0.0
}

/// One letter more, less, another, or two that changed places.
fn one_letter_off(short: &str, long: &str) -> bool {
    let (short, long) = (short.as_bytes(), long.as_bytes());
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let (short, long) = (&short[same..], &long[same..]);
    if short.len() < long.len() {
        return *short == long[1..];
    }
    if short.is_empty() || short[1..] == long[1..] {
        return true;
    }
    short.len() > 1 && short[0] == long[1] && short[1] == long[0] && short[2..] == long[2..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike_as_words(one: &str, other: &str) -> f64 {
        alike(&of(one)[0], &of(other)[0])
    }

    #[test]
    fn endings_and_empty_halves_make_no_other_word() {
        for (one, other) in [
            ("barneverntjenesten", "Barnevern"),
            ("barnevernstjeneste", "barneverntenesta"),
            ("Legevakta", "legevakten"),
            ("Namdalen", "Namdal"),
            ("Fosenregionen", "Fosen"),
            ("PP-tjenesten", "PPT"),
            ("innkjøpssamarbeid", "Innkjøp"),
        ] {
            assert!(alike_as_words(one, other) >= 0.95, "{one} {other}");
        }
    }

    #[test]
    fn a_slip_of_the_finger_is_forgiven_in_a_long_word_alone() {
        for slip in ["legevkat", "legvakt", "leggevakt", "legevagt"] {
            assert!(alike_as_words(slip, "legevakt") >= 0.9, "{slip}");
        }
        for (one, other) in [("Osen", "Oren"), ("brann", "vann"), ("NAV", "NAF")] {
            assert!(alike_as_words(one, other) < 0.5, "{one} {other}");
        }
    }

    #[test]
    fn a_word_within_another_counts_by_how_much_of_it_it_is() {
        let sentral = alike_as_words("legevakt", "legevaktsentral");
        let krise = alike_as_words("vakt", "legevaktsentral");
        assert!(sentral > 0.7 && sentral < 0.9, "{sentral}");
        assert!(krise < 0.5, "{krise}");
        assert!(alike_as_words("friluftsliv", "friluftsråd") > 0.5);
    }

    #[test]
    fn legal_forms_small_words_and_years_are_no_words_of_a_name() {
        let words: Vec<String> = of("Interkommunalt samarbeid om 110-sentral for Fosen IKS 2020")
            .into_iter()
            .map(|word| word.whole)
            .collect();
        assert_eq!(words, ["110", "sentral", "fosen"]);
    }

    #[test]
    fn empty_words_stand_in_order() {
        assert!(EMPTY.is_sorted());
    }

    #[test]
    fn what_stands_in_brackets_stands_aside() {
        let words = of("Legevakten i Orkdalsregionen (LIO)");
        let aside: Vec<bool> = words.iter().map(|word| word.is_aside).collect();
        assert_eq!(aside, [false, false, true]);
    }
}
