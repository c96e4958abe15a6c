//! `sectors`: how the counted arrangements are spread over the mapping's sectors.

use super::{Base, Cell, Column, Register, Table, percent};
use i18n::Lang;

pub fn sectors(register: &Register, t: Lang) -> Table {
    let all = register.counted().count();
    let counts: Vec<usize> = register
        .sectors
        .iter()
        .map(|sector| {
            register
                .counted()
                .filter(|arrangement| arrangement.facts.sector == Some(sector.id))
                .count()
        })
        .collect();
    Table {
        key: "sectors",
        title: t.table_sectors(),
        columns: vec![
            Column::new("mapping", t.table_mapping()),
            Column::new("sector", t.table_sector()),
            Column::new("count", t.table_count()),
            Column::new("share", t.table_share()),
        ],
        rows: register
            .sectors
            .iter()
            .zip(&counts)
            .map(|(sector, count)| {
                let name = match t {
                    Lang::Nb => &sector.name_nb,
                    Lang::Nn => &sector.name_nn,
                };
                vec![
                    // The year and not the name: the same register under another name gives the same bytes.
                    Cell::text(register.mapping.year.to_string()),
                    Cell::text(name),
                    (*count).into(),
                    percent(*count, all).into(),
                ]
            })
            .collect(),
        base: Base {
            n: all,
            missing: all - counts.iter().sum::<usize>(),
        },
        notes: Vec::new(),
    }
}
