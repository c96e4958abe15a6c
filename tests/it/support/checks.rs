//! What must be true of every page, whatever it is about.

use std::collections::BTreeSet;

use scraper::ElementRef;

use super::answer::{Answer, selector, text_in};

/// TRUST.md, decision 11, letter by letter.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

/// Everything that is wrong with the answer; pages and other answers alike carry the policy.
pub fn mistakes(answer: &Answer) -> Vec<String> {
    let mut wrong = Vec::new();
    if answer.header("content-security-policy") != CONTENT_SECURITY_POLICY {
        wrong.push(format!(
            "its content security policy is «{}»",
            answer.header("content-security-policy")
        ));
    }
    if answer.is_page() {
        head(answer, &mut wrong);
        ids(answer, &mut wrong);
        fields(answer, &mut wrong);
        forms(answer, &mut wrong);
        nothing_inline(answer, &mut wrong);
    }
    wrong
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
