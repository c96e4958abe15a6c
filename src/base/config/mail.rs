//! The settings of mail: who sends, how fast, where what comes back lies, and whom nothing may reach.

use std::path::PathBuf;
use std::str::FromStr;

use lettre::Address;
use lettre::message::Mailbox;

use super::Settings;
use crate::site::{Site, mail_domain};

#[derive(Debug, Clone)]
pub struct Mail {
    pub from: Mailbox,
    /// Letters a second; 0 is as many as the server takes.
    pub rate: f64,
    /// How many letters may be on their way to the server at once.
    pub connections: usize,
    /// Where undeliverable letters come back to; each gets an address of its own below it.
    pub bounces: Option<Address>,
    /// The mbox file or Maildir in which they lie then.
    pub bounce_box: Option<PathBuf>,
    /// The one address that everything goes to instead, while the portal is being tried.
    pub test_to: Option<Address>,
    /// The only domains that letters go to; empty is all.
    pub domains: Vec<String>,
}

/// More would only wait for each other at the database.
const CONNECTIONS: std::ops::RangeInclusive<usize> = 1..=8;

impl Settings {
    pub(super) fn mail(&self, site: &Site, mistakes: &mut Vec<String>) -> Mail {
        let mut or_mistake = |mistake: String| mistakes.push(mistake);
        let domain = mail_domain(site);
        // Mail that stays in the portal needs no real sender.
        let usual = || Mailbox::new(Some("ordna".to_owned()), Address::new_dangerous("ordna", domain));
        let from = match self.mail_from.trim() {
            "" if !self.smtp_url.trim().is_empty() => {
                or_mistake("ORDNA_MAIL_FROM must be set when ORDNA_SMTP_URL is".to_owned());
                usual()
            }
            "" => usual(),
            from => from.parse().unwrap_or_else(|_| {
                or_mistake(format!(
                    "ORDNA_MAIL_FROM must be an e-mail address, as «ordna <ordna@example.no>» (it is «{from}»)"
                ));
                usual()
            }),
        };
        let rate = number(&self.mail_rate).filter(|rate| *rate == 0.0 || (0.01..=1000.0).contains(rate));
        if rate.is_none() {
            or_mistake(format!(
                "ORDNA_MAIL_RATE must be a number of mails a second between 0.01 and 1000, or 0 for no limit (it is «{}»)",
                self.mail_rate
            ));
        }
        let connections = number(&self.mail_connections).filter(|count| CONNECTIONS.contains(count));
        if connections.is_none() {
            or_mistake(format!(
                "ORDNA_MAIL_CONNECTIONS must be a number between {} and {} (it is «{}»)",
                CONNECTIONS.start(),
                CONNECTIONS.end(),
                self.mail_connections
            ));
        }
        let mut address = |name: &str, given: &str| match given.trim() {
            "" => None,
            given => given
                .parse::<Address>()
                .map_err(|_| or_mistake(format!("{name} must be an e-mail address (it is «{given}»)")))
                .ok(),
        };
        let bounces = address("ORDNA_MAIL_BOUNCES", &self.mail_bounces);
        let test_to = address("ORDNA_MAIL_TEST_TO", &self.mail_test_to);
        let domains: Vec<String> = self
            .mail_domains
            .split(',')
            .map(|domain| domain.trim().trim_start_matches('@').to_lowercase())
            .filter(|domain| !domain.is_empty())
            .collect();
        if let Some(test_to) = test_to.as_ref().filter(|_| !domains.is_empty())
            && !domains
                .iter()
                .any(|domain| domain == &test_to.domain().to_lowercase())
        {
            or_mistake("ORDNA_MAIL_TEST_TO must be at one of the domains of ORDNA_MAIL_DOMAINS".to_owned());
        }
        Mail {
            from,
            rate: rate.unwrap_or(1.0),
            connections: connections.unwrap_or(1),
            bounces,
            bounce_box: Some(self.mail_bounce_box.trim())
                .filter(|path| !path.is_empty())
                .map(PathBuf::from),
            test_to,
            domains,
        }
    }
}

fn number<T: FromStr>(given: &str) -> Option<T> {
    given.trim().replace(',', ".").parse().ok()
}
