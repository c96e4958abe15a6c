//! `municipality-counts`: how many arrangements each municipality of the area takes part in.

use std::collections::HashMap;

use super::{Base, Cell, Column, Register, Table, mean};
use domain::places::municipality::MunicipalityId;
use i18n::Lang;

pub fn municipality_counts(register: &Register, t: Lang) -> Table {
    let mut counts: HashMap<MunicipalityId, usize> = HashMap::new();
    for arrangement in register.counted() {
        for municipality in arrangement.municipalities() {
            *counts.entry(municipality).or_default() += 1;
        }
    }
    let count_of = |id| counts.get(&id).copied().unwrap_or_default();
    let all: Vec<usize> = register
        .area()
        .map(|municipality| count_of(municipality.id))
        .collect();
    let notes = match (
        mean(all.iter().sum(), all.len()),
        all.iter().min(),
        all.iter().max(),
    ) {
        (Some(tenths), Some(least), Some(most)) => {
            vec![t.table_counts_note(&t.decimal(tenths as f64 / 10.0), least, most)]
        }
        _ => Vec::new(),
    };
    Table {
        key: "municipality-counts",
        title: t.table_municipality_counts(),
        columns: vec![
            Column::new("kommunenummer", t.table_number()),
            Column::new("kommune", t.municipality()),
            Column::new("count", t.table_count()),
        ],
        rows: register
            .area()
            .map(|municipality| {
                vec![
                    Cell::from(&municipality.number),
                    Cell::from(&municipality.name),
                    count_of(municipality.id).into(),
                ]
            })
            .collect(),
        base: Base {
            n: all.len(),
            missing: 0,
        },
        notes,
    }
}
