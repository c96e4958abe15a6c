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

const ALWAYS: &[(&str, &str)] = &[
    ("content-security-policy", CONTENT_SECURITY_POLICY),
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
];

/// To an answer to a request for `path`.
pub fn add_to(headers: &mut HeaderMap, path: &str) {
    for (name, value) in ALWAYS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
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
