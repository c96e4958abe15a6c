//! An outbox with a worker beside it, and no portal in front: letters go in by hand and out by SMTP.

use std::cell::Cell;
use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, TimeDelta};
use clap::Parser;
use diesel::prelude::*;
use ordna::clock::Clock;
use ordna::config::{Config, Settings};
use ordna::db::outbox::{self, Mail};
use ordna::db::schema::outbox_mail;
use ordna::db::{self, DbPool};
use ordna::domain::letters::dispatch::Standing;
use ordna::domain::letters::letter::{Letter, MailId, MailState, Recipient};
use ordna::i18n::Lang;
use ordna::mail::letters::Letters;
use ordna::mail::worker::Worker;
use ordna::secret::Secret;

use crate::support::database::TestDatabase;
use crate::support::portal::start_of_time;

pub const ORIGIN: &str = "https://ordna.example.no";

pub struct Post {
    pub pool: DbPool,
    pub clock: Clock,
    pub secret: Secret,
    pub config: Config,
    patience: Cell<Duration>,
    pub database: TestDatabase,
}

impl Post {
    /// To the server at `smtp_url`; without one letters stay.
    pub fn new(smtp_url: &str) -> Self {
        Self::on(TestDatabase::fresh(), smtp_url)
    }

    /// The same, with more flags as `ordna serve` takes them.
    pub fn with(smtp_url: &str, flags: &[&str]) -> Self {
        Self::of(TestDatabase::fresh(), smtp_url, flags)
    }

    pub fn on(database: TestDatabase, smtp_url: &str) -> Self {
        Self::of(database, smtp_url, &[])
    }

    pub fn of(database: TestDatabase, smtp_url: &str, flags: &[&str]) -> Self {
        #[derive(Parser)]
        struct Command {
            #[command(flatten)]
            settings: Settings,
        }
        let usual = [
            "ordna",
            "--database",
            database.url(),
            "--base-url",
            ORIGIN,
            "--smtp-url",
            smtp_url,
            "--mail-from",
            "Statsforvalteren i Trøndelag <ordna@example.no>",
        ];
        let rate: &[&str] = if flags.contains(&"--mail-rate") {
            &[]
        } else {
            &["--mail-rate", "1000"]
        };
        let command = Command::parse_from([&usual, rate, flags].concat());
        let config = command.settings.check().unwrap();
        Self {
            pool: db::open(database.url(), 6, false).unwrap(),
            clock: Clock::fixed(start_of_time()),
            secret: Secret::random(),
            config,
            patience: Cell::new(Duration::from_secs(20)),
            database,
        }
    }

    pub fn patience(&self, patience: Duration) {
        self.patience.set(patience);
    }

    pub fn worker(&self) -> Worker {
        let (pool, clock, secret) = (self.pool.clone(), self.clock.clone(), self.secret.clone());
        Worker::new(&self.config, pool, clock, secret).with_patience(self.patience.get())
    }

    pub async fn send(&self) -> usize {
        self.worker().send_due().await.unwrap()
    }

    pub fn queue(&self, letter: &Letter) -> MailId {
        let mut conn = self.pool.get().unwrap();
        db::write(&mut conn, |conn| {
            outbox::enqueue(conn, &self.secret, letter, ORIGIN, self.clock.now())
        })
        .unwrap()
    }

    /// Many ordinary letters, each to a domain of its own, all of them long due.
    pub fn notices(&self, count: usize) -> Vec<String> {
        let mut conn = self.pool.get().unwrap();
        let now = self.clock.now();
        db::write(&mut conn, |conn| {
            for number in 0..count {
                let email = format!("kari@k{number}.example.no");
                let letter = letters(Lang::Nb).password_changed(&to(&email), now);
                outbox::enqueue(conn, &self.secret, &letter, ORIGIN, now)?;
            }
            diesel::update(outbox_mail::table)
                .set(outbox_mail::next_attempt_at.eq(long_ago()))
                .execute(conn)?;
            outbox_mail::table.select(outbox_mail::message_id).load(conn)
        })
        .unwrap()
    }

    /// Two minutes go by, as far as the claims of a killed worker are concerned.
    pub fn end_leases(&self) {
        diesel::update(outbox_mail::table.filter(outbox_mail::claimed_until.is_not_null()))
            .set(outbox_mail::claimed_until.eq(long_ago()))
            .execute(&mut *self.pool.get().unwrap())
            .unwrap();
    }

    pub fn left(&self) -> i64 {
        outbox::queue(&mut self.pool.get().unwrap(), 0, self.clock.now())
            .unwrap()
            .waiting()
    }

    /// An ordinary letter to `email`.
    pub fn notice(&self, email: &str) -> MailId {
        self.queue(&letters(Lang::Nb).password_changed(&to(email), self.clock.now()))
    }

    pub fn mail(&self, id: MailId) -> Mail {
        outbox::one(&mut self.pool.get().unwrap(), &self.secret, id)
            .unwrap()
            .unwrap()
    }

    pub fn standing(&self) -> Standing {
        outbox::standing(&mut self.pool.get().unwrap()).unwrap()
    }

    pub fn state(&self, id: MailId) -> MailState {
        self.mail(id).state
    }

    pub fn error(&self, id: MailId) -> String {
        self.mail(id).last_error.unwrap_or_default()
    }

    /// What happened to a letter, in order.
    pub fn history(&self, id: MailId) -> Vec<&'static str> {
        self.mail(id)
            .events
            .into_iter()
            .map(|event| event.what.code())
            .collect()
    }

    pub fn wait(&self, minutes: i64) {
        self.clock.advance(TimeDelta::minutes(minutes));
    }
}

fn long_ago() -> NaiveDateTime {
    DateTime::UNIX_EPOCH.naive_utc()
}

pub fn letters(lang: Lang) -> Letters<'static> {
    Letters {
        lang,
        origin: ORIGIN,
        owner: "Statsforvalteren i Trøndelag",
        contact: "samarbeid@example.no",
        contact_person: "",
    }
}

pub fn to(email: &str) -> Recipient<'_> {
    Recipient {
        name: "Åse Ødegård",
        email,
        user: None,
    }
}
