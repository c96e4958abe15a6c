//! The questions beside the list, one on each page, none of which must be answered.

use chrono::TimeDelta;
use diesel::prelude::*;
use ordna::db::schema::{answer, audit_event, draft_step, hearing_round};

use crate::support::portal::Portal;

const ALL: &str = "/svar/trondelag-2026/5045/sporsmal";
const FORM: &str = "form#svaret";

fn nr(nr: i32) -> String {
    format!("{ALL}/{nr}")
}

#[actix_web::test]
async fn the_questions_are_answered_one_after_the_other() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = grong.get(&nr(1)).await;
    assert_eq!(page.text_of("h1"), "Spørsmål 1 av 4");
    assert!(
        page.main()
            .contains("Svar innen tirsdag 1. desember 2026 kl. 16.")
    );
    assert!(
        page.main()
            .contains("Et sitat blir publisert bare hvis kommunen har sagt ja")
    );
    let saved = grong
        .submit(&page, FORM, &[("tekst", "  For mange møter.\nFor lite tid.  ")])
        .await;
    let page = grong.follow(saved.redirects_to(&nr(2))).await;
    let examples = [
        ("ordning-1", "2"),
        ("eksempel-1", "Felles vaktordning"),
        ("ordning-3", "3"),
    ];
    let saved = grong.submit(&page, FORM, &examples).await;
    let page = grong.follow(saved.redirects_to(&nr(3))).await;
    assert_eq!(page.all("input[type=radio]").len(), 6, "one to five, and none");
    let saved = grong
        .submit(&page, FORM, &[("valg", "4"), ("tekst", "Ganske.")])
        .await;
    let page = grong.follow(saved.redirects_to(&nr(4))).await;
    let skipped = grong.click(&page, "Hopp over").await;
    assert_eq!(skipped.address, "/svar/trondelag-2026/5045");
    let list = grong.get(ALL).await;
    assert_eq!(
        list.texts(".tasks .ds-tag"),
        ["Besvart", "Besvart", "Besvart", "Ikke besvart"]
    );
    let page = grong.get(&nr(1)).await;
    assert_eq!(
        page.one("#tekst").text().collect::<String>(),
        "For mange møter.\nFor lite tid."
    );
    let page = grong.get(&nr(2)).await;
    assert!(
        page.has("#ordning-2 option[value='3'][selected]"),
        "gaps are closed"
    );
}

#[actix_web::test]
async fn an_answer_that_is_emptied_is_no_answer() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = grong.get(&nr(3)).await;
    grong
        .submit(&page, FORM, &[("valg", "1"), ("tekst", "Nei.")])
        .await
        .redirects_to(&nr(4));
    let page = grong.get(&nr(3)).await;
    grong
        .submit(&page, FORM, &[("valg", "0"), ("tekst", "")])
        .await
        .redirects_to(&nr(4));
    assert_eq!(
        grong.get(ALL).await.texts(".tasks .ds-tag"),
        vec!["Ikke besvart"; 4]
    );
}

#[actix_web::test]
async fn what_was_not_offered_and_what_is_too_long_comes_back() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = grong.get(&nr(1)).await;
    let long = "å".repeat(10_001);
    let back = grong.submit(&page, FORM, &[("tekst", &long)]).await;
    back.is(422);
    assert!(
        back.main()
            .contains("Svar kan ha høyst 10000 tegn. Du skrev 10001.")
    );
    assert!(back.one("#tekst").text().collect::<String>().contains(&long));
    let token = page
        .one("form#svaret [name=skjema]")
        .attr("value")
        .unwrap()
        .to_owned();
    let post = async |nr: i32, field: &'static str, value: &'static str| {
        let fields = [("skjema", token.as_str()), ("versjon", "0"), (field, value)];
        let request = grong.request(actix_web::http::Method::POST);
        grong
            .send_form(
                &self::nr(nr),
                request.insert_header(("sec-fetch-site", "same-origin")),
                &fields,
            )
            .await
    };
    post(3, "valg", "6").await.is(422);
    // Kysten havn AS is on no list of Grong's.
    post(2, "ordning-1", "6").await.is(422);
    let nameless = post(2, "eksempel-2", "Et godt samarbeid").await;
    assert!(
        nameless
            .is(422)
            .main()
            .contains("Velg ordningen som eksempel 2 handler om.")
    );
    // A question of free text has nothing to choose; what was sent besides is left behind.
    post(1, "valg", "1").await.redirects_to(&nr(2));
    let stored: i64 = answer::table.count().get_result(&mut *portal.conn()).unwrap();
    assert_eq!(stored, 0);
}

#[actix_web::test]
async fn two_who_write_at_once_both_see_both_answers() {
    let portal = Portal::new().await;
    let (grong, colleague) = (portal.respondent("Grong").await, portal.editor("Grong").await);
    let page = grong.get(&nr(1)).await;
    let theirs = colleague.get(&nr(1)).await;
    colleague
        .submit(&theirs, FORM, &[("tekst", "Avstandene")])
        .await
        .redirects_to(&nr(2));
    let both = grong.submit(&page, FORM, &[("tekst", "Økonomien")]).await;
    both.is(409);
    assert!(
        both.main()
            .contains("Saksbehandler i Grong endret dette mens du skrev.")
    );
    assert!(both.main().contains("Avstandene") && both.main().contains("Økonomien"));
    assert!(!both.has("form[data-autosave]"));
    grong.submit(&both, FORM, &[]).await.redirects_to(&nr(2));
    assert!(colleague.get(&nr(1)).await.main().contains("Økonomien"));
    let steps: Vec<Option<String>> = draft_step::table
        .order(draft_step::id)
        .select(draft_step::after)
        .load(&mut *portal.conn())
        .unwrap();
    assert!(
        steps[0].as_ref().unwrap().contains("Avstandene"),
        "what was written over is kept"
    );
}

#[actix_web::test]
async fn an_answer_is_saved_while_it_is_written() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = grong.get(&nr(1)).await;
    let address = page.one(FORM).attr("data-autosave").unwrap();
    let token = page.one("form#svaret [name=skjema]").attr("value").unwrap();
    let keep = async |version: &str, text: &str| {
        let request = grong.request(actix_web::http::Method::POST);
        let request = request.insert_header(("sec-fetch-site", "same-origin"));
        let fields = [("skjema", token), ("versjon", version), ("tekst", text)];
        grong.send_form(address, request, &fields).await
    };
    let kept = keep("0", "For man").await;
    kept.is(204);
    assert_eq!(
        (kept.header("ordna-version"), kept.header("ordna-saved")),
        ("1", "10.00")
    );
    keep("1", "For mange møter").await.is(204);
    keep("1", "For lite tid").await.is(409);
    keep("2", &"å".repeat(10_001)).await.is(422);
    assert!(grong.get(&nr(1)).await.main().contains("For mange møter"));
}

#[actix_web::test]
async fn s27_an_answer_is_seen_by_nobody_else_and_its_words_are_not_in_the_log() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = grong.get(&nr(1)).await;
    let canary = "kanarifugl i gruva";
    grong
        .submit(&page, FORM, &[("tekst", canary)])
        .await
        .redirects_to(&nr(2));
    assert_eq!(portal.times_logged("answer_saved"), 1);
    let details: Vec<String> = audit_event::table
        .select(audit_event::details)
        .load(&mut *portal.conn())
        .unwrap();
    assert!(details.iter().all(|line| !line.contains("kanari")));
    let others = [
        (
            portal.respondent("Røyrvik").await,
            "/svar/trondelag-2026/5043/sporsmal/1",
        ),
        (
            portal.respondent("Røyrvik").await,
            "/svar/trondelag-2026/5043/ordninger",
        ),
        (
            portal.let_in("koordinator@example.no"),
            "/kartlegging/trondelag-2026/kommuner/5045",
        ),
        (portal.let_in("admin@example.no"), "/admin/logg"),
    ];
    for (browser, address) in others {
        let page = browser.get(address).await;
        page.is(200);
        assert!(!page.text().contains("kanari"), "{address}");
    }
}

#[actix_web::test]
async fn s29_questions_have_a_deadline_of_their_own() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = grong.get(&nr(1)).await;
    let before = grong.submit(&page, FORM, &[("tekst", "I tide")]).await;
    before.redirects_to(&nr(2));
    diesel::update(hearing_round::table)
        .set(hearing_round::questions_deadline.eq(portal.now() + TimeDelta::minutes(30)))
        .execute(&mut *portal.conn())
        .unwrap();
    let page = grong.get(&nr(1)).await;
    assert!(
        page.main()
            .contains("Svar innen mandag 12. oktober 2026 kl. 10.30.")
    );
    portal.advance(TimeDelta::minutes(31));
    let late = grong.submit(&page, FORM, &[("tekst", "For sent skrevet")]).await;
    late.is(403);
    assert!(
        late.text().contains("For sent skrevet"),
        "what was typed is shown"
    );
    let closed = grong.get(&nr(1)).await;
    closed.is(200);
    assert!(closed.main().contains("I tide") && !closed.has(FORM));
    assert!(
        grong
            .get("/svar/trondelag-2026/5045/ordninger")
            .await
            .has("form#liste button"),
        "the list is still open"
    );
}

#[actix_web::test]
async fn in_a_closed_round_everything_can_be_read_and_nothing_answered() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = grong.get(&nr(2)).await;
    let answers = [("ordning-1", "2"), ("eksempel-1", "Felles vaktordning")];
    grong.submit(&page, FORM, &answers).await.redirects_to(&nr(3));
    let again = grong.get(&nr(2)).await;
    diesel::update(hearing_round::table)
        .set((
            hearing_round::state.eq("closed"),
            hearing_round::closed_at.eq(portal.now()),
        ))
        .execute(&mut *portal.conn())
        .unwrap();
    grong
        .submit(&again, FORM, &[("eksempel-1", "Nytt")])
        .await
        .is(403);
    let closed = grong.get(&nr(2)).await;
    assert!(closed.main().contains("Felles vaktordning") && closed.main().contains("Indre Namdal barnevern"));
    assert!(!closed.has("main button"));
    grong.click(&closed, "Neste spørsmål").await.is(200);
    grong.get(ALL).await.is(200);
}

#[actix_web::test]
async fn a_page_of_questions_takes_six_statements_at_most() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    grong.get(ALL).await;
    for address in [ALL.to_owned(), nr(1), nr(2)] {
        let (count, page) = portal.statements(grong.get(&address)).await;
        page.is(200);
        assert!(count <= 6, "{address}: {count}");
    }
}
