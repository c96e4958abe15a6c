//! More than clicking through a list (PAGES.md, 6: the tasks 4, 8, 10 and 12): what is wrong is corrected, by one or by
//! two at once, what is missing is added, and the whole is confirmed, kept and changed again.

use chrono::TimeDelta;
use ordna::db::outbox::Mail;
use ordna::demo::account_of;

use super::chromium::Chromium;
use super::list::{UNTOUCHED, at_the_list, beginning, list_of};
use super::person::{MODES, Person};
use super::server::Server;
use crate::support::people::GRONG;

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn a_real_list_costs_no_more_than_it_must() {
    let (server, chromium) = (Server::with_demo().await, Chromium::start(true));
    for (mode, whose) in MODES.into_iter().zip(UNTOUCHED) {
        let person = at_the_list(&server, &chromium, mode, whose);
        let t = person.t;
        let rows = person.how_many("button", t.answer_right());
        for staff in ["12,5", "7", "3,5"] {
            person.press_at(t.answer_correct(), &person.next_row());
            person.fill(t.register_fte(), staff);
            person.enter();
        }
        person.press_at(t.answer_not_participating(), &person.next_row());
        person.click("radio", t.absence_left(), "");
        person.fill(t.absence_left_year(), "2024");
        person.press(t.correct_save());
        for _ in 4..rows {
            person.enter();
        }
        assert_eq!(person.how_many("button", t.answer_right()), 0);
        person.go_back_to(whose.0);
        person.follow(t.proposal_add());
        person.fill(t.proposal_name(), "Felles drone for oppmåling");
        person.press(t.proposal_go_on());
        if person.sees("link", t.proposal_is_new()) {
            person.follow(t.proposal_is_new());
        }
        person.click("tick", "Steinkjer", "");
        person.press(t.proposal_save_new());
        person.follow(t.tasks_confirm_list());
        person.press(t.confirm_all());
        assert!(person.sees("heading", t.receipt_thanks()), "{}", person.text());
        assert!(person.text().contains("Felles drone for oppmåling"));
        let cost = person.cost("4, a real list");
        assert!(cost.clicks <= 60 && cost.characters <= 150, "{cost:?}");
    }
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn whoever_saves_last_sees_both_versions_and_chooses() {
    let chromium = Chromium::start(true);
    for mode in MODES {
        let server = Server::start().await;
        let person = Person::signed_in(&server, &chromium, mode, GRONG);
        let t = person.t;
        person.arrive("/svar/trondelag-2026/5045/ordninger/1");
        let colleague = server.portal.editor("Grong").await;
        let theirs = colleague.get("/svar/trondelag-2026/5045/ordninger/1").await;
        let fields = [("arsverk", "21,5")];
        colleague
            .submit(&theirs, "main form", &fields)
            .await
            .redirects_to("/svar/trondelag-2026/5045/ordninger?etter=1");
        person.cost("the form");
        person.fill(t.register_fte(), "33,5");
        person.press(t.correct_save());
        let both = person.text();
        assert!(both.contains("21,5") && both.contains("33,5"), "{both}");
        assert!(person.sees("heading", &t.answer_two_versions("")), "{both}");
        person.press(t.correct_use_chosen());
        let row = person.text();
        assert!(row.contains("33,5") && !row.contains("21,5"), "{row}");
        person.cost("8, two versions");
    }
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn a_year_of_three_digits_is_told_beside_its_field_and_stays_there() {
    let (server, chromium) = (Server::with_demo().await, Chromium::start(true));
    for (mode, whose) in MODES.into_iter().zip(UNTOUCHED) {
        let person = at_the_list(&server, &chromium, mode, whose);
        let t = person.t;
        person.press(t.answer_correct());
        person.fill(t.register_established(), "208");
        person.press(t.correct_save());
        assert!(person.title().starts_with(t.error_prefix()), "{}", person.title());
        assert_eq!(person.value(t.register_established()), "208");
        let beside = chromium.run(
            "const field = document.querySelector('[aria-invalid=true]');
             return [document.activeElement.className, field.closest('.ds-field').innerText];",
        );
        assert_eq!(beside[0], "ds-error-summary");
        assert!(
            beside[1]
                .as_str()
                .unwrap()
                .contains(&t.correct_year(t.register_established())),
            "{beside}"
        );
        person.fill(t.register_established(), "2008");
        person.press(t.correct_save());
        assert!(person.text().contains("2008"), "{}", person.text());
        person.cost("10, a year of three digits");
    }
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn the_receipt_its_letter_and_the_own_data_say_the_same_and_may_be_changed() {
    let (server, chromium) = (Server::with_demo().await, Chromium::start(true));
    for (mode, whose) in MODES.into_iter().zip(UNTOUCHED) {
        let person = at_the_list(&server, &chromium, mode, whose);
        let (t, email) = (person.t, account_of(whose.0));
        person.arrive(&format!("{}/bekreft", list_of(whose.1)));
        let rows = person.text();
        person.press(beginning(&t.confirm_rest(&0)));
        // What others disagree on is looked at by itself.
        while person.sees("button", t.answer_right()) {
            person.press(t.answer_right());
        }
        person.follow(t.answer_go_confirm());
        person.press(t.confirm_all());
        person.cost("confirmed");
        server.portal.advance(TimeDelta::minutes(1));

        let kept = chromium.run(
            "return [document.querySelector('.receipt strong').innerText,
               ...[...document.querySelectorAll('[aria-labelledby=resten] li')].map((li) => li.firstChild.textContent.trim())]",
        );
        let kept: Vec<&str> = kept
            .as_array()
            .unwrap()
            .iter()
            .map(|text| text.as_str().unwrap())
            .collect();
        let (reference, names) = kept.split_first().unwrap();
        assert!(
            names.len() >= 35 && rows.contains(&names.len().to_string()),
            "{kept:?}"
        );
        let letters: Vec<Mail> = server.portal.letters(&email);
        let letter = &letters[0].letter;
        let said = &letter.body.as_ref().unwrap().text;
        let me = server.portal.let_in(&email);
        let own = me.get(&format!("{}/mine-data.json", list_of(whose.1))).await;
        let document = me.get(&format!("{}/kvittering/1.json", list_of(whose.1))).await;
        assert!(letter.subject.contains(reference), "{}", letter.subject);
        assert!(said.contains(&format!(": {} ", names.len())), "{said}");
        for name in names {
            assert!(said.contains(name), "{name} is not in the letter");
            assert!(own.text().contains(name), "{name} is not in the own data");
            assert!(document.text().contains(name), "{name} is not in the document");
        }

        person.follow(t.receipt_edit());
        person.press(t.answer_correct());
        person.fill(t.register_fte(), "12,5");
        person.enter();
        // What is left to do has the focus.
        person.enter();
        person.press(t.confirm_all());
        assert!(person.sees("heading", t.receipt_thanks()));
        assert!(person.text().contains("12,5"), "{}", person.text());
        let cost = person.cost("12, changed and confirmed again");
        assert!(cost.clicks <= 4, "{cost:?}");
    }
}
