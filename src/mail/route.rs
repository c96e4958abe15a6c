//! Where a letter really goes, and whom it says it is from: what the settings have to say about it.

use lettre::Address;
use lettre::message::Mailbox;

use super::address::address;
use super::bounces::address::return_address;
use base::config::Config;
use base::secret::Secret;
use db::outbox::Due;
use domain::letters::dispatch::domain_of;
use domain::letters::letter::Trouble;

#[derive(Debug, Clone)]
pub struct Route {
    pub(super) from: Mailbox,
    /// Everything goes here instead.
    pub(super) test_to: Option<Address>,
    /// The only domains that anything goes to; empty is all.
    pub(super) domains: Vec<String>,
    pub(super) bounces: Option<Address>,
}

impl Route {
    pub fn of(config: &Config) -> Self {
        let mail = &config.mail;
        // What stays in the portal goes to nobody: there is nothing to turn aside.
        let leaves = super::leaves(config);
        Self {
            from: mail.from.clone(),
            test_to: mail.test_to.clone().filter(|_| leaves),
            domains: if leaves { mail.domains.clone() } else { Vec::new() },
            bounces: mail.bounces.clone(),
        }
    }

    /// An error says why it may not go anywhere.
    pub fn receiver(&self, letter: &Due) -> Result<Address, String> {
        let own = address("To", &letter.to)?;
        let to = self.test_to.clone().unwrap_or(own);
        let domain = domain_of(to.domain());
        if self.domains.is_empty() || self.domains.contains(&domain) {
            Ok(to)
        } else {
            Err(Trouble::DomainNotAllowed.with(domain))
        }
    }

    /// The domain whose server gets the letter.
    pub fn domain(&self, letter: &Due) -> String {
        match &self.test_to {
            Some(to) => domain_of(to.domain()),
            None => domain_of(&letter.to),
        }
    }

    /// Where the letter comes back to when it cannot be delivered.
    pub fn envelope(&self, secret: &Secret, letter: &Due) -> Address {
        match &self.bounces {
            Some(bounces) => return_address(secret, bounces, letter.id),
            None => self.from.email.clone(),
        }
    }
}
