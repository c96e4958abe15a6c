//! What holds on every page in every state: no barrier that axe knows, nothing wider than the window, nothing that
//! the policy had to stop.

use std::path::Path;

use super::chromium::{Chromium, Dress};
use super::server::Server;
use super::tour::{self, Stop};
use crate::support::letters;

/// WCAG 2.2 at level AA and what axe's makers hold good besides (TRUST.md, C1).
const RULES: &str = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";
/// What another colour can break.
const COLOURS: &str = "['color-contrast', 'link-in-text-block']";

const fn dress(width: u32, dark: bool) -> Dress {
    Dress { width, dark }
}

/// A page in the dresses that it is looked at in, and by which rules. A width shows and hides things, so all rules are
/// asked for each; the dark colours are the same at both, and the words of the other written form have no colours.
const FIRST_FORM: &[(Dress, Option<&str>)] = &[
    (dress(1280, false), Some(RULES)),
    (dress(1280, true), Some(COLOURS)),
    (dress(390, false), Some(RULES)),
    (dress(390, true), Some(COLOURS)),
];
const OTHER_FORM: &[(Dress, Option<&str>)] = &[(dress(1280, false), Some(RULES)), (dress(390, false), None)];

fn axe() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(path).expect("axe-core is installed: npm ci --prefix tests/browser")
}

/// Each finding with the rule and the markup that it is about.
fn barriers(chromium: &Chromium, axe: &str, rules: &str) -> Vec<String> {
    let found = chromium.run_until_done(&format!(
        "const done = arguments[arguments.length - 1];
         if (!window.axe) {{ {axe} }}
         axe.run(document, {{ runOnly: {rules}, resultTypes: ['violations'] }}).then(
           (result) => done(result.violations.flatMap((rule) =>
             rule.nodes.map((node) => rule.id + ': ' + node.html.slice(0, 200) + ' ' + node.failureSummary))),
           (error) => done(['axe failed: ' + error]));"
    ));
    let found = found.as_array().expect("axe gives a list");
    found
        .iter()
        .map(|finding| finding.as_str().unwrap_or("").replace('\n', " "))
        .collect()
}

/// How many pixels the page is wider than its window, and what sticks out.
fn overflow(chromium: &Chromium) -> Option<String> {
    let found = chromium.run(
        "const wide = document.documentElement.scrollWidth - window.innerWidth;
         if (wide <= 0) return null;
         const out = [...document.querySelectorAll('body *')].filter((e) => !e.closest('.scroll') &&
           e.getBoundingClientRect().right > window.innerWidth + 1);
         return wide + ' px wider than the window: ' + (out.pop()?.outerHTML ?? '').slice(0, 200);",
    );
    found.as_str().map(str::to_owned)
}

/// Everything that is wrong with the page, in these dresses.
fn faults(chromium: &Chromium, axe: &str, dresses: &[(Dress, Option<&str>)]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (dress, rules) in dresses {
        chromium.dress(*dress);
        let found = rules
            .iter()
            .flat_map(|rules| barriers(chromium, axe, rules))
            .chain(overflow(chromium));
        wrong.extend(found.map(|finding| format!("{dress:?}: {finding}")));
    }
    chromium.dress(dress(320, false));
    wrong.extend(overflow(chromium).map(|finding| format!("at 320: {finding}")));
    // An error page's own status is no complaint of the page.
    let is_of_the_page = |text: &String| !text.contains("the server responded with a status");
    wrong.extend(chromium.complaints().into_iter().filter(is_of_the_page));
    wrong
}

/// The same for a page that a test has come to by itself.
pub fn faults_of(chromium: &Chromium) -> Vec<String> {
    // That the page was answered with an error is a complaint of the browser alone.
    faults(chromium, &axe(), FIRST_FORM)
}

/// Opens every page in both written forms and looks for faults.
pub fn look_at_every_page(server: &Server, stops: &[Stop]) {
    let (chromium, axe) = (Chromium::start(true), axe());
    let (mut wrong, mut who) = (Vec::new(), "");
    for stop in stops {
        if stop.who != who {
            who = stop.who;
            server.let_in(&chromium, who);
        }
        for (lang, dresses) in [("nb", FIRST_FORM), ("nn", OTHER_FORM)] {
            chromium.set_cookie("ordna-sprak", lang);
            chromium.open(&server.url(&stop.address));
            if let Some((form, fields)) = stop.send {
                for (name, value) in fields {
                    chromium.run(&format!(
                        "document.querySelector('{form}').elements.{name}.value = '{value}'"
                    ));
                }
                chromium.press(&format!("{form} button[type=submit]"));
                chromium.is_answered(stop.status);
            }
            let shown = chromium.run("return document.documentElement.lang");
            assert_eq!(shown, lang, "{}", stop.address);
            let found = faults(&chromium, &axe, dresses).into_iter();
            wrong.extend(found.map(|finding| format!("{} for {who} in {lang}, {finding}", stop.address)));
        }
    }
    assert!(wrong.is_empty(), "{} findings: {wrong:#?}", wrong.len());
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn no_page_of_visitors_and_admins_has_a_barrier_or_a_line_that_the_policy_stops() {
    look_at_the_pages_of(|who| matches!(who, "visitor" | "admin")).await;
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn no_page_of_coordinators_has_a_barrier_or_a_line_that_the_policy_stops() {
    look_at_the_pages_of(|who| who == "coordinator").await;
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn no_page_of_anybody_else_has_a_barrier_or_a_line_that_the_policy_stops() {
    look_at_the_pages_of(|who| !matches!(who, "visitor" | "admin" | "coordinator")).await;
}

/// A window for each lot, so that they are looked at side by side.
async fn look_at_the_pages_of(is_theirs: fn(&str) -> bool) {
    let server = Server::start().await;
    letters::some_of_each(&server.portal);
    let stops: Vec<Stop> = tour::stops()
        .into_iter()
        .filter(|stop| is_theirs(stop.who))
        .collect();
    assert!(!stops.is_empty());
    look_at_every_page(&server, &stops);
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn a_countys_names_and_numbers_fit_the_pages() {
    look_at_every_page(&Server::with_demo().await, &tour::of_the_demo());
}

/// A glass that shows nothing would pass everything above.
#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn the_looking_glass_sees_what_is_wrong() {
    let (server, chromium, axe) = (Server::start().await, Chromium::start(true), axe());
    chromium.dress(dress(390, false));
    chromium.open(&server.url("/hjelp"));
    assert_eq!(barriers(&chromium, &axe, RULES), Vec::<String>::new());
    assert_eq!((overflow(&chromium), chromium.complaints()), (None, Vec::new()));
    chromium.run(
        "document.querySelector('h1').outerHTML = '<input style=\"color: red\"><table><td>' + 'x'.repeat(999);",
    );
    let found = barriers(&chromium, &axe, RULES).join(" ");
    for rule in ["label: ", "page-has-heading-one: "] {
        assert!(found.contains(rule), "{rule} is not in {found}");
    }
    assert!(overflow(&chromium).is_some());
    let complaints = chromium.complaints().join(" ");
    assert!(complaints.contains("style-src"), "{complaints}");
}
