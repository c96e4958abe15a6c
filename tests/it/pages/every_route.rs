//! What holds at every address, whatever it is for: the lines of the matrix, asked in every wrong way.

use actix_web::http::{Method, header};
use ordna::web::routes::ROUTES;

use super::matrix::{self, WHO};
use crate::support::answer::Answer;
use crate::support::browser::Browser;
use crate::support::portal::Portal;
use crate::support::snapshot;

const ORIGIN: &str = "https://ordna.example.no";

async fn with_tls() -> Portal {
    Portal::with_settings(&["--base-url", ORIGIN]).await
}

async fn token(browser: &Browser) -> String {
    let page = browser.get("/").await;
    let field = page.one("form[action='/sprak'] [name=skjema]");
    field.attr("value").unwrap().to_owned()
}

/// The headers themselves are looked over in `support::checks`, on every answer of every test.
#[actix_web::test]
async fn s20_s24_s32_s33_s37_every_answer_over_tls_is_safe_to_give() {
    let portal = with_tls().await;
    for who in WHO {
        let browser = matrix::let_in(&portal, who);
        for line in matrix::lines().iter().filter(|line| line.is_get()) {
            let answer = line.ask(&browser).await;
            assert!(answer.status() < 500, "{answer} for {who}");
            for cookie in answer.headers().get_all("set-cookie") {
                let cookie = cookie.to_str().unwrap();
                assert!(
                    cookie.starts_with("__Host-") && cookie.contains("; Secure"),
                    "{answer}: {cookie}"
                );
            }
            let head = browser.send(&line.address, browser.request(Method::HEAD)).await;
            assert_eq!(head.status(), answer.status(), "HEAD {}", line.address);
        }
    }
}

#[actix_web::test]
async fn s31_reading_never_writes() {
    let portal = Portal::new().await;
    let lines: Vec<_> = matrix::lines().into_iter().filter(matrix::Line::is_get).collect();
    for who in WHO {
        let browser = matrix::let_in(&portal, who);
        let before = snapshot::of(&mut portal.conn());
        for line in &lines {
            line.ask(&browser).await;
        }
        if snapshot::of(&mut portal.conn()) == before {
            continue;
        }
        // One of them did: which is worth asking for one by one.
        for line in &lines {
            let before = snapshot::of(&mut portal.conn());
            line.ask(&browser).await;
            let changed = snapshot::changed(&before, &snapshot::of(&mut portal.conn()));
            assert!(
                changed.is_empty(),
                "{} wrote to {changed:?} for {who}",
                line.address
            );
        }
        panic!("one of the pages wrote something for {who}, the first time it was asked for");
    }
}

#[actix_web::test]
async fn s31_no_form_is_taken_that_was_not_on_the_visitors_own_page() {
    let portal = with_tls().await;
    for who in ["visitor", "grong", "admin"] {
        let browser = matrix::let_in(&portal, who);
        let (own, foreign) = (token(&browser).await, token(&portal.visitor()).await);
        let before = snapshot::of(&mut portal.conn());
        for line in matrix::lines().iter().filter(|line| !line.is_get()) {
            let ask = async |token: &str, name: &'static str, value: &str| -> Answer {
                let mut fields = line.fields.clone();
                fields.push(("skjema".to_owned(), token.to_owned()));
                let request = browser.request(line.method.clone()).insert_header((name, value));
                browser.send_form(&line.address, request, &fields).await
            };
            let answers = [
                browser.post_raw(&line.address, &[]).await,
                ask("", "sec-fetch-site", "same-origin").await,
                ask(&foreign, "sec-fetch-site", "same-origin").await,
                ask(&own, "sec-fetch-site", "cross-site").await,
                ask(&own, "sec-fetch-site", "same-site").await,
                ask(&own, "origin", "https://ordna.example.com").await,
                ask(&own, "origin", "http://ordna.example.no").await,
            ];
            for (at, answer) in answers.iter().enumerate() {
                // Whoever may not come in at all is stopped before the form is read.
                let is_stopped = answer.status() == 403
                    || answer.status() == 404
                    || (answer.status() == 303 && answer.header("location").starts_with("/logg-inn?neste="))
                    || answer.header("location").starts_with("/bekreft-innlogging");
                assert!(is_stopped, "{answer}, attempt {at} of {who}: {}", answer.main());
            }
        }
        let changed = snapshot::changed(&before, &snapshot::of(&mut portal.conn()));
        assert!(changed.is_empty(), "{who} wrote to {changed:?}");
    }
}

#[actix_web::test]
async fn s37_only_the_methods_of_the_table_are_answered() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    for line in matrix::lines() {
        let path = line.address.split('?').next().unwrap();
        for method in ["TRACE", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT", "ORDNA"] {
            let request = admin.request(method.parse().unwrap());
            admin.send(path, request).await.is(405);
        }
    }
    for row in ROUTES {
        assert!(
            matches!(row.method, Method::GET | Method::POST),
            "{} {}",
            row.method,
            row.path
        );
    }
}

#[actix_web::test]
async fn s37_no_way_leads_out_of_the_static_files() {
    let portal = Portal::new().await;
    let visitor = portal.visitor();
    for path in [
        "/static/../Cargo.toml",
        "/static/..%2fCargo.toml",
        "/static/%2e%2e/Cargo.toml",
        "/static/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/..%5c..%5cetc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/static/app.css%00.js",
        "/static//etc/passwd",
        "/.git/config",
        "/.env",
        "/static/",
        "/%ff%fe",
        "/%",
    ] {
        let answer = visitor.get(path).await;
        let wanders = answer.header("location").starts_with("//");
        assert!(matches!(answer.status(), 301 | 400 | 404) && !wanders, "{answer}");
    }
    visitor.get("//evil.example/").await;
    let answer = visitor.get("//evil.example/").await;
    assert!(
        !answer.header("location").starts_with("//"),
        "{}",
        answer.header("location")
    );
}

#[actix_web::test]
async fn s39_a_form_that_is_too_long_is_refused_and_one_at_the_limit_is_read() {
    const LONGEST: usize = 1024 * 1024;
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    for line in matrix::lines().iter().filter(|line| !line.is_get()) {
        for (length, too_long) in [(LONGEST + 1, true), (LONGEST, false)] {
            let request = admin
                .request(Method::POST)
                .insert_header((header::CONTENT_TYPE, "application/x-www-form-urlencoded"))
                .set_payload("a=".to_owned() + &"b".repeat(length - 2));
            let answer = admin.send(&line.address, request).await;
            // An admin is stopped at a municipality's door, before a byte is read.
            if answer.status() != 404 {
                assert_eq!(answer.status() == 413, too_long, "{answer} with {length} bytes");
            }
        }
    }
}

#[actix_web::test]
async fn s11_only_the_portals_own_host_is_answered() {
    let portal = with_tls().await;
    let visitor = portal.visitor();
    for host in [
        "evil.example",
        "ordna.example.no.evil.example",
        "ordna.example.no:443@evil.example",
        "www.example:dr.frankenstein@evil.tld",
        "www.example:x@evil",
        "ordna.example.no:8080",
        "",
    ] {
        let request = visitor.request(Method::GET).insert_header(("host", host));
        let answer = visitor.send("/", request).await;
        answer.is(400);
        assert!(!answer.text().contains("evil"), "{}", answer.text());
    }
    let request = visitor
        .request(Method::GET)
        .insert_header(("host", "ORDNA.example.no"));
    visitor.send("/", request).await.is(200);
    let request = visitor.request(Method::GET);
    visitor.send("https://evil.example/", request).await.is(400);
    let request = visitor.request(Method::GET);
    visitor.send("https://ordna.example.no/", request).await.is(200);
}

#[actix_web::test]
async fn s11_what_a_proxy_might_say_of_the_host_is_not_heard() {
    let portal = with_tls().await;
    let visitor = portal.visitor();
    for name in [
        "x-forwarded-host",
        "x-host",
        "x-original-url",
        "x-rewrite-url",
        "x-forwarded-server",
    ] {
        let request = visitor.request(Method::GET).insert_header((name, "evil.example"));
        let answer = visitor.send("/", request).await;
        assert!(answer.is(200).text().contains(ORIGIN), "{name}");
        assert!(!answer.text().contains("evil"), "{name}: {}", answer.text());
    }
    let request = visitor
        .request(Method::GET)
        .insert_header(("forwarded", "host=evil.example;proto=http"));
    assert!(!visitor.send("/", request).await.is(200).text().contains("evil"));
}
