//! The static files, embedded and compressed when the binary was built, under addresses that change with them.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};

use super::error::AppError;

pub struct Asset {
    pub name: &'static str,
    pub path: &'static str,
    pub content_type: &'static str,
    pub plain: &'static [u8],
    pub gzip: &'static [u8],
    pub brotli: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The hashed address of a file, for templates: `{{ page.asset("app.css") }}`.
pub fn asset(name: &str) -> &'static str {
    ASSETS
        .iter()
        .find(|asset| asset.name == name)
        .map_or("", |asset| asset.path)
}

pub async fn serve(request: HttpRequest, name: web::Path<String>) -> Result<HttpResponse, AppError> {
    let path = format!("/static/{name}");
    let asset = ASSETS
        .iter()
        .find(|asset| asset.path == path)
        .ok_or(AppError::NotFound)?;
    let accepted = request
        .headers()
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    let accepts = |coding: &str| {
        accepted
            .split(',')
            .any(|part| part.split(';').next().is_some_and(|name| name.trim() == coding))
    };
    let (coding, bytes) = if accepts("br") {
        ("br", asset.brotli)
    } else if accepts("gzip") {
        ("gzip", asset.gzip)
    } else {
        ("identity", asset.plain)
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, asset.content_type))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((header::CONTENT_ENCODING, coding))
        .insert_header((header::VARY, "Accept-Encoding"))
        .body(bytes))
}
