//! The portal as `ordna serve` serves it, on a port of its own, for a browser to come to.

use std::net::TcpListener;

use crate::pages::matrix;
use crate::support::portal::Portal;

pub struct Server {
    pub portal: Portal,
}

impl Server {
    /// Serves until the tests end; the browser waits while it starts.
    pub async fn start() -> Self {
        // The port is free a moment later, when the server takes it.
        let free = TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .unwrap();
        let portal = Portal::with_settings(&["--bind", &free.to_string()]).await;
        let state = portal.state.clone();
        std::thread::spawn(move || {
            let served = actix_web::rt::System::new().block_on(ordna::web::serve(state));
            served.expect("the server runs until the tests end");
        });
        while std::net::TcpStream::connect(free).is_err() {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        Self { portal }
    }

    pub fn url(&self, address: &str) -> String {
        self.portal.state.config.site.origin.clone() + address
    }

    /// What `Portal::sign_in` gave a browser without a window, for one with a window.
    pub fn session_of(&self, who: &str) -> Option<(String, String)> {
        let browser = matrix::let_in(&self.portal, who);
        let name = self.portal.state.jar().visitor();
        browser.cookie(name).map(|value| (name.to_owned(), value))
    }
}
