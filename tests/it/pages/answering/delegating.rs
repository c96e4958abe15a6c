//! A colleague is asked to fill in: all of the list, one sector or the questions, and nothing beyond.

use chrono::TimeDelta;
use diesel::prelude::*;
use ordna::db::schema::{audit_event, user_role};

use super::reviewing::{LIST, press};
use crate::support::answer::Answer;
use crate::support::browser::Browser;
use crate::support::people::{GRONG, NEW_PASSWORD, log_in, open_link, user_of};
use crate::support::portal::Portal;

pub const DELEGATE: &str = "/svar/trondelag-2026/5045/del";
const QUESTION: &str = "/svar/trondelag-2026/5045/sporsmal/1";
pub const OLA: &str = "ola@firma.example.no";
const LEGEVAKT: i32 = 1;
const BARNEVERN: i32 = 2;

pub async fn invite(browser: &Browser, email: &str, scope: &str) -> Answer {
    let page = browser.get(DELEGATE).await;
    let fields = [("navn", "Ola Hansen"), ("epost", email), ("omfang", scope)];
    browser.submit(&page, "form#kollega", &fields).await
}

/// Through the letter: the link, a password, and in.
async fn activate(portal: &Portal, email: &str) -> Browser {
    let ola = portal.visitor();
    let page = open_link(&ola, &portal.newest_link(email)).await;
    let fields = [("nytt", NEW_PASSWORD), ("gjenta", NEW_PASSWORD)];
    ola.submit(&page, "form#lag-passord", &fields).await.is(303);
    log_in(&ola, email, NEW_PASSWORD).await.is(303);
    ola
}

#[actix_web::test]
async fn a_colleague_is_asked_fills_in_and_cannot_confirm() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let sent = invite(&grong, OLA, "alt").await;
    let page = grong.follow(sent.redirects_to(DELEGATE)).await;
    assert!(page.main().contains("Ola Hansen") && page.main().contains("1. desember 2026 kl. 16"));
    assert_eq!(page.texts(".rows .ds-tag"), ["Invitert"]);
    assert_eq!(portal.letter_kinds(OLA), ["delegation"]);
    let ola = activate(&portal, OLA).await;
    let page = ola.get(LIST).await;
    assert!(
        page.main()
            .contains("Du fyller ut på vegne av Kommunedirektør i Grong.")
    );
    press(&ola, &page, LEGEVAKT, "stemmer").await;
    let page = ola.get(QUESTION).await;
    assert!(page.main().contains("på vegne av Kommunedirektør i Grong"));
    ola.submit(&page, "form#svaret", &[("tekst", "For lite tid")])
        .await
        .is(303);
    ola.get("/svar/trondelag-2026/5045/bekreft").await.is(200);
    let token = page.one("form#svaret [name=skjema]").attr("value").unwrap();
    let request = ola
        .request(actix_web::http::Method::POST)
        .insert_header(("sec-fetch-site", "same-origin"));
    ola.send_form("/svar/trondelag-2026/5045/bekreft", request, &[("skjema", token)])
        .await
        .is(404);
    assert_eq!(
        grong.get(DELEGATE).await.texts(".rows .ds-tag"),
        ["Har logget inn"]
    );
    assert_eq!(
        ola.get("/svar?vis=alle").await.texts(".tasks a"),
        ["Trøndelag 2026"],
        "and no other mapping"
    );
}

#[actix_web::test]
async fn s28_what_was_left_to_a_colleague_cannot_be_left_on() {
    let portal = Portal::new().await;
    portal.keep_mail();
    let grong = portal.respondent("Grong").await;
    invite(&grong, "saksbehandler@royrvik.example.no", "alt")
        .await
        .is(303);
    let delegate = portal.editor("Røyrvik").await;
    let editor = portal.editor("Grong").await;
    for browser in [&delegate, &editor] {
        browser.get(LIST).await.is(200);
        browser.get(DELEGATE).await.is(404);
        browser.get(&format!("{DELEGATE}/1/avslutt")).await.is(404);
        let page = browser.get(QUESTION).await;
        let token = page.one("form#svaret [name=skjema]").attr("value").unwrap();
        let request = browser.request(actix_web::http::Method::POST);
        let fields = [
            ("skjema", token),
            ("navn", "Per"),
            ("epost", OLA),
            ("omfang", "alt"),
        ];
        browser
            .send_form(
                DELEGATE,
                request.insert_header(("sec-fetch-site", "same-origin")),
                &fields,
            )
            .await
            .is(404);
    }
    assert_eq!(portal.times_logged("delegated"), 1);
}

#[actix_web::test]
async fn s28_every_act_of_a_delegate_is_logged_with_actor_and_principal() {
    let portal = Portal::new().await;
    portal.keep_mail();
    let grong = portal.respondent("Grong").await;
    invite(&grong, "saksbehandler@royrvik.example.no", "alt")
        .await
        .is(303);
    let delegate = portal.editor("Røyrvik").await;
    let page = delegate.get(LIST).await;
    press(&delegate, &page, BARNEVERN, "stemmer").await;
    let page = delegate.get(QUESTION).await;
    delegate
        .submit(&page, "form#svaret", &[("tekst", "kanarifugl")])
        .await
        .is(303);
    let conn = &mut *portal.conn();
    let (actor, principal) = (
        user_of(conn, "saksbehandler@royrvik.example.no"),
        user_of(conn, GRONG),
    );
    let lines: Vec<(Option<i64>, Option<i64>, String)> = audit_event::table
        .filter(audit_event::action.eq_any(["response_saved", "answer_saved"]))
        .select((
            audit_event::actor_id,
            audit_event::principal_id,
            audit_event::details,
        ))
        .load(conn)
        .unwrap();
    assert_eq!(lines.len(), 2);
    for (by, on_behalf_of, details) in lines {
        assert_eq!((by, on_behalf_of), (Some(actor.0), Some(principal.0)));
        assert!(!details.contains("kanari"));
    }
}

#[actix_web::test]
async fn s28_one_sector_is_one_sector() {
    let portal = Portal::new().await;
    portal.keep_mail();
    let grong = portal.respondent("Grong").await;
    let whole = grong.get(LIST).await;
    // Helse og omsorg, which has the legevakt.
    invite(&grong, "saksbehandler@royrvik.example.no", "1")
        .await
        .is(303);
    let delegate = portal.editor("Røyrvik").await;
    let page = delegate.get(LIST).await;
    let buttons = |page: &Answer, number: i32| page.all(&format!("#o{number} button")).len();
    assert_eq!((buttons(&whole, LEGEVAKT), buttons(&whole, BARNEVERN)), (3, 3));
    assert_eq!((buttons(&page, LEGEVAKT), buttons(&page, BARNEVERN)), (3, 0));
    let token = page.one("form#liste [name=skjema]").attr("value").unwrap();
    let post = async |address: &str, fields: &[(&str, &str)]| {
        let request = delegate.request(actix_web::http::Method::POST);
        let mut all = vec![("skjema", token)];
        all.extend(fields);
        delegate
            .send_form(
                address,
                request.insert_header(("sec-fetch-site", "same-origin")),
                &all,
            )
            .await
    };
    post(LIST, &[("svar", "2:1.0:stemmer")]).await.is(403);
    post(QUESTION, &[("tekst", "Nei"), ("versjon", "0")])
        .await
        .is(403);
    let read = delegate.get(QUESTION).await;
    assert!(
        read.main()
            .contains("Spørsmålene er ikke en del av det du er bedt om")
    );
    press(&delegate, &page, LEGEVAKT, "stemmer").await;
}

#[actix_web::test]
async fn s28_the_questions_are_the_questions() {
    let portal = Portal::new().await;
    portal.keep_mail();
    let grong = portal.respondent("Grong").await;
    invite(&grong, "saksbehandler@royrvik.example.no", "sporsmal")
        .await
        .is(303);
    let delegate = portal.editor("Røyrvik").await;
    let page = delegate.get(LIST).await;
    assert!(!page.has("#liste .rows button"));
    let page = delegate.get(QUESTION).await;
    delegate
        .submit(&page, "form#svaret", &[("tekst", "Ja")])
        .await
        .is(303);
}

#[actix_web::test]
async fn s28_s22_it_is_ended_as_of_the_next_request() {
    let portal = Portal::new().await;
    portal.keep_mail();
    let grong = portal.respondent("Grong").await;
    let colleague = "saksbehandler@royrvik.example.no";
    invite(&grong, colleague, "1").await.is(303);
    invite(&grong, colleague, "sporsmal").await.is(303);
    let delegate = portal.editor("Røyrvik").await;
    delegate.get(LIST).await.is(200);
    let end = async |what: usize| {
        let page = grong.get(DELEGATE).await;
        let href = page.all(".rows a")[what].attr("href").unwrap().to_owned();
        let page = grong.get(&href).await;
        assert!(page.main().contains("Det som er fylt ut, blir stående."));
        let ended = grong.submit(&page, "form#avslutt", &[]).await;
        grong.follow(ended.redirects_to(DELEGATE)).await
    };
    // The newest first: the questions.
    end(0).await;
    delegate.get(LIST).await.is(200);
    let page = delegate.get(QUESTION).await;
    assert!(!page.has("form#svaret"));
    let page = end(0).await;
    assert_eq!(page.texts(".rows .ds-tag"), ["Avsluttet", "Avsluttet"]);
    delegate.get(LIST).await.is(404);
    delegate.get("/svar/trondelag-2026/5043").await.is(200);
    let conn = &mut *portal.conn();
    let open: i64 = user_role::table
        .filter(user_role::user_id.eq(user_of(conn, colleague).0))
        .filter(user_role::ended_at.is_null())
        .count()
        .get_result(conn)
        .unwrap();
    assert_eq!(open, 1, "her own municipality is still hers");
}

#[actix_web::test]
async fn s28_it_ends_by_the_clock() {
    let portal = Portal::new().await;
    portal.keep_mail();
    let grong = portal.respondent("Grong").await;
    invite(&grong, "saksbehandler@royrvik.example.no", "alt")
        .await
        .is(303);
    let delegate = portal.editor("Røyrvik").await;
    let header = delegate.get(LIST).await;
    assert!(header.text().contains("Du svarer for Grong og Røyrvik"));
    portal.advance(TimeDelta::days(50) + TimeDelta::hours(8));
    let delegate = portal.let_in("saksbehandler@royrvik.example.no");
    let root = "/svar/trondelag-2026/5045";
    for address in [root, LIST, QUESTION, "/svar/trondelag-2026/5045/logg"] {
        delegate.get(address).await.is(404);
    }
    assert!(!delegate.get("/svar?vis=alle").await.text().contains("Grong"));
    let grong = portal.let_in(GRONG);
    let page = grong.get(DELEGATE).await;
    assert_eq!(page.texts(".rows .ds-tag"), ["Avsluttet"]);
    assert!(!page.has("form#kollega"), "nothing is left to be filled in");
}
