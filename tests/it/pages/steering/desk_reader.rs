//! A reader sees what coordinators see, and changes nothing.

use crate::support::portal::Portal;

const GRONG: &str = "/kartlegging/trondelag-2026/kommuner/5045";

#[actix_web::test]
async fn a_reader_sees_the_same_pages_without_buttons_and_is_refused_behind_them() {
    let portal = Portal::new().await;
    let reader = portal.reader().await;
    let list = "/kartlegging/trondelag-2026";
    for page in [list, &format!("{list}/kommuner"), GRONG] {
        let page = reader.get(page).await;
        assert!(!page.has("main form[method=post]"), "{page}");
        assert!(!page.has("#handlinger .ds-button"), "{page}");
    }
    // That the addresses behind the buttons refuse a reader stands in the matrix; here, that nothing came of it.
    for (address, field) in [
        ("frist", ("dato", "11.12.2026")),
        ("gjenapne", ("grunn", "Feil")),
        ("notater", ("tekst", "Ringte")),
        ("svar-for", ("kilde", "phone")),
        ("svar-for/avslutt", ("x", "y")),
    ] {
        let front = reader.get("/").await;
        let token = front
            .one("form[action='/sprak'] [name=skjema]")
            .attr("value")
            .unwrap();
        let request = reader.request(actix_web::http::Method::POST);
        let fields = [field, ("skjema", token)];
        reader
            .send_form(&format!("{GRONG}/{address}"), request, &fields)
            .await
            .is(403);
    }
    for happening in [
        "hearing_extended",
        "hearing_reopened",
        "note_written",
        "deputy_began",
    ] {
        assert_eq!(portal.times_logged(happening), 0, "{happening}");
    }
}
