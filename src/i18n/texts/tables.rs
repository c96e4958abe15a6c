//! Tables and figures: their titles, headings and notes.

texts! {
    table_municipality_counts: "Antall ordninger per kommune" | "Talet på ordningar per kommune";
    table_counts_note(mean: &str, least: &usize, most: &usize): "Gjennomsnitt {mean}, minst {least}, flest {most}." | "Gjennomsnitt {mean}, minst {least}, flest {most}.";
    table_sectors: "Sektorfordeling" | "Sektorfordeling";
    table_number: "Kommunenummer" | "Kommunenummer";
    table_count: "Antall" | "Tal";
    table_share: "Andel (prosent)" | "Del (prosent)";
    table_sector: "Sektor" | "Sektor";
    table_mapping: "Kartlegging" | "Kartlegging";
}
