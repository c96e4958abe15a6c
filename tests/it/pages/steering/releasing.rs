//! What is in the letters of a mailing, and what they do: whom they let in, what they belong to, in which Norwegian.

use diesel::prelude::*;
use ordna::db::schema::{hearing, municipality, municipality_contact};
use ordna::domain::letters::letter::LetterKind;

use super::{begin, hearing_of};
use crate::support::people::GRONG;
use crate::support::portal::Portal;

/// As before anything was sent.
pub(super) fn unsent(portal: &Portal) {
    diesel::update(hearing::table)
        .set((
            hearing::state.eq("draft"),
            hearing::sent_at.eq(None::<chrono::NaiveDateTime>),
        ))
        .execute(&mut *portal.conn())
        .unwrap();
}

pub(super) fn contact(portal: &Portal, of: &str, name: &str, email: &str, is_mailroom: bool) {
    let conn = &mut *portal.conn();
    let id: i64 = municipality::table
        .filter(municipality::name.eq(of))
        .select(municipality::id)
        .first(conn)
        .unwrap();
    diesel::insert_into(municipality_contact::table)
        .values((
            municipality_contact::municipality_id.eq(id),
            municipality_contact::name.eq(name),
            municipality_contact::email.eq(email),
            municipality_contact::is_postmottak.eq(is_mailroom),
        ))
        .execute(conn)
        .unwrap();
}

pub(super) async fn send(portal: &Portal, letter: &str, numbers: &[&str]) {
    let kari = portal.coordinator().await;
    let page = begin(&kari, letter, numbers).await;
    kari.submit(&page, "form#send-utsending", &[("nar", "na")])
        .await
        .is(303);
    portal.deliver_mail().await;
}

#[actix_web::test]
async fn each_municipality_is_written_to_in_its_own_norwegian() {
    let portal = Portal::new().await;
    unsent(&portal);
    send(&portal, "hearing", &["5045", "5046"]).await;
    let of = |email: &str| portal.mailbox(email).pop().unwrap();
    assert_eq!(of(GRONG).language, "nb");
    let nynorsk = of("kommunedirektor@hoylandet.example.no");
    assert_eq!(nynorsk.language, "nn");
    assert!(nynorsk.subject.starts_with("Sjå over"), "{}", nynorsk.subject);
}

#[actix_web::test]
async fn m4_m5_a_reminder_belongs_to_the_letter_that_this_person_got() {
    let portal = Portal::new().await;
    unsent(&portal);
    send(&portal, "hearing", &["5045"]).await;
    let letter = portal.mailbox(GRONG).pop().unwrap();
    assert!(!letter.auto_submitted, "absence is news to the coordinator");
    contact(&portal, "Grong", "Ny Sjef", "ny@grong.example.no", false);
    send(&portal, "reminder", &["5045"]).await;
    let reminder = portal.mailbox(GRONG).pop().unwrap();
    assert_eq!(reminder.kind, LetterKind::Reminder);
    assert_eq!(reminder.in_reply_to.as_deref(), Some(letter.message_id.as_str()));
    assert_eq!(reminder.subject, format!("Påminnelse: {}", letter.subject));
    assert!(reminder.auto_submitted);
    let new = portal.mailbox("ny@grong.example.no").pop().unwrap();
    assert_eq!(new.in_reply_to, None, "nothing dangles");
    assert!(
        new.body.unwrap().text.contains("Vi har fylt ut"),
        "the letter itself"
    );
}

#[actix_web::test]
async fn a_reminder_says_to_those_who_have_begun_how_far_they_are() {
    let portal = Portal::new().await;
    unsent(&portal);
    send(&portal, "hearing", &["5045", "5043"]).await;
    let grong = portal.respondent("Grong").await;
    let list = grong.get("/svar/trondelag-2026/5045/ordninger").await;
    grong
        .submit(&list, "form:has(button[name=svar])", &[("svar", "1:1.0:stemmer")])
        .await
        .is(303);
    send(&portal, "reminder", &["5045", "5043"]).await;
    let text = |email: &str| portal.mailbox(email).pop().unwrap().body.unwrap().text;
    assert!(
        text(GRONG).contains("Dere har sett over 1 av 3."),
        "{}",
        text(GRONG)
    );
    let silent = text("kommunedirektor@royrvik.example.no");
    assert!(silent.contains("2 ordninger gjenstår for Røyrvik."), "{silent}");
}

#[actix_web::test]
async fn m16_the_mailroom_gets_a_copy_of_its_own_without_anybodys_link() {
    let portal = Portal::new().await;
    unsent(&portal);
    contact(&portal, "Grong", "Ny Sjef", "ny@grong.example.no", false);
    contact(
        &portal,
        "Grong",
        "Postmottak",
        "postmottak@grong.example.no",
        true,
    );
    let kari = portal.coordinator().await;
    let page = begin(&kari, "hearing", &["5045"]).await;
    let text = kari.get(&format!("{}/tekst", page.address)).await;
    kari.submit(&text, "form#tekst", &[("kopi", "ja")]).await.is(303);
    let page = kari.get(&page.address).await;
    kari.submit(&page, "form#send-utsending", &[("nar", "na")])
        .await
        .is(303);
    assert_eq!(portal.deliver_mail().await, 3);
    let copy = portal.mailbox("postmottak@grong.example.no").pop().unwrap();
    assert!(copy.subject.starts_with("Kopi: "), "{}", copy.subject);
    let text = copy.body.unwrap().text;
    assert!(
        !text.contains("/aktiver/") && text.contains("kopi til postmottaket"),
        "{text}"
    );
}

#[actix_web::test]
async fn a_reminder_that_still_waits_is_withdrawn_when_the_list_is_confirmed() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let page = begin(&kari, "reminder", &["5043"]).await;
    kari.submit(&page, "form#send-utsending", &[("nar", "angre")])
        .await
        .is(303);
    let leader = portal.respondent("Røyrvik").await;
    let list = leader.get("/svar/trondelag-2026/5043/ordninger").await;
    for form in ["2:1.0:stemmer", "3:1.0:stemmer"] {
        leader
            .submit(&list, "form:has(button[name=svar])", &[("svar", form)])
            .await
            .is(303);
    }
    let confirm = leader.get("/svar/trondelag-2026/5043/bekreft").await;
    leader
        .submit(&confirm, "form[action$='/bekreft']", &[])
        .await
        .is(303);
    portal.advance(chrono::TimeDelta::minutes(11));
    portal.deliver_mail().await;
    let got = portal.mailbox("kommunedirektor@royrvik.example.no");
    let sent: Vec<_> = got.iter().map(|letter| letter.kind).collect();
    assert!(sent.contains(&LetterKind::Receipt), "{sent:?}");
    assert_eq!(
        super::states(&portal, ordna::domain::letters::letter::MailState::Cancelled),
        1
    );
}

#[actix_web::test]
async fn the_hearing_letter_goes_again_where_nobody_has_got_it() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    // The sample's hearings are sent, but no letter of theirs is in the outbox.
    let page = begin(&kari, "hearing", &["5045"]).await;
    kari.submit(&page, "form#send-utsending", &[("nar", "na")])
        .await
        .is(303);
    assert_eq!(portal.deliver_mail().await, 1);
    assert_eq!(hearing_of(&portal, "Grong").0, "sent");
    let again = begin(&kari, "hearing", &["5045"]).await;
    assert!(
        again.main().contains("Har fått brevet før: 1"),
        "{}",
        again.main()
    );
}

#[actix_web::test]
async fn what_was_sent_is_shown_as_it_was_sent() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let page = begin(&kari, "reminder", &["5045"]).await;
    kari.submit(&page, "form#send-utsending", &[("nar", "na")])
        .await
        .is(303);
    portal.deliver_mail().await;
    diesel::update(hearing::table)
        .set(hearing::extended_to.eq(portal.now() + chrono::TimeDelta::days(90)))
        .execute(&mut *portal.conn())
        .unwrap();
    let page = kari.get(&page.address).await;
    assert!(
        page.main().contains("innen tirsdag 1. desember 2026"),
        "{}",
        page.main()
    );
    assert!(page.main().contains("Slik ble brevet"));
}
