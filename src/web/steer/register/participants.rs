//! Who takes part in an arrangement, as its own page names them: county, share and kind where they are worth saying.

use crate::own_list::host;
use crate::steer::root;
use db::register::list::One;
use domain::places::directory::Directory;
use domain::places::mapping::Mapping;
use domain::register::whole::Party;
use i18n::Lang;

/// A participant.
pub struct Shown {
    pub name: String,
    pub href: Option<String>,
    /// County, kind or share, as far as they are worth saying.
    pub notes: Vec<String>,
}

/// Who takes part, in the order of the list.
pub struct Participants<'a> {
    pub t: Lang,
    pub directory: &'a Directory,
    pub mapping: &'a Mapping,
    pub one: &'a One,
}

impl Participants<'_> {
    fn parties(&self) -> impl Iterator<Item = &Party> {
        self.one.arrangement.participants.iter()
    }

    fn address(&self, number: &str) -> String {
        format!("{}/kommuner/{number}", root(self.mapping))
    }

    /// Name, and the address of its page when it is a municipality.
    pub fn host(&self) -> Option<(String, Option<String>)> {
        let name = host(self.directory, &self.one.line)?.to_owned();
        let entry = self.one.line.host.and_then(|id| self.directory.entry(id));
        Some((name, entry.map(|entry| self.address(&entry.municipality.number))))
    }

    pub fn municipalities(&self, in_area: bool) -> Vec<Shown> {
        self.parties()
            .filter_map(|party| Some((party, self.directory.entry(party.municipality?)?)))
            .filter(|(_, entry)| entry.in_area == in_area)
            .map(|(party, entry)| {
                let is_host = self.one.line.host == party.municipality;
                let county = (!in_area).then(|| entry.municipality.county.clone());
                let host = is_host.then(|| self.t.register_is_host().to_owned());
                Shown {
                    name: entry.municipality.name.clone(),
                    href: Some(self.address(&entry.municipality.number)),
                    notes: county.into_iter().chain(host).chain(self.share(party)).collect(),
                }
            })
            .collect()
    }

    pub fn others(&self) -> Vec<Shown> {
        self.parties()
            .filter(|party| party.municipality.is_none())
            .map(|party| Shown {
                name: party.name.clone().unwrap_or_default(),
                href: None,
                notes: std::iter::once(self.t.participant_kind(party.kind).to_lowercase())
                    .chain(self.share(party))
                    .collect(),
            })
            .collect()
    }

    fn share(&self, party: &Party) -> Option<String> {
        let share = party.share()?;
        let text = format!("{share}").replace('.', ",");
        Some(self.t.register_share_of(&text))
    }
}
