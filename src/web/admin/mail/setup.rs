//! What must stand in the DNS before others trust letters from here, as text to copy, made of the portal's settings.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::State;
use crate::admin::under_mailbox;
use crate::error::AppError;
use crate::page::{Page, html};
use base::config::Config;

#[derive(Template)]
#[template(path = "pages/admin/mail_setup.html")]
struct SetupPage {
    page: Page,
    from: String,
    domain: String,
    /// Where letters come back to: what SPF is asked about.
    bounces: String,
    bounce_domain: String,
    has_bounces: bool,
    /// Whether the two domains are one to DMARC.
    aligned: bool,
    server: Option<String>,
    hello: String,
    rate: String,
    connections: usize,
    domains: String,
    records: Vec<Record>,
    leaves: bool,
}

struct Record {
    what: &'static str,
    why: String,
    text: String,
}

/// DMARC in its usual, relaxed form: one of the two lies below the other.
fn aligned(one: &str, other: &str) -> bool {
    one == other || one.ends_with(&format!(".{other}")) || other.ends_with(&format!(".{one}"))
}

pub async fn show(state: web::Data<State>, page: Page) -> Result<HttpResponse, AppError> {
    let (config, t) = (&state.config, page.t);
    let from = &config.mail.from;
    let bounces = config.mail.bounces.as_ref().unwrap_or(&from.email);
    let (domain, bounce_domain) = (
        from.email.domain().to_lowercase(),
        bounces.domain().to_lowercase(),
    );
    let rate = config.mail.rate;
    html(&SetupPage {
        from: from.to_string(),
        bounces: bounces.to_string(),
        has_bounces: config.mail.bounces.is_some(),
        aligned: aligned(&domain, &bounce_domain),
        server: config
            .smtp
            .as_ref()
            .map(|server| format!("{}:{}", server.host, server.port)),
        hello: mail::hello(config).to_owned(),
        rate: if rate > 0.0 {
            t.mail_setup_rate(t.decimal(rate))
        } else {
            t.mail_setup_no_limit().to_owned()
        },
        connections: config.mail.connections,
        domains: config.mail.domains.join(", "),
        records: records(&page, config, &domain, &bounce_domain),
        leaves: mail::leaves(config),
        domain,
        bounce_domain,
        page: under_mailbox(page),
    })
}

fn records(page: &Page, config: &Config, domain: &str, bounce_domain: &str) -> Vec<Record> {
    let t = page.t;
    let server = config
        .smtp
        .as_ref()
        .map_or("mail.example.no", |server| &server.host);
    let mut records = vec![
        Record {
            what: "SPF",
            why: t.mail_setup_spf(bounce_domain),
            text: format!("{bounce_domain}. IN TXT \"v=spf1 a:{server} ~all\""),
        },
        Record {
            what: "DKIM",
            why: t.mail_setup_dkim(domain),
            text: format!("ordna._domainkey.{domain}. IN TXT \"v=DKIM1; k=rsa; p=…\""),
        },
        Record {
            what: "DMARC",
            why: t.mail_setup_dmarc().to_owned(),
            text: format!("_dmarc.{domain}. IN TXT \"v=DMARC1; p=none; rua=mailto:dmarc@{domain}\""),
        },
        Record {
            what: "PTR",
            why: t.mail_setup_ptr().to_owned(),
            text: format!("{server}. IN A 192.0.2.25\n25.2.0.192.in-addr.arpa. IN PTR {server}."),
        },
    ];
    if config.mail.bounces.is_some() {
        records.push(Record {
            what: "MX",
            why: t.mail_setup_mx(bounce_domain),
            text: format!("{bounce_domain}. IN MX 10 {server}."),
        });
    }
    records
}

#[cfg(test)]
mod tests {
    use super::aligned;

    #[test]
    fn m14_domains_are_one_to_dmarc_when_one_lies_below_the_other() {
        assert!(aligned("example.no", "example.no"));
        assert!(aligned("ordna.example.no", "example.no"));
        assert!(aligned("example.no", "sprett.example.no"));
        assert!(!aligned("example.no", "otherexample.no"));
        assert!(!aligned("example.no", "example.com"));
    }
}
