//! The list of municipalities in a round: how each stands, narrowed by the address, chosen for a letter, as a map.

use crate::support::answer::Answer;
use crate::support::portal::Portal;
use chrono::TimeDelta;

pub(super) const LIST: &str = "/kartlegging/trondelag-2026/kommuner";

pub(super) fn names(page: &Answer) -> Vec<String> {
    page.texts("#kommuner tbody th a")
}

pub(super) fn row<'a>(rows: &'a [Vec<String>], name: &str) -> &'a Vec<String> {
    let is_it = |row: &&Vec<String>| row.iter().any(|cell| cell.starts_with(name));
    rows.iter()
        .find(is_it)
        .unwrap_or_else(|| panic!("{name}: {rows:?}"))
}

#[actix_web::test]
async fn the_list_says_how_each_stands_and_what_a_draft_says_only_as_a_count() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let before = kari.get(LIST).await;
    let cells = before.rows("#kommuner tbody tr");
    assert!(row(&cells, "Grong").contains(&"0 av 3".to_owned()), "{cells:?}");
    portal.advance(TimeDelta::hours(2));
    let grong = portal.respondent("Grong").await;
    let list = "/svar/trondelag-2026/5045/ordninger";
    let page = grong.get(list).await;
    let value = page.all("button[data-key=s]")[0]
        .attr("value")
        .unwrap()
        .to_owned();
    grong
        .submit(&page, "form#liste", &[("svar", &value)])
        .await
        .is(303);
    // Her session is over by now.
    let after = portal.let_in("koordinator@example.no").get(LIST).await;
    let cells = after.rows("#kommuner tbody tr");
    let grong = row(&cells, "Grong");
    assert!(grong.contains(&"1 av 3".to_owned()), "{grong:?}");
    assert!(grong.contains(&"12.10. kl. 12.00".to_owned()), "{grong:?}");
    assert!(grong.contains(&"Sendt".to_owned()), "{grong:?}");
    assert!(grong.contains(&"Kommunedirektør i Grong".to_owned()), "{grong:?}");
}

#[actix_web::test]
async fn the_filters_are_in_the_address_and_can_be_taken_away() {
    let portal = Portal::with_demo(&[]).await;
    let kari = portal.let_in("koordinator@demo.invalid");
    let found = async |query: &str| names(&kari.get(&format!("{LIST}?{query}")).await);
    assert_eq!(found("status=bekreftet").await.len(), 8);
    assert_eq!(found("status=gjenapnet").await, ["Åfjord"]);
    // The reopened one among them: what it answered stands.
    assert_eq!(found("fremdrift=ferdig").await.len(), 9);
    assert_eq!(found("krever=forslag").await, ["Malvik"]);
    assert_eq!(found("krever=motstrid&q=malvik").await, [""; 0]);
    assert_eq!(found("status=tull").await, [""; 0]);
    assert_eq!(
        found("sorter=status").await.last().map(String::as_str),
        Some("Åfjord")
    );
    let page = kari
        .get(&format!("{LIST}?status=paminnet&fremdrift=ikke-begynt"))
        .await;
    assert_eq!(
        page.texts("nav[aria-label='Filtre i bruk'] .ds-chip"),
        ["Status: Påminnet", "Fremdrift: Ikke begynt"]
    );
    let fewer = kari.click(&page, "Status: Påminnet").await;
    assert!(names(&fewer).len() > names(&page).len());
    let none = kari
        .get(&format!("{LIST}?status=bekreftet&fremdrift=ikke-begynt"))
        .await;
    assert!(none.main().contains("Nullstill filter") && !none.has("#utvalg"));
}

#[actix_web::test]
async fn coordinators_choose_whom_to_write_to_and_readers_only_read() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let page = kari.get(&format!("{LIST}?region=2")).await;
    let form = page.one("form#utvalg");
    assert_eq!(
        form.attr("action"),
        Some("/kartlegging/trondelag-2026/utsending/ny")
    );
    assert_eq!(page.all("#utvalg input[name=kommune]").len(), names(&page).len());
    let shown = page.one("#utvalg [name=vist]").attr("value").unwrap().to_owned();
    assert_eq!(shown.split(' ').count(), names(&page).len());
    let buttons: Vec<_> = page
        .all("#utvalg button[name=brev]")
        .iter()
        .map(|button| button.attr("value").unwrap().to_owned())
        .collect();
    assert_eq!(buttons, ["reminder", "hearing"]);
    let reader = portal.reader().await.get(&format!("{LIST}?region=2")).await;
    assert_eq!(names(&reader), names(&page));
    assert!(!reader.has("main form[method=post]") && !reader.has("main input[type=checkbox]"));
}

#[actix_web::test]
async fn the_file_has_what_the_page_shows_and_how_each_stands() {
    let portal = Portal::with_demo(&[]).await;
    let kari = portal.let_in("koordinator@demo.invalid");
    let page = kari
        .get(&format!("{LIST}?status=bekreftet&sorter=-innbyggere"))
        .await;
    let link = page
        .one("a[href*='kommuner.csv']:not([href*=excel])")
        .attr("href")
        .unwrap();
    let file = kari.get(link).await;
    let rows: Vec<Vec<&str>> = file
        .text()
        .lines()
        .map(|line| line.split(',').collect())
        .collect();
    let column = |name: &str| rows[0].iter().position(|title| *title == name).unwrap();
    let in_file: Vec<&str> = rows[1..].iter().map(|row| row[column("kommune")]).collect();
    assert_eq!(in_file, names(&page));
    for row in &rows[1..] {
        assert_eq!(row[column("status")], "bekreftet");
        assert_eq!(row[column("answered")], row[column("asked")]);
    }
}

#[actix_web::test]
async fn the_map_has_a_tile_for_each_with_its_letter_and_the_way_to_it() {
    let portal = Portal::with_demo(&[]).await;
    let kari = portal.let_in("koordinator@demo.invalid");
    let list = kari.get(LIST).await;
    let page = kari.click(&list, "Vis som kart").await;
    assert_eq!(page.all("#kart a").len(), 38);
    let grong = page.one("#kart a[href$='/5045']");
    let label = grong.attr("aria-label").unwrap();
    assert!(label.starts_with("Grong: bekreftet, "), "{label}");
    assert!(crate::support::answer::text_in(grong).contains('B'));
    let some = kari.get(&format!("{LIST}?vis=kart&status=paminnet")).await;
    assert_eq!(some.all("#kart a").len(), 6);
    assert!(!kari.click(&some, "Vis som liste").await.has("#kart"));
}

/// The whole country in the area of the demo's mapping, each with a hearing in its round.
fn add_the_country(portal: &Portal) {
    use diesel::connection::SimpleConnection;
    portal
        .conn()
        .batch_execute(
            "INSERT INTO mapping_area (mapping_id, municipality_id)
             SELECT m.id, k.id FROM mapping m, municipality k WHERE m.slug = 'trondelag-2026' AND k.valid_to IS NULL
             AND NOT EXISTS (SELECT 1 FROM mapping_area a WHERE a.mapping_id = m.id AND a.municipality_id = k.id);
             INSERT INTO hearing (round_id, municipality_id, state, sent_at)
             SELECT r.id, a.municipality_id, 'sent', '2026-10-12 08:00:00' FROM hearing_round r
             JOIN mapping m ON m.id = r.mapping_id JOIN mapping_area a ON a.mapping_id = m.id
             WHERE m.slug = 'trondelag-2026' AND NOT EXISTS (SELECT 1 FROM hearing h
                 WHERE h.round_id = r.id AND h.municipality_id = a.municipality_id);
             UPDATE mapping SET register_version = register_version + 1 WHERE slug = 'trondelag-2026'",
        )
        .unwrap();
}

#[actix_web::test]
async fn the_list_of_the_whole_country_takes_no_more_statements_than_that_of_a_county() {
    let portal = Portal::with_demo(&[]).await;
    let kari = portal.let_in("koordinator@demo.invalid");
    kari.get(LIST).await.is(200);
    let (of_a_county, _) = portal.statements(kari.get(LIST)).await;
    add_the_country(&portal);
    let page = kari.get(LIST).await;
    assert_eq!(names(&page).len(), 357);
    let (of_the_country, page) = portal.statements(kari.get(LIST)).await;
    assert_eq!(of_the_country, of_a_county);
    assert!(page.body().len() < 300_000, "{} bytes", page.body().len());
    let map = kari.get(&format!("{LIST}?vis=kart")).await;
    assert_eq!(map.all("#kart a").len(), 357);
}

#[actix_web::test]
async fn the_list_takes_at_most_eight_statements() {
    let portal = Portal::with_demo(&[]).await;
    let kari = portal.let_in("koordinator@demo.invalid");
    kari.get(LIST).await.is(200);
    for query in ["", "?krever=motstrid&sorter=-fremdrift", "?vis=kart"] {
        let (statements, page) = portal.statements(kari.get(&format!("{LIST}{query}"))).await;
        page.is(200);
        assert!(statements <= 8, "{statements} statements for {query}");
    }
}
