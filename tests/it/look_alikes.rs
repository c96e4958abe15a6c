//! Look-alikes measured against the real register: what municipalities might write of it, and what must be found.

use std::collections::HashMap;

use ordna::domain::places::municipality::MunicipalityId;
use ordna::domain::register::arrangement::{ArrangementId, SectorId};
use ordna::domain::register::similarity::{Candidate, Wanted, look_alikes};

/// Who asks, what it writes, and the number of the arrangement that is meant and must come first.
const MEANT: &[(&str, &str, i64)] = &[
    ("Ørland", "IKT Fosen", 15),
    ("Ørland", "Fosen IKT-samarbeid", 15),
    ("Osen", "Fosen interkommunale IKT-tjeneste", 15),
    ("Trondheim", "Fosen IKT", 15),
    ("Tydal", "Værnesregionen IT", 14),
    ("Selbu", "Legevakt i Værnesregionen", 58),
    ("Meråker", "Interkommunal legevakt for Vaernesregionen", 58),
    ("Holtålen", "Felles legevakt", 64),
    ("Flatanger", "LINA", 53),
    ("Orkland", "Legevakten Orkdalsregionen", 61),
    ("Frøya", "Legevakt Hitra/Frøya", 62),
    ("Steinkjer", "Innherred legevakt", 57),
    ("Overhalla", "Barnevern Midtre Namdal", 128),
    ("Høylandet", "Midtre Namdal barnevernstjeneste", 128),
    ("Lierne", "Barnevern Indre Namdal", 129),
    ("Oppdal", "Barnevernsvakt Oppdal/Rennebu", 139),
    ("Inderøy", "PP-tjenesten Inn-Trøndelag", 170),
    ("Ørland", "Fosen inkaso", 28),
    ("Heim", "ReMidt", 236),
    ("Åfjord", "Fosen avfall", 235),
    ("Malvik", "Abakus", 33),
    ("Snåsa", "Nordtrøndelag krisesenter", 150),
    ("Skaun", "Krisesenter Orkdal", 151),
    ("Rindal", "Kulturskulen i Rindal og Surnadal", 272),
    ("Verdal", "Brann og redning Innherred", 254),
    ("Selbu", "Brannvesenet i Stjørdal og Selbu", 255),
    ("Indre Fosen", "Feievesenet Sør-Fosen", 263),
    ("Grong", "Teknisk samarbeid med Lierne", 191),
    ("Leka", "Jordmor Leka, Bindal og Nærøysund", 84),
    ("Malvik", "Skogbruk Malvik", 206),
    ("Namsskogan", "Midtre Namdal samkommune lønn og rekneskap", 19),
    ("Stjørdal", "Innkjøpsamarbeid Værnesregionen", 36),
    ("Osen", "Skolesamarbeid Osen og Flatanger", 177),
    ("Namsos", "Namdal regionråd", 1),
];

/// What is in no register of 2020, although others do it, or something else is done there.
const NOT_THERE: &[(&str, &str)] = &[
    ("Levanger", "Kemner Innherred"),
    ("Ørland", "Fosen svømmehall"),
    ("Oppdal", "Barnehage Oppdal og Rennebu"),
    ("Frøya", "Felles bibliotek Hitra og Frøya"),
    ("Grong", "Flyktningtjeneste Indre Namdal"),
    ("Meråker", "Værnesregionen skatteoppkrever"),
    ("Trondheim", "Trondheim kino AS"),
    ("Steinkjer", "Legevakt Bergen"),
    ("Grong", "Asfaltverk"),
    ("Namsos", "Interkommunalt samarbeid"),
    ("Namsos", ""),
];

/// Trøndelag 2020, out of the files that the demo is made from.
struct Trondelag {
    names: HashMap<String, String>,
    rows: Vec<HashMap<String, String>>,
    participants: HashMap<String, Vec<MunicipalityId>>,
    sectors: Vec<String>,
    places: Vec<String>,
}

fn rows(file: &str) -> Vec<HashMap<String, String>> {
    csv::Reader::from_reader(file.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .unwrap()
}

fn municipality(number: &str) -> MunicipalityId {
    MunicipalityId(number.parse().unwrap())
}

impl Trondelag {
    fn read() -> Self {
        let municipalities = rows(include_str!("../../src/demo/municipalities.csv"));
        let mut participants: HashMap<String, Vec<MunicipalityId>> = HashMap::new();
        for row in rows(include_str!("../../src/demo/participants.csv")) {
            if row["kind"] == "municipality" {
                let of = participants.entry(row["arrangement_id"].clone()).or_default();
                of.push(municipality(&row["kommunenummer"]));
            }
        }
        Self {
            places: municipalities
                .iter()
                .filter(|row| row["in_area"] == "yes")
                .map(|row| row["name"].clone())
                .collect(),
            names: municipalities
                .into_iter()
                .map(|row| (row["name"].clone(), row["kommunenummer"].clone()))
                .collect(),
            rows: rows(include_str!("../../src/demo/arrangements.csv")),
            sectors: rows(include_str!("../../src/demo/sectors.csv"))
                .into_iter()
                .map(|row| row["name_nb"].clone())
                .collect(),
            participants,
        }
    }

    fn sector(&self, name: &str) -> Option<SectorId> {
        let at = self.sectors.iter().position(|known| known == name)?;
        Some(SectorId(at as i64))
    }

    /// The numbers of what is found, best first.
    fn found(&self, who: &str, name: &str, sector: Option<SectorId>) -> Vec<i64> {
        let candidates: Vec<Candidate> = self
            .rows
            .iter()
            .map(|row| Candidate {
                id: ArrangementId(row["id"].parse().unwrap()),
                name: &row["name"],
                participants: self.participants.get(&row["id"]).cloned().unwrap_or_default(),
                sector: self.sector(&row["sector"]),
                task_fields: &[],
            })
            .collect();
        let places: Vec<&str> = self.places.iter().map(String::as_str).collect();
        let wanted = Wanted {
            name,
            participants: &[municipality(&self.names[who])],
            sector,
            task_fields: &[],
        };
        let hits = look_alikes(&wanted, &candidates, &places);
        assert!(hits.len() <= 5 && hits.is_sorted_by(|a, b| a.score >= b.score));
        hits.iter().map(|hit| hit.id.0).collect()
    }
}

#[test]
fn what_a_municipality_calls_an_arrangement_leads_to_it() {
    let trondelag = Trondelag::read();
    let missed: Vec<String> = MEANT
        .iter()
        .map(|(who, name, number)| (name, number, trondelag.found(who, name, None)))
        .filter(|(_, number, found)| found.first() != Some(number))
        .map(|(name, number, found)| format!("{name}: {number}, not {found:?}"))
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn what_is_not_there_is_like_nothing() {
    let trondelag = Trondelag::read();
    for (who, name) in NOT_THERE {
        assert_eq!(trondelag.found(who, name, None), [0_i64; 0], "{name}");
    }
}

#[test]
fn a_sector_and_those_one_works_with_decide_between_namesakes() {
    let trondelag = Trondelag::read();
    let fire = trondelag.sector("Brannvern og beredskap");
    // «Felles legevakt» is Røros's for Holtålen, which is not among those that the name says, and Fosen's for Åfjord.
    assert_eq!(trondelag.found("Holtålen", "Felles legevakt", None)[0], 64);
    assert_eq!(trondelag.found("Åfjord", "Felles legevakt", None)[0], 60);
    assert_eq!(trondelag.found("Ørland", "Fosen redning", fire)[0], 258);
    assert_eq!(trondelag.found("Hitra", "110-sentralen", fire).len(), 2);
}
