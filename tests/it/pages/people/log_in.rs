//! The login page: who gets in by it, and that nobody learns from it who has an account.

use actix_web::http::Method;
use chrono::TimeDelta;

use crate::support::answer::Answer;
use crate::support::people::{ADMIN, COORDINATOR, GRONG, PASSWORD, is_in, log_in, log_in_at};
use crate::support::portal::Portal;

const RØYRVIK: &str = "kommunedirektor@royrvik.example.no";

/// What a failed login shows, without what is new on every page.
fn without_tokens(answer: &Answer) -> String {
    let mut text = answer.text().to_owned();
    for token in answer.all("[name=skjema]") {
        text = text.replace(token.attr("value").unwrap(), "");
    }
    for address in answer.all("#epost") {
        text = text.replace(address.attr("value").unwrap_or(""), "");
    }
    text
}

#[actix_web::test]
async fn s1_a_password_alone_lets_no_staff_in() {
    let portal = Portal::new().await;
    for (email, step) in [(COORDINATOR, "/logg-inn/totp"), (ADMIN, "/logg-inn/totp/oppsett")] {
        portal.give_password(email);
        if email == COORDINATOR {
            portal.give_app(email);
        }
        let browser = portal.visitor();
        log_in(&browser, email, PASSWORD).await.redirects_to(step);
        browser.get("/konto").await.redirects_to("/logg-inn?neste=/konto");
        let back = browser.get("/logg-inn?neste=/konto").await;
        back.redirects_to(&format!("{step}?neste=/konto"));
        browser.get(step).await.is(200);
    }
}

#[actix_web::test]
async fn s1_a_respondents_password_asks_for_a_mailed_code_on_a_new_browser_and_not_again() {
    let portal = Portal::new().await;
    portal.give_password(GRONG);
    let browser = portal.visitor();
    log_in(&browser, GRONG, PASSWORD)
        .await
        .redirects_to("/logg-inn/kode");
    assert!(!is_in(&browser).await);
    let page = browser.get("/logg-inn/kode").await;
    assert!(page.main().contains(GRONG));
    let code = portal.newest_code(GRONG);
    browser
        .submit(&page, "form#kode-skjema", &[("kode", &code)])
        .await
        .redirects_to("/svar");
    assert!(is_in(&browser).await);
    let page = browser.get("/konto").await;
    let out = browser.submit(&page, "form[action='/logg-ut']", &[]).await;
    out.redirects_to("/logg-inn");
    log_in(&browser, GRONG, PASSWORD).await.redirects_to("/svar");
    assert!(is_in(&browser).await);
    assert_eq!(portal.letter_kinds(GRONG), ["code"]);
}

#[actix_web::test]
async fn a_browser_that_is_known_for_one_person_is_new_for_another() {
    let portal = Portal::new().await;
    portal.give_password(GRONG);
    portal.give_password(RØYRVIK);
    let browser = portal.visitor();
    log_in(&browser, GRONG, PASSWORD).await;
    let page = browser.get("/logg-inn/kode").await;
    let code = portal.newest_code(GRONG);
    browser
        .submit(&page, "form#kode-skjema", &[("kode", &code)])
        .await;
    let page = browser.get("/konto").await;
    browser.submit(&page, "form[action='/logg-ut']", &[]).await;
    log_in(&browser, RØYRVIK, PASSWORD)
        .await
        .redirects_to("/logg-inn/kode");
}

#[actix_web::test]
async fn s6_known_unknown_disabled_and_locked_get_the_same_answer() {
    let portal = Portal::new().await;
    for email in [GRONG, RØYRVIK, COORDINATOR] {
        portal.give_password(email);
    }
    portal.disable(RØYRVIK);
    // The coordinator is locked for ten seconds.
    for _ in 0..30 {
        log_in(&portal.visitor(), COORDINATOR, "feil passord her")
            .await
            .is(422);
        portal.advance(TimeDelta::seconds(11));
    }
    log_in(&portal.visitor(), COORDINATOR, "feil passord her")
        .await
        .is(422);
    let mut answers = Vec::new();
    for (email, password) in [
        (GRONG, "feil passord her"),
        ("ukjent@example.no", "feil passord her"),
        (RØYRVIK, PASSWORD),
        (COORDINATOR, PASSWORD),
    ] {
        let answer = log_in(&portal.visitor(), email, password).await;
        answer.is(422);
        assert_eq!(answer.one("#epost").attr("value"), Some(email));
        assert_eq!(answer.one("#passord").attr("value"), None);
        let names: Vec<String> = answer.headers().keys().map(ToString::to_string).collect();
        answers.push((without_tokens(&answer), names.len()));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:#?}");
}

#[actix_web::test]
async fn s7_the_right_password_fails_while_the_account_is_locked() {
    let portal = Portal::new().await;
    portal.give_password(GRONG);
    portal.keep_mail();
    let browser = portal.visitor();
    for _ in 0..3 {
        log_in(&browser, GRONG, "feil passord her").await.is(422);
        portal.advance(TimeDelta::seconds(2));
    }
    log_in(&browser, GRONG, PASSWORD).await.is(422);
    portal.advance(TimeDelta::seconds(2));
    log_in(&browser, GRONG, PASSWORD)
        .await
        .redirects_to("/logg-inn/kode");
    assert_eq!(portal.times_logged("sign_in_failed"), 3);
    assert_eq!(portal.times_logged("sign_in_locked"), 1);
}

#[actix_web::test]
async fn s7_the_lock_is_in_the_database_for_every_instance() {
    let portal = Portal::new().await;
    portal.give_password(GRONG);
    for _ in 0..4 {
        log_in(&portal.visitor(), GRONG, "feil passord her").await.is(422);
        portal.advance(TimeDelta::seconds(3));
    }
    log_in(&portal.visitor(), GRONG, "feil passord her").await.is(422);
    let account = portal.account(GRONG);
    assert_eq!(account.failed_count, 5);
    assert_eq!(account.locked_until, Some(portal.now() + TimeDelta::seconds(3)));
}

#[actix_web::test]
async fn s12_getting_in_after_many_failures_is_told_by_mail() {
    let portal = Portal::new().await;
    portal.give_password(COORDINATOR);
    let app = portal.give_app(COORDINATOR);
    for _ in 0..5 {
        log_in(&portal.visitor(), COORDINATOR, "feil passord her")
            .await
            .is(422);
        portal.advance(TimeDelta::seconds(4));
    }
    let browser = portal.visitor();
    log_in(&browser, COORDINATOR, PASSWORD).await;
    let page = browser.get("/logg-inn/totp").await;
    let code = portal.code_of(&app);
    browser
        .submit(&page, "form#totp", &[("kode", &code)])
        .await
        .is(303);
    assert_eq!(portal.letter_kinds(COORDINATOR), ["late_sign_in"]);
    assert_eq!(portal.account(COORDINATOR).failed_count, 0);
}

#[actix_web::test]
async fn s36_after_the_login_comes_the_page_that_was_asked_for_if_it_is_ours() {
    let portal = Portal::new().await;
    portal.give_password(COORDINATOR);
    let app = portal.give_app(COORDINATOR);
    for (asked, given) in [
        ("/konto/navn", "/konto/navn"),
        ("//e.example", "/"),
        ("/%5Ce.example", "/"),
        ("https:e.example", "/"),
        ("%2f%2fe.example", "/"),
        ("/%09/e.example", "/"),
        ("/%0d%0aSet-Cookie:a", "/"),
    ] {
        portal.advance(TimeDelta::seconds(30));
        let browser = portal.visitor();
        let address = format!("/logg-inn?neste={asked}");
        let answer = log_in_at(&browser, &address, COORDINATOR, PASSWORD).await;
        let page = browser.follow(&answer).await;
        let code = portal.code_of(&app);
        browser
            .submit(&page, "form#totp", &[("kode", &code)])
            .await
            .redirects_to(given);
    }
}

#[actix_web::test]
async fn what_is_missing_on_the_login_page_is_named() {
    let portal = Portal::new().await;
    let browser = portal.visitor();
    let answer = log_in(&browser, "kari", "").await;
    answer.is(422);
    assert_eq!(
        answer.texts(".ds-error-summary li"),
        [
            "E-postadressen må se ut som navn@kommune.no.",
            "Passord må fylles ut."
        ]
    );
    assert!(answer.text_of("title").starts_with("Feil: "));
}

#[actix_web::test]
async fn s2_password_managers_find_the_fields() {
    let portal = Portal::new().await;
    let page = portal.visitor().get("/logg-inn").await;
    assert_eq!(page.one("#epost").attr("autocomplete"), Some("username"));
    assert_eq!(
        page.one("#passord").attr("autocomplete"),
        Some("current-password")
    );
}

#[actix_web::test]
async fn s7_one_network_that_knocks_five_hundred_times_is_told_to_wait() {
    let portal = Portal::new().await;
    let browser = portal.visitor();
    let page = browser.get("/logg-inn/lenke").await;
    let token = page.one("form#be-om-lenke [name=skjema]");
    let token = token.attr("value").unwrap();
    let fields = [("skjema", token), ("epost", "kari")];
    let knock = || browser.post_raw("/logg-inn/lenke", &fields);
    for _ in 0..500 {
        knock().await.is(422);
    }
    let mut refused = knock().await;
    // The bucket fills again while the test runs.
    for _ in 0..200 {
        if refused.status() == 429 {
            break;
        }
        refused = knock().await;
    }
    refused.is(429);
    let elsewhere = browser.request(Method::GET);
    browser.send("/logg-inn", elsewhere).await.is(200);
}

#[actix_web::test]
async fn s13_a_fresh_portal_knows_no_usual_passwords() {
    let portal = Portal::new().await;
    for (email, password) in [
        ("admin@example.no", "admin"),
        ("admin@example.no", "password"),
        ("admin@example.no", "ordna"),
        ("admin@localhost", "admin"),
        ("root@localhost", "root"),
    ] {
        log_in(&portal.visitor(), email, password).await.is(422);
    }
}
