//! Whoever answers for a municipality goes through its list (PAGES.md, 6: the tasks 1 to 3, 6 and 9), within the
//! clicks and keys that each task may cost.

use ordna::demo::{self, account_of};

use super::chromium::Chromium;
use super::person::{MODES, Mode, Person};
use super::server::Server;

/// Municipalities of the demo that have not begun, and that nobody disagrees with.
pub const UNTOUCHED: [(&str, &str); 4] = [
    ("Holtålen", "5026"),
    ("Lierne", "5042"),
    ("Flatanger", "5049"),
    ("Namsskogan", "5044"),
];

pub fn list_of(number: &str) -> String {
    format!("/svar/{}/{number}", demo::OPEN)
}

/// Somebody at the first row that is left, by the way that the task list shows.
pub fn at_the_list<'a>(
    server: &'a Server,
    chromium: &'a Chromium,
    mode: Mode,
    (name, number): (&str, &str),
) -> Person<'a> {
    let person = Person::signed_in(server, chromium, mode, &account_of(name));
    person.arrive(&list_of(number));
    person.follow(person.t.answer_review());
    person.cost("the way to the list");
    person
}

/// What the name of a button begins with, before its first number.
pub fn beginning(text: &str) -> &str {
    text.split(|letter: char| letter.is_ascii_digit())
        .next()
        .unwrap_or_default()
        .trim_end()
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn from_the_letter_to_the_first_row_is_three_clicks() {
    let (server, chromium) = (Server::with_demo().await, Chromium::start(true));
    for (mode, (name, _)) in MODES.into_iter().zip(UNTOUCHED) {
        let email = account_of(name);
        chromium.open(&server.url("/hjelp"));
        chromium.forget_cookies();
        let person = Person::at(&server, &chromium, mode);
        let t = person.t;
        person.open_letter(&linked_in_the_letter(&server, &email));
        person.fill(t.email(), &email);
        person.fill(t.password(), demo::PASSWORD);
        person.enter();
        person.follow(t.answer_review());
        person.until("the focus", || !person.focused_row().is_empty());
        assert!(person.focused_row().contains(t.answer_right()));
        // To write in a field is no click of this task, nor is the field itself.
        let cost = person.cost("1, from the letter to the first row");
        assert!(cost.clicks - 2 <= 3, "{cost:?}");
    }
}

/// The demo's letters were written before the tests gave it an address of its own.
fn linked_in_the_letter(server: &Server, email: &str) -> String {
    let letters = server.portal.letters(email);
    let text = &letters
        .first()
        .expect("a letter")
        .letter
        .body
        .as_ref()
        .unwrap()
        .text;
    let link = text
        .lines()
        .find_map(|line| line.strip_prefix("http://127.0.0.1:8080"));
    link.unwrap_or_else(|| panic!("no link in {text}")).to_owned()
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn a_list_is_answered_with_enter_alone_one_key_for_each_row() {
    let (server, chromium) = (Server::with_demo().await, Chromium::start(true));
    let without_scripts = MODES.into_iter().filter(|mode| !mode.scripts);
    for (mode, whose) in without_scripts.zip(UNTOUCHED) {
        let person = at_the_list(&server, &chromium, mode, whose);
        let t = person.t;
        let rows = person.how_many("button", t.answer_right());
        assert!(rows >= 35, "{rows} rows");
        for _ in 0..rows {
            person.enter();
        }
        assert_eq!(person.how_many("button", t.answer_right()), 0);
        assert!(person.sees("link", t.answer_go_confirm()));
        let cost = person.cost("2, all rows with Enter");
        assert_eq!((cost.clicks, cost.keys as u64), (0, rows));
    }
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn a_list_is_confirmed_in_a_click_for_each_sector_and_two() {
    let (server, chromium) = (Server::with_demo().await, Chromium::start(true));
    for (mode, whose) in MODES.into_iter().zip(UNTOUCHED) {
        let person = at_the_list(&server, &chromium, mode, whose);
        let t = person.t;
        let sectors = person.how_many("heading", "") as usize;
        let rest = t.answer_rest(&0, "");
        while person.sees("button", beginning(&rest)) {
            person.press(beginning(&rest));
        }
        // A sector with one row has no button for the rest of it.
        while person.sees("button", t.answer_right()) {
            person.press(t.answer_right());
        }
        person.follow(t.answer_go_confirm());
        person.press(t.confirm_all());
        assert!(person.sees("heading", t.receipt_thanks()));
        let cost = person.cost("3, confirmed by sector");
        assert!(cost.clicks <= 11 + 2, "{cost:?} for {sectors} headings");
    }
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn an_answer_and_the_answers_of_a_sector_are_undone_with_one_click() {
    let (server, chromium) = (Server::with_demo().await, Chromium::start(true));
    for (mode, whose) in MODES.into_iter().zip(UNTOUCHED) {
        let person = at_the_list(&server, &chromium, mode, whose);
        let t = person.t;
        let all = person.how_many("button", t.answer_right());
        let left = || person.how_many("button", t.answer_right());
        person.press(t.answer_right());
        assert_eq!(left(), all - 1);
        person.cost("an answer");
        person.press(t.answer_undo());
        assert_eq!(left(), all);
        let cost = person.cost("6, an answer undone");
        assert_eq!(cost.clicks, 1);
        let rest = t.answer_rest(&0, "");
        person.press(beginning(&rest));
        assert!(left() < all - 1);
        person.cost("the answers of a sector");
        // The first of its name is the one that the page says it with, above the list.
        person.press(t.answer_undo());
        assert_eq!(left(), all);
        let cost = person.cost("6, the answers of a sector undone");
        assert_eq!(cost.clicks, 1);
    }
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn whoever_confirms_too_early_is_led_to_each_row_that_is_left() {
    let (server, chromium) = (Server::with_demo().await, Chromium::start(true));
    for (mode, whose) in MODES.into_iter().zip(UNTOUCHED) {
        let person = at_the_list(&server, &chromium, mode, whose);
        let t = person.t;
        let rest = t.answer_rest(&0, "");
        while person.sees("button", beginning(&rest)) {
            person.press(beginning(&rest));
        }
        while person.sees("button", t.answer_right()) {
            person.press(t.answer_right());
        }
        // Three in the middle of it are taken back.
        let undo = "[...document.querySelectorAll('[data-row] h3')].slice(12, 15).map((name) => \
                    name.firstChild.textContent.trim())";
        let names = chromium.run(&format!("return {undo}"));
        let names: Vec<&str> = names
            .as_array()
            .unwrap()
            .iter()
            .map(|name| name.as_str().unwrap())
            .collect();
        for name in &names {
            person.press_at(t.answer_undo(), name);
        }
        for name in &names {
            person.arrive(&format!("{}/bekreft", list_of(whose.1)));
            person.press(t.confirm_all());
            assert!(person.title().starts_with(t.error_prefix()), "{}", person.title());
            let focused = "return document.activeElement.className";
            person.until("the summary with the focus", || {
                chromium.run(focused) == "ds-error-summary"
            });
            person.cost("confirmed too early");
            person.follow(name);
            let cost = person.cost("9, to a row that is left");
            assert_eq!(cost.clicks, 1);
            let row = chromium.run(
                "const row = document.querySelector(':target'), { top, bottom } = row.getBoundingClientRect();
                 const bar = document.querySelector('.progress').getBoundingClientRect();
                 return top >= bar.bottom && top < innerHeight ? row.innerText : `${top} ${bottom} ${bar.bottom}`;",
            );
            assert!(row.as_str().unwrap().starts_with(name), "{name}: {row}");
        }
    }
}
