//! What other municipalities and those with a part of the list see and do of proposals.

use chrono::TimeDelta;
use diesel::prelude::*;
use ordna::db::schema::{
    audit_event, delegation, hearing, mapping, municipality, sector, submission, submitted_proposal,
    user_role,
};

use super::proposing::{GRONG, add, look_for, stored};
use crate::support::people::user_of;
use crate::support::portal::Portal;

fn hearing_of(portal: &Portal, number: &str) -> i64 {
    hearing::table
        .inner_join(municipality::table)
        .filter(municipality::number.eq(number))
        .select(hearing::id)
        .first(&mut *portal.conn())
        .unwrap()
}

#[actix_web::test]
async fn s27_a_draft_proposal_is_seen_by_nobody_else() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    add(
        &grong,
        "Nordavind kanarisamarbeid",
        &[("kommentar", "kanarikommentar")],
    )
    .await
    .redirects_to(GRONG);
    let royrvik = portal.respondent("Røyrvik").await;
    let page = royrvik
        .get("/svar/trondelag-2026/5043/ordninger/ny?navn=Nordavind+samarbeid")
        .await;
    assert!(!page.main().contains("kanari"), "{}", page.main());
    royrvik.get("/svar/trondelag-2026/5043/nye/1").await.is(404);
    royrvik.get("/svar/trondelag-2026/5045/nye/1").await.is(404);
    let admin = portal.admin().await;
    let log = admin.get("/admin/logg").await;
    assert!(!log.text().contains("kanari"));
    assert_eq!(portal.times_logged("proposal_saved"), 1);
    let details: Vec<String> = audit_event::table
        .select(audit_event::details)
        .load(&mut *portal.conn())
        .unwrap();
    assert!(details.iter().all(|details| !details.contains("kanari")));
}

#[actix_web::test]
async fn what_another_has_submitted_is_asked_about_without_its_comment() {
    let portal = Portal::new().await;
    let royrvik = hearing_of(&portal, "5043");
    let user = user_of(&mut portal.conn(), "kommunedirektor@royrvik.example.no").0;
    let submitted: i64 = diesel::insert_into(submission::table)
        .values((
            submission::hearing_id.eq(royrvik),
            submission::number.eq(1),
            submission::reference.eq("2026-5043-TEST"),
            submission::submitted_at.eq(portal.now()),
            submission::submitted_by.eq(user),
            submission::signed_name.eq("Kommunedirektør i Røyrvik"),
            submission::sha256.eq("0".repeat(64)),
            submission::canonical_json.eq("{}"),
        ))
        .returning(submission::id)
        .get_result(&mut *portal.conn())
        .unwrap();
    diesel::insert_into(submitted_proposal::table)
        .values((
            submitted_proposal::submission_id.eq(submitted),
            submitted_proposal::kind.eq("new"),
            submitted_proposal::name.eq("Nordavind kulturskole"),
            submitted_proposal::participants.eq(r#"[{"municipality":"5043"}]"#),
            submitted_proposal::established_year.eq(2008),
            submitted_proposal::comment.eq("kanarikommentar"),
        ))
        .execute(&mut *portal.conn())
        .unwrap();
    let grong = portal.respondent("Grong").await;
    let page = look_for(&grong, "Nordavind kulturskole").await;
    assert!(
        page.main()
            .contains("Ligner på «Nordavind kulturskole», som Røyrvik har meldt inn. Er det samme ordning?"),
        "{}",
        page.main()
    );
    let same = grong
        .click(&page, "Ja, legg til den samme Nordavind kulturskole")
        .await;
    assert!(!same.text().contains("kanari"));
    assert_eq!(same.one("[name=etableringsar]").attr("value"), Some("2008"));
    grong.submit(&same, "#ny", &[]).await.redirects_to(GRONG);
    assert_eq!(
        stored(&portal)[0].1,
        r#"[{"municipality":"5043"},{"municipality":"5045"}]"#
    );
}

#[actix_web::test]
async fn s28_a_delegate_of_one_sector_adds_nothing() {
    let portal = Portal::new().await;
    let conn = &mut *portal.conn();
    let user = user_of(&mut portal.conn(), "leser@example.no").0;
    let grong = user_of(&mut portal.conn(), "kommunedirektor@grong.example.no").0;
    let id: i64 = municipality::table
        .filter(municipality::number.eq("5045"))
        .select(municipality::id)
        .first(conn)
        .unwrap();
    let open: i64 = mapping::table
        .filter(mapping::slug.eq("trondelag-2026"))
        .select(mapping::id)
        .first(conn)
        .unwrap();
    let sector: i64 = sector::table
        .filter(sector::mapping_id.eq(open))
        .select(sector::id)
        .first(conn)
        .unwrap();
    diesel::insert_into(user_role::table)
        .values((
            user_role::user_id.eq(user),
            user_role::role.eq("editor"),
            user_role::mapping_id.eq(open),
            user_role::municipality_id.eq(id),
            user_role::granted_at.eq(portal.now()),
        ))
        .execute(conn)
        .unwrap();
    diesel::insert_into(delegation::table)
        .values((
            delegation::hearing_id.eq(hearing_of(&portal, "5045")),
            delegation::user_id.eq(user),
            delegation::delegated_by.eq(grong),
            delegation::scope.eq("sector"),
            delegation::sector_id.eq(sector),
            delegation::created_at.eq(portal.now()),
            delegation::expires_at.eq(portal.now() + TimeDelta::days(30)),
        ))
        .execute(conn)
        .unwrap();
    let delegate = portal.let_in("leser@example.no");
    let page = delegate.get(GRONG).await;
    assert!(!page.is(200).has("main a[href$='/ordninger/ny']"));
    delegate.get(&format!("{GRONG}/ordninger/ny")).await.is(403);
    let chief = portal.respondent("Grong").await;
    add(&chief, "Nordavind kulturskole", &[]).await;
    delegate.get(&format!("{GRONG}/nye/1")).await.is(403);
    portal.advance(TimeDelta::days(31));
    let late = portal.let_in("leser@example.no");
    late.get(GRONG).await.is(404);
    assert!(!late.get("/svar").await.main().contains("er sett over"));
}
