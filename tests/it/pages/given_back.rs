//! What was typed comes back on the page of an error, where the form itself cannot.

use actix_web::http::Method;

use crate::support::people::PASSWORD;
use crate::support::portal::Portal;
use crate::support::snapshot;

const CONTACT: &str = "/admin/kommuner/5045/kontakter/ny";

#[actix_web::test]
async fn r3_the_page_of_an_error_gives_back_what_was_typed() {
    let portal = Portal::new().await;
    let browser = portal.admin().await;
    let page = browser.get(CONTACT).await;
    let token = page.all("[name=skjema]")[0].attr("value").unwrap().to_owned();
    let fields = [
        ("skjema", token.as_str()),
        ("navn", "Åse\nØstby"),
        ("passord", PASSWORD),
    ];
    let missing = browser
        .post_raw("/admin/kommuner/9999/kontakter/ny", &fields)
        .await;
    missing.is(404);
    assert_eq!(missing.texts("main dd pre"), ["Åse Østby"]);
    assert!(!missing.text().contains(PASSWORD));
    // The page stood open while the same person signed in in another window.
    browser.set_cookie(portal.state.jar().visitor(), &"a".repeat(64));
    let request = browser.request(Method::POST);
    let request = request.insert_header(("sec-fetch-site", "same-origin"));
    let foreign = browser.send_form("/sprak", request, &fields).await;
    foreign.is(403);
    assert_eq!(foreign.texts("main dt"), ["Navn"]);
}

#[actix_web::test]
async fn s21_somebody_who_was_signed_out_gets_back_what_was_typed_from_their_own_browser_only() {
    let portal = Portal::new().await;
    let (browser, elsewhere) = (portal.admin().await, portal.admin().await);
    let page = browser.get(CONTACT).await;
    let overview = elsewhere.get("/konto").await;
    elsewhere
        .submit(&overview, "form[action='/konto/innlogginger/avslutt-andre']", &[])
        .await
        .is(303);
    let before = snapshot::of(&mut portal.conn());
    let fields = [("hvem", "direktor"), ("navn", "Åse Østby")];
    let out = browser.submit(&page, "form#kontakt", &fields).await;
    assert!(out.is(403).main().contains("Du er logget ut"));
    assert_eq!(out.texts("main dd"), ["Åse Østby"]);
    assert!(out.has("main a[href='/logg-inn']"));
    // Without the browser's word for it, another site could have sent it.
    let token = page.all("[name=skjema]")[0].attr("value").unwrap();
    let unknown = browser
        .post_raw(CONTACT, &[("skjema", token), ("navn", "Åse")])
        .await;
    unknown.redirects_to(&format!("/logg-inn?neste={CONTACT}"));
    // A browser that was closed has forgotten who it was; its pages are still there.
    let restarted = portal.visitor();
    let out = restarted.submit(&page, "form#kontakt", &fields).await;
    assert_eq!(out.is(403).texts("main dd"), ["Åse Østby"]);
    assert!(snapshot::changed(&before, &snapshot::of(&mut portal.conn())).is_empty());
}

#[actix_web::test]
async fn r3_what_was_typed_is_shown_when_the_database_is_away() {
    let portal = Portal::new().await;
    let browser = portal.admin().await;
    let page = browser.get(CONTACT).await;
    let all: Vec<_> = (0..4).map(|_| portal.state.pool.get().unwrap()).collect();
    let fields = [
        ("hvem", "direktor"),
        ("navn", "Åse Østby"),
        ("tittel", "Rådgiver"),
    ];
    let away = browser.submit(&page, "form#kontakt", &fields).await;
    away.is(503);
    assert_eq!(away.texts("main dd"), ["Åse Østby", "Rådgiver"]);
    drop(all);
    browser.submit(&page, "form#kontakt", &fields).await.is(422);
}
