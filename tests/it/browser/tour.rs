//! The pages that every page test goes through: each address of the matrix for those who see it differently, and
//! the states that a page can be in besides.

use crate::pages::matrix;

/// A page in a state that its address alone does not bring about.
pub struct Stop {
    pub who: &'static str,
    pub address: String,
    /// A form on the page that is sent as it stands: with nothing filled in it comes back with its mistakes.
    pub send: Option<&'static str>,
}

/// Who, where, and which form is sent empty.
const STATES: &[(&str, &str, Option<&str>)] = &[
    ("visitor", "/finnes-ikke", None),
    ("grong", "/finnes-ikke", None),
    ("admin", "/admin/e-post?id=1", None),
    ("admin", "/admin/e-post?id=2", None),
    ("admin", "/admin/e-post?id=3", None),
    ("admin", "/admin/e-post?id=4&tilstand=queued", None),
    ("admin", "/admin/e-post?q=finnes+ikke", None),
];

/// What is answered with something else than a page.
const NO_PAGES: &[&str] = &["/helse"];

/// Those whose pages differ from each other's.
const TRAVELLERS: [&str; 4] = ["visitor", "grong", "coordinator", "admin"];

pub fn stops() -> Vec<Stop> {
    let mut stops = Vec::new();
    for line in matrix::lines()
        .iter()
        .filter(|line| line.is_get() && !NO_PAGES.contains(&line.address.as_str()))
    {
        for who in TRAVELLERS.into_iter().filter(|who| line.is_seen_by(who)) {
            stops.push(Stop {
                who,
                address: line.address.clone(),
                send: None,
            });
            // What is for everyone differs only in its head, which the front page shows in all its forms.
            if who == "visitor" && line.address != "/" {
                break;
            }
        }
    }
    stops.extend(STATES.iter().map(|(who, address, send)| Stop {
        who,
        address: (*address).to_owned(),
        send: *send,
    }));
    stops
}
