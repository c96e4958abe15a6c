//! Every error is a page in the reader's language, with a way on, and says nothing of how the portal is made.

use std::sync::mpsc;
use std::time::{Duration, Instant};

use actix_web::http::Method;
use actix_web::middleware::from_fn;
use actix_web::test::{TestRequest, init_service};
use actix_web::{App, HttpResponse, rt, web};
use diesel::connection::SimpleConnection;
use ordna::db;
use ordna::web::error::AppError;
use ordna::web::request::frame;

use crate::support::answer::Answer;
use crate::support::browser::Browser;
use crate::support::portal::{Portal, in_process};

/// Every error, its status, and its headline in both forms.
const ERRORS: &[(&str, u16, &str, &str)] = &[
    (
        "bad",
        400,
        "Vi forstod ikke forespørselen",
        "Vi forstod ikkje førespurnaden",
    ),
    (
        "host",
        400,
        "Vi forstod ikke forespørselen",
        "Vi forstod ikkje førespurnaden",
    ),
    (
        "forbidden",
        403,
        "Du har ikke tilgang til denne siden",
        "Du har ikkje tilgang til denne sida",
    ),
    (
        "foreign",
        403,
        "Vi forstod ikke forespørselen",
        "Vi forstod ikkje førespurnaden",
    ),
    ("out", 403, "Du er logget ut", "Du er logga ut"),
    ("missing", 404, "Siden finnes ikke", "Sida finst ikkje"),
    (
        "method",
        405,
        "Dette kan ikke gjøres her",
        "Dette kan ikkje gjerast her",
    ),
    (
        "conflict",
        409,
        "Noen andre endret dette før deg",
        "Andre endra dette før deg",
    ),
    (
        "closed",
        409,
        "Kartleggingen er avsluttet",
        "Kartlegginga er avslutta",
    ),
    (
        "slow",
        408,
        "Skjemaet kom ikke fram i tide",
        "Skjemaet kom ikkje fram i tide",
    ),
    (
        "large",
        413,
        "Det du sendte, er for stort",
        "Det du sende, er for stort",
    ),
    ("mistakes", 422, "Noe må rettes", "Noko må rettast"),
    ("many", 429, "For mange forsøk", "For mange forsøk"),
    (
        "internal",
        500,
        "Noe gikk galt hos oss",
        "Noko gjekk gale hos oss",
    ),
    (
        "away",
        503,
        "Portalen er opptatt akkurat nå",
        "Portalen er oppteken akkurat no",
    ),
];

const SECRET_CAUSE: &str = "panicked at src/db/pool.rs: SELECT password_hash FROM user_account";

async fn fail(name: web::Path<String>) -> Result<HttpResponse, AppError> {
    Err(match name.as_str() {
        "bad" => AppError::BadRequest,
        "host" => AppError::UnknownHost,
        "forbidden" => AppError::Forbidden,
        "foreign" => AppError::ForeignForm,
        "out" => AppError::SignedOut,
        "missing" => AppError::NotFound,
        "method" => AppError::Method,
        "conflict" => AppError::Conflict,
        "closed" => AppError::Closed,
        "slow" => AppError::TooSlow,
        "large" => AppError::TooLarge,
        "mistakes" => AppError::Unprocessable,
        "many" => AppError::TooMany,
        "away" => AppError::Unavailable(SECRET_CAUSE.into()),
        _ => AppError::internal(SECRET_CAUSE),
    })
}

/// A visitor of an application that has the portal's frame and nothing in it but failures.
async fn visitor_of_failures(portal: &Portal) -> Browser {
    let app = App::new()
        .wrap(from_fn(frame::around))
        .wrap(tracing_actix_web::TracingLogger::default())
        .app_data(portal.state.clone())
        .route("/feil/{name}", web::get().to(fail));
    let app = in_process(init_service(app).await, TestRequest::to_request);
    Browser::new(app, "127.0.0.1:8080")
}

/// A way on, and nothing that helps an attacker.
fn looks_after_the_reader(page: &Answer) {
    assert!(page.has("main a[href='/']"), "{page}");
    assert!(page.has("main a[href='/hjelp']"), "{page}");
    assert!(page.text_of("main p.lead").len() > 30, "{page}");
    for secret in [
        "panicked",
        "SELECT",
        "diesel",
        "sqlite",
        "postgres",
        "src/",
        ".rs",
        "user_account",
    ] {
        assert!(!page.text().contains(secret), "{page} says «{secret}»");
    }
    let says_a_number = page.main().contains("Hendelsesnummer: ") || page.main().contains("Hendingsnummer: ");
    assert_eq!(says_a_number, page.status() >= 500, "{page}: {}", page.main());
}

#[actix_web::test]
async fn every_error_is_a_page_with_a_way_on_in_both_written_forms() {
    let portal = Portal::new().await;
    let browser = visitor_of_failures(&portal).await;
    for (name, status, nb, nn) in ERRORS {
        for (lang, headline) in [("nb", nb), ("nn", nn)] {
            browser.set_cookie("ordna-sprak", lang);
            let page = browser.get(&format!("/feil/{name}")).await;
            page.is(*status);
            assert_eq!(page.text_of("h1"), *headline);
            assert_eq!(page.one("html").attr("lang"), Some(lang));
            assert!(page.text_of("title").starts_with(headline), "{page}");
            assert_eq!(page.has("main a[href='/logg-inn']"), *status < 500, "{page}");
            assert_eq!(
                page.header("retry-after") == "30",
                matches!(status, 429 | 503),
                "{page}"
            );
            looks_after_the_reader(&page);
        }
    }
}

#[actix_web::test]
async fn s37_the_number_of_an_incident_is_another_each_time() {
    let portal = Portal::new().await;
    let browser = visitor_of_failures(&portal).await;
    let number = async || browser.get("/feil/internal").await.text_of("main strong");
    let (first, second) = (number().await, number().await);
    assert_ne!(first, second);
    let (_, number) = first.split_once(": ").unwrap();
    assert!(
        number.len() == 8 && number.chars().all(|digit| digit.is_ascii_hexdigit()),
        "{number}"
    );
}

#[actix_web::test]
async fn what_goes_wrong_on_the_way_in_is_a_page_too() {
    let portal = Portal::new().await;
    let visitor = portal.visitor();
    let unknown_host = visitor
        .request(Method::GET)
        .insert_header(("host", "evil.example"));
    let answers = [
        (visitor.send("/", unknown_host).await, 400),
        (visitor.post_raw("/sprak", &[("sprak", "nn")]).await, 403),
        (visitor.get("/finnes-ikke").await, 404),
        (visitor.post_raw("/hjelp", &[]).await, 405),
        (
            visitor
                .post_raw("/sprak", &[("a", &"b".repeat(1024 * 1024))])
                .await,
            413,
        ),
    ];
    for (page, status) in &answers {
        page.is(*status);
        looks_after_the_reader(page);
    }
    assert!(
        !answers[0].0.text().contains("evil"),
        "the foreign host is not repeated"
    );
}

#[actix_web::test]
async fn s37_a_broken_database_is_our_fault_and_says_so_without_telling_how() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    portal
        .conn()
        .batch_execute("ALTER TABLE mapping RENAME TO mapping_gone")
        .unwrap();
    for page in [
        portal.visitor().get("/").await,
        kari.get("/").await,
        kari.get("/hjelp").await,
    ] {
        page.is(500);
        looks_after_the_reader(&page);
    }
    let health = portal.visitor().get("/helse").await;
    assert_eq!(health.is(200).text(), "ok", "the database still answers");
}

#[actix_web::test]
async fn r15_when_no_connection_comes_free_the_reader_hears_it_within_seconds() {
    let portal = Portal::new().await;
    let kari = portal.coordinator().await;
    let taken: Vec<_> = (0..4).map(|_| portal.conn()).collect();
    let started = Instant::now();
    let page = kari.get("/hjelp").await;
    assert!(started.elapsed().as_secs() < 7, "{:?}", started.elapsed());
    page.is(503);
    looks_after_the_reader(&page);
    let health = portal.visitor().get("/helse").await;
    assert_eq!(health.is(503).text(), "database unavailable");
    drop(taken);
    kari.get("/hjelp").await.is(200);
    portal.visitor().get("/helse").await.is(200);
}

#[actix_web::test]
async fn readers_are_served_while_many_wait_to_write() {
    let portal = Portal::new().await;
    let other = portal.another_instance().await;
    let reader = portal.let_in("leser@example.no");
    let mut writers = Vec::new();
    for _ in 0..8 {
        let writer = portal.let_in("koordinator@example.no");
        let page = writer.get("/").await;
        writers.push((writer, page));
    }
    // Another instance writes, and takes its time.
    let (begun, has_begun) = mpsc::channel();
    let (ready, is_ready) = mpsc::channel();
    let pool = other.state.pool.clone();
    let slow = std::thread::spawn(move || {
        db::write(&mut pool.get().unwrap(), |_| {
            begun.send(()).unwrap();
            is_ready.recv().unwrap();
            Ok::<(), diesel::result::Error>(())
        })
    });
    has_begun.recv().unwrap();
    let writing: Vec<_> = writers
        .into_iter()
        .map(|(writer, page)| {
            rt::spawn(async move {
                writer
                    .submit(&page, "form[action='/sprak']", &[("sprak", "nn")])
                    .await
            })
        })
        .collect();
    rt::time::sleep(Duration::from_millis(300)).await;
    portal.visitor().get("/helse").await.is(200);
    reader.get("/").await.is(200);
    ready.send(()).unwrap();
    slow.join().unwrap().unwrap();
    for written in writing {
        written.await.unwrap().is(303);
    }
}
