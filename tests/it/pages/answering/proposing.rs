//! A municipality adds what its list lacks: look-alikes first, then the rest, changed and taken away again.

use diesel::prelude::*;
use ordna::db::schema::{draft_step, proposal};

use crate::support::answer::Answer;
use crate::support::browser::Browser;
use crate::support::portal::Portal;

pub const GRONG: &str = "/svar/trondelag-2026/5045";

pub async fn look_for(browser: &Browser, name: &str) -> Answer {
    let page = browser.get(GRONG).await;
    let page = browser.click(&page, "Legg til en ordning").await;
    browser.submit(&page, "#navnet", &[("navn", name)]).await
}

/// Adds a new arrangement that nothing looks like.
pub async fn add(browser: &Browser, name: &str, fields: &[(&str, &str)]) -> Answer {
    let page = look_for(browser, name).await;
    let page = if page.has("#ny") {
        page
    } else {
        browser.click(&page, "Nei, legg til som ny").await
    };
    browser.submit(&page, "#ny", fields).await
}

pub fn stored(portal: &Portal) -> Vec<(String, String, bool)> {
    let rows: Vec<(String, String, Option<chrono::NaiveDateTime>)> = proposal::table
        .order(proposal::id)
        .select((proposal::name, proposal::participants, proposal::removed_at))
        .load(&mut *portal.conn())
        .unwrap();
    rows.into_iter()
        .map(|(name, participants, removed)| (name, participants, removed.is_some()))
        .collect()
}

#[actix_web::test]
async fn a_look_alike_is_taken_part_in_by_one_button_and_once() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = look_for(&grong, "Brannvern Østre Å").await;
    assert_eq!(page.text_of("h1"), "Ligner «Brannvern Østre Å» på en av disse?");
    assert_eq!(page.texts(".rows h2"), ["Østre Å brannvern"]);
    assert!(page.main().contains("Teknisk og miljø") && page.main().contains("Deltakere: Snåsa, Steinkjer"));
    let form = "form.act[action$='/ordninger/ny']";
    let first = grong.submit(&page, form, &[]).await;
    let second = grong.submit(&page, form, &[]).await;
    first.redirects_to(GRONG);
    second.redirects_to(GRONG);
    assert_eq!(
        stored(&portal),
        [(
            "Østre Å brannvern".to_owned(),
            r#"[{"municipality":"5045"}]"#.to_owned(),
            false
        )]
    );
    let again = look_for(&grong, "Brannvern Østre Å").await;
    assert!(again.main().contains("Lagt til av dere") && !again.has(form));
}

#[actix_web::test]
async fn what_stands_in_the_list_already_leads_to_its_row() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = look_for(&grong, "Legevakt i Namdal").await;
    assert!(page.main().contains("Står allerede i listen"));
    let way = page.one(".rows li:first-child a");
    assert_eq!(way.attr("href"), Some("/svar/trondelag-2026/5045/ordninger#o1"));
    assert!(!page.has(".rows li:first-child form"));
}

#[actix_web::test]
async fn a_new_one_is_described_changed_taken_away_and_taken_back() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let filled = [
        ("deltakere", "5043"),
        ("deltakere", "5044"),
        ("eier_fylke", "Trøndelag fylkeskommune\n"),
        ("etableringsar", "2008"),
        ("form", "unsure"),
        ("vert", "5045"),
        ("arsverk", "12,5"),
        ("sektor", "2"),
    ];
    add(&grong, "Nordavind kulturskole", &filled)
        .await
        .redirects_to(GRONG);
    add(&grong, "Nordavind kulturskole", &filled)
        .await
        .redirects_to(GRONG);
    assert_eq!(
        stored(&portal),
        [(
            "Nordavind kulturskole".to_owned(),
            concat!(
                r#"[{"municipality":"5043"},{"municipality":"5044"},{"municipality":"5045"},"#,
                r#"{"kind":"county","name":"Trøndelag fylkeskommune"}]"#
            )
            .to_owned(),
            false
        )],
        "the same form twice is one proposal, and the own municipality takes part"
    );
    let list = grong.get(GRONG).await;
    assert!(
        list.main()
            .contains("Grong, Namsskogan, Røyrvik, Trøndelag fylkeskommune")
    );
    let edit = grong.click(&list, "Endre Nordavind kulturskole").await;
    assert_eq!(edit.one("[name=arsverk]").attr("value"), Some("12,5"));
    let wrong = grong
        .submit(
            &edit,
            "#ny",
            &[("etableringsar", "208"), ("vert_annen", "Et selskap")],
        )
        .await;
    assert_eq!(
        wrong.is(422).texts(".ds-error-summary a"),
        [
            "Etableringsår må ha fire siffer, for eksempel 2008.",
            "Velg enten en kommune som vert, eller skriv navnet på en annen."
        ]
    );
    assert_eq!(wrong.one("[name=etableringsar]").attr("value"), Some("208"));
    let saved = grong
        .submit(&wrong, "#ny", &[("etableringsar", "2009"), ("vert_annen", "")])
        .await;
    let list = grong.follow(&saved).await;
    let gone = grong.submit(&list, "form[action$='/fjern']", &[]).await;
    let list = grong.follow(&gone).await;
    assert!(
        list.text_of(".flash")
            .contains("er fjernet. Du kan ta den tilbake.")
    );
    assert!(stored(&portal)[0].2);
    let back = grong.submit(&list, "form[action$='/ta-tilbake']", &[]).await;
    assert!(!grong.follow(&back).await.has("main del"));
    assert!(!stored(&portal)[0].2);
    let steps: i64 = draft_step::table
        .filter(draft_step::subject.eq("proposal"))
        .count()
        .get_result(&mut *portal.conn())
        .unwrap();
    assert_eq!(steps, 4, "added, changed, taken away, taken back");
}

#[actix_web::test]
async fn two_who_change_one_proposal_both_see_both_versions() {
    let portal = Portal::new().await;
    let (grong, editor) = (portal.respondent("Grong").await, portal.editor("Grong").await);
    add(&grong, "Nordavind kulturskole", &[]).await;
    let list = grong.get(GRONG).await;
    let mine = grong.click(&list, "Endre Nordavind kulturskole").await;
    let theirs = editor.click(&list, "Endre Nordavind kulturskole").await;
    editor
        .submit(&theirs, "#ny", &[("beskrivelse", "Undervisning i fire kommuner")])
        .await
        .redirects_to(GRONG);
    let both = grong
        .submit(&mine, "#ny", &[("beskrivelse", "Musikk og dans")])
        .await;
    assert!(
        both.is(409)
            .main()
            .contains("Saksbehandler i Grong endret dette mens du skrev.")
    );
    assert!(both.main().contains("Undervisning i fire kommuner"));
    assert_eq!(both.text_of("[name=beskrivelse]"), "Musikk og dans");
    grong.submit(&both, "#ny", &[]).await.redirects_to(GRONG);
    let list = grong.get(GRONG).await;
    let now = grong.click(&list, "Endre Nordavind kulturskole").await;
    assert_eq!(now.text_of("[name=beskrivelse]"), "Musikk og dans");
}
