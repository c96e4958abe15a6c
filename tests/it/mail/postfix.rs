//! The same against Debian's own Postfix, which bounces in earnest: the letter goes out, the report comes back, and the
//! command reads it.

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

use ordna::clock::Clock;
use ordna::domain::letters::letter::MailState;
use ordna::secret::Secret;
use tempfile::TempDir;

use super::post::Post;

struct Postfix {
    script: Child,
    input: Option<ChildStdin>,
    port: u16,
    folder: TempDir,
}

impl Postfix {
    /// None, with a printed note, where it is not installed or may not be run.
    fn start() -> Option<Self> {
        let id = Command::new("id").arg("-u").output().unwrap().stdout;
        if id != b"0\n" || !Path::new("/usr/sbin/postfix").exists() {
            println!("skipped: Postfix is not installed, or these tests do not run as root");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let mut script = Command::new("tests/mail/postfix.sh")
            .arg(folder.path())
            .arg(port.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = script.stdin.take();
        let mut said = String::new();
        BufReader::new(script.stdout.take().unwrap())
            .read_line(&mut said)
            .unwrap();
        assert_eq!(said, "ready\n");
        Some(Self {
            script,
            input,
            port,
            folder,
        })
    }

    fn bounce_box(&self) -> std::path::PathBuf {
        self.folder.path().join("box/sprett")
    }
}

/// The end of its input is the end of the script, which stops Postfix.
impl Drop for Postfix {
    fn drop(&mut self) {
        drop(self.input.take());
        let _ = self.script.wait();
    }
}

#[actix_web::test]
async fn m8_what_postfix_bounces_is_read_back_out_of_its_box() {
    let Some(postfix) = Postfix::start() else { return };
    let url = format!("smtp://127.0.0.1:{}", postfix.port);
    let mut post = Post::with(&url, &["--mail-bounces", "sprett@example.no"]);
    let secret_file = postfix.folder.path().join("secret");
    post.secret = Secret::load(&secret_file).unwrap();
    // Postfix writes down when it was.
    post.clock = Clock::system();
    let lost = post.notice("ukjent@example.no");
    // A letter to the box itself is a message in it like any other.
    let arrives = post.notice("sprett@example.no");
    assert_eq!(post.send().await, 2);
    assert!(post.mail(lost).server_reply.unwrap().contains("queued as"));
    let start = Instant::now();
    let messages = || {
        let text = std::fs::read_to_string(postfix.bounce_box()).unwrap_or_default();
        text.lines().filter(|line| line.starts_with("From ")).count()
    };
    while messages() < 2 {
        assert!(start.elapsed() < Duration::from_secs(30), "no report comes");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let read = || {
        let done = Command::new(env!("CARGO_BIN_EXE_ordna"))
            .arg("bounces")
            .arg(postfix.bounce_box())
            .env("ORDNA_DATABASE_URL", post.database.url())
            .env("ORDNA_SECRET_FILE", &secret_file)
            .output()
            .unwrap();
        assert!(done.status.success(), "{done:?}");
        String::from_utf8(done.stdout).unwrap()
    };
    let said = read();
    assert!(said.contains(&format!(
        "letter {} came back: unknown user: \"ukjent@example.no\"",
        lost.0
    )));
    assert!(said.contains("left alone"), "{said}");
    assert_eq!(post.state(lost), MailState::Bounced);
    assert_eq!(post.state(arrives), MailState::Sent);
    assert!(read().contains("ignored: it was read before"));
}
