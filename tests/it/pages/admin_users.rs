//! People as administrators find, invite and describe them.

use diesel::prelude::*;
use ordna::db::schema::{audit_event, outbox_mail, user_account, user_role};

use crate::support::people::HASH;
use crate::support::portal::Portal;

/// The sample's Lise Leser.
pub const LISE: i64 = 25;

/// The happenings in the log, oldest first, but for that people came in.
pub fn happenings(portal: &Portal) -> Vec<String> {
    audit_event::table
        .filter(audit_event::action.ne("signed_in"))
        .order(audit_event::id)
        .select(audit_event::action)
        .load(&mut *portal.conn())
        .unwrap()
}

pub fn letters(portal: &Portal) -> Vec<(String, String)> {
    portal.keep_mail();
    outbox_mail::table
        .order(outbox_mail::id)
        .select((outbox_mail::kind, outbox_mail::recipient))
        .load(&mut *portal.conn())
        .unwrap()
}

#[actix_web::test]
async fn the_list_is_searched_and_filtered_in_norwegian_order() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let names = async |query: &str| {
        admin
            .get(&format!("/admin/brukere?{query}"))
            .await
            .is(200)
            .texts("#brukere tbody th")
    };
    assert_eq!(names("q=koord").await, ["Kari Koordinator"]);
    assert_eq!(names("q=example.no+nils").await, ["Nils Nordland"]);
    assert_eq!(
        names("q=roeyrvik").await.len() + names("q=R%C3%98YRVIK").await.len(),
        2 + 2
    );
    assert_eq!(names("rolle=reader").await, ["Lise Leser"]);
    assert_eq!(names("kartlegging=nordland-2026").await, ["Nils Nordland"]);
    assert_eq!(
        names("rolle=respondent&kommune=5045").await,
        ["Kommunedirektør i Grong"]
    );
    // The same role, not one of each: Kari coordinates, but reads nothing.
    assert!(names("rolle=reader&kartlegging=nordland-2026").await.is_empty());
    assert!(names("tilstand=deaktivert").await.is_empty());
    let all = names("").await;
    assert_eq!((all[0].as_str(), all.len()), ("Anna Administrator", 26));
    let page = admin.get("/admin/brukere?q=finnesikke&tilstand=aktiv").await;
    assert!(page.main().contains("Ingen brukere passer med søket"));
    assert_eq!(
        page.texts(".active-filters a"),
        ["Søk: finnesikke", "Tilstand: Aktiv"]
    );
}

#[actix_web::test]
async fn a_page_of_the_administration_takes_at_most_six_statements() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    for address in [
        "/admin",
        "/admin/brukere?q=i&rolle=respondent",
        "/admin/brukere/25",
        "/admin/brukere/25/endre",
        "/admin/brukere/ny",
        "/admin/kommuner?q=grong&fylke=50",
        "/admin/kommuner/5045",
        "/admin/logg?q=rolle&person=25",
    ] {
        let (statements, answer) = portal.statements(admin.get(address)).await;
        answer.is(200);
        assert!(statements <= 6, "{address} took {statements} statements");
    }
}

#[actix_web::test]
async fn an_invitation_with_three_mistakes_names_them_all_and_keeps_what_was_typed() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let page = admin.get("/admin/brukere/ny").await;
    let typed = [
        ("epost", "ola nordmann"),
        ("rolle", "coordinator"),
        ("kommune", "5045"),
    ];
    let back = admin.submit(&page, "form#invitasjon", &typed).await;
    back.is(422);
    assert_eq!(
        back.texts(".ds-error-summary a"),
        [
            "Navn må fylles ut.",
            "E-postadressen må se ut som navn@kommune.no.",
            "Velg kartleggingen som rollen Koordinator gjelder.",
        ]
    );
    assert!(back.text_of("title").starts_with("Feil:"));
    assert_eq!(back.one("#epost").attr("value"), Some("ola nordmann"));
    assert_eq!(
        back.one("#rolle option[selected]").attr("value"),
        Some("coordinator")
    );
    assert_eq!(back.one("#kommune option[selected]").attr("value"), Some("5045"));
    assert!(happenings(&portal).is_empty());
}

#[actix_web::test]
async fn whoever_is_invited_gets_a_letter_and_the_role() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let page = admin.get("/admin/brukere/ny?rolle=respondent&kommune=5045").await;
    let typed = [("navn", "Åse Østby"), ("epost", "Aase.Ostby@Grong.example.no")];
    let done = admin.submit(&page, "form#invitasjon", &typed).await;
    let shown = admin.follow(&done).await;
    assert_eq!(shown.text_of("h1"), "Åse Østby");
    assert!(shown.main().contains("Kommunedirektør") && shown.main().contains("Grong"));
    assert!(shown.main().contains("Invitert"));
    let to = "aase.ostby@grong.example.no".to_owned();
    assert_eq!(letters(&portal), [("activation".to_owned(), to)]);
    assert_eq!(happenings(&portal), ["user_invited", "role_granted"]);
    let found = admin.get("/admin/brukere?q=aase&tilstand=invitert").await;
    assert_eq!(found.texts("#brukere tbody th"), ["Åse Østby"]);
}

#[actix_web::test]
async fn an_address_that_has_an_account_is_said_to_and_gets_the_role() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let page = admin.get("/admin/brukere/ny").await;
    let typed = [
        ("navn", "En annen Lise"),
        ("epost", "leser@example.no"),
        ("rolle", "reader"),
        ("kartlegging", "nordland-2026"),
    ];
    let asked = admin.submit(&page, "form#invitasjon", &typed).await;
    asked.is(422);
    assert!(asked.main().contains("Lise Leser har allerede en konto"));
    assert!(happenings(&portal).is_empty());
    let done = admin.submit(&asked, "form#invitasjon", &[]).await;
    done.redirects_to(&format!("/admin/brukere/{LISE}"));
    assert_eq!(happenings(&portal), ["role_granted"]);
    assert!(letters(&portal).is_empty());
    let name: String = user_account::table
        .find(LISE)
        .select(user_account::name)
        .first(&mut *portal.conn())
        .unwrap();
    assert_eq!(name, "Lise Leser");
}

#[actix_web::test]
async fn s27_fields_that_a_form_does_not_have_are_ignored() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let page = admin.get(&format!("/admin/brukere/{LISE}/endre")).await;
    let token = page.one("form#bruker [name=skjema]").attr("value").unwrap();
    let fields = [
        ("skjema", token),
        ("versjon", "1"),
        ("navn", "Lise L. Leser"),
        ("epost", "leser@example.no"),
        ("rolle", "admin"),
        ("role", "admin"),
        ("kommune_id", "1"),
        ("status", "aktiv"),
        ("disabled_at", "2026-01-01"),
        ("password_hash", "x"),
        ("passord", "et hemmelig passord"),
        ("id", "1"),
    ];
    let address = format!("/admin/brukere/{LISE}/endre");
    let request = admin.request(actix_web::http::Method::POST);
    admin
        .send_form(&address, request, &fields)
        .await
        .redirects_to(&format!("/admin/brukere/{LISE}"));
    let conn = &mut *portal.conn();
    let roles: Vec<String> = user_role::table
        .filter(user_role::user_id.eq(LISE))
        .select(user_role::role)
        .load(conn)
        .unwrap();
    assert_eq!(roles, ["reader"]);
    let stored: (String, Option<String>, Option<chrono::NaiveDateTime>) = user_account::table
        .find(LISE)
        .select((
            user_account::name,
            user_account::password_hash,
            user_account::disabled_at,
        ))
        .first(conn)
        .unwrap();
    assert_eq!(stored, ("Lise L. Leser".to_owned(), Some(HASH.clone()), None));
}

#[actix_web::test]
async fn s12_both_addresses_are_told_of_a_new_one_and_old_links_open_nothing() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let reset = admin.get(&format!("/admin/brukere/{LISE}/nytt-passord")).await;
    admin
        .submit(&reset, "form#tiltak", &[("grunn", "Har glemt passordet")])
        .await
        .is(303);
    let page = admin.get(&format!("/admin/brukere/{LISE}/endre")).await;
    let done = admin
        .submit(&page, "form#bruker", &[("epost", "lise.leser@example.no")])
        .await;
    assert!(admin.follow(&done).await.main().contains("lise.leser@example.no"));
    let told: Vec<(String, String)> = letters(&portal)
        .into_iter()
        .filter(|(kind, _)| kind == "email_changed")
        .collect();
    let told: Vec<&str> = told.iter().map(|(_, to)| to.as_str()).collect();
    assert_eq!(told, ["leser@example.no", "lise.leser@example.no"]);
    let open: i64 = ordna::db::schema::token::table
        .filter(ordna::db::schema::token::voided_at.is_null())
        .count()
        .get_result(&mut *portal.conn())
        .unwrap();
    assert_eq!(open, 0);
    let details: Vec<String> = audit_event::table
        .select(audit_event::details)
        .load(&mut *portal.conn())
        .unwrap();
    assert!(!details.concat().contains('@'), "{details:?}");
}

#[actix_web::test]
async fn r6_whoever_saves_second_sees_what_the_first_one_saved_and_loses_nothing() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let address = format!("/admin/brukere/{LISE}/endre");
    let (first, second) = (admin.get(&address).await, admin.get(&address).await);
    admin
        .submit(&first, "form#bruker", &[("navn", "Lise Første")])
        .await
        .is(303);
    let conflict = admin
        .submit(&second, "form#bruker", &[("navn", "Lise Andre")])
        .await;
    conflict.is(409);
    assert!(conflict.main().contains("Lise Første"));
    assert_eq!(conflict.one("#navn").attr("value"), Some("Lise Andre"));
    admin.submit(&conflict, "form#bruker", &[]).await.is(303);
    let shown = admin.get(&format!("/admin/brukere/{LISE}")).await;
    assert_eq!(shown.text_of("h1"), "Lise Andre");
}

#[actix_web::test]
async fn an_address_that_another_account_has_is_refused() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let page = admin.get(&format!("/admin/brukere/{LISE}/endre")).await;
    let back = admin
        .submit(&page, "form#bruker", &[("epost", "nordland@example.no")])
        .await;
    back.is(422);
    assert!(back.main().contains("allerede i bruk"));
    assert_eq!(back.one("#epost").attr("value"), Some("nordland@example.no"));
}
