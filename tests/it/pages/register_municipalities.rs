//! The municipalities of a mapping, one of them, and what those who answer for it see of its list.

use chrono::NaiveDate;
use diesel::prelude::*;
use ordna::db::schema::{hearing, hearing_round, mapping, municipality_change};

use crate::support::answer::Answer;
use crate::support::portal::Portal;

const LIST: &str = "/kartlegging/trondelag-2026/kommuner";

/// The list as it is before a round is planned.
async fn before_the_round() -> Portal {
    let portal = Portal::new().await;
    diesel::delete(hearing::table)
        .execute(&mut *portal.conn())
        .unwrap();
    diesel::delete(hearing_round::table)
        .execute(&mut *portal.conn())
        .unwrap();
    portal
}

fn names(page: &Answer) -> Vec<String> {
    page.texts("#kommuner tbody th a")
}

#[actix_web::test]
async fn all_municipalities_of_the_area_are_on_one_page() {
    let portal = before_the_round().await;
    let page = portal.coordinator().await.get(LIST).await;
    assert_eq!(
        names(&page),
        [
            "Grong",
            "Høylandet",
            "Indre Fosen",
            "Namsos",
            "Namsskogan",
            "Overhalla",
            "Røyrvik",
            "Snåsa",
            "Steinkjer",
            "Trondheim"
        ]
    );
    assert_eq!(
        page.rows("#kommuner tbody tr")[0],
        ["Grong", "5045", "Namdal", "2 359", "3", "1"]
    );
    assert!(page.text_of("#kommuner thead").contains("Innbyggere (2019)"));
}

#[actix_web::test]
async fn municipalities_are_searched_filtered_and_sorted() {
    let portal = before_the_round().await;
    let conn = &mut *portal.conn();
    diesel::insert_into(municipality_change::table)
        .values((
            municipality_change::old_number.eq("1624"),
            municipality_change::old_name.eq("Rissa"),
            municipality_change::old_county.eq("Sør-Trøndelag"),
            municipality_change::new_number.eq("5054"),
            municipality_change::new_name.eq("Indre Fosen"),
            municipality_change::new_county.eq("Trøndelag"),
            municipality_change::valid_from.eq(NaiveDate::from_ymd_opt(2018, 1, 1).unwrap()),
            municipality_change::kind.eq("merge"),
        ))
        .execute(conn)
        .unwrap();
    let kari = portal.coordinator().await;
    let found = async |query: &str| names(&kari.get(&format!("{LIST}?{query}")).await);
    assert_eq!(found("q=royrvik").await, ["Røyrvik"]);
    assert_eq!(found("q=5045").await, ["Grong"]);
    assert_eq!(found("q=rissa").await, ["Indre Fosen"]);
    assert_eq!(found("q=%25").await, [""; 0]);
    assert_eq!(found("region=1").await, ["Indre Fosen"]);
    assert_eq!(found("region=uten").await, ["Snåsa", "Steinkjer", "Trondheim"]);
    assert_eq!(found("region=99").await, [""; 0]);
    assert_eq!(found("sorter=-innbyggere").await[0], "Trondheim");
    assert_eq!(found("sorter=innbyggere").await[0], "Røyrvik");
    assert_eq!(found("sorter=-ordninger").await[0], "Grong");
    assert_eq!(found("sorter=-navn").await[0], "Trondheim");
    let page = kari.get(&format!("{LIST}/5054")).await;
    assert!(
        page.main().contains("1624 Rissa til 1. januar 2018"),
        "{}",
        page.main()
    );
}

#[actix_web::test]
async fn the_municipalities_file_says_what_the_page_says() {
    let portal = before_the_round().await;
    let kari = portal.coordinator().await;
    let page = kari.get(&format!("{LIST}?region=2&sorter=-innbyggere")).await;
    let link = page
        .one("a[href*='kommuner.csv']:not([href*=excel])")
        .attr("href")
        .unwrap();
    let file = kari.get(link).await;
    let rows: Vec<&str> = file.text().lines().collect();
    assert_eq!(
        rows[0],
        "kommunenummer,kommune,population,regions,participations,hosts"
    );
    let in_file: Vec<&str> = rows[1..].iter().filter_map(|row| row.split(',').nth(1)).collect();
    assert_eq!(in_file, names(&page));
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"kommuner-trondelag-2026.csv\"; filename*=UTF-8''kommuner-trondelag-2026.csv"
    );
}

#[actix_web::test]
async fn a_municipality_shows_its_arrangements_by_sector() {
    let portal = before_the_round().await;
    let page = portal.coordinator().await.get(&format!("{LIST}/5045")).await;
    assert_eq!(
        page.texts("h2"),
        [
            "Helse og omsorg 1 ordning",
            "Oppvekst og kunnskap 1 ordning",
            "Teknisk og miljø 1 ordning",
            "Uten sektor 1 ordning"
        ]
    );
    assert_eq!(
        page.rows(".rows > li")[0],
        [
            "Namdal legevakt",
            "Vert: Namsos · Vertskommune § 20-2 · fra 2004 · 12,6 årsverk",
            "Deltakere: Grong, Høylandet, Namsos, Overhalla"
        ]
    );
    assert_eq!(page.texts(".rows summary"), ["10 kommuner Namdal avfall IKS"]);
    // Its counts leave out the discontinued one, which is on the page all the same.
    let counts = page.rows("dl.summary > div");
    for (label, count) in [("Deltar i", "3"), ("Vert for", "1"), ("Uten å være vert", "2")] {
        assert!(counts.contains(&vec![label.into(), count.into()]), "{counts:?}");
    }
    assert_eq!(page.texts(".rows > li > p > strong")[0], "Grong");
}

#[actix_web::test]
async fn a_municipality_outside_the_area_has_a_page_and_no_count() {
    let portal = Portal::new().await;
    let page = portal.coordinator().await.get(&format!("{LIST}/1811")).await;
    assert!(page.main().contains("utenfor området"));
    assert!(!page.main().contains("Deltar i"));
    assert_eq!(
        page.texts(".rows > li a"),
        ["Kysten havn AS", "Namdal avfall IKS"]
    );
}

#[actix_web::test]
async fn the_list_of_a_mapping_without_a_hearing_is_only_to_read() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = grong.get("/svar?vis=alle").await;
    assert_eq!(page.texts("h2"), ["Grong"]);
    let closed = grong.click(&page, "Trøndelag 2020").await;
    assert_eq!(closed.text_of("h1"), "Ordninger som Grong deltar i");
    assert_eq!(closed.texts(".rows > li > strong"), ["Indre Namdal barnevern"]);
    assert!(!closed.has("main form") && !closed.has("main a[href*='/kartlegging/']"));
    assert!(
        closed
            .main()
            .contains("Listen kan leses, men ikke lenger rettes.")
    );
}

#[actix_web::test]
async fn s26_another_municipalitys_list_does_not_exist() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    for foreign in [
        "/svar/trondelag-2026/5043",
        "/svar/nordland-2026/1811",
        "/svar/nordland-2026/5045",
        "/svar/finnes-ikke/5045",
        "/svar/trondelag-2026/9999",
    ] {
        grong.get(foreign).await.is(404);
    }
    let own = grong.get("/svar/trondelag-2026/5045").await;
    assert!(!own.main().contains("Kysten havn"), "{}", own.main());
}

#[actix_web::test]
async fn a_planned_mapping_is_not_shown_to_those_who_will_answer() {
    let portal = Portal::new().await;
    diesel::update(mapping::table.filter(mapping::slug.eq("trondelag-2026")))
        .set(mapping::status.eq("planned"))
        .execute(&mut *portal.conn())
        .unwrap();
    let grong = portal.respondent("Grong").await;
    let page = grong.get("/svar").await;
    assert_eq!(page.is(200).texts(".tasks a"), ["Trøndelag 2020"]);
    grong.get("/svar/trondelag-2026/5045").await.is(404);
}

#[actix_web::test]
async fn somebody_without_a_municipality_is_told_so() {
    let portal = Portal::new().await;
    let page = portal.reader().await.get("/svar").await;
    assert!(page.main().contains("Du svarer ikke for noen kommune."));
}
