//! The filters of a list, each told once: what is asked for, what the page says of it, and what can be chosen.

use std::borrow::Cow;

use super::{Active, Offer};
use crate::form::Form;
use domain::text::norwegian::search_words;
use i18n::Lang;

/// A select with more municipalities than the country has helps nobody: then they are asked for by name or number.
const MOST_OFFERED: usize = 500;

enum Kind<'a> {
    Search,
    Text,
    Choice(Vec<Offer<'a>>),
}

/// A filter as the page asks for it.
pub struct Field<'a> {
    pub name: &'static str,
    pub label: Cow<'static, str>,
    kind: Kind<'a>,
}

impl<'a> Field<'a> {
    pub fn choices(&self) -> Option<&[Offer<'a>]> {
        match &self.kind {
            Kind::Choice(offers) => Some(offers),
            Kind::Search | Kind::Text => None,
        }
    }

    pub fn is_search(&self) -> bool {
        matches!(self.kind, Kind::Search)
    }
}

/// A list says its filters in the order of the page, and gets the value of each.
pub struct Filters<'a> {
    pub t: Lang,
    pub form: Form,
    pub active: Vec<Active>,
    /// Something is asked for that there is not, so there is nothing to be found.
    pub nothing: bool,
    /// What few need, under a heading of its own.
    pub rare: Option<&'static str>,
    fields: Vec<Field<'a>>,
    usual: usize,
    is_shown: bool,
    is_lenient: bool,
}

impl<'a> Filters<'a> {
    pub fn new(t: Lang, form: Form) -> Self {
        Self {
            t,
            form,
            active: Vec::new(),
            nothing: false,
            rare: None,
            fields: Vec::new(),
            usual: usize::MAX,
            is_shown: true,
            is_lenient: false,
        }
    }

    /// For the values alone: what could be chosen is not gathered.
    pub fn unseen(t: Lang, form: Form) -> Self {
        let mut filters = Self::new(t, form);
        filters.is_shown = false;
        filters
    }

    /// A code that there is not is left out, as if nobody had asked for it.
    #[must_use]
    pub fn leniently(mut self) -> Self {
        self.is_lenient = true;
        self
    }

    pub fn usual(&self) -> &[Field<'a>] {
        self.halves().0
    }

    pub fn more(&self) -> &[Field<'a>] {
        self.halves().1
    }

    fn halves(&self) -> (&[Field<'a>], &[Field<'a>]) {
        self.fields.split_at(self.usual.min(self.fields.len()))
    }

    pub fn more_is_open(&self) -> bool {
        self.more()
            .iter()
            .any(|field| !self.form.value(field.name).is_empty())
    }

    /// Those that follow are unfolded when one of them is in use.
    pub fn rarely(&mut self, heading: &'static str) {
        self.rare = Some(heading);
        self.usual = self.fields.len();
    }

    /// A search for nothing but signs finds nothing: wildcards are no way to everything (S40).
    pub fn words(&mut self, label: &'static str) -> Vec<String> {
        self.ask("q", label, || Kind::Search);
        let typed = self.form.value("q").to_owned();
        let words = search_words(&typed);
        if !typed.is_empty() {
            self.nothing |= words.is_empty();
            self.tell("q", self.t.search(), &typed);
        }
        words
    }

    /// What somebody types, with the shorter name that it has afterwards.
    pub fn text(&mut self, name: &'static str, label: &'static str, short: &str) -> String {
        self.ask(name, label, || Kind::Text);
        let typed = self.form.value(name).to_owned();
        if !typed.is_empty() {
            self.tell(name, short, &typed);
        }
        typed
    }

    /// One of the domain's codes.
    pub fn code<T: Copy>(
        &mut self,
        name: &'static str,
        label: &'static str,
        all: &[T],
        code: fn(T) -> &'static str,
        text: fn(Lang, T) -> &'static str,
    ) -> Option<T> {
        let t = self.t;
        let offers = all
            .iter()
            .map(|one| (*one, Offer::new(code(*one), text(t, *one))));
        self.choose(name, label, offers)
    }

    /// One of what is offered.
    pub fn choose<T>(
        &mut self,
        name: &'static str,
        label: &'static str,
        offers: impl IntoIterator<Item = (T, Offer<'a>)>,
    ) -> Option<T> {
        let asked = self.form.value(name).to_owned();
        if asked.is_empty() && !self.is_shown {
            return None;
        }
        let (mut chosen, mut offered) = (None, Vec::new());
        for (one, offer) in offers {
            if offer.value == asked {
                chosen = Some((one, offer.text.to_string()));
            }
            offered.push(offer);
        }
        self.ask(name, label, || Kind::Choice(offered));
        self.settle(name, label, |_| chosen)
    }

    /// A key that the database is asked for as it is; pairs of keys and names are offered.
    pub fn named(
        &mut self,
        name: &'static str,
        label: &'static str,
        pairs: impl IntoIterator<Item = (String, String)>,
    ) -> Option<String> {
        let asked = Some(self.form.value(name).to_owned()).filter(|asked| !asked.is_empty());
        let offers = pairs.into_iter().map(|(key, text)| Offer::new(key, text));
        let offered: Vec<_> = offers.collect();
        if let Some(asked) = &asked {
            let known = offered.iter().find(|offer| offer.value == *asked);
            self.tell(name, label, known.map_or(asked, |offer| &offer.text));
        }
        self.ask(name, label, || Kind::Choice(offered));
        asked
    }

    /// What `read` knows, and how it is called then; it is written where the choices are too many.
    pub fn read<T>(
        &mut self,
        name: &'static str,
        label: &'static str,
        offers: impl IntoIterator<Item = Offer<'a>>,
        read: impl FnOnce(&str) -> Option<(T, String)>,
    ) -> Option<T> {
        if self.is_shown {
            let offered: Vec<_> = offers.into_iter().take(MOST_OFFERED + 1).collect();
            if offered.len() > MOST_OFFERED {
                self.ask(name, self.t.municipality_written(label), || Kind::Search);
            } else {
                self.ask(name, label, || Kind::Choice(offered));
            }
        }
        self.settle(name, label, read)
    }

    fn ask(
        &mut self,
        name: &'static str,
        label: impl Into<Cow<'static, str>>,
        kind: impl FnOnce() -> Kind<'a>,
    ) {
        if self.is_shown {
            self.fields.push(Field {
                name,
                label: label.into(),
                kind: kind(),
            });
        }
    }

    fn settle<T>(
        &mut self,
        name: &'static str,
        label: &str,
        read: impl FnOnce(&str) -> Option<(T, String)>,
    ) -> Option<T> {
        let asked = self.form.value(name).to_owned();
        if asked.is_empty() {
            return None;
        }
        let known = read(&asked);
        match &known {
            Some((_, text)) => self.tell(name, label, text),
            None if self.is_lenient => {}
            None => {
                self.nothing = true;
                self.tell(name, label, &self.t.no_such_choice(&asked));
            }
        }
        known.map(|(chosen, _)| chosen)
    }

    fn tell(&mut self, name: &'static str, label: &str, text: &str) {
        self.active.push(Active {
            name,
            value: self.form.value(name).to_owned(),
            text: self.t.filter_in_force(label, text),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::register::arrangement::Life;

    fn asked<'a>(name: &str, value: &str) -> Filters<'a> {
        Filters::new(Lang::Nb, Form::filled([(name, value.to_owned())]))
    }

    fn life(filters: &mut Filters) -> Option<Life> {
        filters.code("liv", "Tilstand", Life::ALL, Life::code, Lang::life)
    }

    #[test]
    fn what_is_chosen_is_called_what_its_option_says() {
        let mut filters = asked("liv", "discontinued");
        let chosen = life(&mut filters);
        let offered = filters.usual()[0].choices().unwrap();
        assert_eq!(offered.len(), Life::ALL.len());
        let option = offered.iter().find(|one| one.value == "discontinued").unwrap();
        assert_eq!(chosen, Some(Life::Discontinued));
        assert_eq!(filters.active[0].text, format!("Tilstand: {}", option.text));
    }

    #[test]
    fn a_code_that_there_is_not_finds_nothing_and_is_named() {
        let mut filters = asked("liv", "evig");
        assert_eq!(life(&mut filters), None);
        assert!(filters.nothing);
        assert_eq!(filters.active[0].text, "Tilstand: evig (finnes ikke)");
        let mut filters = asked("liv", "evig").leniently();
        assert_eq!(life(&mut filters), None);
        assert!(!filters.nothing && filters.active.is_empty());
    }
}
