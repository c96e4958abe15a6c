//! The list is confirmed as a whole, receipted, changed and confirmed once more.

use diesel::prelude::*;
use ordna::db::schema::{hearing, submission, submitted_answer, submitted_proposal, submitted_response};
use ordna::submission::{Document, sha256};

use super::reviewing::{LIST, press};
use crate::support::answer::Answer;
use crate::support::browser::Browser;
use crate::support::people::GRONG;
use crate::support::portal::Portal;

const CONFIRM: &str = "/svar/trondelag-2026/5045/bekreft";

async fn answer_all(browser: &Browser) {
    for number in [1, 2, 3] {
        let page = browser.get(LIST).await;
        press(browser, &page, number, "stemmer").await;
    }
}

async fn confirm(browser: &Browser) -> Answer {
    let page = browser.get(CONFIRM).await;
    browser.submit(&page, "form[action$=bekreft]", &[]).await
}

fn submissions(portal: &Portal) -> i64 {
    submission::table.count().get_result(&mut *portal.conn()).unwrap()
}

#[actix_web::test]
async fn nothing_is_confirmed_half_answered_and_each_row_that_is_left_is_named() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = grong.get(LIST).await;
    press(&grong, &page, 1, "stemmer").await;
    let refused = confirm(&grong).await;
    refused.is(422);
    assert!(refused.text_of("title").starts_with("Feil:"));
    assert!(refused.one(".ds-error-summary").attr("autofocus").is_some());
    let links: Vec<&str> = refused
        .all(".ds-error-summary a")
        .into_iter()
        .filter_map(|link| link.attr("href"))
        .collect();
    assert_eq!(links, [format!("{LIST}#o2"), format!("{LIST}#o3")]);
    assert_eq!(submissions(&portal), 0);
    // The rest may be confirmed at once, in the open.
    let answer = grong
        .submit(&refused, "form[action$=ordninger]", &[("samlet", "alle")])
        .await;
    let page = grong.follow(&answer).await;
    assert!(
        page.main().contains("Du bekreftet 2 ordninger samlet."),
        "{}",
        page.main()
    );
}

#[actix_web::test]
async fn a_receipt_has_reference_name_time_and_hash_on_screen_and_by_mail() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    answer_all(&grong).await;
    let answer = confirm(&grong).await;
    answer.redirects_to("/svar/trondelag-2026/5045/kvittering/1");
    let receipt = grong.follow(&answer).await;
    assert!(receipt.text_of("h1").contains("Takk, listen er bekreftet"));
    let said = receipt.main();
    let (reference, hash): (String, String) = submission::table
        .select((submission::reference, submission::sha256))
        .first(&mut *portal.conn())
        .unwrap();
    assert!(reference.starts_with("2026-5045-"), "{reference}");
    for part in [&reference, &hash, "Kommunedirektør i Grong", "3 stemmer"] {
        assert!(said.contains(part), "{part} in {said}");
    }
    portal.deliver_mail().await;
    let letters = portal.mailbox(GRONG);
    let body = letters.last().unwrap().body.clone().unwrap();
    for text in [&body.text, &body.html] {
        for part in [
            &reference,
            &hash,
            "Namdal legevakt",
            "Indre Namdal barnevern",
            "Namdal avfall IKS",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }
    // What is downloaded is what was hashed, and it says what the page said.
    let file = grong.get("/svar/trondelag-2026/5045/kvittering/1.json").await;
    assert_eq!(sha256(file.text()), hash);
    let document = Document::read(file.text()).unwrap();
    assert_eq!(document.content.responses.len(), 3);
    assert_eq!(document.head.reference, reference);
    let state: String = hearing::table
        .filter(hearing::confirmed_at.is_not_null())
        .select(hearing::state)
        .first(&mut *portal.conn())
        .unwrap();
    assert_eq!(state, "confirmed");
}

#[actix_web::test]
async fn s29_twenty_clicks_make_one_submission() {
    let portal = Portal::new().await;
    portal.keep_mail();
    let grong = portal.respondent("Grong").await;
    answer_all(&grong).await;
    let page = grong.get(CONFIRM).await;
    for _ in 0..20 {
        let answer = grong.submit(&page, "form[action$=bekreft]", &[]).await;
        answer.redirects_to("/svar/trondelag-2026/5045/kvittering/1");
    }
    assert_eq!(submissions(&portal), 1);
    assert_eq!(portal.letter_kinds(GRONG), ["receipt"]);
}

#[actix_web::test]
async fn a_changed_answer_is_the_next_submission_and_the_first_stays_readable() {
    let portal = Portal::new().await;
    portal.keep_mail();
    let grong = portal.respondent("Grong").await;
    answer_all(&grong).await;
    confirm(&grong).await.is(303);
    let page = grong.get(LIST).await;
    press(&grong, &page, 3, "angre").await;
    confirm(&grong).await.is(422);
    let page = grong.get(LIST).await;
    press(&grong, &page, 3, "stemmer").await;
    // The same as before: nothing new to receipt.
    confirm(&grong)
        .await
        .redirects_to("/svar/trondelag-2026/5045/kvittering/1");
    diesel::update(ordna::db::schema::response::table)
        .filter(ordna::db::schema::response::arrangement_id.eq(3))
        .set(ordna::db::schema::response::verdict.eq("unknown"))
        .execute(&mut *portal.conn())
        .unwrap();
    confirm(&grong)
        .await
        .redirects_to("/svar/trondelag-2026/5045/kvittering/2");
    let first = grong.get("/svar/trondelag-2026/5045/kvittering/1").await;
    assert!(first.text_of("h1").contains("En tidligere innsending"));
    assert!(first.main().contains("3 stemmer") && !first.main().contains("vet ikke"));
    let second = grong.get("/svar/trondelag-2026/5045/kvittering/2").await;
    assert!(
        second.main().contains("2 stemmer, 1 vet ikke"),
        "{}",
        second.main()
    );
    let rows: i64 = submitted_response::table
        .count()
        .get_result(&mut *portal.conn())
        .unwrap();
    assert_eq!(rows, 6);
}

#[actix_web::test]
async fn s28_a_colleague_fills_in_and_cannot_confirm() {
    let portal = Portal::new().await;
    let colleague = portal.editor("Grong").await;
    answer_all(&colleague).await;
    let page = colleague.get(CONFIRM).await;
    assert!(!page.has("form[action$=bekreft]"));
    assert!(
        page.main()
            .contains("Bare kommunedirektøren kan bekrefte listen.")
    );
    let token = page.all("input[name=skjema]")[0].attr("value").unwrap_or("");
    colleague.post_raw(CONFIRM, &[("skjema", token)]).await.is(404);
    assert_eq!(submissions(&portal), 0);
}

#[actix_web::test]
async fn own_data_comes_as_a_workbook_as_csv_and_as_json() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = grong.get(LIST).await;
    press(&grong, &page, 1, "stemmer").await;
    let root = "/svar/trondelag-2026/5045/mine-data";
    let csv = grong.get(&format!("{root}.csv")).await;
    let lines: Vec<&str> = csv.text().lines().collect();
    assert_eq!(
        lines.len(),
        5,
        "a head, three that are asked about, and one that is not"
    );
    assert!(
        lines
            .iter()
            .any(|line| line.contains("Namdal legevakt") && line.contains("confirmed"))
    );
    assert!(grong.get(&format!("{root}.xlsx")).await.body().starts_with(b"PK"));
    let json: serde_json::Value =
        serde_json::from_slice(grong.get(&format!("{root}.json")).await.body()).unwrap();
    assert_eq!(json["arrangements"].as_array().unwrap().len(), 4);
    grong.get(&format!("{root}.exe")).await.is(404);
    portal
        .respondent("Namsos")
        .await
        .get(&format!("{root}.csv"))
        .await
        .is(404);
}

#[actix_web::test]
async fn everyone_of_the_municipality_sees_who_changed_what_and_nobody_else_does() {
    let portal = Portal::new().await;
    let colleague = portal.editor("Grong").await;
    let page = colleague.get(LIST).await;
    press(&colleague, &page, 1, "stemmer").await;
    let grong = portal.respondent("Grong").await;
    let log = grong.get("/svar/trondelag-2026/5045/logg").await;
    assert_eq!(
        log.rows("tbody tr"),
        [[
            "12. oktober 2026 kl. 10",
            "Saksbehandler i Grong",
            "Namdal legevakt",
            "Stemmer"
        ]]
    );
    portal
        .admin()
        .await
        .get("/svar/trondelag-2026/5045/logg")
        .await
        .is(404);
}

#[actix_web::test]
async fn what_was_missing_and_what_was_asked_are_sent_in_with_the_list() {
    use diesel::connection::SimpleConnection;

    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    answer_all(&grong).await;
    let hearing: i64 = hearing::table
        .filter(hearing::municipality_id.eq(7))
        .select(hearing::id)
        .first(&mut *portal.conn())
        .unwrap();
    portal
        .conn()
        .batch_execute(&format!(
            "INSERT INTO proposal (hearing_id, kind, name, content, participants, saved_at, saved_by)
             VALUES ({hearing}, 'new', 'Grong brann', 'Felles vakt', '[]', '2026-10-12 08:00:00', 1);
             INSERT INTO question (id, mapping_id, nr, text_nb, text_nn) VALUES (901, 1, 91, 'Hva er vanskelig?', 'Kva er vanskeleg?');
             INSERT INTO answer (question_id, hearing_id, text, saved_at, saved_by)
             VALUES (901, {hearing}, 'Avstandene', '2026-10-12 08:00:00', 1);"
        ))
        .unwrap();
    let page = grong.get(CONFIRM).await;
    for part in [
        "Grong brann",
        "Felles vakt",
        "Hva er vanskelig?",
        "Avstandene",
        "3 stemmer, 1 ny",
    ] {
        assert!(page.main().contains(part), "{part} in {}", page.main());
    }
    let answer = confirm(&grong).await;
    let receipt = grong.follow(&answer).await;
    for part in ["Grong brann", "Avstandene", "3 stemmer, 1 ny"] {
        assert!(receipt.main().contains(part), "{part} in {}", receipt.main());
    }
    let (proposals, answers): (i64, i64) = (
        submitted_proposal::table
            .count()
            .get_result(&mut *portal.conn())
            .unwrap(),
        submitted_answer::table
            .count()
            .get_result(&mut *portal.conn())
            .unwrap(),
    );
    assert_eq!((proposals, answers), (1, 1));
    portal.deliver_mail().await;
    let text = portal.mailbox(GRONG).last().unwrap().body.clone().unwrap().text;
    assert!(
        text.contains("Grong brann: ny") && text.contains("Avstandene"),
        "{text}"
    );
}
