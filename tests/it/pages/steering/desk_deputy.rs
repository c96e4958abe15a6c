//! A reply that came by phone, letter or interview: a coordinator enters it on the municipality's own pages, for a while
//! and in the open.

use chrono::TimeDelta;
use diesel::prelude::*;
use ordna::db::schema::{submission, user_role};

use super::desk_answering::confirm;
use crate::support::answer::Answer;
use crate::support::browser::Browser;
use crate::support::portal::Portal;

const GRONG: &str = "/kartlegging/trondelag-2026/kommuner/5045";
const ANSWER: &str = "/svar/trondelag-2026/5045";
const FORM: &str = "form#svar-for";

const TOLD: [(&str, &str); 3] = [
    ("kilde", "phone"),
    ("hvem", "Ola Nordmann, kommunedirektør"),
    ("grunn", "De har ikke nett i dag."),
];

async fn begin(kari: &Browser, more: &[(&str, &str)]) -> Answer {
    let page = kari.get(&format!("{GRONG}/svar-for")).await;
    let fields: Vec<_> = TOLD.iter().chain(more).copied().collect();
    kari.submit(&page, FORM, &fields).await
}

#[actix_web::test]
async fn a_reply_by_phone_is_entered_confirmed_and_receipted_and_then_the_door_is_shut() {
    let portal = Portal::new().await;
    portal.keep_mail();
    let kari = portal.coordinator().await;
    kari.get(ANSWER).await.is(404);
    let page = kari.get(GRONG).await;
    let form = kari.click(&page, "Registrer svar på telefon eller brev").await;
    let refused = kari.submit(&form, FORM, &[("hvem", "")]).await;
    assert_eq!(refused.is(422).texts(".ds-error-summary a").len(), 3);
    let answer = begin(&kari, &[]).await;
    answer.redirects_to(ANSWER);
    let own = kari.follow(&answer).await;
    let told = "Du svarer på vegne av Grong, etter telefon fra Ola Nordmann, kommunedirektør.";
    for page in ["", "/ordninger", "/ordninger/1", "/bekreft"] {
        let page = kari.get(&format!("{ANSWER}{page}")).await;
        assert!(
            page.text_of("#fullmakt").starts_with(told),
            "{page}: {}",
            page.main()
        );
    }
    // She answers, and lets no colleague in; her own head does not say that she answers for it.
    assert!(!own.has("a[href$='/del']") && !own.text_of(".who p").contains("Grong"));
    kari.get(&format!("{ANSWER}/del")).await.is(404);
    kari.get("/svar/trondelag-2026/5046").await.is(404);
    let confirmed = confirm(&kari, "5045").await;
    confirmed.redirects_to(GRONG);
    let page = kari.follow(&confirmed).await;
    assert!(page.text_of(".flash").contains("Svar 1 er bekreftet."));
    let signed = "Kari Koordinator, etter telefon fra Ola Nordmann, kommunedirektør";
    assert!(page.main().contains(signed), "{}", page.main());
    let stored: (String, Option<String>) = submission::table
        .select((submission::signed_name, submission::on_behalf_source))
        .first(&mut *portal.conn())
        .unwrap();
    assert_eq!(stored, (signed.to_owned(), Some("phone".to_owned())));
    // The receipt goes to the municipality, and to nobody else.
    assert_eq!(portal.letters("kommunedirektor@grong.example.no").len(), 1);
    assert_eq!(portal.letters("koordinator@example.no").len(), 0);
    // It is over.
    kari.get(ANSWER).await.is(404);
    kari.get(&format!("{ANSWER}/kvittering/1")).await.is(404);
    let open_roles: i64 = user_role::table
        .filter(user_role::role.eq("deputy"))
        .filter(user_role::ended_at.is_null())
        .count()
        .get_result(&mut *portal.conn())
        .unwrap();
    assert_eq!(open_roles, 0);
    let grong = portal.respondent("Grong").await;
    let log = grong.get(&format!("{ANSWER}/logg")).await;
    assert!(
        log.main().contains(
            "Kari Koordinator, etter telefon fra Ola Nordmann, kommunedirektør. De har ikke nett i dag."
        ),
        "{}",
        log.main()
    );
    let receipt = grong.get(&format!("{ANSWER}/kvittering/1")).await;
    assert!(receipt.main().contains(signed));
}

#[actix_web::test]
async fn s27_a_draft_stays_the_municipalitys_own_until_it_asks() {
    let portal = Portal::new().await;
    portal.keep_mail();
    let grong = portal.respondent("Grong").await;
    let list = grong.get(&format!("{ANSWER}/ordninger")).await;
    let right = list.all("button[data-key=s]")[0]
        .attr("value")
        .unwrap()
        .to_owned();
    grong
        .submit(&list, "form#liste", &[("svar", &right)])
        .await
        .is(303);
    let kari = portal.coordinator().await;
    let refused = begin(&kari, &[]).await;
    assert!(
        refused
            .is(422)
            .text_of(".ds-error-summary")
            .contains("utkast som ikke er sendt inn")
    );
    kari.get(ANSWER).await.is(404);
    begin(&kari, &[("bedt", "ja")]).await.redirects_to(ANSWER);
    let log = grong.get(&format!("{ANSWER}/logg")).await;
    assert!(log.main().contains("ba om dette"), "{}", log.main());
    // What has been sent in is no draft: nobody has to ask.
    confirm(&grong, "5045").await.is(303);
    let page = kari.get(GRONG).await;
    let ended = kari.submit(&page, "form[action$=avslutt]", &[]).await;
    kari.follow(&ended).await.is(200);
    begin(&kari, &[]).await.redirects_to(ANSWER);
}

#[actix_web::test]
async fn the_right_is_the_coordinators_own_and_ends_by_the_clock() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    begin(&kari, &[]).await.redirects_to(ANSWER);
    portal.admin().await.get(ANSWER).await.is(404);
    portal.reader().await.get(ANSWER).await.is(404);
    portal.let_in("nordland@example.no").get(ANSWER).await.is(404);
    // Taken up twice it is the same; given up, it is gone at once.
    begin(&kari, &[]).await.redirects_to(ANSWER);
    assert_eq!(portal.times_logged("deputy_began"), 1);
    let page = kari.get(GRONG).await;
    assert!(page.text_of(".ds-alert").contains("Du svarer på vegne av Grong"));
    kari.submit(&page, "form[action$=avslutt]", &[])
        .await
        .redirects_to(GRONG);
    kari.get(ANSWER).await.is(404);
    begin(&kari, &[]).await.redirects_to(ANSWER);
    portal.advance(TimeDelta::hours(24));
    let kari = portal.let_in("koordinator@example.no");
    kari.get(ANSWER).await.is(404);
    // And can be taken up anew, although the role of the first was never ended.
    begin(&kari, &[]).await.redirects_to(ANSWER);
    kari.get(ANSWER).await.is(200);
    // After the deadline there is nothing to enter.
    portal.advance(TimeDelta::days(60));
    let kari = portal.let_in("koordinator@example.no");
    kari.get(ANSWER).await.is(404);
    let answer = begin(&kari, &[]).await;
    assert!(
        kari.follow(&answer)
            .await
            .text_of(".flash")
            .contains("fristen er ute")
    );
}
