//! What lists and choices on a page are made of: choices, active filters, pages, and addresses with one thing changed.

mod filters;

use std::borrow::Cow;

use actix_web::web::Query;

use super::encode;
use super::error::AppError;
use super::form::Form;
pub use filters::Filters;
use i18n::Lang;

/// What stands after the question mark of an address.
pub type Asked = Query<Vec<(String, String)>>;

/// The filters of a list, each given once (S40).
pub fn asked(query: Asked) -> Result<Form, AppError> {
    let pairs = query.into_inner();
    let mut names: Vec<&str> = pairs.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    let given = names.len();
    names.dedup();
    if names.len() < given {
        return Err(AppError::BadRequest);
    }
    Ok(Form::new(pairs))
}

/// One option of a select, a group of radios or a list of checkboxes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub text: String,
}

impl Choice {
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            text: text.into(),
        }
    }
}

/// One option of a filter. A country's worth of them is made for each page, so they may borrow.
pub struct Offer<'a> {
    pub value: Cow<'a, str>,
    pub text: Cow<'a, str>,
}

impl<'a> Offer<'a> {
    pub fn new(value: impl Into<Cow<'a, str>>, text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            value: value.into(),
            text: text.into(),
        }
    }
}

/// A filter that is in force, as the link that takes it away shows it: «Sektor: Kultur».
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Active {
    pub name: &'static str,
    pub value: String,
    pub text: String,
}

/// Which part of a long list is shown; pages count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pages {
    pub now: usize,
    pub last: usize,
    pub size: usize,
}

impl Pages {
    /// `asked` comes from the address: nonsense is the first page, and past the end is the last one.
    pub fn of(total: usize, size: usize, asked: &str) -> Self {
        let last = total.div_ceil(size).max(1);
        let now = asked.parse().unwrap_or(1).clamp(1, last);
        Self { now, last, size }
    }

    pub fn offset(&self) -> usize {
        (self.now - 1) * self.size
    }

    /// The first and the last of the `rows` that are shown: «51» and «100».
    pub fn ends(&self, t: Lang, rows: usize) -> (String, String) {
        (
            t.count(self.offset() as i64 + 1),
            t.count((self.offset() + rows) as i64),
        )
    }

    /// The numbers to offer; `None` is a gap.
    pub fn offered(&self) -> Vec<Option<usize>> {
        let near = |page: usize| page == 1 || page == self.last || page.abs_diff(self.now) <= 1;
        let mut offered = Vec::new();
        for page in 1..=self.last {
            if near(page) || (near(page - 1) && near(page + 1)) {
                offered.push(Some(page));
            } else if offered.last() != Some(&None) {
                offered.push(None);
            }
        }
        offered
    }
}

/// What a list is sorted by, of what it can be sorted by, and whether the other way round: `-deltakere`.
pub fn sorted<T: Copy>(asked: &str, known: &[(&str, T)]) -> Option<(T, bool)> {
    let name = asked.strip_prefix('-').unwrap_or(asked);
    let (_, by) = known.iter().find(|(known, _)| *known == name)?;
    Some((*by, name.len() < asked.len()))
}

/// `address` with `name` set to `value` alone; an empty value takes it away.
pub fn with(address: &str, name: &str, value: &str) -> String {
    let (path, mut pairs) = parts(address);
    pairs.retain(|(key, _)| key != name);
    if !value.is_empty() {
        pairs.push((name.to_owned(), value.to_owned()));
    }
    join(path, &pairs)
}

/// What a list shows now, as a file: the same query after `.csv`, in the dialect that a program reads.
pub fn as_csv(address: &str, dialect: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let whole = without(&format!("{path}.csv?{query}"), "antall", "alle");
    with(&whole, "dialekt", dialect)
}

/// `address` without one value of `name`, back on the first page of what is then found.
pub fn without(address: &str, name: &str, value: &str) -> String {
    let (path, mut pairs) = parts(address);
    pairs.retain(|(key, given)| key != "side" && !(key == name && given.trim() == value));
    join(path, &pairs)
}

fn parts(address: &str) -> (&str, Vec<(String, String)>) {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let pairs = Query::<Vec<(String, String)>>::from_query(query);
    (path, pairs.map(Query::into_inner).unwrap_or_default())
}

fn join(path: &str, pairs: &[(String, String)]) -> String {
    // A field that was left empty says nothing, and would only make the address long.
    let query: Vec<String> = pairs
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", query.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_changes_in_one_place_only() {
        let here = "/kartlegging/a/ordninger?q=br%C3%B8d+og&sektor=3&sektor=4&form=&side=2";
        assert_eq!(
            with(here, "side", "3"),
            "/kartlegging/a/ordninger?q=br%C3%B8d%20og&sektor=3&sektor=4&side=3"
        );
        assert_eq!(
            without(here, "sektor", "3"),
            "/kartlegging/a/ordninger?q=br%C3%B8d%20og&sektor=4"
        );
        assert_eq!(with("/a?side=2", "side", ""), "/a");
        assert_eq!(
            as_csv("/a?q=b&side=2&antall=alle", "excel"),
            "/a.csv?q=b&dialekt=excel"
        );
        assert_eq!(as_csv("/a", ""), "/a.csv");
    }

    #[test]
    fn a_page_that_does_not_exist_is_the_nearest_that_does() {
        assert_eq!(Pages::of(0, 50, "").now, 1);
        assert_eq!(Pages::of(101, 50, "9").now, 3);
        assert_eq!(Pages::of(101, 50, "-1").now, 1);
        assert_eq!(Pages::of(101, 50, "2").offset(), 50);
    }

    #[test]
    fn a_list_is_sorted_both_ways_by_what_it_knows() {
        let known = [("navn", 1), ("niva", 2)];
        assert_eq!(sorted("niva", &known), Some((2, false)));
        assert_eq!(sorted("-navn", &known), Some((1, true)));
        assert_eq!(sorted("alder", &known), None);
    }

    #[test]
    fn the_ends_and_the_neighbours_are_offered() {
        let some = |pages: &[usize]| pages.iter().copied().map(Some).collect::<Vec<_>>();
        assert_eq!(Pages::of(150, 50, "1").offered(), some(&[1, 2, 3]));
        let middle = Pages::of(500, 50, "5").offered();
        assert_eq!(middle, [Some(1), None, Some(4), Some(5), Some(6), None, Some(10)]);
        // A gap of one page is no gap.
        assert_eq!(Pages::of(250, 50, "4").offered(), some(&[1, 2, 3, 4, 5]));
    }
}
