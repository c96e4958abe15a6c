//! What was typed when the session ran out: it waits for its own person, is sent again, and is gone.

use actix_web::http::Method;
use chrono::TimeDelta;
use diesel::prelude::*;
use ordna::db::schema::{kept_form, municipality_contact};
use ordna::web::typed::SECRET;

use crate::support::answer::Answer;
use crate::support::browser::Browser;
use crate::support::people::{ADMIN, COORDINATOR, GRONG, PASSWORD, open_link};
use crate::support::portal::Portal;
use crate::support::{snapshot, sources};

const CONTACT: &str = "/admin/kommuner/5045/kontakter/ny";
const REVIEW: &str = "/svar/trondelag-2026/5045/ordninger";
const DEAD_END: &str = "/logg-inn?neste=/fortsett";

/// As long as the longest answers of 2020.
fn long_title() -> String {
    "Kommunedirektør med ansvar for «alt» & mer <til> ".repeat(10)
}

/// Someone who filled in a contact, was called away, and came back too late.
async fn too_late(portal: &Portal, browser: &Browser, title: &str) -> Answer {
    let page = browser.get(CONTACT).await;
    portal.advance(TimeDelta::minutes(61));
    let fields = [
        ("hvem", "direktor"),
        ("navn", "Åse Østby"),
        ("tittel", title),
        ("epost", "ase@grong.example.no"),
    ];
    browser.submit(&page, "form#kontakt", &fields).await
}

/// Through the login page with password and app, from where the portal has led.
async fn back_in(portal: &Portal, browser: &Browser, email: &str) -> Answer {
    portal.give_password(email);
    let app = portal.give_app(email);
    let page = browser.get(DEAD_END).await;
    let fields = [("epost", email), ("passord", PASSWORD)];
    let half_way = browser.submit(&page, "form#logg-inn", &fields).await;
    let page = browser.follow(&half_way).await;
    browser
        .submit(&page, "form#totp", &[("kode", &portal.code_of(&app))])
        .await
}

fn waiting(portal: &Portal) -> i64 {
    kept_form::table.count().get_result(&mut *portal.conn()).unwrap()
}

fn contacts(portal: &Portal) -> i64 {
    let new = municipality_contact::table.filter(municipality_contact::name.eq("Åse Østby"));
    new.count().get_result(&mut *portal.conn()).unwrap()
}

#[actix_web::test]
async fn s21_a_form_that_comes_too_late_is_given_back_after_the_login_and_goes_where_it_was_going() {
    let portal = Portal::new().await;
    let browser = portal.admin().await;
    let answer = too_late(&portal, &browser, "Rådgiver").await;
    answer.redirects_to(DEAD_END);
    let page = browser.follow(&answer).await;
    assert!(page.text_of(".flash").contains("ingenting gikk tapt"));
    let inside = back_in(&portal, &browser, ADMIN).await;
    inside.redirects_to("/fortsett");
    let before = snapshot::of(&mut portal.conn());
    let (statements, page) = portal.statements(browser.follow(&inside)).await;
    assert!(statements <= 6, "{statements}");
    assert!(snapshot::changed(&before, &snapshot::of(&mut portal.conn())).is_empty());
    page.is(200);
    assert!(page.text_of("p.lead").starts_with("Du ble logget ut, men"));
    assert_eq!(page.texts("dt"), ["Navn", "Tittel", "E-postadresse"]);
    assert_eq!(
        page.texts("dd"),
        ["Åse Østby", "Rådgiver", "ase@grong.example.no"]
    );
    let done = browser
        .submit(&page, &format!("form[action='{CONTACT}']"), &[])
        .await;
    done.redirects_to("/admin/kommuner/5045");
    assert_eq!((contacts(&portal), waiting(&portal)), (1, 0));
    browser.get("/fortsett").await.redirects_to("/");
}

#[actix_web::test]
async fn s21_what_was_wrong_is_told_as_if_nothing_had_happened_and_waits_until_it_is_right() {
    let portal = Portal::new().await;
    let browser = portal.admin().await;
    let title = long_title();
    too_late(&portal, &browser, &title).await.redirects_to(DEAD_END);
    back_in(&portal, &browser, ADMIN).await;
    let page = browser.get("/fortsett").await;
    assert!(page.texts("dd").contains(&title.trim().to_owned()));
    let again = browser
        .submit(&page, &format!("form[action='{CONTACT}']"), &[])
        .await;
    assert!(again.is(422).has(".ds-error-summary"));
    assert_eq!(waiting(&portal), 1);
    browser
        .submit(&again, "form#kontakt", &[("tittel", "Direktør")])
        .await
        .redirects_to("/admin/kommuner/5045");
    assert_eq!((contacts(&portal), waiting(&portal)), (1, 0));
}

#[actix_web::test]
async fn s26_nobody_else_sees_what_waits_nor_takes_it_away() {
    let portal = Portal::new().await;
    let browser = portal.admin().await;
    too_late(&portal, &browser, "Rådgiver")
        .await
        .redirects_to(DEAD_END);
    let id: i64 = kept_form::table
        .select(kept_form::id)
        .first(&mut *portal.conn())
        .unwrap();
    back_in(&portal, &browser, COORDINATOR)
        .await
        .redirects_to("/fortsett");
    let own_start = browser.get("/fortsett").await;
    assert!(!own_start.is(303).header("location").contains("fortsett"));
    let page = browser.get("/konto").await;
    let token = page.all("[name=skjema]")[0].attr("value").unwrap();
    let drop = format!("/fortsett/{id}/forkast");
    browser.post_raw(&drop, &[("skjema", token)]).await.is(303);
    let id = id.to_string();
    browser
        .post_raw("/sprak", &[("skjema", token), ("sprak", "nn"), ("bevart", &id)])
        .await
        .is(303);
    assert_eq!(waiting(&portal), 1);
    // What is stored says nothing to whoever reads the database.
    let content: String = snapshot::of(&mut portal.conn()).into_values().collect();
    assert!(!content.contains("Åse") && !content.contains("%C3%85se"));
}

#[actix_web::test]
async fn s21_a_mailed_link_leads_to_what_waits_too() {
    let portal = Portal::new().await;
    let browser = portal.respondent("Grong").await;
    let page = browser.get(REVIEW).await;
    let answer = page.all("form#liste [name=svar]")[0]
        .attr("value")
        .unwrap()
        .to_owned();
    portal.advance(TimeDelta::minutes(61));
    browser
        .submit(&page, "form#liste", &[("svar", &answer)])
        .await
        .redirects_to(DEAD_END);
    let elsewhere = portal.visitor();
    let page = elsewhere.get("/logg-inn/lenke").await;
    elsewhere
        .submit(&page, "form#be-om-lenke", &[("epost", GRONG)])
        .await;
    let page = open_link(&elsewhere, &portal.newest_link(GRONG)).await;
    let inside = elsewhere.submit(&page, "form#med-lenke", &[]).await;
    inside.redirects_to("/fortsett");
    let page = elsewhere.follow(&inside).await;
    assert!(!page.is(200).has("dl"), "{}", page.main());
    let done = elsewhere
        .submit(&page, &format!("form[action='{REVIEW}']"), &[])
        .await;
    assert!(done.is(303).header("location").starts_with(REVIEW));
    assert_eq!(waiting(&portal), 0);
    elsewhere.get("/fortsett").await.redirects_to("/svar");
}

#[actix_web::test]
async fn s21_after_an_hour_nothing_waits_any_more() {
    let portal = Portal::new().await;
    let browser = portal.admin().await;
    too_late(&portal, &browser, "Rådgiver")
        .await
        .redirects_to(DEAD_END);
    portal.advance(TimeDelta::minutes(60));
    let inside = back_in(&portal, &browser, ADMIN).await;
    browser.follow(&inside).await.redirects_to("/");
    // The next one that is kept takes away what is too old.
    too_late(&portal, &browser, "Sjef").await.redirects_to(DEAD_END);
    assert_eq!(waiting(&portal), 1);
}

#[actix_web::test]
async fn the_same_form_is_kept_once_and_the_five_newest_of_each_person() {
    let portal = Portal::new().await;
    let browser = portal.admin().await;
    let page = browser.get(CONTACT).await;
    portal.advance(TimeDelta::minutes(31));
    let send = async |title: &str| {
        let fields = [("navn", "Åse"), ("tittel", title)];
        let (statements, answer) = portal
            .statements(browser.submit(&page, "form#kontakt", &fields))
            .await;
        answer.redirects_to(DEAD_END);
        assert!(statements <= 6, "{statements}");
    };
    for title in ["1", "2", "2", "3", "4", "5", "6", "7"] {
        send(title).await;
    }
    assert_eq!(waiting(&portal), 5);
    back_in(&portal, &browser, ADMIN).await;
    let page = browser.get("/fortsett").await;
    let titles: Vec<String> = page
        .texts("dd")
        .into_iter()
        .filter(|text| text != "Åse")
        .collect();
    assert_eq!(titles, ["7", "6", "5", "4", "3"]);
    let newest = page.all("form[action$='/forkast']")[0].attr("action").unwrap();
    browser
        .submit(&page, &format!("form[action='{newest}']"), &[])
        .await
        .redirects_to("/fortsett");
    assert!(
        !browser
            .get("/fortsett")
            .await
            .texts("dd")
            .contains(&"7".to_owned())
    );
}

#[actix_web::test]
async fn s21_accounts_scripts_and_strangers_leave_nothing_behind() {
    let portal = Portal::new().await;
    let browser = portal.admin().await;
    let page = browser.get("/konto/navn").await;
    let token = page.all("[name=skjema]")[0].attr("value").unwrap().to_owned();
    let foreign = portal.visitor().get("/").await;
    let foreign = foreign.all("[name=skjema]")[0].attr("value").unwrap().to_owned();
    portal.advance(TimeDelta::minutes(31));
    let before = snapshot::of(&mut portal.conn());
    let own = [("skjema", token.as_str()), ("navn", "Åse")];
    for address in ["/konto/navn", "/admin/brukere/ny", "/admin/brukere/25/endre"] {
        let answer = browser.post_raw(address, &own).await;
        answer.redirects_to(&format!("/logg-inn?neste={address}"));
    }
    let request = browser.request(Method::POST);
    let fetch = request.insert_header(("sec-fetch-mode", "cors"));
    let answer = browser.send_form(CONTACT, fetch, &own).await;
    answer.redirects_to(&format!("/logg-inn?neste={CONTACT}"));
    let stranger = [("skjema", foreign.as_str()), ("navn", "Åse")];
    let answer = browser.post_raw(CONTACT, &stranger).await;
    assert!(!answer.is(403).main().contains("Åse"));
    let long = "x".repeat(256 * 1024);
    let answer = browser
        .post_raw(CONTACT, &[("skjema", &token), ("navn", &long)])
        .await;
    answer.redirects_to(&format!("/logg-inn?neste={CONTACT}"));
    assert!(snapshot::changed(&before, &snapshot::of(&mut portal.conn())).is_empty());
}

#[test]
fn s45_every_field_for_a_password_or_a_code_is_a_secret() {
    for source in sources::below("templates/pages", ".html") {
        for line in source.text.lines() {
            if line.contains("forms::password(") || line.contains("one-time-code") {
                let name = line.split('"').nth(1).unwrap_or("");
                let start = line.split("forms::").nth(1).unwrap_or("");
                let name = start.split('"').nth(1).unwrap_or(name);
                assert!(SECRET.contains(&name), "{}: {name}", source.path);
            }
        }
    }
}
