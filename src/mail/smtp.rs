//! The talk with the mail server, one command at a time: only so is it known how far a letter had come when it failed.

use std::fmt::Write as _;

use lettre::Address;
use lettre::transport::smtp::authentication::Mechanism;
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Ehlo, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use tokio::net::TcpStream;

use base::smtp_url::{Server, Tls};
use domain::letters::letter::Trouble;

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

pub struct Connection {
    smtp: AsyncSmtpConnection,
    /// The server takes several commands at once (RFC 2920): one journey there and back for each letter less two.
    pipelines: bool,
    /// The server waits for a letter that it must not get: only hanging up stops it.
    is_spoilt: bool,
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
        // The library keeps to itself what else the server offers: it is asked once more.
        let offers = smtp
            .command(Ehlo::new(hello))
            .await
            .map_err(|error| Trouble::NoConnection.with(in_words(&error)))?;
        let pipelines = offers
            .message()
            .any(|line| line.trim().eq_ignore_ascii_case("PIPELINING"));
        Ok(Self {
            smtp,
            pipelines,
            is_spoilt: false,
            is_used: false,
        })
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
        let mail = Mail::new(Some(from.clone()), parameters);
        let receiver = Rcpt::new(to.clone(), Vec::new());
        if self.pipelines {
            return self
                .offer_at_once(&format!("{mail}{receiver}{Data}"), reused)
                .await;
        }
        self.command(mail, reused).await?;
        self.command(receiver, reused).await?;
        self.command(Data, reused).await
    }

    /// All three commands in one packet; what counts is the first that is refused.
    async fn offer_at_once(&mut self, commands: &str, reused: bool) -> Result<(), Refusal> {
        let mut first = self.command(commands, reused).await;
        for is_data in [false, true] {
            if first
                .as_ref()
                .is_err_and(|refusal| refusal.kind == RefusalKind::Broken)
            {
                break;
            }
            let next = self.smtp.read_response().await;
            // It goes ahead although it refused the receiver.
            self.is_spoilt = is_data && first.is_err() && next.is_ok();
            first = first.and(next.map(drop).map_err(|error| refusal(&error, reused)));
        }
        first
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
        let given = match std::str::from_utf8(message) {
            // In one go: the library sends the final dot as a packet of its own.
            Ok(text) => self.smtp.command(stuffed(text)).await,
            Err(_) => self.smtp.message(message).await,
        };
        let reply = given.map_err(|error| refusal(&error, false))?;
        let mut text = reply.code().to_string();
        for line in reply.message() {
            let _ = write!(text, " {line}");
        }
        Ok(text)
    }

    /// Forgets a letter that was offered and refused. False when the connection is of no more use.
    pub async fn reset(&mut self) -> bool {
        !self.is_spoilt && self.smtp.command(Rset).await.is_ok()
    }

    pub async fn close(mut self) {
        // Politeness only: whether the server hears it changes nothing.
        let _ = self.smtp.quit().await;
    }
}

/// A message as it is given: no line of its own looks like the end, and then the end.
fn stuffed(message: &str) -> String {
    let mut given = String::with_capacity(message.len() + 16);
    for line in message.split_inclusive('\n') {
        if line.starts_with('.') {
            given.push('.');
        }
        given.push_str(line);
    }
    if !given.ends_with("\r\n") {
        given.push_str("\r\n");
    }
    given.push_str(".\r\n");
    given
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
    fn m1_a_dot_at_the_beginning_of_a_line_ends_no_letter() {
        assert_eq!(stuffed("a\r\n.b\r\n..\r\n"), "a\r\n..b\r\n...\r\n.\r\n");
        assert_eq!(stuffed(".\r\nc"), "..\r\nc\r\n.\r\n");
    }
}
