//! The pages for anyone: the way in for each, what is said about the portal, and errors with a way on.

use ordna::web::request::cookies::Kept;

use crate::support::portal::Portal;

#[actix_web::test]
async fn outsiders_see_what_goes_on_and_no_way_into_a_register() {
    let portal = Portal::new().await;
    let page = portal.visitor().get("/").await;
    let mappings = page.texts("section[aria-labelledby=kartlegginger] .rows li");
    assert_eq!(
        mappings,
        [
            "Nordland 2026Åpen",
            "Trøndelag 2026Åpen",
            "Trøndelag 2020Avsluttet"
        ]
    );
    assert!(!page.has("a[href^='/kartlegging/']"));
    assert!(page.has("main a[href='/logg-inn']"));
    assert!(!page.main().contains("demo"));
}

#[actix_web::test]
async fn everyone_finds_the_own_way_in_on_the_front_page() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await.get("/").await;
    assert!(grong.has("main a[href='/svar']"));
    assert_eq!(grong.text_of(".who p > span:last-child"), "Du svarer for Grong");
    let reader = portal.reader().await.get("/").await;
    assert!(reader.has("main a[href='/kartlegging/trondelag-2026']"));
    assert!(!reader.has("a[href='/kartlegging/trondelag-2020'], a[href='/admin']"));
    let admin = portal.admin().await.get("/").await;
    assert!(admin.has("main a[href='/admin']") && admin.has("main a[href='/kartlegging/trondelag-2020']"));
}

#[actix_web::test]
async fn the_pages_about_the_portal_name_who_answers_for_it() {
    let flags = [
        "--owner",
        "Statsforvalteren i Trøndelag",
        "--contact-email",
        "post@example.no",
        "--accessibility-url",
        "https://uustatus.no/nb/erklaringer/publisert/1",
    ];
    let portal = Portal::with_settings(&flags).await;
    let visitor = portal.visitor();
    let privacy = visitor.get("/personvern").await;
    assert!(
        privacy
            .main()
            .contains("Statsforvalteren i Trøndelag er behandlingsansvarlig")
    );
    assert!(privacy.main().contains("artikkel 6 nr. 1 bokstav e"));
    assert!(privacy.has("a[href='https://www.datatilsynet.no/']"));
    for address in ["/personvern", "/hjelp", "/tilgjengelighet"] {
        assert!(
            visitor
                .get(address)
                .await
                .has("main a[href='mailto:post@example.no']")
        );
    }
    let accessibility = visitor.get("/tilgjengelighet").await;
    assert!(accessibility.has("main a[href^='https://uustatus.no/']"));
}

#[actix_web::test]
async fn what_the_operator_has_not_said_is_not_made_up() {
    let portal = Portal::new().await;
    let visitor = portal.visitor();
    let privacy = visitor.get("/personvern").await;
    assert!(privacy.main().contains("har ikke oppgitt navnet sitt"));
    let accessibility = visitor.get("/tilgjengelighet").await;
    assert!(accessibility.main().contains("har ikke lagt ut"));
    assert!(!accessibility.has("main a[href^=mailto]"));
}

#[actix_web::test]
async fn the_page_about_cookies_names_every_cookie_that_is_set() {
    let portal = Portal::new().await;
    let page = portal.visitor().get("/informasjonskapsler").await;
    let jar = portal.state.jar();
    let named = page.texts("tbody th");
    for name in Kept::ALL.map(|kept| jar.name(kept)) {
        assert!(
            named.iter().any(|cell| cell == name),
            "{name} is not in {named:?}"
        );
    }
}

#[actix_web::test]
async fn an_error_has_a_way_on_and_no_menu_of_a_place_that_is_not_there() {
    let portal = Portal::new().await;
    let page = portal.admin().await.get("/kartlegging/finnes-ikke/noe").await;
    page.is(404);
    assert!(page.has("main a[href='/']") && page.has("main a[href='/hjelp']"));
    assert!(!page.has("nav.local"));
    let visitor = portal.visitor().get("/finnes-ikke").await;
    assert!(visitor.has("main a[href='/logg-inn']"));
}
