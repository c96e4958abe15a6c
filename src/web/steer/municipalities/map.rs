//! The same municipalities as a map of tiles, each coloured and lettered by where it stands.

use super::row::{Row, status_color};
use domain::round::desk::Status;
use i18n::Lang;
use report::tile_map::tiles;

/// Large enough for a finger, and for a name where the map is small.
const SIDE: usize = 46;
const LARGE: usize = 84;
const FEW_COLUMNS: usize = 12;
const GAP: usize = 3;
/// So many pixels for a letter of the name.
const LETTER: usize = 7;

pub struct Map {
    pub width: usize,
    pub height: usize,
    pub side: usize,
    pub tiles: Vec<TileView>,
    pub legend: Vec<(&'static str, &'static str, &'static str)>,
    /// Name and address of those that the map does not have.
    pub outside: Vec<(String, String)>,
}

pub struct TileView {
    pub x: usize,
    pub y: usize,
    pub href: String,
    /// «Grong: bekreftet, 35 av 35»
    pub text: String,
    pub letter: &'static str,
    /// The beginning of the name, as much as there is room for.
    pub short: String,
    pub color: &'static str,
}

/// Nothing where most of the municipalities are on no map.
pub fn map(t: Lang, list: &str, rows: &[Row]) -> Option<Map> {
    let numbers: Vec<&str> = rows
        .iter()
        .map(|row| row.entry.municipality.number.as_str())
        .collect();
    let placed = tiles(&numbers)?;
    let columns = placed.iter().map(|(_, tile)| tile.column).max()? + 1;
    let side = if columns <= FEW_COLUMNS { LARGE } else { SIDE };
    let step = side + GAP;
    let lines = placed.iter().map(|(_, tile)| tile.row).max()? + 1;
    let mut views = Vec::new();
    let mut outside = Vec::new();
    for row in rows {
        let municipality = &row.entry.municipality;
        let href = format!("{list}/{}", municipality.number);
        let place = placed.iter().find(|(number, _)| *number == municipality.number);
        let Some(((_, tile), one)) = place.zip(row.followed) else {
            outside.push((municipality.name.clone(), href));
            continue;
        };
        let progress = t.desk_of(&one.progress.answered, &one.progress.total);
        let status = t.status(one.status()).to_lowercase();
        views.push(TileView {
            x: tile.column * step + 1,
            y: tile.row * step + 1,
            href,
            text: format!("{}: {status}, {progress}", municipality.name),
            letter: t.status_letter(one.status()),
            short: municipality.name.chars().take(side / LETTER).collect(),
            color: status_color(one.status()),
        });
    }
    Some(Map {
        width: columns * step,
        height: lines * step,
        side,
        tiles: views,
        legend: Status::ALL
            .iter()
            .map(|status| (t.status_letter(*status), t.status(*status), status_color(*status)))
            .collect(),
        outside,
    })
}
