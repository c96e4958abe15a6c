//! Links from letters: each opens one thing, once, for its person, and only by a button.

use actix_web::http::Method;
use chrono::TimeDelta;
use ordna::domain::people::access::UserId;
use ordna::tasks::accounts;

use crate::support::people::{ADMIN, COORDINATOR, GRONG, NEW_PASSWORD, PASSWORD, is_in, log_in, open_link};
use crate::support::portal::Portal;
use crate::support::snapshot;

async fn ask(portal: &Portal, address: &str, email: &str) {
    let browser = portal.visitor();
    let page = browser.get(address).await;
    browser
        .submit(&page, "form#be-om-lenke", &[("epost", email)])
        .await
        .redirects_to("/logg-inn/sendt");
}

/// Somebody new, invited by the admin of the sample.
async fn invite(portal: &Portal, email: &str) -> UserId {
    let admin = portal.admin().await;
    let token = admin.cookie(portal.state.jar().visitor()).unwrap();
    let conn = &mut portal.conn();
    let session = ordna::db::people::sessions::find(conn, &ordna::secret::hash(&token), portal.now())
        .unwrap()
        .unwrap();
    let mut context = ordna::tasks::Context::portal(
        portal.now(),
        &portal.state.config.site.origin,
        &portal.state.secret,
    );
    context.actor = Some(session.actor);
    accounts::invite(conn, &context, email, "Ny Person", &[])
        .unwrap()
        .user
}

#[actix_web::test]
async fn s9_mail_scanners_use_no_link_up() {
    let portal = Portal::new().await;
    ask(&portal, "/logg-inn/lenke", GRONG).await;
    let link = portal.newest_link(GRONG);
    let before = snapshot::of(&mut portal.conn());
    for _ in 0..3 {
        let scanner = portal.visitor();
        scanner.send(&link, scanner.request(Method::HEAD)).await.is(303);
        open_link(&scanner, &link).await.is(200);
    }
    let changed = snapshot::changed(&before, &snapshot::of(&mut portal.conn()));
    assert!(changed.is_empty(), "{changed:?}");
    let browser = portal.visitor();
    let page = open_link(&browser, &link).await;
    assert_eq!(
        page.address, "/logg-inn/med-lenke",
        "no token in the address (S10)"
    );
    browser
        .submit(&page, "form#med-lenke", &[])
        .await
        .redirects_to("/svar");
    assert!(is_in(&browser).await);
}

#[actix_web::test]
async fn s8_a_login_link_works_once_and_for_fifteen_minutes() {
    let portal = Portal::new().await;
    ask(&portal, "/logg-inn/lenke", GRONG).await;
    let link = portal.newest_link(GRONG);
    let (first, second) = (portal.visitor(), portal.visitor());
    let (mine, theirs) = (open_link(&first, &link).await, open_link(&second, &link).await);
    first.submit(&mine, "form#med-lenke", &[]).await.is(303);
    second.submit(&theirs, "form#med-lenke", &[]).await.is(410);
    assert!(!is_in(&second).await);
    ask(&portal, "/logg-inn/lenke", GRONG).await;
    let link = portal.newest_link(GRONG);
    portal.advance(TimeDelta::minutes(15));
    let dead = open_link(&portal.visitor(), &link).await;
    dead.is(410);
    assert!(dead.main().contains("Send meg ny lenke"));
}

#[actix_web::test]
async fn s1_a_link_lets_no_staff_in_and_the_switch_takes_the_way_away() {
    let portal = Portal::new().await;
    ask(&portal, "/logg-inn/lenke", COORDINATOR).await;
    ask(&portal, "/logg-inn/lenke", "ukjent@example.no").await;
    assert!(portal.letters(COORDINATOR).is_empty());
    assert!(portal.letters("ukjent@example.no").is_empty());
    let off = Portal::with_settings(&["--respondent-link-login", "off"]).await;
    let browser = off.visitor();
    browser.get("/logg-inn/lenke").await.is(404);
    browser.get("/logg-inn/0123456789abcdef").await.is(404);
    assert!(!browser.get("/logg-inn").await.main().contains("lenke på e-post"));
}

#[actix_web::test]
async fn s7_a_locked_password_stops_neither_link_nor_reset() {
    let portal = Portal::new().await;
    portal.give_password(GRONG);
    for _ in 0..9 {
        log_in(&portal.visitor(), GRONG, "feil passord her").await.is(422);
        portal.advance(TimeDelta::seconds(4));
    }
    log_in(&portal.visitor(), GRONG, "feil passord her").await.is(422);
    ask(&portal, "/logg-inn/lenke", GRONG).await;
    let browser = portal.visitor();
    let page = open_link(&browser, &portal.newest_link(GRONG)).await;
    browser.submit(&page, "form#med-lenke", &[]).await.is(303);
    assert!(is_in(&browser).await);
}

#[actix_web::test]
async fn s8_a_reset_sets_the_password_signs_nobody_in_and_skips_no_second_factor() {
    let portal = Portal::new().await;
    portal.give_password(COORDINATOR);
    portal.give_app(COORDINATOR);
    let elsewhere = portal.coordinator().await;
    ask(&portal, "/glemt-passord", COORDINATOR).await;
    let browser = portal.visitor();
    let link = portal.newest_link(COORDINATOR);
    let page = open_link(&browser, &link).await;
    assert_eq!(page.one("#epost").attr("value"), Some(COORDINATOR));
    let fields = [("nytt", NEW_PASSWORD), ("gjenta", NEW_PASSWORD)];
    let done = browser.submit(&page, "form#lag-passord", &fields).await;
    done.redirects_to("/logg-inn");
    assert!(!is_in(&browser).await && !is_in(&elsewhere).await);
    log_in(&browser, COORDINATOR, PASSWORD).await.is(422);
    portal.advance(TimeDelta::seconds(2));
    log_in(&browser, COORDINATOR, NEW_PASSWORD)
        .await
        .redirects_to("/logg-inn/totp");
    assert_eq!(portal.letter_kinds(COORDINATOR), ["password_changed", "reset"]);
    open_link(&portal.visitor(), &link).await.is(410);
}

#[actix_web::test]
async fn s8_an_older_a_late_and_a_foreign_token_all_meet_the_same_page() {
    let portal = Portal::new().await;
    ask(&portal, "/glemt-passord", GRONG).await;
    let older = portal.newest_link(GRONG);
    ask(&portal, "/glemt-passord", GRONG).await;
    let newer = portal.newest_link(GRONG);
    let token = newer.strip_prefix("/nytt-passord/").unwrap();
    let never = format!("/nytt-passord/{}", ordna::secret::new_token());
    let mut pages = Vec::new();
    for link in [&older, &never] {
        pages.push(open_link(&portal.visitor(), link).await.is(410).main());
    }
    // For another purpose.
    for path in ["/aktiver", "/bekreft-epost", "/kom-i-gang", "/logg-inn"] {
        let link = format!("{path}/{token}");
        open_link(&portal.visitor(), &link).await.is(410);
    }
    portal.advance(TimeDelta::minutes(60));
    pages.push(open_link(&portal.visitor(), &newer).await.is(410).main());
    assert!(pages.iter().all(|page| *page == pages[0]), "{pages:#?}");
}

#[actix_web::test]
async fn s8_a_token_is_stored_only_as_its_hash() {
    let portal = Portal::new().await;
    ask(&portal, "/glemt-passord", GRONG).await;
    ask(&portal, "/logg-inn/lenke", GRONG).await;
    let content: String = snapshot::of(&mut portal.conn()).into_values().collect();
    for mail in portal.letters(GRONG) {
        let text = mail.letter.body.unwrap().text;
        let link = text.lines().find(|line| line.starts_with("http")).unwrap();
        let token = link.rsplit('/').next().unwrap();
        assert_eq!(token.len(), 64);
        assert!(!content.contains(token) && !content.contains(&token.to_uppercase()));
    }
}

#[actix_web::test]
async fn s6_asking_for_a_letter_answers_everybody_alike() {
    let portal = Portal::new().await;
    portal.disable(ADMIN);
    for address in ["/glemt-passord", "/logg-inn/lenke"] {
        for email in [GRONG, "ukjent@example.no", ADMIN, COORDINATOR] {
            ask(&portal, address, email).await;
        }
    }
    assert!(portal.letters(ADMIN).is_empty());
    let sent = portal.visitor().get("/logg-inn/sendt").await;
    assert!(sent.main().contains("Hvis adressen er registrert, har vi sendt"));
}

#[actix_web::test]
async fn nobodys_mailbox_is_flooded() {
    let portal = Portal::new().await;
    for _ in 0..7 {
        ask(&portal, "/glemt-passord", GRONG).await;
    }
    assert_eq!(portal.letters(GRONG).len(), 5);
}

#[actix_web::test]
async fn s8_an_activation_makes_the_password_and_the_browser_is_known() {
    let portal = Portal::new().await;
    let email = "ny@grong.example.no";
    invite(&portal, email).await;
    let browser = portal.visitor();
    let page = open_link(&browser, &portal.newest_link(email)).await;
    assert!(page.main().contains("Velkommen, Ny Person"));
    let fields = [("nytt", PASSWORD), ("gjenta", PASSWORD)];
    let done = browser.submit(&page, "form#lag-passord", &fields).await;
    done.redirects_to("/logg-inn");
    assert!(!is_in(&browser).await);
    let login = browser.follow(&done).await;
    assert_eq!(
        login.text_of(".flash"),
        "Kontoen er klar. Logg inn med passordet du laget nå."
    );
    log_in(&browser, email, PASSWORD).await.redirects_to("/");
    assert!(is_in(&browser).await);
    assert_eq!(portal.times_logged("user_activated"), 1);
}

#[actix_web::test]
async fn s8_an_activation_link_lives_seven_days_and_a_reset_helps_after_them() {
    let portal = Portal::new().await;
    let email = "ny@grong.example.no";
    invite(&portal, email).await;
    let link = portal.newest_link(email);
    portal.advance(TimeDelta::days(7));
    let browser = portal.visitor();
    let dead = open_link(&browser, &link).await;
    let page = browser.click(dead.is(410), "Send meg ny lenke").await;
    browser
        .submit(&page, "form#be-om-lenke", &[("epost", email)])
        .await
        .is(303);
    let page = open_link(&browser, &portal.newest_link(email)).await;
    let fields = [("nytt", PASSWORD), ("gjenta", PASSWORD)];
    browser
        .submit(&page, "form#lag-passord", &fields)
        .await
        .redirects_to("/logg-inn");
    assert!(portal.account(email).activated_at.is_some());
}
