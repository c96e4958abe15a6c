//! What is typed is not lost (PAGES.md, 6: task 7), and somebody else may type it (task 11).

use chrono::TimeDelta;
use diesel::prelude::*;
use ordna::db::schema::session;
use ordna::demo::{self, account_of};
use serde_json::json;

use super::chromium::Chromium;
use super::list::{UNTOUCHED, list_of};
use super::person::{MODES, Person};
use super::server::Server;
use crate::support::people::NEW_PASSWORD;

/// Half of what the longest answers of 2020 had, with what forms stumble on.
fn long_answer() -> String {
    "Vi «deler» fagfolk & <utstyr>, og ser at det koster. "
        .repeat(10)
        .trim_end()[..]
        .chars()
        .take(500)
        .collect()
}

/// Everybody has been away for as long as nobody may be.
fn let_sessions_end(server: &Server) {
    let long_ago = server.portal.now() - TimeDelta::hours(9);
    diesel::update(session::table)
        .set((
            session::created_at.eq(long_ago),
            session::last_seen_at.eq(long_ago),
        ))
        .execute(&mut *server.portal.conn())
        .unwrap();
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn s21_a_long_answer_outlives_the_session() {
    let (server, chromium) = (Server::with_demo().await, Chromium::start(true));
    for (mode, (name, number)) in MODES.into_iter().zip(UNTOUCHED) {
        let person = Person::signed_in(&server, &chromium, mode, &account_of(name));
        let (t, address) = (person.t, format!("{}/sporsmal/1", list_of(number)));
        person.arrive(&address);
        person.fill("", &long_answer());
        let_sessions_end(&server);
        person.press(t.question_save_next());
        person.cost("a long answer");
        person.fill(t.email(), &account_of(name));
        person.fill(t.password(), demo::PASSWORD);
        person.enter();
        person.cost("to log in again");
        person.press(t.kept_go_on());
        let cost = person.cost("7, the answer where it was going");
        assert!(cost.clicks <= 2, "{cost:?}");
        person.arrive(&address);
        assert_eq!(person.value(""), long_answer());
    }
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn what_is_typed_while_the_network_is_away_is_saved_when_it_comes_back() {
    let (server, chromium) = (Server::with_demo().await, Chromium::start(true));
    let network = |is_there: bool| {
        let way =
            json!({ "offline": !is_there, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        chromium.command("Network.emulateNetworkConditions", &way);
    };
    chromium.command("Network.enable", &json!({}));
    let with_scripts = MODES.into_iter().filter(|mode| mode.scripts);
    for (mode, (name, number)) in with_scripts.zip(UNTOUCHED) {
        let person = Person::signed_in(&server, &chromium, mode, &account_of(name));
        let (t, address) = (person.t, format!("{}/sporsmal/2", list_of(number)));
        let says = |text: &str| {
            let said = text.split("{}").next().unwrap().to_owned();
            person.until(&said, || chromium.text_of("form [role=status]").contains(&said));
        };
        person.arrive(&address);
        network(false);
        person.fill("", "Mer samarbeid om vann");
        says(t.autosave_offline());
        network(true);
        says(t.autosave_saved());
        // And once more, with the window closed before the network is back.
        network(false);
        person.fill("", "Mer samarbeid om vann og avløp");
        network(true);
        person.arrive("/hjelp");
        person.arrive(&address);
        assert_eq!(person.value(""), "Mer samarbeid om vann og avløp");
        person.press(t.question_save_next());
        person.arrive(&address);
        assert_eq!(person.value(""), "Mer samarbeid om vann og avløp");
        person.cost("typed without a network");
    }
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn a_colleague_is_asked_in_four_clicks_fills_in_and_cannot_confirm() {
    let (server, chromium) = (Server::with_demo().await, Chromium::start(true));
    for (mode, (name, number)) in MODES.into_iter().zip(UNTOUCHED) {
        let person = Person::signed_in(&server, &chromium, mode, &account_of(name));
        let (t, colleague) = (person.t, format!("kollega@k{number}.example.no"));
        person.arrive(&list_of(number));
        person.follow(t.delegate());
        person.fill(t.name(), "Ola Hansen");
        person.fill(t.email(), &colleague);
        person.press(t.delegate_send());
        assert!(person.text().contains(&colleague), "{}", person.text());
        let cost = person.cost("11, a colleague is asked");
        assert!(cost.clicks <= 4, "{cost:?}");

        chromium.forget_cookies();
        let person = Person::at(&server, &chromium, mode);
        person.open_letter(&server.portal.newest_link(&colleague));
        person.fill(t.new_password(), NEW_PASSWORD);
        person.fill(t.repeat_password(), NEW_PASSWORD);
        person.press(t.activate_button());
        person.fill(t.email(), &colleague);
        person.fill(t.password(), NEW_PASSWORD);
        person.enter();
        person.cost("a colleague comes in");
        person.arrive(&list_of(number));
        person.follow(t.answer_review());
        person.press(t.answer_right());
        assert!(person.text().contains(t.answer_undo()));
        person.arrive(&format!("{}/bekreft", list_of(number)));
        assert!(person.text().contains(t.confirm_not_yours()), "{}", person.text());
        assert!(!person.sees("button", t.confirm_all()));
        person.cost("11, a colleague fills in");
    }
}
