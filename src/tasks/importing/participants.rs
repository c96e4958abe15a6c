//! `participants.csv` into a mapping: who takes part in each arrangement that the file names.

use std::collections::{BTreeMap, HashMap};

use super::places::Places;
use super::reason::Reason;
use super::row::{Columns, Row, check_header};
use super::told::{Class, Doubt, Note, Told, differing};
use super::{Context, ImportError, Sheet, Summary, all_right};
use base::clock;
use db::DbConn;
use db::register;
use db::register::write::{Change, Source};
use domain::places::mapping::Mapping;
use domain::register::arrangement::ParticipantKind;
use domain::register::whole::{Arrangement, Party};

const COLUMNS: Columns = Columns {
    known: &[
        "arrangement_id",
        "kind",
        "kommunenummer",
        "name",
        "county_number",
        "share",
        "in_area",
    ],
    required: &["arrangement_id"],
};

pub fn import(
    conn: &mut DbConn,
    context: &Context,
    mapping: &Mapping,
    sheet: &Sheet,
) -> Result<Summary, ImportError> {
    let mut problems = check_header(sheet, &COLUMNS);
    let places = Places::of(conn, mapping, clock::today(context.now))?;
    let register = register::load::load(conn, mapping)?;
    let known: HashMap<i32, &Arrangement> = register
        .arrangements
        .iter()
        .map(|arrangement| (arrangement.number, arrangement))
        .collect();
    let mut read: BTreeMap<i32, Vec<(u64, Party)>> = BTreeMap::new();
    let mut lines: HashMap<(i32, String), u64> = HashMap::new();
    for row in &sheet.rows {
        let mut row = Row::new(sheet, row, &mut problems);
        let number = row.whole("arrangement_id", 1, i32::MAX).flatten();
        let party = party(&mut row, &places);
        // Derived from the area: read only so that nonsense in it is named.
        row.yes_no("in_area");
        let Some(number) = number else {
            if row.is_right() {
                row.wrong(Reason::Missing("arrangement_id"));
            }
            continue;
        };
        if !known.contains_key(&number) {
            row.wrong(Reason::NoSuchArrangement(number));
        }
        let Some((party, name)) = party else { continue };
        let key = (number, format!("{} {name}", party.kind.code()));
        if let Some(line) = lines.insert(key, row.line()) {
            row.wrong(Reason::Twice { what: name, line });
        }
        read.entry(number).or_default().push((row.line(), party));
    }
    all_right(problems)?;
    let mut summary = Summary::default();
    let source = Source {
        code: "import",
        by: context.actor.as_ref().map(|actor| actor.user),
        at: context.now,
    };
    for (number, lines) in read {
        let Some(before) = known.get(&number) else {
            continue;
        };
        tell(&mut summary, &places, before, &lines);
        let participants: Vec<Party> = lines.into_iter().map(|(_, party)| party).collect();
        let came: Vec<&Party> = participants
            .iter()
            .filter(|party| !before.participants.contains(party))
            .collect();
        let went: Vec<&Party> = before
            .participants
            .iter()
            .filter(|party| !participants.contains(party))
            .collect();
        if came.is_empty() && went.is_empty() {
            summary.unchanged += participants.len();
            continue;
        }
        let changed = came
            .iter()
            .filter(|new| went.iter().any(|old| is_same(new, old)))
            .count();
        summary.unchanged += participants.len() - came.len();
        summary.changed += changed;
        summary.new += came.len() - changed;
        if went.len() > changed {
            let lost = went.len() - changed;
            summary.notes.push(Note::Loses { number, lost });
        }
        // The first list of an arrangement is no change of it.
        let fields = if before.participants.is_empty() {
            Vec::new()
        } else {
            came_and_went(&came, &went, |party| name_of(&places, party))
        };
        register::write::update_participants(conn, mapping.id, before, &participants, &fields, source)?;
    }
    summary.rows.sort_by_key(|row| row.line);
    Ok(summary)
}

/// One and the same participant, with whatever share.
fn is_same(one: &Party, other: &Party) -> bool {
    one.kind == other.kind && one.municipality == other.municipality && one.name == other.name
}

/// What becomes of each row, and at an arrangement's first row who is not in the file any more.
fn tell(summary: &mut Summary, places: &Places, before: &Arrangement, lines: &[(u64, Party)]) {
    let shown = |party: &Party| {
        let own = party.municipality.and_then(|id| places.name_of(id));
        own.map_or_else(|| name_of(places, party), str::to_owned)
    };
    let share = |party: &Party| {
        party
            .share_hundredths
            .map(|share| format!("{}.{:02}", share / 100, share % 100))
    };
    let mut went: Vec<String> = before
        .participants
        .iter()
        .filter(|old| !lines.iter().any(|(_, new)| is_same(old, new)))
        .map(shown)
        .collect();
    for (line, party) in lines {
        let what = format!("{} {}: {}", before.number, before.facts.name, shown(party));
        let known = before.participants.iter().find(|old| is_same(old, party));
        let told = match known {
            None => Told::new(*line, what, Class::New),
            Some(old) if old == party => Told::new(*line, what, Class::Unchanged),
            Some(old) => Told::new(*line, what, Class::Changed).with(differing([
                ("share", share(old), share(party)),
                (
                    "county_number",
                    old.county_number.clone(),
                    party.county_number.clone(),
                ),
            ])),
        };
        let gone = std::mem::take(&mut went);
        let doubts = if gone.is_empty() {
            Vec::new()
        } else {
            vec![Doubt::Leaves(gone)]
        };
        summary.rows.push(told.doubted(doubts));
    }
}

/// The participant of a row, and what it is called in the file.
fn party(row: &mut Row, places: &Places) -> Option<(Party, String)> {
    let kind = row
        .code("kind", ParticipantKind::ALL, ParticipantKind::code)
        .flatten();
    let number = row.text("kommunenummer", 10).flatten();
    let name = row.text("name", 300).flatten();
    let county_number = row.text("county_number", 10).flatten();
    let share_hundredths = row.scaled("share", 2, 100).flatten();
    let kind = match (kind, &number) {
        (Some(kind), _) => kind,
        (None, Some(_)) => ParticipantKind::Municipality,
        (None, None) => {
            if row.is_right() {
                row.wrong(Reason::Missing("kind"));
            }
            return None;
        }
    };
    let mut party = Party {
        kind,
        municipality: None,
        name: None,
        county_number: None,
        share_hundredths,
    };
    if kind == ParticipantKind::Municipality {
        let Some(number) = number else {
            row.wrong(Reason::Missing("kommunenummer"));
            return None;
        };
        match places.find(&number, name.as_deref(), county_number.as_deref()) {
            Ok(municipality) => party.municipality = Some(municipality.id),
            Err(reason) => row.wrong(reason),
        }
        return Some((party, number));
    }
    if number.is_some() {
        row.wrong(Reason::NumberForOther);
    }
    if let Some(county) = &county_number
        && (county.len() != 2 || !county.bytes().all(|byte| byte.is_ascii_digit()))
    {
        row.wrong(Reason::NotACounty(county.clone()));
    }
    party.county_number = county_number;
    let Some(name) = name else {
        row.wrong(Reason::Missing("name"));
        return None;
    };
    party.name = Some(name.clone());
    Some((party, name))
}

fn came_and_went(came: &[&Party], went: &[&Party], name: impl Fn(&Party) -> String) -> Vec<Change> {
    let came = came.iter().map(|party| Change {
        field: "participant_added",
        from: None,
        to: Some(name(party)),
    });
    let went = went.iter().map(|party| Change {
        field: "participant_removed",
        from: Some(name(party)),
        to: None,
    });
    came.chain(went).collect()
}

fn name_of(places: &Places, party: &Party) -> String {
    match party.municipality {
        Some(id) => places.number_of(id).unwrap_or_default().to_owned(),
        None => party.name.clone().unwrap_or_default(),
    }
}
