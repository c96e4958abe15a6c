//! A list in every state that its pages tell of: nothing in any of them is a barrier.

use chrono::TimeDelta;
use diesel::prelude::*;
use ordna::db::schema::{arrangement, hearing, hearing_round, mapping};

use super::chromium::Chromium;
use super::everywhere::look_at_every_page;
use super::server::Server;
use super::tour::{Stop, stop};
use crate::support::portal::Portal;

const LIST: &str = "/svar/trondelag-2026/5045";

fn pages(pages: &[&str]) -> Vec<Stop> {
    pages
        .iter()
        .map(|page| stop("grong", &format!("{LIST}{page}")))
        .collect()
}

async fn confirm(portal: &Portal) {
    let grong = portal.respondent("Grong").await;
    let page = grong.get(&format!("{LIST}/bekreft")).await;
    grong
        .submit(&page, "form[action$=ordninger]", &[("samlet", "alle")])
        .await
        .is(303);
    let page = grong.get(&format!("{LIST}/bekreft")).await;
    grong.submit(&page, "form[action$=bekreft]", &[]).await.is(303);
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn no_state_of_a_list_has_a_barrier() {
    let server = Server::start().await;
    server.portal.keep_mail();
    confirm(&server.portal).await;
    look_at_every_page(
        &server,
        &pages(&["", "/ordninger", "/bekreft", "/kvittering/1", "/logg"]),
    );

    let now = server.portal.now();
    diesel::update(hearing::table)
        .set((
            hearing::state.eq("sent"),
            hearing::reopened_at.eq(now),
            hearing::reopened_reason.eq("Namsos oppgir andre årsverk."),
        ))
        .execute(&mut *server.portal.conn())
        .unwrap();
    look_at_every_page(&server, &pages(&[""]));

    server.portal.advance(TimeDelta::days(60));
    look_at_every_page(&server, &pages(&["", "/ordninger", "/ordninger/1"]));

    diesel::update(hearing_round::table)
        .set(hearing_round::state.eq("closed"))
        .execute(&mut *server.portal.conn())
        .unwrap();
    look_at_every_page(&server, &pages(&["", "/bekreft", "/sporsmal/1"]));
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn a_row_that_somebody_changed_meanwhile_is_shown_beside_the_answer() {
    let (server, chromium) = (Server::start().await, Chromium::start(true));
    server.let_in(&chromium, "grong");
    chromium.open(&server.url(&format!("{LIST}/ordninger")));
    let open = mapping::table
        .filter(mapping::slug.eq("trondelag-2026"))
        .select(mapping::id);
    diesel::update(arrangement::table.filter(arrangement::mapping_id.eq_any(open)))
        .set(arrangement::version.eq(arrangement::version + 1))
        .execute(&mut *server.portal.conn())
        .unwrap();
    chromium.press("[data-row] button[value$=stemmer]");
    chromium.is_answered(409);
    assert!(chromium.text_of("h1").starts_with("To svar om"));
    assert_eq!(super::everywhere::faults_of(&chromium), [""; 0]);
}
