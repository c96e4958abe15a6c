//! A sheet: columns, and rows of typed cells, that every format writes as what they are.

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use super::csv::{Csv, Dialect};
pub use analysis::{Cell, Column};

#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The name in files, the same in both written forms.
    pub key: &'static str,
    /// The name that a person sees on the tab.
    pub title: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// Without rows; `columns` are pairs of key and title.
    pub fn new<T: Into<String>>(
        key: &'static str,
        title: impl Into<String>,
        columns: impl IntoIterator<Item = (&'static str, T)>,
    ) -> Self {
        Self {
            key,
            title: title.into(),
            columns: columns
                .into_iter()
                .map(|(key, title)| Column::new(key, title))
                .collect(),
            rows: Vec::new(),
        }
    }

    /// A cell for each column, in their order: `sheet.push([number.into(), name.into(), year.into()])`.
    pub fn push(&mut self, row: impl IntoIterator<Item = Cell>) {
        let row: Vec<Cell> = row.into_iter().collect();
        debug_assert_eq!(row.len(), self.columns.len(), "a row of {}", self.key);
        self.rows.push(row);
    }

    /// As CSV, under the columns' keys.
    pub fn csv(&self, dialect: Dialect) -> String {
        let mut csv = Csv::new(dialect, self.columns.iter().map(|column| column.key));
        for row in &self.rows {
            csv.row(row);
        }
        csv.finish()
    }
}

/// Several sheets as JSON: an object with a list for each, and in it an object for each row, keys in column order.
pub fn json(sheets: &[Sheet]) -> serde_json::Result<Vec<u8>> {
    let mut json = serde_json::to_vec_pretty(&Book(sheets))?;
    json.push(b'\n');
    Ok(json)
}

/// A table of the report, as any other sheet.
impl From<&analysis::Table> for Sheet {
    fn from(table: &analysis::Table) -> Self {
        Self {
            key: table.key,
            title: table.title.to_owned(),
            columns: table.columns.clone(),
            rows: table.rows.clone(),
        }
    }
}

struct Book<'a>(&'a [Sheet]);

impl Serialize for Book<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut book = serializer.serialize_map(Some(self.0.len()))?;
        for sheet in self.0 {
            let rows: Vec<Row> = sheet.rows.iter().map(|row| Row(&sheet.columns, row)).collect();
            book.serialize_entry(sheet.key, &rows)?;
        }
        book.end()
    }
}

/// Written by hand, because a JSON value of serde would sort its keys.
struct Row<'a>(&'a [Column], &'a [Cell]);

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let pairs = self.0.iter().zip(self.1);
        serializer.collect_map(pairs.map(|(column, cell)| (column.key, Value(cell))))
    }
}

struct Value<'a>(&'a Cell);

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Cell::Empty => serializer.serialize_none(),
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Whole(number) => serializer.serialize_i64(*number),
            Cell::Tenths(number) => serializer.serialize_f64(*number as f64 / 10.0),
            Cell::Hundredths(number) => serializer.serialize_f64(*number as f64 / 100.0),
            Cell::Date(_) | Cell::Time(_) => self.0.plain().serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn sheet() -> Sheet {
        let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let columns = [
            ("name", "Navn"),
            ("fte", "Årsverk"),
            ("at", "Når"),
            ("id", "Nummer"),
        ];
        let mut sheet = Sheet::new("arrangements", "Ordninger", columns);
        let noon = day.and_hms_opt(12, 0, 9).unwrap();
        sheet.push([
            "=1+1".into(),
            Cell::Tenths(125),
            noon.into(),
            Cell::Hundredths(-5),
        ]);
        sheet.push([
            Cell::from(None::<&str>),
            Cell::Tenths(120),
            day.into(),
            7_i32.into(),
        ]);
        sheet
    }

    #[test]
    fn s41_a_sheet_becomes_csv_with_its_texts_guarded() {
        assert_eq!(
            sheet().csv(Dialect::Plain),
            "name,fte,at,id\n'=1+1,12.5,2026-11-20T12:00:09Z,-0.05\n,12,2026-11-20,7\n"
        );
        assert!(
            sheet()
                .csv(Dialect::Excel)
                .starts_with("\u{feff}name;fte;at;id\n'=1+1;12,5;")
        );
    }

    #[test]
    fn json_keeps_the_columns_order_and_the_texts_as_they_were_written() {
        let json = String::from_utf8(json(&[sheet()]).unwrap()).unwrap();
        let flat: String = json.split_whitespace().collect();
        assert_eq!(
            flat,
            "{\"arrangements\":[{\"name\":\"=1+1\",\"fte\":12.5,\"at\":\"2026-11-20T12:00:09Z\",\"id\":-0.05},\
             {\"name\":null,\"fte\":12.0,\"at\":\"2026-11-20\",\"id\":7}]}"
        );
    }
}
