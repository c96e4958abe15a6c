//! The numbers of mappings made before the portal.

use super::reason::Reason;
use super::row::{Columns, Row, check_header};
use super::told::{Class, Told};
use super::{ImportError, Sheet, Summary, all_right};
use db::DbConn;
use db::places::history as kept;
use db::places::history::{HistoryCount, HistoryMunicipalityCount};

const HISTORY: Columns = Columns {
    known: &[
        "county",
        "year",
        "dimension",
        "level",
        "code",
        "count",
        "share_percent",
        "source",
        "note",
    ],
    required: &["county", "year", "source"],
};
const HISTORY_BY_MUNICIPALITY: Columns = Columns {
    known: &[
        "county",
        "year",
        "municipality",
        "higher",
        "regional",
        "local",
        "sum",
        "source",
    ],
    required: &["county", "year", "municipality", "source"],
};
const DIMENSIONS: &[&str] = &["level", "sector", "task_field", "legal_form"];
const MOST: i32 = 1_000_000;

/// Two kinds of file, told apart by whether a column names municipalities.
pub fn import(conn: &mut DbConn, sheet: &Sheet) -> Result<Summary, ImportError> {
    if sheet.has("municipality") {
        by_municipality(conn, sheet)
    } else {
        counts(conn, sheet)
    }
}

fn counts(conn: &mut DbConn, sheet: &Sheet) -> Result<Summary, ImportError> {
    let mut problems = check_header(sheet, &HISTORY);
    let known = kept::history_counts(conn)?;
    let (mut new, mut changed): (Vec<HistoryCount>, Vec<(i64, HistoryCount)>) = (Vec::new(), Vec::new());
    let mut summary = Summary::default();
    for row in &sheet.rows {
        let mut row = Row::new(sheet, row, &mut problems);
        let county = row.must("county", 100);
        let year = row.whole("year", 1900, 2200).flatten();
        let source = row.must("source", 300);
        let dimension = row
            .code("dimension", DIMENSIONS, |name| name)
            .flatten()
            .unwrap_or("level");
        let code = match row.text("level", 100).flatten() {
            Some(level) => Some(level),
            None => row.must("code", 300),
        };
        let count = row.whole("count", 0, MOST).flatten();
        let share_percent = row.whole("share_percent", 0, 100).flatten();
        let note = row.text("note", 2000).flatten();
        if year.is_none() && row.is_right() {
            row.wrong(Reason::Missing("year"));
        }
        if count.is_none() && share_percent.is_none() && row.is_right() {
            row.wrong(Reason::Missing("count"));
        }
        let (Some(county), Some(year), Some(source), Some(code)) = (county, year, source, code) else {
            continue;
        };
        let read = HistoryCount {
            county,
            year,
            dimension: dimension.to_owned(),
            code,
            count,
            share_percent,
            source,
            note,
        };
        let same = |other: &HistoryCount| {
            (
                &other.county,
                other.year,
                &other.dimension,
                &other.code,
                &other.source,
            ) == (&read.county, read.year, &read.dimension, &read.code, &read.source)
        };
        if new.iter().any(same) {
            row.wrong(Reason::Repeated(format!(
                "{} {} {}",
                read.county, read.year, read.code
            )));
        }
        let what = format!("{} {}, {}", read.county, read.year, read.code);
        let told = |class| Told::new(row.line(), what, class);
        match known.iter().find(|(_, other)| same(other)) {
            None => {
                summary.rows.push(told(Class::New));
                new.push(read);
            }
            Some((_, other)) if *other == read => {
                summary.rows.push(told(Class::Unchanged));
                summary.unchanged += 1;
            }
            Some((id, _)) => {
                summary.rows.push(told(Class::Changed));
                changed.push((*id, read));
            }
        }
    }
    all_right(problems)?;
    (summary.new, summary.changed) = (new.len(), changed.len());
    kept::insert_history_counts(conn, &new)?;
    for (id, count) in &changed {
        kept::update_history_count(conn, *id, count)?;
    }
    Ok(summary)
}

fn by_municipality(conn: &mut DbConn, sheet: &Sheet) -> Result<Summary, ImportError> {
    let mut problems = check_header(sheet, &HISTORY_BY_MUNICIPALITY);
    let known = kept::history_municipality_counts(conn)?;
    let (mut new, mut changed): (
        Vec<HistoryMunicipalityCount>,
        Vec<(i64, HistoryMunicipalityCount)>,
    ) = (Vec::new(), Vec::new());
    let mut summary = Summary::default();
    for row in &sheet.rows {
        let mut row = Row::new(sheet, row, &mut problems);
        let county = row.must("county", 100);
        let year = row.whole("year", 1900, 2200).flatten();
        let municipality = row.must("municipality", 300);
        let source = row.must("source", 300);
        let mut count = |column| row.whole(column, 0, MOST).flatten();
        let (higher, regional, local, sum) =
            (count("higher"), count("regional"), count("local"), count("sum"));
        if year.is_none() && row.is_right() {
            row.wrong(Reason::Missing("year"));
        }
        // A published sum stands as it was published, also where its parts do not add up.
        let (Some(county), Some(year), Some(municipality), Some(source)) =
            (county, year, municipality, source)
        else {
            continue;
        };
        let read = HistoryMunicipalityCount {
            county,
            year,
            municipality,
            higher,
            regional,
            local,
            sum,
            source,
        };
        let same = |other: &HistoryMunicipalityCount| {
            (&other.county, other.year, &other.municipality) == (&read.county, read.year, &read.municipality)
        };
        if new.iter().any(same) {
            row.wrong(Reason::Repeated(read.municipality.clone()));
        }
        let what = format!("{}, {} {}", read.municipality, read.county, read.year);
        let told = |class| Told::new(row.line(), what, class);
        match known.iter().find(|(_, other)| same(other)) {
            None => {
                summary.rows.push(told(Class::New));
                new.push(read);
            }
            Some((_, other)) if *other == read => {
                summary.rows.push(told(Class::Unchanged));
                summary.unchanged += 1;
            }
            Some((id, _)) => {
                summary.rows.push(told(Class::Changed));
                changed.push((*id, read));
            }
        }
    }
    all_right(problems)?;
    (summary.new, summary.changed) = (new.len(), changed.len());
    kept::insert_history_municipality_counts(conn, &new)?;
    for (id, count) in &changed {
        kept::update_history_municipality_count(conn, *id, count)?;
    }
    Ok(summary)
}
