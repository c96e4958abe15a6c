//! A list that is longer than a page: paged, whole, taken home as a file, and always cheap.

use diesel::prelude::*;
use ordna::db::schema::{arrangement, mapping};
use ordna::domain::text::norwegian::{search_key, sort_key};

use crate::support::answer::Answer;
use crate::support::portal::{Portal, start_of_time};

const LIST: &str = "/kartlegging/trondelag-2026/ordninger";

fn names(page: &Answer) -> Vec<String> {
    page.texts("#ordninger tbody th a")
}

fn add(portal: &Portal, many: i32) {
    let conn = &mut *portal.conn();
    let mapping: i64 = mapping::table
        .filter(mapping::slug.eq("trondelag-2026"))
        .select(mapping::id)
        .first(conn)
        .unwrap();
    conn.transaction(|conn| {
        for at in 1..=many {
            let name = format!("Samarbeid {at}");
            diesel::insert_into(arrangement::table)
                .values((
                    arrangement::mapping_id.eq(mapping),
                    arrangement::number.eq(100 + at),
                    arrangement::lineage.eq(&name),
                    arrangement::name.eq(&name),
                    arrangement::level.eq("local"),
                    arrangement::participant_count.eq(at % 3),
                    arrangement::search_key.eq(search_key(&name)),
                    arrangement::sort_key.eq(sort_key(&name)),
                    arrangement::changed_at.eq(start_of_time()),
                ))
                .execute(conn)?;
        }
        QueryResult::Ok(())
    })
    .unwrap();
}

#[actix_web::test]
async fn a_long_list_comes_in_pages_that_add_up() {
    let portal = Portal::new().await;
    add(&portal, 120);
    let kari = portal.coordinator().await;
    for sort in ["navn", "-navn", "-deltakere", "sektor"] {
        let mut all = Vec::new();
        let mut page = kari.get(&format!("{LIST}?sorter={sort}")).await;
        loop {
            all.extend(names(&page));
            if !page.has("a[rel=next]") {
                break;
            }
            page = kari.click(&page, "Neste side").await;
        }
        assert_eq!(
            page.text_of("p.count"),
            "127 ordninger, 125 regnes med i tabellene. Viser 101–127."
        );
        let whole = kari.get(&format!("{LIST}?sorter={sort}&antall=alle")).await;
        assert_eq!(all, names(&whole), "{sort}");
        assert_eq!(all.len(), 127);
    }
    let page = kari.get(&format!("{LIST}?q=samarbeid&side=99")).await;
    assert_eq!(names(&page).len(), 20);
}

#[actix_web::test]
async fn the_whole_list_is_one_click_away() {
    let portal = Portal::new().await;
    add(&portal, 60);
    let kari = portal.coordinator().await;
    let page = kari.get(&format!("{LIST}?q=samarbeid")).await;
    assert_eq!(names(&page).len(), 50);
    let page = kari.click(&page, "Vis alle på én side").await;
    assert_eq!(names(&page).len(), 60);
    let page = kari.click(&page, "Del opp i sider").await;
    assert_eq!(names(&page).len(), 50);
}

#[actix_web::test]
async fn the_file_is_what_the_list_shows_and_no_formula() {
    let portal = Portal::new().await;
    add(&portal, 60);
    diesel::update(arrangement::table.filter(arrangement::name.eq("Samarbeid 60")))
        .set((
            arrangement::name.eq("=1+1; \"ø\""),
            arrangement::fte_tenths.eq(125),
        ))
        .execute(&mut *portal.conn())
        .unwrap();
    let kari = portal.coordinator().await;
    let page = kari.get(&format!("{LIST}?q=samarbeid&sorter=-navn&side=2")).await;
    let file = kari.click(&page, "Last ned utvalget (CSV)").await;
    let rows: Vec<&str> = file.text().lines().collect();
    assert!(
        rows[0].starts_with("id,lineage,name,name_kind,sector,"),
        "{}",
        rows[0]
    );
    assert_eq!(rows.len(), 61);
    assert!(
        rows[1].starts_with("160,Samarbeid 60,\"'=1+1; \"\"ø\"\"\",,"),
        "{}",
        rows[1]
    );
    assert!(
        rows[60].starts_with("101,Samarbeid 1,Samarbeid 1,"),
        "{}",
        rows[60]
    );
    let file = kari.click(&page, "Last ned for Excel").await;
    assert!(file.text().starts_with('\u{feff}'));
    assert!(file.text().contains(";12,5;local;"), "{}", file.text());
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"ordninger-trondelag-2026.csv\"; \
         filename*=UTF-8''ordninger-trondelag-2026.csv"
    );
}

#[actix_web::test]
async fn a_page_of_the_register_asks_the_database_little() {
    let portal = Portal::new().await;
    add(&portal, 120);
    let kari = portal.coordinator().await;
    let root = "/kartlegging/trondelag-2026";
    // The names of the mapping are in memory after the first page.
    kari.get(root).await.is(200);
    for page in [
        "",
        "/ordninger",
        "/ordninger?q=namdal&sorter=-deltakere&sektor=3",
        "/ordninger?antall=alle",
        "/ordninger/1",
        "/kommuner",
        "/kommuner/5045",
    ] {
        let (statements, answer) = portal.statements(kari.get(&format!("{root}{page}"))).await;
        answer.is(200);
        assert!(statements <= 6, "{statements} statements for {page}");
    }
    let grong = portal.respondent("Grong").await;
    for page in ["/svar?vis=alle", "/svar/trondelag-2026/5045"] {
        let (statements, answer) = portal.statements(grong.get(page)).await;
        answer.is(200);
        assert!(statements <= 6, "{statements} statements for {page}");
    }
}
