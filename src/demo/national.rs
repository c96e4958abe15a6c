//! The whole country as a mapping of 3 000 arrangements, made up from a fixed seed: the same on every machine.

use std::collections::{BTreeMap, HashMap};

use db::DbConn;
use db::mapping::mappings;
use db::register;
use db::register::write::Entry;
use domain::places::mapping::MappingStatus;
use domain::places::municipality::Municipality;
use domain::register::arrangement::{LegalForm, ParticipantKind, SectorId, TaskFieldId};
use domain::register::whole::{Facts, Host, Party, Register};
use tasks::mapping::mappings::{Plan, create};
use tasks::{Context, TaskError};

use super::national_kinds::{Form, KINDS, Kind};
use super::{NATIONAL, not_made};

const ARRANGEMENTS: i32 = 3000;
const SEED: u64 = 2026;

pub fn load(conn: &mut DbConn, context: &Context) -> Result<(), TaskError> {
    let area: Vec<String> = COUNTIES.iter().map(|county| (*county).to_owned()).collect();
    let plan = Plan {
        slug: NATIONAL,
        name: "Norge 2026",
        year: 2026,
        area: &area,
        copy_from: None,
        status: MappingStatus::Open,
        settings: None,
    };
    create(conn, context, &plan).map_err(not_made)?;
    let mapping = mappings::by_slug(conn, NATIONAL)?.ok_or(TaskError::NotFound)?;
    let register = register::load::load(conn, &mapping)?;
    let entries = entries(&register);
    register::write::insert(conn, mapping.id, &entries, context.now)?;
    Ok(())
}

const COUNTIES: [&str; 15] = [
    "03", "11", "15", "18", "31", "32", "33", "34", "39", "40", "42", "46", "50", "55", "56",
];

/// `SplitMix64`: a dozen lines that give the same numbers everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }

    fn one_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }
}

fn entries(register: &Register) -> Vec<Entry> {
    // By number: those with numbers close to each other lie close to each other more often than not.
    let mut counties: BTreeMap<&str, Vec<&Municipality>> = BTreeMap::new();
    for municipality in register.area() {
        // Oslo is a county of its own, and has its neighbours in Akershus.
        let county = match municipality.county_number.as_str() {
            "03" => "32",
            county => county,
        };
        counties.entry(county).or_default().push(municipality);
    }
    let counties: Vec<Vec<&Municipality>> = counties.into_values().collect();
    let size = counties.iter().map(Vec::len).sum::<usize>() as u64;
    let mut dice = Dice(SEED);
    let mut names: HashMap<String, usize> = HashMap::new();
    (1..=ARRANGEMENTS)
        .map(|number| {
            // A county has as many arrangements as its municipalities warrant.
            let mut at = dice.below(size) as usize;
            let county = counties
                .iter()
                .find(|county| {
                    let here = at < county.len();
                    if !here {
                        at -= county.len();
                    }
                    here
                })
                .map_or(&[][..], Vec::as_slice);
            entry(number, &mut dice, register, county, at, &mut names)
        })
        .collect()
}

fn entry(
    number: i32,
    dice: &mut Dice,
    register: &Register,
    county: &[&Municipality],
    at: usize,
    names: &mut HashMap<String, usize>,
) -> Entry {
    let kind = pick(dice);
    let members = neighbours(dice, county, at);
    let host = members[dice.below(members.len() as u64) as usize];
    let form = match kind.form {
        Form::Hosted if dice.one_in(6) => LegalForm::HostBoard,
        Form::Hosted => LegalForm::Host,
        Form::Company(form) => form,
        Form::Council => LegalForm::PoliticalCouncil,
        Form::Agreement => LegalForm::Agreement,
    };
    let mut name = match (kind.form, members.as_slice()) {
        (Form::Company(form), _) => format!("{} {} {}", host.name, kind.word, form_word(form)),
        (Form::Council, _) => format!("{}regionen {}", host.name, kind.word),
        (_, [one, other]) => format!("{} {} og {}", uppercase(kind.word), one.name, other.name),
        (_, [one, other, third]) => {
            format!(
                "{} {}, {} og {}",
                uppercase(kind.word),
                one.name,
                other.name,
                third.name
            )
        }
        _ => format!("{}regionen {}", host.name, kind.word),
    };
    let namesakes = names.entry(name.clone()).or_default();
    *namesakes += 1;
    if *namesakes > 1 {
        name = format!("{name} {namesakes}");
    }
    let mut facts = Facts::named(&name, &format!("{NATIONAL}-{number}"));
    facts.sector = sector(register, kind.sector);
    facts.task_fields = kind
        .task
        .and_then(|task| task_field(register, task))
        .into_iter()
        .collect();
    // As in a real register, something is unknown of most.
    facts.legal_form = (!dice.one_in(4)).then_some(form);
    let has_host = matches!(kind.form, Form::Hosted | Form::Agreement);
    facts.host = (has_host && !dice.one_in(5)).then_some(Host::Municipality(host.id));
    facts.established_year = (!dice.one_in(3)).then(|| 1985 + dice.below(41) as i32);
    facts.fte_tenths = (has_host && dice.one_in(2)).then(|| 5 + dice.below(300) as i32);
    Entry {
        number,
        facts,
        participants: members
            .into_iter()
            .map(|municipality| Party {
                kind: ParticipantKind::Municipality,
                municipality: Some(municipality.id),
                name: None,
                county_number: None,
                share_hundredths: None,
            })
            .collect(),
    }
}

fn pick(dice: &mut Dice) -> &'static Kind {
    let all: u64 = KINDS.iter().map(|kind| kind.often).sum();
    let mut left = dice.below(all);
    KINDS
        .iter()
        .find(|kind| {
            let here = left < kind.often;
            if !here {
                left -= kind.often;
            }
            here
        })
        .unwrap_or(&KINDS[0])
}

/// Two or three most often, four to nine often, ten or more now and then.
fn neighbours<'a>(dice: &mut Dice, county: &[&'a Municipality], at: usize) -> Vec<&'a Municipality> {
    let wanted = match dice.below(100) {
        0..=44 => 2 + dice.below(2),
        45..=89 => 4 + dice.below(6),
        _ => 10 + dice.below(15),
    };
    let wanted = (wanted as usize).min(county.len());
    let first = at.saturating_sub(wanted / 2).min(county.len() - wanted);
    county[first..first + wanted].to_vec()
}

fn sector(register: &Register, nr: i32) -> Option<SectorId> {
    register
        .sectors
        .iter()
        .find(|sector| sector.nr == nr)
        .map(|sector| sector.id)
}

fn task_field(register: &Register, name: &str) -> Option<TaskFieldId> {
    register
        .task_fields
        .iter()
        .find(|field| field.name_nb == name)
        .map(|field| field.id)
}

fn form_word(form: LegalForm) -> &'static str {
    if form == LegalForm::As { "AS" } else { "IKS" }
}

fn uppercase(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}
