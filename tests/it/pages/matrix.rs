//! Who gets what at every address (TRUST.md S25), written by hand: a route without a line here fails, and so does a
//! line without a route. One line for each thing worth telling apart: own and other municipality, open and closed.

use actix_web::http::Method;
use chrono::TimeDelta;
use ordna::domain::people::session::Step;
use ordna::web::routes::{ROUTES, Row};

use crate::support::answer::Answer;
use crate::support::browser::Browser;
use crate::support::people::{ADMIN, COORDINATOR, GRONG};
use crate::support::portal::Portal;

/// The table, which is a file of its own for those who only want to read it.
const MATRIX: &str = include_str!("matrix.txt");

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
pub fn let_in(portal: &Portal, who: &str) -> Browser {
    let email = match who {
        "visitor" => return portal.visitor(),
        "reader" => "leser@example.no",
        "grong" => "kommunedirektor@grong.example.no",
        "editor" => "saksbehandler@grong.example.no",
        "røyrvik" => "kommunedirektor@royrvik.example.no",
        "coordinator" => "koordinator@example.no",
        "nordland" => "nordland@example.no",
        "admin" => "admin@example.no",
        // Those who are only on the way in: no column of the table, but pages of their own.
        "waiting for a code" => return portal.half_way(GRONG, Step::MailedCode),
        "with an app" => return portal.half_way(COORDINATOR, Step::Totp),
        "without an app" => return portal.half_way(ADMIN, Step::EnrolTotp),
        "with a letter" => return portal.with_letters(GRONG),
        email => email,
    };
    portal.let_in(email)
}

pub fn lines() -> Vec<Line> {
    let mut rows = MATRIX
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
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
        // «{id}.eml» is a parameter with an ending.
        let same = |(pattern, part): (&str, &str)| match pattern.strip_prefix('{') {
            Some(rest) => rest
                .split_once('}')
                .is_some_and(|(_, ending)| part.ends_with(ending)),
            None => pattern == part,
        };
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

/// What a pattern with a parameter would take as well belongs to the route that spells it out.
fn route_of(line: &Line) -> Option<&'static Row> {
    let mut rows = ROUTES.iter().filter(|row| line.is_for(row));
    let first = rows.next();
    rows.find(|row| !row.path.contains('{')).or(first)
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
        let browser = let_in(&portal, who);
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
        portal.keep_mail();
        for (who, expected) in WHO.iter().zip(&line.expected) {
            let got = in_short(&line.ask(&let_in(&portal, who)).await);
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

#[actix_web::test]
async fn s30_what_is_dangerous_wants_a_login_of_the_last_ten_minutes() {
    let portal = Portal::new().await;
    let admin = let_in(&portal, "admin");
    portal.advance(TimeDelta::minutes(11));
    let mut asked = Vec::new();
    for line in lines() {
        let Some(row) = route_of(&line).filter(|row| row.fresh) else {
            continue;
        };
        assert_eq!(
            in_short(&line.ask(&admin).await),
            "fresh",
            "{} {}",
            line.method,
            line.address
        );
        asked.push((&row.method, row.path));
    }
    for row in ROUTES.iter().filter(|row| row.fresh) {
        assert!(
            asked.contains(&(&row.method, row.path)),
            "{} {}",
            row.method,
            row.path
        );
    }
}
