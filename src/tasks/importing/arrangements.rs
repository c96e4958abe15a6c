//! `arrangements.csv` into a mapping: new ones are made, known ones (by id) are changed where the file says otherwise.

use std::collections::HashMap;

use super::arrangement_row::{Known, Lists, facts};
use super::places::Places;
use super::reason::Reason;
use super::row::{Columns, Row, check_header};
use super::told::{Class, Differs, Doubt, Note, Told, is_nearly, name_key};
use super::{Context, ImportError, Sheet, Summary, all_right};
use base::clock;
use db::DbConn;
use db::mapping;
use db::mapping::write::Named;
use db::register;
use db::register::write::{Change, Entry, Source};
use domain::places::mapping::Mapping;
use domain::register::whole::{Arrangement, Facts, Register};
use report::register_csv::{self, ARRANGEMENTS};

pub fn import(
    conn: &mut DbConn,
    context: &Context,
    mapping: &Mapping,
    sheet: &Sheet,
) -> Result<Summary, ImportError> {
    let columns = Columns {
        known: &ARRANGEMENTS,
        required: &["id"],
    };
    let mut problems = check_header(sheet, &columns);
    let places = Places::of(conn, mapping, clock::today(context.now))?;
    let register = register::load::load(conn, mapping)?;
    let mut summary = Summary::default();
    if register.arrangements.is_empty() {
        make_lists(conn, &register, sheet, &mut summary)?;
    }
    let lists = Lists::new(
        register::load::sectors(conn, mapping.id)?,
        register::load::task_fields(conn, mapping.id)?,
    );
    let merged = register::load::merged_numbers(conn, mapping.id)?;
    let known: HashMap<i32, &Arrangement> = register
        .arrangements
        .iter()
        .map(|arrangement| (arrangement.number, arrangement))
        .collect();
    let mut lineages: HashMap<String, i32> = register
        .arrangements
        .iter()
        .map(|arrangement| (arrangement.facts.lineage.clone(), arrangement.number))
        .collect();
    let mut lines: HashMap<i32, u64> = HashMap::new();
    let mut new: Vec<Entry> = Vec::new();
    let mut changed: Vec<(&Arrangement, Facts, Vec<Change>)> = Vec::new();
    for row in &sheet.rows {
        let mut row = Row::new(sheet, row, &mut problems);
        let Some(number) = row.whole("id", 1, i32::MAX).flatten() else {
            if row.is_right() {
                row.wrong(Reason::Missing("id"));
            }
            continue;
        };
        if let Some(line) = lines.insert(number, row.line()) {
            let what = format!("arrangement {number}");
            row.wrong(Reason::Twice { what, line });
        }
        if merged.contains(&number) {
            row.wrong(Reason::MergedAway(number));
        }
        let before = known.get(&number).copied();
        let known = Known {
            mapping,
            number,
            before,
            places: &places,
            lists: &lists,
        };
        let Some(facts) = facts(&mut row, &known) else {
            continue;
        };
        match lineages.insert(facts.lineage.clone(), number) {
            Some(other) if other != number => row.wrong(Reason::TakenLineage {
                lineage: facts.lineage.clone(),
                number: other,
            }),
            _ => {}
        }
        let what = format!("{number} {}", facts.name);
        let told = |class| Told::new(row.line(), what, class);
        match before {
            None => {
                summary.rows.push(told(Class::New));
                new.push(Entry {
                    number,
                    facts,
                    participants: Vec::new(),
                });
            }
            Some(before) if before.facts == facts => {
                summary.rows.push(told(Class::Unchanged));
                summary.unchanged += 1;
            }
            Some(before) => {
                let fields = differing(&register, before, &facts);
                summary.rows.push(told(Class::Changed).with(differs(&fields)));
                changed.push((before, facts, fields));
            }
        }
    }
    all_right(problems)?;
    doubt_names(&register, &new, &mut summary.rows);
    summary.new = new.len();
    summary.changed = changed.len();
    register::write::insert(conn, mapping.id, &new, context.now)?;
    let source = Source {
        code: "import",
        by: context.actor.as_ref().map(|actor| actor.user),
        at: context.now,
    };
    for (before, facts, fields) in changed {
        register::write::update_facts(conn, mapping.id, before, &facts, &fields, source)?;
    }
    Ok(summary)
}

fn differs(changes: &[Change]) -> Vec<Differs> {
    let one = |change: &Change| Differs {
        field: change.field,
        from: change.from.clone(),
        to: change.to.clone(),
    };
    changes.iter().map(one).collect()
}

/// A new arrangement whose name is nearly that of another one, known or of the same file.
fn doubt_names(register: &Register, new: &[Entry], rows: &mut [Told]) {
    let known = register
        .arrangements
        .iter()
        .map(|arrangement| (arrangement.number, &arrangement.facts.name));
    let all: Vec<(i32, &String, Vec<char>)> = known
        .chain(new.iter().map(|entry| (entry.number, &entry.facts.name)))
        .map(|(number, name)| (number, name, name_key(name)))
        .collect();
    for entry in new {
        let key = name_key(&entry.facts.name);
        let like = all
            .iter()
            .find(|(number, _, other)| *number != entry.number && is_nearly(&key, other));
        let Some((number, name, _)) = like else { continue };
        let what = format!("{} {}", entry.number, entry.facts.name);
        if let Some(row) = rows.iter_mut().find(|row| row.what == what) {
            row.doubts.push(Doubt::NameLike {
                name: (*name).clone(),
                number: *number,
            });
        }
    }
}

/// An older mapping may have had other sectors and tasks. Into an empty one they come with the file: its sectors
/// instead of the usual ones, since each arrangement has one, and its task fields beside the usual ones.
fn make_lists(
    conn: &mut DbConn,
    register: &Register,
    sheet: &Sheet,
    summary: &mut Summary,
) -> Result<(), ImportError> {
    let mapping = register.mapping.id;
    let names = |column: &str| {
        let mut found: Vec<String> = Vec::new();
        let at = sheet.columns.iter().position(|known| known == column);
        let cells = sheet.rows.iter().filter_map(|row| row.cells.get(at?));
        for name in cells.flat_map(|cell| cell.split(';')).map(str::trim) {
            if !name.is_empty() && !found.iter().any(|known| known == name) {
                found.push(name.to_owned());
            }
        }
        found
    };
    let entry = |nr: i32, name: &str| Named {
        nr,
        name_nb: name.to_owned(),
        name_nn: name.to_owned(),
    };
    let sectors = names("sector");
    let is_usual = |name: &String| register.sectors.iter().any(|sector| sector.name_nb == *name);
    if !sectors.iter().all(is_usual) {
        let sectors: Vec<Named> = (1..)
            .zip(&sectors)
            .map(|(nr, name)| {
                let usual = register.sectors.iter().find(|sector| sector.name_nb == *name);
                let name_nn = usual.map_or(name, |sector| &sector.name_nn).clone();
                Named {
                    name_nn,
                    ..entry(nr, name)
                }
            })
            .collect();
        summary.notes.push(Note::Sectors(sectors.len()));
        mapping::write::delete_sectors(conn, mapping)?;
        mapping::write::insert_sectors(conn, mapping, &sectors)?;
    }
    let highest = register
        .task_fields
        .iter()
        .map(|field| field.nr)
        .max()
        .unwrap_or_default();
    let fields: Vec<Named> = names("task_fields")
        .iter()
        .filter(|name| !register.task_fields.iter().any(|field| field.name_nb == **name))
        .zip(highest + 1..)
        .map(|(name, nr)| entry(nr, name))
        .collect();
    if !fields.is_empty() {
        let made = fields.iter().map(|field| field.name_nb.clone()).collect();
        summary.notes.push(Note::TaskFields(made));
        mapping::write::insert_task_fields(conn, mapping, &fields)?;
    }
    Ok(())
}

/// What changed, told in the words of the export: the columns that differ.
fn differing(register: &Register, before: &Arrangement, facts: &Facts) -> Vec<Change> {
    let after = Arrangement {
        facts: facts.clone(),
        ..before.clone()
    };
    let before = register_csv::cells(register, before);
    let after = register_csv::cells(register, &after);
    ARRANGEMENTS
        .iter()
        .zip(before.iter().zip(&after))
        .filter(|(_, (from, to))| from != to)
        .map(|(field, (from, to))| Change {
            field,
            from: from.plain(),
            to: to.plain(),
        })
        .collect()
}
