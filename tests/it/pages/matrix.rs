//! Who gets what at every address (TRUST.md S25), written by hand: a route without a line here fails, and so does a
//! line without a route. One line for each thing worth telling apart: own and other municipality, open and closed.

use actix_web::http::Method;
use ordna::web::routes::{ROUTES, Row};

use crate::support::answer::Answer;
use crate::support::browser::Browser;
use crate::support::portal::Portal;

/// The method, the address with real values, what the form says when it is a POST; then for each of `WHO` the
/// status, or `login` for the way to the login, or `fresh` for the way to proving oneself once more.
const MATRIX: &str = "
                                       visitor  reader  grong  editor  røyrvik  coordinator  nordland  admin
    GET  /                             | 200    200     200    200     200      200          200       200
    GET  /helse                        | 200    200     200    200     200      200          200       200
    GET  /hjelp                            | 200    200     200    200     200      200          200       200
    GET  /personvern                       | 200    200     200    200     200      200          200       200
    GET  /informasjonskapsler              | 200    200     200    200     200      200          200       200
    GET  /tilgjengelighet                  | 200    200     200    200     200      200          200       200
    GET  /kartlegging/trondelag-2026                  | login 200 403 403 403 200 403 200
    GET  /kartlegging/trondelag-2020                  | login 403 403 403 403 200 403 200
    GET  /kartlegging/nordland-2026                   | login 403 403 403 403 403 200 200
    GET  /kartlegging/finnes-ikke                     | login 403 403 403 403 403 403 404
    GET  /kartlegging/trondelag-2026/ordninger        | login 200 403 403 403 200 403 200
    GET  /kartlegging/trondelag-2026/ordninger.csv    | login 200 403 403 403 200 403 200
    GET  /kartlegging/trondelag-2026/ordninger/1      | login 200 403 403 403 200 403 200
    GET  /kartlegging/trondelag-2026/ordninger/99     | login 404 403 403 403 404 403 404
    GET  /kartlegging/nordland-2026/ordninger/1       | login 403 403 403 403 403 200 200
    GET  /kartlegging/trondelag-2026/kommuner         | login 200 403 403 403 200 403 200
    GET  /kartlegging/trondelag-2026/kommuner.csv     | login 200 403 403 403 200 403 200
    GET  /kartlegging/trondelag-2026/kommuner/5045    | login 200 403 403 403 200 403 200
    GET  /kartlegging/trondelag-2026/kommuner/9999    | login 404 403 403 403 404 403 404
    GET  /svar                                        | login 200 200 200 200 200 200 200
    GET  /svar/trondelag-2026/5045                    | login 404 200 200 404 404 404 404
    GET  /svar/trondelag-2020/5045                    | login 404 200 200 404 404 404 404
    GET  /svar/nordland-2026/5045                     | login 404 404 404 404 404 404 404
    GET  /admin/e-post                 | login  403     403    403     403      403          403       200
    POST /admin/e-post/prove           | login  403     403    403     403      403          403       303
    GET  /admin/e-post/999999.eml      | login  403     403    403     403      403          403       404
    POST /admin/e-post/999999/pa-nytt  | login  403     403    403     403      403          403       404
    GET  /static/app.css               | 404    404     404    404     404      404          404       404
    POST /sprak sprak=nn               | 303    303     303    303     303      303          303       303
    POST /sprak sprak=en               | 400    400     400    400     400      400          400       400
    GET  /logg-inn                                                 | 200    303     303     303     303     303     303     303
    POST /logg-inn epost=ukjent@example.no&passord=feil-passord-1  | 422    422     422     422     422     422     422     422
    GET  /logg-inn/lenke                                           | 200    200     200     200     200     200     200     200
    POST /logg-inn/lenke epost=ukjent@example.no                   | 303    303     303     303     303     303     303     303
    GET  /logg-inn/sendt                                           | 200    200     200     200     200     200     200     200
    GET  /logg-inn/med-lenke                                       | 410    410     410     410     410     410     410     410
    POST /logg-inn/med-lenke x=y                                   | 410    410     410     410     410     410     410     410
    GET  /logg-inn/kode                                            | 303    303     303     303     303     303     303     303
    POST /logg-inn/kode kode=123456                                | 303    303     303     303     303     303     303     303
    POST /logg-inn/kode/ny x=y                                     | 303    303     303     303     303     303     303     303
    GET  /logg-inn/totp                                            | 303    303     303     303     303     303     303     303
    POST /logg-inn/totp kode=123456                                | 303    303     303     303     303     303     303     303
    GET  /logg-inn/totp/oppsett                                    | 303    303     303     303     303     303     303     303
    POST /logg-inn/totp/oppsett kode=123456                        | 303    303     303     303     303     303     303     303
    GET  /logg-inn/gjenopprettingskode                             | 303    303     303     303     303     303     303     303
    POST /logg-inn/gjenopprettingskode kode=abcde-fghjk            | 303    303     303     303     303     303     303     303
    GET  /logg-inn/0123456789abcdef                                | 303    303     303     303     303     303     303     303
    GET  /glemt-passord                                            | 200    200     200     200     200     200     200     200
    POST /glemt-passord epost=ukjent@example.no                    | 303    303     303     303     303     303     303     303
    GET  /aktiver                                                  | 410    410     410     410     410     410     410     410
    POST /aktiver nytt=en-lang-setning                             | 410    410     410     410     410     410     410     410
    GET  /aktiver/0123456789abcdef                                 | 303    303     303     303     303     303     303     303
    GET  /nytt-passord                                             | 410    410     410     410     410     410     410     410
    POST /nytt-passord nytt=en-lang-setning                        | 410    410     410     410     410     410     410     410
    GET  /nytt-passord/0123456789abcdef                            | 303    303     303     303     303     303     303     303
    GET  /kom-i-gang                                               | 410    410     410     410     410     410     410     410
    POST /kom-i-gang nytt=en-lang-setning                          | 410    410     410     410     410     410     410     410
    GET  /kom-i-gang/0123456789abcdef                              | 303    303     303     303     303     303     303     303
    GET  /bekreft-epost                                            | 410    410     410     410     410     410     410     410
    POST /bekreft-epost nytt=en-lang-setning                       | 410    410     410     410     410     410     410     410
    GET  /bekreft-epost/0123456789abcdef                           | 303    303     303     303     303     303     303     303
    POST /logg-ut x=y                                              | 303    303     303     303     303     303     303     303
    GET  /bekreft-innlogging                                       | login  200     200     200     200     200     200     200
    POST /bekreft-innlogging passord=feil-passord-1                | login  fresh     fresh     fresh     fresh     fresh     fresh     fresh
    GET  /konto                                                    | login  200     200     200     200     200     200     200
    GET  /konto/navn                                               | login  200     200     200     200     200     200     200
    POST /konto/navn navn=Nytt&malform=nn                          | login  303     303     303     303     303     303     303
    GET  /konto/epost                                              | login  200     200     200     200     200     200     200
    POST /konto/epost epost=ny@example.no                          | login  303     303     303     303     303     303     303
    GET  /konto/passord                                            | login  200     200     200     200     200     200     200
    POST /konto/passord passord=feil&nytt=kort                     | login  422     422     422     422     422     422     422
    GET  /konto/totrinn                                            | login  200     200     200     200     200     200     200
    POST /konto/totrinn kode=123456                                | login  422     422     422     422     422     422     422
    GET  /konto/gjenopprettingskoder                               | login  200     200     200     200     200     200     200
    POST /konto/gjenopprettingskoder x=y                           | login  403     403     403     403     403     403     403
    POST /konto/gjenopprettingskoder/ferdig x=y                    | login  303     303     303     303     303     303     303
    POST /konto/innlogginger/avslutt-andre x=y                     | login  303     303     303     303     303     303     303
    POST /konto/innlogginger/999999/avslutt x=y                    | login  404     404     404     404     404     404     404
    POST /konto/nettlesere/999999/glem x=y                         | login  404     404     404     404     404     404     404
    GET  /admin | login 403 403 403 403 403 403 200
    GET  /admin/brukere?q=kari | login 403 403 403 403 403 403 200
    GET  /admin/brukere/ny | login 403 403 403 403 403 403 200
    POST /admin/brukere/ny | login 403 403 403 403 403 403 422
    GET  /admin/brukere/25 | login 403 403 403 403 403 403 200
    GET  /admin/brukere/999 | login 403 403 403 403 403 403 404
    GET  /admin/brukere/25/endre | login 403 403 403 403 403 403 200
    POST /admin/brukere/25/endre navn=Lise&epost=lise@example.no&versjon=1 | login 403 403 403 403 403 403 303
    GET  /admin/brukere/25/roller/ny | login 403 403 403 403 403 403 200
    POST /admin/brukere/25/roller/ny rolle=reader&kartlegging=nordland-2026 | login 403 403 403 403 403 403 303
    GET  /admin/brukere/25/roller/26/avslutt | login 403 403 403 403 403 403 200
    POST /admin/brukere/25/roller/26/avslutt | login 403 403 403 403 403 403 303
    GET  /admin/brukere/25/aktivering | login 403 403 403 403 403 403 200
    POST /admin/brukere/25/aktivering grunn=glemt | login 403 403 403 403 403 403 303
    GET  /admin/brukere/25/nytt-passord | login 403 403 403 403 403 403 200
    POST /admin/brukere/25/nytt-passord grunn=glemt | login 403 403 403 403 403 403 303
    GET  /admin/brukere/25/totrinn | login 403 403 403 403 403 403 200
    POST /admin/brukere/25/totrinn grunn=glemt | login 403 403 403 403 403 403 303
    GET  /admin/brukere/25/innlogginger | login 403 403 403 403 403 403 200
    POST /admin/brukere/25/innlogginger grunn=glemt | login 403 403 403 403 403 403 303
    GET  /admin/brukere/25/deaktiver | login 403 403 403 403 403 403 200
    POST /admin/brukere/25/deaktiver grunn=glemt | login 403 403 403 403 403 403 303
    GET  /admin/brukere/25/gjenapne | login 403 403 403 403 403 403 200
    POST /admin/brukere/25/gjenapne grunn=glemt | login 403 403 403 403 403 403 303
    GET  /admin/kommuner?q=halsa | login 403 403 403 403 403 403 200
    GET  /admin/kommuner/5045 | login 403 403 403 403 403 403 200
    GET  /admin/kommuner/9999 | login 403 403 403 403 403 403 404
    GET  /admin/kommuner/5045/malform | login 403 403 403 403 403 403 200
    POST /admin/kommuner/5045/malform fra=bokmal&malform=nynorsk | login 403 403 403 403 403 403 303
    GET  /admin/kommuner/5045/kontakter/ny | login 403 403 403 403 403 403 200
    POST /admin/kommuner/5045/kontakter/ny hvem=postmottak&epost=post@grong.example.no | login 403 403 403 403 403 403 303
    GET  /admin/kommuner/5045/kontakter/1 | login 403 403 403 403 403 403 404
    POST /admin/kommuner/5045/kontakter/1 hvem=postmottak&epost=a@grong.example.no&versjon=1 | login 403 403 403 403 403 403 404
    GET  /admin/kommuner/5045/kontakter/1/avslutt | login 403 403 403 403 403 403 404
    POST /admin/kommuner/5045/kontakter/1/avslutt versjon=1 | login 403 403 403 403 403 403 404
    GET  /admin/logg?q=rolle | login 403 403 403 403 403 403 200
    GET  /admin/logg.csv | login 403 403 403 403 403 403 200
    POST /admin/logg/kontroll | login 403 403 403 403 403 403 303
";

/// Everyone that a column of the table is about, by the name in its head.
pub const WHO: [&str; 8] = [
    "visitor",
    "reader",
    "grong",
    "editor",
    "røyrvik",
    "coordinator",
    "nordland",
    "admin",
];

/// One line of the table.
pub struct Line {
    pub method: Method,
    pub address: String,
    pub fields: Vec<(String, String)>,
    expected: Vec<String>,
}

/// The browser of the person that a column is about.
pub async fn sign_in(portal: &Portal, who: &str) -> Browser {
    match who {
        "visitor" => portal.visitor(),
        "reader" => portal.reader().await,
        "grong" => portal.respondent("Grong").await,
        "editor" => portal.editor("Grong").await,
        "røyrvik" => portal.respondent("Røyrvik").await,
        "coordinator" => portal.coordinator().await,
        "nordland" => portal.sign_in("nordland@example.no").await,
        "admin" => portal.admin().await,
        _ => panic!("nobody is called {who}"),
    }
}

pub fn lines() -> Vec<Line> {
    let mut rows = MATRIX.lines().filter(|line| !line.trim().is_empty());
    let head: Vec<&str> = rows.next().unwrap().split_whitespace().collect();
    assert_eq!(head, WHO);
    rows.map(Line::read).collect()
}

impl Line {
    fn read(text: &str) -> Self {
        let (what, expected) = text.split_once('|').unwrap_or_else(|| panic!("{text}"));
        let mut what = what.split_whitespace();
        let fields = |form: &str| {
            let fields = form.split('&').map(|field| field.split_once('=').unwrap());
            fields
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect()
        };
        let line = Self {
            method: what.next().and_then(|method| method.parse().ok()).unwrap(),
            address: what.next().unwrap().to_owned(),
            fields: what.next().map(fields).unwrap_or_default(),
            expected: expected.split_whitespace().map(str::to_owned).collect(),
        };
        assert_eq!(line.expected.len(), WHO.len(), "{text}");
        line
    }

    pub fn is_get(&self) -> bool {
        self.method == Method::GET
    }

    /// Whether this person gets to see the page itself.
    pub fn is_seen_by(&self, who: &str) -> bool {
        let column = WHO.iter().position(|known| *known == who);
        column.is_some_and(|at| self.expected[at] == "200")
    }

    fn is_for(&self, row: &Row) -> bool {
        let path = self.address.split('?').next().unwrap_or("");
        let same = |(pattern, part): (&str, &str)| pattern.starts_with('{') || pattern == part;
        self.method == row.method
            && path.split('/').count() == row.path.split('/').count()
            && row.path.split('/').zip(path.split('/')).all(same)
    }

    /// As the form on a page would send it, with the token of the visitor's own pages.
    pub async fn ask(&self, browser: &Browser) -> Answer {
        if self.is_get() {
            return browser.get(&self.address).await;
        }
        let page = browser.get("/").await;
        let token = page
            .one("form[action='/sprak'] [name=skjema]")
            .attr("value")
            .unwrap();
        let mut fields = self.fields.clone();
        fields.push(("skjema".to_owned(), token.to_owned()));
        browser
            .send_form(&self.address, browser.request(self.method.clone()), &fields)
            .await
    }
}

/// The answer in the table's words.
fn in_short(answer: &Answer) -> String {
    let location = answer.header("location");
    match answer.status() {
        303 if location.starts_with("/logg-inn?neste=") => "login".to_owned(),
        303 if location.starts_with("/bekreft-innlogging") => "fresh".to_owned(),
        status => status.to_string(),
    }
}

#[test]
fn s25_every_route_has_a_line_and_every_line_a_route() {
    let lines = lines();
    // What a pattern with a parameter would take as well belongs to the route that spells it out.
    let route_of = |line: &Line| {
        let mut rows = ROUTES.iter().filter(|row| line.is_for(row));
        let first = rows.next();
        rows.find(|row| !row.path.contains('{')).or(first)
    };
    let mut wrong: Vec<String> = lines
        .iter()
        .filter(|line| route_of(line).is_none())
        .map(|line| format!("{} {} has no route", line.method, line.address))
        .collect();
    for row in ROUTES {
        let is_told = lines
            .iter()
            .filter_map(route_of)
            .any(|found| found.method == row.method && found.path == row.path);
        if !is_told {
            wrong.push(format!(
                "{} {} ({:?}) has no line",
                row.method, row.path, row.door
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[actix_web::test]
async fn s25_everyone_sees_what_is_theirs_to_see_and_nothing_else() {
    let portal = Portal::new().await;
    let mut wrong = Vec::new();
    for (at, who) in WHO.iter().enumerate() {
        let browser = sign_in(&portal, who).await;
        for line in lines().iter().filter(|line| line.is_get()) {
            let got = in_short(&line.ask(&browser).await);
            if got != line.expected[at] {
                wrong.push(format!(
                    "{} for {who}: {got}, not {}",
                    line.address, line.expected[at]
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[actix_web::test]
async fn s25_everyone_does_what_is_theirs_to_do_and_nothing_else() {
    let mut wrong = Vec::new();
    for line in lines().iter().filter(|line| !line.is_get()) {
        // Its own portal, because what one line does may change what the next one meets.
        let portal = Portal::new().await;
        for (who, expected) in WHO.iter().zip(&line.expected) {
            let got = in_short(&line.ask(&sign_in(&portal, who).await).await);
            if got != *expected {
                wrong.push(format!(
                    "{} {} {:?} for {who}: {got}, not {expected}",
                    line.method, line.address, line.fields
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
