//! What must be true of every page, whatever it is about.

use std::collections::BTreeSet;

use ordna::web::request::cookies::{Jar, Kept};
use scraper::ElementRef;

use super::answer::{Answer, selector, text_in};

/// TRUST.md, decision 11, letter by letter.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
     form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

/// What every answer carries, letter by letter: S33.
const HEADERS: &[(&str, &str)] = &[
    ("strict-transport-security", "max-age=63072000; includeSubDomains"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    (
        "permissions-policy",
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), \
         microphone=(), payment=(), usb=()",
    ),
    // CORS would open what the others close.
    ("access-control-allow-origin", ""),
];

/// Everything that is wrong with the answer.
pub fn mistakes(answer: &Answer) -> Vec<String> {
    let mut wrong = Vec::new();
    headers(answer, &mut wrong);
    if answer.is_page() {
        head(answer, &mut wrong);
        ids(answer, &mut wrong);
        fields(answer, &mut wrong);
        forms(answer, &mut wrong);
        nothing_inline(answer, &mut wrong);
    }
    wrong
}

fn headers(answer: &Answer, wrong: &mut Vec<String>) {
    for (name, value) in HEADERS {
        if answer.header(name) != *value {
            wrong.push(format!("s33: {name} is «{}»", answer.header(name)));
        }
    }
    // Where answers are written they are also saved while they are written (SECURITY.md).
    let policy = answer.header("content-security-policy");
    let may_fetch = answer.address.starts_with("/svar/");
    if policy.strip_suffix("; connect-src 'self'").unwrap_or(policy) != POLICY
        || policy.contains("connect-src") != may_fetch
    {
        wrong.push(format!("s32: the policy is «{policy}»"));
    }
    let caching = answer.header("cache-control");
    if caching != "no-store" && !(answer.address.starts_with("/static/") && answer.status() == 200) {
        wrong.push(format!("s24: cache-control is «{caching}»"));
    }
    let kind = answer.header("content-type");
    if kind.is_empty() != answer.body().is_empty()
        || kind.starts_with("text/") && !kind.ends_with("charset=utf-8")
    {
        wrong.push(format!("s33: {} bytes are «{kind}»", answer.body().len()));
    }
    for cookie in answer.headers().get_all("set-cookie") {
        let cookie = cookie.to_str().unwrap_or("");
        let says = |word: &str| cookie.split("; ").skip(1).any(|part| part == word);
        if !says("HttpOnly") || !says("SameSite=Lax") || !says("Path=/") || cookie.contains("Domain=") {
            wrong.push(format!("s20: a cookie is «{cookie}»"));
        }
        // What is in the list is on the page about cookies (`pages::public`).
        let name = cookie.split('=').next();
        let jar = Jar {
            secure: cookie.starts_with("__Host-"),
        };
        if !Kept::ALL.iter().any(|kept| Some(jar.name(*kept)) == name) {
            wrong.push(format!("a cookie is in no list: «{cookie}»"));
        }
        if cookie.starts_with("__Host-") != says("Secure") {
            wrong.push(format!("s20: a cookie's name and its safety differ: «{cookie}»"));
        }
    }
}

fn head(answer: &Answer, wrong: &mut Vec<String>) {
    let headings = answer.texts("h1");
    if headings.len() != 1 || headings[0].is_empty() {
        wrong.push(format!("its h1 are {headings:?}"));
    }
    let titles = answer.texts("head > title");
    if titles.len() != 1 || titles[0].starts_with('–') {
        wrong.push(format!("its title is {titles:?}"));
    }
    if !answer.has("html[lang=nb], html[lang=nn]") {
        wrong.push("it does not say its language".to_owned());
    }
    if !answer.has("a.ds-skip-link") || answer.all("main").len() != 1 {
        wrong.push("it has no skip link or not one main part".to_owned());
    }
}

fn ids(answer: &Answer, wrong: &mut Vec<String>) {
    let mut ids = BTreeSet::new();
    for id in answer.all("[id]").iter().filter_map(|element| element.attr("id")) {
        if id.is_empty() || !ids.insert(id) {
            wrong.push(format!("the id «{id}» is empty or given twice"));
        }
    }
    for attribute in [
        "for",
        "form",
        "aria-labelledby",
        "aria-describedby",
        "aria-controls",
    ] {
        for element in answer.all(&format!("[{attribute}]")) {
            for id in element.attr(attribute).unwrap_or("").split_whitespace() {
                if !ids.contains(id) {
                    wrong.push(format!(
                        "{attribute} names «{id}», which is not there: {}",
                        opening(element)
                    ));
                }
            }
        }
    }
    for link in answer.all("a[href^='#']") {
        let id = link.attr("href").unwrap_or("").trim_start_matches('#');
        if !ids.contains(id) {
            wrong.push(format!("a link leads to «#{id}», which is not there"));
        }
    }
}

fn fields(answer: &Answer, wrong: &mut Vec<String>) {
    for field in answer.all("input:not([type=hidden]):not([type=submit]), select, textarea") {
        let labelled = field.attr("id").is_some_and(|id| {
            answer
                .all("label[for]")
                .iter()
                .any(|label| label.attr("for") == Some(id))
        }) || is_inside(field, "label")
            || field.attr("aria-label").is_some_and(|label| !label.is_empty())
            || field.attr("aria-labelledby").is_some();
        if !labelled {
            wrong.push(format!("a field has no label: {}", opening(field)));
        }
    }
    for button in answer.all("button, a[href]") {
        let named = button.attr("aria-label").is_some_and(|label| !label.is_empty())
            || button.attr("aria-labelledby").is_some()
            || !text_in(button).is_empty();
        if !named {
            wrong.push(format!("a button or link has no name: {}", opening(button)));
        }
    }
}

fn forms(answer: &Answer, wrong: &mut Vec<String>) {
    for form in answer.all("form") {
        let is_post = form
            .attr("method")
            .is_some_and(|method| method.eq_ignore_ascii_case("post"));
        let tokens = form.select(&selector("input[type=hidden][name=skjema]")).count();
        if tokens != usize::from(is_post) {
            wrong.push(format!("a form carries {tokens} tokens: {}", opening(form)));
        }
        if is_inside(form, "form") || is_inside(form, "p") {
            wrong.push(format!("a form stands where none may: {}", opening(form)));
        }
    }
}

fn nothing_inline(answer: &Answer, wrong: &mut Vec<String>) {
    for element in answer.all("*") {
        for (name, _) in element.value().attrs() {
            if name == "style" || name.starts_with("on") {
                wrong.push(format!("the policy forbids {name}=: {}", opening(element)));
            }
        }
    }
    for element in answer.all("style, script:not([src])") {
        wrong.push(format!("the policy forbids {}", opening(element)));
    }
    for element in answer.all("a[href^='javascript:'], [src^='http:'], [src^='https:'], link[href^='http']") {
        wrong.push(format!("it fetches from elsewhere: {}", opening(element)));
    }
}

fn is_inside(element: ElementRef, name: &str) -> bool {
    element
        .ancestors()
        .filter_map(ElementRef::wrap)
        .any(|above| above.value().name() == name)
}

fn opening(element: ElementRef) -> String {
    let html = element.html();
    html.split_inclusive('>').next().unwrap_or("").to_owned()
}
