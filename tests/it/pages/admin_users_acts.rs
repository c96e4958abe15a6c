//! What administrators do to accounts and roles: it bites at once, asks for a fresh login, and keeps the last of them.

use chrono::TimeDelta;
use diesel::prelude::*;
use ordna::db::schema::{audit_event, user_account};

use super::admin_users::{LISE, happenings, letters};
use crate::support::answer::Answer;
use crate::support::browser::Browser;
use crate::support::portal::Portal;

/// The sample's Anna Administrator, and her only role.
const ANNA: i64 = 26;
const ANNAS_ROLE: i64 = 27;
/// The role of Nils, who coordinates `nordland-2026`.
const NILS: (i64, i64) = (24, 25);

async fn act(admin: &Browser, user: i64, act: &str, fields: &[(&str, &str)]) -> Answer {
    let page = admin.get(&format!("/admin/brukere/{user}/{act}")).await;
    let done = admin.submit(page.is(200), "form#tiltak", fields).await;
    admin.follow(&done).await
}

#[actix_web::test]
async fn s22_a_disabled_person_is_out_at_the_next_request() {
    let portal = Portal::new().await;
    let (admin, lise) = (portal.admin().await, portal.reader().await);
    lise.get("/").await.is(200);
    assert!(lise.get("/").await.has("form[action='/logg-ut']"));
    let shown = act(&admin, LISE, "deaktiver", &[]).await;
    assert!(shown.main().contains("Deaktivert"));
    assert!(!lise.get("/").await.has("form[action='/logg-ut']"));
    let shown = act(&admin, LISE, "gjenapne", &[]).await;
    assert!(shown.main().contains("Aktiv"));
    // The old session stays dead.
    assert!(!lise.get("/").await.has("form[action='/logg-ut']"));
    assert_eq!(happenings(&portal), ["user_disabled", "user_enabled"]);
}

#[actix_web::test]
async fn s22_a_role_that_is_ended_is_gone_at_the_next_request() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let other = portal.sign_in("nordland@example.no").await;
    let (nils, _) = NILS;
    let page = admin.get(&format!("/admin/brukere/{nils}/roller/ny")).await;
    admin
        .submit(&page, "form#rolle-skjema", &[("rolle", "admin")])
        .await
        .redirects_to(&format!("/admin/brukere/{nils}"));
    other.get("/admin").await.is(200);
    let shown = admin.get(&format!("/admin/brukere/{nils}")).await;
    let ends = shown.all("#roller a");
    let end = ends
        .iter()
        .find(|link| link.text().any(|text| text.contains("Administrator")));
    let end = end.and_then(|link| link.attr("href")).unwrap();
    let page = admin.get(end).await;
    let done = admin.submit(&page, "form#tiltak", &[]).await;
    let shown = admin.follow(&done).await;
    assert!(shown.main().contains("Avsluttede roller (1)"));
    other.get("/admin").await.is(403);
    assert_eq!(happenings(&portal), ["role_granted", "role_ended"]);
}

#[actix_web::test]
async fn s30_a_role_is_changed_only_after_a_fresh_login() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let (nils, role) = NILS;
    let address = format!("/admin/brukere/{nils}/roller/{role}/avslutt");
    let page = admin.get(&address).await;
    portal.advance(TimeDelta::minutes(11));
    let asked = admin.submit(&page, "form#tiltak", &[]).await;
    asked.is(303);
    assert!(asked.header("location").starts_with("/bekreft-innlogging?neste="));
    let asked = admin.get("/admin/brukere/ny").await;
    assert!(asked.header("location").starts_with("/bekreft-innlogging?neste="));
    assert!(happenings(&portal).is_empty());
    // Looking needs no such thing.
    admin.get("/admin/brukere").await.is(200);
}

#[actix_web::test]
async fn the_last_administrator_is_kept_and_nobody_disables_themselves() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let address = format!("/admin/brukere/{ANNA}/roller/{ANNAS_ROLE}/avslutt");
    let page = admin.get(&address).await;
    assert!(page.main().contains("den siste administratoren") && !page.has("form#tiltak"));
    let page = admin.get(&format!("/admin/brukere/{ANNA}/deaktiver")).await;
    assert!(page.main().contains("din egen konto") && !page.has("form#tiltak"));
    // Nor by a form that was made by hand.
    let other = admin.get(&format!("/admin/brukere/{LISE}/deaktiver")).await;
    let token = other.one("form#tiltak [name=skjema]").attr("value").unwrap();
    for address in [address, format!("/admin/brukere/{ANNA}/deaktiver")] {
        let request = admin.request(actix_web::http::Method::POST);
        let answer = admin.send_form(&address, request, &[("skjema", token)]).await;
        answer.redirects_to(&format!("/admin/brukere/{ANNA}"));
    }
    assert!(happenings(&portal).is_empty());
    admin.get("/admin").await.is(200);
}

#[actix_web::test]
async fn s23_an_administrator_signs_a_person_out_everywhere() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let browsers = [portal.reader().await, portal.reader().await];
    let shown = admin.get(&format!("/admin/brukere/{LISE}")).await;
    assert_eq!(shown.all("#innlogginger tbody tr").len(), 2);
    act(&admin, LISE, "innlogginger", &[]).await;
    for browser in browsers {
        assert!(!browser.get("/").await.has("form[action='/logg-ut']"));
    }
    admin.get("/admin").await.is(200);
    assert_eq!(happenings(&portal), ["session_ended"]);
}

#[actix_web::test]
async fn s14_a_reset_and_a_lost_app_want_a_reason_and_no_page_takes_a_password() {
    let portal = Portal::new().await;
    let admin = portal.let_in("admin@example.no");
    diesel::update(user_account::table.find(LISE))
        .set((
            user_account::totp_secret.eq(vec![1u8]),
            user_account::totp_confirmed_at.eq(portal.now()),
        ))
        .execute(&mut *portal.conn())
        .unwrap();
    for path in ["nytt-passord", "totrinn"] {
        let page = admin.get(&format!("/admin/brukere/{LISE}/{path}")).await;
        assert!(!page.has("[type=password], [name=passord]"));
        let back = admin.submit(&page, "form#tiltak", &[]).await;
        assert_eq!(back.is(422).texts(".ds-error-summary a"), ["Grunn må fylles ut."]);
        assert!(happenings(&portal).is_empty());
    }
    act(
        &admin,
        LISE,
        "nytt-passord",
        &[("grunn", "Ringte fra sentralbordet")],
    )
    .await;
    act(&admin, LISE, "totrinn", &[("grunn", "Ny telefon")]).await;
    let kinds: Vec<String> = letters(&portal).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["reset", "second_factor_changed"]);
    let logged: Vec<(String, String)> = audit_event::table
        .order(audit_event::id)
        .select((audit_event::action, audit_event::details))
        .load(&mut *portal.conn())
        .unwrap();
    assert_eq!(logged[0].0, "password_reset_asked");
    assert!(logged[0].1.contains("sentralbordet"));
    assert_eq!(logged[1].0, "second_factor_removed");
    assert!(logged[1].1.contains("Ny telefon"));
}

#[actix_web::test]
async fn an_act_that_does_not_fit_the_account_says_so_and_changes_nothing() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    for path in ["aktivering", "gjenapne", "totrinn"] {
        let page = admin.get(&format!("/admin/brukere/{LISE}/{path}")).await;
        assert!(page.main().contains("Ingenting er endret") && !page.has("form#tiltak"));
    }
    let page = admin.get(&format!("/admin/brukere/{LISE}/roller/ny")).await;
    let fields = [("rolle", "reader"), ("kartlegging", "trondelag-2026")];
    let back = admin.submit(&page, "form#rolle-skjema", &fields).await;
    assert!(back.is(422).main().contains("fra før"));
    assert!(happenings(&portal).is_empty());
}
