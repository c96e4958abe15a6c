//! A round is closed with what is unfinished in sight, and opened again.

use chrono::TimeDelta;
use diesel::prelude::*;
use ordna::db::schema::{hearing, planned_reminder, response};

use super::rounds::{ROUND, close, deadline_of};
use crate::support::data::deadline;
use crate::support::people::{GRONG, user_of};
use crate::support::portal::{Portal, start_of_time};

pub const CLOSE: &str = "/kartlegging/trondelag-2026/runde/1/avslutt";
const REOPEN: &str = "/kartlegging/trondelag-2026/runde/1/gjenapne";

#[actix_web::test]
async fn s30_closing_names_what_is_unfinished_and_wants_the_rounds_name() {
    let portal = Portal::new().await;
    {
        let conn = &mut *portal.conn();
        let user = user_of(conn, GRONG);
        let first: i64 = hearing::table
            .order(hearing::id)
            .select(hearing::id)
            .first(conn)
            .unwrap();
        diesel::insert_into(response::table)
            .values((
                response::hearing_id.eq(first),
                response::arrangement_id.eq(1),
                response::arrangement_version.eq(1),
                response::verdict.eq("confirmed"),
                response::confirmed_as.eq("single"),
                response::saved_at.eq(start_of_time()),
                response::saved_by.eq(user.0),
            ))
            .execute(conn)
            .unwrap();
    }
    let coordinator = portal.coordinator().await;
    let (statements, page) = portal.statements(coordinator.get(CLOSE)).await;
    assert!(statements <= 6, "{statements}");
    let names = page.text_of("#uferdige");
    assert!(names.contains("Grong") && names.contains("Røyrvik"), "{names}");
    assert!(
        page.main().contains("1 av dem har begynt å svare"),
        "{}",
        page.main()
    );
    let wrong = coordinator.submit(&page, "form#tiltak", &[("navn", "ja")]).await;
    wrong.is(422);
    assert_eq!(
        wrong.text_of("#navn-feil"),
        "Det må stå «Runde 1» her for at runden blir avsluttet."
    );
    coordinator
        .submit(&wrong, "form#tiltak", &[("navn", "Runde 1")])
        .await
        .redirects_to(ROUND);
    let grong = portal.respondent("Grong").await;
    let answer = grong.get("/svar/trondelag-2026/5045/ordninger").await;
    assert!(
        !answer.has("button[name=svar]"),
        "nobody answers in a closed round"
    );
}

#[actix_web::test]
async fn a_closed_round_is_opened_again_with_a_deadline_to_come() {
    let portal = Portal::new().await;
    diesel::insert_into(planned_reminder::table)
        .values((
            planned_reminder::round_id.eq(1),
            planned_reminder::at.eq(start_of_time() + TimeDelta::days(7)),
        ))
        .execute(&mut *portal.conn())
        .unwrap();
    close(&portal).await;
    let states: Vec<String> = planned_reminder::table
        .select(planned_reminder::state)
        .load(&mut *portal.conn())
        .unwrap();
    assert_eq!(states, ["skipped"], "a closed round reminds nobody");
    let coordinator = portal.coordinator().await;
    let page = coordinator.get(ROUND).await;
    let page = coordinator.click(&page, "Åpne runden igjen").await;
    let late = coordinator
        .submit(&page, "form#tiltak", &[("frist", "1.10.2026")])
        .await;
    late.is(422);
    assert_eq!(
        late.text_of("#frist-feil"),
        "Frist er passert. Velg et tidspunkt som kommer."
    );
    coordinator
        .submit(&late, "form#tiltak", &[("frist", "15.12.2026 kl. 12")])
        .await
        .redirects_to(ROUND);
    assert_eq!(
        deadline_of(&portal, 1),
        Some(deadline() + TimeDelta::days(14) - TimeDelta::hours(4))
    );
    coordinator.get(REOPEN).await.is(404);
    let grong = portal.respondent("Grong").await;
    assert!(
        grong
            .get("/svar/trondelag-2026/5045/ordninger")
            .await
            .has("button[name=svar]")
    );
}
