//! A file is uploaded, shown row by row, and applied exactly as it was shown.

use chrono::TimeDelta;
use diesel::prelude::*;
use ordna::db::schema::{arrangement, import_run, municipality, municipality_contact};

use crate::support::answer::Answer;
use crate::support::browser::Browser;
use crate::support::portal::Portal;

pub const MAPPING: &str = "/kartlegging/trondelag-2026/import";
pub const PORTAL: &str = "/admin/import";

/// Uploads the file and opens the page that shows what it would do.
pub async fn upload(browser: &Browser, place: &str, what: &str, file: &str) -> Answer {
    let page = browser.get(place).await;
    let answer = browser
        .upload(
            &page,
            "form#last-opp",
            &[("hva", what)],
            ("tabell.csv", file.as_bytes()),
        )
        .await;
    answer.is(303);
    browser.follow(&answer).await
}

/// Uploads the file and applies it.
pub async fn import(browser: &Browser, place: &str, what: &str, file: &str) -> Answer {
    let page = upload(browser, place, what, file).await;
    let done = browser.submit(&page, "form#utfor", &[]).await;
    done.is(303);
    browser.follow(&done).await
}

fn contacts(portal: &Portal) -> Vec<(String, Option<String>)> {
    municipality_contact::table
        .inner_join(municipality::table)
        .filter(municipality_contact::valid_to.is_null())
        .order((municipality::number, municipality_contact::id))
        .select((municipality::number, municipality_contact::email))
        .load(&mut *portal.conn())
        .unwrap()
}

/// Line, outcome, what it is about, and what happens.
fn rows(page: &Answer) -> Vec<Vec<String>> {
    page.rows("#rader tbody tr")
}

const CONTACTS: &str = "kommunenummer,kommune,name,email\n\
    5045,Grong,Kari Grong,kari@grong.kommune.no\n\
    5043,Røyrvik,Ola Røyrvik,ola@royrvik.kommune.no\n\
    9999,Ukjent,Per,per@ukjent.kommune.no\n\
    5046,Høylandet,Siri,siri-hoylandet\n\
    5047,Overhalla,Nils,nils@gmail.com\n";

#[actix_web::test]
async fn contacts_with_two_mistakes_come_in_only_when_somebody_says_so() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let page = upload(&admin, PORTAL, "contacts", CONTACTS).await;
    let shown = rows(&page);
    assert_eq!(shown.len(), 5, "{shown:?}");
    assert_eq!(shown[0][..2], ["4", "Avvist"]);
    assert_eq!(
        shown[0][3],
        "Det fantes ingen kommune 9999 12. oktober 2026. Rett nummeret."
    );
    assert_eq!(shown[1][..2], ["5", "Avvist"]);
    assert!(shown[1][3].contains("«siri-hoylandet» er ikke en e-postadresse"));
    assert_eq!(shown[2][..3], ["6", "Tvilsom", "Overhalla, nils@gmail.com"]);
    assert!(shown[2][3].contains("de fleste andre i filen på kommune.no"));
    assert_eq!(shown[3][..3], ["2", "Ny", "Grong, kari@grong.kommune.no"]);
    assert_eq!(page.text_of("#utelatt"), "Radene som blir utelatt: 4, 5.");
    assert_eq!(contacts(&portal), [], "nothing is written yet");
    assert!(page.main().contains("2 feil i filen"), "{}", page.main());
    assert_eq!(page.text_of("form#utfor button"), "Importer de 3 som er riktige");
    let done = admin.submit(&page, "form#utfor", &[]).await;
    let page = admin.follow(&done).await;
    assert_eq!(page.text_of(".flash"), "Importen er utført: 3 nye og 0 endret.");
    assert!(page.main().contains("2 utelatt"), "{}", page.main());
    let stored = contacts(&portal);
    let numbers: Vec<&str> = stored.iter().map(|(number, _)| number.as_str()).collect();
    assert_eq!(numbers, ["5043", "5045", "5047"]);
    assert_eq!(portal.times_logged("register_imported"), 1);
}

#[actix_web::test]
async fn a_row_that_changes_something_says_from_what_to_what() {
    let portal = Portal::new().await;
    let coordinator = portal.coordinator().await;
    let file = "id,name,established_year\n1,Namdal legevakt,1999\n77,Namdal legevakta,2020\n";
    let page = upload(&coordinator, MAPPING, "arrangements", file).await;
    let shown = rows(&page);
    assert_eq!(shown[0][..3], ["3", "Tvilsom", "77 Namdal legevakta"]);
    assert!(shown[0][3].contains("nesten likt ordning 1"), "{shown:?}");
    assert_eq!(shown[1][..2], ["2", "Endret"]);
    assert!(shown[1][3].contains("→ 1999"), "{shown:?}");
    let only = coordinator
        .submit(&page, "form#filter", &[("utfall", "endret")])
        .await;
    assert_eq!(rows(&only).len(), 1);
    assert!(only.main().contains("Viser 1 av 2 rader"), "{}", only.main());
    let year: Option<i32> = arrangement::table
        .filter(arrangement::number.eq(1))
        .order(arrangement::id)
        .select(arrangement::established_year)
        .first(&mut *portal.conn())
        .unwrap();
    assert_ne!(year, Some(1999), "the dry run writes nothing");
}

#[actix_web::test]
async fn an_organisation_number_is_imported_shown_and_exported_last() {
    let portal = Portal::new().await;
    let coordinator = portal.coordinator().await;
    let wrong = "id,organisation_number\n1,971035855\n";
    let refused = rows(&upload(&coordinator, MAPPING, "arrangements", wrong).await);
    assert_eq!(refused[0][1], "Avvist", "{refused:?}");
    assert!(
        refused[0][3].contains("organisation_number er «971035855»"),
        "{refused:?}"
    );
    let right = "id,organisation_number\n1,971 035 854\n";
    import(&coordinator, MAPPING, "arrangements", right).await;
    let page = coordinator.get("/kartlegging/trondelag-2026/ordninger/1").await;
    assert!(
        page.main().contains("Organisasjonsnummer971035854"),
        "{}",
        page.main()
    );
    let file = coordinator.get("/kartlegging/trondelag-2026/ordninger.csv").await;
    let header = file.text().lines().next().unwrap();
    assert!(header.ends_with(",note,organisation_number"), "{header}");
    let has_it = |line: &str| line.starts_with("1,") && line.ends_with(",971035854");
    assert!(file.text().lines().any(has_it), "{}", file.text());
    let grong = portal.respondent("Grong").await;
    let own = grong.get("/svar/trondelag-2026/5045/mine-data.csv").await;
    assert!(own.text().contains("organisation_number"), "{}", own.text());
    assert!(own.text().contains("971035854"), "{}", own.text());
}

#[actix_web::test]
async fn what_is_applied_is_what_was_shown() {
    let portal = Portal::new().await;
    let (one, other) = (portal.coordinator().await, portal.coordinator().await);
    let first = upload(&one, MAPPING, "arrangements", "id,name\n1,Namdal legevakt ny\n").await;
    import(
        &other,
        MAPPING,
        "arrangements",
        "id,name\n1,Legevakten i Namdal\n",
    )
    .await;
    let page = one.submit(&first, "form#utfor", &[]).await;
    page.is(409);
    assert!(page.main().contains("Registeret er endret siden du så på filen."));
    assert!(rows(&page)[0][3].contains("Legevakten i Namdal → Namdal legevakt ny"));
    let done = one.submit(&page, "form#utfor", &[]).await;
    done.is(303);
    one.submit(&page, "form#utfor", &[]).await.is(409);
}

#[actix_web::test]
async fn s43_a_file_is_sealed_while_it_waits_and_gone_when_it_is_decided_on() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let stored = |portal: &Portal| -> Vec<Option<Vec<u8>>> {
        import_run::table
            .order(import_run::id)
            .select(import_run::content)
            .load(&mut *portal.conn())
            .unwrap()
    };
    let file = "kommunenummer,email\n5045,hemmelig@grong.kommune.no\n";
    let applied = upload(&admin, PORTAL, "contacts", file).await;
    let dropped = upload(&admin, PORTAL, "contacts", file).await;
    let waiting = upload(&admin, PORTAL, "contacts", file).await;
    for content in stored(&portal) {
        let content = content.unwrap();
        let is_plain = content.windows(8).any(|window| window == b"hemmelig");
        assert!(!is_plain, "the file lies there as it came");
    }
    admin.submit(&applied, "form#utfor", &[]).await.is(303);
    let gone = admin.submit(&dropped, "form.act[action$='/forkast']", &[]).await;
    gone.redirects_to(PORTAL);
    assert_eq!(
        stored(&portal).iter().filter(|content| content.is_some()).count(),
        1
    );
    portal.advance(TimeDelta::hours(25));
    let admin = portal.admin().await;
    admin.get(&waiting.address).await.is(404);
}

#[actix_web::test]
async fn s26_a_coordinator_imports_contacts_of_the_own_area_and_nothing_for_the_country() {
    let portal = Portal::new().await;
    let coordinator = portal.coordinator().await;
    let file = "kommunenummer,email\n5045,a@grong.kommune.no\n1811,b@bindal.kommune.no\n";
    let page = upload(&coordinator, MAPPING, "contacts", file).await;
    let shown = rows(&page);
    assert_eq!(shown[0][..2], ["3", "Avvist"]);
    assert!(shown[0][3].contains("1811 Bindal er ikke i området"), "{shown:?}");
    let form = coordinator.get(MAPPING).await;
    assert!(!form.has("[name=hva][value=municipalities]"));
    let admin = portal.admin().await;
    assert!(admin.get(MAPPING).await.has("[name=hva][value=municipalities]"));
    // A run of a mapping is not found among those of the portal, nor the other way round.
    let id = page.address.rsplit('/').next().unwrap();
    admin.get(&format!("{PORTAL}/{id}")).await.is(404);
}

#[actix_web::test]
async fn one_wrong_participant_keeps_its_whole_arrangement_out() {
    let portal = Portal::new().await;
    let coordinator = portal.coordinator().await;
    let file = "arrangement_id,kommunenummer\n1,5045\n1,9999\n2,5045\n";
    let page = upload(&coordinator, MAPPING, "participants", file).await;
    assert_eq!(page.text_of("#utelatt"), "Radene som blir utelatt: 2, 3.");
    let shown = rows(&page);
    assert_eq!(shown[1][..2], ["2", "Avvist"]);
    assert_eq!(shown[1][3], "Henger på en avvist rad");
    assert!(
        shown[2][3].contains("Går ut fordi de ikke står i filen"),
        "{shown:?}"
    );
}

#[actix_web::test]
async fn the_list_says_who_imported_what_and_when() {
    let portal = Portal::new().await;
    let coordinator = portal.coordinator().await;
    assert!(
        coordinator
            .get(MAPPING)
            .await
            .main()
            .contains("Ingenting er importert her ennå.")
    );
    let file = "nr,text_nb,text_nn\n9,Hva nå?,Kva no?\n1,Hva er mest krevende?,Kva er mest krevjande?\n";
    import(&coordinator, MAPPING, "questions", file).await;
    let (statements, page) = portal.statements(coordinator.get(MAPPING)).await;
    assert!(statements <= 6, "{statements}");
    let row = &page.rows("#liste tbody tr")[0];
    assert_eq!(row[0], "Spørsmål fra tabell.csv");
    assert_eq!(row[1], "Utført");
    assert_eq!(row[2], "12. oktober 2026 kl. 10");
    assert_eq!(row[4], "1 nye, 0 endret, 1 uendret");
}
