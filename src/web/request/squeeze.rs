//! Answers leave compressed, whole and in one piece: a page is so small that handing it to another thread and back
//! would cost as much as squeezing it. A file is not.

use std::cell::RefCell;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::{HttpResponse, web};
use flate2::{Compress, Compression, FlushCompress, Status};

/// Shorter ones fit into one packet anyway.
const SHORTEST: usize = 1024;
/// Longer ones would keep a worker, and all who are served by it, from everything else.
const LONGEST_AT_ONCE: usize = 256 * 1024;
/// Of nine. A page of 50 KB becomes 7 KB in 0.07 ms; at six it would be 6 KB in 0.2 ms.
const LEVEL: u32 = 2;
/// As gzip writes it, with the largest window.
const WINDOW: u8 = 15;

thread_local! {
    /// It takes 300 KB, which are not asked for anew with each page.
    static COMPRESS: RefCell<Compress> = RefCell::new(Compress::new_gzip(Compression::new(LEVEL), WINDOW));
}

/// `asked` are the request's headers.
pub async fn squeezed(asked: &HeaderMap, response: HttpResponse) -> HttpResponse {
    if !is_text(response.headers()) || response.headers().contains_key(header::CONTENT_ENCODING) {
        return response;
    }
    let (mut response, body) = response.into_parts();
    // Whoever keeps answers must know that there are two.
    response
        .headers_mut()
        .append(header::VARY, HeaderValue::from_static("accept-encoding"));
    let body = match body.try_into_bytes() {
        Ok(bytes) if bytes.len() >= SHORTEST && takes_gzip(asked) => {
            match gzip_somewhere(bytes.clone()).await {
                Some(small) => {
                    response
                        .headers_mut()
                        .insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
                    BoxBody::new(small)
                }
                None => BoxBody::new(bytes),
            }
        }
        Ok(bytes) => BoxBody::new(bytes),
        Err(stream) => stream,
    };
    response.set_body(body)
}

fn is_text(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .map_or(&b""[..], HeaderValue::as_bytes);
    kind.starts_with(b"text/") || kind.starts_with(b"application/json") || kind.starts_with(b"image/svg")
}

fn takes_gzip(asked: &HeaderMap) -> bool {
    let codings = asked
        .get_all(header::ACCEPT_ENCODING)
        .filter_map(|value| value.to_str().ok());
    let mut others = false;
    for coding in codings.flat_map(|value| value.split(',')) {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        let weight = weight
            .trim()
            .trim_start_matches(['q', 'Q'])
            .trim_start_matches('=');
        let is_taken = weight.trim().parse() != Ok(0.0_f32);
        match name.trim() {
            "gzip" | "x-gzip" => return is_taken,
            "*" => others = is_taken,
            _ => {}
        }
    }
    others
}

async fn gzip_somewhere(bytes: web::Bytes) -> Option<Vec<u8>> {
    if bytes.len() <= LONGEST_AT_ONCE {
        return gzip(&bytes);
    }
    web::block(move || gzip(&bytes)).await.ok().flatten()
}

fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    COMPRESS.with_borrow_mut(|compress| {
        compress.reset();
        let mut small = Vec::with_capacity(bytes.len() / 4 + 256);
        loop {
            let read = usize::try_from(compress.total_in()).ok()?;
            match compress.compress_vec(&bytes[read..], &mut small, FlushCompress::Finish) {
                Ok(Status::StreamEnd) => return Some(small),
                // There was too little room for it.
                Ok(Status::Ok | Status::BufError) => small.reserve(bytes.len() / 4 + 256),
                Err(_) => return None,
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    fn asking(coding: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_str(coding).unwrap());
        headers
    }

    #[test]
    fn what_is_squeezed_is_the_same_again_whatever_came_before_it() {
        let random: Vec<u8> = (0..200_000_u32)
            .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
            .collect();
        for text in [vec![b'a'; 100_000], random, Vec::new(), b"Ordna".to_vec()] {
            let mut again = Vec::new();
            flate2::read::GzDecoder::new(&gzip(&text).unwrap()[..])
                .read_to_end(&mut again)
                .unwrap();
            assert!(again == text, "{} bytes", text.len());
        }
    }

    #[test]
    fn only_those_who_take_it_get_it() {
        for taken in ["gzip", "br, gzip;q=0.5", "*", "*;q=0, gzip", "deflate, x-gzip"] {
            assert!(takes_gzip(&asking(taken)), "{taken}");
        }
        for refused in ["", "br", "gzip;q=0", "gzip; q=0.0", "gzip;Q=0, *", "identity"] {
            assert!(!takes_gzip(&asking(refused)), "{refused}");
        }
    }

    #[actix_web::test]
    async fn short_ones_pictures_and_what_is_squeezed_already_stay_as_they_are() {
        let answer = |kind: &'static str, size| HttpResponse::Ok().content_type(kind).body("a".repeat(size));
        let coding = async |response: HttpResponse| {
            let squeezed = squeezed(&asking("gzip"), response).await;
            squeezed.headers().get(header::CONTENT_ENCODING).cloned()
        };
        assert_eq!(
            coding(answer("text/html; charset=utf-8", 5000)).await.unwrap(),
            "gzip"
        );
        assert_eq!(coding(answer("text/csv", 5_000_000)).await.unwrap(), "gzip");
        assert_eq!(coding(answer("text/html", 500)).await, None);
        assert_eq!(coding(answer("image/png", 5000)).await, None);
        let mut done = answer("text/css", 5000);
        done.headers_mut()
            .insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
        assert_eq!(coding(done).await.unwrap(), "br");
    }
}
