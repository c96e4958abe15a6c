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
    ("visitor", "/logg-inn", Some("form#logg-inn")),
    ("visitor", "/glemt-passord", Some("form#be-om-lenke")),
    ("with a letter", "/aktiver/brev-activation", None),
    (
        "with a letter",
        "/aktiver/brev-activation",
        Some("form#lag-passord"),
    ),
    ("with a letter", "/nytt-passord/brev-reset", None),
    ("with a letter", "/logg-inn/brev-login", None),
    ("with a letter", "/bekreft-epost/brev-email_change", None),
    ("with a letter", "/aktiver/brev-som-er-brukt", None),
    ("waiting for a code", "/logg-inn/kode", None),
    ("waiting for a code", "/logg-inn/kode", Some("form#kode-skjema")),
    ("with an app", "/logg-inn/totp", None),
    ("with an app", "/logg-inn/totp", Some("form#totp")),
    ("with an app", "/logg-inn/gjenopprettingskode", None),
    ("without an app", "/logg-inn/totp/oppsett", None),
    ("without an app", "/logg-inn/totp/oppsett", Some("form#sett-opp")),
    ("grong", "/konto/passord", Some("form#bytt-passord")),
    ("grong", "/konto/epost", Some("form#epost-skjema")),
];

/// What is answered with something else than a page.
const NO_PAGES: &[&str] = &["/helse"];

/// Those whose pages differ from each other's.
const TRAVELLERS: [&str; 4] = ["visitor", "grong", "coordinator", "admin"];

pub fn stops() -> Vec<Stop> {
    let mut stops = Vec::new();
    for line in matrix::lines().iter().filter(|line| {
        line.is_get() && !line.address.contains(".csv") && !NO_PAGES.contains(&line.address.as_str())
    }) {
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
