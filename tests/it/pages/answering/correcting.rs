//! The correction form: what it shows, and what it takes.

use diesel::prelude::*;
use ordna::db::schema::audit_event;
use ordna::demo::{PASSWORD, account_of};

use super::{FORM, LIST, SHAPE, corrections, register_changes, stored, submits};
use crate::support::answer::Answer;
use crate::support::browser::Browser;
use crate::support::people::log_in;
use crate::support::portal::Portal;

pub async fn form(browser: &Browser) -> Answer {
    let page = browser.get(FORM).await;
    page.is(200);
    page
}

#[actix_web::test]
async fn the_form_is_filled_with_what_is_known_and_says_what_it_touches() {
    let portal = Portal::new().await;
    submits(&portal, "5007", "confirmed", &[]);
    let grong = portal.respondent("Grong").await;
    form(&grong).await;
    let (statements, page) = portal.statements(form(&grong)).await;
    assert!(statements <= 6, "{statements} statements");
    assert_eq!(page.text_of("h1"), "Rett opp Namdal legevakt");
    assert_eq!(page.text_of("main .lead"), "Gjelder 4 kommuner, 1 har bekreftet.");
    for (id, value) in [
        ("navn", "Namdal legevakt"),
        ("etablert", "2004"),
        ("arsverk", "12,6"),
    ] {
        assert_eq!(page.one(&format!("#{id}")).attr("value"), Some(value));
    }
    assert!(page.has("input[name=form][value=host][checked]"));
    assert_eq!(page.text_of("#vert option[selected]"), "Namsos");
    let ticked = page.all("input[name=deltaker][checked]").len();
    let offered = page.all(".long-list input[name=deltaker]").len();
    assert_eq!((ticked, offered), (4, 7));
    assert!(page.main().contains("Grong (dere)"));
    assert!(!page.has("[name=likt]"));
}

#[actix_web::test]
async fn a_correction_is_stored_and_leads_on_to_the_next_row() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = form(&grong).await;
    let changes = [
        ("arsverk", "14,5"),
        ("form", "unsure"),
        ("vert", "annen"),
        ("vert_annen", "Helse Nord-Trøndelag"),
        ("avtaledato", "01.12.25"),
        ("avtalelenke", "https://www.grong.kommune.no/avtale"),
        ("statsforvalter", "ja"),
        ("kommentar", "Se vedtaket"),
    ];
    let saved = grong.submit(&page, SHAPE, &changes).await;
    saved.redirects_to(&format!("{LIST}?etter=1"));
    let list = grong.follow(&saved).await;
    assert_eq!(list.text_of(".flash"), "Rettingene er lagret.");
    assert!(
        list.text_of("#o1 h3").ends_with("Rettet"),
        "{}",
        list.text_of("#o1")
    );
    assert!(
        list.text_of("#o1").contains("Årsverk før 12,6 nå 14,5"),
        "{}",
        list.text_of("#o1")
    );
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        corrections(&portal, "5045"),
        [
            ("legal_form".to_owned(), text("host"), text("unsure")),
            ("host".to_owned(), text("5007"), text("Helse Nord-Trøndelag")),
            ("fte".to_owned(), text("12.6"), text("14.5")),
            ("agreement_date".to_owned(), None, text("2025-12-01")),
            (
                "agreement_link".to_owned(),
                None,
                text("https://www.grong.kommune.no/avtale")
            ),
            ("governor_notified".to_owned(), None, text("yes")),
        ]
    );
    let again = form(&grong).await;
    assert_eq!(
        again.one("#vert_annen").attr("value"),
        Some("Helse Nord-Trøndelag")
    );
    assert_eq!(again.text_of("#arsverk-hint"), "I listen nå: 12,6.");
    assert_eq!(again.text_of("#kommentar"), "Se vedtaket");
}

#[actix_web::test]
async fn an_organisation_number_is_taken_when_its_last_digit_is_right() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let typed = [("organisasjonsnummer", "971 035 855"), ("arsverk", "14,5")];
    let refused = grong.submit(&form(&grong).await, SHAPE, &typed).await;
    refused.is(422);
    let field = refused.one("#organisasjonsnummer");
    assert_eq!(
        field.attr("value"),
        Some("971 035 855"),
        "what was typed is still there"
    );
    assert_eq!(refused.one("#arsverk").attr("value"), Some("14,5"));
    let said = refused.text_of("#organisasjonsnummer-feil");
    assert!(said.contains("Organisasjonsnummer må ha ni siffer"), "{said}");
    assert_eq!(stored(&portal, "5045"), None);
    let right = [("organisasjonsnummer", "971 035 854")];
    grong.submit(&refused, SHAPE, &right).await.is(303);
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        corrections(&portal, "5045"),
        [
            ("fte".to_owned(), text("12.6"), text("14.5")),
            ("organisation_number".to_owned(), None, text("971035854")),
        ]
    );
}

#[actix_web::test]
async fn a_form_that_changes_nothing_says_that_it_is_right() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let saved = grong.submit(&form(&grong).await, SHAPE, &[]).await;
    let list = grong.follow(&saved).await;
    assert!(
        list.text_of(".flash")
            .contains("Ingenting var endret. Lagret som «Stemmer».")
    );
    assert_eq!(stored(&portal, "5045"), Some((Some("confirmed".into()), None)));
    grong
        .submit(&form(&grong).await, SHAPE, &[("kommentar", "Snart ny avtale")])
        .await
        .is(303);
    let answer = (Some("confirmed".into()), Some("Snart ny avtale".into()));
    assert_eq!(stored(&portal, "5045"), Some(answer));
}

#[actix_web::test]
async fn participants_are_added_given_shares_and_taken_out() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = form(&grong).await;
    let changes = [
        ("deltaker", "5007"),
        ("deltaker", "5045"),
        ("deltaker", "5046"),
        ("deltaker", "1811"),
        ("andel-5007", "50 %"),
        ("eier-1-navn", "Helse Nord-Trøndelag"),
        ("eier-1-type", "state"),
        ("eier-1-andel", "10"),
    ];
    grong.submit(&page, SHAPE, &changes).await.is(303);
    let fields: Vec<String> = corrections(&portal, "5045")
        .into_iter()
        .map(|(field, ..)| field)
        .collect();
    assert_eq!(
        fields,
        [
            "share",
            "participant_added",
            "participant_added",
            "participant_removed"
        ]
    );
    let again = form(&grong).await;
    assert!(
        again.has("#deltaker-5047:not([checked])") && again.has("[name=deltaker][value='1811'][checked]")
    );
    assert!(
        again.has("#andel-1811"),
        "a new participant has a field for its share"
    );
    assert_eq!(
        again.one("#eier-1-navn").attr("value"),
        Some("Helse Nord-Trøndelag")
    );
    assert!(again.has("#eier-2-navn"), "and there is room for one more");
    // What is there already comes back as it is.
    let saved = grong.submit(&again, SHAPE, &[]).await;
    assert!(
        grong
            .follow(&saved)
            .await
            .text_of(".flash")
            .contains("Rettingene er lagret.")
    );
    assert_eq!(corrections(&portal, "5045").len(), 4);
}

#[actix_web::test]
async fn what_was_last_time_and_what_others_submit_stands_by_the_field_without_their_words() {
    let portal = Portal::new().await;
    register_changes(&portal, 200);
    submits(
        &portal,
        "5047",
        "corrected",
        &[("fte", "14"), ("content", "Kanarifugl i fritekst")],
    );
    let page = form(&portal.respondent("Grong").await).await;
    let hint = page.text_of("#arsverk-hint");
    assert!(hint.ends_with("12,6. Overhalla foreslår 14."), "{hint}");
    assert_eq!(page.text_of("#beskrivelse-hint"), "Overhalla har rettet dette.");
    assert!(!page.text().contains("Kanarifugl"));
}

#[actix_web::test]
async fn s27_what_the_form_does_not_have_is_ignored_and_the_log_tells_no_values() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = form(&grong).await;
    let mut fields = crate::support::form::FilledForm::read(&page, SHAPE)
        .fields_after(&[("beskrivelse", "Kanarifugl"), ("kommentar", "Kanarifugl")]);
    for (name, value) in [
        ("rolle", "admin"),
        ("kommune_id", "1"),
        ("status", "closed"),
        ("verdict", "unknown"),
    ] {
        fields.push((name.into(), value.into()));
    }
    let request = grong
        .request(actix_web::http::Method::POST)
        .insert_header(("origin", "null"));
    let request = request.insert_header(("sec-fetch-site", "same-origin"));
    grong.send_form(FORM, request, &fields).await.is(303);
    assert_eq!(stored(&portal, "5045").unwrap().0.as_deref(), Some("corrected"));
    let details: Vec<String> = audit_event::table
        .select(audit_event::details)
        .load(&mut *portal.conn())
        .unwrap();
    assert!(details.iter().all(|text| !text.contains("Kanarifugl")));
    let coordinator = portal.coordinator().await;
    for path in ["/ordninger/1", "/ordninger.csv", "/kommuner/5045", ""] {
        let page = coordinator
            .get(&format!("/kartlegging/trondelag-2026{path}"))
            .await;
        assert!(!page.text().contains("Kanarifugl"), "{path}");
    }
}

#[actix_web::test]
async fn with_all_the_countrys_municipalities_in_it_the_page_is_light() {
    let portal = Portal::with_demo(&[]).await;
    let grong = portal.visitor();
    log_in(&grong, &account_of("Grong"), PASSWORD).await.is(303);
    let list = grong.get("/svar/trondelag-2026/5045/ordninger").await;
    let row = list.all("[data-row]")[0]
        .attr("id")
        .unwrap()
        .trim_start_matches('o')
        .to_owned();
    let page = grong
        .get(&format!("/svar/trondelag-2026/5045/ordninger/{row}"))
        .await;
    page.is(200);
    let offered = page.all("input[name=deltaker]").len();
    assert!(offered >= 357, "{offered}");
    assert!(page.body().len() < 90_000, "{} bytes", page.body().len());
    let first = page.texts(".long-list label");
    assert!(
        !first[0].contains('('),
        "the county's own come first: {}",
        first[0]
    );
    assert!(
        first.last().unwrap().contains('('),
        "then those elsewhere: {first:?}"
    );
}
