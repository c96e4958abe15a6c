//! The list of arrangements: searched, filtered and sorted.

use crate::support::answer::Answer;
use crate::support::browser::Browser;
use crate::support::portal::Portal;

const LIST: &str = "/kartlegging/trondelag-2026/ordninger";

fn names(page: &Answer) -> Vec<String> {
    page.texts("#ordninger tbody th a")
}

async fn found(browser: &Browser, query: &str) -> Vec<String> {
    let page = browser.get(&format!("{LIST}?{query}")).await;
    page.is(200);
    names(&page)
}

#[actix_web::test]
async fn the_list_has_everything_in_norwegian_order_and_says_what_is_counted() {
    let portal = Portal::new().await;
    let page = portal.coordinator().await.get(LIST).await;
    assert_eq!(
        names(&page),
        [
            "Felles regnskapskontor",
            "Fosen nettverk for skoleledere",
            "Indre Namdal barnevern",
            "Kysten havn AS",
            "Namdal avfall IKS",
            "Namdal legevakt",
            "Østre Å brannvern"
        ]
    );
    assert_eq!(page.text_of("p.count"), "7 ordninger, 5 regnes med i tabellene.");
    assert_eq!(
        page.texts("#ordninger .ds-tag"),
        ["Nedlagt", "Grensetilfelle", "Ikke regnet med", "Under etablering"]
    );
    assert_eq!(
        page.rows("#ordninger tbody tr")[2],
        [
            "Indre Namdal barnevern",
            "Oppvekst og kunnskap",
            "Vertskommune § 20-2",
            "Grong",
            "Lokalt",
            "3"
        ]
    );
}

#[actix_web::test]
async fn a_search_takes_half_words_in_any_spelling() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    assert_eq!(found(&kari, "q=BRANN").await, ["Østre Å brannvern"]);
    assert_eq!(found(&kari, "q=ostre").await, ["Østre Å brannvern"]);
    assert_eq!(found(&kari, "q=oestre+aa").await, ["Østre Å brannvern"]);
    assert_eq!(
        found(&kari, "q=namd").await,
        ["Indre Namdal barnevern", "Namdal avfall IKS", "Namdal legevakt"]
    );
    assert_eq!(found(&kari, "q=lege+namd").await, ["Namdal legevakt"]);
}

#[actix_web::test]
async fn a_search_finds_the_host() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    assert_eq!(found(&kari, "q=grong").await, ["Indre Namdal barnevern"]);
    assert_eq!(found(&kari, "q=gron+barne").await, ["Indre Namdal barnevern"]);
}

#[actix_web::test]
async fn s40_wildcards_find_nothing_by_themselves() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    for sign in ["%25", "_", "%25%25", "%25_%25", "%27", "%5C"] {
        assert_eq!(found(&kari, &format!("q={sign}")).await, [""; 0], "{sign}");
    }
    kari.get(&format!("{LIST}?sektor=1&sektor=2")).await.is(400);
}

#[actix_web::test]
async fn each_filter_narrows_the_list() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let cases: &[(&str, &[&str])] = &[
        ("sektor=1", &["Namdal legevakt"]),
        ("sektor=ukjent", &["Felles regnskapskontor"]),
        ("oppgave=4", &["Namdal avfall IKS"]),
        (
            "oppgave=ukjent",
            &[
                "Felles regnskapskontor",
                "Fosen nettverk for skoleledere",
                "Kysten havn AS",
            ],
        ),
        ("form=iks", &["Namdal avfall IKS"]),
        (
            "form=ukjent",
            &["Fosen nettverk for skoleledere", "Østre Å brannvern"],
        ),
        ("vert=5007", &["Namdal legevakt"]),
        ("vert=uten&niva=higher", &["Namdal avfall IKS"]),
        ("kommune=5041", &["Namdal avfall IKS", "Østre Å brannvern"]),
        ("kommune=1811", &["Kysten havn AS", "Namdal avfall IKS"]),
        ("niva=regional", &["Namdal legevakt"]),
        ("liv=discontinued", &["Felles regnskapskontor"]),
        ("status=excluded", &["Kysten havn AS"]),
        ("regnes=nei", &["Felles regnskapskontor", "Kysten havn AS"]),
        ("sektor=3&kommune=5007&regnes=ja", &["Namdal avfall IKS"]),
    ];
    for (query, expected) in cases {
        assert_eq!(found(&kari, query).await, *expected, "{query}");
    }
}

#[actix_web::test]
async fn a_filter_for_what_does_not_exist_finds_nothing_and_says_so() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    for query in [
        "sektor=99",
        "form=lag",
        "vert=x",
        "kommune=9999",
        "niva=",
        "niva=x",
        "regnes=x",
    ] {
        let page = kari.get(&format!("{LIST}?{query}")).await;
        page.is(200);
        assert_eq!(page.has(".empty"), query != "niva=", "{query}");
    }
    let page = kari.get(&format!("{LIST}?sektor=99&q=namdal")).await;
    assert_eq!(
        page.texts(".active-filters a"),
        ["Søk: namdal", "Sektor: 99 (finnes ikke)"]
    );
    assert!(page.main().contains("Prøv et kortere ord"), "{}", page.main());
}

#[actix_web::test]
async fn a_filter_is_chosen_in_the_form_and_taken_away_by_a_link() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let page = kari.get(LIST).await;
    let page = kari
        .submit(&page, "form#filter", &[("q", "namdal"), ("sektor", "3")])
        .await;
    assert_eq!(names(&page), ["Namdal avfall IKS"]);
    assert_eq!(page.text_of("p.count"), "1 ordning. Alle regnes med i tabellene.");
    let page = kari.click(&page, "Sektor: Teknisk og miljø").await;
    assert_eq!(names(&page).len(), 3);
    let page = kari.click(&page, "Nullstill filter").await;
    assert_eq!(names(&page).len(), 7);
}

#[actix_web::test]
async fn the_list_sorts_both_ways_with_the_unknown_last() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    assert_eq!(found(&kari, "sorter=-navn").await[0], "Østre Å brannvern");
    let by_size = found(&kari, "sorter=-deltakere").await;
    assert_eq!(by_size[..2], ["Namdal avfall IKS", "Namdal legevakt"]);
    let by_sector = found(&kari, "sorter=sektor").await;
    assert_eq!(by_sector[0], "Namdal legevakt");
    assert_eq!(by_sector[6], "Felles regnskapskontor");
    let backwards = found(&kari, "sorter=-sektor").await;
    assert_eq!(backwards[..2], ["Kysten havn AS", "Namdal avfall IKS"]);
    assert_eq!(backwards[6], "Felles regnskapskontor");
    let by_form = found(&kari, "sorter=form").await;
    assert_eq!(by_form[0], "Felles regnskapskontor");
    assert_eq!(
        by_form[5..],
        ["Fosen nettverk for skoleledere", "Østre Å brannvern"]
    );
    let by_level = found(&kari, "sorter=-niva").await;
    assert_eq!(by_level[..2], ["Namdal avfall IKS", "Namdal legevakt"]);
    assert_eq!(found(&kari, "sorter=tull").await.len(), 7);
    let page = kari.get(&format!("{LIST}?sorter=-deltakere")).await;
    assert_eq!(page.text_of("th[aria-sort=descending]"), "Deltakere");
}
