//! The words that letters begin with, and admins who choose others.

use super::begin;
use crate::support::portal::Portal;

#[actix_web::test]
async fn an_admin_words_a_letter_anew_and_takes_it_back() {
    let portal = Portal::new().await;
    let anna = portal.admin().await;
    let list = anna.get("/admin/maler").await;
    let page = anna.click(&list, "Høringsbrev").await;
    let words = [("emne-hearing-nb", "Kjære {kommune}, se over innen {frist}")];
    anna.submit(&page, "form#mal", &words)
        .await
        .redirects_to("/admin/maler");
    let list = anna.get("/admin/maler").await;
    assert!(list.main().contains("Egen tekst, endret"), "{}", list.main());
    let kari = portal.coordinator().await;
    let draft = begin(&kari, "hearing", &["5045"]).await;
    let text = kari.get(&format!("{}/tekst", draft.address)).await;
    assert_eq!(
        text.one("#emne-hearing-nb").attr("value"),
        Some("Kjære {kommune}, se over innen {frist}")
    );
    let stale = anna
        .submit(&page, "form#mal", &[("emne-hearing-nb", "For sent {frist}")])
        .await;
    stale.is(409);
    assert_eq!(
        stale.one("#emne-hearing-nb").attr("value"),
        Some("For sent {frist}"),
        "what was typed is kept"
    );
    let page = anna.get("/admin/maler/hearing").await;
    anna.submit(&page, "form[action$='/standard']", &[])
        .await
        .redirects_to("/admin/maler");
    let list = anna.get("/admin/maler").await;
    assert!(!list.main().contains("Egen tekst"));
}

#[actix_web::test]
async fn a_letter_without_what_it_needs_is_not_saved() {
    let portal = Portal::new().await;
    let anna = portal.admin().await;
    let page = anna.get("/admin/maler/reopened").await;
    let answer = anna
        .submit(
            &page,
            "form#mal",
            &[("tekst-reopened-nb", "Hei. {lenke} {frist}")],
        )
        .await;
    answer.is(422);
    assert!(
        answer.main().contains("Brevet må ha feltet «grunn»"),
        "{}",
        answer.main()
    );
}
