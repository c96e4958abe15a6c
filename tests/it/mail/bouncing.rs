//! What comes back, from messages in the shapes that mail servers give them (TRUST.md, M8).

use std::fs;
use std::path::{Path, PathBuf};

use ordna::domain::letters::letter::{MailHappening, MailId, MailState};
use ordna::mail::bounces::address::return_address;
use ordna::mail::bounces::boxes::{self, Place};
use ordna::mail::bounces::{Made, take};
use ordna::secret::Secret;

use super::post::Post;
use super::sink::Sink;

const BOUNCES: &[&str] = &["--mail-bounces", "sprett@example.no"];

fn examples() -> Vec<(String, String)> {
    let mut files: Vec<PathBuf> = fs::read_dir("tests/mail/bounces")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let name = |file: &Path| file.file_stem().unwrap().to_str().unwrap().to_owned();
    files
        .iter()
        .map(|file| (name(file), fs::read_to_string(file).unwrap()))
        .collect()
}

fn example(beginning: &str) -> String {
    let found = examples()
        .into_iter()
        .find(|(name, _)| name.starts_with(beginning));
    found.unwrap().1
}

/// A letter that a server has taken.
async fn sent() -> Option<(Post, MailId)> {
    sent_after(0).await
}

async fn sent_after(minutes: i64) -> Option<(Post, MailId)> {
    let sink = Sink::start(&[])?;
    let post = Post::with(&format!("smtp://127.0.0.1:{}", sink.port), BOUNCES);
    post.wait(minutes);
    let id = post.notice("aase@kommune.example.no");
    assert_eq!(post.send().await, 1);
    let expected = address(&post.secret, id);
    assert_eq!(sink.taken(1)[0]["from"], expected.as_str());
    Some((post, id))
}

fn address(secret: &Secret, id: MailId) -> String {
    return_address(secret, &"sprett@example.no".parse().unwrap(), id).to_string()
}

fn hear(post: &Post, message: &str, to: &str) -> Made {
    let message = message.replace("RETURN_ADDRESS", to);
    take(
        &mut post.pool.get().unwrap(),
        &post.secret,
        &post.clock,
        message.as_bytes(),
    )
    .unwrap()
}

#[actix_web::test]
async fn m8_twenty_of_twenty_reports_and_replies_are_told_apart() {
    let Some((post, _)) = sent().await else { return };
    let mut wrong = Vec::new();
    let examples = examples();
    assert_eq!(examples.len(), 20);
    for (name, message) in examples {
        let id = post.notice("aase@kommune.example.no");
        let made = hear(&post, &message, &address(&post.secret, id));
        let class = match &made {
            Made::Bounced(mail, said) | Made::Noted(mail, MailHappening::Bounced, said) => {
                assert!(*mail == id && said.len() > 10, "{name}: {said}");
                "failed"
            }
            Made::Noted(_, MailHappening::Delayed, _) => "delayed",
            Made::Noted(_, MailHappening::AutoReplied, _) => "auto",
            Made::Left => "nothing",
            Made::Noted(..) | Made::Ignored(_) => "wrong",
        };
        if !name.starts_with(class) {
            wrong.push((name, made));
        }
        // Windows line ends are the same message.
        let again = hear(&post, &message.replace('\n', "\r\n"), &address(&post.secret, id));
        assert!(matches!(again, Made::Ignored(_) | Made::Left), "{again:?}");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[actix_web::test]
async fn m8_a_letter_that_came_back_says_so_in_the_servers_words_and_only_once() {
    let Some((post, id)) = sent().await else { return };
    let (report, own) = (example("failed-01"), address(&post.secret, id));
    hear(&post, &example("delayed-05"), &own);
    hear(&post, &example("auto-16"), &own);
    assert_eq!(post.state(id), MailState::Sent, "it may still arrive");
    assert!(matches!(hear(&post, &report, &own), Made::Bounced(..)));
    assert_eq!(post.state(id), MailState::Bounced);
    assert_eq!(
        post.error(id),
        "550 5.1.1 <aase@kommune.example.no>: Recipient address rejected: User unknown in virtual mailbox table"
    );
    assert_eq!(hear(&post, &report, &own), Made::Ignored("it was read before"));
    assert_eq!(
        post.history(id),
        [
            "queued",
            "attempt",
            "accepted",
            "delayed",
            "auto_replied",
            "bounced"
        ]
    );
}

#[actix_web::test]
async fn m8_nobody_else_can_say_of_a_letter_that_it_came_back() {
    let Some((post, id)) = sent().await else { return };
    let report = example("failed-01");
    for forged in [
        address(&Secret::random(), id),
        format!("sprett+{}.@example.no", id.0),
        format!("sprett+{}.0000000000000000@example.no", id.0),
        address(&post.secret, MailId(id.0 + 1)).replace(&format!("+{}.", id.0 + 1), &format!("+{}.", id.0)),
        "sprett@example.no".to_owned(),
    ] {
        let made = hear(&post, &report, &forged);
        assert!(matches!(made, Made::Ignored(_)), "{forged}: {made:?}");
    }
    let unknown = hear(&post, &report, &address(&post.secret, MailId(id.0 + 70)));
    assert_eq!(unknown, Made::Ignored("the letter is not in this database"));
    assert_eq!(post.state(id), MailState::Sent);
    // What is no message at all, and what is very long, do no harm.
    for nonsense in ["", "\0\0\0", "x", "From: a\n\n", &"a: b\n".repeat(200_000)] {
        assert_eq!(hear(&post, nonsense, ""), Made::Left);
    }
}

#[actix_web::test]
async fn m8_an_old_report_does_not_touch_a_letter_that_was_sent_again_since() {
    let Some((post, id)) = sent_after(60 * 24 * 90).await else {
        return;
    };
    let made = hear(&post, &example("failed-01"), &address(&post.secret, id));
    assert_eq!(made, Made::Ignored("the letter has been sent again since"));
    assert_eq!(post.state(id), MailState::Sent);
}

#[actix_web::test]
async fn m8_boxes_are_read_to_their_end_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sprett");
    let mut place = Place::default();
    let first = format!(
        "From MAILER-DAEMON  Fri Nov 20 10:05:12 2026\n{}\n",
        example("failed-01")
    );
    fs::write(&file, first.repeat(2)).unwrap();
    assert_eq!(boxes::read(&file, &mut place).unwrap().len(), 2);
    assert!(boxes::read(&file, &mut place).unwrap().is_empty());
    fs::write(&file, first.repeat(3)).unwrap();
    assert_eq!(boxes::read(&file, &mut place).unwrap().len(), 1, "what was added");
    fs::write(&file, &first).unwrap();
    assert_eq!(
        boxes::read(&file, &mut place).unwrap().len(),
        1,
        "it was emptied in between"
    );
    fs::write(&file, first.repeat(2)).unwrap();
    fs::write(folder.path().join("sprett.lock"), "").unwrap();
    assert!(
        boxes::read(&file, &mut place).unwrap().is_empty(),
        "somebody writes to it"
    );

    let maildir = folder.path().join("Maildir");
    for part in ["new", "cur", "tmp"] {
        fs::create_dir_all(maildir.join(part)).unwrap();
    }
    fs::write(maildir.join("new/1.a.host"), example("failed-01")).unwrap();
    fs::write(maildir.join("new/2.b.host"), example("nothing-20")).unwrap();
    let found = boxes::read(&maildir, &mut Place::default()).unwrap();
    for (message, is_done_with) in found.iter().zip([true, false]) {
        message.put_away(is_done_with).unwrap();
    }
    let mut seen: Vec<_> = fs::read_dir(maildir.join("cur"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    seen.sort();
    assert_eq!(seen, ["1.a.host:2,S", "2.b.host:2,"]);
    assert!(boxes::read(&maildir, &mut Place::default()).unwrap().is_empty());
}

#[actix_web::test]
async fn m8_the_command_takes_a_message_from_a_mail_server_or_asks_it_to_come_again() {
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    let folder = tempfile::tempdir().unwrap();
    let Some(sink) = Sink::start(&[]) else { return };
    let mut post = Post::with(&format!("smtp://127.0.0.1:{}", sink.port), BOUNCES);
    let file = folder.path().join("secret");
    post.secret = Secret::load(&file).unwrap();
    let id = post.notice("aase@kommune.example.no");
    post.send().await;
    let hand_over = |secret_file: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ordna"))
            .arg("bounces")
            .env("ORDNA_DATABASE_URL", post.database.url())
            .env("ORDNA_SECRET_FILE", secret_file)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let report = example("failed-07").replace("RETURN_ADDRESS", &address(&post.secret, id));
        let mut input = command.stdin.take().unwrap();
        // It may have ended already, with nothing read.
        let _ = input.write_all(report.as_bytes());
        drop(input);
        command.wait_with_output().unwrap()
    };
    let without_secret = hand_over(&folder.path().join("no-secret"));
    assert_eq!(without_secret.status.code(), Some(75), "EX_TEMPFAIL");
    assert!(!folder.path().join("no-secret").exists());
    assert_eq!(post.state(id), MailState::Sent);
    let done = hand_over(&file);
    assert!(done.status.success(), "{done:?}");
    assert!(String::from_utf8_lossy(&done.stdout).contains("came back: 550 5.1.10 RESOLVER"));
    assert_eq!(post.state(id), MailState::Bounced);
}
