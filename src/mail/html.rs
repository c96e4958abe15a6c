//! The HTML of a letter, made from its text: the same words, dates and addresses, because they are the same.

use askama::Template;

use i18n::Lang;

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct Html<'a> {
    lang: &'a str,
    subject: &'a str,
    blocks: Vec<Block<'a>>,
}

/// What stands between two blank lines of a text.
pub enum Block<'a> {
    Lines(Vec<&'a str>),
    /// A line that ends with a colon, and the address below it.
    Link {
        text: &'a str,
        href: &'a str,
    },
    /// A code to copy stands alone.
    Code(&'a str),
}

impl<'a> Block<'a> {
    pub fn all(text: &'a str) -> Vec<Self> {
        text.trim_end().split("\n\n").map(Block::read).collect()
    }

    fn read(block: &'a str) -> Self {
        let lines: Vec<&str> = block.lines().collect();
        match lines[..] {
            [text, href] if text.ends_with(':') && href.starts_with("http") => Self::Link {
                text: text.trim_end_matches(':'),
                href,
            },
            [code] if code.bytes().all(|byte| byte.is_ascii_digit()) => Self::Code(code),
            _ => Self::Lines(lines),
        }
    }
}

pub fn of(lang: Lang, subject: &str, text: &str) -> askama::Result<String> {
    let blocks = Block::all(text);
    let lang = lang.code();
    Html {
        lang,
        subject,
        blocks,
    }
    .render()
}

/// What opens an account when somebody reads it: a code that stands alone, and the address below a line with a colon.
pub fn secrets(text: &str) -> Vec<&str> {
    Block::all(text)
        .into_iter()
        .filter_map(|block| match block {
            Block::Link { href, .. } => Some(href),
            Block::Code(code) => Some(code),
            Block::Lines(_) => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Hei, Kari <b>Nordmann</b> & co.\n\nLag nytt passord:\nhttps://ordna.example.no/passord/abc\n\n\
        042317\n\nHilsen\nStatsforvalteren\n";

    #[test]
    fn m3_the_html_has_the_words_and_the_addresses_of_the_text() {
        let html = of(Lang::Nn, "Passord", TEXT).unwrap();
        assert!(html.contains("<html lang=\"nn\">"));
        assert!(html.contains("<a href=\"https://ordna.example.no/passord/abc\">Lag nytt passord</a>"));
        assert!(html.contains("<strong>042317</strong>"));
        assert!(html.contains("Hilsen<br>Statsforvalteren"));
        assert_eq!(html.matches("http").count(), 1);
    }

    #[test]
    fn s34_what_people_type_is_escaped() {
        let html = of(Lang::Nb, "<script>", TEXT).unwrap();
        assert!(!html.contains("<b>") && !html.contains("<script>"), "{html}");
    }

    #[test]
    fn what_opens_an_account_is_found() {
        assert_eq!(secrets(TEXT), ["https://ordna.example.no/passord/abc", "042317"]);
    }
}
