//! What wants a coordinator's hand: letters that came back, municipalities without an address, colleagues who are stuck.

use chrono::TimeDelta;
use diesel::prelude::*;
use ordna::db::schema::{
    delegation, hearing, municipality, municipality_contact, outbox_mail, user_account, user_role,
};

use super::desk_list::{LIST, names, row};
use crate::support::portal::{Portal, start_of_time};

/// A letter about Grong's hearing.
fn letter(portal: &Portal, number: i32, to: &str, state: &str) {
    let conn = &mut *portal.conn();
    let id: i64 = hearing::table
        .inner_join(municipality::table)
        .filter(municipality::number.eq("5045"))
        .select(hearing::id)
        .first(conn)
        .unwrap();
    diesel::insert_into(outbox_mail::table)
        .values((
            outbox_mail::uuid.eq(format!("brev-{number}")),
            outbox_mail::message_id.eq(format!("<brev-{number}@example.no>")),
            outbox_mail::kind.eq("hearing"),
            outbox_mail::recipient.eq(to),
            outbox_mail::search_key.eq(to),
            outbox_mail::language.eq("nb"),
            outbox_mail::subject.eq("Se over ordningene"),
            outbox_mail::body_text.eq("Hei"),
            outbox_mail::state.eq(state),
            outbox_mail::next_attempt_at.eq(start_of_time()),
            outbox_mail::created_at.eq(start_of_time()),
            outbox_mail::sent_at.eq(start_of_time()),
            outbox_mail::hearing_id.eq(id),
        ))
        .execute(conn)
        .unwrap();
}

#[actix_web::test]
async fn a_letter_that_came_back_is_told_until_one_has_arrived() {
    let portal = Portal::new().await;
    portal.keep_mail();
    let kari = portal.coordinator().await;
    let back = async || names(&kari.get(&format!("{LIST}?krever=retur")).await);
    letter(&portal, 1, "a@grong.example.no", "sent");
    assert_eq!(back().await, [""; 0]);
    letter(&portal, 2, "a@grong.example.no", "bounced");
    assert_eq!(back().await, ["Grong"]);
    // To somebody else: the first still has not got it.
    letter(&portal, 3, "b@grong.example.no", "sent");
    assert_eq!(back().await, ["Grong"]);
    letter(&portal, 4, "a@grong.example.no", "sent");
    assert_eq!(back().await, [""; 0]);
    let page = kari.get(LIST).await;
    let cells = page.rows("#kommuner tbody tr");
    let grong = row(&cells, "Grong");
    assert!(grong.contains(&"4, sist: sendt".to_owned()), "{grong:?}");
}

#[actix_web::test]
async fn whom_nobody_can_write_to_and_who_was_left_with_nothing_done_stand_out() {
    let portal = Portal::new().await;
    let conn = &mut *portal.conn();
    let of = |number: &str| {
        municipality::table
            .filter(municipality::number.eq(number.to_owned()))
            .select(municipality::id)
    };
    let grong: i64 = of("5045").first(conn).unwrap();
    diesel::delete(user_role::table.filter(user_role::municipality_id.eq(grong)))
        .execute(conn)
        .unwrap();
    let kari = portal.coordinator().await;
    let found = async |query: &str| names(&kari.get(&format!("{LIST}?{query}")).await);
    assert_eq!(found("krever=adresse").await, ["Grong"]);
    diesel::insert_into(municipality_contact::table)
        .values((
            municipality_contact::municipality_id.eq(grong),
            municipality_contact::email.eq("post@grong.example.no"),
            municipality_contact::is_postmottak.eq(true),
        ))
        .execute(conn)
        .unwrap();
    assert_eq!(found("krever=adresse").await, [""; 0]);
    diesel::update(municipality_contact::table)
        .set(municipality_contact::bounced_at.eq(start_of_time()))
        .execute(conn)
        .unwrap();
    assert_eq!(found("krever=adresse").await, ["Grong"]);

    let hearing: i64 = hearing::table
        .filter(hearing::municipality_id.eq(grong))
        .select(hearing::id)
        .first(conn)
        .unwrap();
    let colleague = |email: &str| {
        user_account::table
            .filter(user_account::email.eq(email.to_owned()))
            .select(user_account::id)
    };
    let to: i64 = colleague("saksbehandler@grong.example.no").first(conn).unwrap();
    let by: i64 = colleague("kommunedirektor@grong.example.no").first(conn).unwrap();
    diesel::insert_into(delegation::table)
        .values((
            delegation::hearing_id.eq(hearing),
            delegation::user_id.eq(to),
            delegation::delegated_by.eq(by),
            delegation::scope.eq("all"),
            delegation::created_at.eq(start_of_time()),
            delegation::expires_at.eq(start_of_time() + TimeDelta::days(30)),
        ))
        .execute(conn)
        .unwrap();
    assert_eq!(found("krever=delegering").await, [""; 0]);
    portal.advance(TimeDelta::days(3) + TimeDelta::minutes(1));
    // The session is over by now.
    let kari = portal.let_in("koordinator@example.no");
    let page = kari.get(&format!("{LIST}?krever=delegering")).await;
    assert_eq!(names(&page), ["Grong"]);
    assert!(page.text_of("#kommuner tbody th").contains("Kollega står fast"));
}
