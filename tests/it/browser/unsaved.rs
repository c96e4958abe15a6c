//! What the script adds so that nothing typed is lost: a warning before the session ends.

use chrono::TimeDelta;
use diesel::prelude::*;
use ordna::db::schema::session;

use super::chromium::Chromium;
use super::server::Server;

/// Lets time pass for the page, whose script looks at the clock every second.
fn pass(chromium: &Chromium, minutes: u32) {
    chromium.run(&format!(
        "const before = Date.now; Date.now = () => before() + {minutes} * 60000;"
    ));
}

/// Waits for the region to say something else than before.
fn says(chromium: &Chromium, words: &str) {
    let mut said = String::new();
    for _ in 0..100 {
        chromium.text_of(".session").clone_into(&mut said);
        if said.contains(words) && said.is_empty() == words.is_empty() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("the page says «{said}», not «{words}»");
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn s21_a_warning_comes_two_minutes_before_the_end_and_its_button_prolongs_the_session() {
    let (server, chromium) = (Server::start().await, Chromium::start(true));
    server.let_in(&chromium, "admin");
    let address = server.url("/admin/kommuner/5045/kontakter/ny");
    chromium.open(&address);
    chromium.type_into("#tittel", "Rådgiver");
    pass(&chromium, 27);
    std::thread::sleep(std::time::Duration::from_millis(1500));
    says(&chromium, "");
    pass(&chromium, 1);
    says(&chromium, "Du blir logget ut kl. ");
    server.portal.advance(TimeDelta::minutes(28));
    chromium.press(".session button");
    says(&chromium, "");
    server.portal.note_is_stored().await;
    chromium.comes_to(&address);
    let typed = chromium.run("return document.querySelector('#tittel').value");
    assert_eq!(typed, "Rådgiver");
    pass(&chromium, 31);
    says(&chromium, "Du er logget ut.");
    assert_eq!(chromium.complaints(), [] as [String; 0]);
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn s21_a_working_day_cannot_be_prolonged_but_is_warned_of() {
    let (server, chromium) = (Server::start().await, Chromium::start(true));
    server.let_in(&chromium, "admin");
    let long_ago = server.portal.now() - TimeDelta::minutes(8 * 60 - 2);
    diesel::update(session::table)
        .set(session::created_at.eq(long_ago))
        .execute(&mut *server.portal.conn())
        .unwrap();
    chromium.open(&server.url("/konto/navn"));
    says(&chromium, "åtte timer");
    assert_eq!(
        chromium.run("return document.querySelectorAll('.session button').length"),
        0
    );
    pass(&chromium, 2);
    says(&chromium, "Kopier det du vil ta vare på");
}
