//! Whether an address has an account: what an answer costs does not tell (S6).

use chrono::TimeDelta;

use crate::support::people::{ADMIN, COORDINATOR, GRONG, PASSWORD};
use crate::support::portal::Portal;

const UNKNOWN: &str = "ukjent@example.no";
const DISABLED: &str = "kommunedirektor@royrvik.example.no";
/// Locked after all the wrong passwords.
const LOCKED: &str = COORDINATOR;

async fn portal() -> Portal {
    let portal = Portal::new().await;
    portal.keep_mail();
    portal.disable(DISABLED);
    for _ in 0..9 {
        statements(&portal, "/logg-inn", LOCKED, "feil passord her").await;
        portal.advance(TimeDelta::seconds(4));
    }
    statements(&portal, "/logg-inn", LOCKED, "feil passord her").await;
    portal
}

/// How many statements it takes to answer the form of the page.
async fn statements(portal: &Portal, address: &str, email: &str, password: &str) -> i64 {
    let browser = portal.visitor();
    let page = browser.get(address).await;
    let (form, fields): (_, &[_]) = if address == "/logg-inn" {
        ("form#logg-inn", &[("epost", email), ("passord", password)])
    } else {
        ("form#be-om-lenke", &[("epost", email)])
    };
    let (statements, answer) = portal.statements(browser.submit(&page, form, fields)).await;
    assert!(matches!(answer.status(), 303 | 422), "{answer}");
    statements
}

#[actix_web::test]
async fn s6_a_failed_login_costs_the_same_whoever_it_was_about() {
    let portal = portal().await;
    let mut costs = Vec::new();
    for (email, password) in [
        (GRONG, "feil passord her"),
        (UNKNOWN, "feil passord her"),
        (DISABLED, PASSWORD),
        (LOCKED, PASSWORD),
    ] {
        costs.push((email, statements(&portal, "/logg-inn", email, password).await));
    }
    assert!(costs.iter().all(|(_, cost)| *cost == costs[0].1), "{costs:?}");
}

/// A letter takes work that none does not. That is hidden behind the time that every answer waits; what is left to
/// show is that a lock or a closed account is no third kind of answer.
#[actix_web::test]
async fn s6_asking_for_a_letter_costs_what_it_costs_with_and_without_an_account() {
    let portal = portal().await;
    for address in ["/glemt-passord", "/logg-inn/lenke"] {
        let started = std::time::Instant::now();
        let unknown = statements(&portal, address, UNKNOWN, "").await;
        assert!(started.elapsed().as_millis() >= 250);
        assert_eq!(statements(&portal, address, DISABLED, "").await, unknown);
    }
    let known = statements(&portal, "/glemt-passord", ADMIN, "").await;
    assert_eq!(statements(&portal, "/glemt-passord", LOCKED, "").await, known);
}
