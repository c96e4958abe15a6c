//! A coordinator at the desk (PAGES.md, 6: the tasks 15 and 17), within the clicks that each task may cost.

use diesel::prelude::*;
use ordna::db::schema::municipality;
use ordna::demo;
use ordna::domain::round::desk::Stage;

use super::chromium::Chromium;
use super::person::{MODES, Person};
use super::server::Server;

const COORDINATOR: &str = "koordinator@demo.invalid";

fn front() -> String {
    format!("/kartlegging/{}", demo::OPEN)
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn who_is_under_half_done_in_namdal_is_reminded_in_eight_clicks() {
    for mode in MODES {
        let (server, chromium) = (Server::with_demo().await, Chromium::start(true));
        let person = Person::signed_in(&server, &chromium, mode, COORDINATOR);
        let t = person.t;
        person.arrive(&front());
        person.follow(t.stage(Stage::UnderHalf));
        person.choose(t.register_region(), "Namdal");
        person.press(t.use_filter());
        assert!(person.sees("link", "Namsos") && !person.sees("link", "Trondheim"));
        person.press(t.desk_remind_chosen());
        person.press(t.mailing_test());
        person.press(t.mailing_send());
        let cost = person.cost("15, remind those under half done in Namdal");
        assert!(cost.clicks <= 8, "{cost:?}");
        assert!(person.text().contains("Namsos"), "{}", person.text());
    }
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn one_deadline_is_extended_and_told_in_nynorsk_in_five_clicks() {
    for mode in MODES {
        let (server, chromium) = (Server::with_demo().await, Chromium::start(true));
        diesel::update(municipality::table.filter(municipality::name.eq("Selbu")))
            .set(municipality::language_form.eq("nynorsk"))
            .execute(&mut *server.portal.conn())
            .unwrap();
        let person = Person::signed_in(&server, &chromium, mode, COORDINATOR);
        let t = person.t;
        person.arrive(&front());
        person.follow(t.municipalities());
        person.follow("Selbu");
        person.follow(t.desk_extend());
        person.press(t.extend_button());
        let cost = person.cost("17, extend one deadline");
        assert!(cost.clicks <= 5, "{cost:?}");
        let letters = server.portal.letters(&demo::account_of("Selbu"));
        let body = &letters[0].letter.body.as_ref().unwrap().text;
        assert!(
            body.contains("Vi har gitt Selbu lengre frist: måndag 9. november 2026 kl. 16. Alt de har fylt ut, er lagra."),
            "{body}"
        );
    }
}
