//! Where a request came from: the host it asked, the page it was sent from, the address of the client.

use actix_web::HttpRequest;
use actix_web::dev::ServiceRequest;
use actix_web::http::{Method, header};

use super::State;
use super::error::AppError;

/// Refuses a host that is not ours and a form that another site sent.
pub fn refuse(state: &State, request: &ServiceRequest) -> Option<AppError> {
    // Whoever watches the portal's health may ask by address.
    if request.path() == "/helse" {
        return None;
    }
    let site = &state.config.site;
    let text = |name: header::HeaderName| {
        request
            .headers()
            .get(name)
            .map(|value| value.to_str().unwrap_or("?"))
    };
    let is_ours = |host: &str| site.hosts.iter().any(|ours| ours.eq_ignore_ascii_case(host));
    let asked = request
        .uri()
        .authority()
        .map(actix_web::http::uri::Authority::as_str);
    if !text(header::HOST).is_some_and(is_ours) || asked.is_some_and(|host| !is_ours(host)) {
        return Some(AppError::UnknownHost);
    }
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return None;
    }
    // Browsers tell where a request comes from in a header that no page can set. Older ones send Origin, which
    // our own Referrer-Policy turns into `null`; then the form's token decides alone.
    let fetched_from = request
        .headers()
        .get("sec-fetch-site")
        .map(|value| value.to_str().unwrap_or("?"));
    let foreign_fetch = fetched_from.is_some_and(|site| !matches!(site, "same-origin" | "none"));
    let foreign_origin = text(header::ORIGIN).is_some_and(|origin| {
        origin != "null"
            && !origin
                .split_once("://")
                .is_some_and(|(scheme, host)| is_ours(host) && (scheme == "https") == site.secure)
    });
    if foreign_fetch || foreign_origin {
        tracing::warn!(
            event = "malicious_csrf",
            path = request.path(),
            "a form from another site"
        );
        return Some(AppError::ForeignForm);
    }
    None
}

/// The client's address; what proxies say counts only from those that are configured.
pub fn client_ip(state: &State, request: &HttpRequest) -> String {
    let Some(peer) = request.peer_addr().map(|peer| peer.ip()) else {
        return String::new();
    };
    let trusted = &state.config.trusted_proxies;
    if !trusted.contains(&peer) {
        return peer.to_string();
    }
    let forwarded = request
        .headers()
        .get("x-forwarded-for")
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    let hops = forwarded
        .rsplit(',')
        .filter_map(|hop| hop.trim().parse::<std::net::IpAddr>().ok());
    hops.into_iter()
        .find(|hop| !trusted.contains(hop))
        .unwrap_or(peer)
        .to_string()
}
