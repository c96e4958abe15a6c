//! What the portal answered, to be asked by CSS selector.

use actix_web::http::StatusCode;
use actix_web::http::header::HeaderMap;
use actix_web::web::Bytes;
use scraper::{ElementRef, Html, Selector};

pub struct Answer {
    /// The address that was asked for.
    pub address: String,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    html: Option<Html>,
}

impl Answer {
    pub fn new(address: &str, status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        let is_html = headers
            .get("content-type")
            .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        let html = is_html.then(|| Html::parse_document(&String::from_utf8_lossy(&body)));
        Self {
            address: address.to_owned(),
            status,
            headers,
            body,
            html,
        }
    }

    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// A header's value; nothing when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn body(&self) -> &[u8] {
        &self.body
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn is_page(&self) -> bool {
        self.html.is_some()
    }

    pub fn html(&self) -> &Html {
        self.html
            .as_ref()
            .unwrap_or_else(|| panic!("{self} is not a page: {:?}", String::from_utf8_lossy(&self.body)))
    }

    /// Every element that the selector finds.
    pub fn all(&self, css: &str) -> Vec<ElementRef<'_>> {
        self.html().select(&selector(css)).collect()
    }

    /// The only element that the selector finds.
    pub fn one(&self, css: &str) -> ElementRef<'_> {
        let found = self.all(css);
        assert_eq!(found.len(), 1, "«{css}» on {self}: {}", self.main());
        found[0]
    }

    pub fn has(&self, css: &str) -> bool {
        !self.all(css).is_empty()
    }

    /// What stands in the only element that the selector finds, with single blanks.
    pub fn text_of(&self, css: &str) -> String {
        text_in(self.one(css))
    }

    /// What stands in each element that the selector finds.
    pub fn texts(&self, css: &str) -> Vec<String> {
        self.all(css).into_iter().map(text_in).collect()
    }

    /// What stands in each row that the selector finds, cell by cell.
    pub fn rows(&self, css: &str) -> Vec<Vec<String>> {
        let cells = |row: ElementRef| {
            let cells = row.child_elements();
            cells.map(text_in).collect()
        };
        self.all(css).into_iter().map(cells).collect()
    }

    /// What the reader reads in the page's own part.
    pub fn main(&self) -> String {
        self.texts("main").join(" ")
    }

    /// Fails unless the answer has this status; says what was answered instead.
    #[track_caller]
    pub fn is(&self, status: u16) -> &Self {
        let said = if self.is_page() {
            self.main()
        } else {
            self.header("location").to_owned()
        };
        assert_eq!(self.status(), status, "{self}: {said}");
        self
    }

    /// Fails unless the answer to a POST sends the browser on to this address.
    #[track_caller]
    pub fn redirects_to(&self, address: &str) -> &Self {
        self.is(303);
        assert_eq!(self.header("location"), address, "{self}");
        self
    }
}

impl std::fmt::Display for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{} ({})", self.address, self.status.as_u16())
    }
}

pub fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap_or_else(|error| panic!("«{css}» is no selector: {error}"))
}

pub fn text_in(element: ElementRef) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
