//! Who can be asked to fill in, and whether the letter came.

use diesel::prelude::*;
use ordna::db::schema::outbox_mail;

use super::delegating::{DELEGATE, OLA, invite};
use crate::support::people::GRONG;
use crate::support::portal::Portal;

#[actix_web::test]
async fn who_cannot_be_asked_is_said() {
    let portal = Portal::new().await;
    portal.keep_mail();
    let grong = portal.respondent("Grong").await;
    let cases = [
        (GRONG, "Dette er din egen adresse."),
        (
            "saksbehandler@grong.example.no",
            "Den som har denne adressen, svarer allerede for kommunen",
        ),
    ];
    for (email, text) in cases {
        let back = invite(&grong, email, "alt").await;
        assert!(back.is(422).main().contains(text), "{email}");
        assert_eq!(back.one("#epost").attr("value"), Some(email));
    }
    invite(&grong, OLA, "alt").await.is(303);
    let back = invite(&grong, OLA, "sporsmal").await;
    assert!(back.is(422).main().contains("er allerede invitert til dette"));
    portal.disable("leser@example.no");
    let back = invite(&grong, "leser@example.no", "alt").await;
    assert!(back.is(422).main().contains("Denne adressen kan ikke inviteres."));
    for nr in 0..19 {
        invite(&grong, &format!("kollega{nr}@example.no"), "alt")
            .await
            .is(303);
    }
    let back = invite(&grong, "en-til@example.no", "alt").await;
    assert!(back.is(422).main().contains("Prøv igjen i morgen."));
}

#[actix_web::test]
async fn a_letter_that_came_back_is_seen() {
    let portal = Portal::new().await;
    portal.keep_mail();
    let grong = portal.respondent("Grong").await;
    invite(&grong, OLA, "1").await.is(303);
    diesel::update(outbox_mail::table.filter(outbox_mail::recipient.eq(OLA)))
        .set(outbox_mail::state.eq("bounced"))
        .execute(&mut *portal.conn())
        .unwrap();
    let (count, page) = portal.statements(grong.get(DELEGATE)).await;
    assert_eq!(page.texts(".rows .ds-tag"), ["E-posten kom ikke fram"]);
    assert!(count <= 6, "{count}");
    assert!(page.main().contains("Bare Helse og omsorg"));
}
