//! Where a request came from: the host it asked, the page it was sent from, the address of the client.

use std::net::{IpAddr, SocketAddr};

use actix_web::HttpRequest;
use actix_web::dev::ServiceRequest;
use actix_web::http::{Method, header};

use super::asked;
use crate::State;
use crate::error::AppError;

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
            route = asked::pattern(request),
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
    // Each proxy may add to the header or add a line of its own.
    let lines: Vec<&str> = request
        .headers()
        .get_all("x-forwarded-for")
        .map(|line| line.to_str().unwrap_or("?"))
        .collect();
    behind_proxies(peer, &lines, &state.config.trusted_proxies).to_string()
}

/// From the nearest hop outwards, as far as those that are trusted vouch for the next one. What cannot be read ends
/// the way: whatever stands further out was written by nobody we know.
fn behind_proxies(peer: IpAddr, lines: &[&str], trusted: &[IpAddr]) -> IpAddr {
    let mut client = peer.to_canonical();
    for hop in lines.iter().rev().flat_map(|line| line.rsplit(',')) {
        let Some(next) = hop_address(hop.trim()).filter(|_| trusted.contains(&client)) else {
            break;
        };
        client = next.to_canonical();
    }
    client
}

/// With or without the port that some proxies add.
fn hop_address(hop: &str) -> Option<IpAddr> {
    let with_port = || hop.parse().map(|address: SocketAddr| address.ip());
    hop.parse().or_else(|_| with_port()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, lines: &[&str]) -> String {
        let trusted = ["10.0.0.1", "10.0.0.2", "2001:db8::1"].map(|proxy| proxy.parse().unwrap());
        behind_proxies(peer.parse().unwrap(), lines, &trusted).to_string()
    }

    #[test]
    fn s38_only_a_named_proxy_is_believed() {
        assert_eq!(client("203.0.113.9", &["198.51.100.7"]), "203.0.113.9");
        assert_eq!(client("10.0.0.1", &["198.51.100.7"]), "198.51.100.7");
        assert_eq!(client("::ffff:10.0.0.1", &["198.51.100.7"]), "198.51.100.7");
        assert_eq!(client("10.0.0.1", &[]), "10.0.0.1");
    }

    #[test]
    fn s38_what_the_client_wrote_itself_is_further_out_than_the_proxies() {
        assert_eq!(client("10.0.0.1", &["1.1.1.1, 198.51.100.7"]), "198.51.100.7");
        assert_eq!(
            client("10.0.0.1", &["1.1.1.1, 198.51.100.7, 10.0.0.2"]),
            "198.51.100.7"
        );
        let lines = ["1.1.1.1", "198.51.100.7", "10.0.0.2"];
        assert_eq!(client("10.0.0.1", &lines), "198.51.100.7", "a line for each hop");
    }

    #[test]
    fn s38_a_hop_may_carry_its_port() {
        assert_eq!(client("10.0.0.1", &["198.51.100.7:4711"]), "198.51.100.7");
        assert_eq!(client("2001:db8::1", &["[2001:db8::7]:4711"]), "2001:db8::7");
        assert_eq!(client("2001:db8::1", &["2001:db8::7"]), "2001:db8::7");
    }

    #[test]
    fn s38_nothing_is_believed_beyond_a_hop_that_cannot_be_read() {
        for garbage in ["unknown", "", "_hidden", "198.51.100.7:x", "?"] {
            let line = format!("198.51.100.7, {garbage}, 10.0.0.2");
            assert_eq!(client("10.0.0.1", &[&line]), "10.0.0.2", "{garbage}");
            assert_eq!(
                client("10.0.0.1", &["198.51.100.7", garbage]),
                "10.0.0.1",
                "{garbage}"
            );
        }
    }
}
