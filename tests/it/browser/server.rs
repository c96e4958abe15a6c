//! The portal as `ordna serve` serves it, on a port of its own, for a browser to come to.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use super::chromium::Chromium;
use crate::pages::matrix;
use crate::support::portal::Portal;

/// Whom those ask who cannot answer any longer.
pub const CONTACT: &str = "samarbeid@example.no";

pub struct Server {
    pub portal: Portal,
}

impl Server {
    /// Serves the sample until the tests end; the browser waits while it starts.
    pub async fn start() -> Self {
        let address = free_address();
        let portal = Portal::with_settings(&["--bind", &address.to_string()]).await;
        Self::serve(portal, address)
    }

    /// Serves the demo, which is as large as a county.
    pub async fn with_demo() -> Self {
        let address = free_address();
        let portal = Portal::with_demo(&["--bind", &address.to_string(), "--contact-email", CONTACT]).await;
        Self::serve(portal, address)
    }

    fn serve(portal: Portal, address: SocketAddr) -> Self {
        let state = portal.state.clone();
        std::thread::spawn(move || {
            let served = actix_web::rt::System::new().block_on(ordna::web::serve(state));
            served.expect("the server runs until the tests end");
        });
        while TcpStream::connect(address).is_err() {
            std::thread::sleep(Duration::from_millis(20));
        }
        Self { portal }
    }

    pub fn url(&self, address: &str) -> String {
        self.portal.state.config.site.origin.clone() + address
    }

    /// Makes the window that of this person, who is signed in.
    pub fn let_in(&self, chromium: &Chromium, who: &str) {
        // A page that names its icon: the browser would look for one elsewhere, and the answer, which may come late,
        // would bring a cookie of its own.
        chromium.open(&self.url("/hjelp"));
        chromium.forget_cookies();
        let name = self.portal.state.jar().visitor();
        if let Some(value) = matrix::let_in(&self.portal, who).cookie(name) {
            chromium.set_cookie(name, &value);
        }
    }
}

/// An address whose port is free now, and a moment later, when the server takes it.
pub fn free_address() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap()
}
