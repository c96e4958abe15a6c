//! A municipality's arrangements by sector, as its page and its own kommunedirektør see them.

use domain::letters::letter::MailState;
use domain::places::directory::Directory;
use domain::places::municipality::MunicipalityId;
use domain::register::arrangement::{DefinitionStatus, Life};
use domain::register::listing::Line;
use domain::register::whole::Party;
use i18n::Lang;

/// More names than this are unfolded.
const MANY: usize = 8;

/// A status that is not the usual one.
pub struct Tag {
    pub text: String,
    pub color: &'static str,
}

/// The colour of what has become of a letter, wherever it is told.
pub fn letter_color(state: MailState) -> &'static str {
    match state {
        MailState::Sent | MailState::Kept => "success",
        MailState::Queued | MailState::Sending => "info",
        MailState::Unknown | MailState::Held | MailState::Paused => "warning",
        MailState::Failed | MailState::Bounced => "danger",
        MailState::Cancelled => "neutral",
    }
}

impl Tag {
    pub fn of_letter(t: Lang, state: MailState) -> Self {
        Self {
            text: t.mail_state(state).to_owned(),
            color: letter_color(state),
        }
    }
}

pub struct Group {
    /// For headings and links within the page.
    pub id: String,
    pub name: String,
    pub count: String,
    pub items: Vec<Item>,
}

pub struct Item {
    pub number: i32,
    pub name: String,
    pub facts: String,
    pub tags: Vec<Tag>,
    pub participants: Vec<Participant>,
    /// Stands instead of the names until they are unfolded.
    pub many: Option<String>,
}

pub struct Participant {
    pub name: String,
    /// The municipality that the list is of.
    pub own: bool,
}

/// What a municipality has to do with the arrangements that the tables count.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    pub participations: usize,
    pub hostings: usize,
}

impl Counts {
    pub fn without_hosting(self) -> usize {
        self.participations.saturating_sub(self.hostings)
    }
}

pub fn counts(rows: &[(Line, Vec<Party>)], own: MunicipalityId) -> Counts {
    let counted = || rows.iter().filter(|(line, _)| line.is_counted());
    Counts {
        participations: counted().filter(|(_, parties)| takes_part(parties, own)).count(),
        hostings: counted().filter(|(line, _)| line.host == Some(own)).count(),
    }
}

fn takes_part(parties: &[Party], own: MunicipalityId) -> bool {
    parties.iter().any(|party| party.municipality == Some(own))
}

/// In the mapping's order of sectors, those without one last.
pub fn by_sector(
    t: Lang,
    directory: &Directory,
    own: MunicipalityId,
    rows: Vec<(Line, Vec<Party>)>,
) -> Vec<Group> {
    let mut places: Vec<Vec<Item>> = Vec::new();
    places.resize_with(directory.sectors.len() + 1, Vec::new);
    for (line, parties) in rows {
        let place = directory
            .sectors
            .iter()
            .position(|sector| Some(sector.id) == line.sector)
            .unwrap_or(directory.sectors.len());
        places[place].push(item(t, directory, own, &line, parties));
    }
    let named = directory
        .sectors
        .iter()
        .map(|sector| (sector.nr.to_string(), t.either(&sector.name_nb, &sector.name_nn)));
    named
        .chain([("uten".to_owned(), t.register_without_sector())])
        .zip(places)
        .filter(|(_, items)| !items.is_empty())
        .map(|((id, name), items)| Group {
            id,
            name: name.to_owned(),
            count: t.arrangements(items.len()),
            items,
        })
        .collect()
}

fn item(t: Lang, directory: &Directory, own: MunicipalityId, line: &Line, mut parties: Vec<Party>) -> Item {
    let mut tags = tags(t, line);
    if line.host == Some(own) && !takes_part(&parties, own) {
        tags.push(Tag {
            text: t.register_hosts_only().to_owned(),
            color: "warning",
        });
    }
    directory.sort_parties(&mut parties);
    let municipalities = parties
        .iter()
        .filter(|party| party.municipality.is_some())
        .count();
    let many = (parties.len() > MANY).then(|| t.municipalities_counted(municipalities));
    Item {
        number: line.number,
        name: line.name.clone(),
        facts: facts(t, directory, line),
        tags,
        participants: parties
            .into_iter()
            .map(|party| participant(directory, own, party))
            .collect(),
        many,
    }
}

fn participant(directory: &Directory, own: MunicipalityId, party: Party) -> Participant {
    let name = match party.municipality {
        Some(id) => directory.name(id).unwrap_or_default().to_owned(),
        None => party.name.unwrap_or_default(),
    };
    Participant {
        name,
        own: party.municipality == Some(own),
    }
}

/// «Vert: Ørland · Vertskommune § 20-2 · fra 2008 · 12,5 årsverk», as far as it is known.
fn facts(t: Lang, directory: &Directory, line: &Line) -> String {
    let host = host(directory, line).map(|host| t.register_host_is(host));
    let form = line.legal_form.map(|form| t.legal_form_short(form).to_owned());
    let year = line.established_year.map(|year| t.register_from_year(&year));
    let fte = line.fte().map(|fte| t.register_fte_short(&t.decimal(fte)));
    let known: Vec<String> = [host, form, year, fte].into_iter().flatten().collect();
    known.join(" · ")
}

/// The host's name, whatever kind of host it is.
pub fn host<'a>(directory: &'a Directory, line: &'a Line) -> Option<&'a str> {
    line.host
        .and_then(|host| directory.name(host))
        .or(line.host_name.as_deref())
}

/// What sets an arrangement apart from one that is in force and counted.
pub fn tags(t: Lang, line: &Line) -> Vec<Tag> {
    let definition = match line.definition {
        DefinitionStatus::Included => None,
        DefinitionStatus::Borderline => Some("warning"),
        DefinitionStatus::Excluded => Some("neutral"),
    };
    let state = match line.life {
        Life::Active => None,
        Life::BeingEstablished => Some("info"),
        Life::Discontinued => Some("danger"),
    };
    let definition = definition.map(|color| (t.definition(line.definition), color));
    let state = state.map(|color| (t.life(line.life), color));
    let shown = |(text, color): (&str, _)| Tag {
        text: text.to_owned(),
        color,
    };
    definition.into_iter().chain(state).map(shown).collect()
}
