//! What is typed is kept before it is an answer: by the script while somebody writes, and by «Lagre kladd».

use actix_web::http::Method;
use diesel::prelude::*;
use ordna::db::schema::draft_step;

use super::{FORM, LIST, SHAPE, corrections, stored};
use crate::support::answer::Answer;
use crate::support::browser::Browser;
use crate::support::form::FilledForm;
use crate::support::portal::Portal;

/// As the script sends it.
async fn keeps(browser: &Browser, page: &Answer, changes: &[(&str, &str)], version: Option<&str>) -> Answer {
    let to = page.one(SHAPE).attr("data-autosave").unwrap().to_owned();
    let mut fields = FilledForm::read(page, SHAPE).fields_after(changes);
    if let Some(version) = version {
        fields.retain(|(name, _)| name != "versjon");
        fields.push(("versjon".into(), version.into()));
    }
    let request = browser
        .request(Method::POST)
        .insert_header(("origin", "null"))
        .insert_header(("sec-fetch-site", "same-origin"))
        .insert_header(("sec-fetch-mode", "cors"));
    browser.send_form(&to, request, &fields).await
}

fn steps(portal: &Portal) -> i64 {
    draft_step::table.count().get_result(&mut *portal.conn()).unwrap()
}

#[actix_web::test]
async fn what_is_being_typed_is_kept_as_far_as_it_can_be_read() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = grong.get(FORM).await;
    let untouched = keeps(&grong, &page, &[], None).await;
    untouched.is(204);
    assert_eq!((steps(&portal), untouched.header("ordna-version")), (0, "1.0"));
    assert_eq!(untouched.header("ordna-saved"), "10.00");
    let typed = [("arsverk", "14"), ("etablert", "20"), ("kommentar", "Vi")];
    let kept = keeps(&grong, &page, &typed, None).await;
    kept.is(204);
    // Not all of it: the year cannot be read yet, so nothing says that it is saved.
    assert_eq!(
        (kept.header("ordna-version"), kept.header("ordna-saved")),
        ("1.1", "")
    );
    let fields: Vec<String> = corrections(&portal, "5045")
        .into_iter()
        .map(|(field, ..)| field)
        .collect();
    assert_eq!(fields, ["fte"]);
    assert_eq!(stored(&portal, "5045"), Some((None, Some("Vi".into()))));
    // The same once more is no step, and what was sent with the old version is no news either.
    keeps(&grong, &page, &typed, Some("1.1")).await.is(204);
    assert_eq!(steps(&portal), 1);
    keeps(&grong, &page, &[("arsverk", "15")], None).await.is(409);
    assert_eq!(steps(&portal), 1);
    let list = grong.get(LIST).await;
    assert!(
        list.text_of("#o1 h3").contains("Påbegynt"),
        "{}",
        list.text_of("#o1")
    );
}

#[actix_web::test]
async fn an_answer_that_is_being_changed_is_unfinished_until_it_is_given_again() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    grong
        .submit(&grong.get(FORM).await, SHAPE, &[("arsverk", "14")])
        .await
        .is(303);
    let page = grong.get(FORM).await;
    keeps(&grong, &page, &[], None).await.is(204);
    assert_eq!(stored(&portal, "5045").unwrap().0.as_deref(), Some("corrected"));
    keeps(&grong, &page, &[("arsverk", "15")], None).await.is(204);
    assert_eq!(stored(&portal, "5045").unwrap().0, None);
    grong.submit(&grong.get(FORM).await, SHAPE, &[]).await.is(303);
    assert_eq!(stored(&portal, "5045").unwrap().0.as_deref(), Some("corrected"));
    assert_eq!(corrections(&portal, "5045")[0].2.as_deref(), Some("15"));
}

#[actix_web::test]
async fn a_draft_is_kept_by_its_button_and_need_not_be_whole() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let draft = [("deltaker", "5045"), ("kladd", "1")];
    let kept = grong.submit(&grong.get(FORM).await, SHAPE, &draft).await;
    kept.redirects_to(FORM);
    let page = grong.follow(&kept).await;
    assert!(page.text_of(".flash").contains("Kladden er lagret."));
    assert_eq!(page.all("input[name=deltaker][checked]").len(), 1);
    assert_eq!(stored(&portal, "5045"), Some((None, None)));
    grong
        .submit(&page, SHAPE, &[("etablert", "20"), ("kladd", "1")])
        .await
        .is(422);
}

#[actix_web::test]
async fn s24_nothing_is_kept_where_nothing_may_be_answered() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = grong.get(FORM).await;
    keeps(&grong, &page, &[], Some("noe")).await.is(400);
    portal.state.clock.advance(chrono::TimeDelta::minutes(1));
    diesel::update(ordna::db::schema::hearing_round::table)
        .set(ordna::db::schema::hearing_round::deadline.eq(portal.now()))
        .execute(&mut *portal.conn())
        .unwrap();
    portal.advance(chrono::TimeDelta::minutes(1));
    keeps(&grong, &page, &[("arsverk", "15")], None).await.is(403);
    assert_eq!(steps(&portal), 0);
}
