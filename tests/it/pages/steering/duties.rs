//! What the portal does by the clock: once, in whichever instance, after a restart, and when the clock jumps.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use ordna::db::schema::{hearing_round, mailing, mapping, planned_reminder, session};

use super::{begin, hearing_of, run_duties, set_hearing};
use crate::support::portal::Portal;

fn plan(portal: &Portal, at: NaiveDateTime) {
    let conn = &mut *portal.conn();
    let round: i64 = hearing_round::table
        .select(hearing_round::id)
        .first(conn)
        .unwrap();
    diesel::insert_into(planned_reminder::table)
        .values((planned_reminder::round_id.eq(round), planned_reminder::at.eq(at)))
        .execute(conn)
        .unwrap();
}

fn plans(portal: &Portal) -> Vec<String> {
    planned_reminder::table
        .order(planned_reminder::at)
        .select(planned_reminder::state)
        .load(&mut *portal.conn())
        .unwrap()
}

fn mailings(portal: &Portal) -> i64 {
    mailing::table.count().get_result(&mut *portal.conn()).unwrap()
}

#[actix_web::test]
async fn r13_a_timed_mailing_goes_once_though_two_instances_look() {
    let one = Portal::new().await;
    let two = one.another_instance().await;
    let kari = one.coordinator().await;
    let page = begin(&kari, "reminder", &["5045"]).await;
    let at = [("nar", "tid"), ("dato", "14.10.2026"), ("klokka", "9.00")];
    kari.submit(&page, "form#send-utsending", &at).await.is(303);
    run_duties(&one);
    assert_eq!(hearing_of(&one, "Grong").1, 0, "not yet");
    one.advance(TimeDelta::days(2));
    std::thread::scope(|scope| {
        let look = |portal: &Portal| {
            let (pool, secret, now) = (
                portal.state.pool.clone(),
                portal.state.secret.clone(),
                portal.now(),
            );
            move || {
                let context = ordna::tasks::Context::portal(now, "http://127.0.0.1:8080", &secret);
                ordna::tasks::round::duties::run_due(&mut pool.get().unwrap(), &context).unwrap()
            }
        };
        let first = scope.spawn(look(&one));
        let second = scope.spawn(look(&two));
        let done = first.join().unwrap() + second.join().unwrap();
        assert_eq!(done, 2, "the mailing, and the night's clearing");
    });
    assert_eq!(hearing_of(&one, "Grong").1, 1);
    one.advance(-TimeDelta::hours(1));
    run_duties(&one);
    assert_eq!(
        hearing_of(&one, "Grong").1,
        1,
        "a clock that goes back sends nothing again"
    );
    one.advance(TimeDelta::hours(1));
    assert_eq!(one.deliver_mail().await, 1);
}

#[actix_web::test]
async fn a_round_reminds_by_itself_those_who_have_not_confirmed() {
    let portal = Portal::new().await;
    set_hearing(&portal, "Grong", "confirmed");
    plan(&portal, portal.now() + TimeDelta::days(1));
    run_duties(&portal);
    assert_eq!(plans(&portal), ["pending"]);
    portal.advance(TimeDelta::days(1));
    run_duties(&portal);
    run_duties(&portal);
    assert_eq!(plans(&portal), ["done"]);
    assert_eq!(portal.deliver_mail().await, 9);
    assert_eq!(hearing_of(&portal, "Grong").1, 0);
}

#[actix_web::test]
async fn r16_a_clock_that_jumps_a_month_brings_one_reminder_and_no_storm() {
    let portal = Portal::new().await;
    let before = mailings(&portal);
    for days in [1, 5, 9, 29] {
        plan(&portal, portal.now() + TimeDelta::days(days));
    }
    portal.advance(TimeDelta::days(30));
    run_duties(&portal);
    run_duties(&portal);
    assert_eq!(plans(&portal), ["skipped", "skipped", "skipped", "done"]);
    assert_eq!(mailings(&portal), before + 1);
    assert_eq!(portal.deliver_mail().await, 10, "one letter to each");
}

#[actix_web::test]
async fn no_reminder_goes_after_the_round_is_closed_or_more_often_than_planned() {
    let portal = Portal::new().await;
    diesel::update(hearing_round::table)
        .set((
            hearing_round::closes_at.eq(portal.now() + TimeDelta::days(2)),
            hearing_round::max_reminders.eq(1),
        ))
        .execute(&mut *portal.conn())
        .unwrap();
    plan(&portal, portal.now());
    run_duties(&portal);
    assert_eq!(portal.deliver_mail().await, 10);
    portal.advance(TimeDelta::hours(1));
    let kari = portal.coordinator().await;
    let page = begin(&kari, "reminder", &[]).await;
    assert!(
        page.main().contains("Har fått så mange påminnelser"),
        "{}",
        page.main()
    );
    plan(&portal, portal.now() + TimeDelta::days(3));
    portal.advance(TimeDelta::days(3));
    run_duties(&portal);
    run_duties(&portal);
    let state: String = hearing_round::table
        .select(hearing_round::state)
        .first(&mut *portal.conn())
        .unwrap();
    assert_eq!(state, "closed", "the round was closed at its time");
    assert_eq!(plans(&portal), ["done", "skipped"]);
    assert_eq!(portal.deliver_mail().await, 0);
}

#[actix_web::test]
async fn a_reminder_that_still_waits_is_withdrawn_when_the_round_is_closed() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let page = begin(&kari, "reminder", &[]).await;
    kari.submit(&page, "form#send-utsending", &[("nar", "angre")])
        .await
        .is(303);
    diesel::update(hearing_round::table)
        .set(hearing_round::closes_at.eq(portal.now() + TimeDelta::minutes(5)))
        .execute(&mut *portal.conn())
        .unwrap();
    portal.advance(TimeDelta::minutes(11));
    run_duties(&portal);
    assert_eq!(portal.deliver_mail().await, 0);
    assert_eq!(
        super::states(&portal, ordna::domain::letters::letter::MailState::Cancelled),
        10
    );
}

#[actix_web::test]
async fn nothing_is_sent_about_a_mapping_that_is_only_planned() {
    let portal = Portal::new().await;
    diesel::update(mapping::table.filter(mapping::slug.eq("trondelag-2026")))
        .set(mapping::status.eq("planned"))
        .execute(&mut *portal.conn())
        .unwrap();
    let kari = portal.coordinator().await;
    let page = begin(&kari, "notice", &["5045"]).await;
    assert!(page.main().contains("tar ikke imot svar nå"), "{}", page.main());
    assert!(!page.has("form#send-utsending"));
}

#[actix_web::test]
async fn s47_old_sessions_are_cleared_away_once_a_night() {
    let portal = Portal::new().await;
    let _grong = portal.respondent("Grong").await;
    portal.deliver_mail().await;
    let sessions =
        |portal: &Portal| -> i64 { session::table.count().get_result(&mut *portal.conn()).unwrap() };
    run_duties(&portal);
    assert_eq!(sessions(&portal), 1);
    portal.advance(TimeDelta::days(91));
    assert_eq!(run_duties(&portal), 1);
    assert_eq!(sessions(&portal), 0);
    assert_eq!(run_duties(&portal), 0, "once a night");
}
