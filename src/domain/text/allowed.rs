//! What may stand in a text that people write.

/// Whether the character hides what is written: controls but those of lines and columns, and marks that turn the
/// direction of what follows.
pub fn hides(letter: char) -> bool {
    (letter.is_control() && !matches!(letter, '\n' | '\t'))
        || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
