//! Two programs on one database, as behind a load balancer: what one knows, the other knows at the next request.

use chrono::TimeDelta;

use crate::support::browser::Browser;
use crate::support::people::{ADMIN, COORDINATOR, GRONG, is_in};
use crate::support::portal::Portal;

/// The same person's browser, at the other instance.
fn at(other: &Portal, browser: &Browser) -> Browser {
    let same = other.visitor();
    let name = other.state.jar().visitor();
    same.set_cookie(name, &browser.cookie(name).unwrap());
    same
}

#[actix_web::test]
async fn s22_a_session_made_in_one_is_good_in_the_other_and_a_logout_ends_it_in_both() {
    let one = Portal::new().await;
    let two = one.another_instance().await;
    let kari = one.coordinator().await;
    let elsewhere = at(&two, &kari);
    let page = elsewhere.get("/konto").await;
    assert!(page.is(200).text_of(".who p").contains("Kari Koordinator"));
    // The form's token too: it is made of what both know.
    elsewhere
        .submit(&page, "header form[action='/logg-ut']", &[])
        .await
        .is(303);
    assert!(!is_in(&kari).await);
    assert!(!is_in(&at(&two, &kari)).await);
}

#[actix_web::test]
async fn s22_who_is_disabled_in_one_is_out_of_both_at_the_next_request() {
    let one = Portal::new().await;
    let two = one.another_instance().await;
    let grong = two.respondent("Grong").await;
    let elsewhere = at(&one, &grong);
    assert!(is_in(&grong).await && is_in(&elsewhere).await);
    one.disable(GRONG);
    assert!(!is_in(&grong).await && !is_in(&elsewhere).await);
}

#[actix_web::test]
async fn s22_a_role_that_is_ended_in_one_opens_no_door_in_the_other() {
    use diesel::prelude::*;
    use ordna::db::schema::user_role;

    let one = Portal::new().await;
    let two = one.another_instance().await;
    let kari = two.coordinator().await;
    kari.get("/kartlegging/trondelag-2026/ordninger").await.is(200);
    let user = one.account(COORDINATOR).user();
    diesel::update(user_role::table.filter(user_role::user_id.eq(user.0)))
        .set(user_role::ended_at.eq(one.now()))
        .execute(&mut *one.conn())
        .unwrap();
    kari.get("/kartlegging/trondelag-2026/ordninger").await.is(403);
}

#[actix_web::test]
async fn s21_to_be_busy_in_one_is_to_be_there_in_the_other() {
    let one = Portal::new().await;
    let two = one.another_instance().await;
    let admin = one.sign_in(ADMIN).await;
    let elsewhere = at(&two, &admin);
    // The clock is one, as two machines' clocks should be.
    one.advance(TimeDelta::minutes(29));
    assert!(is_in(&admin).await);
    one.note_is_stored().await;
    one.advance(TimeDelta::minutes(29));
    assert!(is_in(&elsewhere).await);
    two.note_is_stored().await;
    one.advance(TimeDelta::minutes(30));
    assert!(!is_in(&admin).await && !is_in(&elsewhere).await);
}

#[actix_web::test]
async fn a_list_that_is_kept_in_one_is_read_anew_when_the_other_changes_the_register() {
    use diesel::prelude::*;
    use ordna::db::mapping::mappings;
    use ordna::db::schema::arrangement;

    let one = Portal::new().await;
    let two = one.another_instance().await;
    let list = "/svar/trondelag-2026/5045/ordninger";
    let grong = one.respondent("Grong").await;
    let elsewhere = at(&two, &grong);
    for browser in [&grong, &elsewhere] {
        assert!(browser.get(list).await.is(200).main().contains("Namdal legevakt"));
    }
    // From now on it is in memory: session, hearing, draft, and what the others say.
    let (statements, _) = one.statements(grong.get(list)).await;
    assert!(statements <= 4, "{statements} statements");
    let conn = &mut *two.conn();
    let mapping = mappings::by_slug(conn, "trondelag-2026").unwrap().unwrap();
    diesel::update(arrangement::table.find(1))
        .set(arrangement::name.eq("Namdal døgnvakt"))
        .execute(conn)
        .unwrap();
    mappings::register_changed(conn, mapping.id).unwrap();
    for browser in [&grong, &elsewhere] {
        assert!(browser.get(list).await.is(200).main().contains("Namdal døgnvakt"));
    }
}

#[actix_web::test]
async fn a_letter_that_one_has_queued_is_sent_once_by_whichever_comes_first() {
    let one = Portal::new().await;
    let two = one.another_instance().await;
    let visitor = one.visitor();
    let page = visitor.get("/logg-inn/lenke").await;
    visitor
        .submit(&page, "main form", &[("epost", GRONG)])
        .await
        .is(303);
    let (first, second) = (two.deliver_mail().await, one.deliver_mail().await);
    assert_eq!((first, second), (1, 0));
    assert_eq!(one.mailbox(GRONG).len(), 1);
}
