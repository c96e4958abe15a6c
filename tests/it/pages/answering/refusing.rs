//! What the correction form says no to, and to whom.

use diesel::prelude::*;
use ordna::db::schema::{delegation, hearing_round, sector, user_account, user_role};

use super::correcting::form;
use super::{FORM, LIST, SHAPE, stored};
use crate::support::answer::Answer;
use crate::support::portal::Portal;

fn mistakes(page: &Answer) -> Vec<String> {
    page.is(422);
    assert!(
        page.text_of("title").starts_with("Feil: "),
        "{}",
        page.text_of("title")
    );
    assert!(page.has(".ds-error-summary[autofocus]"));
    page.texts(".ds-error-summary li")
}

#[actix_web::test]
async fn every_mistake_is_named_at_once_and_nothing_typed_is_lost() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = form(&grong).await;
    let typed = [
        ("navn", ""),
        ("beskrivelse", &"x".repeat(4001)),
        ("etablert", "208"),
        ("arsverk", "ca. 12"),
        ("avtaledato", "i fjor"),
        ("avtalelenke", "javascript:alert(1)"),
        ("andel-5045", "110"),
        ("eier-1-navn", "Trøndelag fylke"),
        ("kommentar", &"y".repeat(2001)),
    ];
    let back = grong.submit(&page, SHAPE, &typed).await;
    let named = mistakes(&back);
    assert_eq!(named.len(), typed.len(), "{named:#?}");
    assert!(named.contains(&"Etableringsår må ha fire siffer, for eksempel 2008.".to_owned()));
    assert_eq!(
        back.text_of("#etablert-feil"),
        "Etableringsår må ha fire siffer, for eksempel 2008."
    );
    for (name, value) in typed
        .iter()
        .filter(|(name, _)| !["beskrivelse", "kommentar"].contains(name))
    {
        assert_eq!(back.one(&format!("#{name}")).attr("value"), Some(*value));
    }
    assert_eq!(stored(&portal, "5045"), None);
    for (year, says) in [("1799", "fra 1800 til 2027"), ("2028", "fra 1800 til 2027")] {
        let back = grong.submit(&page, SHAPE, &[("etablert", year)]).await;
        assert!(mistakes(&back)[0].contains(says));
    }
    grong.submit(&page, SHAPE, &[("etablert", "2027")]).await.is(303);
}

#[actix_web::test]
async fn participants_must_make_sense() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = form(&grong).await;
    let without_itself = [("deltaker", "5007"), ("deltaker", "5046")];
    let back = grong.submit(&page, SHAPE, &without_itself).await;
    assert!(mistakes(&back)[0].starts_with("Grong kan ikke tas bort her."));
    assert!(back.has(&format!("a[href='{FORM}/deltar-ikke']")));
    let alone = [("deltaker", "5045")];
    assert!(mistakes(&grong.submit(&page, SHAPE, &alone).await)[0].starts_with("Velg minst to deltakere"));
    let shares = [("andel-5007", "60"), ("andel-5045", "40,5")];
    let back = grong.submit(&page, SHAPE, &shares).await;
    assert_eq!(
        mistakes(&back),
        ["Eierandelene er til sammen 100,5 %. De kan være høyst 100 %."]
    );
    let owner = [
        ("eier-1-navn", "Helse Midt"),
        ("eier-1-type", "state"),
        ("kladd", "1"),
    ];
    grong.submit(&page, SHAPE, &owner).await.is(303);
    let page = form(&grong).await;
    let twice = [("eier-2-navn", "Helse Midt"), ("eier-2-type", "state")];
    assert!(mistakes(&grong.submit(&page, SHAPE, &twice).await)[0].contains("to ganger"));
    let unknown = [("deltaker", "5045"), ("deltaker", "5007"), ("eier-1-navn", "")];
    let mut fields = crate::support::form::FilledForm::read(&page, SHAPE).fields_after(&unknown);
    fields.push(("deltaker".into(), "9999".into()));
    let request = grong
        .request(actix_web::http::Method::POST)
        .insert_header(("origin", "null"));
    let back = grong
        .send_form(
            FORM,
            request.insert_header(("sec-fetch-site", "same-origin")),
            &fields,
        )
        .await;
    assert_eq!(
        mistakes(&back),
        ["Det er ingen kommune med nummer 9999. Velg fra listen."]
    );
}

#[actix_web::test]
async fn s29_the_form_is_there_only_for_those_who_may_answer_and_while_it_is_open() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = form(&grong).await;
    grong.get("/svar/trondelag-2026/5007/ordninger/1").await.is(404);
    grong.get("/svar/trondelag-2026/5045/ordninger/4").await.is(404);
    // Discontinued: it is shown in the list, and not asked about.
    grong.get("/svar/trondelag-2026/5045/ordninger/7").await.is(404);
    let editor = portal.editor("Grong").await;
    diesel::update(user_role::table.filter(user_role::role.eq("editor")))
        .set(user_role::mapping_id.eq(1))
        .execute(&mut *portal.conn())
        .unwrap();
    editor.get(FORM).await.is(404);
    delegate_sector(&portal, 3);
    editor.get(LIST).await.is(200);
    editor.get(FORM).await.is(403);
    editor.get(&format!("{FORM}/deltar-ikke")).await.is(403);
    editor
        .get(&FORM.replace("ordninger/1", "ordninger/3"))
        .await
        .is(200);
    diesel::update(hearing_round::table)
        .set(hearing_round::state.eq("closed"))
        .execute(&mut *portal.conn())
        .unwrap();
    let refused = grong.submit(&page, SHAPE, &[("arsverk", "14")]).await;
    refused.is(403);
    assert!(
        refused.main().contains("14"),
        "what was typed is given back: {}",
        refused.main()
    );
    grong.get(FORM).await.is(403);
    grong.get(&format!("{FORM}/deltar-ikke")).await.is(403);
}

fn delegate_sector(portal: &Portal, nr: i32) {
    let conn = &mut *portal.conn();
    let of = |email: &str, conn: &mut ordna::db::DbConn| -> i64 {
        user_account::table
            .filter(user_account::email.eq(crate::support::data::address(email, "Grong")))
            .select(user_account::id)
            .first(conn)
            .unwrap()
    };
    let (editor, chief) = (of("saksbehandler", conn), of("kommunedirektor", conn));
    let sector: i64 = sector::table
        .filter(sector::nr.eq(nr))
        .filter(sector::mapping_id.eq(1))
        .select(sector::id)
        .first(conn)
        .unwrap();
    let hearing = super::hearing_of(conn, "5045");
    diesel::insert_into(delegation::table)
        .values((
            delegation::hearing_id.eq(hearing),
            delegation::user_id.eq(editor),
            delegation::scope.eq("sector"),
            delegation::sector_id.eq(sector),
            delegation::delegated_by.eq(chief),
            delegation::created_at.eq(portal.now()),
            delegation::expires_at.eq(crate::support::data::deadline()),
        ))
        .execute(conn)
        .unwrap();
}
