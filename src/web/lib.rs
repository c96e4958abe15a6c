//! The pages: what every request passes, the addresses, and the handlers in a folder for each kind of reader.

pub mod account;
pub mod admin;
pub mod assets;
pub mod error;
mod error_page;
pub mod file;
pub mod form;
pub mod imports;
mod layout;
pub mod list;
mod menu;
mod own_list;
pub mod page;
pub mod public;
pub mod request;
pub mod respond;
pub mod routes;
pub mod sign_in;
pub mod steer;
pub mod typed;
pub mod wording;

use actix_web::http::KeepAlive;
use actix_web::{HttpMessage, HttpRequest, HttpServer, web};
use tracing_actix_web::RequestId;

use base::clock::Clock;
use base::config::Config;
use base::passwords::Passwords;
use base::secret::Secret;
use db::DbPool;
use page::Page;
use request::cookies::Jar;
pub use request::limits::Limits;
pub use request::with_db::{with_db, with_db_at_hand, with_db_together};
use request::writers::Writers;
use tasks::Context;

/// What all requests share.
pub struct State {
    pub config: Config,
    pub pool: DbPool,
    pub clock: Clock,
    pub secret: Secret,
    pub passwords: Passwords,
    pub limits: Limits,
    writers: Writers,
}

impl State {
    pub fn new(config: Config, pool: DbPool, clock: Clock, secret: Secret) -> Self {
        Self {
            writers: Writers::of(&pool),
            config,
            pool,
            clock,
            secret,
            passwords: Passwords::default(),
            limits: Limits::default(),
        }
    }

    pub fn jar(&self) -> Jar {
        Jar {
            secure: self.config.site.secure,
        }
    }

    /// What a task needs to know of the request. Links in letters come from the configured address only, never from
    /// what a request says.
    pub fn context(&self, page: &Page) -> Context {
        Context {
            actor: page.actor().cloned(),
            now: page.now,
            lang: page.t,
            request_id: page.request_id.clone(),
            client_ip: page.client_ip.clone(),
            origin: self.config.site.origin.clone(),
            owner: self.config.owner.clone(),
            contact: self.config.contact_email.clone(),
            contact_person: String::new(),
            secret: self.secret.clone(),
        }
    }
}

/// A form is at most this long; what is longer is answered with 413.
const LONGEST_FORM: usize = 1024 * 1024;

/// The application, for the server and for the tests alike.
pub fn configure(app: &mut web::ServiceConfig, state: web::Data<State>) {
    app.app_data(state)
        .app_data(web::PayloadConfig::new(LONGEST_FORM))
        .default_service(request::router::Routers);
}

/// Wraps the application in what every request passes; the last one named is the outermost.
#[macro_export]
macro_rules! portal_app {
    ($state:expr) => {{
        let state = $state.clone();
        actix_web::App::new()
            .wrap(actix_web::middleware::from_fn($crate::request::frame::around))
            .wrap(tracing_actix_web::TracingLogger::<
                $crate::request::span::RequestSpan,
            >::new())
            .configure(move |app| $crate::configure(app, state))
    }};
}

/// Serves until a signal comes; requests under way are finished first.
pub async fn serve(state: web::Data<State>) -> std::io::Result<()> {
    let bind = state.config.bind;
    HttpServer::new(move || portal_app!(state))
        .workers(2)
        // Each worker has threads for all connections: writers that wait must not hold its last one.
        .worker_max_blocking_threads(db::POOL_SIZE as usize)
        // Otherwise the last packet of a page waits for the receipt of the one before it: 40 ms on a kept connection.
        .tcp_nodelay(true)
        .keep_alive(KeepAlive::Timeout(std::time::Duration::from_secs(75)))
        .client_request_timeout(std::time::Duration::from_secs(5))
        .shutdown_timeout(25)
        .bind(bind)?
        .run()
        .await
}

fn request_id(request: &HttpRequest) -> String {
    request
        .extensions()
        .get::<RequestId>()
        .map(ToString::to_string)
        .unwrap_or_default()
}

/// For a value inside an address.
pub fn encode(value: &str) -> String {
    use std::fmt::Write as _;
    value
        .bytes()
        .fold(String::with_capacity(value.len()), |mut text, byte| {
            if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
                text.push(byte as char);
            } else {
                let _ = write!(text, "%{byte:02X}");
            }
            text
        })
}
