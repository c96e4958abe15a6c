//! R6 for a mapping and each of its parts: a mistake does not hide what a colleague saved meanwhile.

use super::seen::{Case, chooses};
use crate::support::portal::Portal;

const MAPPING: &str = "/admin/kartlegginger/trondelag-2026";

#[actix_web::test]
async fn r6_a_mapping_and_each_of_its_parts() {
    let portal = Portal::new().await;
    let (one, other) = (portal.admin().await, portal.admin().await);
    let case = Case {
        address: &format!("{MAPPING}/endre"),
        form: "form#kartlegging",
        theirs: &[
            ("eier", "Fylkeskommunen"),
            ("definisjon_nb", "Bokmål"),
            ("definisjon_nn", "Nynorsk"),
        ],
        wrong: &[("navn", "")],
        mine: &[("navn", "Trøndelag"), ("eier", "Statsforvalteren")],
        shows: ["Hvem kartleggerFylkeskommunen", "Statsforvalteren"],
    };
    chooses(&one, &other, case).await;
    for list in ["sektorer", "oppgaver"] {
        let page = one.get(&format!("{MAPPING}/liste/{list}")).await;
        let address = page.all("#deler tbody a")[0].attr("href").unwrap().to_owned();
        let case = Case {
            address: &address,
            form: "form#del",
            theirs: &[("navn_nb", "Hennes"), ("navn_nn", "Hennar")],
            wrong: &[("navn_nb", "")],
            mine: &[("navn_nb", "Mitt"), ("navn_nn", "Mitt")],
            shows: ["Navn på nynorskHennar", "Mitt"],
        };
        chooses(&one, &other, case).await;
    }
    let case = Case {
        address: &format!("{MAPPING}/sporsmal/1"),
        form: "form#sporsmal",
        theirs: &[("tekst_nb", "Hva nå?"), ("slag", "scale")],
        wrong: &[("tekst_nb", "")],
        mine: &[("tekst_nb", "Hva så?")],
        shows: ["Hva nå?", "Hva så?"],
    };
    chooses(&one, &other, case).await;
    let case = Case {
        address: &format!("{MAPPING}/regioner/2"),
        form: "form#region",
        theirs: &[("navn", "Ytre Namdal"), ("kommuner", "5007")],
        wrong: &[("navn", "")],
        mine: &[("navn", "Indre Namdal"), ("kommuner", "5045")],
        shows: ["NavnYtre Namdal", "Indre Namdal"],
    };
    chooses(&one, &other, case).await;
    let page = one.get(&format!("{MAPPING}/regioner/2")).await;
    assert_eq!(page.one("#navn").attr("value"), Some("Indre Namdal"));
}

#[actix_web::test]
async fn r6_a_part_that_a_colleague_has_removed_is_not_there() {
    let portal = Portal::new().await;
    let (one, other) = (portal.admin().await, portal.admin().await);
    let page = one.get(&format!("{MAPPING}/sporsmal/3")).await;
    let remove = other.get(&format!("{MAPPING}/sporsmal/3/fjern")).await;
    other.submit(&remove, "form#tiltak", &[]).await.is(303);
    one.submit(&page, "form#sporsmal", &[("tekst_nb", "Mitt")])
        .await
        .is(404);
}
