//! What became of a municipality: old names and numbers lead to the municipalities of today.

use chrono::NaiveDate;

use crate::coded;
use crate::text::norwegian::{search_key, search_words};

coded!(ChangeKind {
    Merge = "merge",
    Split = "split",
    Renumber = "renumber",
    CountyTransfer = "county_transfer",
});

/// One step: a municipality, or a part of it, went on as another or under another number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub old_number: String,
    pub old_name: String,
    pub new_number: String,
    pub new_name: String,
    pub valid_from: NaiveDate,
    pub kind: ChangeKind,
}

/// «Halsa (1571) er nå Heim».
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    pub number: String,
    pub name: String,
    /// Number and name of each municipality of today that has a part of it.
    pub now: Vec<(String, String)>,
}

/// The municipalities of today that `number` went on as, through as many steps as it took.
pub fn successors(changes: &[Change], number: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut ahead = vec![(number.to_owned(), NaiveDate::MIN)];
    let mut seen: Vec<String> = Vec::new();
    while let Some((number, since)) = ahead.pop() {
        // A number that was given away again leads on only from the day it was taken.
        let steps = || {
            changes
                .iter()
                .filter(|change| change.old_number == number && change.valid_from >= since)
                .filter(|change| change.new_number != number)
        };
        if seen.contains(&number) {
            continue;
        }
        seen.push(number.clone());
        if steps().next().is_none() {
            let name = changes
                .iter()
                .filter(|change| change.new_number == number)
                .max_by_key(|change| change.valid_from)
                .map(|change| change.new_name.clone());
            if let Some(name) = name {
                found.push((number, name));
            }
            continue;
        }
        ahead.extend(steps().map(|change| (change.new_number.clone(), change.valid_from)));
    }
    found.sort();
    found
}

/// The former municipalities that a search means: by the whole number, or by half words of the name. One that goes
/// on under its own name is found by that name anyway, so only its number leads here.
pub fn former(changes: &[Change], query: &str) -> Vec<Former> {
    let words = search_words(query);
    let asked = query.trim();
    let mut found: Vec<Former> = Vec::new();
    for change in changes {
        let by_number = change.old_number == asked;
        let key = search_key(&change.old_name);
        let by_name = !words.is_empty() && words.iter().all(|word| key.contains(word.as_str()));
        let known = found.iter().any(|former| {
            former.number == change.old_number || (!by_number && former.name == change.old_name)
        });
        if known || !(by_number || by_name) {
            continue;
        }
        let now = successors(changes, &change.old_number);
        let same_name = now.iter().any(|(_, name)| *name == change.old_name);
        if now.is_empty() || (same_name && !by_number) {
            continue;
        }
        found.push(Former {
            number: change.old_number.clone(),
            name: change.old_name.clone(),
            now,
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(old: (&str, &str), new: (&str, &str), year: i32) -> Change {
        Change {
            old_number: old.0.into(),
            old_name: old.1.into(),
            new_number: new.0.into(),
            new_name: new.1.into(),
            valid_from: NaiveDate::from_ymd_opt(year, 1, 1).unwrap(),
            kind: ChangeKind::Merge,
        }
    }

    fn changes() -> Vec<Change> {
        vec![
            change(("1613", "Snillfjord"), ("5012", "Snillfjord"), 2018),
            change(("1601", "Trondheim"), ("5001", "Trondheim"), 2018),
            change(("1571", "Halsa"), ("5055", "Heim"), 2020),
            change(("5012", "Snillfjord"), ("5055", "Heim"), 2020),
            change(("5012", "Snillfjord"), ("5056", "Hitra"), 2020),
        ]
    }

    fn names(query: &str) -> Vec<String> {
        let told = |former: Former| {
            let now: Vec<String> = former.now.into_iter().map(|(_, name)| name).collect();
            format!("{} → {}", former.name, now.join(", "))
        };
        former(&changes(), query).into_iter().map(told).collect()
    }

    #[test]
    fn an_old_name_or_number_leads_to_the_successors() {
        assert_eq!(names("halsa"), ["Halsa → Heim"]);
        assert_eq!(names("1571"), ["Halsa → Heim"]);
        assert_eq!(names("snill"), ["Snillfjord → Heim, Hitra"]);
        assert_eq!(names("1613"), ["Snillfjord → Heim, Hitra"]);
        assert!(names("bergen").is_empty() && names("").is_empty());
    }

    #[test]
    fn one_that_keeps_its_name_is_former_only_by_number() {
        assert!(names("Trondheim").is_empty());
        assert_eq!(names("1601"), ["Trondheim → Trondheim"]);
    }

    #[test]
    fn changes_that_run_in_a_ring_come_to_an_end() {
        let ring = [
            change(("0001", "A"), ("0002", "B"), 2018),
            change(("0002", "B"), ("0001", "A"), 2020),
        ];
        assert_eq!(successors(&ring, "0001"), []);
    }
}
