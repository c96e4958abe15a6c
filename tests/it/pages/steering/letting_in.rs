//! Whom a hearing letter lets in: contacts who have no account yet, once, and nobody who was shut out.

use diesel::prelude::*;
use ordna::db::schema::{outbox_mail, user_account, user_role};

use super::releasing::{contact, send, unsent};
use super::{begin, hearing_of};
use crate::support::people::{GRONG, PASSWORD, open_link};
use crate::support::portal::Portal;

#[actix_web::test]
async fn s13_somebody_who_is_only_a_contact_gets_a_letter_that_opens_an_account() {
    let portal = Portal::new().await;
    unsent(&portal);
    contact(&portal, "Grong", "Ny Sjef", "ny@grong.example.no", false);
    send(&portal, "hearing", &["5045"]).await;
    assert_eq!(hearing_of(&portal, "Grong").0, "sent");
    let letter = portal.mailbox("ny@grong.example.no").pop().unwrap();
    let text = letter.body.unwrap().text;
    let link = text
        .lines()
        .find_map(|line| line.strip_prefix("http://127.0.0.1:8080"));
    let link = link.unwrap_or_else(|| panic!("{text}"));
    assert!(link.starts_with("/aktiver/"), "{link}");
    assert!(text.contains("Lenken er personlig"), "{text}");
    let stored: Option<String> = outbox_mail::table
        .filter(outbox_mail::recipient.eq("ny@grong.example.no"))
        .select(outbox_mail::body_text)
        .first(&mut *portal.conn())
        .unwrap();
    assert_eq!(stored, None, "what opens an account is sealed");
    let browser = portal.visitor();
    let page = open_link(&browser, link).await;
    let done = browser
        .submit(&page, "main form", &[("nytt", PASSWORD), ("gjenta", PASSWORD)])
        .await;
    done.is(303);
    let inside = portal.let_in("ny@grong.example.no");
    inside.get("/svar/trondelag-2026/5045").await.is(200);
    inside.get("/svar/trondelag-2026/5046").await.is(404);
    let granted: i64 = user_role::table
        .inner_join(user_account::table.on(user_account::id.eq(user_role::user_id)))
        .filter(user_account::email.eq("ny@grong.example.no"))
        .filter(user_role::role.eq("respondent"))
        .count()
        .get_result(&mut *portal.conn())
        .unwrap();
    assert_eq!(granted, 1);
    // The other one had an account already, and gets a link that opens nothing by itself.
    let own = portal.mailbox(GRONG).pop().unwrap().body.unwrap().text;
    assert!(
        own.contains("http://127.0.0.1:8080/svar/trondelag-2026/5045"),
        "{own}"
    );
}

#[actix_web::test]
async fn whoever_answers_for_two_gets_both_letters_and_one_link() {
    let portal = Portal::new().await;
    unsent(&portal);
    for of in ["Grong", "Overhalla"] {
        contact(&portal, of, "Felles Sjef", "felles@example.no", false);
    }
    send(&portal, "hearing", &["5045", "5047"]).await;
    let letters = portal.mailbox("felles@example.no");
    assert_eq!(letters.len(), 2);
    let link = |at: usize| {
        let text = &letters[at].body.as_ref().unwrap().text;
        let link = text.lines().find(|line| line.contains("/aktiver/"));
        link.unwrap_or_else(|| panic!("{text}")).to_owned()
    };
    assert_eq!(link(0), link(1), "a second link would void the first");
}

#[actix_web::test]
async fn a_regret_leaves_nobody_with_a_right_that_the_letter_would_have_given() {
    let portal = Portal::new().await;
    unsent(&portal);
    contact(&portal, "Grong", "Feil Person", "feil@example.no", false);
    let kari = portal.coordinator().await;
    let page = begin(&kari, "hearing", &["5045"]).await;
    kari.submit(&page, "form#send-utsending", &[("nar", "angre")])
        .await
        .is(303);
    let asked = kari.get(&format!("{}/trekk-tilbake", page.address)).await;
    kari.submit(&asked, "form#trekk-tilbake", &[]).await.is(303);
    assert_eq!(hearing_of(&portal, "Grong").0, "draft");
    let held: i64 = user_role::table
        .inner_join(user_account::table.on(user_account::id.eq(user_role::user_id)))
        .filter(user_account::email.eq("feil@example.no"))
        .filter(user_role::ended_at.is_null())
        .count()
        .get_result(&mut *portal.conn())
        .unwrap();
    assert_eq!(held, 0);
    // The round is a plan again, and the same contact can be written to after all.
    send(&portal, "hearing", &["5045"]).await;
    assert_eq!(portal.mailbox("feil@example.no").len(), 2);
}

#[actix_web::test]
async fn s22_a_contact_is_no_way_back_for_whoever_was_shut_out() {
    let portal = Portal::new().await;
    unsent(&portal);
    contact(&portal, "Grong", "Kommunedirektør", GRONG, false);
    portal.disable(GRONG);
    let kari = portal.coordinator().await;
    let page = begin(&kari, "hearing", &["5045"]).await;
    assert!(
        page.main().contains("Mangler e-postadresse: 1"),
        "{}",
        page.main()
    );
}
