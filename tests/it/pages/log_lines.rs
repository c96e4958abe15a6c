//! What the log says of requests: enough to find the fault by, and nothing that was secret or typed.

use std::io;
use std::sync::{Arc, Mutex};

use diesel::connection::SimpleConnection;

use crate::support::portal::Portal;

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[actix_web::test]
async fn s10_no_token_and_nothing_typed_reaches_the_log() {
    let portal = Portal::new().await;
    let kari = portal.let_in("koordinator@example.no");
    portal
        .conn()
        .batch_execute("ALTER TABLE session RENAME TO session_gone")
        .unwrap();
    for json in [true, false] {
        let lines = Lines::default();
        let writer = lines.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_ansi(false)
            .with_writer(move || writer.clone());
        let guard = if json {
            tracing::subscriber::set_default(subscriber.json().finish())
        } else {
            tracing::subscriber::set_default(subscriber.finish())
        };
        for address in ["/aktiver/0123456789abcdef", "/admin/brukere?q=ola@example.no"] {
            kari.get(address).await.is(500);
        }
        drop(guard);
        let log = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
        for said in ["a request failed", "/aktiver/{token}", "/admin/brukere", "GET"] {
            assert!(log.contains(said), "«{said}» is not in {log}");
        }
        for secret in ["0123456789abcdef", "ola@", "Mozilla"] {
            assert!(!log.contains(secret), "«{secret}» is in {log}");
        }
    }
}
