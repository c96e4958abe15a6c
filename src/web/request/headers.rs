//! The headers that every answer carries, pages, files and errors alike (TRUST.md, decision 11 and S33).

use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};

const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

/// Where answers are written, the script also sends them while they are written, so that nothing typed is lost. That
/// needs `fetch`, to ourselves and nobody else; no other page may.
const WHERE_ANSWERS_ARE_WRITTEN: &str = "/svar/";
const CONTENT_SECURITY_POLICY_THERE: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self' data:; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; \
     object-src 'none'; connect-src 'self'";

static ALWAYS: [(HeaderName, HeaderValue); 9] = [
    always("content-security-policy", CONTENT_SECURITY_POLICY),
    always("strict-transport-security", "max-age=63072000; includeSubDomains"),
    always("x-content-type-options", "nosniff"),
    always("x-frame-options", "DENY"),
    always("referrer-policy", "no-referrer"),
    always("cross-origin-opener-policy", "same-origin"),
    always("cross-origin-resource-policy", "same-origin"),
    always("cross-origin-embedder-policy", "require-corp"),
    always(
        "permissions-policy",
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), \
         microphone=(), payment=(), usb=()",
    ),
];

const fn always(name: &'static str, value: &'static str) -> (HeaderName, HeaderValue) {
    (HeaderName::from_static(name), HeaderValue::from_static(value))
}

/// To an answer to a request for `path`.
pub fn add_to(headers: &mut HeaderMap, path: &str) {
    for (name, value) in &ALWAYS {
        headers.insert(name.clone(), value.clone());
    }
    if path.starts_with(WHERE_ANSWERS_ARE_WRITTEN) {
        headers.insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(CONTENT_SECURITY_POLICY_THERE),
        );
    }
    // Pages carry personal data or a form's token; only the static files say otherwise.
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}
