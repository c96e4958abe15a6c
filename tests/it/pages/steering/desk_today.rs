//! The front of a mapping: where the municipalities stand today, what wants a hand, and what comes before the sending.

use chrono::TimeDelta;
use diesel::prelude::*;
use ordna::db::schema::{hearing, hearing_round, mapping, municipality, user_role};

use crate::support::answer::Answer;
use crate::support::browser::Browser;
use crate::support::portal::Portal;

const DEMO: &str = "/kartlegging/trondelag-2026";

/// Each line of a task list: what it says, and how many municipalities.
fn counts(page: &Answer, list: &str) -> Vec<(String, usize)> {
    let links = page.texts(&format!("{list} a"));
    let counts = page.texts(&format!("{list} .ds-tag"));
    let number = |text: &String| text.split_whitespace().next()?.parse().ok();
    links
        .into_iter()
        .zip(counts.iter().map(|text| number(text).unwrap()))
        .collect()
}

/// Follows every link of a list and counts what it leads to.
async fn each_leads_to_as_many(kari: &Browser, page: &Answer, list: &str) {
    let links = page.all(&format!("{list} a"));
    for (link, (text, count)) in links.iter().zip(counts(page, list)) {
        let list = kari.get(link.attr("href").unwrap()).await;
        assert_eq!(list.all("#kommuner tbody tr").len(), count, "{text}: {list}");
    }
}

#[actix_web::test]
async fn every_count_of_the_front_leads_to_as_many_municipalities() {
    let portal = Portal::with_demo(&[]).await;
    let kari = portal.let_in("koordinator@demo.invalid");
    let page = kari.get(DEMO).await;
    let statuses: Vec<_> = page.rows("#statuser article");
    assert_eq!(
        statuses,
        [
            ["23 kommuner", "Sendt"],
            ["6 kommuner", "Påminnet"],
            ["8 kommuner", "Bekreftet"],
            ["1 kommune", "Gjenåpnet"]
        ],
        "{}",
        page.main()
    );
    for card in page.all("#statuser a") {
        let list = kari.get(card.attr("href").unwrap()).await;
        let count = crate::support::answer::text_in(card);
        let rows = list.all("#kommuner tbody tr").len().to_string();
        assert_eq!(count.split_whitespace().next(), Some(rows.as_str()), "{list}");
    }
    let stages = counts(&page, "#stadier");
    assert_eq!(stages[0], ("Ikke begynt".to_owned(), 27));
    assert_eq!(stages[1], ("Under halvparten".to_owned(), 29));
    each_leads_to_as_many(&kari, &page, "#stadier").await;
    let attention = counts(&page, "#krever");
    let named = |name: &str| {
        attention
            .iter()
            .find(|(text, _)| text == name)
            .map(|(_, count)| *count)
    };
    // Ørland and Åfjord speak against each other on Fosen Lønn, and Osen's answer to Fosen IKT against Åfjord's.
    assert_eq!(named("Svar som motsier hverandre"), Some(3), "{attention:?}");
    assert_eq!(named("Nye forslag"), Some(1), "{attention:?}");
    each_leads_to_as_many(&kari, &page, "#krever").await;
}

#[actix_web::test]
async fn days_are_counted_in_oslo_and_the_deadline_comes_and_goes() {
    let portal = Portal::new().await;
    let said = async || {
        let page = portal.let_in("leser@example.no").get(DEMO).await;
        page.text_of(".lead")
    };
    assert_eq!(
        said().await,
        "Frist tirsdag 1. desember 2026 kl. 16. 50 dager igjen."
    );
    portal.advance(TimeDelta::days(49));
    assert_eq!(
        said().await,
        "Frist tirsdag 1. desember 2026 kl. 16. 1 dag igjen."
    );
    // Half past eleven in the evening UTC is the next day in Oslo.
    portal.advance(TimeDelta::hours(15) + TimeDelta::minutes(30));
    assert_eq!(said().await, "Fristen er i dag kl. 16.00.");
    portal.advance(TimeDelta::hours(20));
    assert!(
        said()
            .await
            .starts_with("Fristen gikk ut tirsdag 1. desember 2026 kl. 16.")
    );
    let page = portal.let_in("leser@example.no").get(DEMO).await;
    assert_eq!(
        counts(&page, "#krever"),
        [("Kommuner som er over fristen".to_owned(), 10)]
    );
}

#[actix_web::test]
async fn the_chart_says_the_same_as_its_table() {
    let portal = Portal::with_demo(&[]).await;
    let kari = portal.let_in("koordinator@demo.invalid");
    let page = kari.get(DEMO).await;
    let rows = page.rows("#bekreftelser tbody tr");
    // Round 1 went out two weeks ago, and every day since then has its row.
    assert_eq!(rows.len(), 15);
    let days: Vec<&Vec<String>> = rows.iter().filter(|row| row[1] != "0").collect();
    assert_eq!(page.all("svg[role=img] rect").len(), days.len());
    let titles = page.texts("svg[role=img] rect title");
    for (title, row) in titles.iter().zip(days) {
        assert_eq!(*title, format!("{}: {}", row[0], row[1]));
    }
    assert_eq!(page.text_of("#bekreftelser tfoot .number"), "9");
    let label = page.one("svg[role=img]").attr("aria-label").unwrap().to_owned();
    assert!(label.contains("9 i alt"), "{label}");
}

#[actix_web::test]
async fn before_the_sending_the_front_is_a_list_of_what_is_missing() {
    let portal = Portal::new().await;
    let conn = &mut *portal.conn();
    diesel::update(hearing::table)
        .set(hearing::state.eq("draft"))
        .execute(conn)
        .unwrap();
    diesel::update(hearing_round::table)
        .set(hearing_round::state.eq("draft"))
        .execute(conn)
        .unwrap();
    let grong = municipality::table
        .filter(municipality::number.eq("5045"))
        .select(municipality::id.nullable());
    diesel::delete(user_role::table.filter(user_role::municipality_id.eq_any(grong)))
        .execute(conn)
        .unwrap();
    let kari = portal.coordinator().await;
    let page = kari.get(DEMO).await;
    let tags = page.texts("ul.tasks .ds-tag");
    assert_eq!(tags[0], "Mangler", "the definition");
    assert_eq!(tags[2], "1 kommune mangler");
    assert!(tags[4].starts_with("Frist tirsdag 1. desember"), "{tags:?}");
    let lacking = kari.click(&page, "Finn noen å skrive til i hver kommune").await;
    assert_eq!(lacking.texts("#kommuner tbody th a"), ["Grong"]);
    assert!(page.has("main a[href$='/runde']") && page.has("main a[href$='/utsending']"));
    // A reader sees what is missing, and no way to what only coordinators do.
    let reader = portal.reader().await.get(DEMO).await;
    assert_eq!(reader.texts("ul.tasks .ds-tag"), tags);
    assert!(!reader.has("main a[href$='/runde']") && !reader.has("main a[href$='/utsending']"));
}

#[actix_web::test]
async fn a_closed_mapping_without_a_round_shows_its_figures() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let page = kari.get("/kartlegging/trondelag-2020").await;
    assert_eq!(page.text_of("h1"), "Trøndelag 2020");
    assert!(page.has("#sektorer") && page.main().contains("avsluttet"));
    let figures = kari.click(&page, "Tall fra registeret").await;
    assert_eq!(figures.text_of("h1"), "Tall fra registeret");
    // And an open one that nobody has planned a round for says what to do first.
    let conn = &mut *portal.conn();
    diesel::update(mapping::table.filter(mapping::slug.eq("nordland-2026")))
        .set(mapping::definition_nb.eq("Samarbeid."))
        .execute(conn)
        .unwrap();
    let page = portal
        .let_in("nordland@example.no")
        .get("/kartlegging/nordland-2026")
        .await;
    let tags = page.texts("ul.tasks .ds-tag");
    assert_eq!(tags[0], "Ferdig");
    assert_eq!(tags[4], "Mangler", "the round");
}

#[actix_web::test]
async fn the_front_takes_at_most_six_statements() {
    let portal = Portal::with_demo(&[]).await;
    let kari = portal.let_in("koordinator@demo.invalid");
    for page in ["", "/tall"] {
        let address = format!("{DEMO}{page}");
        kari.get(&address).await.is(200);
        let (statements, _) = portal.statements(kari.get(&address)).await;
        assert!(statements <= 6, "{statements} statements for {page}");
    }
}
