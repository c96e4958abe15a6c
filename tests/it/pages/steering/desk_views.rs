//! A coordinator gives what the list shows a name, comes back to it, and deletes it.

use crate::support::portal::Portal;

const LIST: &str = "/kartlegging/trondelag-2026/kommuner";
const FORM: &str = "form#lagre-visning";

#[actix_web::test]
async fn a_view_is_saved_found_again_and_deleted() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let page = kari.get(&format!("{LIST}?region=2&status=sendt")).await;
    let answer = kari.submit(&page, FORM, &[("navn", "Namdal")]).await;
    let page = kari.follow(&answer).await;
    assert!(page.text().contains("Visningen «Namdal» er lagret."));
    let shown = page.texts("#kommuner tbody th a");
    let other = kari.get(LIST).await;
    assert_eq!(other.texts("#visninger a"), ["Namdal"]);
    let again = kari.click(&other, "Namdal").await;
    assert_eq!(again.texts("#kommuner tbody th a"), shown);
    // The same name shows something else from now on.
    let page = kari.get(&format!("{LIST}?q=snasa")).await;
    let answer = kari.submit(&page, FORM, &[("navn", "Namdal")]).await;
    let page = kari.follow(&answer).await;
    assert!(page.text().contains("viser nå dette utvalget"));
    let again = kari.click(&page, "Namdal").await;
    assert_eq!(again.texts("#kommuner tbody th a"), ["Snåsa"]);
    let delete = kari.click(&again, "Slett visning «Namdal»").await;
    assert!(delete.main().contains("Bare visningen blir borte"));
    let answer = kari.submit(&delete, "form#slett", &[]).await;
    let page = kari.follow(&answer).await;
    assert!(page.text().contains("Visningen «Namdal» er slettet.") && !page.has("#visninger"));
}

#[actix_web::test]
async fn a_view_is_the_persons_own() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let page = kari.get(&format!("{LIST}?region=2")).await;
    kari.submit(&page, FORM, &[("navn", "Min")]).await.is(303);
    let own = kari.get(LIST).await;
    let delete = own
        .one("main a[href*='/visninger/']")
        .attr("href")
        .unwrap()
        .to_owned();
    let admin = portal.admin().await;
    assert!(!admin.get(LIST).await.has("#visninger"));
    admin.get(&delete).await.is(404);
    let reader = portal.reader().await;
    assert!(!reader.get(LIST).await.has("#visninger"));
    reader.get(&delete).await.is(403);
}

#[actix_web::test]
async fn a_view_wants_a_name_and_a_filter() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    assert!(!kari.get(LIST).await.has(FORM), "all is no view");
    let page = kari.get(&format!("{LIST}?region=2")).await;
    let answer = kari.submit(&page, FORM, &[("navn", " ")]).await;
    let page = kari.follow(&answer).await;
    assert!(page.text_of(".flash").contains("Navn på visningen må fylles ut."));
    for wrong in ["", "q=\"><script>", &"a".repeat(501)] {
        let token = page.one(&format!("{FORM} [name=skjema]")).attr("value").unwrap();
        let request = kari.request(actix_web::http::Method::POST);
        let fields = [("navn", "Navn"), ("sok", wrong), ("skjema", token)];
        let address = "/kartlegging/trondelag-2026/visninger";
        kari.send_form(address, request, &fields).await.is(400);
    }
}
