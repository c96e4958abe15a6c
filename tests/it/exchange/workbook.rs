//! Workbooks: the same rows as in CSV, and none of what a workbook can carry beside them (S43).

use std::io::{Cursor, Write as _};

use ordna::tasks::importing::{Extra, Reason, Sheet};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// A workbook of one sheet, with parts that do not belong in it.
pub fn workbook(rows: &str, more: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let types = format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" \
         ContentType=\"application/xml\"/></Types>"
    );
    let relations = format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" \
         Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let book = format!(
        "{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets><sheet name=\"Ark1\" sheetId=\"1\" \
         r:id=\"rId1\"/></sheets></workbook>"
    );
    let book_relations = format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" \
         Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
    );
    let sheet = format!("{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let own = [
        ("[Content_Types].xml", types.into_bytes()),
        ("_rels/.rels", relations.into_bytes()),
        ("xl/workbook.xml", book.into_bytes()),
        ("xl/_rels/workbook.xml.rels", book_relations.into_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.into_bytes()),
    ];
    for (name, content) in own.iter().chain(more) {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub fn text(cell: &str, text: &str) -> String {
    format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

fn number(cell: &str, number: &str) -> String {
    format!("<c r=\"{cell}\"><v>{number}</v></c>")
}

#[test]
fn a_workbook_is_read_as_its_rows() {
    let header = [
        text("A1", "id"),
        text("B1", "name"),
        text("C1", "fte"),
        text("D1", "note"),
    ]
    .concat();
    let first = [number("A2", "1"), text("B2", "=1+1"), number("C2", "12.3")].concat();
    let second = [number("A4", "2"), text("B4", "'=Legevakt"), text("D4", " natt ")].concat();
    let rows = format!("<row r=\"1\">{header}</row><row r=\"2\">{first}</row><row r=\"4\">{second}</row>");
    let sheet = Sheet::read(&workbook(&rows, &[])).unwrap();
    assert_eq!(sheet.columns, ["id", "name", "fte", "note"]);
    assert_eq!(sheet.rows[0].cells, ["1", "=1+1", "12.3", ""]);
    // Cells of a workbook are typed, so no quote is needed, and none is taken away.
    assert_eq!(sheet.rows[1].cells, ["2", "'=Legevakt", "", "natt"]);
    assert_eq!(sheet.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 4]);
}

#[test]
fn s43_a_cell_in_the_last_corner_takes_no_memory() {
    let rows = format!(
        "<row r=\"1\">{}</row><row r=\"1048576\">{}</row>",
        text("A1", "id"),
        text("XFD1048576", "x")
    );
    assert_eq!(
        Sheet::read(&workbook(&rows, &[])).unwrap_err(),
        Reason::TooManyColumns
    );
}

#[test]
fn s43_what_a_table_has_no_use_for_is_refused() {
    let rows = format!("<row r=\"1\">{}</row>", text("A1", "id"));
    let refused = |more: &[(&str, Vec<u8>)]| Sheet::read(&workbook(&rows, more)).unwrap_err();
    assert!(matches!(
        refused(&[("xl/vbaProject.bin", vec![0])]),
        Reason::Unwanted(Extra::Macros)
    ));
    assert!(matches!(
        refused(&[("xl/externalLinks/externalLink1.xml", vec![])]),
        Reason::Unwanted(_)
    ));
    assert!(matches!(
        refused(&[("../escape.xml", vec![])]),
        Reason::Unwanted(_)
    ));
    let entity = b"<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>".to_vec();
    assert!(matches!(
        refused(&[("xl/sharedStrings.xml", entity)]),
        Reason::Unwanted(_)
    ));
    let bomb = vec![b' '; 51 * 1024 * 1024];
    assert_eq!(refused(&[("xl/media/bomb.bin", bomb)]), Reason::TooLargeUnpacked);
    assert_eq!(
        Sheet::read(b"PK\x03\x04 and then nothing").unwrap_err(),
        Reason::NotXlsx
    );
}
