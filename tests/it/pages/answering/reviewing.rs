//! The review page: answered by one button, by Enter alone, all that is left at once, and taken back.

use chrono::TimeDelta;
use diesel::prelude::*;
use ordna::db::schema::{arrangement, audit_event, draft_step, hearing_round, response};

use crate::support::answer::Answer;
use crate::support::browser::Browser;
use crate::support::portal::Portal;

pub const LIST: &str = "/svar/trondelag-2026/5045/ordninger";
const LEGEVAKT: i32 = 1;
const BARNEVERN: i32 = 2;

/// The value of a row's button.
pub fn button(page: &Answer, number: i32, what: &str) -> String {
    let value = page
        .all("button[name=svar]")
        .into_iter()
        .filter_map(|button| button.attr("value"))
        .find(|value| value.starts_with(&format!("{number}:")) && value.ends_with(&format!(":{what}")));
    value
        .unwrap_or_else(|| panic!("row {number} has no button «{what}» on {page}: {}", page.main()))
        .to_owned()
}

/// Presses a row's button, and goes where that leads.
pub async fn press(browser: &Browser, page: &Answer, number: i32, what: &str) -> Answer {
    let value = button(page, number, what);
    let answer = browser.submit(page, "form#liste", &[("svar", &value)]).await;
    answer.is(303);
    browser.follow(&answer).await
}

fn title(page: &Answer) -> String {
    page.text_of("title")
}

#[actix_web::test]
async fn a_row_is_answered_by_one_button_and_the_next_one_has_the_focus() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = grong.get(&format!("{LIST}?neste=1")).await;
    assert_eq!(
        page.texts("h2.sector"),
        [
            "Helse og omsorg 0 av 1",
            "Oppvekst og kunnskap 0 av 1",
            "Teknisk og miljø 0 av 1",
            "Ikke med i kartleggingen 1",
        ]
    );
    assert!(title(&page).starts_with("3 gjenstår – Grong"), "{}", title(&page));
    let mut page = page;
    for left in (0..3).rev() {
        let focused = page.one("[autofocus]").attr("value").unwrap().to_owned();
        assert!(focused.ends_with(":stemmer"), "{focused}");
        let answer = grong.submit(&page, "form#liste", &[("svar", &focused)]).await;
        page = grong.follow(&answer).await;
        assert_eq!(page.all("button[data-key=s]").len(), left);
    }
    assert_eq!(page.text_of("a[autofocus]"), "Gå videre og bekreft listen");
    assert!(
        page.main()
            .contains("Du har sett over 3 av 3 ordninger. 0 gjenstår.")
    );
}

#[actix_web::test]
async fn a_list_takes_six_statements_and_an_answer_no_more_than_its_steps() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = grong.get(LIST).await;
    let (statements, _) = portal.statements(grong.get(LIST)).await;
    assert!(statements <= 6, "the review page takes {statements} statements");
    let value = button(&page, LEGEVAKT, "stemmer");
    let fields = [("svar", value.as_str())];
    let (statements, saved) = portal
        .statements(grong.submit(&page, "form#liste", &fields))
        .await;
    saved.is(303);
    assert!(statements <= 8, "saving takes {statements} statements");
}

#[actix_web::test]
async fn the_rest_of_a_sector_is_confirmed_together_and_taken_back_together() {
    let portal = Portal::with_demo(&[]).await;
    let fosen = portal.let_in("kommunedirektor@indre-fosen.demo.invalid");
    let list = "/svar/trondelag-2026/5054/ordninger";
    let page = fosen.get(list).await;
    let before = page.all("button[data-key=s]").len();
    let rest = page.one("button[name=samlet][value='3']");
    let count: usize = crate::support::answer::text_in(rest)
        .split_whitespace()
        .find_map(|word| word.parse().ok())
        .unwrap();
    let answer = fosen.submit(&page, "form#liste", &[("samlet", "3")]).await;
    let page = fosen.follow(&answer).await;
    assert!(
        page.text_of("[role=status].undo")
            .starts_with(&format!("Du bekreftet {count} ordninger samlet."))
    );
    assert_eq!(page.all("button[data-key=s]").len(), before - count);
    let answer = fosen
        .submit(&page, "div.undo form", &[("angre", &batch(&page))])
        .await;
    let page = fosen.follow(&answer).await;
    assert_eq!(page.all("button[data-key=s]").len(), before);
    assert_eq!(
        page.text_of(".flash"),
        format!("Angret: {count} ordninger gjenstår igjen.")
    );
}

fn batch(page: &Answer) -> String {
    page.one("button[name=angre]").attr("value").unwrap().to_owned()
}

#[actix_web::test]
async fn an_answer_is_taken_back_by_one_button() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = grong.get(LIST).await;
    let page = press(&grong, &page, LEGEVAKT, "stemmer").await;
    assert_eq!(page.all("button[data-key=u]").len(), 1);
    let page = press(&grong, &page, LEGEVAKT, "angre").await;
    assert_eq!(page.all("button[data-key=s]").len(), 3);
    assert_eq!(page.text_of(".flash"), "Svaret er angret.");
}

#[actix_web::test]
async fn r6_a_double_click_is_one_answer_and_another_answer_is_a_choice() {
    let portal = Portal::new().await;
    let (grong, colleague) = (portal.respondent("Grong").await, portal.editor("Grong").await);
    let page = grong.get(LIST).await;
    let of_colleague = colleague.get(LIST).await;
    let value = button(&page, LEGEVAKT, "stemmer");
    for _ in 0..2 {
        grong
            .submit(&page, "form#liste", &[("svar", &value)])
            .await
            .is(303);
    }
    let steps: i64 = draft_step::table.count().get_result(&mut *portal.conn()).unwrap();
    assert_eq!(steps, 1, "the second click changed nothing");
    // The same answer by another is no conflict either.
    colleague
        .submit(&of_colleague, "form#liste", &[("svar", &value)])
        .await
        .is(303);
    // But what somebody else has said is not overwritten unseen.
    diesel::update(response::table)
        .set((
            response::verdict.eq("unknown"),
            response::version.eq(response::version + 1),
        ))
        .execute(&mut *portal.conn())
        .unwrap();
    let both = colleague
        .submit(&of_colleague, "form#liste", &[("svar", &value)])
        .await;
    both.is(409);
    assert!(
        both.main()
            .contains("Kommunedirektør i Grong endret dette mens du skrev."),
        "{}",
        both.main()
    );
    assert_eq!(both.texts("dl.summary dd"), ["Stemmer", "Vet ikke"]);
    let mine = both.one("form.buttons button").attr("value").unwrap().to_owned();
    colleague
        .submit(&both, "form.buttons", &[("svar", &mine)])
        .await
        .is(303);
    assert!(!colleague.get(LIST).await.main().contains("Vet ikke"));
}

#[actix_web::test]
async fn what_changed_while_it_was_read_is_not_confirmed_unseen() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = grong.get(LIST).await;
    let value = button(&page, LEGEVAKT, "stemmer");
    diesel::update(arrangement::table.filter(arrangement::number.eq(LEGEVAKT)))
        .filter(arrangement::mapping_id.eq(1))
        .set((arrangement::name.eq("Namdal vakt"), arrangement::version.eq(2)))
        .execute(&mut *portal.conn())
        .unwrap();
    let both = grong.submit(&page, "form#liste", &[("svar", &value)]).await;
    both.is(409);
    assert!(
        both.main().contains("Ordningen ble endret mens du leste."),
        "{}",
        both.main()
    );
    // Nor with all the others.
    let answer = grong
        .submit(
            &page,
            "form#liste",
            &[("svar", &button(&page, BARNEVERN, "stemmer"))],
        )
        .await;
    answer.is(303);
}

#[actix_web::test]
async fn the_list_is_narrowed_to_what_is_left_and_to_what_has_changed() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = grong.get(LIST).await;
    press(&grong, &page, LEGEVAKT, "stemmer").await;
    let left = grong.get(&format!("{LIST}?vis=gjenstar")).await;
    assert_eq!(
        left.texts("h3").len(),
        3,
        "two that are left, and one that is not asked about"
    );
    assert!(left.texts("nav.chips a").contains(&"Gjenstår (2)".to_owned()));
    let changed = grong.get(&format!("{LIST}?vis=endret")).await;
    assert!(changed.main().contains("Ingenting er endret siden sist."));
    let sector = grong.get(&format!("{LIST}?sektor=2")).await;
    assert!(!sector.main().contains("Namdal legevakt"));
}

#[actix_web::test]
async fn s29_nothing_is_answered_after_the_deadline_or_in_a_closed_round() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = grong.get(LIST).await;
    let value = button(&page, LEGEVAKT, "stemmer");
    diesel::update(hearing_round::table)
        .set(hearing_round::deadline.eq(portal.now() - TimeDelta::seconds(1)))
        .execute(&mut *portal.conn())
        .unwrap();
    let late = grong.submit(&page, "form#liste", &[("svar", &value)]).await;
    late.is(403);
    assert!(late.main().contains("Fristen har gått ut"), "{}", late.main());
    let read = grong.get(LIST).await;
    read.is(200);
    assert!(!read.has("button[name=svar]") && read.main().contains("Namdal legevakt"));
    diesel::update(hearing_round::table)
        .set(hearing_round::state.eq("closed"))
        .execute(&mut *portal.conn())
        .unwrap();
    let closed = grong.submit(&page, "form#liste", &[("svar", &value)]).await;
    closed.is(403);
    assert!(closed.main().contains("Runden er avsluttet"), "{}", closed.main());
}

#[actix_web::test]
async fn s26_another_municipalitys_list_is_not_there() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = grong.get(LIST).await;
    let value = button(&page, LEGEVAKT, "stemmer");
    let namsos = portal.respondent("Namsos").await;
    namsos.get(LIST).await.is(404);
    // A row of another list is not there either.
    let own = namsos.get("/svar/trondelag-2026/5007/ordninger").await;
    let forged = value.replace("1:", "2:");
    let fields = [
        (
            "skjema",
            own.one("#liste input[name=skjema]").attr("value").unwrap(),
        ),
        ("svar", &forged),
    ];
    namsos
        .post_raw("/svar/trondelag-2026/5007/ordninger", &fields)
        .await
        .is(404);
}

#[actix_web::test]
async fn s27_the_audit_log_says_that_a_draft_was_worked_on_and_never_what_it_says() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = grong.get(LIST).await;
    press(&grong, &page, LEGEVAKT, "stemmer").await;
    let details: Vec<String> = audit_event::table
        .filter(audit_event::action.eq("response_saved"))
        .select(audit_event::details)
        .load(&mut *portal.conn())
        .unwrap();
    assert_eq!(details, ["{}"]);
}
