//! The filters of the list of arrangements: out of the address, into conditions, and back as what the page shows.

use std::collections::HashSet;

use crate::form::Form;
use crate::list::{Filters, Offer, sorted};
use domain::places::directory::{Directory, Entry};
use domain::places::municipality::MunicipalityId;
use domain::register::arrangement::{DefinitionStatus, LegalForm, Level, Life};
use domain::register::listing::{Filter, Order, Pick, SortBy, Word};
use i18n::Lang;

/// As `sektor`, `oppgave` and `form` say that it is not known.
const UNKNOWN: &str = "ukjent";
const WITHOUT: &str = "uten";

const SORTED_BY: [(&str, SortBy); 5] = [
    ("navn", SortBy::Name),
    ("sektor", SortBy::Sector),
    ("deltakere", SortBy::Participants),
    ("niva", SortBy::Level),
    ("form", SortBy::LegalForm),
];

pub struct Selection {
    pub filter: Filter,
    pub order: Order,
    /// The order as the address says it: `-deltakere`.
    pub sort: String,
    /// On one page, however many there are.
    pub all: bool,
}

pub fn read(t: Lang, form: Form, directory: &Directory) -> Selection {
    let mut filters = Filters::unseen(t, form);
    let mut filter = filter(&mut filters, directory, &HashSet::new());
    for word in &mut filter.words {
        word.hosts = called(directory, &word.text);
    }
    let asked = filters.form.value("sorter");
    let (order, sort) = match sorted(asked, &SORTED_BY) {
        Some((by, backwards)) => (Order { by, backwards }, asked),
        None => (Order::default(), "navn"),
    };
    Selection {
        filter,
        order,
        sort: sort.to_owned(),
        all: filters.form.value("antall") == "alle",
    }
}

/// The filters of the page, with choices in the words of the directory.
pub fn shown<'a>(
    t: Lang,
    form: Form,
    directory: &'a Directory,
    hosts: &HashSet<MunicipalityId>,
) -> Filters<'a> {
    let mut filters = Filters::new(t, form);
    filter(&mut filters, directory, hosts);
    filters
}

fn called(directory: &Directory, word: &str) -> Vec<MunicipalityId> {
    let named = directory
        .entries
        .iter()
        .filter(|entry| entry.search_key.contains(word));
    named.map(|entry| entry.municipality.id).collect()
}

fn unknown<T>(text: &str) -> (Pick<T>, Offer<'_>) {
    (Pick::Unknown, Offer::new(UNKNOWN, text))
}

fn filter<'a>(
    filters: &mut Filters<'a>,
    directory: &'a Directory,
    hosts: &HashSet<MunicipalityId>,
) -> Filter {
    let t = filters.t;
    let named = |nr: i32, nb: &'a str, nn: &'a str| Offer::new(nr.to_string(), t.either(nb, nn));
    let municipality = |entry: &'a Entry| Offer::new(&*entry.municipality.number, &entry.municipality.name);
    let municipality_called = |asked: &str| {
        let entry = directory.by_number(asked).or_else(|| directory.by_name(asked))?;
        Some((entry.municipality.id, entry.municipality.name.clone()))
    };
    let words = filters.words(t.register_search());
    let sectors = directory.sectors.iter().map(|sector| {
        let name = named(sector.nr, &sector.name_nb, &sector.name_nn);
        (Pick::Is(sector.id), name)
    });
    let sectors = sectors.chain([unknown(t.register_without_sector())]);
    let sector = filters.choose("sektor", t.register_sector(), sectors);
    let task_fields = directory.task_fields.iter().map(|field| {
        let name = named(field.nr, &field.name_nb, &field.name_nn);
        (Pick::Is(field.id), name)
    });
    let task_fields = task_fields.chain([unknown(t.register_without_task_field())]);
    let task_field = filters.choose("oppgave", t.register_task_field(), task_fields);
    let area = directory.area().map(municipality);
    let participant = filters.read("kommune", t.register_participant(), area, municipality_called);

    filters.rarely(t.register_more_filters());
    let is_host = |entry: &&Entry| hosts.contains(&entry.municipality.id);
    let hosts = directory.entries.iter().filter(is_host).map(municipality);
    let without = t.register_without_host();
    let hosts = hosts.chain([Offer::new(WITHOUT, without)]);
    let host = filters.read("vert", t.register_host(), hosts, |asked| match asked {
        WITHOUT => Some((Pick::Unknown, without.to_owned())),
        asked => municipality_called(asked).map(|(host, name)| (Pick::Is(host), name)),
    });
    let forms = LegalForm::ALL.iter().map(|form| {
        let name = Offer::new(form.code(), t.legal_form_short(*form));
        (Pick::Is(*form), name)
    });
    let forms = forms.chain([unknown(t.register_unknown_form())]);
    let legal_form = filters.choose("form", t.register_form(), forms);
    let levels = Level::ALL.iter();
    let levels = levels.map(|level| Offer::new(level.code(), t.level(*level)));
    let level = filters.read("niva", t.register_level(), levels, |asked| {
        Level::from_code(asked).map(|level| (level, t.level_short(level).to_owned()))
    });
    let life = filters.code("liv", t.register_life(), Life::ALL, Life::code, Lang::life);
    let definition = filters.code(
        "status",
        t.register_definition_status(),
        DefinitionStatus::ALL,
        DefinitionStatus::code,
        Lang::definition,
    );
    let yes_no = [
        (true, Offer::new("ja", t.yes())),
        (false, Offer::new("nei", t.no())),
    ];
    let counted = filters.choose("regnes", t.register_counted(), yes_no);
    let word = |text| Word {
        text,
        hosts: Vec::new(),
    };
    Filter {
        words: words.into_iter().map(word).collect(),
        sector: sector.unwrap_or_default(),
        task_field: task_field.unwrap_or_default(),
        legal_form: legal_form.unwrap_or_default(),
        host: host.unwrap_or_default(),
        municipality: participant,
        level,
        life,
        definition,
        counted,
        nothing: filters.nothing,
    }
}
