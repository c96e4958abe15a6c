//! Pure: a Register in, tables out. One table is one function of one file; its key leads to everything else.

mod cell;
mod counts;
mod rounding;
mod sectors;
mod table;

pub use cell::Cell;
pub use domain::register::whole::Register;
pub use rounding::{mean, percent};
pub use table::{Base, Column, Table};

use i18n::Lang;

/// How a table is made of a register.
type Make = fn(&Register, Lang) -> Table;

/// Every table, by the key that stands in addresses, file names and sheet names.
pub const TABLES: &[(&str, Make)] = &[
    ("municipality-counts", counts::municipality_counts),
    ("sectors", sectors::sectors),
];

/// The table of a key.
pub fn table(register: &Register, key: &str, lang: Lang) -> Option<Table> {
    TABLES
        .iter()
        .find(|(known, _)| *known == key)
        .map(|(_, make)| make(register, lang))
}
