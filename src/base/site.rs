//! Where the portal is reached: the origin of its links, and the hosts that it answers to.

use std::net::SocketAddr;

/// Where the portal is reached: the origin of every link and the only Host that is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// `https://ordna.example.no`, without a slash at the end.
    pub origin: String,
    /// What a Host header may say.
    pub hosts: Vec<String>,
    pub secure: bool,
}

impl Site {
    pub fn parse(base_url: &str, bind: SocketAddr) -> Result<Self, String> {
        let origin = if base_url.is_empty() {
            format!("http://{bind}")
        } else {
            base_url.trim_end_matches('/').to_owned()
        };
        let (secure, host) = match origin.split_once("://") {
            Some(("https", host)) => (true, host),
            Some(("http", host)) => (false, host),
            _ => {
                return Err(format!(
                    "ORDNA_BASE_URL must start with https:// (it is «{origin}»)"
                ));
            }
        };
        if host.is_empty() || host.contains(['/', '?', '#', '@', ' ']) {
            return Err(format!(
                "ORDNA_BASE_URL must be a scheme and a host only, as https://ordna.example.no (it is «{origin}»)"
            ));
        }
        let (name, port) = split_port(host);
        let local = matches!(name, "localhost" | "127.0.0.1" | "[::1]");
        if !secure && !local {
            return Err(format!(
                "ORDNA_BASE_URL must be https:// for any host but this machine (it is «{origin}»)"
            ));
        }
        // Whoever tries the portal on the own machine types any of its three names.
        let hosts = if local {
            ["localhost", "127.0.0.1", "[::1]"]
                .iter()
                .map(|name| port.map_or_else(|| (*name).to_owned(), |port| format!("{name}:{port}")))
                .collect()
        } else {
            vec![host.to_lowercase()]
        };
        Ok(Self {
            origin,
            hosts,
            secure,
        })
    }

    /// The host without its port, for Message-ID and the sender of mails.
    pub fn domain(&self) -> &str {
        split_port(self.origin.split_once("://").map_or("", |(_, host)| host)).0
    }
}

fn split_port(host: &str) -> (&str, Option<&str>) {
    match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => {
            (name, Some(port))
        }
        _ => (host, None),
    }
}

/// An address literal is no mail domain; mail that stays in the portal needs something to call itself.
pub fn mail_domain(site: &Site) -> &str {
    match site.domain() {
        "" | "127.0.0.1" | "[::1]" => "localhost",
        domain => domain,
    }
}
