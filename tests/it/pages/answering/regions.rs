//! The leader of a regionråd answers the questions, and has no list.

use actix_web::http::Method;
use diesel::prelude::*;
use ordna::db::people::accounts::{self, NewAccount, NewGrant};
use ordna::db::schema::{audit_event, hearing_round, mapping, region, region_inquiry, submitted_answer};
use ordna::db::{self, DbConn};
use ordna::domain::letters::mailing::MailingKind;
use ordna::domain::people::access::{Actor, Grant, Role};
use ordna::domain::places::municipality::RegionId;
use ordna::tasks::mailings::{self, To};
use ordna::tasks::{Context, TaskError};

use crate::support::answer::Answer;
use crate::support::browser::Browser;
use crate::support::people::{COORDINATOR, user_of};
use crate::support::portal::Portal;

/// Namdal, which Grong is a member of.
const ROOT: &str = "/svar/trondelag-2026/region/2";
const FOSEN: &str = "/svar/trondelag-2026/region/1";
const FORM: &str = "form#svaret";
const NAMDAL_LEADER: &str = "leder@namdal.example.no";
const FOSEN_LEADER: &str = "leder@fosen.example.no";

fn nr(nr: i32) -> String {
    format!("{ROOT}/sporsmal/{nr}")
}

/// Two regionråd have a leader, and a draft inquiry in the sample's round.
fn with_leaders(portal: &Portal) {
    let now = portal.now();
    let conn = &mut *portal.conn();
    db::write(conn, |conn| {
        let round: i64 = hearing_round::table.select(hearing_round::id).first(conn)?;
        let regions: Vec<i64> = region::table
            .inner_join(mapping::table)
            .filter(mapping::slug.eq("trondelag-2026"))
            .order(region::nr)
            .select(region::id)
            .load(conn)?;
        for (id, email) in regions.into_iter().zip([FOSEN_LEADER, NAMDAL_LEADER]) {
            diesel::insert_into(region_inquiry::table)
                .values((
                    region_inquiry::round_id.eq(round),
                    region_inquiry::region_id.eq(id),
                ))
                .execute(conn)?;
            let account = NewAccount {
                email: email.to_owned(),
                name: format!("Leder {id}"),
                language: (email == FOSEN_LEADER).then(|| "nn".to_owned()),
                password_hash: Some("x".to_owned()),
                ..NewAccount::default()
            };
            let user = accounts::insert(conn, &account, now)?;
            accounts::grant(conn, user, &NewGrant::for_region(RegionId(id)), None, now)?;
        }
        diesel::QueryResult::Ok(())
    })
    .unwrap();
}

fn coordinator(portal: &Portal, conn: &mut DbConn, mapping: &str) -> Context {
    let actor = Actor {
        user: user_of(conn, COORDINATOR),
        name: "Kari Koordinator".into(),
        email: COORDINATOR.into(),
        grants: vec![Grant {
            role: Role::Coordinator,
            mapping: Some(mapping.into()),
            municipality: None,
            region: None,
        }],
    };
    Context {
        actor: Some(actor),
        ..Context::portal(portal.now(), "http://127.0.0.1:8080", &portal.state.secret)
    }
}

fn send(portal: &Portal) -> usize {
    let conn = &mut *portal.conn();
    let context = coordinator(portal, conn, "trondelag-2026");
    mailings::at_once(
        conn,
        &context,
        "trondelag-2026",
        MailingKind::Inquiry,
        &To::Everybody,
    )
    .unwrap()
}

/// The leader of Namdal regionråd has been asked.
async fn asked() -> (Portal, Browser) {
    let portal = Portal::new().await;
    portal.keep_mail();
    with_leaders(&portal);
    assert_eq!(send(&portal), 2);
    let leader = portal.let_in(NAMDAL_LEADER);
    (portal, leader)
}

async fn sends_in(browser: &Browser, page: &Answer) -> Answer {
    let form = format!("form[action='{ROOT}/send']");
    browser.submit(page, &form, &[]).await
}

fn sent_in(portal: &Portal) -> Vec<(String, Option<i32>)> {
    submitted_answer::table
        .filter(submitted_answer::region_inquiry_id.is_not_null())
        .order(submitted_answer::id)
        .select((submitted_answer::text, submitted_answer::choice))
        .load(&mut *portal.conn())
        .unwrap()
}

#[actix_web::test]
async fn the_leader_of_a_regionråd_answers_sends_in_and_reads() {
    let (portal, leader) = asked().await;
    let start = leader.get("/svar").await;
    let all = leader.follow(start.redirects_to(ROOT)).await;
    assert_eq!(all.text_of("h1"), "Spørsmål til Namdal");
    assert_eq!(
        all.texts(".tasks .ds-tag"),
        vec!["Ikke besvart"; 3],
        "one of the four is for municipalities only"
    );
    assert!(all.main().contains("Svar innen tirsdag 1. desember 2026 kl. 16."));
    let page = leader.get(&nr(1)).await;
    assert_eq!(page.text_of("h1"), "Spørsmål 1 av 3");
    let saved = leader.submit(&page, FORM, &[("tekst", "Avstandene")]).await;
    saved.redirects_to(&nr(2));
    let page = leader.get(&nr(3)).await;
    let saved = leader.submit(&page, FORM, &[("valg", "4")]).await;
    let all = leader.follow(saved.redirects_to(ROOT)).await;
    assert_eq!(sent_in(&portal), [], "a draft is nobody else's to read");
    let page = leader.click(&all, "Send inn svarene").await;
    assert!(page.main().contains("Avstandene") && page.main().contains("Ikke besvart"));
    let sent = sends_in(&leader, &page).await;
    let all = leader.follow(sent.redirects_to(ROOT)).await;
    assert!(all.main().contains("Sendt inn mandag 12. oktober 2026 kl. 10."));
    assert!(!all.main().contains("Send inn svarene"));
    assert_eq!(
        sent_in(&portal),
        [("Avstandene".to_owned(), None), (String::new(), Some(4))]
    );
    let read = leader.get(&nr(1)).await;
    assert!(read.main().contains("Avstandene") && !read.has(FORM));
    assert_eq!(portal.times_logged("inquiry_confirmed"), 1);
    let choice = leader.get("/svar?vis=alle").await;
    assert_eq!(choice.texts(".tasks .ds-tag"), ["Sendt inn"]);
}

#[actix_web::test]
async fn what_is_sent_in_is_not_changed_and_not_sent_twice() {
    let (portal, leader) = asked().await;
    let first = leader.get(&nr(1)).await;
    let page = leader.get(&format!("{ROOT}/send")).await;
    sends_in(&leader, &page).await.redirects_to(ROOT);
    leader
        .submit(&first, FORM, &[("tekst", "For sent")])
        .await
        .is(403);
    sends_in(&leader, &page).await.is(403);
    assert_eq!(sent_in(&portal), []);
}

#[actix_web::test]
async fn s25_the_questions_of_a_regionråd_are_its_leaders_only() {
    let (portal, leader) = asked().await;
    for browser in [
        portal.let_in(FOSEN_LEADER),
        portal.respondent("Grong").await,
        portal.coordinator().await,
    ] {
        for address in [ROOT.to_owned(), nr(1), format!("{ROOT}/send")] {
            browser.get(&address).await.is(404);
        }
    }
    for address in [
        FOSEN,
        "/svar/trondelag-2026/region/99",
        "/svar/trondelag-2026/region/x",
        "/svar/trondelag-2020/region/2",
        "/svar/trondelag-2026/5045",
        "/svar/trondelag-2026/5045/sporsmal",
        "/svar/trondelag-2026/2/sporsmal/1",
    ] {
        leader.get(address).await.is(404);
    }
    leader.get(&nr(4)).await.is(404);
    leader.get("/kartlegging/trondelag-2026").await.is(403);
}

#[actix_web::test]
async fn in_a_closed_round_the_answers_are_read_and_not_sent() {
    let (portal, leader) = asked().await;
    let page = leader.get(&nr(1)).await;
    leader
        .submit(&page, FORM, &[("tekst", "Avstandene")])
        .await
        .redirects_to(&nr(2));
    let (again, sending) = (
        leader.get(&nr(1)).await,
        leader.get(&format!("{ROOT}/send")).await,
    );
    diesel::update(hearing_round::table)
        .set((
            hearing_round::state.eq("closed"),
            hearing_round::closed_at.eq(portal.now()),
        ))
        .execute(&mut *portal.conn())
        .unwrap();
    leader.submit(&again, FORM, &[("tekst", "Nytt")]).await.is(403);
    sends_in(&leader, &sending).await.is(403);
    let closed = leader.get(&nr(1)).await;
    assert!(closed.main().contains("Avstandene") && !closed.has(FORM));
    assert!(!leader.get(ROOT).await.main().contains("Send inn svarene"));
}

#[actix_web::test]
async fn an_answer_of_a_regionråd_is_saved_while_it_is_written_and_never_over_another() {
    let (portal, leader) = asked().await;
    let (page, other) = (leader.get(&nr(1)).await, leader.get(&nr(1)).await);
    let address = page.one(FORM).attr("data-autosave").unwrap();
    let token = page.one("form#svaret [name=skjema]").attr("value").unwrap();
    let fields = [("skjema", token), ("versjon", "0"), ("tekst", "kanarifugl")];
    let request = leader.request(Method::POST);
    leader.send_form(address, request, &fields).await.is(204);
    let long = leader
        .submit(&other, FORM, &[("tekst", &"å".repeat(10_001))])
        .await;
    long.is(422);
    let both = leader.submit(&long, FORM, &[("tekst", "Økonomien")]).await;
    both.is(409);
    assert!(both.main().contains("kanarifugl") && both.main().contains("Økonomien"));
    let details: Vec<String> = audit_event::table
        .select(audit_event::details)
        .load(&mut *portal.conn())
        .unwrap();
    assert!(details.iter().all(|line| !line.contains("kanari")), "S27");
}

#[actix_web::test]
async fn each_leader_is_written_to_once_in_the_own_written_form() {
    let (portal, leader) = asked().await;
    assert_eq!(send(&portal), 0, "nobody is asked twice");
    let (bokmål, nynorsk) = (portal.mailbox(NAMDAL_LEADER), portal.mailbox(FOSEN_LEADER));
    assert_eq!((bokmål.len(), nynorsk.len()), (1, 1));
    for (mail, root, words) in [
        (&bokmål[0], ROOT, "noen spørsmål"),
        (&nynorsk[0], FOSEN, "nokre spørsmål"),
    ] {
        let text = &mail.body.as_ref().unwrap().text;
        assert!(text.contains(root) && text.contains(words), "{text}");
    }
    let all = portal.let_in(FOSEN_LEADER).get(FOSEN).await;
    assert!(all.main().contains("Send inn svara"));
    leader.get(ROOT).await.is(200);
}

#[actix_web::test]
async fn only_the_coordinator_of_the_mapping_asks_and_nothing_is_seen_before() {
    let portal = Portal::new().await;
    with_leaders(&portal);
    let refused = {
        let conn = &mut *portal.conn();
        let context = coordinator(&portal, conn, "nordland-2026");
        mailings::at_once(
            conn,
            &context,
            "trondelag-2026",
            MailingKind::Inquiry,
            &To::Everybody,
        )
    };
    assert!(matches!(refused, Err(TaskError::Forbidden)));
    let leader = portal.let_in(NAMDAL_LEADER);
    leader.get(ROOT).await.is(404);
    leader.get("/svar").await.is(200);
}

#[actix_web::test]
async fn a_page_of_a_regionråd_takes_six_statements_at_most() {
    let (portal, leader) = asked().await;
    leader.get(ROOT).await;
    for address in ["/svar?vis=alle".to_owned(), ROOT.to_owned(), nr(1), nr(2)] {
        let (count, page) = portal.statements(leader.get(&address)).await;
        page.is(200);
        assert!(count <= 6, "{address}: {count}");
    }
}
