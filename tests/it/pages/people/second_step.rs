//! The second step: mailed codes, the app, and the codes on paper.

use chrono::TimeDelta;
use ordna::db;
use ordna::totp::Key;

use crate::support::answer::Answer;
use crate::support::browser::Browser;
use crate::support::people::{ADMIN, COORDINATOR, GRONG, PASSWORD, is_in, log_in};
use crate::support::portal::Portal;

/// A coordinator with password and app, half way in.
async fn half_way() -> (Portal, Key, Browser) {
    let portal = Portal::new().await;
    portal.give_password(COORDINATOR);
    let app = portal.give_app(COORDINATOR);
    let browser = portal.visitor();
    log_in(&browser, COORDINATOR, PASSWORD)
        .await
        .redirects_to("/logg-inn/totp");
    (portal, app, browser)
}

async fn enter(browser: &Browser, code: &str) -> Answer {
    let page = browser.get("/logg-inn/totp").await;
    browser.submit(&page, "form#totp", &[("kode", code)]).await
}

#[actix_web::test]
async fn s1_password_and_app_together_let_staff_in() {
    let (portal, app, browser) = half_way().await;
    // The coordinator has two mappings, so the front page it is.
    enter(&browser, &portal.code_of(&app)).await.redirects_to("/");
    assert!(is_in(&browser).await);
    assert_eq!(portal.times_logged("signed_in"), 1);
}

#[actix_web::test]
async fn s15_a_code_from_the_app_works_once() {
    let (portal, app, browser) = half_way().await;
    let code = portal.code_of(&app);
    enter(&browser, &code).await.is(303);
    let other = portal.visitor();
    log_in(&other, COORDINATOR, PASSWORD).await;
    enter(&other, &code).await.is(422);
    portal.advance(TimeDelta::seconds(30));
    enter(&other, &portal.code_of(&app)).await.is(303);
}

#[actix_web::test]
async fn s15_wrong_codes_lock_softly() {
    let (portal, app, browser) = half_way().await;
    portal.keep_mail();
    for _ in 0..10 {
        enter(&browser, "000000").await.is(422);
        portal.advance(TimeDelta::seconds(6));
    }
    enter(&browser, "000000").await.is(422);
    let wrong = enter(&browser, &portal.code_of(&app)).await;
    assert_eq!(
        wrong.text_of("#kode-feil"),
        "Koden stemmer ikke. Vent til appen viser en ny kode, og prøv med den."
    );
    portal.advance(TimeDelta::seconds(6));
    enter(&browser, &portal.code_of(&app)).await.is(303);
}

#[actix_web::test]
async fn s15_staff_without_an_app_set_one_up_and_get_codes_to_keep_which_work_once() {
    let portal = Portal::new().await;
    portal.give_password(ADMIN);
    let browser = portal.visitor();
    log_in(&browser, ADMIN, PASSWORD)
        .await
        .redirects_to("/logg-inn/totp/oppsett");
    let page = browser.get("/logg-inn/totp/oppsett").await;
    assert!(page.has("svg[role=img][aria-label] path"));
    browser
        .submit(&page, "form#sett-opp", &[("kode", "000000")])
        .await
        .is(422);
    portal.advance(TimeDelta::seconds(5));
    let key = key_on(&portal, &page);
    let done = browser
        .submit(&page, "form#sett-opp", &[("kode", &portal.code_of(&key))])
        .await;
    done.redirects_to("/konto/gjenopprettingskoder?neste=/");
    assert_eq!(portal.letter_kinds(ADMIN), ["second_factor_changed"]);
    let page = browser.follow(&done).await;
    let codes = page.texts("#koder code");
    assert_eq!(codes.len(), 10);
    let answer = browser.submit(&page, "form[action$='/ferdig']", &[]).await;
    answer.redirects_to("/");
    let again = browser.get("/konto/gjenopprettingskoder").await;
    assert!(!again.has("#koder"), "the codes are shown once");

    let lost = portal.visitor();
    for (code, status) in [(&codes[0], 303), (&codes[0], 422), (&codes[1], 303)] {
        log_in(&lost, ADMIN, PASSWORD)
            .await
            .redirects_to("/logg-inn/totp");
        let page = lost.get("/logg-inn/totp").await;
        let page = lost
            .click(&page, "Har du ikke appen? Bruk en gjenopprettingskode")
            .await;
        lost.submit(&page, "form#gjenoppretting", &[("kode", code)])
            .await
            .is(status);
        portal.advance(TimeDelta::seconds(2));
        let page = lost.get("/logg-inn/totp").await;
        if page.status() == 200 {
            lost.submit(&page, "main form[action='/logg-ut']", &[]).await;
        } else {
            let page = lost.get("/konto").await;
            lost.submit(&page, "form[action='/logg-ut']", &[]).await;
        }
    }
    assert_eq!(portal.times_logged("recovery_code_used"), 2);
    let conn = &mut portal.conn();
    let user = db::people::accounts::by_email(conn, ADMIN)
        .unwrap()
        .unwrap()
        .user();
    assert_eq!(db::people::recovery_codes::left(conn, user).unwrap(), 8);
}

/// The key that the page offers, as its form carries it.
fn key_on(portal: &Portal, page: &Answer) -> Key {
    let offer = page.one("[name=nokkel]");
    let user = portal.account(ADMIN).user().0;
    let time = portal.now().and_utc().timestamp();
    Key::offered(&portal.state.secret, user, time, offer.attr("value").unwrap()).unwrap()
}

#[actix_web::test]
async fn a_mailed_code_works_for_five_tries_and_ten_minutes() {
    let portal = Portal::new().await;
    portal.give_password(GRONG);
    let browser = portal.visitor();
    log_in(&browser, GRONG, PASSWORD).await;
    let right = portal.newest_code(GRONG);
    let wrong = if right == "123456" { "654321" } else { "123456" };
    let page = browser.get("/logg-inn/kode").await;
    let enter = async |code: &str| browser.submit(&page, "form#kode-skjema", &[("kode", code)]).await;
    for _ in 0..5 {
        assert!(
            enter(wrong)
                .await
                .text_of("#kode-feil")
                .starts_with("Koden stemmer ikke")
        );
        portal.advance(TimeDelta::seconds(4));
    }
    let answer = enter(&right).await;
    assert_eq!(
        answer.is(422).text_of("#kode-feil"),
        "Koden virker ikke lenger. Be om en ny kode."
    );
    let again = browser
        .submit(&page, "form[action='/logg-inn/kode/ny']", &[])
        .await;
    again.redirects_to("/logg-inn/kode");
    let newer = portal.newest_code(GRONG);
    portal.advance(TimeDelta::minutes(10));
    enter(&newer).await.is(422);
    browser
        .submit(&page, "form[action='/logg-inn/kode/ny']", &[])
        .await
        .is(303);
    portal.advance(TimeDelta::minutes(1));
    enter(&portal.newest_code(GRONG)).await.is(303);
}

#[actix_web::test]
async fn a_mailed_code_works_in_the_browser_that_asked_for_it_and_nowhere_else() {
    let portal = Portal::new().await;
    portal.give_password(GRONG);
    let (mine, other) = (portal.visitor(), portal.visitor());
    log_in(&other, GRONG, PASSWORD).await;
    log_in(&mine, GRONG, PASSWORD).await;
    let code = portal.newest_code(GRONG);
    let page = other.get("/logg-inn/kode").await;
    other
        .submit(&page, "form#kode-skjema", &[("kode", &code)])
        .await
        .is(422);
    assert!(!is_in(&other).await);
}

#[actix_web::test]
async fn nobody_stands_between_password_and_code_for_long() {
    let (portal, app, browser) = half_way().await;
    let page = browser.get("/logg-inn/totp").await;
    portal.advance(TimeDelta::minutes(15));
    browser
        .submit(&page, "form#totp", &[("kode", &portal.code_of(&app))])
        .await
        .redirects_to("/logg-inn");
}

#[actix_web::test]
async fn after_six_codes_in_an_hour_the_page_says_when_there_may_be_another() {
    let portal = Portal::new().await;
    let browser = portal.visitor();
    log_in(&browser, GRONG, PASSWORD).await;
    let again = async || {
        let page = browser.get("/logg-inn/kode").await;
        let answer = browser
            .submit(&page, "form[action='/logg-inn/kode/ny']", &[])
            .await;
        browser.follow(&answer).await
    };
    for _ in 0..5 {
        portal.advance(TimeDelta::minutes(1));
        assert!(
            again()
                .await
                .text_of(".flash")
                .starts_with("Vi har sendt en ny kode.")
        );
    }
    let wait = "Be om en ny kode etter 12. oktober 2026 kl. 11.";
    assert!(again().await.text_of(".flash").ends_with(wait));
    assert_eq!(portal.letter_kinds(GRONG), ["code"; 6]);
    // Another browser is not told of a code that it was not sent either.
    let other = portal.visitor();
    log_in(&other, GRONG, PASSWORD).await;
    let page = other.get("/logg-inn/kode").await;
    assert!(page.main().contains(wait) && !page.main().contains("Vi har sendt"));
    portal.advance(TimeDelta::minutes(55));
    log_in(&other, GRONG, PASSWORD).await;
    let page = other.get("/logg-inn/kode").await;
    assert!(page.main().contains("Vi har sendt en kode"));
}
