//! An administrator arranges a mapping: its area, its lists, its regions with their leaders, its questions.

use diesel::prelude::*;
use ordna::db::mapping::{self, mappings};
use ordna::db::schema::{answer, hearing, mapping_area, municipality, question};

use crate::support::people::{GRONG, user_of};
use crate::support::portal::{Portal, start_of_time};

const ROOT: &str = "/admin/kartlegginger/trondelag-2026";

fn area(portal: &Portal) -> Vec<String> {
    mapping_area::table
        .inner_join(municipality::table)
        .filter(mapping_area::mapping_id.eq(mapping_of(portal)))
        .order(municipality::number)
        .select(municipality::number)
        .load(&mut *portal.conn())
        .unwrap()
}

fn mapping_of(portal: &Portal) -> i64 {
    let conn = &mut *portal.conn();
    mappings::by_slug(conn, "trondelag-2026").unwrap().unwrap().id.0
}

#[actix_web::test]
async fn a_municipality_that_comes_late_gets_a_list_that_nobody_has_sent() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let page = admin.get(&format!("{ROOT}/omrade")).await;
    let none = admin.submit(&page, "form#omrade-skjema", &[]).await;
    none.is(422);
    let done = admin
        .submit(&page, "form#omrade-skjema", &[("omrade", "1811")])
        .await;
    let page = admin.follow(&done).await;
    assert_eq!(page.text_of(".flash"), "1 kommuner er lagt til i området.");
    assert!(area(&portal).contains(&"1811".to_owned()));
    let state: String = hearing::table
        .inner_join(municipality::table)
        .filter(municipality::number.eq("1811"))
        .select(hearing::state)
        .first(&mut *portal.conn())
        .unwrap();
    assert_eq!(state, "draft");
    let page = admin.get(&format!("{ROOT}/omrade/1811/fjern")).await;
    assert!(
        page.main()
            .contains("Kommunen deltar i 2 ordninger og er vert for 0."),
        "{}",
        page.main()
    );
    admin
        .submit(&page, "form#tiltak", &[])
        .await
        .redirects_to("/admin/kartlegginger/trondelag-2026/omrade");
    assert!(!area(&portal).contains(&"1811".to_owned()));
}

#[actix_web::test]
async fn a_municipality_that_has_got_its_list_stays_in_the_area() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let page = admin.get(&format!("{ROOT}/omrade/5045/fjern")).await;
    assert!(
        page.main().contains("Kommunen har fått listen sin i runde 1"),
        "{}",
        page.main()
    );
    assert!(!page.has("form#tiltak"));
}

#[actix_web::test]
async fn sectors_are_renamed_moved_and_removed_when_nothing_has_them() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let list = format!("{ROOT}/liste/sektorer");
    let page = admin.get(&format!("{list}/ny")).await;
    let changes = [("navn_nb", "Kultur"), ("navn_nn", "Kultur"), ("plass", "1")];
    admin
        .submit(&page, "form#del", &changes)
        .await
        .redirects_to(&list);
    let again = admin.submit(&page, "form#del", &changes).await;
    again.is(422);
    assert_eq!(
        again.text_of("#navn_nb-feil"),
        "Navnet er allerede i bruk. Velg et annet."
    );
    let names = |portal: &Portal| -> Vec<String> {
        let conn = &mut *portal.conn();
        let mapping = mappings::by_slug(conn, "trondelag-2026").unwrap().unwrap();
        let entries = mapping::lists::entries(conn, mapping.id, mapping::lists::List::Sectors).unwrap();
        entries
            .into_iter()
            .map(|entry| format!("{} {}", entry.nr, entry.name_nb))
            .collect()
    };
    assert_eq!(
        names(&portal),
        [
            "1 Kultur",
            "2 Helse og omsorg",
            "3 Oppvekst og kunnskap",
            "4 Teknisk og miljø"
        ]
    );
    let page = admin.get(&list).await;
    let page = admin.click(&page, "Kultur").await;
    let changes = [("navn_nb", "Kultur og fritid"), ("plass", "3")];
    let stale = admin.get(&page.address).await;
    admin
        .submit(&page, "form#del", &changes)
        .await
        .redirects_to(&list);
    assert_eq!(names(&portal)[2], "3 Kultur og fritid");
    admin
        .submit(&stale, "form#del", &[("navn_nb", "Idrett")])
        .await
        .is(409);
    let page = admin.get(&format!("{}/fjern", page.address)).await;
    admin.submit(&page, "form#tiltak", &[]).await.redirects_to(&list);
    assert_eq!(names(&portal).len(), 3);
    let page = admin.get(&list).await;
    let page = admin.click(&page, "Helse og omsorg").await;
    let page = admin.click(&page, "Fjern").await;
    assert!(page.main().contains("Gi dem en annen først."), "{}", page.main());
}

#[actix_web::test]
async fn a_leader_of_a_regionråd_is_entered_and_gets_no_letter_yet() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let page = admin.get(&format!("{ROOT}/regioner")).await;
    let (statements, _) = portal.statements(admin.get(&format!("{ROOT}/regioner"))).await;
    assert!(statements <= 6, "{statements}");
    let page = admin.click(&page, "Namdal").await;
    let wrong = admin.submit(&page, "form#ny-leder", &[("leder", "Siri")]).await;
    wrong.is(422);
    let changes = [("leder", "Siri Leder"), ("epost", "siri@namdal.example.no")];
    let done = admin.submit(&wrong, "form#ny-leder", &changes).await;
    let page = admin.follow(&done).await;
    assert!(page.text_of(".flash").starts_with("Siri Leder leder Namdal"));
    assert!(page.text_of("#ledere").contains("siri@namdal.example.no"));
    assert_eq!(portal.mailbox("siri@namdal.example.no").len(), 0);
    let siri = portal.let_in("siri@namdal.example.no");
    siri.get("/svar/trondelag-2026/5045").await.is(404);
    let page = admin.get(&format!("{ROOT}/regioner/2/fjern")).await;
    assert!(!page.has("form#tiltak"), "{}", page.main());
}

#[actix_web::test]
async fn a_region_has_a_name_of_its_own_and_members_of_the_area() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let page = admin.get(&format!("{ROOT}/regioner/ny")).await;
    let taken = admin.submit(&page, "form#region", &[("navn", "Namdal")]).await;
    taken.is(422);
    let changes = [("navn", "Innherred"), ("kommuner", "5006"), ("kommuner", "5041")];
    let done = admin.submit(&taken, "form#region", &changes).await;
    done.redirects_to("/admin/kartlegginger/trondelag-2026/regioner/3");
    let page = admin.get(&format!("{ROOT}/regioner")).await;
    let rows = page.rows("#deler tbody tr");
    assert_eq!(rows[2], ["Innherred", "Snåsa, Steinkjer", "Ingen"]);
}

#[actix_web::test]
async fn a_question_is_locked_once_somebody_has_answered_it() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let page = admin.get(&format!("{ROOT}/sporsmal/ny")).await;
    let changes = [
        ("tekst_nb", "Hva nå?"),
        ("tekst_nn", "Kva no?"),
        ("slag", "choice"),
        ("valg_nb", "Ja\nNei"),
        ("plass", "1"),
    ];
    let wrong = admin.submit(&page, "form#sporsmal", &changes).await;
    wrong.is(422);
    assert!(wrong.has("#valg_nn-feil"));
    admin
        .submit(&wrong, "form#sporsmal", &[("valg_nn", "Ja\nNei")])
        .await
        .is(303);
    let first: (i64, String) = question::table
        .filter(question::mapping_id.eq(mapping_of(&portal)))
        .filter(question::nr.eq(1))
        .select((question::id, question::text_nb))
        .first(&mut *portal.conn())
        .unwrap();
    assert_eq!(first.1, "Hva nå?", "it took the first place");
    {
        let conn = &mut *portal.conn();
        let user = user_of(conn, GRONG);
        let one: i64 = hearing::table
            .order(hearing::id)
            .select(hearing::id)
            .first(conn)
            .unwrap();
        diesel::insert_into(answer::table)
            .values((
                answer::question_id.eq(first.0),
                answer::hearing_id.eq(one),
                answer::text.eq("Ja"),
                answer::saved_at.eq(start_of_time()),
                answer::saved_by.eq(user.0),
            ))
            .execute(conn)
            .unwrap();
    }
    let page = admin.get(&format!("{ROOT}/sporsmal/1")).await;
    assert!(
        page.main().contains("1 har svart på spørsmålet."),
        "{}",
        page.main()
    );
    assert!(!page.has("form#sporsmal"));
    let late = admin
        .submit(
            &wrong,
            "form#sporsmal",
            &[("tekst_nb", "Et til"), ("valg_nn", "Ja\nNei")],
        )
        .await;
    late.is(303);
    let page = admin.get(&format!("{ROOT}/sporsmal/1/fjern")).await;
    assert!(
        page.has("form#tiltak") || page.main().contains("har svart"),
        "{}",
        page.main()
    );
}
