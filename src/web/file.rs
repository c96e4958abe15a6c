//! Files that the browser saves instead of showing them.

use actix_web::HttpResponse;
use actix_web::http::header;

use super::encode;

/// A CSV file under `name`.
pub fn csv_file(name: &str, content: String) -> HttpResponse {
    file(name, "text/csv; charset=utf-8", content.into_bytes())
}

/// A file under `name` (RFC 6266: the plain name for old programs, the encoded one for letters of every kind).
pub fn file(name: &str, content_type: &'static str, content: Vec<u8>) -> HttpResponse {
    let plain: String = name
        .chars()
        .map(|letter| match letter {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '-' | '_' => letter,
            _ => '-',
        })
        .collect();
    let encoded = encode(name).replace('/', "%2F");
    HttpResponse::Ok()
        .content_type(content_type)
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"),
        ))
        .body(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_keeps_its_norwegian_name() {
        let file = csv_file("ordninger på Fosen.csv", String::new());
        let header = file.headers().get("content-disposition").unwrap();
        assert_eq!(
            header,
            "attachment; filename=\"ordninger-p--Fosen.csv\"; filename*=UTF-8''ordninger%20p%C3%A5%20Fosen.csv"
        );
    }
}
