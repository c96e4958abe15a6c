//! `municipalities.csv` into a mapping: which municipalities are its area, their regions and population.

use std::collections::{HashMap, HashSet};

use super::places::Places;
use super::reason::Reason;
use super::row::{Columns, Row, check_header};
use super::told::{Class, Doubt, Note, Told, differing};
use super::{Context, ImportError, Sheet, Summary, all_right};
use base::clock;
use db::{DbConn, mapping, places, register};
use domain::places::mapping::Mapping;
use domain::places::municipality::{Municipality, MunicipalityId};
use domain::register::whole::Register;

const COLUMNS: Columns = Columns {
    known: &[
        "kommunenummer",
        "name",
        "county_number",
        "county",
        "population",
        "regions",
        "in_area",
    ],
    required: &["kommunenummer"],
};
const MOST_INHABITANTS: i32 = 100_000_000;

/// One row as the file has it.
struct Read {
    line: u64,
    municipality: Municipality,
    population: Option<i32>,
    regions: Option<Vec<String>>,
    in_area: Option<bool>,
}

pub fn import(
    conn: &mut DbConn,
    context: &Context,
    mapping: &Mapping,
    sheet: &Sheet,
) -> Result<Summary, ImportError> {
    let mut problems = check_header(sheet, &COLUMNS);
    let places = Places::of(conn, mapping, clock::today(context.now))?;
    let register = register::load::load(conn, mapping)?;
    let mut lines: HashMap<MunicipalityId, u64> = HashMap::new();
    let mut read = Vec::new();
    for row in &sheet.rows {
        let mut row = Row::new(sheet, row, &mut problems);
        let number = row.must("kommunenummer", 10);
        let name = row.text("name", 300).flatten();
        let county = row.text("county_number", 10).flatten();
        let population = row.whole("population", 0, MOST_INHABITANTS).flatten();
        let regions = row
            .names("regions")
            .map(|names| names.into_iter().map(str::to_owned).collect());
        let in_area = row.yes_no("in_area").flatten();
        let Some(number) = number else { continue };
        match places.find(&number, name.as_deref(), county.as_deref()) {
            Err(reason) => row.wrong(reason),
            Ok(municipality) => {
                if let Some(line) = lines.insert(municipality.id, row.line()) {
                    row.wrong(Reason::Twice { what: number, line });
                }
                read.push(Read {
                    line: row.line(),
                    municipality: municipality.clone(),
                    population,
                    regions,
                    in_area,
                });
            }
        }
    }
    all_right(problems)?;
    let mut summary = Summary::default();
    let mut changed: HashSet<MunicipalityId> = HashSet::new();
    save_area(conn, &register, &read, &mut changed, &mut summary)?;
    for row in &read {
        let known = row.municipality.population;
        if let Some(population) = row.population.filter(|new| known != Some(*new)) {
            places::write::set_population(conn, row.municipality.id, mapping.year, population)?;
            changed.insert(row.municipality.id);
        }
    }
    save_regions(conn, &register, &read, &mut changed, &mut summary)?;
    let new = |id: &MunicipalityId| register.place(*id).is_none();
    for row in &read {
        let id = &row.municipality.id;
        let class = match (changed.contains(id), new(id)) {
            (true, true) => Class::New,
            (true, false) => Class::Changed,
            (false, _) => Class::Unchanged,
        };
        match class {
            Class::New => summary.new += 1,
            Class::Changed => summary.changed += 1,
            Class::Unchanged => summary.unchanged += 1,
        }
        summary.rows.push(told(&register, row, class));
    }
    Ok(summary)
}

fn told(register: &Register, row: &Read, class: Class) -> Told {
    let id = row.municipality.id;
    let what = format!("{} {}", row.municipality.number, row.municipality.name);
    let (was, is) = (row.municipality.population, row.population);
    let number = |population: Option<i32>| population.map(|population| population.to_string());
    let regions: Vec<&str> = register
        .regions_of(id)
        .map(|region| region.name.as_str())
        .collect();
    let yes_no = |yes: bool| Some(if yes { "yes" } else { "no" }.to_owned());
    let in_area = register.place(id).is_some_and(|place| place.in_area);
    let differs = differing([
        ("population", number(was), number(is.or(was))),
        (
            "regions",
            Some(regions.join(", ")),
            Some(
                row.regions
                    .as_ref()
                    .map_or_else(|| regions.join(", "), |new| new.join(", ")),
            ),
        ),
        ("in_area", yes_no(in_area), yes_no(row.in_area.unwrap_or(in_area))),
    ]);
    let jump = was
        .zip(is)
        .filter(|(from, to)| {
            i64::from(*to) * 2 > i64::from(*from) * 3 || i64::from(*to) * 2 < i64::from(*from)
        })
        .map(|(from, to)| Doubt::PopulationJump { from, to });
    Told::new(row.line, what, class)
        .with(if class == Class::Changed {
            differs
        } else {
            Vec::new()
        })
        .doubted(jump.into_iter().collect())
}

/// In a mapping without arrangements the file is the area; later it speaks only of those that it names.
fn save_area(
    conn: &mut DbConn,
    register: &Register,
    read: &[Read],
    changed: &mut HashSet<MunicipalityId>,
    summary: &mut Summary,
) -> Result<(), ImportError> {
    let before: HashSet<MunicipalityId> = register.area().map(|municipality| municipality.id).collect();
    let names_some = read.iter().any(|row| row.in_area == Some(true));
    let mut area = if register.arrangements.is_empty() && names_some {
        HashSet::new()
    } else {
        before.clone()
    };
    for row in read {
        match row.in_area {
            Some(true) => area.insert(row.municipality.id),
            Some(false) => area.remove(&row.municipality.id),
            None => false,
        };
    }
    if area == before {
        return Ok(());
    }
    let left: Vec<String> = register
        .area()
        .filter(|municipality| !area.contains(&municipality.id))
        .map(|municipality| municipality.name.clone())
        .collect();
    if !left.is_empty() {
        summary.notes.push(Note::LeaveArea(left));
    }
    // In a round that is not closed, whoever comes late gets a list that nobody has sent.
    if let Some((round, _)) = mapping::regions::current_round(conn, register.mapping.id)? {
        for new in area.difference(&before) {
            mapping::regions::add_hearing(conn, round, *new)?;
        }
    }
    changed.extend(area.symmetric_difference(&before));
    let mut ids: Vec<MunicipalityId> = area.into_iter().collect();
    ids.sort_unstable();
    mapping::write::set_area(conn, register.mapping.id, &ids)?;
    Ok(())
}

/// Regions that are named are made; a municipality is in those of its row, and in no others.
fn save_regions(
    conn: &mut DbConn,
    register: &Register,
    read: &[Read],
    changed: &mut HashSet<MunicipalityId>,
    summary: &mut Summary,
) -> Result<(), ImportError> {
    let mapping = register.mapping.id;
    let mut regions: Vec<(i32, String, Option<_>, Vec<MunicipalityId>)> = register
        .regions
        .iter()
        .map(|region| {
            (
                region.nr,
                region.name.clone(),
                Some(region.id),
                region.members.clone(),
            )
        })
        .collect();
    let mut made = Vec::new();
    for row in read {
        let Some(names) = &row.regions else { continue };
        for name in names {
            if !regions.iter().any(|(_, known, ..)| known == name) {
                let nr = regions.iter().map(|(nr, ..)| *nr).max().unwrap_or_default() + 1;
                regions.push((nr, name.clone(), None, Vec::new()));
                made.push(name.clone());
            }
        }
        let id = row.municipality.id;
        for (_, name, _, members) in &mut regions {
            let was = members.contains(&id);
            if names.contains(name) && !was {
                members.push(id);
                changed.insert(id);
            } else if !names.contains(name) && was {
                members.retain(|member| *member != id);
                changed.insert(id);
            }
        }
    }
    for (nr, name, id, mut members) in regions {
        let before = id.and_then(|id| register.regions.iter().find(|region| region.id == id));
        if before.is_some_and(|before| before.members == members) {
            continue;
        }
        let id = match id {
            Some(id) => id,
            None => mapping::write::insert_region(conn, mapping, nr, &name)?,
        };
        members.sort_unstable();
        mapping::write::set_members(conn, mapping, id, &members)?;
    }
    if !made.is_empty() {
        summary.notes.push(Note::Regions(made));
    }
    Ok(())
}
