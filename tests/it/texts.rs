//! Every text is said somewhere. That none is empty, unlike its twin or badly put is tested beside the texts.

use crate::support::sources;

#[test]
fn no_text_is_left_that_nobody_reads() {
    let mut places = sources::below("templates", "");
    places.extend(sources::below("src", ".rs"));
    let said: String = places.iter().map(|source| source.text.as_str()).collect();
    let unsaid: Vec<&str> = ordna::i18n::texts::all()
        .map(|(name, ..)| *name)
        // Labels of codes are chosen by the code.
        .filter(|name| !name.contains(char::is_uppercase))
        .filter(|name| !said.contains(&format!(".{name}(")) && !said.contains(&format!("Lang::{name}")))
        .collect();
    assert!(unsaid.is_empty(), "{unsaid:#?}");
}
