//! A coordinator writes to many: who gets the letter and who does not, what each will read, and when it goes.

use diesel::prelude::*;
use ordna::db::schema::{hearing, mailing, outbox_mail};
use ordna::domain::letters::letter::LetterKind;

use super::{ROOT, begin, hearing_of, set_hearing};
use crate::support::people::{COORDINATOR, GRONG};
use crate::support::portal::Portal;

#[actix_web::test]
async fn a_mailing_is_looked_at_tried_and_sent() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let page = begin(&kari, "reminder", &["5045", "5046"]).await;
    assert!(
        page.main().contains("Du sender til 2 kommuner"),
        "{}",
        page.main()
    );
    assert!(
        page.main().contains("Se over samarbeidsordningene til Grong"),
        "{}",
        page.main()
    );
    let tried = kari.submit(&page, "form[action$='/prove']", &[]).await;
    tried.redirects_to(&format!("{}?vis=5045", page.address));
    portal.deliver_mail().await;
    let test = portal.mailbox(COORDINATOR).pop().unwrap();
    assert_eq!(test.kind, LetterKind::Test);
    assert!(test.subject.starts_with("Prøve: "), "{}", test.subject);
    assert_eq!(hearing_of(&portal, "Grong").0, "sent", "a test changes nothing");
    let sent = kari.submit(&page, "form#send-utsending", &[("nar", "na")]).await;
    sent.redirects_to(&page.address);
    assert_eq!(hearing_of(&portal, "Grong").0, "reminded");
    assert_eq!(portal.deliver_mail().await, 2);
    let letter = portal.mailbox(GRONG).pop().unwrap();
    assert_eq!(letter.kind, LetterKind::Reminder);
    let log = kari.get(&page.address).await;
    assert!(log.main().contains("2 av 2 brev har gått"), "{}", log.main());
}

#[actix_web::test]
async fn m10_five_clicks_make_one_mailing() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let page = begin(&kari, "reminder", &[]).await;
    for _ in 0..5 {
        let answer = kari.submit(&page, "form#send-utsending", &[("nar", "na")]).await;
        answer.redirects_to(&page.address);
    }
    assert_eq!(portal.deliver_mail().await, 10, "one letter to each of the ten");
    assert_eq!(hearing_of(&portal, "Grong").1, 1, "reminded once");
}

#[actix_web::test]
async fn m10_those_who_get_no_letter_are_named_with_the_reason() {
    let portal = Portal::new().await;
    set_hearing(&portal, "Grong", "confirmed");
    set_hearing(&portal, "Røyrvik", "draft");
    portal.disable("kommunedirektor@snasa.example.no");
    bounced(&portal, "kommunedirektor@namsos.example.no");
    let kari = portal.coordinator().await;
    let page = begin(&kari, "reminder", &[]).await;
    let said = page.main();
    assert!(
        said.contains("Du sender til 6 kommuner. 4 får ikke brevet"),
        "{said}"
    );
    for (why, who) in [
        ("Har bekreftet listen", "Grong"),
        ("Har ikke fått høringsbrevet ennå", "Røyrvik"),
        ("Mangler e-postadresse", "Snåsa"),
        ("E-posten kom i retur sist", "Namsos"),
    ] {
        let groups = page.texts("main details");
        let group = groups.iter().find(|group| group.starts_with(why));
        let group = group.unwrap_or_else(|| panic!("{why} in {said}"));
        assert!(group.contains(who), "{who}: {group}");
    }
    kari.submit(&page, "form#send-utsending", &[("nar", "na")]).await;
    assert_eq!(portal.deliver_mail().await, 6);
    assert!(portal.mailbox(GRONG).is_empty());
}

fn bounced(portal: &Portal, email: &str) {
    let conn = &mut *portal.conn();
    let user = crate::support::people::user_of(conn, email);
    let now = portal.now();
    diesel::insert_into(outbox_mail::table)
        .values((
            outbox_mail::uuid.eq("b"),
            outbox_mail::message_id.eq("<b@example.no>"),
            outbox_mail::kind.eq("hearing"),
            outbox_mail::recipient.eq(email),
            outbox_mail::search_key.eq(""),
            outbox_mail::language.eq("nb"),
            outbox_mail::subject.eq("Se over"),
            outbox_mail::body_text.eq("Hei"),
            outbox_mail::state.eq("bounced"),
            outbox_mail::next_attempt_at.eq(now),
            outbox_mail::created_at.eq(now),
            outbox_mail::user_id.eq(user.0),
        ))
        .execute(conn)
        .unwrap();
}

#[actix_web::test]
async fn a_mailing_is_worded_for_itself_and_every_mistake_is_told() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let page = begin(&kari, "hearing", &["5045"]).await;
    let text = kari.get(&format!("{}/tekst", page.address)).await;
    let wrong = [
        ("emne-hearing-nb", "Hei {komune}"),
        ("tekst-hearing-nn", "Hei.\n\nUtan lenkje, innan {frist}."),
    ];
    let answer = kari.submit(&text, "form#tekst", &wrong).await;
    answer.is(422);
    assert!(
        answer.main().contains("Feltet «komune» finnes ikke"),
        "{}",
        answer.main()
    );
    assert!(answer.main().contains("Brevet må ha feltet «lenke»"));
    assert!(answer.main().contains("Utan lenkje"), "what was typed is kept");
    let right = [
        ("emne-hearing-nb", "Kjære {kommune}"),
        ("avsender", "Statsforvalteren i Trøndelag"),
        ("svar-til", "post@statsforvalteren.example.no"),
    ];
    kari.submit(&text, "form#tekst", &right)
        .await
        .redirects_to(&page.address);
    let changed = kari.get(&page.address).await;
    assert!(changed.main().contains("Kjære Grong"), "{}", changed.main());
    assert!(changed.main().contains("Statsforvalteren i Trøndelag"));
    let stale = kari
        .submit(&text, "form#tekst", &[("emne-hearing-nb", "Noe annet")])
        .await;
    stale.is(409);
    assert_eq!(
        stale.one("#emne-hearing-nb").attr("value"),
        Some("Noe annet"),
        "nothing typed is lost"
    );
}

#[actix_web::test]
async fn only_those_who_steer_send_and_a_draft_can_be_thrown_away() {
    let portal = Portal::new().await;
    let reader = portal.reader().await;
    let page = reader.get(&format!("{ROOT}/1")).await;
    page.is(200);
    assert!(
        page.all("main form[method=post], main a[href$='/tekst']")
            .is_empty()
    );
    let kari = portal.coordinator().await;
    let page = kari.get(&format!("{ROOT}/1")).await;
    kari.submit(&page, "form[action$='/forkast']", &[])
        .await
        .redirects_to(ROOT);
    kari.get(&format!("{ROOT}/1")).await.is(404);
}

#[actix_web::test]
async fn r16_what_is_planned_for_oslo_time_goes_at_that_time_and_once() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let page = begin(&kari, "reminder", &["5045"]).await;
    // The night in which Oslo's clocks go back: nine o'clock is eight in UTC afterwards, seven before.
    let at = [("nar", "tid"), ("dato", "25.10.2026"), ("klokka", "9.00")];
    kari.submit(&page, "form#send-utsending", &at).await.is(303);
    let planned: Option<chrono::NaiveDateTime> = mailing::table
        .filter(mailing::state.eq("scheduled"))
        .select(mailing::send_at)
        .first(&mut *portal.conn())
        .unwrap();
    assert_eq!(planned.unwrap().to_string(), "2026-10-25 08:00:00");
    let past = [("nar", "tid"), ("dato", "1.1.2020"), ("klokka", "9")];
    let other = begin(&kari, "reminder", &["5046"]).await;
    let refused = kari.submit(&other, "form#send-utsending", &past).await;
    refused.is(422);
    assert!(refused.main().contains("Tidspunktet har vært"));
}

#[actix_web::test]
async fn a_page_of_a_mailing_asks_the_database_little() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let page = begin(&kari, "reminder", &[]).await;
    let (count, _) = portal.statements(kari.get(&page.address)).await;
    assert!(count <= 16, "{count}");
    let (count, _) = portal.statements(kari.get(ROOT)).await;
    assert!(count <= 6, "{count}");
    let hearings: i64 = hearing::table.count().get_result(&mut *portal.conn()).unwrap();
    assert_eq!(hearings, 10);
}

#[actix_web::test]
async fn a_message_that_nobody_has_written_is_not_sent() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let page = begin(&kari, "notice", &["5045"]).await;
    assert!(page.main().contains("Skriv meldingen først"), "{}", page.main());
    assert!(!page.has("form#send-utsending"));
    let text = kari.get(&format!("{}/tekst", page.address)).await;
    let written = [
        ("tekst-notice-nb", "Hei. Vi møtes på mandag."),
        ("tekst-notice-nn", "Hei. Vi møtest på måndag."),
    ];
    kari.submit(&text, "form#tekst", &written).await.is(303);
    let page = kari.get(&page.address).await;
    kari.submit(&page, "form#send-utsending", &[("nar", "na")])
        .await
        .is(303);
    assert_eq!(portal.deliver_mail().await, 1);
}
