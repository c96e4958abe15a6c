//! The filters of the list of arrangements: out of the address, into conditions, and back as what the page shows.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::form::Form;
use crate::list::Active;
use domain::places::directory::{Directory, Entry};
use domain::places::municipality::MunicipalityId;
use domain::register::arrangement::{DefinitionStatus, LegalForm, Level, Life};
use domain::register::listing::{Filter, Order, Pick, SortBy, Word};
use domain::text::norwegian::search_words;
use i18n::Lang;

/// As `sektor`, `oppgave` and `form` say that it is not known.
const UNKNOWN: &str = "ukjent";
const WITHOUT: &str = "uten";

pub struct Selection {
    pub filter: Filter,
    pub order: Order,
    /// The order as the address says it: `-deltakere`.
    pub sort: String,
    /// On one page, however many there are.
    pub all: bool,
    pub active: Vec<Active>,
}

pub fn read(t: Lang, form: &Form, directory: &Directory) -> Selection {
    let mut reader = Reader {
        t,
        form,
        active: Vec::new(),
        nothing: false,
    };
    let words = reader.words(directory);
    let sector = |value: &str| {
        directory
            .sectors
            .iter()
            .find(|sector| value == sector.nr.to_string())
    };
    let field = |value: &str| {
        directory
            .task_fields
            .iter()
            .find(|field| value == field.nr.to_string())
    };
    let municipality = |value: &str| {
        let entry = directory.by_number(value).or_else(|| directory.by_name(value))?;
        Some((entry.municipality.id, entry.municipality.name.clone()))
    };
    let filter = Filter {
        words,
        sector: reader.pick(
            "sektor",
            t.register_sector(),
            UNKNOWN,
            t.register_without_sector(),
            |value| {
                sector(value).map(|sector| (sector.id, t.either(&sector.name_nb, &sector.name_nn).to_owned()))
            },
        ),
        task_field: reader.pick(
            "oppgave",
            t.register_task_field(),
            UNKNOWN,
            t.register_without_task_field(),
            |value| field(value).map(|field| (field.id, t.either(&field.name_nb, &field.name_nn).to_owned())),
        ),
        legal_form: reader.pick(
            "form",
            t.register_form(),
            UNKNOWN,
            t.register_unknown_form(),
            |value| LegalForm::from_code(value).map(|form| (form, t.legal_form_short(form).to_owned())),
        ),
        host: reader.pick(
            "vert",
            t.register_host(),
            WITHOUT,
            t.register_without_host(),
            municipality,
        ),
        municipality: reader.choice("kommune", t.register_participant(), municipality),
        level: reader.choice("niva", t.register_level(), |value| {
            Level::from_code(value).map(|level| (level, t.level_short(level).to_owned()))
        }),
        life: reader.choice("liv", t.register_life(), |value| {
            Life::from_code(value).map(|life| (life, t.life(life).to_owned()))
        }),
        definition: reader.choice("status", t.register_definition_status(), |value| {
            DefinitionStatus::from_code(value).map(|status| (status, t.definition(status).to_owned()))
        }),
        counted: reader.choice("regnes", t.register_counted(), |value| match value {
            "ja" => Some((true, t.yes().to_owned())),
            "nei" => Some((false, t.no().to_owned())),
            _ => None,
        }),
        nothing: reader.nothing,
    };
    let (order, sort) = order(form.value("sorter"));
    Selection {
        filter,
        order,
        sort,
        all: form.value("antall") == "alle",
        active: reader.active,
    }
}

struct Reader<'a> {
    t: Lang,
    form: &'a Form,
    active: Vec<Active>,
    nothing: bool,
}

impl Reader<'_> {
    /// A search for nothing but signs finds nothing: wildcards are no way to everything (S40).
    fn words(&mut self, directory: &Directory) -> Vec<Word> {
        let typed = self.form.value("q").to_owned();
        if typed.is_empty() {
            return Vec::new();
        }
        let words = search_words(&typed);
        self.nothing |= words.is_empty();
        self.show("q", typed.clone(), self.t.register_searched(&typed));
        let hosts = |word: &str| -> Vec<MunicipalityId> {
            let named = directory
                .entries
                .iter()
                .filter(|entry| entry.search_key.contains(word));
            named.map(|entry| entry.municipality.id).collect()
        };
        words
            .into_iter()
            .map(|text| Word {
                hosts: hosts(&text),
                text,
            })
            .collect()
    }

    fn choice<T>(
        &mut self,
        name: &'static str,
        label: &str,
        read: impl Fn(&str) -> Option<(T, String)>,
    ) -> Option<T> {
        let value = self.form.value(name).to_owned();
        if value.is_empty() {
            return None;
        }
        let (chosen, text) = match read(&value) {
            Some((chosen, text)) => (Some(chosen), text),
            None => (None, self.t.register_no_such(&value)),
        };
        self.nothing |= chosen.is_none();
        self.show(name, value, self.t.register_filter(label, &text));
        chosen
    }

    fn pick<T>(
        &mut self,
        name: &'static str,
        label: &str,
        unknown: &str,
        unknown_text: &str,
        read: impl Fn(&str) -> Option<(T, String)>,
    ) -> Pick<T> {
        let read = |value: &str| match value {
            value if value == unknown => Some((Pick::Unknown, unknown_text.to_owned())),
            value => read(value).map(|(chosen, text)| (Pick::Is(chosen), text)),
        };
        self.choice(name, label, read).unwrap_or(Pick::Any)
    }

    fn show(&mut self, name: &'static str, value: String, text: String) {
        self.active.push(Active { name, value, text });
    }
}

/// What the list is sorted by, and the same as the address says it.
fn order(asked: &str) -> (Order, String) {
    let (backwards, name) = match asked.strip_prefix('-') {
        Some(name) => (true, name),
        None => (false, asked),
    };
    let by = match name {
        "navn" => SortBy::Name,
        "sektor" => SortBy::Sector,
        "deltakere" => SortBy::Participants,
        "niva" => SortBy::Level,
        "form" => SortBy::LegalForm,
        _ => return (Order::default(), "navn".to_owned()),
    };
    (Order { by, backwards }, asked.to_owned())
}

/// A select with more municipalities than the country has helps nobody: then they are asked for by name or number.
const MOST_OFFERED: usize = 500;

/// What the selects of the page offer, in the words of the directory.
pub struct Choices<'a> {
    pub sectors: Vec<Offer<'a>>,
    pub task_fields: Vec<Offer<'a>>,
    pub forms: Vec<Offer<'a>>,
    /// None where they are too many.
    pub hosts: Option<Vec<Offer<'a>>>,
    pub municipalities: Option<Vec<Offer<'a>>>,
    pub levels: Vec<Offer<'a>>,
    pub lives: Vec<Offer<'a>>,
    pub definitions: Vec<Offer<'a>>,
    pub counted: Vec<Offer<'a>>,
}

/// One option: a country's worth of them is made for each page, so they borrow.
pub struct Offer<'a> {
    pub value: Cow<'a, str>,
    pub text: &'a str,
}

impl<'a> Offer<'a> {
    fn new(value: impl Into<Cow<'a, str>>, text: &'a str) -> Self {
        Self {
            value: value.into(),
            text,
        }
    }
}

/// None where they are too many.
fn municipalities<'a>(found: impl Iterator<Item = &'a Entry>) -> Option<Vec<Offer<'a>>> {
    let offered = found.map(|entry| Offer::new(&*entry.municipality.number, &entry.municipality.name));
    let offered: Vec<_> = offered.take(MOST_OFFERED + 1).collect();
    (offered.len() <= MOST_OFFERED).then_some(offered)
}

impl<'a> Choices<'a> {
    pub fn new(t: Lang, directory: &'a Directory, hosts: &HashSet<MunicipalityId>) -> Self {
        let sectors = directory
            .sectors
            .iter()
            .map(|sector| Offer::new(sector.nr.to_string(), t.either(&sector.name_nb, &sector.name_nn)));
        let task_fields = directory
            .task_fields
            .iter()
            .map(|field| Offer::new(field.nr.to_string(), t.either(&field.name_nb, &field.name_nn)));
        let forms = LegalForm::ALL
            .iter()
            .map(|form| Offer::new(form.code(), t.legal_form_short(*form)));
        let hosts = directory
            .entries
            .iter()
            .filter(|entry| hosts.contains(&entry.municipality.id));
        let with_none = |mut hosts: Vec<Offer<'a>>| {
            hosts.push(Offer::new(WITHOUT, t.register_without_host()));
            hosts
        };
        Self {
            sectors: sectors
                .chain([Offer::new(UNKNOWN, t.register_without_sector())])
                .collect(),
            task_fields: task_fields
                .chain([Offer::new(UNKNOWN, t.register_without_task_field())])
                .collect(),
            forms: forms
                .chain([Offer::new(UNKNOWN, t.register_unknown_form())])
                .collect(),
            hosts: municipalities(hosts).map(with_none),
            municipalities: municipalities(directory.area()),
            levels: Level::ALL
                .iter()
                .map(|level| Offer::new(level.code(), t.level(*level)))
                .collect(),
            lives: Life::ALL
                .iter()
                .map(|life| Offer::new(life.code(), t.life(*life)))
                .collect(),
            definitions: DefinitionStatus::ALL
                .iter()
                .map(|status| Offer::new(status.code(), t.definition(*status)))
                .collect(),
            counted: vec![Offer::new("ja", t.yes()), Offer::new("nei", t.no())],
        }
    }
}
