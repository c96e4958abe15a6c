//! «We take part in no arrangement»: an answer of its own, said and taken back on the task list.

use diesel::prelude::*;
use ordna::db::schema::{arrangement, draft_step, hearing, municipality, participant};

use crate::support::answer::Answer;
use crate::support::browser::Browser;
use crate::support::portal::Portal;

const STEINKJER: &str = "/svar/trondelag-2026/5006";
const FORM: &str = "#ingen-ordninger";

/// Takes the municipality out of every arrangement, as no page does it.
fn forget_arrangements(portal: &Portal, number: &str) {
    let conn = &mut *portal.conn();
    let id: i64 = municipality::table
        .filter(municipality::number.eq(number))
        .select(municipality::id)
        .first(conn)
        .unwrap();
    let open: Vec<i64> = arrangement::table
        .inner_join(ordna::db::schema::mapping::table)
        .filter(ordna::db::schema::mapping::slug.eq("trondelag-2026"))
        .select(arrangement::id)
        .load(conn)
        .unwrap();
    diesel::delete(
        participant::table
            .filter(participant::arrangement_id.eq_any(open))
            .filter(participant::municipality_id.eq(id)),
    )
    .execute(conn)
    .unwrap();
}

fn says_none(portal: &Portal) -> bool {
    let all: Vec<bool> = hearing::table
        .select(hearing::nil_return)
        .load(&mut *portal.conn())
        .unwrap();
    all.contains(&true)
}

async fn say_none(browser: &Browser) -> Answer {
    let page = browser.get(STEINKJER).await;
    browser.submit(&page, FORM, &[("ingen", "ja")]).await
}

#[actix_web::test]
async fn a_municipality_without_arrangements_says_so_and_takes_it_back() {
    let portal = Portal::new().await;
    forget_arrangements(&portal, "5006");
    let browser = portal.respondent("Steinkjer").await;
    let page = browser.get(STEINKJER).await;
    assert!(page.main().contains("Vi kjenner ingen ordninger"));
    assert_eq!(page.text_of("main > .buttons a"), "Legg til en ordning");
    let empty = browser.submit(&page, FORM, &[]).await;
    assert!(empty.is(422).main().contains("Kryss av for at kommunen"));

    say_none(&browser).await.redirects_to(STEINKJER);
    assert!(says_none(&portal));
    let page = browser.get(STEINKJER).await;
    assert!(
        page.main()
            .contains("Dere har meldt at kommunen ikke deltar i noen ordning.")
    );
    assert_eq!(page.text_of("main > .buttons a"), "Bekreft listen");

    browser
        .submit(&page, "form[action$='/ingen']", &[])
        .await
        .redirects_to(STEINKJER);
    assert!(!says_none(&portal));
    let steps: i64 = draft_step::table
        .filter(draft_step::subject.eq("nil_return"))
        .count()
        .get_result(&mut *portal.conn())
        .unwrap();
    assert_eq!(steps, 2, "both steps are in the municipality's own log");
}

#[actix_web::test]
async fn it_cannot_be_said_while_the_list_speaks_against_it() {
    let portal = Portal::new().await;
    let browser = portal.respondent("Steinkjer").await;
    let page = browser.get(STEINKJER).await;
    assert!(!page.has(FORM), "two rows are unanswered");
    // The form of a page that was opened before somebody answered otherwise.
    forget_arrangements(&portal, "5006");
    let old = browser.get(STEINKJER).await;
    let new = browser
        .get(&format!(
            "{STEINKJER}/ordninger/ny?navn=Steinkjer+kulturskole&ny=1"
        ))
        .await;
    browser.submit(&new, "#ny", &[]).await.redirects_to(STEINKJER);
    let late = browser.submit(&old, FORM, &[("ingen", "ja")]).await;
    let told = browser.follow(&late).await;
    assert!(
        told.text_of(".flash")
            .contains("Listen har ordninger som kommunen deltar i.")
    );
    assert!(!says_none(&portal));
}

#[actix_web::test]
async fn whoever_adds_an_arrangement_no_longer_says_that_there_is_none() {
    let portal = Portal::new().await;
    forget_arrangements(&portal, "5006");
    let browser = portal.respondent("Steinkjer").await;
    say_none(&browser).await;
    let new = browser
        .get(&format!(
            "{STEINKJER}/ordninger/ny?navn=Steinkjer+kulturskole&ny=1"
        ))
        .await;
    browser.submit(&new, "#ny", &[]).await.redirects_to(STEINKJER);
    assert!(!says_none(&portal));
    let page = browser.get(STEINKJER).await;
    assert!(!page.has(FORM));
    assert!(page.main().contains("Steinkjer kulturskole"));
}
