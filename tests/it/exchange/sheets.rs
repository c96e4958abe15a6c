//! Sheets as workbooks, read back by another program's reader.

use std::io::Cursor;
use std::io::Read as _;

use calamine::{Data, Range, Reader as _, Xlsx};
use chrono::{NaiveDate, NaiveDateTime};
use ordna::report::sheet::{Cell, Sheet};
use ordna::report::xlsx;

use super::noon;

/// What a spreadsheet might run, follow, or take for a number.
const PAYLOADS: &[&str] = &[
    "=1+1",
    "=HYPERLINK(\"http://example.no\",\"her\")",
    "=cmd|' /C calc'!A0",
    "+47 123",
    "+1",
    "-2",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\0=1+1",
    " =1+1",
    "'=1+1",
    "\"=1+1",
    "{=1+1}",
    "http://example.no",
    "mailto:a@example.no",
    "file:///etc/passwd",
    "internal:Ark1!A1",
    "\\\\example\\share",
    "0301",
    "1e9",
    "TRUE",
    "2026-11-20",
    "#REF!",
    "_x0041_",
    "<b>fet</b> & \"så\"",
    "\u{1b}[31m\u{7}",
    "Snåase – Snåsa 😀",
];

fn payloads() -> Sheet {
    let mut sheet = Sheet::new(
        "answers",
        "Svar",
        [("nr", "Nummer"), ("text", "Tekst"), ("long", "Lang")],
    );
    for (nr, text) in PAYLOADS.iter().enumerate() {
        sheet.push([
            nr.into(),
            (*text).into(),
            format!("{text}{}", "x".repeat(70)).into(),
        ]);
    }
    sheet
}

fn values() -> Sheet {
    let columns = [
        ("whole", "Tall"),
        ("fte", "Årsverk"),
        ("share", "Andel"),
        ("day", "Dag"),
        ("at", "Tidspunkt"),
        ("none", ""),
    ];
    let mut sheet = Sheet::new("values", "Svar", columns);
    let old = NaiveDate::from_ymd_opt(202, 1, 1).unwrap();
    sheet.push([
        Cell::Whole(-5),
        Cell::Tenths(125),
        Cell::Hundredths(3333),
        noon().date().into(),
        noon().into(),
        Cell::Empty,
    ]);
    sheet.push([
        0_i64.into(),
        Cell::Tenths(-1),
        Cell::Empty,
        old.into(),
        old.and_hms_opt(1, 2, 3).into(),
        "".into(),
    ]);
    sheet
}

fn book(sheets: &[Sheet]) -> Vec<u8> {
    xlsx::workbook("Mine data", sheets, noon()).unwrap()
}

fn open(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap()
}

/// A file from within the workbook.
fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut file = archive.by_name(name).unwrap();
    file.read_to_string(&mut text).unwrap();
    text
}

#[test]
fn s41_every_text_in_a_workbook_is_a_text_and_comes_back_as_it_was() {
    let bytes = book(&[payloads()]);
    let mut book = open(&bytes);
    let cells: Range<Data> = book.worksheet_range("Svar").unwrap();
    for (nr, text) in PAYLOADS.iter().enumerate() {
        let row = nr as u32 + 1;
        assert_eq!(cells.get_value((row, 0)), Some(&Data::Float(nr as f64)));
        assert_eq!(
            cells.get_value((row, 1)),
            Some(&Data::String((*text).to_owned())),
            "{text:?}"
        );
        let long = format!("{text}{}", "x".repeat(70));
        assert_eq!(cells.get_value((row, 2)), Some(&Data::String(long)), "{text:?}");
    }
    let formulas = book.worksheet_formula("Svar").unwrap();
    assert_eq!(formulas.used_cells().count(), 0);
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>") && !sheet.contains("hyperlink"), "{sheet}");
    // Whoever edits such a cell does not make a formula of it either.
    assert!(part(&bytes, "xl/styles.xml").contains("quotePrefix=\"1\""));
}

#[test]
fn numbers_dates_and_times_of_a_workbook_are_what_they_are() {
    let bytes = book(&[payloads(), values()]);
    let mut book = open(&bytes);
    assert_eq!(book.sheet_names(), ["Svar", "Svar 2"]);
    let cells = book.worksheet_range("Svar 2").unwrap();
    let at = |row: u32, column: u32| cells.get_value((row, column)).cloned().unwrap_or_default();
    let when = |data: Data| -> Option<NaiveDateTime> {
        let Data::DateTime(time) = data else { return None };
        let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
        NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())?.and_hms_opt(
            hour.into(),
            minute.into(),
            second.into(),
        )
    };
    assert_eq!(at(0, 1), Data::String("Årsverk".into()));
    assert_eq!(
        [at(1, 0), at(1, 1), at(1, 2)],
        [-5.0, 12.5, 33.33].map(Data::Float)
    );
    assert_eq!(when(at(1, 3)), noon().date().and_hms_opt(0, 0, 0));
    assert_eq!(when(at(1, 4)), Some(noon()));
    assert_eq!([at(1, 5), at(2, 2), at(2, 5)], [const { Data::Empty }; 3]);
    assert_eq!([at(2, 0), at(2, 1)], [0.0, -0.1].map(Data::Float));
    // Excel has no such days.
    assert_eq!(at(2, 3), Data::String("0202-01-01".into()));
    assert_eq!(at(2, 4), Data::String("0202-01-01T01:02:03Z".into()));
}

#[test]
fn a_workbook_names_nobody_and_is_the_same_each_time() {
    let bytes = book(&[payloads(), values()]);
    assert!(bytes == book(&[payloads(), values()]), "the bytes differ");
    let core = part(&bytes, "docProps/core.xml");
    assert!(core.contains("<dc:title>Mine data</dc:title>"), "{core}");
    assert!(
        core.contains("<dc:creator></dc:creator>")
            && core.contains("<cp:lastModifiedBy></cp:lastModifiedBy>")
    );
    assert_eq!(core.matches("2026-11-20T12:00:00Z").count(), 2, "{core}");
}

#[test]
fn a_tab_is_easy_to_read_and_an_empty_one_opens_too() {
    let empty = Sheet::new("empty", "Tomt", [("a", "A")]);
    let bytes = book(&[payloads(), empty, Sheet::new("none", "", [("", ""); 0])]);
    assert_eq!(open(&bytes).sheet_names(), ["Svar", "Tomt", "Ark"]);
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("state=\"frozen\"") && sheet.contains("<autoFilter ref=\"A1:C31\"/>"));
    assert!(!part(&bytes, "xl/worksheets/sheet2.xml").contains("autoFilter"));
    let style = part(&bytes, "xl/styles.xml");
    assert!(style.contains("<b/>") && style.contains("wrapText=\"1\""));
    // A book of no sheets is none that a program opens, so it gets an empty tab.
    assert_eq!(open(&book(&[])).sheet_names().len(), 1);
}
