//! The register as staff read it: in figures, one arrangement, and the rule that nothing leaks between mappings.

use diesel::prelude::*;
use ordna::db::schema::{arrangement, arrangement_change, arrangement_detail, mapping, municipality, sector};

use crate::support::answer::Answer;
use crate::support::portal::{Portal, start_of_time};

const ROOT: &str = "/kartlegging/trondelag-2026";

/// What a summary list says under a heading.
fn said(page: &Answer, label: &str) -> String {
    let rows = page.all("dl.summary > div");
    let of = |row: &scraper::ElementRef, css: &str| {
        let selector = scraper::Selector::parse(css).unwrap();
        let found = row.select(&selector).next();
        found.map(crate::support::answer::text_in).unwrap_or_default()
    };
    let row = rows.iter().find(|row| of(row, "dt") == label);
    let row = row.unwrap_or_else(|| panic!("no «{label}» on {page}: {}", page.main()));
    of(row, "dd")
}

#[actix_web::test]
async fn the_register_in_figures_says_each_number_with_its_base() {
    let portal = Portal::new().await;
    let page = portal.coordinator().await.get(&format!("{ROOT}/tall")).await;
    assert_eq!(
        page.rows("ul.cards article"),
        [
            ["5 ordninger", "Regnes med, av 7 i registeret."],
            ["10 kommuner", "I området som kartlegges."],
            [
                "20 deltakelser",
                "Kommunene i området, i ordninger som regnes med."
            ],
            [
                "2 ordninger per kommune",
                "Gjennomsnitt: 20 deltakelser delt på 10 kommuner."
            ],
        ]
    );
    assert_eq!(
        page.rows("#sektorer tbody tr"),
        [
            ["Helse og omsorg", "1", "20 %"],
            ["Oppvekst og kunnskap", "2", "40 %"],
            ["Teknisk og miljø", "2", "40 %"]
        ]
    );
    assert_eq!(page.text_of("#sektorer tfoot .number"), "5");
}

#[actix_web::test]
async fn every_count_of_the_figures_leads_to_as_many_rows() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let page = kari.get(&format!("{ROOT}/tall")).await;
    for row in page.all("#sektorer tbody tr, #nivaer tbody tr") {
        let cell = |css: &str| {
            let selector = scraper::Selector::parse(css).unwrap();
            row.select(&selector).next().unwrap()
        };
        let count: usize = crate::support::answer::text_in(cell("td.number"))
            .parse()
            .unwrap();
        let list = kari.get(cell("a").attr("href").unwrap()).await;
        assert_eq!(list.all("#ordninger tbody tr").len(), count, "{list}");
    }
}

#[actix_web::test]
async fn an_arrangement_says_what_is_unknown() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let page = kari.get(&format!("{ROOT}/ordninger/5")).await;
    assert_eq!(page.text_of("h1"), "Fosen nettverk for skoleledere");
    assert_eq!(said(&page, "Årsverk"), "Ukjent");
    assert_eq!(said(&page, "Juridisk form"), "Ukjent");
    assert_eq!(said(&page, "Vertskommune"), "Ingen kjent");
    assert_eq!(said(&page, "Definisjon"), "Grensetilfelle. Begrunnelse mangler.");
    assert_eq!(
        said(&page, "Nivå"),
        "Lokalt (2–3 kommuner). Følger av at 2 kommuner deltar."
    );
}

#[actix_web::test]
async fn an_arrangement_names_everyone_who_takes_part_the_area_first() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let page = kari.get(&format!("{ROOT}/ordninger/6")).await;
    let people = page.texts("section[aria-labelledby=deltakere] li");
    assert_eq!(
        people,
        [
            "Namsos",
            "Bindal (Nordland)",
            "Trøndelag fylkeskommune (fylkeskommune)",
            "Kysten rederi AS (privat)"
        ]
    );
    assert!(
        page.main().contains("holdt utenfor alle tabeller"),
        "{}",
        page.main()
    );
    let legevakt = kari.get(&format!("{ROOT}/ordninger/1")).await;
    assert_eq!(
        legevakt.texts("section[aria-labelledby=deltakere] li"),
        ["Grong", "Høylandet", "Namsos (vert)", "Overhalla"]
    );
    assert_eq!(said(&legevakt, "Årsverk"), "12,6");
    assert_eq!(said(&legevakt, "Oppgaver"), "Legevakt");
}

#[actix_web::test]
async fn an_overridden_level_says_by_whom_and_why() {
    let portal = Portal::new().await;
    diesel::update(arrangement::table.filter(arrangement::name.eq("Namdal legevakt")))
        .set((
            arrangement::level.eq("higher"),
            arrangement::level_override.eq("higher"),
            arrangement::level_reason.eq("Dekker hele Namdal."),
        ))
        .execute(&mut *portal.conn())
        .unwrap();
    let page = portal
        .coordinator()
        .await
        .get(&format!("{ROOT}/ordninger/1"))
        .await;
    assert_eq!(
        said(&page, "Nivå"),
        "Høyere (10 eller flere). Satt av koordinator; antallet deltakere tilsier regionalt. \
         Begrunnelse: Dekker hele Namdal."
    );
}

#[actix_web::test]
async fn an_arrangement_tells_its_history_field_by_field() {
    let portal = Portal::new().await;
    let id: i64 = arrangement::table
        .filter(arrangement::name.eq("Namdal legevakt"))
        .select(arrangement::id)
        .first(&mut *portal.conn())
        .unwrap();
    for (version, from, to) in [(2, "10", "12"), (3, "12", "12.6")] {
        diesel::insert_into(arrangement_change::table)
            .values((
                arrangement_change::arrangement_id.eq(id),
                arrangement_change::arrangement_version.eq(version),
                arrangement_change::field.eq("fte"),
                arrangement_change::from_value.eq(from),
                arrangement_change::to_value.eq(to),
                arrangement_change::source.eq("import"),
                arrangement_change::changed_at.eq(start_of_time()),
            ))
            .execute(&mut *portal.conn())
            .unwrap();
    }
    let page = portal
        .coordinator()
        .await
        .get(&format!("{ROOT}/ordninger/1"))
        .await;
    assert_eq!(
        page.rows("#endringer tbody tr"),
        [
            ["Årsverk", "12", "12,6", "12. oktober 2026 kl. 10", "Import"],
            ["Årsverk", "10", "12", "12. oktober 2026 kl. 10", "Import"]
        ]
    );
}

#[actix_web::test]
async fn editions_are_shown_to_those_who_may_open_them() {
    let portal = Portal::new().await;
    let address = format!("{ROOT}/ordninger/1");
    let editions = "section[aria-labelledby=historikk] .rows a";
    let kari = portal.coordinator().await;
    let links = kari.get(&address).await.texts(editions);
    assert_eq!(links, ["Trøndelag 2020: Indre Namdal barnevern"]);
    let page = portal.reader().await.get(&address).await;
    assert_eq!(page.texts(editions), [""; 0]);
    assert!(!page.text().contains("trondelag-2020"), "{page}");
    let admin = portal.admin().await.get(&address).await;
    assert_eq!(admin.texts(editions).len(), 2);
}

#[actix_web::test]
async fn what_an_arrangement_holds_is_text_and_never_markup() {
    let portal = Portal::new().await;
    let id: i64 = arrangement::table
        .filter(arrangement::name.eq("Namdal legevakt"))
        .select(arrangement::id)
        .first(&mut *portal.conn())
        .unwrap();
    diesel::insert_into(arrangement_detail::table)
        .values((
            arrangement_detail::arrangement_id.eq(id),
            arrangement_detail::note.eq("<script>alert(1)</script>"),
            arrangement_detail::agreement_link.eq("javascript:alert(1)"),
        ))
        .execute(&mut *portal.conn())
        .unwrap();
    let page = portal
        .coordinator()
        .await
        .get(&format!("{ROOT}/ordninger/1"))
        .await;
    assert_eq!(said(&page, "Merknad"), "<script>alert(1)</script>");
    assert!(!page.has("main script") && !page.has("a[href^=javascript]"));
}

#[actix_web::test]
async fn an_address_that_leads_nowhere_is_404() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    for wrong in [
        "ordninger/99",
        "ordninger/01",
        "ordninger/x",
        "ordninger/99999999999",
        "kommuner/9999",
        "kommuner/x",
    ] {
        kari.get(&format!("{ROOT}/{wrong}")).await.is(404);
    }
    // The closed mapping has one arrangement; the numbers of the open one are not its.
    kari.get("/kartlegging/trondelag-2020/ordninger/2").await.is(404);
    portal.admin().await.get("/kartlegging/finnes-ikke").await.is(404);
}

#[actix_web::test]
async fn a_changed_name_is_noticed_whoever_changed_it() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let figures = format!("{ROOT}/tall");
    assert_eq!(
        kari.get(&figures).await.texts("#sektorer tbody th")[0],
        "Helse og omsorg"
    );
    // As another instance of the portal would: behind this one's back.
    let conn = &mut *portal.conn();
    let mappings = mapping::table.filter(mapping::slug.eq("trondelag-2026"));
    let id: i64 = mappings.select(mapping::id).first(conn).unwrap();
    let sectors = sector::table.filter(sector::nr.eq(1).and(sector::mapping_id.eq(id)));
    diesel::update(sectors)
        .set(sector::name_nb.eq("Helse"))
        .execute(conn)
        .unwrap();
    diesel::update(mappings)
        .set(mapping::register_version.eq(mapping::register_version + 1))
        .execute(conn)
        .unwrap();
    assert_eq!(kari.get(&figures).await.texts("#sektorer tbody th")[0], "Helse");
    diesel::update(municipality::table.filter(municipality::number.eq("5045")))
        .set(municipality::official_name.eq("Grong kommune"))
        .execute(conn)
        .unwrap();
    let page = kari.get(&format!("{ROOT}/kommuner/5045")).await;
    assert_eq!(said(&page, "Fullt navn"), "Grong kommune");
}
