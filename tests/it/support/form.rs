//! A form as a page shows it, and what a browser sends when it is filled in.

use std::fmt::Write as _;

use scraper::ElementRef;

use super::answer::{Answer, selector};

pub struct FilledForm<'a> {
    name: String,
    pub is_post: bool,
    pub action: String,
    controls: Vec<Control<'a>>,
}

struct Control<'a> {
    name: &'a str,
    /// What may be chosen; nothing for fields that take any text.
    offered: Vec<&'a str>,
    value: Vec<String>,
    is_hidden: bool,
}

impl<'a> FilledForm<'a> {
    pub fn read(page: &'a Answer, css: &str) -> Self {
        let form = page.one(css);
        assert_eq!(form.value().name(), "form", "«{css}» on {page}");
        let id = form.attr("id");
        let mut controls: Vec<Control> = Vec::new();
        for element in page.all("input, select, textarea, button") {
            let is_inside = match element.attr("form") {
                Some(owner) => Some(owner) == id,
                None => element.ancestors().any(|above| above.id() == form.id()),
            };
            let is_off = element.attr("disabled").is_some()
                || element
                    .ancestors()
                    .filter_map(ElementRef::wrap)
                    .any(|above| above.value().name() == "fieldset" && above.attr("disabled").is_some());
            if let Some(control) = Some(element)
                .filter(|_| is_inside && !is_off)
                .and_then(Control::read)
            {
                // Radio buttons and boxes of one name are one field with several values.
                match controls.iter_mut().find(|one| one.name == control.name) {
                    Some(one) => {
                        one.offered.extend(control.offered);
                        one.value.extend(control.value);
                    }
                    None => controls.push(control),
                }
            }
        }
        Self {
            name: format!("«{css}» on {page}"),
            is_post: form
                .attr("method")
                .is_some_and(|method| method.eq_ignore_ascii_case("post")),
            action: form.attr("action").unwrap_or(&page.address).to_owned(),
            controls,
        }
    }

    pub fn fields_after(&self, changes: &[(&str, &str)]) -> Vec<(String, String)> {
        for (name, value) in changes {
            let control = self.controls.iter().find(|control| control.name == *name);
            let control = control.unwrap_or_else(|| panic!("no field «{name}» in the form {}", self.name));
            assert!(
                !control.is_hidden,
                "«{name}» is hidden from people in the form {}",
                self.name
            );
            assert!(
                value.is_empty() || control.offered.is_empty() || control.offered.contains(value),
                "«{name}» does not offer «{value}» but {:?} in the form {}",
                control.offered,
                self.name
            );
        }
        let mut fields = Vec::new();
        for control in &self.controls {
            let given: Vec<&str> = changes
                .iter()
                .filter(|(name, _)| *name == control.name)
                .map(|(_, value)| *value)
                .collect();
            let values: Vec<String> = if given.is_empty() {
                control.value.clone()
            } else {
                // A box without its tick sends nothing at all; an emptied text field sends its emptiness.
                let sends = |value: &&str| control.offered.is_empty() || control.offered.contains(value);
                given.into_iter().filter(sends).map(str::to_owned).collect()
            };
            fields.extend(values.into_iter().map(|value| (control.name.to_owned(), value)));
        }
        fields
    }
}

impl<'a> Control<'a> {
    fn read(element: ElementRef<'a>) -> Option<Self> {
        let name = element.attr("name").filter(|name| !name.is_empty())?;
        let kind = element.attr("type").unwrap_or("");
        let own = element
            .attr("value")
            .unwrap_or(if matches!(kind, "checkbox" | "radio") {
                "on"
            } else {
                ""
            });
        let (offered, value) = match (element.value().name(), kind) {
            ("button", _) | ("input", "submit") => (vec![own], Vec::new()),
            ("input", "checkbox" | "radio") => {
                let ticked = element.attr("checked").map(|_| own.to_owned());
                (vec![own], ticked.into_iter().collect())
            }
            ("textarea", _) => (Vec::new(), vec![element.text().collect()]),
            ("select", _) => {
                let options: Vec<ElementRef> = element.select(&selector("option")).collect();
                let chosen = options.iter().filter(|option| option.attr("selected").is_some());
                let mut value: Vec<String> = chosen.map(|option| value_of(*option).to_owned()).collect();
                if value.is_empty() && element.attr("multiple").is_none() {
                    value.extend(options.first().map(|option| value_of(*option).to_owned()));
                }
                (options.into_iter().map(value_of).collect(), value)
            }
            _ => (Vec::new(), vec![own.to_owned()]),
        };
        Some(Self {
            name,
            offered,
            value,
            is_hidden: kind == "hidden",
        })
    }
}

fn value_of(option: ElementRef<'_>) -> &str {
    option
        .attr("value")
        .unwrap_or_else(|| option.text().next().unwrap_or("").trim())
}

/// As browsers write a form's fields.
pub fn encode(fields: &[(impl AsRef<str>, impl AsRef<str>)]) -> String {
    let mut text = String::new();
    for (name, value) in fields {
        for (part, end) in [(name.as_ref(), '='), (value.as_ref(), '&')] {
            for byte in part.bytes() {
                match byte {
                    b' ' => text.push('+'),
                    _ if byte.is_ascii_alphanumeric() || b"-._*".contains(&byte) => text.push(byte.into()),
                    _ => write!(text, "%{byte:02X}").unwrap(),
                }
            }
            text.push(end);
        }
    }
    text.pop();
    text
}
