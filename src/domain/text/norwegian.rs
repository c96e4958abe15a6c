//! Norwegian letters: keys to sort by and keys to search by, the same on every database.

/// A key whose plain byte order is Norwegian order: `aa` is `å`, and æ, ø, å come after z.
/// Numbers inside a name sort by their value («Legevakt 2» before «Legevakt 10»).
pub fn sort_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    let letters: Vec<char> = name.chars().flat_map(char::to_lowercase).collect();
    let mut at = 0;
    while at < letters.len() {
        let letter = letters[at];
        if letter.is_ascii_digit() {
            let digits: String = letters[at..].iter().take_while(|c| c.is_ascii_digit()).collect();
            at += digits.len();
            key.extend(std::iter::repeat_n('0', 6_usize.saturating_sub(digits.len())));
            key.push_str(&digits);
            continue;
        }
        let double_a = letter == 'a' && letters.get(at + 1) == Some(&'a');
        match letter {
            // The three bytes after z in ASCII, in the order of the Norwegian alphabet.
            'æ' | 'ä' => key.push('{'),
            'ø' | 'ö' => key.push('|'),
            'å' => key.push('}'),
            _ if double_a => key.push('}'),
            _ if letter.is_whitespace() || matches!(letter, '-' | '/' | ',' | '.') => {
                if !key.ends_with(' ') {
                    key.push(' ');
                }
            }
            _ => key.extend(base_letter(letter)),
        }
        at += if double_a { 2 } else { 1 };
    }
    key.trim().to_owned()
}

/// What a name is searched by: lower case, without accents, and with å = aa = a, ø = oe = o, æ = ae = a,
/// so that «roros», «roeros» and «Røros» find the same. Query and name go through the same fold.
pub fn search_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        let folded = match letter {
            'å' | 'æ' | 'ä' => Some('a'),
            'ø' | 'ö' => Some('o'),
            _ if letter.is_alphanumeric() => base_letter(letter),
            _ => Some(' '),
        };
        let Some(folded) = folded else { continue };
        let second_half = matches!(
            (key.chars().last(), folded),
            (Some('a'), 'a' | 'e') | (Some('o'), 'e')
        ) || (folded == ' ' && key.ends_with(' '));
        if !second_half {
            key.push(folded);
        }
    }
    key.trim().to_owned()
}

/// More words than this narrow nothing further, and each costs a look at every row.
const MOST_WORDS: usize = 8;

/// The words of a search, each of which must occur somewhere (half words count).
pub fn search_words(query: &str) -> Vec<String> {
    search_key(query)
        .split(' ')
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .map(str::to_owned)
        .collect()
}

/// The letter without its accent; Sámi and Kven letters become their nearest neighbour. Others stay.
fn base_letter(letter: char) -> Option<char> {
    Some(match letter {
        'á' | 'à' | 'â' | 'ã' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ý' => 'y',
        'č' | 'ç' => 'c',
        'đ' | 'ð' => 'd',
        'ŋ' | 'ñ' | 'ń' => 'n',
        'š' => 's',
        'ŧ' => 't',
        'ž' => 'z',
        'ǥ' | 'ǧ' => 'g',
        'ǩ' => 'k',
        // A combining mark left over from a decomposed letter carries no order of its own.
        '\u{300}'..='\u{36f}' => return None,
        _ => letter,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_as_in_a_norwegian_phone_book() {
        let mut names = vec![
            "Ås",
            "Aasen",
            "ålesund",
            "Ørsta",
            "Ænes",
            "Zoo",
            "Aure",
            "Åfjord",
            "Indre Fosen",
            "Oppdal",
        ];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(
            names,
            [
                "Aure",
                "Indre Fosen",
                "Oppdal",
                "Zoo",
                "Ænes",
                "Ørsta",
                "Åfjord",
                "ålesund",
                "Ås",
                "Aasen"
            ]
        );
    }

    #[test]
    fn numbers_in_names_sort_by_value() {
        assert!(sort_key("Legevakt 2") < sort_key("Legevakt 10"));
    }

    #[test]
    fn every_way_to_write_a_name_finds_it() {
        for typed in ["røros", "roros", "roeros", "RØROS"] {
            assert_eq!(search_key(typed), search_key("Røros"), "{typed}");
        }
        assert_eq!(search_key("Vaernes"), search_key("Værnes"));
        assert_eq!(search_key("Aafjord"), search_key("Åfjord"));
        assert_eq!(search_key("Snåase – Snåsa"), "snase snasa");
    }

    #[test]
    fn a_search_is_cut_into_words() {
        assert_eq!(search_words("  fosen   bar-nevern "), ["fosen", "bar", "nevern"]);
        assert!(search_words(" %_ ").is_empty());
        assert_eq!(search_words(&"fosen ".repeat(1000)).len(), MOST_WORDS);
    }
}
