//! The demo as README promises it: a stranger signs in with one of the accounts that it prints, and sees the register
//! of Trøndelag.

use diesel::prelude::*;
use ordna::db::schema::{
    arrangement, hearing, outbox_mail, submitted_correction, submitted_proposal, submitted_response,
};
use ordna::demo::{self, PASSWORD, account_of};

use crate::support::browser::Browser;
use crate::support::people::log_in;
use crate::support::portal::Portal;

async fn signed_in(portal: &Portal, email: &str) -> Browser {
    let browser = portal.visitor();
    let page = browser.get("/logg-inn").await;
    assert!(
        page.text_of(".demo").contains("demo"),
        "the banner stands on every page"
    );
    let answer = log_in(&browser, email, PASSWORD).await;
    // No second step: a code by mail would never come.
    assert!(
        !answer.is(303).header("location").starts_with("/logg-inn"),
        "{email}"
    );
    browser
}

#[actix_web::test]
async fn a_kommunedirektor_sees_the_own_list() {
    let portal = Portal::with_demo(&[]).await;
    let grong = signed_in(&portal, &account_of("Grong")).await;
    let front = grong.get("/").await;
    assert!(front.text_of(".who p").ends_with("Du svarer for Grong"));
    let page = grong.get("/svar/trondelag-2020/5045").await;
    assert!(page.is(200).main().contains("44"), "{}", page.main());
    grong.get("/svar/trondelag-2026/5045").await.is(200);
    grong.get("/svar/trondelag-2026/5001").await.is(404);
    grong.get("/kartlegging/trondelag-2020/ordninger").await.is(403);
}

#[actix_web::test]
async fn staff_see_the_289_arrangements_of_trondelag_2020() {
    let portal = Portal::with_demo(&[]).await;
    for (email, _, role) in demo::staff() {
        let browser = signed_in(&portal, email).await;
        let page = browser.get("/kartlegging/trondelag-2020/ordninger").await;
        assert!(page.is(200).main().contains("289"), "{email}: {}", page.main());
        let municipalities = browser.get("/kartlegging/trondelag-2020/kommuner").await;
        assert_eq!(municipalities.all("main tbody tr").len(), 38, "{email}");
        let may_administer = role == ordna::domain::people::access::Role::Admin;
        let users = browser.get("/admin/brukere").await;
        users.is(if may_administer { 200 } else { 403 });
    }
}

#[actix_web::test]
async fn every_municipality_has_an_account_and_every_arrangement_a_page() {
    let portal = Portal::with_demo(&[]).await;
    let kari = signed_in(&portal, "koordinator@demo.invalid").await;
    let list = kari
        .get("/kartlegging/trondelag-2020/ordninger?antall=alle")
        .await;
    let links = list.all("#ordninger tbody th a");
    assert_eq!(links.len(), 289);
    for link in links {
        kari.get(link.attr("href").unwrap()).await.is(200);
    }
    let list = kari.get("/kartlegging/trondelag-2020/kommuner").await;
    for link in list.all("main tbody th a") {
        kari.get(link.attr("href").unwrap()).await.is(200);
        let account = account_of(&crate::support::answer::text_in(link));
        portal.account(&account);
    }
}

#[actix_web::test]
async fn a_page_of_the_demo_takes_at_most_six_statements() {
    let portal = Portal::with_demo(&[]).await;
    let kari = signed_in(&portal, "koordinator@demo.invalid").await;
    let root = "/kartlegging/trondelag-2020";
    // The names of the mapping are in memory after the first page.
    kari.get(root).await.is(200);
    for page in [
        "",
        "/ordninger?antall=alle",
        "/ordninger/1",
        "/kommuner",
        "/kommuner/5045",
    ] {
        let (statements, answer) = portal.statements(kari.get(&format!("{root}{page}"))).await;
        answer.is(200);
        assert!(statements <= 6, "{statements} statements for {page}");
    }
}

#[actix_web::test]
async fn the_round_has_somebody_in_every_state() {
    let portal = Portal::with_demo(&[]).await;
    let conn = &mut portal.conn();
    let states: Vec<(String, i64)> = hearing::table
        .group_by(hearing::state)
        .select((hearing::state, diesel::dsl::count_star()))
        .order(hearing::state)
        .load(&mut **conn)
        .unwrap();
    let states: Vec<(&str, i64)> = states
        .iter()
        .map(|(state, count)| (state.as_str(), *count))
        .collect();
    assert_eq!(states, [("confirmed", 8), ("reminded", 6), ("sent", 24)]);
    let values: Vec<(String, Option<String>)> = submitted_correction::table
        .inner_join(submitted_response::table.inner_join(arrangement::table))
        .select((arrangement::name, submitted_correction::to_value))
        .order((arrangement::name, submitted_correction::to_value))
        .load(&mut **conn)
        .unwrap();
    let told: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_deref().unwrap_or("")))
        .collect();
    let expected = [
        ("Fosen IKT", "14"),
        ("Fosen IKT", "14"),
        ("Fosen Lønn", "4"),
        ("Fosen Lønn", "6.5"),
    ];
    assert_eq!(told, expected, "two agree, and two speak against each other");
    let has = |verdict: &str| {
        submitted_response::table
            .filter(submitted_response::verdict.eq(verdict.to_owned()))
            .count()
            .get_result::<i64>(&mut *portal.conn())
            .unwrap()
    };
    assert_eq!(has("not_participating"), 1);
    let bounced: i64 = outbox_mail::table
        .filter(outbox_mail::state.eq("bounced"))
        .count()
        .get_result(&mut **conn)
        .unwrap();
    assert_eq!(bounced, 1);
    let proposed: Vec<String> = submitted_proposal::table
        .select(submitted_proposal::name)
        .load(&mut **conn)
        .unwrap();
    assert_eq!(
        proposed,
        ["Legevakt i Værnesregionen"],
        "which is there as «Værnesregionen legevakt»"
    );
    let reopened: i64 = hearing::table
        .filter(hearing::reopened_reason.is_not_null())
        .count()
        .get_result(&mut **conn)
        .unwrap();
    assert_eq!(reopened, 1);
    let kari = signed_in(&portal, "koordinator@demo.invalid").await;
    let list = kari.get("/kartlegging/trondelag-2026/kommuner").await;
    assert_eq!(list.texts("#visninger a"), ["Bør påminnes, de største først"]);
    let skaun = kari.click(&list, "Skaun").await;
    assert!(
        skaun.main().contains("etter telefon fra kommunedirektøren"),
        "{}",
        skaun.main()
    );
    let leka = kari.click(&list, "Leka").await;
    assert!(leka.text_of("#notatliste").contains("ny kommunedirektør"));
    assert!(leka.main().contains("Brev i retur"), "{}", leka.main());
    let tydal = kari.click(&list, "Tydal").await;
    assert!(tydal.text_of("#hendelser").contains("Frist utsatt"));
}
