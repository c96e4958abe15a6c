//! The settings, from flags and environment; all of them are checked at start, and every mistake is named at once.

mod mail;
mod settings;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

pub use mail::Mail;
pub use settings::{DATABASE, LogFormat, SECRET_FILE, Settings, Switch};

use crate::site::Site;
use crate::smtp_url::Server;

/// The settings as the program uses them.
#[derive(Debug, Clone)]
pub struct Config {
    pub database_url: String,
    pub bind: SocketAddr,
    pub site: Site,
    /// None keeps mail in the portal.
    pub smtp: Option<Server>,
    pub mail: Mail,
    pub secret_file: PathBuf,
    pub trusted_proxies: Vec<IpAddr>,
    pub log: LogFormat,
    pub owner: String,
    pub contact_email: String,
    pub accessibility_url: Option<String>,
    pub respondent_link_login: bool,
    /// Set by `ordna demo` only.
    pub demo: bool,
}

impl Settings {
    /// All mistakes at once, each saying what to do.
    pub fn check(&self) -> Result<Config, Vec<String>> {
        let mut mistakes = Vec::new();
        let bind = self.bind.parse().unwrap_or_else(|_| {
            mistakes.push(format!(
                "ORDNA_BIND must be an address and a port, as 127.0.0.1:8080 (it is «{}»)",
                self.bind
            ));
            SocketAddr::from(([127, 0, 0, 1], 8080))
        });
        let site = Site::parse(self.base_url.trim(), bind).unwrap_or_else(|mistake| {
            mistakes.push(mistake);
            Site {
                origin: String::new(),
                hosts: Vec::new(),
                secure: false,
            }
        });
        if !["sqlite://", "postgres://", "postgresql://"]
            .iter()
            .any(|scheme| self.database_url.starts_with(scheme))
        {
            mistakes.push("ORDNA_DATABASE_URL must start with sqlite:// or postgres://".to_owned());
        }
        let smtp = match self.smtp_url.trim() {
            "" => None,
            url => Some(Server::parse(url)),
        };
        let smtp = smtp.and_then(|server| server.map_err(|mistake| mistakes.push(mistake)).ok());
        let mail = self.mail(&site, &mut mistakes);
        let mut trusted_proxies = Vec::new();
        for proxy in self
            .trusted_proxies
            .split(',')
            .map(str::trim)
            .filter(|proxy| !proxy.is_empty())
        {
            match proxy.parse() {
                Ok(address) => trusted_proxies.push(address),
                Err(_) => mistakes.push(format!(
                    "ORDNA_TRUSTED_PROXIES must be IP addresses with commas («{proxy}» is none)"
                )),
            }
        }
        let accessibility_url = Some(self.accessibility_url.trim())
            .filter(|url| !url.is_empty())
            .map(str::to_owned);
        if accessibility_url
            .as_deref()
            .is_some_and(|url| !url.starts_with("https://"))
        {
            mistakes.push("ORDNA_ACCESSIBILITY_URL must start with https://".to_owned());
        }
        let contact_email = self.contact_email.trim().to_owned();
        if !contact_email.is_empty() && contact_email.parse::<lettre::Address>().is_err() {
            mistakes.push(format!(
                "ORDNA_CONTACT_EMAIL must be an e-mail address (it is «{contact_email}»)"
            ));
        }
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        Ok(Config {
            database_url: self.database_url.clone(),
            bind,
            site,
            smtp,
            mail,
            secret_file: self.secret_file.clone(),
            trusted_proxies,
            log: self.log,
            owner: self.owner.trim().to_owned(),
            contact_email,
            accessibility_url,
            respondent_link_login: self.respondent_link_login == Switch::On,
            demo: false,
        })
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Command {
        #[command(flatten)]
        settings: Settings,
    }

    fn check(flags: &[&str]) -> Result<Config, Vec<String>> {
        Command::parse_from([&["ordna"], flags].concat()).settings.check()
    }

    #[test]
    fn without_settings_it_runs_on_this_machine_and_keeps_its_mail() {
        let config = check(&[]).unwrap();
        assert_eq!(config.site.origin, "http://127.0.0.1:8080");
        assert!(config.site.hosts.contains(&"localhost:8080".to_owned()));
        assert!(config.smtp.is_none());
        assert!(!config.site.secure);
    }

    #[test]
    fn what_is_set_to_nothing_is_not_set() {
        let command = <Command as clap::CommandFactory>::command();
        let flags: Vec<&str> = command
            .get_arguments()
            .filter(|argument| argument.get_env().is_some())
            .filter_map(clap::Arg::get_long)
            .collect();
        assert_eq!(flags.len(), 18);
        let nothing = flags.iter().map(|flag| format!("--{flag}=")).collect::<Vec<_>>();
        let nothing: Vec<&str> = nothing.iter().map(String::as_str).collect();
        assert_eq!(
            format!("{:?}", check(&nothing).unwrap()),
            format!("{:?}", check(&[]).unwrap())
        );
    }

    #[test]
    fn every_mistake_is_named_at_once() {
        let mistakes = check(&[
            "--bind",
            "here",
            "--base-url",
            "http://ordna.example.no",
            "--mail-rate=-1",
            "--mail-connections",
            "0",
            "--mail-bounces",
            "sprett",
            "--database",
            "mysql://x",
            "--smtp-url",
            "smtp://mail.example.no:post",
        ])
        .unwrap_err();
        assert_eq!(mistakes.len(), 8, "{mistakes:?}");
    }

    #[test]
    fn s49_plain_http_is_for_this_machine_only() {
        assert!(check(&["--base-url", "http://ordna.example.no"]).is_err());
        assert!(check(&["--base-url", "http://localhost:3000"]).is_ok());
        let site = check(&["--base-url", "https://Ordna.example.no/"]).unwrap().site;
        assert_eq!(site.hosts, ["ordna.example.no"]);
        assert!(site.secure);
    }

    #[test]
    fn a_mail_server_needs_a_sender() {
        assert!(check(&["--smtp-url", "smtp://localhost:25"]).is_err());
        assert!(
            check(&[
                "--smtp-url",
                "smtp://localhost:25",
                "--mail-from",
                "Statsforvalteren <ordna@example.no>"
            ])
            .is_ok()
        );
        assert!(check(&["--mail-from", "nobody"]).is_err());
    }

    #[test]
    fn m11_the_box_of_the_test_must_be_one_that_letters_may_go_to() {
        let test = |domains: &str| {
            check(&["--mail-test-to", "prove@example.no", "--mail-domains", domains])
                .map(|config| config.mail)
        };
        assert!(test("kommune.no, fylke.no").is_err());
        let mail = test("@Kommune.no, example.no,").unwrap();
        assert_eq!(mail.domains, ["kommune.no", "example.no"]);
        assert_eq!(mail.test_to.unwrap().to_string(), "prove@example.no");
    }
}
