//! A browser without a window: it keeps cookies, follows links and sends the forms that are really on the page.

use std::cell::RefCell;
use std::collections::BTreeMap;

use actix_web::cookie::{Cookie, time::Duration};
use actix_web::http::{Method, header};
use actix_web::test::TestRequest;

use super::answer::{Answer, text_in};
use super::checks;
use super::form::{FilledForm, encode};
use super::portal::App;

pub struct Browser {
    app: App,
    host: String,
    cookies: RefCell<BTreeMap<String, String>>,
}

impl Browser {
    pub fn new(app: App, host: &str) -> Self {
        Self {
            app,
            host: host.to_owned(),
            cookies: RefCell::default(),
        }
    }

    /// Opens a page.
    pub async fn get(&self, address: &str) -> Answer {
        self.send(address, self.request(Method::GET)).await
    }

    /// Goes where the answer sends the browser.
    pub async fn follow(&self, answer: &Answer) -> Answer {
        let address = answer.header("location");
        assert!(!address.is_empty(), "{answer} leads nowhere");
        self.get(address).await
    }

    /// Follows the link with this text.
    pub async fn click(&self, page: &Answer, text: &str) -> Answer {
        let links = page.all("a[href]");
        let link = links.iter().find(|link| text_in(**link) == text);
        let link = link.unwrap_or_else(|| panic!("no link «{text}» on {page}: {}", page.main()));
        self.get(link.attr("href").unwrap_or("")).await
    }

    /// Fills in the page's own form and sends it: its address, its hidden fields and what was chosen before come
    /// from the page, so a broken form fails the test. A change gives a field all its values anew («» takes a tick
    /// away), or names a button, which is then the one that is pressed.
    pub async fn submit(&self, page: &Answer, form: &str, changes: &[(&str, &str)]) -> Answer {
        let form = FilledForm::read(page, form);
        let fields = form.fields_after(changes);
        if form.is_post {
            let request = self
                .request(Method::POST)
                .insert_header(("sec-fetch-site", "same-origin"))
                .insert_header((header::ORIGIN, "null"));
            self.send_form(&form.action, request, &fields).await
        } else {
            let path = form.action.split('?').next().unwrap_or("");
            self.get(&format!("{path}?{}", encode(&fields))).await
        }
    }

    /// The same with a file, as a browser sends a form that has a field for one.
    pub async fn upload(
        &self,
        page: &Answer,
        form: &str,
        changes: &[(&str, &str)],
        (name, content): (&str, &[u8]),
    ) -> Answer {
        let form = FilledForm::read(page, form);
        let mut body = Vec::new();
        for (field, value) in form.fields_after(changes) {
            if field != "fil" {
                let part = format!(
                    "--grense\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n"
                );
                body.extend_from_slice(part.as_bytes());
            }
        }
        let head = format!(
            "--grense\r\nContent-Disposition: form-data; name=\"fil\"; filename=\"{name}\"\r\nContent-Type: \
             application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n--grense--\r\n");
        let request = self
            .request(Method::POST)
            .insert_header(("sec-fetch-site", "same-origin"))
            .insert_header((header::ORIGIN, "null"))
            .insert_header((header::CONTENT_TYPE, "multipart/form-data; boundary=grense"))
            .set_payload(body);
        self.send(&form.action, request).await
    }

    /// Posts exactly these fields, without the token that a page's form would carry.
    pub async fn post_raw(&self, address: &str, fields: &[(&str, &str)]) -> Answer {
        self.send_form(address, self.request(Method::POST), fields).await
    }

    /// Sends any request as a form with these fields.
    pub async fn send_form(
        &self,
        address: &str,
        request: TestRequest,
        fields: &[(impl AsRef<str>, impl AsRef<str>)],
    ) -> Answer {
        let request = request
            .insert_header((header::CONTENT_TYPE, "application/x-www-form-urlencoded"))
            .set_payload(encode(fields));
        self.send(address, request).await
    }

    /// A request to the portal's own host, to be made different from what a browser would send.
    pub fn request(&self, method: Method) -> TestRequest {
        TestRequest::default()
            .method(method)
            .insert_header((header::HOST, self.host.as_str()))
            .insert_header((header::USER_AGENT, "Mozilla/5.0 (prøve)"))
    }

    /// Sends any request with this browser's cookies. Every page that comes back is looked over.
    pub async fn send(&self, address: &str, request: TestRequest) -> Answer {
        let mut request = request.uri(address).peer_addr(([127, 0, 0, 1], 40_000).into());
        for (name, value) in self.cookies.borrow().iter() {
            request = request.cookie(Cookie::new(name, value));
        }
        let (status, headers, body) = (self.app)(request).await;
        for cookie in headers.get_all(header::SET_COOKIE) {
            self.keep(Cookie::parse(cookie.to_str().unwrap()).unwrap());
        }
        let answer = Answer::new(address, status, headers, body);
        let mistakes = checks::mistakes(&answer);
        assert!(mistakes.is_empty(), "{answer}:\n  {}", mistakes.join("\n  "));
        answer
    }

    fn keep(&self, cookie: Cookie) {
        let mut cookies = self.cookies.borrow_mut();
        if cookie.max_age().is_some_and(Duration::is_zero) {
            cookies.remove(cookie.name());
        } else {
            cookies.insert(cookie.name().to_owned(), cookie.value().to_owned());
        }
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.borrow().get(name).cloned()
    }

    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies
            .borrow_mut()
            .insert(name.to_owned(), value.to_owned());
    }
}
