//! An administrator plans a mapping, changes what it says of itself, and opens it.

use ordna::db::mapping;
use ordna::domain::places::mapping::MappingStatus;

use crate::support::portal::Portal;

const ALL: &str = "/admin/kartlegginger";

fn set(portal: &Portal, slug: &str) -> mapping::settings::Set {
    mapping::settings::of(&mut portal.conn(), slug).unwrap().unwrap()
}

#[actix_web::test]
async fn a_mapping_is_planned_from_a_county_and_opened_by_an_act_of_its_own() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let page = admin.get(ALL).await;
    let page = admin.click(&page, "Planlegg en kartlegging").await;
    let changes = [
        ("navn", "Samarbeid i Trøndelag"),
        ("ar", "2028"),
        ("omrade", "50"),
        ("eier", "Statsforvalteren i Trøndelag"),
        ("kontakt", "Kari Nordmann"),
        ("epost", "Kari@example.no"),
        ("regler", "egen"),
        ("to", "ja"),
    ];
    let made = admin.submit(&page, "form#kartlegging", &changes).await;
    made.redirects_to("/admin/kartlegginger/samarbeid-i-trondelag-2028");
    let page = admin.follow(&made).await;
    let flash = page.text_of(".flash");
    assert!(
        flash.starts_with("Samarbeid i Trøndelag er planlagt, med"),
        "{flash}"
    );
    let stored = set(&portal, "samarbeid-i-trondelag-2028");
    assert_eq!(stored.mapping.status, MappingStatus::Planned);
    assert_eq!(stored.opened_at, None);
    assert_eq!(stored.settings.contact_email.as_deref(), Some("kari@example.no"));
    assert!(stored.settings.rules.rule_own_participation && !stored.settings.rules.rule_unanimous);
    assert!(stored.settings.second_person);
    assert!(
        stored
            .settings
            .definition_nn
            .contains("Formelt interkommunalt samarbeid")
    );
    let page = admin.click(&page, "Åpne kartleggingen").await;
    admin
        .submit(&page, "form#tiltak", &[])
        .await
        .redirects_to("/admin/kartlegginger/samarbeid-i-trondelag-2028");
    let stored = set(&portal, "samarbeid-i-trondelag-2028");
    assert_eq!(stored.mapping.status, MappingStatus::Open);
    assert_eq!(stored.opened_at, Some(portal.now()));
}

#[actix_web::test]
async fn a_copy_brings_the_register_along() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let page = admin.get("/admin/kartlegginger/ny").await;
    let changes = [
        ("navn", "Neste"),
        ("ar", "2027"),
        ("kopi", "trondelag-2026"),
        ("adresse", "neste"),
    ];
    let made = admin.submit(&page, "form#kartlegging", &changes).await;
    let page = admin.follow(&made).await;
    assert_eq!(page.text_of("h1"), "Neste");
    assert!(page.main().contains("Trøndelag 2026"), "{}", page.main());
    let again = admin.get("/admin/kartlegginger/ny").await;
    let again = admin.submit(&again, "form#kartlegging", &changes).await;
    again.is(422);
    assert!(again.text_of("#adresse-feil").contains("«neste»"));
    assert_eq!(again.one("#navn").attr("value"), Some("Neste"));
}

#[actix_web::test]
async fn what_is_missing_of_a_new_mapping_is_named_at_its_field() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let page = admin.get("/admin/kartlegginger/ny").await;
    let changes = [
        ("ar", "26"),
        ("adresse", "Trøndelag 2026"),
        ("definisjon_nb", "Bare på bokmål"),
        ("epost", "kari"),
    ];
    let page = admin.submit(&page, "form#kartlegging", &changes).await;
    page.is(422);
    for field in ["navn", "ar", "omrade", "definisjon_nn", "epost"] {
        assert!(page.has(&format!("#{field}-feil")), "{field}: {}", page.main());
    }
}

#[actix_web::test]
async fn the_second_to_change_a_mapping_sees_what_the_first_one_saved() {
    let portal = Portal::new().await;
    let (one, other) = (portal.admin().await, portal.admin().await);
    let edit = "/admin/kartlegginger/trondelag-2026/endre";
    let (first, second) = (one.get(edit).await, other.get(edit).await);
    one.submit(&first, "form#kartlegging", &[("eier", "Fylkeskommunen")])
        .await
        .redirects_to("/admin/kartlegginger/trondelag-2026");
    let page = other
        .submit(&second, "form#kartlegging", &[("eier", "Statsforvalteren")])
        .await;
    page.is(409);
    assert_eq!(page.text_of("#lagret"), "Hvem kartleggerFylkeskommunen");
    assert_eq!(page.one("#eier").attr("value"), Some("Statsforvalteren"));
    other
        .submit(&page, "form#kartlegging", &[])
        .await
        .redirects_to("/admin/kartlegginger/trondelag-2026");
    let owner = set(&portal, "trondelag-2026").settings.owner;
    assert_eq!(owner.as_deref(), Some("Statsforvalteren"));
    let page = other.get(edit).await;
    let same = other.submit(&page, "form#kartlegging", &[]).await;
    let page = other.follow(&same).await;
    assert_eq!(page.text_of(".flash"), "Ingenting er endret.");
}

#[actix_web::test]
async fn the_list_is_filtered_and_costs_six_statements() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let (statements, page) = portal.statements(admin.get(&format!("{ALL}?q=trondelag"))).await;
    assert!(statements <= 6, "{statements}");
    let names = page.texts("#kartlegginger tbody th");
    assert!(names.iter().all(|name| name.contains("Trøndelag")), "{names:?}");
    assert!(names.len() >= 2, "{names:?}");
    let one = format!("{ALL}/trondelag-2026");
    let (statements, _) = portal.statements(admin.get(&one)).await;
    assert!(statements <= 6, "{statements}");
    let none = admin.get(&format!("{ALL}?q=finnmark")).await;
    assert!(
        none.main().contains("Ingen kartlegginger passer"),
        "{}",
        none.main()
    );
}
