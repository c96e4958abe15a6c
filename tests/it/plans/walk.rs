//! Clicks through the pages as people do, and notes the statements that were run for each.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use actix_web::http::Method;
use ordna::web::routes::{ROUTES, Row};

use super::without_binds;
use crate::support::browser::Browser;
use crate::support::portal::Portal;

/// How many pages of a kind are asked for by each person.
const FEW: usize = 2;

/// Statements by their text, each with an address where it was run.
pub type Statements = BTreeMap<String, String>;

/// What was found below an address.
pub struct Walk<'a> {
    portal: &'a Portal,
    below: &'static str,
    asked: BTreeSet<&'static str>,
    pub statements: Statements,
}

impl<'a> Walk<'a> {
    pub fn new(portal: &'a Portal, below: &'static str) -> Self {
        Self {
            portal,
            below,
            asked: BTreeSet::new(),
            statements: Statements::new(),
        }
    }

    /// Follows all links to the demo's open mapping, a few of each kind.
    pub async fn by(&mut self, browser: &Browser, from: &[&str]) {
        let mut waiting: VecDeque<String> = from.iter().map(|&address| address.to_owned()).collect();
        let mut known: BTreeSet<String> = BTreeSet::new();
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        while let Some(address) = waiting.pop_front() {
            let Some((route, kind)) = self.kind_of(&address) else {
                continue;
            };
            let times = times.entry(kind).or_default();
            if *times == FEW || !known.insert(address.clone()) {
                continue;
            }
            *times += 1;
            self.portal.state.pool.recorded();
            let answer = browser.get(&address).await;
            self.note(&address);
            match answer.status() {
                200 => {
                    self.asked.insert(route.path);
                }
                303 => {
                    self.asked.insert(route.path);
                    waiting.push_back(answer.header("location").to_owned());
                }
                _ => {}
            }
            if answer.status() == 200 && answer.header("content-type").starts_with("text/html") {
                let links = answer.all("a[href^='/']");
                waiting.extend(
                    links
                        .iter()
                        .filter_map(|link| link.attr("href"))
                        .map(str::to_owned),
                );
            }
        }
    }

    fn note(&mut self, address: &str) {
        for text in self.portal.state.pool.recorded() {
            let sql = without_binds(&text);
            let is_planned = ["SELECT", "INSERT", "UPDATE", "DELETE"]
                .iter()
                .any(|word| sql.trim_start().starts_with(word));
            if is_planned && !self.statements.contains_key(sql) {
                self.statements.insert(sql.to_owned(), address.to_owned());
            }
        }
    }

    /// The route that answers at an address, and what the address has in common with all that are the same page to the
    /// database: the route, and which filters are set.
    fn kind_of(&self, address: &str) -> Option<(&'static Row, String)> {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let of_mapping = format!("{}/trondelag-2026", self.below);
        if path != self.below && !path.starts_with(&of_mapping) {
            return None;
        }
        let route = ROUTES
            .iter()
            .filter(|row| answers(row, path))
            .min_by_key(|row| row.path.matches('{').count())?;
        let set = query.split('&').filter(|field| !field.ends_with('='));
        let names: BTreeSet<&str> = set.filter_map(|field| field.split('=').next()).collect();
        Some((route, format!("{} {names:?}", route.path)))
    }

    /// The pages of this part that nobody came to.
    pub fn missed(&self) -> Vec<&'static str> {
        ROUTES
            .iter()
            .filter(|row| row.method == Method::GET && row.path.starts_with(self.below))
            .map(|row| row.path)
            .filter(|path| !self.asked.contains(path))
            .collect()
    }
}

fn answers(row: &Row, path: &str) -> bool {
    // «{id}.csv» is a parameter with an ending.
    let same = |(pattern, part): (&str, &str)| match pattern.strip_prefix('{') {
        Some(rest) => rest
            .split_once('}')
            .is_some_and(|(_, ending)| part.ends_with(ending)),
        None => pattern == part,
    };
    row.method == Method::GET
        && row.path.split('/').count() == path.split('/').count()
        && row.path.split('/').zip(path.split('/')).all(same)
}
