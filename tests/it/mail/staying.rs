//! Mail that stays in the portal, and what of it lies in the database.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use ordna::domain::letters::letter::MailState;
use ordna::i18n::Lang;

use super::post::{ORIGIN, Post, letters, to};
use super::sink::Sink;
use crate::support::database::TestDatabase;

#[actix_web::test]
async fn without_a_mail_server_letters_stay_in_the_portal_and_lie_beside_the_database() {
    let post = Post::on(TestDatabase::sqlite(), "");
    let id = post.notice("kari@example.no");
    assert_eq!(post.send().await, 1);
    assert_eq!(post.state(id), MailState::Kept);
    assert_eq!(post.history(id), ["queued", "kept"]);
    let database = post.database.url().strip_prefix("sqlite://").unwrap();
    let folder = Path::new(database).parent().unwrap().join("mail");
    let files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    assert_eq!(files.len(), 1);
    assert_eq!(
        fs::metadata(&files[0]).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let bytes = fs::read(&files[0]).unwrap();
    let message = mailparse::parse_mail(&bytes).unwrap();
    assert_eq!(
        mailparse::MailHeaderMap::get_first_value(&message.headers[..], "To").unwrap(),
        "Åse Ødegård <kari@example.no>"
    );
}

#[actix_web::test]
async fn no_mail_leaves_a_demo_whatever_the_settings_say() {
    let Some(sink) = Sink::start(&[]) else { return };
    let mut post = Post::on(TestDatabase::sqlite(), &format!("smtp://127.0.0.1:{}", sink.port));
    post.config.demo = true;
    let id = post.notice("kari@example.no");
    post.send().await;
    assert_eq!(post.state(id), MailState::Kept);
    sink.taken(0);
}

#[actix_web::test]
async fn s8_a_copy_of_the_database_holds_no_link_that_opens_an_account() {
    let post = Post::on(TestDatabase::sqlite(), "");
    let token = ordna::secret::new_token();
    let (letters, to, now) = (letters(Lang::Nb), to("kari@example.no"), post.clock.now());
    let activation = letters.activation(&to, &format!("{ORIGIN}/aktiver/{token}"), now, None);
    let id = post.queue(&activation);
    let code = post.queue(&letters.code(&to, "907351", now));
    post.send().await;
    let database = Path::new(post.database.url().strip_prefix("sqlite://").unwrap());
    for file in fs::read_dir(database.parent().unwrap()).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            let bytes = fs::read(&path).unwrap();
            for secret in [token.as_bytes(), b"907351"] {
                let found = bytes.windows(secret.len()).any(|part| part == secret);
                assert!(!found, "{} holds a secret", path.display());
            }
        }
    }
    assert_eq!(
        post.mail(id).letter.body.unwrap().text,
        activation.text,
        "we can open it"
    );
    assert!(post.mail(code).letter.body.unwrap().html.contains("907351"));
}
