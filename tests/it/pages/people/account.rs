//! Min konto: what people change about themselves, and what they must prove first.

use chrono::TimeDelta;
use ordna::totp::Key;

use crate::support::people::{ADMIN, COORDINATOR, GRONG, NEW_PASSWORD, PASSWORD, is_in, log_in, open_link};
use crate::support::portal::Portal;

#[actix_web::test]
async fn s4_a_new_password_needs_the_current_one() {
    let portal = Portal::new().await;
    portal.give_password(GRONG);
    let grong = portal.respondent("Grong").await;
    let page = grong.get("/konto/passord").await;
    for (current, reason) in [
        ("", "Passordet du har nå må fylles ut."),
        (
            "feil passord her",
            "Passordet du har nå, stemmer ikke. Prøv igjen om noen sekunder.",
        ),
    ] {
        let fields = [
            ("passord", current),
            ("nytt", NEW_PASSWORD),
            ("gjenta", NEW_PASSWORD),
        ];
        let answer = grong.submit(&page, "form#bytt-passord", &fields).await;
        assert_eq!(answer.is(422).texts(".ds-error-summary li"), [reason]);
    }
    assert!(portal.letters(GRONG).is_empty());
    portal.advance(TimeDelta::seconds(2));
    log_in(&portal.visitor(), GRONG, PASSWORD).await.is(303);
}

#[actix_web::test]
async fn whoever_came_by_link_makes_a_first_password_while_the_login_is_fresh() {
    let portal = Portal::new().await;
    portal.forget_password(GRONG);
    portal.keep_mail();
    let grong = portal.let_in(GRONG);
    portal.advance(TimeDelta::minutes(10));
    let stale = grong.get("/konto/passord").await;
    stale.redirects_to("/bekreft-innlogging?neste=/konto/passord");
    let page = grong.follow(&stale).await;
    assert!(page.main().contains("Be om en ny lenke for å gå videre."));
    let fresh = portal.let_in(GRONG);
    let page = fresh.get("/konto/passord").await;
    assert!(!page.has("#passord"));
    let fields = [("nytt", PASSWORD), ("gjenta", PASSWORD)];
    fresh
        .submit(&page, "form#bytt-passord", &fields)
        .await
        .redirects_to("/konto");
    log_in(&portal.visitor(), GRONG, PASSWORD).await.is(303);
}

#[actix_web::test]
async fn s12_a_change_of_address_is_confirmed_by_the_new_one_and_told_to_both() {
    let portal = Portal::new().await;
    portal.give_password(GRONG);
    let grong = portal.respondent("Grong").await;
    let new = "ny.direktor@grong.example.no";
    let page = grong.get("/konto/epost").await;
    let answer = grong
        .submit(
            &page,
            "form#epost-skjema",
            &[("epost", "Ny.Direktor@Grong.example.no")],
        )
        .await;
    answer.redirects_to("/konto");
    assert_eq!(portal.letter_kinds(new), ["email_confirm"]);
    assert!(grong.get("/konto").await.main().contains(GRONG));
    // On a telephone that is not signed in.
    let telephone = portal.visitor();
    let link = portal.newest_link(new);
    let page = open_link(&telephone, &link).await;
    assert!(page.main().contains(new));
    telephone
        .submit(&page, "form#bekreft-epost", &[])
        .await
        .redirects_to("/logg-inn");
    assert_eq!(portal.letter_kinds(GRONG), ["email_changed"]);
    assert_eq!(portal.letter_kinds(new), ["email_changed", "email_confirm"]);
    log_in(&portal.visitor(), new, PASSWORD).await.is(303);
    log_in(&portal.visitor(), GRONG, PASSWORD).await.is(422);
    open_link(&portal.visitor(), &link).await.is(410);
}

#[actix_web::test]
async fn s6_an_address_that_somebody_has_is_answered_like_one_that_is_free() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = grong.get("/konto/epost").await;
    let answer = grong
        .submit(&page, "form#epost-skjema", &[("epost", COORDINATOR)])
        .await;
    answer.redirects_to("/konto");
    assert!(portal.letters(COORDINATOR).is_empty());
    let same = grong
        .submit(&page, "form#epost-skjema", &[("epost", GRONG)])
        .await;
    assert_eq!(
        same.is(422).texts(".ds-error-summary li"),
        ["Det er adressen du har nå. Skriv en annen."]
    );
}

#[actix_web::test]
async fn the_name_and_the_written_form_are_ones_own_to_change() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = grong.get("/konto/navn").await;
    let empty = grong.submit(&page, "form#navn-skjema", &[("navn", " ")]).await;
    assert_eq!(
        empty.is(422).texts(".ds-error-summary li"),
        ["Navn må fylles ut."]
    );
    let fields = [("navn", "Gro Grongsdatter"), ("malform", "nn")];
    grong
        .submit(&page, "form#navn-skjema", &fields)
        .await
        .redirects_to("/konto");
    let page = grong.get("/konto").await;
    assert_eq!(page.one("html").attr("lang"), Some("nn"));
    assert!(page.main().contains("Gro Grongsdatter"));
}

#[actix_web::test]
async fn s4_another_app_needs_a_fresh_login_and_ends_the_old_one() {
    let portal = Portal::new().await;
    portal.give_password(COORDINATOR);
    let old = portal.give_app(COORDINATOR);
    let (kari, elsewhere) = (portal.coordinator().await, portal.coordinator().await);
    let page = kari.get("/konto/totrinn").await;
    let user = portal.account(COORDINATOR).user().0;
    let offer = page.one("[name=nokkel]").attr("value").unwrap();
    let time = portal.now().and_utc().timestamp();
    let new = Key::offered(&portal.state.secret, user, time, offer).unwrap();
    kari.submit(&page, "form#sett-opp", &[("kode", &portal.code_of(&new))])
        .await
        .redirects_to("/konto/gjenopprettingskoder?neste=/konto");
    assert!(is_in(&kari).await && !is_in(&elsewhere).await);
    assert_eq!(portal.letter_kinds(COORDINATOR), ["second_factor_changed"]);
    portal.advance(TimeDelta::seconds(30));
    let browser = portal.visitor();
    log_in(&browser, COORDINATOR, PASSWORD).await;
    let page = browser.get("/logg-inn/totp").await;
    for (key, status) in [(&old, 422), (&new, 303)] {
        browser
            .submit(&page, "form#totp", &[("kode", &portal.code_of(key))])
            .await
            .is(status);
        portal.advance(TimeDelta::seconds(2));
    }
    portal.advance(TimeDelta::minutes(10));
    kari.get("/konto/totrinn")
        .await
        .redirects_to("/bekreft-innlogging?neste=/konto/totrinn");
}

#[actix_web::test]
async fn an_app_that_was_offered_too_long_ago_is_offered_anew() {
    let portal = Portal::new().await;
    portal.give_password(ADMIN);
    let browser = portal.visitor();
    log_in(&browser, ADMIN, PASSWORD).await;
    let page = browser.get("/logg-inn/totp/oppsett").await;
    let token = page.one("form#sett-opp [name=skjema]").attr("value").unwrap();
    let fields = [("skjema", token), ("nokkel", "00"), ("kode", "123456")];
    let answer = browser.post_raw("/logg-inn/totp/oppsett", &fields).await;
    assert!(
        answer
            .is(422)
            .text_of("#kode-feil")
            .starts_with("Oppsettet ble for gammelt.")
    );
}

#[actix_web::test]
async fn s14_no_page_lets_anyone_set_somebody_elses_password() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    for row in ordna::web::routes::ROUTES {
        if row.path.starts_with("/admin") && !row.path.contains('{') {
            let page = admin.get(row.path).await;
            if page.is_page() {
                assert!(!page.has("input[type=password]"), "{}", row.path);
            }
        }
    }
}
