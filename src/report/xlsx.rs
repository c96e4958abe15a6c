//! Sheets as an Excel workbook, with the same bytes for the same sheets.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, Timelike as _};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, IgnoreError, Workbook, Worksheet, XlsxError,
};

use super::csv::looks_like_formula;
use super::sheet::{Cell, Column, Sheet};

/// What a tab may be called at most.
const LONGEST_NAME: usize = 31;

/// What a cell may hold at most; the program that opens the workbook would call it broken otherwise.
const LONGEST_TEXT: usize = 32_767;

/// In letters. What is wider is wrapped, and what is narrower hides its filter button.
const WIDTHS: (usize, usize) = (9, 60);

/// A workbook of a tab for each sheet. `made_at` is all that its properties tell besides the title: no person.
pub fn workbook(title: &str, sheets: &[Sheet], made_at: NaiveDateTime) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(
        &DocProperties::new()
            .set_title(shortened(title, 255))
            .set_creation_datetime(&excel_time(made_at)?),
    );
    let formats = Formats::new();
    let mut names = Vec::new();
    for sheet in sheets {
        let name = tab_name(&sheet.title, &names);
        write(book.add_worksheet().set_name(&name)?, sheet, &formats)?;
        names.push(name);
    }
    book.save_to_buffer()
}

struct Formats {
    heading: Format,
    text: Format,
    /// A cell that would be a formula as soon as somebody edits it.
    guarded: Format,
    long: Format,
    long_guarded: Format,
    number: Format,
    date: Format,
    time: Format,
}

impl Formats {
    fn new() -> Self {
        let top = Format::new().set_align(FormatAlign::Top);
        let long = top.clone().set_text_wrap();
        Self {
            heading: long.clone().set_bold(),
            guarded: top.clone().set_quote_prefix(),
            long_guarded: long.clone().set_quote_prefix(),
            date: top.clone().set_num_format("yyyy-mm-dd"),
            // Excel knows no time zones, so the cell shows which one it is.
            time: top.clone().set_num_format("yyyy-mm-dd hh:mm:ss\"Z\""),
            number: top.clone(),
            text: top,
            long,
        }
    }

    fn of_text(&self, text: &str) -> &Format {
        let is_long = text.contains('\n') || letters(text) > WIDTHS.1;
        match (is_long, looks_like_formula(text)) {
            (false, false) => &self.text,
            (false, true) => &self.guarded,
            (true, false) => &self.long,
            (true, true) => &self.long_guarded,
        }
    }
}

fn write(tab: &mut Worksheet, sheet: &Sheet, formats: &Formats) -> Result<(), XlsxError> {
    for (at, column) in (0..).zip(&sheet.columns) {
        tab.write_string_with_format(0, at, shortened(&column.title, LONGEST_TEXT), &formats.heading)?;
        tab.set_column_width(at, width(sheet, usize::from(at), column) as f64)?;
    }
    for (line, row) in (1..).zip(&sheet.rows) {
        for (at, cell) in (0..).zip(row) {
            write_cell(tab, line, at, cell, formats)?;
        }
    }
    tab.set_freeze_panes(1, 0)?;
    tab.set_repeat_rows(0, 0)?;
    tab.set_landscape().set_print_fit_to_pages(1, 0);
    let (rows, columns) = (sheet.rows.len() as u32, sheet.columns.len() as u16);
    if rows > 0 && columns > 0 {
        tab.autofilter(0, 0, rows, columns - 1)?;
        // A municipality's number is no number: its leading zero is kept, and no cell complains of that.
        tab.ignore_error_range(1, 0, rows, columns - 1, IgnoreError::NumberStoredAsText)?;
    }
    Ok(())
}

/// By the type of the cell alone: nothing in a text makes it a number, a formula or a link (S41).
fn write_cell(
    tab: &mut Worksheet,
    line: u32,
    at: u16,
    cell: &Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let written = || cell.plain().unwrap_or_default();
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(text) => {
            tab.write_string_with_format(line, at, shortened(text, LONGEST_TEXT), formats.of_text(text))
        }
        Cell::Whole(number) => tab.write_number_with_format(line, at, *number as f64, &formats.number),
        Cell::Tenths(number) => {
            tab.write_number_with_format(line, at, *number as f64 / 10.0, &formats.number)
        }
        Cell::Hundredths(number) => {
            tab.write_number_with_format(line, at, *number as f64 / 100.0, &formats.number)
        }
        Cell::Date(date) => match excel_date(*date) {
            Ok(known) => tab.write_datetime_with_format(line, at, &known, &formats.date),
            Err(_) => tab.write_string_with_format(line, at, written(), &formats.text),
        },
        Cell::Time(time) => match excel_time(*time) {
            Ok(known) => tab.write_datetime_with_format(line, at, &known, &formats.time),
            Err(_) => tab.write_string_with_format(line, at, written(), &formats.text),
        },
    }?;
    Ok(())
}

/// An error before 1900, where Excel has no dates: somebody who forgot a digit is shown what was typed.
fn excel_date(date: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(date.year()).unwrap_or(0);
    ExcelDateTime::from_ymd(year, date.month() as u8, date.day() as u8)
}

fn excel_time(time: NaiveDateTime) -> Result<ExcelDateTime, XlsxError> {
    excel_date(time.date())?.and_hms(time.hour() as u16, time.minute() as u8, f64::from(time.second()))
}

/// As wide as the widest of its cells, within limits.
fn width(sheet: &Sheet, at: usize, column: &Column) -> usize {
    let cells = sheet
        .rows
        .iter()
        .filter_map(|row| row.get(at))
        .map(|cell| match cell {
            Cell::Text(text) => text.lines().map(letters).max().unwrap_or(0),
            Cell::Time(_) => "2026-11-20 12:00:00Z".len(),
            Cell::Date(_) => "2026-11-20".len(),
            Cell::Empty | Cell::Whole(_) | Cell::Tenths(_) | Cell::Hundredths(_) => 0,
        });
    // Bold letters and the filter's button take their place.
    let heading = letters(&column.title) + 4;
    let widest = cells.map(|letters| letters + 2).fold(heading, usize::max);
    widest.clamp(WIDTHS.0, WIDTHS.1)
}

fn letters(text: &str) -> usize {
    text.chars().count()
}

/// Cut where the format ends, with a mark that something is missing; CSV and JSON have it whole.
fn shortened(text: &str, most: usize) -> String {
    if units(text) <= most {
        return text.to_owned();
    }
    let mut left = most - 1;
    let mut short: String = text
        .chars()
        .take_while(|letter| {
            let fits = letter.len_utf16() <= left;
            left = left.saturating_sub(letter.len_utf16());
            fits
        })
        .collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

/// Excel's limits are counted so.
fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// What Excel takes as the name of a tab, unlike those that are `taken`.
fn tab_name(title: &str, taken: &[String]) -> String {
    let legal: String = title
        .chars()
        .map(|letter| match letter {
            '[' | ']' | ':' | '*' | '?' | '/' | '\\' => '-',
            _ if letter.is_control() => ' ',
            _ => letter,
        })
        .collect();
    let legal = legal.trim_matches(|letter: char| letter == '\'' || letter.is_whitespace());
    let legal = if legal.is_empty() { "Ark" } else { legal };
    let is_free = |name: &str| {
        taken
            .iter()
            .all(|other| other.to_lowercase() != name.to_lowercase())
    };
    let mut name = shortened(legal, LONGEST_NAME);
    for number in 2.. {
        if is_free(&name) {
            break;
        }
        let end = format!(" {number}");
        name = shortened(legal, LONGEST_NAME - end.len()) + &end;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_gets_a_name_that_excel_takes() {
        let mut taken = Vec::new();
        for (title, name) in [
            ("Svar", "Svar"),
            ("svar", "svar 2"),
            ("Ja/nei: [alle]?", "Ja-nei- -alle--"),
            (" 'Fosen' ", "Fosen"),
            ("", "Ark"),
            ("\u{7}", "Ark 2"),
            (
                "Interkommunalt samarbeid om legevakt",
                "Interkommunalt samarbeid om le…",
            ),
            (
                "Interkommunalt samarbeid om legekontor",
                "Interkommunalt samarbeid om… 2",
            ),
        ] {
            let given = tab_name(title, &taken);
            assert_eq!(given, name);
            assert!(units(&given) <= LONGEST_NAME);
            taken.push(given);
        }
    }

    #[test]
    fn a_text_is_cut_where_a_cell_ends() {
        let long = "ø".repeat(LONGEST_TEXT + 1);
        let cut = shortened(&long, LONGEST_TEXT);
        assert_eq!((units(&cut), cut.ends_with("ø…")), (LONGEST_TEXT, true));
        assert_eq!(shortened(&long[2..], LONGEST_TEXT), long[2..]);
        assert_eq!(shortened("😀😀😀", 5), "😀😀…");
        assert_eq!(shortened("😀😀😀", 4), "😀…");
    }
}
