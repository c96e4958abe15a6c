//! What people come for, in a browser that runs no scripts.

use super::chromium::{Chromium, Dress};
use super::server::Server;
use crate::support::people::{ADMIN, COORDINATOR, GRONG, NEW_PASSWORD, PASSWORD};

/// At the desk and on the phone.
const WIDTHS: [u32; 2] = [1280, 320];

fn log_in(server: &Server, chromium: &Chromium, email: &str, password: &str) {
    chromium.open(&server.url("/logg-inn"));
    chromium.type_into("#epost", email);
    chromium.type_into("#passord", password);
    chromium.press("form#logg-inn button[type=submit]");
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn a_kommunedirektor_signs_in_with_a_mailed_code_and_sees_the_own_list() {
    for width in WIDTHS {
        let (server, chromium) = (Server::start().await, Chromium::start(false));
        chromium.dress(Dress { width, dark: false });
        log_in(&server, &chromium, GRONG, PASSWORD);
        chromium.comes_to(&server.url("/logg-inn/kode"));
        let code = server.portal.newest_code(GRONG);
        chromium.type_into("#kode", &code);
        chromium.press("form#kode-skjema button[type=submit]");
        chromium.find("header form[action='/logg-ut']");
        chromium.open(&server.url("/svar/trondelag-2026/5045/ordninger"));
        assert!(chromium.text_of("main").contains("Indre Namdal barnevern"));
        assert!(chromium.text_of(".who").contains("Grong"));
    }
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn a_coordinator_signs_in_with_an_app_finds_an_arrangement_and_opens_it() {
    for width in WIDTHS {
        let (server, chromium) = (Server::start().await, Chromium::start(false));
        chromium.dress(Dress { width, dark: false });
        let app = server.portal.give_app(COORDINATOR);
        log_in(&server, &chromium, COORDINATOR, PASSWORD);
        chromium.type_into("#kode", &server.portal.code_of(&app));
        chromium.press("form#totp button[type=submit]");
        chromium.find("header form[action='/logg-ut']");
        chromium.open(&server.url("/kartlegging/trondelag-2026/ordninger"));
        // Half a word, and none of its own letters for æ, ø and å.
        chromium.type_into("#q", "ostre");
        chromium.press("form#filter button[type=submit]");
        chromium.find("#q[value=ostre]");
        let found = chromium.text_of("main table tbody");
        assert!(
            found.contains("Østre Å brannvern") && !found.contains("legevakt"),
            "{found}"
        );
        chromium.press("main table tbody a");
        chromium.comes_to(&server.url("/kartlegging/trondelag-2026/ordninger/4"));
        assert_eq!(chromium.text_of("h1"), "Østre Å brannvern");
        assert!(chromium.text_of("main").contains("Snåsa"));
    }
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn whoever_is_invited_reads_the_letter_makes_a_password_and_is_in() {
    const NEW: &str = "ny.direktor@overhalla.example.no";
    let (server, chromium) = (Server::start().await, Chromium::start(false));
    let admin = server.portal.sign_in(ADMIN).await;
    let page = admin.get("/admin/brukere/ny").await;
    let fields = [
        ("navn", "Nina Ny"),
        ("epost", NEW),
        ("rolle", "respondent"),
        ("kommune", "5047"),
    ];
    admin.submit(&page, "form#invitasjon", &fields).await.is(303);
    assert_eq!(server.portal.deliver_mail().await, 1);

    chromium.open(&server.url(&server.portal.newest_link(NEW)));
    // The token is gone from the address.
    chromium.comes_to(&server.url("/aktiver"));
    chromium.type_into("#nytt", NEW_PASSWORD);
    chromium.type_into("#gjenta", NEW_PASSWORD);
    chromium.press("form#lag-passord button[type=submit]");
    chromium.comes_to(&server.url("/logg-inn"));
    log_in(&server, &chromium, NEW, NEW_PASSWORD);
    chromium.find("header form[action='/logg-ut']");
    assert!(chromium.text_of(".who").contains("Nina Ny"));
}
