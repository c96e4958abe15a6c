//! Where each municipality stands on a map of tiles: the country's, or a county's own where there is one.
//!
//! `tile_maps.csv` was drawn once, by hand and machine, and is edited by hand: grid, municipality's number, column, row.

const TILES: &str = include_str!("tile_maps.csv");

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tile {
    pub column: usize,
    pub row: usize,
}

/// The grid with all of these municipalities in it, the smallest first, and where each of them stands; nothing where
/// most of them are in none. Moved so that the first column and row are 0.
pub fn tiles<'a>(numbers: &[&'a str]) -> Option<Vec<(&'a str, Tile)>> {
    let of_grid = |grid: &str| -> Vec<(&'a str, Tile)> {
        TILES
            .lines()
            .filter_map(|line| {
                let mut cells = line.split(',');
                let of = cells.next()?;
                let number = cells.next()?;
                let (column, row) = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
                let known = numbers.iter().find(|known| **known == number)?;
                (of == grid).then_some((*known, Tile { column, row }))
            })
            .collect()
    };
    let county = of_grid("trondelag");
    let mut found = if county.len() == numbers.len() {
        county
    } else {
        of_grid("norge")
    };
    if found.is_empty() || found.len() * 2 < numbers.len() {
        return None;
    }
    let first_column = found.iter().map(|(_, tile)| tile.column).min()?;
    let first_row = found.iter().map(|(_, tile)| tile.row).min()?;
    for (_, tile) in &mut found {
        tile.column -= first_column;
        tile.row -= first_row;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_municipalities_share_a_tile() {
        let mut seen: Vec<(&str, &str, &str)> = Vec::new();
        for line in TILES.lines().skip(1) {
            let cells: Vec<&str> = line.split(',').collect();
            let place = (cells[0], cells[2], cells[3]);
            assert!(!seen.contains(&place), "{line}");
            seen.push(place);
        }
        assert_eq!(seen.len(), 395);
    }

    #[test]
    fn a_county_without_a_grid_of_its_own_is_cut_out_of_the_country() {
        let nordland = tiles(&["1804", "1806"]).unwrap();
        assert_eq!(nordland.len(), 2);
        assert!(nordland.iter().any(|(_, tile)| tile.column == 0));
        assert_eq!(tiles(&["9999"]), None);
    }
}
