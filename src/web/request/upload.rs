//! A file that a form brings along. The body is small enough to be held whole, so its parts are found by searching for
//! the boundary; a crate for streams of parts would have cost six more in the lock file.

use std::future::{Ready, ready};

use actix_web::dev::{Payload, ServiceRequest};
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};

use super::asked;
use crate::error::AppError;

/// Ten megabytes of file, and what the form says around it.
pub const LONGEST_UPLOAD: usize = 10 * 1024 * 1024 + 64 * 1024;

/// More parts than any form of ours has.
const MOST_PARTS: usize = 20;

/// The file as its owner calls it, without the way to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Upload {
    pub name: String,
    pub bytes: web::Bytes,
}

/// Whether a form of this address brings a file: everywhere else a body that long is refused.
pub fn is_taken_at(request: &ServiceRequest) -> bool {
    request.content_type() == "multipart/form-data"
        && matches!(
            asked::pattern(request),
            Some("/admin/import" | "/kartlegging/{m}/import")
        )
}

/// What a form with a file says: its fields, and the first file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Parts {
    pub fields: Vec<(String, String)>,
    pub file: Option<Upload>,
}

/// The boundary that the browser has chosen, as the header names it.
pub fn boundary(content_type: &str) -> Option<&str> {
    let given = content_type
        .split(';')
        .find_map(|part| part.trim().strip_prefix("boundary="))?;
    let given = given.trim_matches('"');
    (!given.is_empty() && given.len() <= 70).then_some(given)
}

/// None when the body is not made of parts as it says it is.
pub fn parts(body: &web::Bytes, boundary: &str) -> Option<Parts> {
    let line = format!("--{boundary}");
    let between = format!("\r\n{line}");
    let mut at = find(body, line.as_bytes(), 0)? + line.len();
    let mut found = Parts::default();
    for _ in 0..MOST_PARTS {
        if body.get(at..at + 2)? == b"--" {
            return Some(found);
        }
        let head_from = at + 2;
        let head_to = find(body, b"\r\n\r\n", head_from)?;
        let content_from = head_to + 4;
        let content_to = find(body, between.as_bytes(), content_from)?;
        let head = std::str::from_utf8(&body[head_from..head_to]).ok()?;
        let content = body.slice(content_from..content_to);
        let (name, file_name) = named(head)?;
        match file_name {
            Some(file_name) if found.file.is_none() => {
                found.file = Some(Upload {
                    name: short(&file_name),
                    bytes: content,
                });
            }
            Some(_) => {}
            None => found
                .fields
                .push((name, String::from_utf8(content.to_vec()).ok()?)),
        }
        at = content_to + between.len();
    }
    None
}

fn find(body: &[u8], wanted: &[u8], from: usize) -> Option<usize> {
    let rest = body.get(from..)?;
    let first = *wanted.first()?;
    let mut at = 0;
    while let Some(next) = rest.get(at..)?.iter().position(|byte| *byte == first) {
        at += next;
        if rest[at..].starts_with(wanted) {
            return Some(from + at);
        }
        at += 1;
    }
    None
}

/// Name and file name out of `Content-Disposition: form-data; name="fil"; filename="kontakter.csv"`.
fn named(head: &str) -> Option<(String, Option<String>)> {
    let line = head
        .split("\r\n")
        .find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))?;
    let value = |key: &str| {
        let from = line.find(&format!("; {key}=\""))? + key.len() + 4;
        let to = line[from..].find('"')?;
        // As browsers write a quotation mark inside one.
        Some(line[from..from + to].replace("%22", "\""))
    };
    Some((value("name")?, value("filename")))
}

/// The last part of a path, at most as long as a line may be.
fn short(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = last
        .chars()
        .filter(|letter| !domain::text::allowed::hides(*letter));
    plain.take(120).collect()
}

/// `posted` has read it, and laid it aside for the handler.
impl FromRequest for Upload {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(request
            .extensions_mut()
            .remove::<Upload>()
            .unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    fn body(parts: &[(&str, &str)]) -> web::Bytes {
        let mut text = String::new();
        for (head, content) in parts {
            let _ = write!(
                text,
                "--xyz\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n"
            );
        }
        web::Bytes::from(text + "--xyz--\r\n")
    }

    #[test]
    fn a_form_with_a_file_is_taken_apart() {
        let body = body(&[
            ("name=\"skjema\"", "abc"),
            ("name=\"hva\"", "contacts"),
            (
                "name=\"fil\"; filename=\"C:\\\\Mine\\kontakter.csv\"\r\nContent-Type: text/csv",
                "a,b\r\n1,2\r\n",
            ),
        ]);
        let found = parts(&body, "xyz").unwrap();
        assert_eq!(
            found.fields,
            [
                ("skjema".to_owned(), "abc".to_owned()),
                ("hva".to_owned(), "contacts".to_owned())
            ]
        );
        let file = found.file.unwrap();
        assert_eq!(
            (file.name.as_str(), &file.bytes[..]),
            ("kontakter.csv", &b"a,b\r\n1,2\r\n"[..])
        );
    }

    #[test]
    fn s43_a_body_that_is_not_what_it_says_is_no_form() {
        for wrong in [
            "",
            "--xyz",
            "--xyz\r\n",
            "--xyz\r\nContent-Disposition: form-data\r\n\r\na\r\n--xyz--",
        ] {
            assert_eq!(
                parts(&web::Bytes::from(wrong.to_owned()), "xyz"),
                None,
                "{wrong:?}"
            );
        }
        let many = body(&[("name=\"a\"", "1"); 21]);
        assert_eq!(parts(&many, "xyz"), None);
        assert_eq!(boundary("multipart/form-data"), None);
        assert_eq!(boundary("multipart/form-data; boundary=\"a b\""), Some("a b"));
    }
}
