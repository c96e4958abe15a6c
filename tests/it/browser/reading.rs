//! What whoever answers finds in the list without answering (PAGES.md, 6: the tasks 5 and 14): what has changed, and all
//! of it after the round is over.

use chrono::TimeDelta;
use diesel::prelude::*;
use ordna::db::schema::{arrangement, arrangement_change, hearing_round, mapping};
use ordna::demo::{self, account_of};

use super::chromium::Chromium;
use super::list::{UNTOUCHED, at_the_list, list_of};
use super::person::{MODES, Person};
use super::server::{CONTACT, Server};

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn what_changed_since_the_last_round_is_two_clicks_away() {
    let (server, chromium) = (Server::with_demo().await, Chromium::start(true));
    let changed = change_staff_of_an_arrangement(&server, "Indre Namdal");
    for (mode, (name, number)) in MODES.into_iter().zip([UNTOUCHED[1], UNTOUCHED[3]].repeat(2)) {
        let person = Person::signed_in(&server, &chromium, mode, &account_of(name));
        let t = person.t;
        person.arrive(&list_of(number));
        person.cost("the task list");
        person.follow(t.answer_review());
        let only_changed = t.answer_show_changed(&0);
        person.follow(only_changed.split('(').next().unwrap().trim_end());
        let text = person.text();
        assert!(text.contains(&changed) && text.contains("99,5"), "{text}");
        assert_eq!(person.how_many("button", t.answer_right()), 1, "{text}");
        let cost = person.cost("5, what changed");
        assert!(cost.clicks <= 2, "{cost:?}");
    }
}

/// As a coordinator would have it; which arrangement it was.
fn change_staff_of_an_arrangement(server: &Server, name: &str) -> String {
    let conn = &mut server.portal.conn();
    let (id, version, name, before): (i64, i64, String, Option<i32>) = arrangement::table
        .inner_join(mapping::table)
        .filter(mapping::slug.eq(demo::OPEN))
        .filter(arrangement::name.like(format!("{name}%")))
        .select((
            arrangement::id,
            arrangement::version,
            arrangement::name,
            arrangement::fte_tenths.nullable(),
        ))
        .first(&mut **conn)
        .unwrap();
    diesel::update(arrangement::table.filter(arrangement::id.eq(id)))
        .set((
            arrangement::fte_tenths.eq(995),
            arrangement::version.eq(version + 1),
        ))
        .execute(&mut **conn)
        .unwrap();
    diesel::insert_into(arrangement_change::table)
        .values((
            arrangement_change::arrangement_id.eq(id),
            arrangement_change::arrangement_version.eq(version + 1),
            arrangement_change::field.eq("fte"),
            arrangement_change::from_value.eq(before.map(|tenths| (tenths / 10).to_string())),
            arrangement_change::to_value.eq("99.5"),
            arrangement_change::source.eq("edit"),
            arrangement_change::changed_at.eq(server.portal.now() - TimeDelta::days(1)),
        ))
        .execute(&mut **conn)
        .unwrap();
    name
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn a_closed_round_is_there_to_read_and_says_who_to_ask() {
    let (server, chromium) = (Server::with_demo().await, Chromium::start(true));
    for (mode, whose) in MODES.into_iter().zip(UNTOUCHED) {
        state_of_the_round(&server, "open");
        let person = at_the_list(&server, &chromium, mode, whose);
        let (t, open) = (person.t, person.how_many("button", person.t.answer_right()));
        state_of_the_round(&server, "closed");
        // The page is still before them.
        person.press(t.answer_right());
        assert!(person.sees("heading", t.round_closed_title()));
        assert!(person.text().contains(CONTACT), "{}", person.text());
        let status = "return performance.getEntriesByType('navigation')[0].responseStatus";
        assert_eq!(chromium.run(status), 403);
        for page in ["", "/ordninger", "/bekreft"] {
            person.arrive(&format!("{}{page}", list_of(whose.1)));
            assert!(person.text().contains(t.round_closed_title()), "{page}");
            let buttons =
                "return [...document.querySelectorAll('main button')].map((one) => one.innerText).join()";
            assert_eq!(chromium.run(buttons), "", "{page}");
        }
        person.arrive(&format!("{}/ordninger", list_of(whose.1)));
        let rows = chromium.run("return document.querySelectorAll('[data-row] h3').length");
        assert!(rows.as_u64().unwrap() >= open, "{rows} of {open}");
        person.cost("14, a closed round");
    }
}

fn state_of_the_round(server: &Server, state: &str) {
    diesel::update(hearing_round::table)
        .set(hearing_round::state.eq(state))
        .execute(&mut *server.portal.conn())
        .unwrap();
}
