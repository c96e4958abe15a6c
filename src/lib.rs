//! The modules of ordna, from the inside out. Who may import whom is tested in `tests/it/layers.rs`:
//! `web → tasks → db → domain`, with `analysis`, `report`, `mail` and `i18n` beside them.

pub mod db;
