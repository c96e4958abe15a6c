//! One municipality: its answer, notes, more time, an answer that is opened again; and what a reader may not.

use chrono::TimeDelta;
use diesel::prelude::*;
use ordna::db::schema::{municipality, municipality_contact};

use super::desk_answering::confirm;
use crate::support::portal::{Portal, start_of_time};

const GRONG: &str = "/kartlegging/trondelag-2026/kommuner/5045";
const HØYLANDET: &str = "/kartlegging/trondelag-2026/kommuner/5046";

#[actix_web::test]
async fn a_draft_is_a_count_and_what_was_sent_in_is_shown_as_it_was() {
    let portal = Portal::new().await;
    portal.keep_mail();
    let kari = portal.coordinator().await;
    let grong = portal.respondent("Grong").await;
    let page = kari.get(GRONG).await;
    assert!(
        page.main().contains("Utkastet ser bare kommunen selv."),
        "{}",
        page.main()
    );
    assert!(page.text_of("#status").contains("0 av 3"));
    let list = grong.get("/svar/trondelag-2026/5045/ordninger").await;
    let right = list.all("button[data-key=s]")[0]
        .attr("value")
        .unwrap()
        .to_owned();
    grong
        .submit(&list, "form#liste", &[("svar", &right)])
        .await
        .is(303);
    assert!(kari.get(GRONG).await.text_of("#status").contains("1 av 3"));
    confirm(&grong, "5045").await.is(303);
    let page = kari.get(GRONG).await;
    assert_eq!(page.text_of(".head .ds-tag"), "Bekreftet");
    assert!(
        page.main().contains("bekreftet av Kommunedirektør i Grong"),
        "{}",
        page.main()
    );
    let whole = kari.click(&page, "Se hele svaret").await;
    assert_eq!(whole.text_of("h1"), "Svar 1 fra Grong");
    assert!(whole.main().contains("Namdal legevakt") && whole.main().contains("det svaret som gjelder"));
    // Changed and confirmed once more: the first is still there, and says that it does not count.
    let list = grong
        .get("/svar/trondelag-2026/5045/ordninger/1/deltar-ikke")
        .await;
    let gone = [("hva", "aldri")];
    grong
        .submit(&list, "form[action$=deltar-ikke]", &gone)
        .await
        .is(303);
    confirm(&grong, "5045").await.is(303);
    let page = kari.get(GRONG).await;
    assert!(
        page.text_of("section[aria-labelledby=svar]")
            .contains("Tidligere svar")
    );
    let first = kari.get(&format!("{GRONG}/svar/1")).await;
    assert!(first.main().contains("nyere svar"), "{}", first.main());
    let told = page.texts("#hendelser strong");
    assert_eq!(told, ["Liste bekreftet", "Liste bekreftet"]);
}

#[actix_web::test]
async fn notes_are_read_by_all_who_steer_and_mended_by_their_writer() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let page = kari.get(GRONG).await;
    let refused = kari.submit(&page, "form#nytt-notat", &[("tekst", " ")]).await;
    assert!(
        refused
            .is(422)
            .text_of(".ds-error-summary")
            .contains("Nytt notat må fylles ut.")
    );
    let answer = kari
        .submit(
            &page,
            "form#nytt-notat",
            &[("tekst", "Ringte.\nRinger <tilbake>.")],
        )
        .await;
    let page = kari.follow(&answer).await;
    assert!(page.text_of("#notatliste pre").contains("Ringer <tilbake>."));
    assert!(
        page.text_of("#notatliste p")
            .starts_with("Kari Koordinator, 12. oktober 2026 kl. 10.")
    );
    let edit = kari.click(&page, "Endre").await;
    // In another window, a moment before.
    let other = kari
        .submit(&edit, "form#notat", &[("tekst", "Ringte to ganger.")])
        .await;
    assert!(
        kari.follow(&other)
            .await
            .text_of("#notatliste p")
            .contains("endret")
    );
    let late = kari
        .submit(&edit, "form#notat", &[("tekst", "Ringte aldri.")])
        .await;
    assert!(late.is(409).text_of("textarea").contains("Ringte aldri."));
    let admin = portal.admin().await;
    let page = admin.get(GRONG).await;
    assert!(page.text_of("#notatliste").contains("Ringte to ganger."));
    assert!(!page.text_of("#notatliste").contains("Endre"));
    admin.get(&edit.address).await.is(404);
    let reader = portal.reader().await.get(GRONG).await;
    assert!(reader.text_of("#notatliste").contains("Ringte to ganger."));
    // The municipality hears nothing of it.
    let grong = portal.respondent("Grong").await;
    for page in ["", "/logg", "/mine-data.json"] {
        let answer = grong.get(&format!("/svar/trondelag-2026/5045{page}")).await;
        assert!(!answer.text().contains("Ringte"), "{answer}");
    }
}

#[actix_web::test]
async fn more_time_is_given_as_people_write_it_and_told_in_the_municipalitys_own_form() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let page = kari.get(HØYLANDET).await;
    let form = kari.click(&page, "Gi lengre frist").await;
    assert!(form.main().contains("brev på nynorsk"), "{}", form.main());
    assert_eq!(form.one("#dato").attr("value"), Some("8.12.2026"));
    assert_eq!(form.one("#klokkeslett").attr("value"), Some("16.00"));
    for (date, time, wrong) in [
        ("i morgen", "16", "ikke en dato"),
        ("8.12.2026", "25", "ikke et klokkeslett"),
        ("1.10.2026", "16", "senere enn nå"),
        ("1.12.2026", "16.00", "senere enn den som gjelder"),
    ] {
        let typed = [("dato", date), ("klokkeslett", time)];
        let refused = kari.submit(&form, "form#frist", &typed).await;
        assert!(
            refused.is(422).text_of(".ds-error-summary").contains(wrong),
            "{date}"
        );
        assert_eq!(refused.one("#dato").attr("value"), Some(date));
    }
    let typed = [("dato", "11. desember"), ("klokkeslett", "kl. 15:30")];
    let answer = kari.submit(&form, "form#frist", &typed).await;
    let page = kari.follow(&answer).await;
    let told = "Høylandet har fått frist til fredag 11. desember 2026 kl. 15.30.";
    assert_eq!(page.text_of(".flash"), told);
    assert!(
        page.text_of("#status")
            .contains("fredag 11. desember 2026 kl. 15.30")
    );
    assert!(
        page.text_of("#hendelser")
            .contains("Frist utsatt Frist fredag 11. desember 2026 kl. 15.30.")
    );
    let letters = portal.letters("kommunedirektor@hoylandet.example.no");
    let body = &letters[0].letter.body.as_ref().unwrap().text;
    assert!(
        body.contains("Vi har gitt Høylandet lengre frist: fredag 11. desember 2026 kl. 15.30."),
        "{body}"
    );
    // After the deadline of the others it can still answer, and they cannot.
    portal.advance(TimeDelta::days(52));
    let own = portal.respondent("Høylandet").await;
    assert!(
        own.get("/svar/trondelag-2026/5046/ordninger")
            .await
            .has("button[data-key=s]")
    );
    let grong = portal.respondent("Grong").await;
    assert!(
        !grong
            .get("/svar/trondelag-2026/5045/ordninger")
            .await
            .has("button[data-key=s]")
    );
}

#[actix_web::test]
async fn an_answer_is_opened_again_for_one_arrangement_and_the_letter_names_it() {
    let portal = Portal::new().await;
    portal.keep_mail();
    let grong = portal.respondent("Grong").await;
    confirm(&grong, "5045").await.is(303);
    let kari = portal.coordinator().await;
    let page = kari.get(GRONG).await;
    let form = kari.click(&page, "Åpne svaret igjen").await;
    let refused = kari.submit(&form, "form#gjenapne", &[("grunn", "")]).await;
    refused.is(422);
    let typed = [("ordning", "1"), ("grunn", "Namsos oppgir andre årsverk.")];
    let answer = kari.submit(&form, "form#gjenapne", &typed).await;
    let page = kari.follow(&answer).await;
    assert_eq!(page.text_of(".head .ds-tag"), "Gjenåpnet");
    let letters = portal.letters("kommunedirektor@grong.example.no");
    let body = &letters[0].letter.body.as_ref().unwrap().text;
    assert!(
        body.contains("Namdal legevakt: Namsos oppgir andre årsverk."),
        "{body}"
    );
    let own = grong.get("/svar/trondelag-2026/5045").await;
    assert!(
        own.main().contains("Det gjelder bare «Namdal legevakt»."),
        "{}",
        own.main()
    );
    assert!(
        own.main().contains("3 av 3"),
        "what it answered stands: {}",
        own.main()
    );
    let row = grong.click(&own, "Se på Namdal legevakt").await;
    assert!(row.is(200).main().contains("Namdal legevakt"));
    // Twice is once: it is not confirmed any more.
    let again = kari.submit(&form, "form#gjenapne", &typed).await;
    assert!(
        kari.follow(&again)
            .await
            .text_of(".flash")
            .contains("ikke bekreftet")
    );
    confirm(&grong, "5045").await.is(303);
    assert_eq!(kari.get(GRONG).await.text_of(".head .ds-tag"), "Bekreftet");
}

#[actix_web::test]
async fn whoever_cannot_be_reached_is_warned_of_with_the_way_to_mend_it() {
    let portal = Portal::new().await;
    let id: i64 = municipality::table
        .filter(municipality::number.eq("5045"))
        .select(municipality::id)
        .first(&mut *portal.conn())
        .unwrap();
    diesel::insert_into(municipality_contact::table)
        .values((
            municipality_contact::municipality_id.eq(id),
            municipality_contact::name.eq("Kari Nordmann"),
            municipality_contact::email.eq("feil@grong.example.no"),
            municipality_contact::is_postmottak.eq(false),
            municipality_contact::bounced_at.eq(start_of_time()),
        ))
        .execute(&mut *portal.conn())
        .unwrap();
    let page = portal.coordinator().await.get(GRONG).await;
    let told = page.text_of(".ds-alert");
    assert!(
        told.contains("Brev til feil@grong.example.no kom i retur."),
        "{told}"
    );
    assert!(
        !page.has(".ds-alert a"),
        "contacts are the administrators' to change"
    );
    assert!(page.text_of("#personer").contains("Brev kom i retur"));
    let page = portal.admin().await.get(GRONG).await;
    assert!(page.has(".ds-alert a[href='/admin/kommuner/5045']"));
}

#[actix_web::test]
async fn the_page_takes_six_statements_whatever_has_happened() {
    let portal = Portal::with_demo(&[]).await;
    let kari = portal.let_in("koordinator@demo.invalid");
    let page = "/kartlegging/trondelag-2026/kommuner/5058";
    kari.get(page).await.is(200);
    for page in [page, "/kartlegging/trondelag-2026/kommuner/5045"] {
        let (statements, answer) = portal.statements(kari.get(page)).await;
        answer.is(200);
        assert!(statements <= 6, "{statements} statements for {page}");
    }
}
