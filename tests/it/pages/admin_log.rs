//! The audit log as administrators read it, and that nobody can change it unseen.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use ordna::db;
use ordna::db::schema::audit_event;
use ordna::domain::event::{Event, Happening};
use ordna::domain::people::access::UserId;
use ordna::domain::places::mapping::MappingId;

use super::admin_users::LISE;
use crate::support::people::ADMIN;
use crate::support::portal::Portal;

/// So many sign-ins of Lise, then a role of hers and an import by the portal itself.
fn history(portal: &Portal, sign_ins: usize) {
    let conn = &mut *portal.conn();
    db::write(conn, |conn| {
        for _ in 0..sign_ins {
            let event = Event::new(Happening::SignedIn, "user", LISE);
            db::audit::write::log(conn, portal.now(), Some(UserId(LISE)), "", &event)?;
        }
        let role = Event::new(Happening::RoleGranted, "user", LISE)
            .with("role", "reader")
            .in_mapping(MappingId(1));
        db::audit::write::log(conn, portal.now(), Some(UserId(26)), "a1", &role)?;
        let import = Event::new(Happening::RegisterImported, "mapping", 1)
            .with("rows", "=1+1")
            .in_mapping(MappingId(1));
        db::audit::write::log(conn, portal.now(), None, "", &import)
    })
    .unwrap();
}

#[actix_web::test]
async fn every_line_says_who_did_what_to_what_in_words() {
    let portal = Portal::new().await;
    history(&portal, 1);
    let admin = portal.let_in(ADMIN);
    let page = admin.get("/admin/logg").await;
    let lines = page.texts("#hendelser tbody tr");
    assert_eq!(lines.len(), 3);
    assert!(lines[0].starts_with("12. oktober 2026 kl. 10 Portalen Register importert Trøndelag 2026"));
    assert!(lines[1].contains("Anna Administrator Rolle gitt Lise Leser"));
    assert!(lines[1].contains("Rolle: Leser"));
    assert!(lines[2].contains("Lise Leser Logget inn"));
    assert!(page.has(&format!("#hendelser a[href='/admin/brukere/{LISE}']")));
    assert!(page.has("#hendelser a[href='/kartlegging/trondelag-2026']"));
}

#[actix_web::test]
async fn the_log_is_narrowed_by_words_numbers_people_places_and_days() {
    let portal = Portal::new().await;
    history(&portal, 2);
    let admin = portal.let_in(ADMIN);
    let count = async |query: &str| {
        let page = admin.get(&format!("/admin/logg?{query}")).await;
        page.is(200).all("#hendelser tbody tr").len()
    };
    assert_eq!(count("q=rolle+gjeven").await, 1);
    assert_eq!(count("q=logget").await, 2);
    assert_eq!(count("q=3").await, 1);
    assert_eq!(count("hendelse=signed_in").await, 2);
    assert_eq!(count("person=lise").await, 3);
    assert_eq!(count("person=25&hendelse=role_granted").await, 1);
    assert_eq!(count("kartlegging=trondelag-2026").await, 2);
    assert_eq!(count("kommune=grong").await, 0);
    assert_eq!(count("fra=12.10.2026&til=12.10.2026").await, 4);
    assert_eq!(count("til=11.10.2026").await, 0);
    let page = admin.get("/admin/logg?fra=i+fjor").await;
    assert!(page.has(".ds-error-summary") && page.all("#hendelser tbody tr").len() == 4);
    let page = admin.get("/admin/logg?q=finnesikke").await;
    assert!(page.main().contains("Ingen hendelser passer med søket"));
}

#[actix_web::test]
async fn a_long_log_is_read_a_screenful_at_a_time_both_ways() {
    let portal = Portal::new().await;
    history(&portal, 118);
    let admin = portal.let_in(ADMIN);
    let lines = |page: &crate::support::answer::Answer| page.all("#hendelser tbody tr").len();
    let first = admin.get("/admin/logg?person=lise").await;
    assert!(!first.main().contains("Nyere hendelser"));
    let second = admin.click(&first, "Eldre hendelser").await;
    let third = admin.click(&second, "Eldre hendelser").await;
    assert_eq!((lines(&first), lines(&second), lines(&third)), (50, 50, 19));
    assert!(!third.main().contains("Eldre hendelser"));
    let back = admin.click(&third, "Nyere hendelser").await;
    assert_eq!(back.texts("#hendelser tbody"), second.texts("#hendelser tbody"));
}

#[actix_web::test]
async fn s41_the_selection_comes_as_csv_without_formulas() {
    let portal = Portal::new().await;
    history(&portal, 1);
    let admin = portal.let_in(ADMIN);
    let file = admin.get("/admin/logg.csv?kartlegging=trondelag-2026").await;
    file.is(200);
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"hendelser-2026-10-12.csv\"; filename*=UTF-8''hendelser-2026-10-12.csv"
    );
    let rows: Vec<&str> = file.text().lines().collect();
    assert_eq!(rows.len(), 3);
    assert!(rows[1].contains("2026-10-12T08:00:00Z,register_imported,Register importert,Portalen"));
    assert!(!file.text().contains(",=") && rows[2].contains("Lise Leser"));
}

#[actix_web::test]
async fn s46_the_log_only_grows_and_a_break_is_named() {
    let portal = Portal::new().await;
    history(&portal, 3);
    let admin = portal.let_in(ADMIN);
    let check = async || {
        let page = admin.get("/admin/logg").await;
        let done = admin.submit(&page, "form#kontroll", &[]).await;
        admin.follow(&done).await.text_of(".flash")
    };
    assert_eq!(check().await, "Loggen er hel. 5 linjer er kontrollert.");
    let conn = &mut *portal.conn();
    let change = diesel::update(audit_event::table.find(2)).set(audit_event::details.eq("{}"));
    assert!(change.execute(conn).is_err());
    assert!(diesel::delete(audit_event::table.find(2)).execute(conn).is_err());
    // Somebody with the database in hand, who takes the guard away first.
    let (off, on) = match conn {
        db::DbConn::Sqlite(_) => ("DROP TRIGGER audit_event_final_update", ""),
        db::DbConn::Postgres(_) => (
            "ALTER TABLE audit_event DISABLE TRIGGER USER",
            "ALTER TABLE audit_event ENABLE TRIGGER USER",
        ),
    };
    conn.batch_execute(off).unwrap();
    diesel::update(audit_event::table.find(2))
        .set(audit_event::actor_id.eq(1))
        .execute(conn)
        .unwrap();
    conn.batch_execute(on).unwrap();
    assert!(check().await.starts_with("Loggen er brutt ved linje 2."));
}
