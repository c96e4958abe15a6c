//! Sessions: new at every proof, over in time, and ended everywhere at once.

use chrono::TimeDelta;
use diesel::prelude::*;
use ordna::db::schema::session;

use crate::support::answer::Answer;
use crate::support::people::{COORDINATOR, GRONG, NEW_PASSWORD, PASSWORD, is_in, log_in, open_link};
use crate::support::portal::Portal;
use crate::support::snapshot;

#[actix_web::test]
async fn s19_the_visitors_token_changes_at_every_proof_and_is_stored_only_as_its_hash() {
    let portal = Portal::new().await;
    portal.give_password(COORDINATOR);
    let app = portal.give_app(COORDINATOR);
    let browser = portal.visitor();
    let name = portal.state.jar().visitor();
    browser.get("/logg-inn").await;
    let before = browser.cookie(name).unwrap();
    log_in(&browser, COORDINATOR, PASSWORD).await;
    let half_way = browser.cookie(name).unwrap();
    let page = browser.get("/logg-inn/totp").await;
    browser
        .submit(&page, "form#totp", &[("kode", &portal.code_of(&app))])
        .await;
    let inside = browser.cookie(name).unwrap();
    assert!(is_in(&browser).await);
    for dead in [&before, &half_way] {
        assert_ne!(*dead, inside);
        let thief = portal.visitor();
        thief.set_cookie(name, dead);
        assert!(!is_in(&thief).await);
    }
    let hashes: Vec<String> = session::table
        .select(session::token_hash)
        .load(&mut *portal.conn())
        .unwrap();
    assert!(hashes.contains(&ordna::secret::hash(&inside)) && !hashes.contains(&inside));
    let content: String = snapshot::of(&mut portal.conn()).into_values().collect();
    assert!(!content.contains(&inside));
}

#[actix_web::test]
async fn s19_s30_a_step_up_needs_the_password_and_changes_the_token() {
    let portal = Portal::new().await;
    portal.give_password(COORDINATOR);
    let kari = portal.coordinator().await;
    kari.get("/konto/epost").await.is(200);
    portal.advance(TimeDelta::minutes(10));
    let stale = kari.get("/konto/epost").await;
    stale.redirects_to("/bekreft-innlogging?neste=/konto/epost");
    let name = portal.state.jar().visitor();
    let before = kari.cookie(name).unwrap();
    let page = kari.follow(&stale).await;
    kari.submit(
        &page,
        "form#bekreft-innlogging",
        &[("passord", "feil passord her")],
    )
    .await
    .is(422);
    kari.get("/konto/epost").await.is(303);
    portal.advance(TimeDelta::seconds(2));
    kari.submit(&page, "form#bekreft-innlogging", &[("passord", PASSWORD)])
        .await
        .redirects_to("/konto/epost");
    kari.get("/konto/epost").await.is(200);
    assert_ne!(kari.cookie(name).unwrap(), before);
    assert_eq!(portal.times_logged("step_up"), 1);
}

#[actix_web::test]
async fn s30_a_form_that_was_sent_too_late_does_nothing_and_leads_back_to_its_page() {
    let portal = Portal::new().await;
    portal.give_password(COORDINATOR);
    let kari = portal.coordinator().await;
    let page = kari.get("/konto/epost").await;
    portal.advance(TimeDelta::minutes(10));
    kari.submit(&page, "form#epost-skjema", &[("epost", "ny@example.no")])
        .await
        .redirects_to("/bekreft-innlogging?neste=/konto/epost");
    assert!(portal.letters("ny@example.no").is_empty());
    let page = kari.get("/konto").await;
    portal.advance(TimeDelta::minutes(31));
    let token = page
        .one("form[action='/logg-ut'] [name=skjema]")
        .attr("value")
        .unwrap();
    kari.post_raw("/konto/nettlesere/1/glem", &[("skjema", token)])
        .await
        .redirects_to("/logg-inn?neste=/konto");
}

#[actix_web::test]
async fn s21_staff_are_out_after_half_an_hour_respondents_after_one_and_all_after_eight() {
    let portal = Portal::new().await;
    let (kari, grong) = (portal.coordinator().await, portal.respondent("Grong").await);
    portal.advance(TimeDelta::minutes(31));
    assert!(!is_in(&kari).await && is_in(&grong).await);
    portal.advance(TimeDelta::minutes(60));
    assert!(!is_in(&grong).await);
    let busy = portal.respondent("Grong").await;
    for _ in 0..9 {
        assert!(is_in(&busy).await);
        portal.note_is_stored().await;
        portal.advance(TimeDelta::minutes(50));
    }
    portal.advance(TimeDelta::minutes(31));
    assert!(!is_in(&busy).await);
}

#[actix_web::test]
async fn s22_s24_going_out_ends_the_session_and_leaves_nothing_behind() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let name = portal.state.jar().visitor();
    let token = kari.cookie(name).unwrap();
    let page = kari.get("/konto").await;
    assert_eq!(page.header("cache-control"), "no-store");
    let out = kari.submit(&page, "form[action='/logg-ut']", &[]).await;
    out.redirects_to("/logg-inn");
    assert_eq!(out.header("clear-site-data"), "\"cache\", \"storage\"");
    let thief = portal.visitor();
    thief.set_cookie(name, &token);
    assert!(!is_in(&thief).await && !is_in(&kari).await);
    assert_eq!(kari.get("/logg-inn").await.text_of(".flash"), "Du er logget ut.");
}

#[actix_web::test]
async fn s22_a_disabled_account_is_out_at_the_next_request() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    assert!(is_in(&kari).await);
    portal.disable(COORDINATOR);
    assert!(!is_in(&kari).await);
}

#[actix_web::test]
async fn s23_people_see_where_they_are_signed_in_and_end_it() {
    let portal = Portal::new().await;
    let (here, there, third) = (
        portal.respondent("Grong").await,
        portal.respondent("Grong").await,
        portal.respondent("Grong").await,
    );
    let stranger = portal.respondent("Røyrvik").await;
    let page = here.get("/konto").await;
    assert!(page.main().contains("Kommunedirektør, Grong"));
    assert_eq!(page.all("#innlogginger tbody tr").len(), 3);
    // The last one listed is the first that came; this browser's own row has no button.
    let forms = page.all("#innlogginger form");
    assert_eq!(forms.len(), 2);
    let action = forms[0].attr("action").unwrap().to_owned();
    let css = format!("form[action='{action}']");
    here.submit(&page, &css, &[]).await.redirects_to("/konto");
    assert_eq!(
        usize::from(is_in(&there).await) + usize::from(is_in(&third).await),
        1
    );
    let page = stranger.get("/konto").await;
    let token = page
        .one("form[action='/logg-ut'] [name=skjema]")
        .attr("value")
        .unwrap();
    let foreign = forms[1].attr("action").unwrap();
    stranger.post_raw(foreign, &[("skjema", token)]).await.is(404);
    let page = here.get("/konto").await;
    here.submit(&page, "form[action='/konto/innlogginger/avslutt-andre']", &[])
        .await
        .redirects_to("/konto");
    assert!(is_in(&here).await && !is_in(&there).await && !is_in(&third).await);
    assert!(is_in(&stranger).await);
}

#[actix_web::test]
async fn s23_a_new_password_ends_the_other_sessions_and_is_told_by_mail() {
    let portal = Portal::new().await;
    portal.give_password(GRONG);
    let (here, there) = (portal.respondent("Grong").await, portal.respondent("Grong").await);
    let page = here.get("/konto/passord").await;
    let fields = [
        ("passord", PASSWORD),
        ("nytt", NEW_PASSWORD),
        ("gjenta", NEW_PASSWORD),
    ];
    here.submit(&page, "form#bytt-passord", &fields)
        .await
        .redirects_to("/konto");
    assert!(is_in(&here).await && !is_in(&there).await);
    assert_eq!(portal.letter_kinds(GRONG), ["password_changed"]);
}

#[actix_web::test]
async fn a_browser_that_is_forgotten_is_asked_for_a_code_again() {
    let portal = Portal::new().await;
    portal.give_password(GRONG);
    let browser = portal.visitor();
    let page = browser.get("/logg-inn/lenke").await;
    browser
        .submit(&page, "form#be-om-lenke", &[("epost", GRONG)])
        .await;
    let page = open_link(&browser, &portal.newest_link(GRONG)).await;
    browser.submit(&page, "form#med-lenke", &[]).await.is(303);
    let page = browser.get("/konto").await;
    browser
        .submit(&page, "#kjente-nettlesere form", &[])
        .await
        .redirects_to("/konto");
    let page = browser.get("/konto").await;
    assert!(!page.has("#kjente-nettlesere"));
    browser.submit(&page, "form[action='/logg-ut']", &[]).await;
    log_in(&browser, GRONG, PASSWORD)
        .await
        .redirects_to("/logg-inn/kode");
}

#[actix_web::test]
async fn s21_a_sign_of_life_prolongs_the_session_and_leaves_the_browser_where_it_is() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let page = kari.get("/konto").await;
    let left = |page: &Answer| page.one(".session").attr("data-left").unwrap().to_owned();
    assert_eq!(left(&page), "1800");
    let token = page
        .one("form[action='/logg-ut'] [name=skjema]")
        .attr("value")
        .unwrap();
    portal.advance(TimeDelta::seconds(50));
    assert_eq!(left(&kari.get("/konto").await), "1750");
    for _ in 0..3 {
        portal.advance(TimeDelta::minutes(29));
        let answer = kari.post_raw("/konto/fortsett", &[("skjema", token)]).await;
        assert!(answer.is(204).body().is_empty());
    }
    assert!(is_in(&kari).await);
    assert!(!portal.visitor().get("/").await.has(".session"));
    portal.advance(TimeDelta::minutes(30));
    let late = kari.post_raw("/konto/fortsett", &[("skjema", token)]).await;
    assert!(late.is(303).header("location").starts_with("/logg-inn"));
}
