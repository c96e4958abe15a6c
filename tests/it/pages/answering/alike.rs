//! Whoever answers for several municipalities says the same for those that share an arrangement.

use diesel::prelude::*;
use ordna::db::schema::{hearing, hearing_round, municipality, user_account, user_role};

use super::{FORM, LIST, SHAPE, corrections, stored};
use crate::support::browser::Browser;
use crate::support::data::address;
use crate::support::portal::{Portal, start_of_time};

/// Grong's chief answers for these, too.
async fn chief_of(portal: &Portal, more: &[&str]) -> Browser {
    {
        let conn = &mut *portal.conn();
        let chief: i64 = user_account::table
            .filter(user_account::email.eq(address("kommunedirektor", "Grong")))
            .select(user_account::id)
            .first(conn)
            .unwrap();
        for number in more {
            let id: i64 = municipality::table
                .filter(municipality::number.eq(*number))
                .select(municipality::id)
                .first(conn)
                .unwrap();
            diesel::insert_into(user_role::table)
                .values((
                    user_role::user_id.eq(chief),
                    user_role::role.eq("respondent"),
                    user_role::municipality_id.eq(id),
                    user_role::granted_at.eq(start_of_time()),
                ))
                .execute(conn)
                .unwrap();
        }
    }
    portal.respondent("Grong").await
}

fn verdict(portal: &Portal, number: &str) -> Option<String> {
    stored(portal, number).and_then(|(verdict, _)| verdict)
}

#[actix_web::test]
async fn one_button_answers_for_all_who_have_said_nothing_else() {
    let portal = Portal::new().await;
    let grong = chief_of(&portal, &["5046", "5047", "5043"]).await;
    let list = grong.get(LIST).await;
    // Røyrvik takes no part in the first one.
    assert!(
        list.text_of("#o1").contains("Stemmer for alle mine (3)"),
        "{}",
        list.text_of("#o1")
    );
    let overhalla = portal.respondent("Overhalla").await;
    let form = overhalla.get("/svar/trondelag-2026/5047/ordninger/1").await;
    overhalla.submit(&form, SHAPE, &[("arsverk", "14")]).await.is(303);
    let saved = grong
        .submit(&list, "#liste", &[("svar", "1:1.0:stemmer-alle")])
        .await;
    saved.redirects_to(&format!("{LIST}?etter=1"));
    let told = grong.follow(&saved).await.text_of(".flash");
    assert!(told.contains("Det samme er svart for Høylandet."), "{told}");
    assert!(told.contains("Ikke svart for Overhalla:"), "{told}");
    assert_eq!(verdict(&portal, "5045").as_deref(), Some("confirmed"));
    assert_eq!(verdict(&portal, "5046").as_deref(), Some("confirmed"));
    assert_eq!(verdict(&portal, "5047").as_deref(), Some("corrected"));
    assert_eq!(stored(&portal, "5043"), None);
    let nobody_else = portal.respondent("Namsos").await;
    let list = nobody_else.get("/svar/trondelag-2026/5007/ordninger").await;
    assert!(!list.main().contains("for alle mine"));
}

#[actix_web::test]
async fn corrections_hold_for_those_who_were_ticked() {
    let portal = Portal::new().await;
    let grong = chief_of(&portal, &["5046", "5047"]).await;
    let page = grong.get(FORM).await;
    assert!(page.has("#likt[value='5046'], #likt-5046") && page.has("#likt-5047"));
    let typed = [("arsverk", "14"), ("kommentar", "Felles"), ("likt", "5047")];
    let saved = grong.submit(&page, SHAPE, &typed).await;
    assert!(
        grong
            .follow(&saved)
            .await
            .text_of(".flash")
            .contains("Det samme er svart for Overhalla.")
    );
    assert_eq!(corrections(&portal, "5047"), corrections(&portal, "5045"));
    assert_eq!(stored(&portal, "5047").unwrap().1.as_deref(), Some("Felles"));
    assert_eq!(stored(&portal, "5046"), None);
    // The same once more is the same; and nobody says of themselves that they are taken out.
    grong.submit(&page, SHAPE, &typed).await.is(303);
    let without = [
        ("deltaker", "5045"),
        ("deltaker", "5007"),
        ("deltaker", "5047"),
        ("likt", "5046"),
    ];
    let saved = grong.submit(&grong.get(FORM).await, SHAPE, &without).await;
    assert!(
        grong
            .follow(&saved)
            .await
            .text_of(".flash")
            .contains("Ikke svart for Høylandet:")
    );
    assert_eq!(stored(&portal, "5046"), None);
    // «Deltar ikke» is everyone's own.
    assert!(!grong.get(&format!("{FORM}/deltar-ikke")).await.has("[name=likt]"));
}

#[actix_web::test]
async fn s28_nothing_is_answered_for_those_one_may_not_answer_for_or_who_are_shut() {
    let portal = Portal::new().await;
    let grong = chief_of(&portal, &["5047"]).await;
    let page = grong.get(FORM).await;
    let mut fields = crate::support::form::FilledForm::read(&page, SHAPE).fields_after(&[("likt", "5047")]);
    fields.push(("likt".into(), "5046".into()));
    {
        let conn = &mut *portal.conn();
        let overhalla = super::hearing_of(conn, "5047");
        let round: i64 = diesel::insert_into(hearing_round::table)
            .values((
                hearing_round::mapping_id.eq(1),
                hearing_round::number.eq(2),
                hearing_round::state.eq("closed"),
                hearing_round::deadline.eq(start_of_time()),
            ))
            .returning(hearing_round::id)
            .get_result(conn)
            .unwrap();
        diesel::update(hearing::table.find(overhalla))
            .set(hearing::round_id.eq(round))
            .execute(conn)
            .unwrap();
    }
    let request = grong
        .request(actix_web::http::Method::POST)
        .insert_header(("origin", "null"))
        .insert_header(("sec-fetch-site", "same-origin"));
    let saved = grong.send_form(FORM, request, &fields).await;
    assert!(
        grong
            .follow(&saved)
            .await
            .text_of(".flash")
            .contains("Ikke svart for Overhalla:")
    );
    assert_eq!((stored(&portal, "5046"), stored(&portal, "5047")), (None, None));
    assert_eq!(verdict(&portal, "5045").as_deref(), Some("confirmed"));
}
