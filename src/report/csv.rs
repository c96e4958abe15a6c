//! CSV as CONTRACT.md has it: comma, LF and decimal point for machines; for people at a spreadsheet, the Excel dialect.

use analysis::Cell;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    #[default]
    Plain,
    /// What Excel opens by a double click in Norway: BOM, semicolon, decimal comma.
    Excel,
}

impl Dialect {
    /// From the `dialekt` of an address.
    pub fn from_name(name: &str) -> Self {
        if name == "excel" { Self::Excel } else { Self::Plain }
    }

    const fn separator(self) -> char {
        match self {
            Self::Plain => ',',
            Self::Excel => ';',
        }
    }
}

/// A file that grows row by row.
#[derive(Debug)]
pub struct Csv {
    out: String,
    dialect: Dialect,
    row_is_empty: bool,
}

impl Csv {
    pub fn new<'a>(dialect: Dialect, header: impl IntoIterator<Item = &'a str>) -> Self {
        let mut csv = Self {
            out: String::new(),
            dialect,
            row_is_empty: true,
        };
        if dialect == Dialect::Excel {
            csv.out.push('\u{feff}');
        }
        for title in header {
            csv.text(title);
        }
        csv.end_row();
        csv
    }

    pub fn row(&mut self, cells: &[Cell]) {
        for cell in cells {
            self.cell(cell);
        }
        self.end_row();
    }

    /// Our own numbers may be negative without being formulas.
    fn cell(&mut self, cell: &Cell) {
        match cell {
            Cell::Text(text) => self.text(text),
            Cell::Tenths(_) | Cell::Hundredths(_) if self.dialect == Dialect::Excel => {
                self.raw(&cell.plain().unwrap_or_default().replace('.', ","));
            }
            cell => self.raw(&cell.plain().unwrap_or_default()),
        }
    }

    /// What somebody wrote: guarded, so that no spreadsheet takes it for a formula.
    fn text(&mut self, text: &str) {
        if looks_like_formula(text) {
            self.raw(&format!("'{text}"));
        } else {
            self.raw(text);
        }
    }

    fn end_row(&mut self) {
        self.out.push('\n');
        self.row_is_empty = true;
    }

    pub fn finish(self) -> String {
        self.out
    }

    fn raw(&mut self, text: &str) {
        if !self.row_is_empty {
            self.out.push(self.dialect.separator());
        }
        self.row_is_empty = false;
        if text.contains([self.dialect.separator(), '"', '\n', '\r']) {
            self.out.push('"');
            self.out.push_str(&text.replace('"', "\"\""));
            self.out.push('"');
        } else {
            self.out.push_str(text);
        }
    }
}

/// A spreadsheet runs a cell that begins so. Quotes before it count too: taking one away again must give what was
/// there, and without this «'=1» and «=1» would come back alike.
pub(super) fn looks_like_formula(text: &str) -> bool {
    text.trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\0'])
}

/// Takes away the quote that `Csv` put there, and no other.
pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if looks_like_formula(rest) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> String {
        let mut csv = Csv::new(Dialect::Plain, ["a"]);
        csv.row(&[text.into()]);
        csv.finish()
    }

    #[test]
    fn s41_no_text_is_taken_for_a_formula() {
        for payload in [
            "=1+1",
            "+47 12 34 56 78",
            "-2",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\0=1",
            "=HYPERLINK(\"http://x\",\"y\")",
        ] {
            let written = line(payload);
            assert!(
                written.starts_with("a\n'") || written.starts_with("a\n\"'"),
                "{written:?}"
            );
        }
        assert_eq!(line("1-2"), "a\n1-2\n");
        assert_eq!(line("'s-Hertogenbosch"), "a\n's-Hertogenbosch\n");
    }

    #[test]
    fn s41_the_guard_is_taken_away_exactly() {
        for text in ["=1", "'=1", "''=1", "'s", "'", "", "-5", "Namdal IKPR", "'\t"] {
            let guarded = if looks_like_formula(text) {
                format!("'{text}")
            } else {
                text.to_owned()
            };
            assert_eq!(unguarded(&guarded), text);
        }
    }

    #[test]
    fn cells_are_quoted_only_where_they_must_be() {
        assert_eq!(line("a, \"b\"\nc"), "a\n\"a, \"\"b\"\"\nc\"\n");
        assert_eq!(line("a;b"), "a\na;b\n");
    }

    #[test]
    fn our_own_numbers_stay_numbers() {
        let mut csv = Csv::new(Dialect::Plain, ["a", "b", "c", "d"]);
        csv.row(&[
            (-5).into(),
            Cell::Tenths(125),
            Cell::Hundredths(-5),
            Cell::Tenths(120),
        ]);
        assert_eq!(csv.finish(), "a,b,c,d\n-5,12.5,-0.05,12\n");
    }

    #[test]
    fn excel_gets_a_bom_semicolons_and_decimal_commas() {
        let mut csv = Csv::new(Dialect::Excel, ["a", "b"]);
        csv.row(&["x;y".into(), Cell::Tenths(125)]);
        assert_eq!(csv.finish(), "\u{feff}a;b\n\"x;y\";12,5\n");
    }
}
