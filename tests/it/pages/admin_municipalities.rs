//! The book of municipalities: found by every name they have and had, their written form, and whom to write to.

use chrono::NaiveDate;
use diesel::prelude::*;
use ordna::db::schema::{audit_event, municipality_change, municipality_contact};

use super::admin_users::happenings;
use crate::support::portal::Portal;

fn halsa_became_heim(portal: &Portal) {
    let steps = [
        ("1571", "Halsa", "5055", "Heim"),
        ("1743", "Høylandet", "5046", "Høylandet"),
    ];
    for (old, old_name, new, new_name) in steps {
        diesel::insert_into(municipality_change::table)
            .values((
                municipality_change::old_number.eq(old),
                municipality_change::old_name.eq(old_name),
                municipality_change::old_county.eq("Trøndelag"),
                municipality_change::new_number.eq(new),
                municipality_change::new_name.eq(new_name),
                municipality_change::new_county.eq("Trøndelag"),
                municipality_change::valid_from.eq(NaiveDate::from_ymd_opt(2020, 1, 1).unwrap()),
                municipality_change::kind.eq("merge"),
            ))
            .execute(&mut *portal.conn())
            .unwrap();
    }
}

#[actix_web::test]
async fn the_list_is_found_by_name_number_county_form_and_what_is_missing() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let names = async |query: &str| {
        admin
            .get(&format!("/admin/kommuner?{query}"))
            .await
            .is(200)
            .texts("#kommuner tbody th")
    };
    assert_eq!(
        names("").await[..4],
        ["Bindal", "Grong", "Høylandet", "Indre Fosen"]
    );
    assert_eq!(names("q=royr").await, ["Røyrvik"]);
    assert_eq!(names("q=5045").await, ["Grong"]);
    assert_eq!(names("fylke=18").await, ["Bindal"]);
    assert_eq!(names("malform=nynorsk").await, ["Bindal", "Høylandet"]);
    assert_eq!(names("kontakt=mangler").await.len(), 11);
    let page = admin.get("/admin/kommuner?q=finnesikke").await;
    assert!(page.main().contains("Ingen kommuner passer med søket"));
}

#[actix_web::test]
async fn an_old_name_or_number_leads_to_what_it_became() {
    let portal = Portal::new().await;
    halsa_became_heim(&portal);
    let admin = portal.admin().await;
    for query in ["halsa", "1571"] {
        let page = admin.get(&format!("/admin/kommuner?q={query}")).await;
        assert_eq!(page.text_of("#gamle li"), "Halsa (1571) er nå Heim");
        assert_eq!(page.one("#gamle a").attr("href"), Some("/admin/kommuner/5055"));
    }
    admin
        .get("/admin/kommuner/1571")
        .await
        .redirects_to("/admin/kommuner?q=1571");
    let page = admin.get("/admin/kommuner/5046").await;
    assert!(page.text_of("#endringer").contains("Fra Høylandet (1743)"));
}

#[actix_web::test]
async fn a_contact_is_added_changed_and_ended_and_what_was_is_kept() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let page = admin.get("/admin/kommuner/5045/kontakter/ny").await;
    let typed = [
        ("hvem", "direktor"),
        ("navn", "Ola Grong"),
        ("epost", "ola@grong.example.no"),
        ("telefon", "+47 74 31 21 00"),
    ];
    let done = admin.submit(&page, "form#kontakt", &typed).await;
    let shown = admin.follow(&done).await;
    assert!(shown.text_of("#kontakter").contains("Ola Grong"));
    let without = admin.get("/admin/kommuner?kontakt=mangler").await;
    assert!(!without.texts("#kommuner tbody th").contains(&"Grong".to_owned()));

    let edit = shown.all("#kontakter a")[0].attr("href").unwrap().to_owned();
    let page = admin.get(&edit).await;
    let done = admin
        .submit(&page, "form#kontakt", &[("epost", "ola.grong@grong.example.no")])
        .await;
    let shown = admin.follow(&done).await;
    assert!(shown.text_of("#kontakter").contains("ola.grong@grong.example.no"));
    assert!(shown.text_of("#tidligere").contains("ola@grong.example.no"));
    // The form that was open meanwhile is stale.
    let stale = admin
        .submit(&page, "form#kontakt", &[("navn", "Kari Grong")])
        .await;
    assert_eq!(stale.is(409).one("#navn").attr("value"), Some("Kari Grong"));

    let end = shown.all("#kontakter a")[1].attr("href").unwrap().to_owned();
    let page = admin.get(&end).await;
    let done = admin.submit(&page, "form#tiltak", &[]).await;
    let shown = admin.follow(&done).await;
    assert!(shown.main().contains("Ingen kontakter er registrert"));
    assert_eq!(shown.all("#tidligere li").len(), 2);
    assert_eq!(happenings(&portal), ["contact_changed"; 3]);
    let details: Vec<String> = audit_event::table
        .select(audit_event::details)
        .load(&mut *portal.conn())
        .unwrap();
    assert!(!details.concat().contains("Ola") && !details.concat().contains('@'));
}

#[actix_web::test]
async fn a_contact_with_three_mistakes_names_them_all_and_keeps_what_was_typed() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let page = admin.get("/admin/kommuner/5045/kontakter/ny").await;
    let typed = [
        ("hvem", "direktor"),
        ("tittel", "Kommunedirektør"),
        ("epost", "post"),
        ("telefon", "123"),
    ];
    let back = admin.submit(&page, "form#kontakt", &typed).await;
    assert_eq!(
        back.is(422).texts(".ds-error-summary a"),
        [
            "Navn må fylles ut for en kommunedirektør.",
            "E-postadressen må se ut som navn@kommune.no.",
            "Telefonnummeret må ha minst åtte siffer, for eksempel 74 31 21 00.",
        ]
    );
    for (field, value) in &typed[1..] {
        assert_eq!(back.one(&format!("#{field}")).attr("value"), Some(*value));
    }
    assert!(back.has("[name=hvem][value=direktor][checked]"));
}

#[actix_web::test]
async fn s26_a_contact_is_found_only_under_its_own_municipality() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let page = admin.get("/admin/kommuner/5045/kontakter/ny").await;
    let typed = [("hvem", "postmottak"), ("epost", "post@grong.example.no")];
    admin.submit(&page, "form#kontakt", &typed).await.is(303);
    let id: i64 = municipality_contact::table
        .select(municipality_contact::id)
        .first(&mut *portal.conn())
        .unwrap();
    admin
        .get(&format!("/admin/kommuner/5045/kontakter/{id}"))
        .await
        .is(200);
    admin
        .get(&format!("/admin/kommuner/5046/kontakter/{id}"))
        .await
        .is(404);
    admin
        .get(&format!("/admin/kommuner/5046/kontakter/{id}/avslutt"))
        .await
        .is(404);
}

#[actix_web::test]
async fn the_written_form_is_decided_and_logged_from_what_to_what() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let page = admin.get("/admin/kommuner/5045/malform").await;
    let other = admin.get("/admin/kommuner/5045/malform").await;
    let done = admin
        .submit(&page, "form#sprakvedtak", &[("malform", "nynorsk")])
        .await;
    done.redirects_to("/admin/kommuner/5045");
    admin
        .submit(&other, "form#sprakvedtak", &[("malform", "neutral")])
        .await
        .is(409);
    let log = admin.get("/admin/logg?kommune=grong").await;
    let line = log.text_of("#hendelser tbody tr");
    assert!(line.contains("Språkvedtak: Bokmål → Nynorsk"), "{line}");
}
