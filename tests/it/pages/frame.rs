//! What every page has around it: the language, the person, the way out, and the rules for forms.

use actix_web::http::Method;
use chrono::TimeDelta;

use crate::support::portal::Portal;

#[actix_web::test]
async fn a_visitor_reads_the_portal_in_the_written_form_that_was_chosen() {
    let portal = Portal::new().await;
    let visitor = portal.visitor();
    let page = visitor.get("/").await;
    assert_eq!(page.one("html").attr("lang"), Some("nb"));
    visitor
        .submit(&page, "form[action='/sprak']", &[("sprak", "nn")])
        .await
        .redirects_to("/");
    let page = visitor.get("/").await;
    assert_eq!(page.one("html").attr("lang"), Some("nn"));
    assert_eq!(page.text_of("button[aria-pressed=true]"), "Nynorsk");
}

#[actix_web::test]
async fn the_chosen_written_form_follows_the_account_to_another_browser() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = grong.get("/").await;
    let answer = grong
        .submit(&page, "form[action='/sprak']", &[("sprak", "nn")])
        .await;
    assert_eq!(grong.follow(&answer).await.one("html").attr("lang"), Some("nn"));
    let elsewhere = portal.respondent("Grong").await;
    assert_eq!(elsewhere.get("/").await.one("html").attr("lang"), Some("nn"));
}

#[actix_web::test]
async fn the_head_says_who_is_signed_in_until_the_time_is_up() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    assert!(kari.get("/").await.text_of(".who p").contains("Kari Koordinator"));
    portal.advance(TimeDelta::minutes(31));
    assert_eq!(kari.get("/").await.text_of(".who"), "Logg inn");
}

#[actix_web::test]
async fn the_head_says_for_whom_a_colleague_fills_in() {
    let portal = Portal::new().await;
    let page = portal.editor("Røyrvik").await.get("/").await;
    assert!(page.text_of(".who p").ends_with("Du svarer for Røyrvik"));
}

#[actix_web::test]
async fn s31_a_form_without_the_visitors_own_token_is_refused() {
    let portal = Portal::new().await;
    let (kari, ola) = (portal.visitor(), portal.visitor());
    let (hers, his) = (kari.get("/").await, ola.get("/").await);
    kari.post_raw("/sprak", &[("sprak", "nn")]).await.is(403);
    let token = his
        .one("form[action='/sprak'] [name=skjema]")
        .attr("value")
        .unwrap();
    kari.post_raw("/sprak", &[("skjema", token), ("sprak", "nn")])
        .await
        .is(403);
    let token = hers
        .one("form[action='/sprak'] [name=skjema]")
        .attr("value")
        .unwrap();
    let foreign = kari
        .request(Method::POST)
        .insert_header(("sec-fetch-site", "cross-site"));
    kari.send_form("/sprak", foreign, &[("skjema", token), ("sprak", "nn")])
        .await
        .is(403);
    kari.post_raw("/sprak", &[("skjema", token), ("sprak", "nn")])
        .await
        .is(303);
}

#[actix_web::test]
async fn the_front_page_asks_the_database_little() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let (statements, page) = portal.statements(kari.get("/")).await;
    page.is(200);
    assert!(statements <= 6, "{statements} statements");
}
