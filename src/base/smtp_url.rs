//! The mail server that `ORDNA_SMTP_URL` names: read with the other settings, used where mail is sent.

use lettre::transport::smtp::authentication::Credentials;

/// Where mail is handed over, as `ORDNA_SMTP_URL` says.
#[derive(Debug, Clone)]
pub struct Server {
    pub host: String,
    pub port: u16,
    pub tls: Tls,
    /// Its `Debug` tells nothing.
    pub credentials: Option<Credentials>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    /// Only to this very machine.
    None,
    /// Plain words, then STARTTLS; a server that does not offer it gets no mail.
    Required,
    /// From the first byte.
    Wrapped,
}

impl Server {
    /// `smtp://user:password@host:port`, or `smtps://`.
    pub fn parse(url: &str) -> Result<Self, String> {
        let (scheme, rest) = url
            .split_once("://")
            .ok_or("ORDNA_SMTP_URL must start with smtp:// or smtps://")?;
        let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
        let (login, place) = match authority.rsplit_once('@') {
            Some((login, place)) => (Some(login), place),
            None => (None, authority),
        };
        let (host, port) = match place.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (
                host,
                Some(
                    port.parse::<u16>()
                        .map_err(|_| format!("ORDNA_SMTP_URL: «{port}» is no port"))?,
                ),
            ),
            _ => (place, None),
        };
        let host = host.trim_start_matches('[').trim_end_matches(']');
        if host.is_empty() {
            return Err("ORDNA_SMTP_URL names no host, as smtp://mail.example.no:587".to_owned());
        }
        let is_local = matches!(host, "localhost" | "127.0.0.1" | "::1");
        let (tls, usual_port) = match scheme {
            "smtp" if is_local => (Tls::None, 25),
            "smtp" => (Tls::Required, 587),
            "smtps" => (Tls::Wrapped, 465),
            _ => return Err("ORDNA_SMTP_URL must start with smtp:// or smtps://".to_owned()),
        };
        let credentials = login
            .map(|login| {
                let (user, password) = login.split_once(':').unwrap_or((login, ""));
                Some(Credentials::new(decode(user)?, decode(password)?))
            })
            .map(|found| {
                found.ok_or(
                    "ORDNA_SMTP_URL: user and password must be percent-encoded, as %40 for @".to_owned(),
                )
            })
            .transpose()?;
        Ok(Self {
            host: host.to_owned(),
            port: port.unwrap_or(usual_port),
            tls,
            credentials,
        })
    }
}

/// `%41` becomes `A`.
fn decode(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s49_mail_is_sent_in_the_clear_to_this_machine_only() {
        for (url, tls, port) in [
            ("smtp://localhost", Tls::None, 25),
            ("smtp://127.0.0.1:2525", Tls::None, 2525),
            ("smtp://[::1]:2525", Tls::None, 2525),
            ("smtp://mail.example.no", Tls::Required, 587),
            ("smtp://localhost.example.no:25", Tls::Required, 25),
            ("smtps://mail.example.no", Tls::Wrapped, 465),
        ] {
            let server = Server::parse(url).unwrap();
            assert_eq!((server.tls, server.port), (tls, port), "{url}");
        }
    }

    #[test]
    fn user_and_password_may_hold_any_letter() {
        let server =
            Server::parse("smtp://ordna%40example.no:p%3Aa%2Fss%C3%A5@mail.example.no:2587/").unwrap();
        assert_eq!(
            server.credentials,
            Some(Credentials::new("ordna@example.no".into(), "p:a/sså".into()))
        );
        assert_eq!(server.host, "mail.example.no");
    }

    #[test]
    fn a_wrong_address_of_the_server_is_refused_with_a_reason() {
        for url in [
            "mail.example.no",
            "http://mail.example.no",
            "smtp://",
            "smtp://a:b@:25",
            "smtp://mail.example.no:post",
            "smtp://a%2@mail.example.no",
        ] {
            assert!(Server::parse(url).is_err(), "{url}");
        }
    }
}
