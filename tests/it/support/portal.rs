//! The real portal in process: no port, an own database, a clock that stands still until it is told otherwise.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use actix_web::body::MessageBody;
use actix_web::dev::{Service, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::HeaderMap;
use actix_web::test::{self, TestRequest};
use actix_web::web::{Bytes, Data};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use clap::Parser;
use ordna::clock::Clock;
use ordna::config::{Config, Settings};
use ordna::db::outbox::{self, Due, Filter};
use ordna::db::{self, DbConn};
use ordna::domain::letters::letter::MailState;
use ordna::domain::text::norwegian::search_words;
use ordna::mail::worker::Worker;
use ordna::secret::Secret;
use ordna::web::State;

use super::browser::Browser;
use super::data;
use super::database::TestDatabase;

/// What answers a request: the whole application with everything around it.
pub type App = Rc<dyn Fn(TestRequest) -> Pin<Box<dyn Future<Output = (StatusCode, HeaderMap, Bytes)>>>>;

/// Fewer than a server has, so that a test can take them all.
pub const CONNECTIONS: u32 = 4;

pub struct Portal {
    pub state: Data<State>,
    app: App,
    may_keep_mail: Cell<bool>,
    // After the state: the pool lets go of the database before it is deleted.
    database: Rc<TestDatabase>,
}

impl Portal {
    /// With the sample register of `data`.
    pub async fn new() -> Self {
        Self::with_settings(&[]).await
    }

    /// The same, with flags as `ordna serve` takes them.
    pub async fn with_settings(flags: &[&str]) -> Self {
        Self::on(data::sample(), flags).await
    }

    /// A portal that nobody has come to yet.
    pub async fn empty() -> Self {
        let database = TestDatabase::postgres().unwrap_or_else(TestDatabase::sqlite);
        Self::on(database, &[]).await
    }

    /// As `ordna demo` serves it, with the whole of Trøndelag in it.
    pub async fn with_demo(flags: &[&str]) -> Self {
        let database = data::demo();
        let mut state = state(database.url(), flags);
        state.config.demo = true;
        let portal = Self::of(state, Rc::new(database)).await;
        // The letters of the demo's round lie there for ever.
        portal.keep_mail();
        portal
    }

    async fn on(database: TestDatabase, flags: &[&str]) -> Self {
        let state = state(database.url(), flags);
        Self::of(state, Rc::new(database)).await
    }

    /// A second program on the same database, with its own connections and its own memory.
    pub async fn another_instance(&self) -> Self {
        let state = State::new(
            self.state.config.clone(),
            db::open(self.database.url(), CONNECTIONS, false).unwrap(),
            self.state.clock.clone(),
            self.state.secret.clone(),
        );
        Self::of(state, Rc::clone(&self.database)).await
    }

    async fn of(state: State, database: Rc<TestDatabase>) -> Self {
        let state = Data::new(state);
        Self {
            app: start(&state).await,
            state,
            may_keep_mail: Cell::new(false),
            database,
        }
    }

    /// Somebody who is not signed in.
    pub fn visitor(&self) -> Browser {
        let origin = &self.state.config.site.origin;
        let (_, host) = origin.split_once("://").unwrap();
        Browser::new(self.app.clone(), host)
    }

    /// The kommunedirektør of a municipality of the sample.
    pub async fn respondent(&self, municipality: &str) -> Browser {
        self.sign_in(&data::address("kommunedirektor", municipality))
            .await
    }

    /// A colleague to whom the kommunedirektør has left the filling in.
    pub async fn editor(&self, municipality: &str) -> Browser {
        self.sign_in(&data::address("saksbehandler", municipality)).await
    }

    /// Of `trondelag-2026` and `trondelag-2020`.
    pub async fn coordinator(&self) -> Browser {
        self.sign_in("koordinator@example.no").await
    }

    /// Of `trondelag-2026` only.
    pub async fn reader(&self) -> Browser {
        self.sign_in("leser@example.no").await
    }

    pub async fn admin(&self) -> Browser {
        self.sign_in("admin@example.no").await
    }

    /// For tests of what makes letters but not of the letters.
    pub fn keep_mail(&self) {
        self.may_keep_mail.set(true);
    }

    pub fn now(&self) -> NaiveDateTime {
        self.state.clock.now()
    }

    /// Lets time pass.
    pub fn advance(&self, by: TimeDelta) {
        self.state.clock.advance(by);
    }

    /// The worker's one step, until nothing is due.
    pub async fn deliver_mail(&self) -> usize {
        let (config, secret) = (&self.state.config, self.state.secret.clone());
        let worker = Worker::new(config, self.state.pool.clone(), self.state.clock.clone(), secret);
        worker.send_due().await.unwrap()
    }

    /// The letters to an address, oldest first, as their receiver reads them.
    pub fn mailbox(&self, email: &str) -> Vec<Due> {
        let filter = Filter {
            words: search_words(email),
            ..Filter::default()
        };
        let mut conn = self.conn();
        let lines = outbox::list(&mut conn, &filter, 0, 1000).unwrap();
        let own = lines.into_iter().rev().filter(|line| line.to == email);
        own.map(|line| {
            outbox::one(&mut conn, &self.state.secret, line.id)
                .unwrap()
                .unwrap()
                .letter
        })
        .collect()
    }

    /// The portal's own database, to arrange what no page can, or to look at what no page shows.
    pub fn conn(&self) -> impl std::ops::DerefMut<Target = DbConn> {
        self.state.pool.get().unwrap()
    }

    /// How many statements the database runs while `work` does (SPEED.md, 7).
    pub async fn statements<T>(&self, work: impl Future<Output = T>) -> (i64, T) {
        let before = self.state.pool.statements();
        let done = work.await;
        (self.state.pool.statements() - before, done)
    }
}

/// Nobody is left waiting for a letter that the portal has promised.
impl Drop for Portal {
    fn drop(&mut self) {
        if std::thread::panicking() || self.may_keep_mail.get() {
            return;
        }
        let Ok(mut conn) = self.state.pool.get() else {
            return;
        };
        let lines = outbox::list(&mut conn, &Filter::default(), 0, 1000).unwrap_or_default();
        drop(conn);
        let waits = |line: &&outbox::Line| matches!(line.state, MailState::Queued | MailState::Sending);
        let waiting: Vec<_> = lines
            .iter()
            .filter(waits)
            .map(|line| (&line.to, &line.subject))
            .collect();
        assert!(
            waiting.is_empty(),
            "deliver_mail() or keep_mail(): {waiting:?} lie in the outbox"
        );
    }
}

/// A Monday morning: ten o'clock in Oslo, eight in UTC.
pub fn start_of_time() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 10, 12)
        .and_then(|day| day.and_hms_opt(8, 0, 0))
        .unwrap()
}

fn state(database_url: &str, flags: &[&str]) -> State {
    let config = config(database_url, flags);
    let pool = db::open(&config.database_url, CONNECTIONS, false).unwrap();
    State::new(config, pool, Clock::fixed(start_of_time()), Secret::random())
}

fn config(database_url: &str, flags: &[&str]) -> Config {
    #[derive(Parser)]
    struct Command {
        #[command(flatten)]
        settings: Settings,
    }
    let words = ["ordna", "--database", database_url].into_iter();
    let command = Command::parse_from(words.chain(flags.iter().copied()));
    command.settings.check().unwrap()
}

async fn start(state: &Data<State>) -> App {
    let service = test::init_service(web::portal_app!(state)).await;
    in_process(service, TestRequest::to_request)
}

/// Any application as the browser of the tests calls it. The type of a request has no name outside the framework.
pub fn in_process<R, S, B>(service: S, request_of: fn(TestRequest) -> R) -> App
where
    R: 'static,
    S: Service<R, Response = ServiceResponse<B>, Error = actix_web::Error> + 'static,
    B: MessageBody + 'static,
{
    let service = Rc::new(service);
    Rc::new(move |request| {
        let service = Rc::clone(&service);
        Box::pin(async move {
            let answer = test::call_service(&*service, request_of(request)).await;
            let (status, headers) = (answer.status(), answer.headers().clone());
            (status, headers, test::read_body(answer).await)
        })
    })
}
