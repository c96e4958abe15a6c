//! What a long list may weigh, how it prints, and what a thumb and a keyboard meet on it (PAGES.md, 6: the tasks 21, 22,
//! 24 and 25).

use std::process::Command;

use ordna::demo::account_of;
use ordna::i18n::Lang;
use serde_json::{Value, json};

use super::chromium::Chromium;
use super::list::list_of;
use super::person::{MODES, Mode, Person};
use super::server::Server;

const PHONE: Mode = MODES[2];
const DESK: Mode = MODES[0];

/// Holtålen has 40 arrangements and has not begun; Grong has 44 and has confirmed them.
const OPEN: (&str, &str) = ("Holtålen", "5026");
const CONFIRMED: (&str, &str) = ("Grong", "5045");

fn strings(found: &Value) -> Vec<&str> {
    found
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect()
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn a_page_of_a_whole_list_is_light_and_asks_nobody_else() {
    let (server, chromium) = (Server::with_demo().await, Chromium::start(true));
    let person = Person::signed_in(&server, &chromium, DESK, &account_of(OPEN.0));
    for page in ["", "/ordninger", "/bekreft"] {
        let address = list_of(OPEN.1) + page;
        let browser = server.portal.let_in(&account_of(OPEN.0));
        let bytes = browser.get(&address).await.body().len();
        println!("usability 24: {bytes} bytes at {address}");
        assert!(bytes <= 60 * 1024, "{bytes} bytes at {address}");
        person.arrive(&address);
        let asked = chromium.run(
            "return performance.getEntriesByType('resource').map((entry) => entry.name)
               .filter((name) => new URL(name).origin !== location.origin)",
        );
        assert_eq!(strings(&asked), [""; 0], "{address}");
    }
}

/// Notes what has the focus while something that stays in sight lies over it. When the focus leaves again, the page
/// has come to rest.
const WATCH: &str = "
    window.hidden = [];
    window.left = 0;
    window.look && document.removeEventListener('focusout', look);
    window.look = ({ target }) => {
      window.left += 1;
      const box = target.getBoundingClientRect();
      for (const over of document.querySelectorAll('.progress, .session')) {
        const { top, bottom } = over.getBoundingClientRect();
        if (!over.contains(target) && bottom > top && box.top < bottom - 1 && box.bottom > top + 1)
          hidden.push(target.outerHTML.slice(0, 120));
      }
      if (box.bottom <= 0 || box.top >= innerHeight) hidden.push('out of sight: ' + target.outerHTML.slice(0, 120));
    };
    document.addEventListener('focusout', look);";

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn nothing_that_has_the_focus_hides_under_the_progress() {
    let (server, chromium) = (Server::with_demo().await, Chromium::start(true));
    for mode in [DESK, PHONE] {
        let person = Person::signed_in(&server, &chromium, mode, &account_of(OPEN.0));
        person.arrive(&(list_of(OPEN.1) + "/ordninger"));
        let stops = chromium.run("return document.querySelectorAll('a, button, summary').length");
        let stops = stops.as_u64().unwrap() as usize;
        // Keys may come faster than a busy machine scrolls: what is really hidden is hidden each time.
        let walk = || {
            chromium.run(WATCH);
            chromium.keys('\u{e004}', stops);
            chromium.keys_with('\u{e008}', '\u{e004}', stops);
            chromium.run("return hidden")
        };
        let hidden = (0..3)
            .map(|_| walk())
            .find(|hidden| strings(hidden).is_empty())
            .unwrap_or_else(walk);
        assert_eq!(strings(&hidden), [""; 0], "{mode:?}");
        let left = chromium.run("return left").as_u64().unwrap() as usize;
        assert!(left >= stops, "the focus moved {left} times for {stops} stops");
    }
}

/// Everything that is pressed and smaller than a thumb; a link within a line of text may be as high as its line.
const SMALL: &str = "
    const boxes = (e) => [e, ...(e.labels ?? [])].map((one) => one.getBoundingClientRect());
    const size = (e) => {
      const all = boxes(e);
      return [Math.max(...all.map((b) => b.right)) - Math.min(...all.map((b) => b.left)),
              Math.max(...all.map((b) => b.bottom)) - Math.min(...all.map((b) => b.top))];
    };
    const all = document.querySelectorAll('main :is(button, .ds-button, .ds-chip, summary, input:not([type=hidden]), select, textarea)');
    return [...all].filter((e) => e.checkVisibility({ visibilityProperty: true })).filter((e) => {
      const [width, height] = size(e);
      return width < 43.5 || height < 43.5;
    }).map((e) => size(e).map(Math.round).join('x') + ' ' + e.outerHTML.slice(0, 160));";

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn a_thumb_meets_what_it_aims_at() {
    let (server, chromium) = (Server::with_demo().await, Chromium::start(true));
    let person = Person::signed_in(&server, &chromium, PHONE, &account_of(OPEN.0));
    let mut small = Vec::new();
    for page in [
        "",
        "/ordninger",
        "/ordninger/1",
        "/ordninger/1/deltar-ikke",
        "/ordninger/ny?navn=Felles+drone",
        "/sporsmal/1",
        "/sporsmal/3",
        "/bekreft",
    ] {
        let address = list_of(OPEN.1) + page;
        person.arrive(&address);
        let found = chromium.run(SMALL);
        small.extend(strings(&found).iter().map(|what| format!("{page}: {what}")));
        // A screen of 1280 pixels at 400 %.
        let wide = chromium.run("return document.documentElement.scrollWidth - innerWidth");
        assert!(wide.as_i64().unwrap() <= 0, "{address} is {wide} pixels too wide");
    }
    assert!(small.is_empty(), "{} are small: {small:#?}", small.len());
}

/// The page on paper, as text.
fn printed(chromium: &Chromium, address: &str) -> String {
    let a4 = json!({ "paperWidth": 8.27, "paperHeight": 11.69, "displayHeaderFooter": false });
    let made = chromium.command("Page.printToPDF", &a4);
    // Base64, which those who read letters know.
    let letter = format!(
        "Content-Transfer-Encoding: base64\r\n\r\n{}",
        made["data"].as_str().unwrap()
    );
    let pdf = mailparse::parse_mail(letter.as_bytes())
        .unwrap()
        .get_body_raw()
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.pdf");
    std::fs::write(&file, pdf).unwrap();
    let text = Command::new("pdftotext").arg(&file).arg("-").output();
    let text = text.expect("pdftotext is installed: poppler-utils").stdout;
    let text = String::from_utf8(text).unwrap();
    assert!(text.len() > 500, "{address}: {text}");
    text
}

/// Lines and pages break where they must, and a hyphen at the end of a line is taken for one that is only there.
fn unbroken(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '-')
        .collect()
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn a_list_and_its_receipt_print_whole_without_a_button() {
    let (server, chromium) = (Server::with_demo().await, Chromium::start(true));
    for (mode, (name, number), page) in [
        (DESK, OPEN, "/ordninger"),
        (PHONE, OPEN, "/ordninger"),
        (DESK, CONFIRMED, "/ordninger"),
        (DESK, CONFIRMED, "/kvittering/1"),
        (PHONE, CONFIRMED, "/kvittering/1"),
    ] {
        let person = Person::signed_in(&server, &chromium, mode, &account_of(name));
        let address = list_of(number) + page;
        person.arrive(&address);
        let wanted = chromium.run(
            "return [...document.querySelectorAll('main h1, main h3, main .rows p, main section .plain li, main code')]
               .flatMap((e) => e.matches('h3') ? [...e.childNodes].map((part) => part.textContent) : [e.textContent])",
        );
        let text = printed(&chromium, &address);
        let paper = unbroken(&text);
        for part in strings(&wanted) {
            assert!(paper.contains(&unbroken(part)), "«{part}» is not in {text}");
        }
        let t: Lang = person.t;
        for button in [
            t.answer_correct(),
            t.answer_not_participating(),
            t.answer_undo(),
            t.receipt_print(),
            t.receipt_edit(),
            t.sign_out(),
        ] {
            let stands = text.lines().any(|line| line.trim() == button);
            assert!(!stands, "«{button}» is a line of {text}");
        }
        let foot = t.printed(&server.url(&address), &t.time(server.portal.now()));
        assert!(paper.contains(&unbroken(&foot)), "«{foot}» is not in {text}");
    }
}
