//! What a new role changes for somebody who is signed in already.

use super::super::matrix;
use crate::support::browser::Browser;
use crate::support::people::{COORDINATOR, GRONG, PASSWORD, is_in, log_in};
use crate::support::portal::Portal;

async fn grant_reader(portal: &Portal, admin: &Browser, email: &str, mapping: &str) {
    let user = portal.account(email).user().0;
    let page = admin.get(&format!("/admin/brukere/{user}/roller/ny")).await;
    let fields = [("rolle", "reader"), ("kartlegging", mapping)];
    admin
        .submit(&page, "form#rolle-skjema", &fields)
        .await
        .redirects_to(&format!("/admin/brukere/{user}"));
}

#[actix_web::test]
async fn s1_whoever_becomes_staff_comes_in_anew_with_two_factors() {
    let portal = Portal::new().await;
    portal.keep_mail();
    let grong = portal.respondent("Grong").await;
    let by_link = portal.let_in(GRONG);
    // Between password and mailed code.
    let half_way = portal.visitor();
    log_in(&half_way, GRONG, PASSWORD).await;
    let page = half_way.get("/logg-inn/kode").await;
    let code = portal.newest_code(GRONG);
    grant_reader(
        &portal,
        &matrix::let_in(&portal, "admin"),
        GRONG,
        "trondelag-2026",
    )
    .await;
    for browser in [&grong, &by_link] {
        browser
            .get("/kartlegging/trondelag-2026")
            .await
            .redirects_to("/logg-inn?neste=/kartlegging/trondelag-2026");
    }
    half_way
        .submit(&page, "form#kode-skjema", &[("kode", &code)])
        .await
        .redirects_to("/logg-inn");
    assert!(!is_in(&half_way).await);
    log_in(&grong, GRONG, PASSWORD)
        .await
        .redirects_to("/logg-inn/totp/oppsett");
    assert_eq!(portal.times_logged("session_ended"), 1);
}

#[actix_web::test]
async fn s1_whoever_has_shown_two_factors_goes_on_with_the_new_role() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    kari.get("/kartlegging/nordland-2026").await.is(403);
    let admin = matrix::let_in(&portal, "admin");
    grant_reader(&portal, &admin, COORDINATOR, "nordland-2026").await;
    kari.get("/kartlegging/nordland-2026").await.is(200);
}

#[actix_web::test]
async fn people_see_their_roles_by_the_names_of_mappings_and_municipalities() {
    let portal = Portal::new().await;
    let reader = portal.let_in("leser@example.no").get("/konto").await;
    assert!(
        reader.main().contains("Leser, Trøndelag 2026"),
        "{}",
        reader.main()
    );
    let grong = portal.let_in(GRONG).get("/konto").await;
    assert!(grong.main().contains("Grong") && !grong.main().contains("5045"));
}
