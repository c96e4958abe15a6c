//! Look-alikes of a new arrangement: those that may be the same one under another name.

mod words;

use std::collections::{HashMap, HashSet};

use words::Word;

use super::arrangement::{ArrangementId, SectorId, TaskFieldId};
use super::whole::Arrangement;
use crate::places::municipality::MunicipalityId;

/// What somebody is about to add, as far as it is typed in.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    pub name: &'a str,
    /// The one who asks at least.
    pub participants: &'a [MunicipalityId],
    pub sector: Option<SectorId>,
    pub task_fields: &'a [TaskFieldId],
}

/// An arrangement that it may be.
#[derive(Debug, Clone)]
pub struct Candidate<'a> {
    pub id: ArrangementId,
    pub name: &'a str,
    pub participants: Vec<MunicipalityId>,
    pub sector: Option<SectorId>,
    pub task_fields: &'a [TaskFieldId],
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    pub id: ArrangementId,
    /// From 0 to 1.
    pub score: f64,
}

/// More than these nobody compares with care.
const MOST_HITS: usize = 5;

/// A hit is worth a reader's time from here; measured against the register of Trøndelag 2020 (`tests/it/look_alikes.rs`).
const WORTH_SHOWING: f64 = 0.5;

/// A word in names of this many sectors says where or how, and not what: «Fosen», «Midt», «senter».
const SECTORS_OF_A_PLACE: usize = 3;

/// Those most alike, best first. `places` are names of municipalities: a word of theirs says where an arrangement
/// is, and not what it does.
pub fn look_alikes(wanted: &Wanted, candidates: &[Candidate], places: &[&str]) -> Vec<Hit> {
    let known: Vec<Vec<Word>> = candidates
        .iter()
        .map(|candidate| words::of(candidate.name))
        .collect();
    let lexicon = Lexicon::new(candidates, &known, places);
    let typed = Name::new(words::of(wanted.name), &lexicon);
    let near = Neighbours::of(wanted.participants, candidates);
    let mut seen: HashMap<&str, Vec<f64>> = HashMap::new();
    let mut hits = Vec::new();
    for (candidate, words) in candidates.iter().zip(&known) {
        // Names are made of the same words again and again: each pair of words is compared once.
        for word in words {
            seen.entry(&word.whole)
                .or_insert_with(|| typed.words.iter().map(|own| words::alike(own, word)).collect());
        }
        let shared = Shared::new(&typed, words, &seen, &lexicon);
        let score = shared.score(near.share(&candidate.participants)) * field(wanted, candidate);
        if score >= WORTH_SHOWING {
            hits.push(Hit {
                id: candidate.id,
                score: score.min(1.0),
            });
        }
    }
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.id.cmp(&b.id)));
    hits.truncate(MOST_HITS);
    hits
}

impl<'a> From<&'a Arrangement> for Candidate<'a> {
    fn from(arrangement: &'a Arrangement) -> Self {
        Self {
            id: arrangement.id,
            name: &arrangement.facts.name,
            participants: arrangement.municipalities().collect(),
            sector: arrangement.facts.sector,
            task_fields: &arrangement.facts.task_fields,
        }
    }
}

/// Sectors and task fields weigh a little: people choose them less alike than they write names.
fn field(wanted: &Wanted, candidate: &Candidate) -> f64 {
    let sector = match (wanted.sector, candidate.sector) {
        (Some(one), Some(other)) if one == other => 1.05,
        (Some(_), Some(_)) => 0.9,
        _ => 1.0,
    };
    let shares_a_task = wanted
        .task_fields
        .iter()
        .any(|field| candidate.task_fields.contains(field));
    if shares_a_task { sector * 1.05 } else { sector }
}

/// How common words are among the candidates, and which of them say where.
struct Lexicon<'a> {
    names: f64,
    roots: HashMap<&'a str, Use>,
    places: HashSet<String>,
}

#[derive(Default)]
struct Use {
    names: usize,
    sectors: Vec<SectorId>,
}

impl<'a> Lexicon<'a> {
    fn new(candidates: &[Candidate], known: &'a [Vec<Word>], places: &[&str]) -> Self {
        let mut roots: HashMap<&str, Use> = HashMap::new();
        for (candidate, words) in candidates.iter().zip(known) {
            for word in words {
                let used = roots.entry(&word.root).or_default();
                used.names += 1;
                if let Some(sector) = candidate.sector
                    && used.sectors.len() < SECTORS_OF_A_PLACE
                    && !used.sectors.contains(&sector)
                {
                    used.sectors.push(sector);
                }
            }
        }
        Self {
            names: candidates.len() as f64,
            roots,
            places: places
                .iter()
                .flat_map(|name| words::of(name))
                .map(|word| word.root)
                .collect(),
        }
    }

    /// The rarer, the heavier.
    fn weight(&self, word: &Word) -> f64 {
        let names = self.roots.get(word.root.as_str()).map_or(1, |used| used.names);
        (1.0 + self.names / names as f64).ln()
    }

    fn says_where(&self, word: &Word) -> bool {
        self.places.contains(&word.root)
            || self
                .roots
                .get(word.root.as_str())
                .is_some_and(|used| used.sectors.len() >= SECTORS_OF_A_PLACE)
    }
}

/// What was typed, cut up and weighed once.
struct Name {
    words: Vec<Word>,
    weights: Vec<f64>,
    says_where: Vec<bool>,
}

impl Name {
    fn new(words: Vec<Word>, lexicon: &Lexicon) -> Self {
        let mut says_where: Vec<bool> = words.iter().map(|word| lexicon.says_where(word)).collect();
        // «Fosenregionen» alone is all there is to go by.
        if says_where.iter().all(|is_place| *is_place) {
            says_where.fill(false);
        }
        Self {
            weights: words.iter().map(|word| lexicon.weight(word)).collect(),
            words,
            says_where,
        }
    }
}

/// How much of two names is in both: of what they do, and of where.
struct Shared {
    what: f64,
    /// Unknown when one of them does not say it.
    place: Option<f64>,
}

/// Part of a whole, by weight.
#[derive(Default, Clone, Copy)]
struct Part {
    met: f64,
    all: f64,
}

impl Part {
    fn add(&mut self, weight: f64, alike: f64) {
        self.met += weight * alike;
        self.all += weight;
    }

    fn share(self) -> Option<f64> {
        (self.all > 0.0).then(|| self.met / self.all)
    }
}

impl Shared {
    fn new(typed: &Name, words: &[Word], seen: &HashMap<&str, Vec<f64>>, lexicon: &Lexicon) -> Self {
        let alike = |word: &Word, at: usize| seen.get(word.whole.as_str()).map_or(0.0, |all| all[at]);
        // Of what was typed, and of the candidate's own name; each what and where.
        let (mut typed_parts, mut known_parts) = ([Part::default(); 2], [Part::default(); 2]);
        for (at, weight) in typed.weights.iter().enumerate() {
            let best = words.iter().map(|word| alike(word, at)).fold(0.0, f64::max);
            typed_parts[usize::from(typed.says_where[at])].add(*weight, best);
        }
        for word in words {
            let best = (0..typed.words.len())
                .map(|at| alike(word, at))
                .fold(0.0, f64::max);
            if best > 0.0 || !word.is_aside {
                known_parts[usize::from(lexicon.says_where(word))].add(lexicon.weight(word), best);
            }
        }
        let [what, place] = [0, 1].map(|at| (typed_parts[at].share(), known_parts[at].share()));
        Self {
            // What was typed counts for more, and nothing is alike where one side has nothing of the other.
            what: what.0.unwrap_or(0.0).powf(0.6) * what.1.or(place.1).unwrap_or(0.0).powf(0.4),
            place: match place {
                (Some(typed), Some(known)) => Some(f64::midpoint(typed, known)),
                _ => None,
            },
        }
    }

    /// The same task in the same place: without the first nothing is alike, without the second little.
    fn score(&self, neighbours: f64) -> f64 {
        let place = self.place.unwrap_or(0.5);
        let place = 0.7 * place.max(neighbours) + 0.3 * f64::midpoint(place, neighbours);
        self.what * (0.4 + 0.6 * place)
    }
}

/// Whom the wanted participants work with already. The one who asks is often missing from the very arrangement that
/// is meant, and then those around it tell which one that is.
struct Neighbours(HashMap<MunicipalityId, f64>);

impl Neighbours {
    fn of(wanted: &[MunicipalityId], candidates: &[Candidate]) -> Self {
        let mut near: HashMap<MunicipalityId, f64> = HashMap::new();
        for candidate in candidates {
            if candidate.participants.iter().any(|id| wanted.contains(id)) {
                // Being two of three says more than being two of thirty-eight.
                let weight = 1.0 / candidate.participants.len() as f64;
                for id in &candidate.participants {
                    *near.entry(*id).or_default() += weight;
                }
            }
        }
        let most = near.values().copied().fold(f64::MIN_POSITIVE, f64::max);
        for value in near.values_mut() {
            *value /= most;
        }
        near.extend(wanted.iter().map(|id| (*id, 1.0)));
        Self(near)
    }

    /// From 0, strangers all of them, to 1.
    fn share(&self, participants: &[MunicipalityId]) -> f64 {
        let near: f64 = participants.iter().filter_map(|id| self.0.get(id)).sum();
        near / participants.len().max(1) as f64
    }
}
