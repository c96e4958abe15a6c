//! A mailing waits for a second person, is paused, goes on, or is taken back.

use chrono::TimeDelta;
use diesel::prelude::*;
use ordna::db::schema::mapping;
use ordna::domain::letters::letter::MailState;

use super::{begin, hearing_of, press, set_hearing, states};
use crate::support::portal::Portal;

#[actix_web::test]
async fn m10_a_mailing_can_be_regretted_for_ten_minutes_and_then_has_not_happened() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let page = begin(&kari, "reminder", &["5045", "5046", "5047"]).await;
    kari.submit(&page, "form#send-utsending", &[("nar", "angre")])
        .await;
    assert_eq!(portal.deliver_mail().await, 0, "the letters wait");
    assert_eq!(hearing_of(&portal, "Grong").0, "reminded");
    // One of them confirms in the meantime.
    set_hearing(&portal, "Overhalla", "confirmed");
    let page = kari.get(&page.address).await;
    assert!(page.main().contains("Angre utsendingen"), "{}", page.main());
    let asked = kari.get(&format!("{}/trekk-tilbake", page.address)).await;
    assert!(
        asked.main().contains("3 brev som ligger i køen"),
        "{}",
        asked.main()
    );
    kari.submit(&asked, "form#trekk-tilbake", &[])
        .await
        .redirects_to(&page.address);
    for name in ["Grong", "Høylandet"] {
        assert_eq!(hearing_of(&portal, name), ("sent".to_owned(), 0, None), "{name}");
    }
    assert_eq!(
        hearing_of(&portal, "Overhalla").0,
        "confirmed",
        "what happened since stands"
    );
    portal.advance(TimeDelta::minutes(11));
    assert_eq!(portal.deliver_mail().await, 0);
    let again = begin(&kari, "reminder", &["5045"]).await;
    assert!(
        again.main().contains("Du sender til 1 kommune"),
        "no quiet days after a regret"
    );
}

#[actix_web::test]
async fn the_letters_leave_when_the_ten_minutes_are_over() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let page = begin(&kari, "reminder", &["5045"]).await;
    kari.submit(&page, "form#send-utsending", &[("nar", "angre")])
        .await;
    portal.advance(TimeDelta::minutes(10));
    assert_eq!(portal.deliver_mail().await, 1);
    let page = kari.get(&page.address).await;
    assert!(!page.main().contains("Angre utsendingen"));
    kari.get(&format!("{}/trekk-tilbake", page.address)).await.is(200);
}

#[actix_web::test]
async fn m9_a_mailing_is_paused_and_goes_on() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let page = begin(&kari, "reminder", &[]).await;
    kari.submit(&page, "form#send-utsending", &[("nar", "na")]).await;
    let page = kari.get(&page.address).await;
    kari.submit(&page, "form[action$='/pause']", &[]).await.is(303);
    assert_eq!(portal.deliver_mail().await, 0);
    assert_eq!(states(&portal, MailState::Paused), 10);
    let page = kari.get(&page.address).await;
    kari.submit(&page, "form[action$='/fortsett']", &[]).await.is(303);
    assert_eq!(portal.deliver_mail().await, 10);
}

#[actix_web::test]
async fn a_second_person_says_yes_where_the_mapping_wants_two() {
    let portal = Portal::new().await;
    diesel::update(mapping::table.filter(mapping::slug.eq("trondelag-2026")))
        .set(mapping::second_person.eq(true))
        .execute(&mut *portal.conn())
        .unwrap();
    let kari = portal.coordinator().await;
    let page = begin(&kari, "reminder", &["5045"]).await;
    kari.submit(&page, "form#send-utsending", &[("nar", "na")]).await;
    let own = kari.get(&page.address).await;
    assert!(own.main().contains("Venter på en kollega"), "{}", own.main());
    assert!(
        !own.main().contains("Si ja og send"),
        "nobody says yes to the own"
    );
    press(&kari, &own, &format!("{}/godkjenn", page.address))
        .await
        .is(409);
    let anna = portal.admin().await;
    let seen = anna.get(&page.address).await;
    anna.submit(&seen, "form[action$='/godkjenn']", &[]).await.is(303);
    portal.advance(TimeDelta::minutes(10));
    assert_eq!(portal.deliver_mail().await, 1);
}
