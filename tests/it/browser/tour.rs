//! The pages that every page test goes through: each address of the matrix for those who see it differently, and
//! the states that a page can be in besides.

use crate::pages::matrix;

/// Fields and what is written in them.
pub type Typed = &'static [(&'static str, &'static str)];

/// A page in a state, and how to get there.
pub struct Stop {
    pub who: &'static str,
    pub address: String,
    /// A form on the page, and what is written in it so that it comes back with its mistakes.
    pub send: Option<(&'static str, Typed)>,
    /// What such a form is answered with.
    pub status: u16,
}

/// What a page says when it has nothing to show, or may not be shown, or when one stands half-way in.
const STATES: &[(&str, &str)] = &[
    ("visitor", "/finnes-ikke"),
    ("grong", "/finnes-ikke"),
    ("grong", "/admin"),
    ("visitor", "/aktiver"),
    (
        "coordinator",
        "/kartlegging/trondelag-2026/ordninger?q=finnes+ikke",
    ),
    (
        "coordinator",
        "/kartlegging/trondelag-2026/ordninger?sektor=1&form=host&sorter=-navn",
    ),
    (
        "coordinator",
        "/kartlegging/trondelag-2026/kommuner?q=finnes+ikke",
    ),
    ("grong", "/svar/trondelag-2026/5045/ordninger?vis=endret"),
    ("grong", "/svar/trondelag-2026/5045/ordninger?neste=1&sektor=6"),
    ("grong", "/svar/trondelag-2026/5045/ordninger?samlet=x&antall=2"),
    (
        "grong",
        "/svar/trondelag-2026/5045/ordninger/ny?navn=Drone+for+kart",
    ),
    ("admin", "/admin/brukere?q=finnes+ikke"),
    ("admin", "/admin/kommuner?q=finnes+ikke"),
    ("admin", "/admin/logg?q=finnes+ikke"),
    ("admin", "/admin/e-post?q=finnes+ikke"),
    ("admin", "/admin/e-post?id=1"),
    ("admin", "/admin/e-post?id=2"),
    ("admin", "/admin/e-post?id=3"),
    ("admin", "/admin/e-post?id=4&tilstand=queued"),
    ("waiting for a code", "/logg-inn/kode"),
    ("with an app", "/logg-inn/totp"),
    ("with an app", "/logg-inn/gjenopprettingskode"),
    ("without an app", "/logg-inn/totp/oppsett"),
    ("with a letter", "/aktiver/brev-activation"),
    ("with a letter", "/nytt-passord/brev-reset"),
    ("with a letter", "/logg-inn/brev-login"),
    ("with a letter", "/bekreft-epost/brev-email_change"),
    ("with a letter", "/aktiver/brev-som-er-brukt"),
];

/// Forms that come back with 422.
const MISTAKEN: &[(&str, &str, &str, Typed)] = &[
    ("visitor", "/logg-inn", "form#logg-inn", &[("epost", "kari")]),
    (
        "visitor",
        "/logg-inn/lenke",
        "form#be-om-lenke",
        &[("epost", "kari")],
    ),
    ("visitor", "/glemt-passord", "form#be-om-lenke", &[("epost", "")]),
    ("grong", "/konto/navn", "form#navn-skjema", &[("navn", "")]),
    (
        "grong",
        "/konto/epost",
        "form#epost-skjema",
        &[("epost", "grong")],
    ),
    (
        "grong",
        "/konto/passord",
        "form#bytt-passord",
        &[("nytt", "kort")],
    ),
    (
        "grong",
        "/svar/trondelag-2026/5045/bekreft",
        "form[action$=bekreft]",
        &[],
    ),
    (
        "grong",
        "/svar/trondelag-2026/5045/ordninger/1",
        "main form.form",
        &[("navn", ""), ("etablert", "208"), ("arsverk", "mange")],
    ),
    (
        "grong",
        "/svar/trondelag-2026/5045/ordninger/1/deltar-ikke",
        "main form.form",
        &[("ar_ut", "23")],
    ),
    (
        "grong",
        "/svar/trondelag-2026/5045/ordninger/ny?navn=Drone+for+kart",
        "form#ny",
        &[("navn", "")],
    ),
    ("admin", "/admin/brukere/ny", "form#invitasjon", &[]),
    ("admin", "/admin/brukere/25/endre", "form#bruker", &[("navn", "")]),
    (
        "admin",
        "/admin/brukere/25/nytt-passord",
        "form#tiltak",
        &[("grunn", "")],
    ),
    (
        "admin",
        "/admin/kommuner/5045/kontakter/ny",
        "form#kontakt",
        &[("epost", "grong")],
    ),
    (
        "waiting for a code",
        "/logg-inn/kode",
        "form#kode-skjema",
        &[("kode", "1")],
    ),
    ("with an app", "/logg-inn/totp", "form#totp", &[("kode", "1")]),
    (
        "without an app",
        "/logg-inn/totp/oppsett",
        "form#sett-opp",
        &[("kode", "1")],
    ),
    (
        "with a letter",
        "/aktiver/brev-activation",
        "form#lag-passord",
        &[],
    ),
];

/// Forms that come back with 409, because somebody has saved meanwhile.
const OVERTAKEN: &[(&str, &str, &str, Typed)] = &[
    (
        "grong",
        "/svar/trondelag-2026/5045/ordninger/1",
        "main form.form",
        &[("versjon", "0.0"), ("navn", "Legevakta"), ("arsverk", "33,5")],
    ),
    (
        "grong",
        "/svar/trondelag-2026/5045/sporsmal/1",
        "form#svaret",
        &[("versjon", "7"), ("tekst", "Tid")],
    ),
];

/// What is answered with something else than a page.
const NO_PAGES: &[&str] = &["/helse", ".csv", ".eml", ".json", ".xlsx"];

/// Those whose pages differ from each other's.
const TRAVELLERS: [&str; 4] = ["visitor", "grong", "coordinator", "admin"];

/// Pages as full as a county makes them: long names, dozens of participants, lists of many pages.
pub fn of_the_demo() -> Vec<Stop> {
    let staff = [
        "/kartlegging/trondelag-2020",
        "/kartlegging/trondelag-2020/ordninger",
        "/kartlegging/trondelag-2020/ordninger?side=2&sorter=-deltakere",
        "/kartlegging/trondelag-2020/ordninger/1",
        "/kartlegging/trondelag-2026/ordninger/289",
        "/kartlegging/trondelag-2020/kommuner",
        "/kartlegging/trondelag-2020/kommuner/5001",
    ];
    let mut stops = vec![
        stop("visitor", "/"),
        stop("kommunedirektor@grong.demo.invalid", "/svar/trondelag-2026/5045"),
    ];
    stops.extend(staff.map(|address| stop("koordinator@demo.invalid", address)));
    stops
}

/// The tour, with each traveller's pages together.
pub fn stops() -> Vec<Stop> {
    let mut stops = Vec::new();
    let is_page = |address: &str| !NO_PAGES.iter().any(|ending| address.ends_with(ending));
    for line in matrix::lines()
        .iter()
        .filter(|line| line.is_get() && is_page(&line.address))
    {
        for who in TRAVELLERS.into_iter().filter(|who| line.is_seen_by(who)) {
            stops.push(stop(who, &line.address));
            // What is for everyone differs only in its head, which the front page shows in all its forms.
            if who == "visitor" && line.address != "/" {
                break;
            }
        }
    }
    stops.extend(STATES.iter().map(|(who, address)| stop(who, address)));
    for (forms, status) in [(MISTAKEN, 422), (OVERTAKEN, 409)] {
        stops.extend(forms.iter().map(|(who, address, form, fields)| Stop {
            send: Some((form, fields)),
            status,
            ..stop(who, address)
        }));
    }
    stops.sort_by_key(|stop| stop.who);
    stops
}

pub fn stop(who: &'static str, address: &str) -> Stop {
    Stop {
        who,
        address: address.to_owned(),
        send: None,
        status: 200,
    }
}
