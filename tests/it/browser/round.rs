//! A whole round, from the plan to its close, as those who steer it and those who answer go through it.

use std::fmt::Write as _;

use chrono::TimeDelta;
use ordna::demo::account_of;

use super::chromium::Chromium;
use super::list::beginning;
use super::person::{MODES, Person};
use super::server::Server;
use crate::support::people::PASSWORD;

const SLUG: &str = "prove-2026";
const ADMIN: &str = "admin@demo.invalid";

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn a_round_is_planned_sent_answered_reminded_and_closed() {
    let chromium = Chromium::start(true);
    for mode in [MODES[0], MODES[3]] {
        let server = Server::with_demo().await;
        // The demo's own letters are no part of this round.
        server.portal.deliver_mail().await;
        let person = Person::signed_in(&server, &chromium, mode, ADMIN);
        plan(&person);
        import_contacts(&person);
        send(&person);
        let sent = server.portal.deliver_mail().await;
        assert_eq!(
            sent,
            37 + 36 + 1,
            "accounts but one that bounced before, every new contact, and the test"
        );
        open_the_letter_and_answer(&server, &chromium, mode, "ny@roeros.example.no");
        answer_as(&server, &chromium, mode, &account_of("Osen"), "5020");
        assert_eq!(
            server.portal.deliver_mail().await,
            4,
            "a receipt to each of both who answer"
        );
        // Nobody is reminded in the quiet days after the letter's own.
        server.portal.advance(TimeDelta::days(4));
        let person = Person::signed_in(&server, &chromium, mode, ADMIN);
        remind(&person);
        assert_eq!(
            server.portal.deliver_mail().await,
            35 + 34,
            "those who have not confirmed"
        );
        extend(&person, "Grong", "5045");
        reopen(&person, "Osen", "5020");
        server.portal.deliver_mail().await;
        close(&person);
        person.cost("a whole round");
    }
}

fn at(rest: &str) -> String {
    format!("/kartlegging/{SLUG}{rest}")
}

fn plan(person: &Person) {
    let t = person.t;
    person.arrive("/admin/kartlegginger");
    person.follow(t.plan_new());
    person.fill(t.name(), "Prøverunden");
    person.fill(t.plan_year(), "2026");
    person.fill(t.plan_slug(), SLUG);
    person.choose(t.plan_copy(), "Trøndelag 2020");
    person.fill(t.plan_owner(), "Statsforvalteren i Trøndelag");
    person.press(t.plan_create());
    person.follow(t.plan_open());
    person.press(t.plan_open());
    person.arrive(&at("/runde"));
    person.follow(t.rounds_plan_next());
    person.fill(t.round_deadline(), "1.12.2026 kl. 16");
    person.press(t.round_new_button());
    assert!(
        person.text().contains("1. desember 2026 kl. 16"),
        "{}",
        person.text()
    );
}

/// 38 rows: one names a municipality that does not exist, one an address that is none.
fn contacts() -> String {
    let mut file = String::from("kommunenummer,name,email\n");
    let demo = include_str!("../../../src/demo/municipalities.csv");
    let county = demo.lines().filter(|line| line.starts_with("50"));
    for line in county {
        let mut cells = line.split(',');
        let (number, name) = (cells.next().unwrap(), cells.next().unwrap());
        let folder = account_of(name)
            .replace("kommunedirektor@", "")
            .replace(".demo.invalid", "");
        let (number, email) = match name {
            "Leka" => ("9999", format!("ny@{folder}.example.no")),
            "Heim" => (number, "ny sjef i Heim".to_owned()),
            _ => (number, format!("ny@{folder}.example.no")),
        };
        let _ = writeln!(file, "{number},Ny sjef i {name},{email}");
    }
    file
}

fn import_contacts(person: &Person) {
    let t = person.t;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kontakter.csv");
    std::fs::write(&file, contacts()).unwrap();
    person.arrive(&at("/import"));
    person.click("radio", t.import_kind_contacts_area(), "");
    person.attach(t.import_file(), &file);
    person.press(t.import_check());
    assert!(
        person.text().contains(&t.import_some_wrong("2")),
        "{}",
        person.text()
    );
    person.press(&t.import_apply_right("36"));
    assert!(person.text().contains("36"), "{}", person.text());
}

fn send(person: &Person) {
    let t = person.t;
    person.arrive(&at(""));
    person.arrive(&at("/utsending"));
    person.follow(t.mailing_new());
    person.click("radio", "Hø", "");
    person.press(t.mailing_go_on());
    let said = person.text();
    assert!(said.contains(&t.mailing_dry_run(37, 1, false)), "{said}");
    assert!(said.contains("Statsforvalteren i Trøndelag"), "{said}");
    person.press(t.mailing_test());
    person.click("radio", t.mailing_at_once(), "");
    person.press_at(t.mailing_send(), t.mailing_send_title());
}

/// Whoever is only a contact so far comes in by the letter's link, and confirms the list.
fn open_the_letter_and_answer(server: &Server, chromium: &Chromium, mode: super::person::Mode, email: &str) {
    let letter = server.portal.mailbox(email).pop().unwrap();
    let text = letter.body.unwrap().text;
    let origin = &server.portal.state.config.site.origin;
    let link = text
        .lines()
        .find_map(|line| line.strip_prefix(origin.as_str()))
        .unwrap();
    chromium.forget_cookies();
    let person = Person::at(server, chromium, mode);
    person.open_letter(link);
    person.fill(person.t.new_password(), PASSWORD);
    person.fill(person.t.repeat_password(), PASSWORD);
    person.press(person.t.activate_button());
    assert!(person.sees("button", person.t.sign_in()), "{}", person.text());
    answer_as(server, chromium, mode, email, "5025");
}

fn answer_as(server: &Server, chromium: &Chromium, mode: super::person::Mode, email: &str, number: &str) {
    let person = Person::signed_in(server, chromium, mode, email);
    confirm(&person, number);
}

fn confirm(person: &Person, number: &str) {
    let t = person.t;
    person.arrive(&format!("/svar/{SLUG}/{number}/bekreft"));
    person.press(beginning(&t.confirm_rest(&0)));
    while person.sees("button", t.answer_right()) {
        person.press(t.answer_right());
    }
    if !person.sees("button", t.confirm_all()) {
        person.arrive(&format!("/svar/{SLUG}/{number}/bekreft"));
    }
    person.press(t.confirm_all());
    assert!(person.sees("heading", t.receipt_thanks()), "{}", person.text());
}

fn remind(person: &Person) {
    let t = person.t;
    person.arrive(&at("/kommuner"));
    person.press(t.desk_remind_chosen());
    let said = person.text();
    assert!(said.contains(&t.mailing_dry_run(35, 3, false)), "{said}");
    person.click("radio", t.mailing_at_once(), "");
    person.press_at(t.mailing_send(), t.mailing_send_title());
}

fn extend(person: &Person, name: &str, number: &str) {
    let t = person.t;
    person.arrive(&at(&format!("/kommuner/{number}")));
    person.follow(t.desk_extend());
    person.fill(t.extend_date(), "11.12.2026");
    person.fill(t.extend_time(), "16");
    person.press(t.extend_button());
    assert!(
        person.text().contains("11. desember 2026 kl. 16"),
        "{name}: {}",
        person.text()
    );
}

fn reopen(person: &Person, name: &str, number: &str) {
    let t = person.t;
    person.arrive(&at(&format!("/kommuner/{number}")));
    person.follow(t.desk_reopen());
    person.fill(t.reopen_reason(), "Ørland oppgir andre deltakere.");
    person.press(t.reopen_button());
    assert!(
        person.text().contains("Ørland oppgir andre deltakere."),
        "{name}: {}",
        person.text()
    );
}

fn close(person: &Person) {
    let t = person.t;
    person.arrive(&at("/runde"));
    person.follow(t.round_close());
    let said = person.text();
    assert!(said.contains(&t.round_close_unanswered(&37, &38)), "{said}");
    person.fill(&t.round_close_type(&t.round_name(&1)), &t.round_name(&1));
    person.press(t.round_close());
    assert!(
        person.text().contains(&t.round_closed_done(&t.round_name(&1)))
            || !person.sees("link", t.round_close())
    );
}
