//! The task list of a hearing, in every state that it can be in, and the way to it.

use chrono::TimeDelta;
use diesel::prelude::*;
use ordna::db::schema::{hearing, hearing_round, mapping, municipality, user_role};

use crate::support::people::user_of;
use crate::support::portal::Portal;

const GRONG: &str = "/svar/trondelag-2026/5045";

fn set_hearing(portal: &Portal, number: &str, state: &str, reason: Option<&str>) {
    let id = municipality::table
        .filter(municipality::number.eq(number))
        .select(municipality::id);
    let now = portal.now();
    diesel::update(hearing::table.filter(hearing::municipality_id.eq_any(id)))
        .set((
            hearing::state.eq(state),
            hearing::confirmed_at.eq((state == "confirmed").then_some(now)),
            hearing::reopened_at.eq(reason.map(|_| now)),
            hearing::reopened_reason.eq(reason),
        ))
        .execute(&mut *portal.conn())
        .unwrap();
}

#[actix_web::test]
async fn it_says_what_is_to_be_done_and_until_when() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    grong.get("/svar").await.redirects_to(GRONG);
    let page = grong.get(GRONG).await;
    assert_eq!(page.text_of("h1"), "Grong");
    assert_eq!(
        page.text_of(".lead"),
        "Fristen er tirsdag 1. desember 2026 kl. 16, om 50 dager."
    );
    assert_eq!(
        page.text_of("#framdrift"),
        "Du har sett over 0 av 3 ordninger. 3 gjenstår."
    );
    assert_eq!(
        page.texts("h2.sector"),
        [
            "1. Se over ordningene 0 av 3",
            "2. Legg til som mangler Valgfritt",
            "3. Spørsmål 0 av 4",
            "4. Bekreft Låst"
        ]
    );
    assert_eq!(
        page.texts("main .tasks > li"),
        [
            "Helse og omsorg0 av 1",
            "Oppvekst og kunnskap0 av 1",
            "Teknisk og miljø0 av 1"
        ]
    );
    assert!(
        page.main()
            .contains("3 ordninger gjenstår. Svar på dem før du bekrefter listen.")
    );
}

#[actix_web::test]
async fn the_way_on_follows_the_answers() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = grong.get(GRONG).await;
    let mut list = grong.click(&page, "Se over ordningene").await;
    for at in 1..=3 {
        let button = list.one("button[autofocus]").attr("value").unwrap().to_owned();
        let answer = grong.submit(&list, "#liste", &[("svar", &button)]).await;
        list = grong.follow(&answer).await;
        let page = grong.get(GRONG).await;
        let way = if at < 3 {
            "Fortsett der du slapp"
        } else {
            "Bekreft listen"
        };
        assert_eq!(page.text_of("main > .buttons a"), way);
    }
    let page = grong.get(GRONG).await;
    assert_eq!(page.texts("h2.sector")[0], "1. Se over ordningene Ferdig");
    assert_eq!(page.texts("h2.sector")[3], "4. Bekreft Klar");
    // Whoever fills in for the kommunedirektør has no list to confirm.
    let editor = portal.editor("Grong").await;
    let page = editor.get(GRONG).await;
    assert!(!page.has("main a[href$='/bekreft']") && !page.has("main > .buttons"));
}

#[actix_web::test]
async fn s29_before_after_and_when_it_is_closed_it_is_only_to_read() {
    let portal = Portal::new().await;
    let now = portal.now();
    let set = |opens, deadline, state: &str| {
        diesel::update(hearing_round::table)
            .set((
                hearing_round::opens_at.eq::<Option<chrono::NaiveDateTime>>(opens),
                hearing_round::deadline.eq::<Option<chrono::NaiveDateTime>>(deadline),
                hearing_round::state.eq(state.to_owned()),
            ))
            .execute(&mut *portal.conn())
            .unwrap();
    };
    let day = TimeDelta::days(1);
    let grong = portal.respondent("Grong").await;
    for (opens, deadline, state, title) in [
        (
            Some(now + day),
            Some(now + day * 9),
            "open",
            "Høringen er ikke åpnet ennå",
        ),
        (None, Some(now - day), "open", "Fristen har gått ut"),
        (None, Some(now + day), "closed", "Runden er avsluttet"),
    ] {
        set(opens, deadline, state);
        let page = grong.get(GRONG).await;
        assert!(page.is(200).main().contains(title), "{}", page.main());
        assert!(!page.has("main form") && !page.has("main > .buttons"), "{title}");
        assert!(!page.has("main a[href$='/ordninger/ny']"), "{title}");
        grong.get(&format!("{GRONG}/ordninger/ny")).await.is(403);
        assert_eq!(
            grong.get("/svar?vis=alle").await.is(200).texts(".tasks a").len(),
            2
        );
    }
}

#[actix_web::test]
async fn a_confirmed_list_says_so_and_a_reopened_one_says_why() {
    let portal = Portal::new().await;
    set_hearing(&portal, "5045", "confirmed", None);
    let grong = portal.respondent("Grong").await;
    let page = grong.get(GRONG).await;
    assert!(page.main().contains("Listen er bekreftet"));
    assert!(page.main().contains("Du kan endre svarene fram til fristen."));
    assert!(!page.has("main > .buttons"));
    grong.click(&page, "Endre svar").await.is(200);

    set_hearing(&portal, "5045", "sent", Some("Ørland oppgir andre deltakere."));
    let page = grong.get(GRONG).await;
    assert!(page.main().contains("Listen er åpnet igjen"));
    assert!(page.main().contains("Grunn: Ørland oppgir andre deltakere."));
}

#[actix_web::test]
async fn s26_s27_a_draft_hearing_and_that_of_another_municipality_are_not_there() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    grong.get("/svar/trondelag-2026/5043").await.is(404);
    set_hearing(&portal, "5045", "draft", None);
    let page = grong.get(GRONG).await;
    assert!(page.main().contains("Høringen er ikke åpnet ennå") && !page.has("main form"));
    grong.get(&format!("{GRONG}/ordninger/ny")).await.is(404);
    assert_eq!(
        grong.get("/svar").await.is(200).texts(".tasks a"),
        ["Trøndelag 2026", "Trøndelag 2020"]
    );
}

#[actix_web::test]
async fn several_municipalities_are_listed_with_how_far_each_has_come() {
    let portal = Portal::new().await;
    let conn = &mut *portal.conn();
    let royrvik: i64 = municipality::table
        .filter(municipality::number.eq("5043"))
        .select(municipality::id)
        .first(conn)
        .unwrap();
    let user = user_of(&mut portal.conn(), "kommunedirektor@grong.example.no").0;
    diesel::insert_into(user_role::table)
        .values((
            user_role::user_id.eq(user),
            user_role::role.eq("respondent"),
            user_role::municipality_id.eq(royrvik),
            user_role::granted_at.eq(portal.now()),
        ))
        .execute(conn)
        .unwrap();
    let grong = portal.respondent("Grong").await;
    let page = grong.get("/svar").await;
    assert_eq!(page.is(200).texts("h2"), ["Grong", "Røyrvik"]);
    assert_eq!(
        page.texts(".tasks p"),
        [
            "0 av 3 ordninger er sett over. Frist tirsdag 1. desember 2026 kl. 16.",
            "0 av 2 ordninger er sett over. Frist tirsdag 1. desember 2026 kl. 16."
        ]
    );
    set_hearing(&portal, "5045", "confirmed", None);
    let page = grong.get("/svar").await;
    assert_eq!(
        page.texts(".tasks .ds-tag"),
        ["Bekreftet", "Avsluttet", "Åpen", "Avsluttet"]
    );
}

#[actix_web::test]
async fn each_of_these_pages_takes_at_most_six_statements() {
    let portal = Portal::with_demo(&[]).await;
    let grong = portal.let_in(&ordna::demo::account_of("Grong"));
    grong.get(GRONG).await.is(200);
    for page in [
        "/svar?vis=alle",
        GRONG,
        &format!("{GRONG}/ordninger/ny?navn=Namdal+legevakt"),
    ] {
        let (statements, answer) = portal.statements(grong.get(page)).await;
        answer.is(200);
        assert!(statements <= 6, "{statements} statements for {page}");
    }
    let conn = &mut *portal.conn();
    let open: i64 = mapping::table
        .filter(mapping::status.eq("open"))
        .count()
        .get_result(conn)
        .unwrap();
    assert_eq!(open, 1, "the demo has one mapping to answer in");
}
