//! With the keyboard alone: Tab reaches everything that can be used, and one sees where one is.

use serde_json::Value;

use super::chromium::{Chromium, Dress};
use super::server::Server;
use super::tour;
use crate::support::letters;

/// More than any page has.
const PRESSES: usize = 400;

/// Notes each thing that gets the focus, and whether it shows. What is chosen among radio buttons is one thing.
const WATCH: &str = "
    const shows = (element) => {
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
        ? box.width > 0 && box.height > 0 : false;
    };
    window.reached = new Map();
    document.addEventListener('focusin', ({ target }) => {
      if (!window.reached.has(target)) window.reached.set(target, shows(target));
    });";

/// What could be used and was not reached, or was reached unseen.
const MISSED: &str = "
    const all = document.querySelectorAll(
      'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex=\"0\"]');
    const sameGroup = (one) => (other) => other.type === 'radio' && other.name === one.name && other.form === one.form;
    const usable = [...all].filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled);
    const missed = usable.filter((e) => !window.reached.has(e) &&
      !(e.type === 'radio' && [...window.reached.keys()].some(sameGroup(e))));
    const unseen = usable.filter((e) => window.reached.get(e) === false);
    return [...missed.map((e) => 'not reached: ' + e.outerHTML.slice(0, 160)),
            ...unseen.map((e) => 'no visible focus: ' + e.outerHTML.slice(0, 160))];";

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn tab_reaches_everything_that_can_be_used_and_shows_where_it_is() {
    let (server, chromium) = (Server::start().await, Chromium::start(true));
    chromium.dress(Dress {
        width: 1280,
        dark: false,
    });
    letters::some_of_each(&server.portal);
    let (mut wrong, mut who) = (Vec::new(), "");
    for stop in tour::stops().iter().filter(|stop| stop.send.is_none()) {
        if stop.who != who {
            who = stop.who;
            server.let_in(&chromium, who);
        }
        chromium.open(&server.url(&stop.address));
        let usable = chromium
            .run("return document.querySelectorAll('a, button, input, select, textarea, summary').length");
        let presses = usable.as_u64().map_or(PRESSES, |usable| usable as usize + 10);
        assert!(
            presses <= PRESSES,
            "{} is too long for anyone's patience",
            stop.address
        );
        chromium.run(WATCH);
        chromium.keys('\u{e004}', presses);
        let missed = chromium.run(MISSED);
        let missed = missed.as_array().unwrap().iter().filter_map(Value::as_str);
        wrong.extend(missed.map(|what| format!("{} for {who}, {what}", stop.address)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
