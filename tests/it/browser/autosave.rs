//! A form that saves itself, in a real browser against a server that answers as it is told.

use std::net::TcpStream;
use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::Duration;

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use serde_json::Value;

use super::chromium::Chromium;
use super::server::free_address;

const SCRIPTS: &str = concat!(
    include_str!("../../../static/app.js"),
    include_str!("../../../static/answers.js")
);

/// What the server has, and how it answers the next time.
struct Desk {
    user: i64,
    text: String,
    version: i64,
    says: u16,
    waits: Duration,
    asked: usize,
}

type Shared = web::Data<Arc<Mutex<Desk>>>;

fn page(content: &str) -> HttpResponse {
    // The policy that the portal has under /svar/.
    let policy =
        "default-src 'none'; script-src 'self'; img-src data:; form-action 'self'; connect-src 'self'";
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header(("content-security-policy", policy))
        .insert_header(("cache-control", "no-store"))
        .body(format!(
            "<!DOCTYPE html><html lang=nb><title>x</title><link rel=icon href='data:,'>\
             <script src=/app.js defer></script>{content}"
        ))
}

async fn form(desk: Shared) -> HttpResponse {
    let desk = desk.lock().unwrap();
    page(&format!(
        "<form method=post action=/svar/x data-autosave=/svar/x/kladd data-saved='Lagret kl. {{}}' \
         data-stale=Endret data-offline='Ikke lagret' data-restored=Hentet data-discard=Forkast>\
         <input type=hidden name=versjon value={}><textarea name=innhold id=innhold>{}</textarea>\
         <input type=radio name=valg value=ja id=ja><input type=radio name=valg value=nei id=nei>\
         <div class=buttons><button id=send>Lagre</button></div></form>\
         <form method=post action=/logg-ut><input type=hidden name=skjema value=a><button id=ut>Ut</button></form>\
         <div data-shortcuts><details data-shortcuts-help><summary>Taster</summary>\
         <input type=checkbox data-shortcuts-switch id=bryter></details>\
         <p data-row id=en><button data-key=s>S</button></p><p data-row id=to><button>X</button>\
         <button data-key=s>S</button></p></div>\
         <div class=session data-user={} data-left=3600 data-longest=28800 data-idle=3600></div>",
        desk.version, desk.text, desk.user
    ))
}

async fn draft(desk: Shared, fields: web::Form<Vec<(String, String)>>) -> HttpResponse {
    let (says, waits) = {
        let mut desk = desk.lock().unwrap();
        desk.asked += 1;
        (desk.says, desk.waits)
    };
    actix_web::rt::time::sleep(waits).await;
    if says != 204 {
        return HttpResponse::build(says.try_into().unwrap()).finish();
    }
    save(&desk, &fields);
    HttpResponse::NoContent()
        .insert_header(("ordna-version", desk.lock().unwrap().version.to_string()))
        .insert_header(("ordna-saved", "10.42"))
        .finish()
}

fn save(desk: &Shared, fields: &[(String, String)]) {
    let value = |name: &str| fields.iter().find(|(key, _)| key == name).unwrap().1.clone();
    let mut desk = desk.lock().unwrap();
    assert_eq!(value("versjon"), desk.version.to_string());
    desk.text = value("innhold");
    desk.version += 1;
}

async fn send(desk: Shared, fields: web::Form<Vec<(String, String)>>) -> HttpResponse {
    let says = desk.lock().unwrap().says;
    if says == 503 {
        return HttpResponse::ServiceUnavailable()
            .content_type("text/html")
            .body("<p>503");
    }
    save(&desk, &fields);
    HttpResponse::SeeOther()
        .insert_header(("location", "/svar"))
        .finish()
}

async fn other(request: HttpRequest) -> HttpResponse {
    if request.path() == "/app.js" {
        return HttpResponse::Ok().content_type("text/javascript").body(SCRIPTS);
    }
    page(
        "<h1>Annet</h1><div class=session data-user=1 data-left=3600 data-longest=28800 data-idle=3600></div>",
    )
}

/// The desk, a browser at its form, and the form's address.
fn sit_down() -> (Arc<Mutex<Desk>>, Chromium, String) {
    let desk = Arc::new(Mutex::new(Desk {
        user: 1,
        text: String::new(),
        version: 1,
        says: 204,
        waits: Duration::ZERO,
        asked: 0,
    }));
    let (address, shared) = (free_address(), web::Data::new(Arc::clone(&desk)));
    std::thread::spawn(move || {
        let server = HttpServer::new(move || {
            App::new()
                .app_data(shared.clone())
                .route("/svar/x", web::get().to(form))
                .route("/svar/x", web::post().to(send))
                .route("/svar/x/kladd", web::post().to(draft))
                .default_service(web::to(other))
        });
        let server = server.workers(1).bind(address).unwrap();
        actix_web::rt::System::new().block_on(server.run()).unwrap();
    });
    while TcpStream::connect(address).is_err() {
        sleep(Duration::from_millis(20));
    }
    let chromium = Chromium::start(true);
    let url = format!("http://{address}/svar/x");
    chromium.open(&url);
    (desk, chromium, url)
}

/// Waits for the form to say something.
fn says(chromium: &Chromium, words: &str) {
    let mut said = String::new();
    for _ in 0..100 {
        chromium.text_of("form [role=status]").clone_into(&mut said);
        if said.contains(words) && said.is_empty() == words.is_empty() {
            return;
        }
        sleep(Duration::from_millis(50));
    }
    panic!("the form says «{said}», not «{words}»");
}

fn typed(chromium: &Chromium) -> Value {
    chromium.run("return document.querySelector('#innhold').value")
}

fn copies(chromium: &Chromium) -> Value {
    chromium.run("return Object.keys(localStorage).filter((key) => key.startsWith('ordna:')).length")
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn what_is_typed_is_saved_by_itself_and_sent_with_the_new_version() {
    let (desk, chromium, url) = sit_down();
    chromium.type_into("#innhold", "Felles lønn & «regnskap»");
    assert_eq!(copies(&chromium), 1);
    says(&chromium, "Lagret kl. 10.42");
    assert_eq!(desk.lock().unwrap().text, "Felles lønn & «regnskap»");
    assert_eq!(
        (copies(&chromium), desk.lock().unwrap().asked),
        (Value::from(0), 1)
    );
    // Sent while it is being saved: the form waits for its new version.
    desk.lock().unwrap().waits = Duration::from_secs(1);
    chromium.type_into("#innhold", " og arkiv");
    sleep(Duration::from_millis(2300));
    chromium.press("#send");
    chromium.comes_to(&url.replace("/x", ""));
    assert_eq!(desk.lock().unwrap().text, "Felles lønn & «regnskap» og arkiv");
    assert_eq!(
        (copies(&chromium), desk.lock().unwrap().version),
        (Value::from(0), 4)
    );
    assert_eq!(chromium.complaints(), [] as [String; 0]);
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn s21_what_the_server_did_not_get_is_put_back_for_its_own_person_only() {
    let (desk, chromium, url) = sit_down();
    desk.lock().unwrap().says = 503;
    chromium.press("#nei");
    chromium.type_into("#innhold", "Over to\nlinjer");
    says(&chromium, "Ikke lagret");
    chromium.press("#send");
    sleep(Duration::from_millis(300));
    assert_eq!(copies(&chromium), 1);
    desk.lock().unwrap().user = 2;
    chromium.open(&url);
    assert_eq!(typed(&chromium), "");
    desk.lock().unwrap().user = 1;
    chromium.open(&url);
    assert_eq!(typed(&chromium), "Over to\nlinjer");
    assert_eq!(
        chromium.run("return document.querySelector('#nei').checked"),
        true
    );
    says(&chromium, "Hentet");
    chromium.press("[role=status] button");
    assert_eq!(
        (typed(&chromium), copies(&chromium)),
        (Value::from(""), Value::from(0))
    );
    // Sent again when the server is there again, the copy goes.
    chromium.type_into("#innhold", "Igjen");
    chromium.open(&url);
    assert_eq!(typed(&chromium), "Igjen");
    desk.lock().unwrap().says = 204;
    chromium.press("#send");
    chromium.comes_to(&url.replace("/x", ""));
    assert_eq!(copies(&chromium), 0);
    assert_eq!(desk.lock().unwrap().text, "Igjen");
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn r6_somebody_elses_version_is_not_overwritten_and_signing_out_leaves_nothing() {
    let (desk, chromium, url) = sit_down();
    desk.lock().unwrap().says = 409;
    chromium.type_into("#innhold", "Mitt");
    says(&chromium, "Endret");
    desk.lock().unwrap().version = 7;
    chromium.open(&url);
    assert_eq!(typed(&chromium), "Mitt");
    assert_eq!(
        chromium.run("return document.querySelector('[name=versjon]').value"),
        "1"
    );
    chromium.press("#ut");
    chromium.comes_to(&url.replace("/svar/x", "/logg-ut"));
    assert_eq!(copies(&chromium), 0);
}

#[actix_web::test]
#[ignore = "needs CHROMEDRIVER"]
async fn keys_move_among_the_rows_and_can_be_switched_off() {
    let (_, chromium, url) = sit_down();
    let pressed = "window.pressed = []; for (const b of document.querySelectorAll('[data-key]')) \
                   b.addEventListener('click', () => pressed.push(b.closest('p').id));";
    let key = |key: char| chromium.keys(key, 1);
    chromium.run(pressed);
    key('s');
    key('j');
    key('s');
    key('j');
    key('j');
    key('s');
    key('k');
    key('s');
    assert_eq!(chromium.run("return pressed.join()"), "en,to,en");
    chromium.type_into("#innhold", "sjs");
    assert_eq!(chromium.run("return pressed.length"), 3);
    chromium.run("document.activeElement.blur()");
    key('?');
    assert_eq!(
        chromium.run("return document.querySelector('details').open"),
        true
    );
    chromium.press("#bryter");
    chromium.open(&url);
    chromium.run(pressed);
    key('j');
    key('s');
    assert_eq!(chromium.run("return pressed.length"), 0);
}
