//! A coordinator plans a round, changes it, closes it and opens it again.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use ordna::db::schema::{delegation, hearing, hearing_round};

use crate::support::data::deadline;
use crate::support::people::{GRONG, user_of};
use crate::support::portal::{Portal, start_of_time};

pub const ROUND: &str = "/kartlegging/trondelag-2026/runde";
const CHANGE: &str = "/kartlegging/trondelag-2026/runde/1/endre";

pub fn deadline_of(portal: &Portal, number: i32) -> Option<NaiveDateTime> {
    hearing_round::table
        .filter(hearing_round::number.eq(number))
        .order(hearing_round::id)
        .select(hearing_round::deadline)
        .first(&mut *portal.conn())
        .unwrap()
}

pub async fn close(portal: &Portal) {
    let coordinator = portal.coordinator().await;
    let page = coordinator.get(super::round_ends::CLOSE).await;
    coordinator
        .submit(&page, "form#tiltak", &[("navn", "runde 1")])
        .await
        .redirects_to(ROUND);
}

#[actix_web::test]
async fn a_round_is_planned_with_its_reminders_and_nobody_gets_a_letter() {
    let portal = Portal::new().await;
    close(&portal).await;
    let coordinator = portal.coordinator().await;
    let page = coordinator.get(ROUND).await;
    let page = coordinator.click(&page, "Planlegg neste runde").await;
    let changes = [
        ("frist", "tirsdag 1. desember 2026 kl. 16"),
        ("apner", "13.10.2026"),
        ("verter", "12.10.2026 kl. 12"),
        ("sporsmalsfrist", "8. desember 15.30"),
        ("paminnelser", "10.11.2026 kl. 9\n24. november 2026"),
        ("stille", "5"),
        ("hoyst", "2"),
        ("vis", "status"),
    ];
    coordinator
        .submit(&page, "form#runde", &changes)
        .await
        .redirects_to(ROUND);
    let page = coordinator.get(ROUND).await;
    assert_eq!(page.text_of("h2#runde"), "Runde 2");
    let plan = page.texts("dl#plan > div");
    for fact in [
        "Fristtirsdag 1. desember 2026 kl. 16",
        "Åpner for kommunenetirsdag 13. oktober 2026 kl. 8",
        "Åpner først for vertskommunermandag 12. oktober 2026 kl. 12",
        "Frist for spørsmålenetirsdag 8. desember 2026 kl. 15.30",
        "Stille dager mellom påminnelser5 dager",
        "tirsdag 10. november 2026 kl. 9",
        "tirsdag 24. november 2026 kl. 9",
        "Bare hvem som har svart",
    ] {
        assert!(
            plan.iter().any(|line| line.contains(fact)),
            "«{fact}» in {plan:?}"
        );
    }
    assert!(!page.has("#advarsler"), "{}", page.main());
    assert_eq!(
        deadline_of(&portal, 2),
        Some(deadline()),
        "Oslo's 16 is 15 in UTC"
    );
}

#[actix_web::test]
async fn a_plan_that_contradicts_itself_comes_back_with_what_was_typed() {
    let portal = Portal::new().await;
    close(&portal).await;
    let coordinator = portal.coordinator().await;
    let page = coordinator.get(&format!("{ROUND}/ny")).await;
    let changes = [
        ("frist", "1.12.2026"),
        ("apner", "2.12.2026"),
        ("lukkes", "30.11.2026"),
        ("paminnelser", "i morgen"),
        ("stille", "mange"),
    ];
    let page = coordinator.submit(&page, "form#runde", &changes).await;
    page.is(422);
    assert_eq!(
        page.one("#paminnelser").text().collect::<String>().trim(),
        "i morgen"
    );
    assert!(page.has("#stille-feil"));
    let changes = [("paminnelser", "5.12.2026"), ("stille", "3")];
    let page = coordinator.submit(&page, "form#runde", &changes).await;
    page.is(422);
    assert_eq!(
        page.text_of("#apner-feil"),
        "Åpner for kommunene må være før fristen."
    );
    assert_eq!(
        page.text_of("#lukkes-feil"),
        "Runden kan ikke lukkes før fristen."
    );
    assert!(page.text_of("#paminnelser-feil").contains("5.12.2026 kl. 09.00"));
}

#[actix_web::test]
async fn c6_a_short_time_and_a_reminder_on_a_holiday_are_warned_of() {
    let portal = Portal::new().await;
    close(&portal).await;
    let coordinator = portal.coordinator().await;
    let page = coordinator.get(&format!("{ROUND}/ny")).await;
    let changes = [
        ("frist", "8.11.2026"),
        ("paminnelser", "31. oktober kl. 9"),
        ("verter", "20.10.2026"),
        ("apner", "19.10.2026"),
    ];
    coordinator
        .submit(&page, "form#runde", &changes)
        .await
        .redirects_to(ROUND);
    let warnings = coordinator.get(ROUND).await.texts("#advarsler li");
    assert_eq!(warnings.len(), 4, "{warnings:?}");
    assert!(warnings[0].starts_with("Kommunene får 20 dager."), "{warnings:?}");
    assert!(
        warnings[1].starts_with("Vertskommunene åpnes ikke før"),
        "{warnings:?}"
    );
    assert!(warnings[2].contains("Fristen er på en dag da få er på jobb: helg"));
    assert!(warnings[3].contains("31.10.2026 kl. 09.00"), "{warnings:?}");
}

#[actix_web::test]
async fn a_later_deadline_is_the_colleagues_too_but_not_that_of_extended_hearings() {
    let portal = Portal::new().await;
    let later = start_of_time() + TimeDelta::days(70);
    {
        let conn = &mut *portal.conn();
        let user = user_of(conn, GRONG);
        let by = user_of(conn, "kommunedirektor@royrvik.example.no");
        let ids: Vec<i64> = hearing::table
            .order(hearing::id)
            .select(hearing::id)
            .load(conn)
            .unwrap();
        for (id, expires_at) in [(ids[0], deadline()), (ids[1], deadline() - TimeDelta::days(3))] {
            diesel::insert_into(delegation::table)
                .values((
                    delegation::hearing_id.eq(id),
                    delegation::user_id.eq(user.0),
                    delegation::delegated_by.eq(by.0),
                    delegation::scope.eq("all"),
                    delegation::created_at.eq(start_of_time()),
                    delegation::expires_at.eq(expires_at),
                ))
                .execute(conn)
                .unwrap();
        }
        diesel::update(hearing::table.find(ids[2]))
            .set(hearing::extended_to.eq(later))
            .execute(conn)
            .unwrap();
    }
    let coordinator = portal.coordinator().await;
    let page = coordinator.get(CHANGE).await;
    assert!(
        page.main().contains("1 har egen frist og blir ikke berørt"),
        "{}",
        page.main()
    );
    let page = coordinator
        .submit(&page, "form#runde", &[("frist", "8.12.2026 kl. 12")])
        .await;
    page.redirects_to(ROUND);
    let page = coordinator.follow(&page).await;
    assert!(
        page.text_of(".flash")
            .contains("Fristen er nå tirsdag 8. desember 2026 kl. 12.")
    );
    let expires: Vec<NaiveDateTime> = delegation::table
        .order(delegation::id)
        .select(delegation::expires_at)
        .load(&mut *portal.conn())
        .unwrap();
    let new = deadline() + TimeDelta::days(7) - TimeDelta::hours(4);
    assert_eq!(expires, [new, deadline() - TimeDelta::days(3)]);
    let extended: Vec<NaiveDateTime> = hearing::table
        .filter(hearing::extended_to.is_not_null())
        .select(hearing::extended_to.assume_not_null())
        .load(&mut *portal.conn())
        .unwrap();
    assert_eq!(extended, [later]);
}

#[actix_web::test]
async fn the_second_to_change_a_round_is_told_and_loses_nothing() {
    let portal = Portal::new().await;
    let (one, other) = (portal.coordinator().await, portal.admin().await);
    let (first, second) = (one.get(CHANGE).await, other.get(CHANGE).await);
    one.submit(&first, "form#runde", &[("frist", "8.12.2026")])
        .await
        .redirects_to(ROUND);
    let page = other
        .submit(&second, "form#runde", &[("frist", "9.12.2026")])
        .await;
    page.is(409);
    let stored = page.text_of("#lagret");
    assert!(stored.contains("8.12.2026"), "{stored}");
    assert_eq!(page.one("#frist").attr("value"), Some("9.12.2026"));
    other.submit(&page, "form#runde", &[]).await.redirects_to(ROUND);
    let kept = deadline() + TimeDelta::days(8);
    assert_eq!(deadline_of(&portal, 1), Some(kept));
}

#[actix_web::test]
async fn a_reader_sees_the_plan_and_no_button() {
    let portal = Portal::new().await;
    let reader = portal.reader().await;
    let (statements, page) = portal.statements(reader.get(ROUND)).await;
    assert!(statements <= 6, "{statements}");
    page.is(200);
    assert!(!page.has("main .ds-button"), "{}", page.main());
}
