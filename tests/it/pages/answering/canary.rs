//! A draft is its municipality's own: a word in every kind of draft, looked for in everything that anybody else gets.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use ordna::db::schema::{arrangement, hearing, municipality};
use ordna::report::export;
use ordna::tasks::mapping::exporting;

use crate::pages::matrix::{self, WHO};
use crate::support::portal::Portal;

const WORD: &str = "kanarifugl";

/// Whose draft it is.
const OWNERS: [&str; 2] = ["grong", "editor"];

fn write_drafts(portal: &Portal) {
    let conn = &mut *portal.conn();
    let hearing: i64 = hearing::table
        .inner_join(municipality::table)
        .filter(municipality::number.eq("5045"))
        .select(hearing::id)
        .first(conn)
        .unwrap();
    let shared: i64 = arrangement::table
        .filter(arrangement::name.eq("Namdal legevakt"))
        .select(arrangement::id)
        .order(arrangement::id)
        .first(conn)
        .unwrap();
    let at = "'2026-10-12 08:00:00'";
    // Shared with Namsos, Overhalla and Høylandet, who must not see it either.
    let drafts = [
        format!(
            "INSERT INTO response (id, hearing_id, arrangement_id, arrangement_version, verdict, comment, saved_at, saved_by)
             VALUES (901, {hearing}, {shared}, 1, 'corrected', '{WORD}', {at}, 1)"
        ),
        format!("INSERT INTO correction (response_id, field, to_value) VALUES (901, 'content', '{WORD}')"),
        format!("INSERT INTO correction (response_id, field, to_value) VALUES (901, 'name', '{WORD}')"),
        format!(
            "INSERT INTO proposal (hearing_id, kind, name, content, comment, saved_at, saved_by)
             VALUES ({hearing}, 'new', '{WORD}', '{WORD}', '{WORD}', {at}, 1)"
        ),
        "INSERT INTO question (id, mapping_id, nr, text_nb, text_nn) VALUES (901, 1, 91, 'Hva?', 'Kva?')".to_owned(),
        format!(
            "INSERT INTO answer (question_id, hearing_id, text, saved_at, saved_by) VALUES (901, {hearing}, '{WORD}', {at}, 1)"
        ),
        format!(
            "INSERT INTO draft_step (hearing_id, subject, subject_id, after, taken_at, taken_by)
             VALUES ({hearing}, 'proposal', 1, '{{\"name\":\"{WORD}\"}}', {at}, 1)"
        ),
    ];
    for draft in drafts {
        conn.batch_execute(&draft).unwrap();
    }
}

#[actix_web::test]
async fn s27_a_draft_is_seen_by_its_own_municipality_and_by_nobody_else() {
    let portal = Portal::new().await;
    write_drafts(&portal);
    let mut seen = Vec::new();
    for who in WHO {
        let browser = matrix::let_in(&portal, who);
        for line in matrix::lines().iter().filter(|line| line.is_get()) {
            let answer = line.ask(&browser).await;
            if String::from_utf8_lossy(answer.body())
                .to_lowercase()
                .contains(WORD)
            {
                seen.push((who, line.address.clone()));
            }
        }
    }
    let (own, foreign): (Vec<_>, Vec<_>) = seen.into_iter().partition(|(who, _)| OWNERS.contains(who));
    assert!(foreign.is_empty(), "{foreign:?}");
    let is_shown = |address: &str| own.iter().any(|(who, seen)| *who == "grong" && seen == address);
    assert!(
        is_shown("/svar/trondelag-2026/5045/ordninger"),
        "the word is where it should be: {own:?}"
    );
    // Those who share the arrangement have lists of their own.
    for (name, number) in [("Namsos", "5007"), ("Høylandet", "5046"), ("Overhalla", "5047")] {
        let neighbour = portal.respondent(name).await;
        for page in [
            "",
            "/ordninger",
            "/bekreft",
            "/logg",
            "/mine-data.json",
            "/mine-data.csv",
        ] {
            let answer = neighbour
                .get(&format!("/svar/trondelag-2026/{number}{page}"))
                .await;
            assert!(!answer.text().to_lowercase().contains(WORD), "{answer}");
        }
    }
}

#[actix_web::test]
async fn s27_no_export_holds_a_draft() {
    let portal = Portal::new().await;
    write_drafts(&portal);
    let register = exporting::register(&mut portal.conn(), "trondelag-2026").unwrap();
    for file in export::files(&register) {
        let text = String::from_utf8_lossy(&file.content).to_lowercase();
        assert!(!text.contains(WORD), "{}", file.path);
    }
}
