//! The talk with the mail server, one command at a time: only so is it known how far a letter had come when it failed.

use std::fmt::Write as _;

use lettre::Address;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use tokio::net::TcpStream;

use crate::domain::letter::Trouble;

/// Where mail is handed over, as `ORDNA_SMTP_URL` says.
#[derive(Clone)]
pub struct Server {
    host: String,
    port: u16,
    tls: Tls,
    credentials: Option<Credentials>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tls {
    /// Only to this very machine.
    None,
    /// Plain words, then STARTTLS; a server that does not offer it gets no mail.
    Required,
    /// From the first byte.
    Wrapped,
}

/// Why the server did not take a letter.
#[derive(Debug, PartialEq, Eq)]
pub struct Refusal {
    pub kind: RefusalKind,
    /// What the server said, or what became of the connection.
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusalKind {
    /// This letter, now and ever.
    Permanent,
    /// Not now.
    Transient,
    /// The connection is of no more use, and the server has said nothing about the letter.
    Broken,
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

pub struct Connection {
    smtp: AsyncSmtpConnection,
    /// Whether it has carried a letter before: then it may have been closed meanwhile without our knowing.
    pub is_used: bool,
}

impl Connection {
    /// An error says in words why there is none; nothing has happened to any letter.
    pub async fn open(server: &Server, hello: &str) -> Result<Self, String> {
        let hello = ClientId::Domain(hello.to_owned());
        let place = (server.host.as_str(), server.port);
        let tls = || TlsParameters::new(server.host.clone()).map_err(|error| Trouble::TlsFailed.with(error));
        let no_connection = |error: std::io::Error| Trouble::NoConnection.with(error);
        let mut smtp = match server.tls {
            Tls::Wrapped => {
                AsyncSmtpConnection::connect_tokio1(place, None, &hello, Some(tls()?), None).await
            }
            Tls::None | Tls::Required => {
                let stream = TcpStream::connect(place).await.map_err(no_connection)?;
                // The final dot is a packet of its own: with Nagle it waits 40 ms for the server's acknowledgement.
                stream.set_nodelay(true).map_err(no_connection)?;
                AsyncSmtpConnection::connect_with_transport(Box::new(stream), &hello).await
            }
        }
        .map_err(|error| match error.status() {
            Some(_) => in_words(&error),
            None => Trouble::NoConnection.with(in_words(&error)),
        })?;
        if server.tls == Tls::Required {
            if !smtp.can_starttls() {
                return Err(Trouble::NoStartTls.with(&server.host));
            }
            smtp.starttls(tls()?, &hello)
                .await
                .map_err(|error| Trouble::TlsFailed.with(in_words(&error)))?;
        }
        if let Some(credentials) = &server.credentials {
            smtp.auth(&[Mechanism::Plain, Mechanism::Login], credentials)
                .await
                .map_err(|error| Trouble::LoginRefused.with(in_words(&error)))?;
        }
        Ok(Self { smtp, is_used: false })
    }

    /// Sender and receiver, and "may I": after this the server waits for the letter.
    pub async fn offer(&mut self, from: &Address, to: &Address) -> Result<(), Refusal> {
        let reused = std::mem::replace(&mut self.is_used, true);
        let mut parameters = Vec::new();
        if [from, to]
            .iter()
            .any(|address| !AsRef::<str>::as_ref(address).is_ascii())
        {
            if !self.smtp.server_info().supports_feature(Extension::SmtpUtfEight) {
                return Err(Refusal {
                    kind: RefusalKind::Permanent,
                    text: Trouble::NoSmtpUtf8.code().to_owned(),
                });
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        self.command(Mail::new(Some(from.clone()), parameters), reused)
            .await?;
        self.command(Rcpt::new(to.clone(), Vec::new()), reused).await?;
        self.command(Data, reused).await
    }

    async fn command(&mut self, command: impl std::fmt::Display, reused: bool) -> Result<(), Refusal> {
        self.smtp
            .command(command)
            .await
            .map(drop)
            .map_err(|error| refusal(&error, reused))
    }

    /// The letter itself. A `Broken` refusal here means that nobody knows.
    pub async fn give(&mut self, message: &[u8]) -> Result<String, Refusal> {
        let reply = self
            .smtp
            .message(message)
            .await
            .map_err(|error| refusal(&error, false))?;
        let mut text = reply.code().to_string();
        for line in reply.message() {
            let _ = write!(text, " {line}");
        }
        Ok(text)
    }

    /// Forgets a letter that was offered and refused. False when the connection is of no more use.
    pub async fn reset(&mut self) -> bool {
        self.smtp.command(Rset).await.is_ok()
    }

    pub async fn close(mut self) {
        // Politeness only: whether the server hears it changes nothing.
        let _ = self.smtp.quit().await;
    }
}

/// Codes that speak of the sender's login and encryption, not of the letter: mending the settings mends them.
const ABOUT_SETTINGS: [&str; 4] = ["530", "534", "535", "538"];

fn refusal(error: &lettre::transport::smtp::Error, reused: bool) -> Refusal {
    let code = error.status().map(|code| code.to_string());
    let kind = match code.as_deref() {
        None => RefusalKind::Broken,
        // "Closing": a server says so to a connection that has carried enough, and takes the rest on a new one.
        Some("421") if reused => RefusalKind::Broken,
        Some(code) if ABOUT_SETTINGS.contains(&code) => RefusalKind::Transient,
        Some(_) if error.is_permanent() => RefusalKind::Permanent,
        Some(_) => RefusalKind::Transient,
    };
    Refusal {
        kind,
        text: in_words(error),
    }
}

/// «550 5.1.1 No such user», or what became of the connection.
fn in_words(error: &lettre::transport::smtp::Error) -> String {
    let source = std::error::Error::source(error).map(ToString::to_string);
    match (error.status(), source) {
        (Some(code), Some(text)) => format!("{code} {text}"),
        (Some(code), None) => code.to_string(),
        (None, Some(text)) => text,
        (None, None) => error.to_string(),
    }
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
