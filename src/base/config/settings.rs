//! The settings as they are written, in flags or environment, and what they are when nobody has said anything.

use std::path::PathBuf;

use clap::builder::{StringValueParser, TypedValueParser as _};
use clap::{Args, ValueEnum};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    #[value(alias = "")]
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    #[value(alias = "")]
    On,
    Off,
}

pub const DATABASE: &str = "sqlite://var/ordna.db";
const BIND: &str = "127.0.0.1:8080";
const MAIL_RATE: &str = "1";
const MAIL_CONNECTIONS: &str = "2";
pub const SECRET_FILE: &str = "var/secret";

/// Containers and unit files set a variable to nothing when they mean that it is not set.
fn or<T: From<String>>(given: &str, usual: &str) -> T {
    let given = given.trim();
    T::from(if given.is_empty() { usual } else { given }.to_owned())
}

/// The settings as they are written. CONTRACT.md has the list; empty means not set.
#[derive(Debug, Clone, Args)]
pub struct Settings {
    /// `sqlite://path` or `postgres://user:password@host/database`
    #[arg(
        long = "database",
        env = "ORDNA_DATABASE_URL",
        value_name = "URL",
        default_value = DATABASE,
        value_parser = StringValueParser::new().map(|given| or::<String>(&given, DATABASE)),
        hide_env_values = true
    )]
    pub database_url: String,
    /// The address to listen on
    #[arg(
        long,
        env = "ORDNA_BIND",
        value_name = "ADDRESS:PORT",
        default_value = BIND,
        value_parser = StringValueParser::new().map(|given| or::<String>(&given, BIND))
    )]
    pub bind: String,
    /// The address in links and the only Host answered; from `bind` when empty
    #[arg(long, env = "ORDNA_BASE_URL", value_name = "URL", default_value = "")]
    pub base_url: String,
    /// `smtp://` or `smtps://` with user and password; empty keeps mail in the portal (/admin/e-post)
    #[arg(
        long,
        env = "ORDNA_SMTP_URL",
        value_name = "URL",
        default_value = "",
        hide_env_values = true
    )]
    pub smtp_url: String,
    /// The sender of mails, «Name <address>»
    #[arg(long, env = "ORDNA_MAIL_FROM", value_name = "ADDRESS", default_value = "")]
    pub mail_from: String,
    /// Mails a second; 0 for no limit
    #[arg(
        long,
        env = "ORDNA_MAIL_RATE",
        value_name = "NUMBER",
        default_value = MAIL_RATE,
        value_parser = StringValueParser::new().map(|given| or::<String>(&given, MAIL_RATE))
    )]
    pub mail_rate: String,
    /// How many mails may be on their way to the server at once
    #[arg(
        long,
        env = "ORDNA_MAIL_CONNECTIONS",
        value_name = "NUMBER",
        default_value = MAIL_CONNECTIONS,
        value_parser = StringValueParser::new().map(|given| or::<String>(&given, MAIL_CONNECTIONS))
    )]
    pub mail_connections: String,
    /// Where undeliverable mails come back to, as sprett+17.<code>@example.no; empty is the sender
    #[arg(long, env = "ORDNA_MAIL_BOUNCES", value_name = "ADDRESS", default_value = "")]
    pub mail_bounces: String,
    /// The mbox file or Maildir that they come to, read every minute
    #[arg(long, env = "ORDNA_MAIL_BOUNCE_BOX", value_name = "PATH", default_value = "")]
    pub mail_bounce_box: String,
    /// While trying: every mail goes to this address instead
    #[arg(long, env = "ORDNA_MAIL_TEST_TO", value_name = "ADDRESS", default_value = "")]
    pub mail_test_to: String,
    /// The only domains that mails go to, with commas; empty is all
    #[arg(long, env = "ORDNA_MAIL_DOMAINS", value_name = "DOMAINS", default_value = "")]
    pub mail_domains: String,
    /// The file with the installation's secret; made with mode 0600 when missing
    #[arg(
        long,
        env = "ORDNA_SECRET_FILE",
        value_name = "FILE",
        default_value = SECRET_FILE,
        value_parser = StringValueParser::new().map(|given| or::<PathBuf>(&given, SECRET_FILE))
    )]
    pub secret_file: PathBuf,
    /// Proxies whose X-Forwarded-For counts, with commas
    #[arg(
        long,
        env = "ORDNA_TRUSTED_PROXIES",
        value_name = "ADDRESSES",
        default_value = ""
    )]
    pub trusted_proxies: String,
    /// How the log is written
    #[arg(long, env = "ORDNA_LOG", value_name = "FORMAT", default_value = "text")]
    pub log: LogFormat,
    /// Who runs the portal, as the privacy page names the controller
    #[arg(long, env = "ORDNA_OWNER", value_name = "NAME", default_value = "")]
    pub owner: String,
    /// Where people can ask, and where replies to mails go
    #[arg(long, env = "ORDNA_CONTACT_EMAIL", value_name = "ADDRESS", default_value = "")]
    pub contact_email: String,
    /// The owner's accessibility statement at uustatus.no
    #[arg(long, env = "ORDNA_ACCESSIBILITY_URL", value_name = "URL", default_value = "")]
    pub accessibility_url: String,
    /// Whether respondents may ask for a one-time login link
    #[arg(
        long,
        env = "ORDNA_RESPONDENT_LINK_LOGIN",
        value_name = "SWITCH",
        default_value = "on"
    )]
    pub respondent_link_login: Switch,
}
