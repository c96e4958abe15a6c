//! What becomes of letters when the server fails, in each way that it can.

use std::net::TcpListener;
use std::time::Duration;

use ordna::db::outbox;
use ordna::domain::letters::letter::{MailState, Trouble};
use ordna::i18n::Lang;

use super::post::{Post, letters, to};
use super::sink::{Sink, header};

#[actix_web::test]
async fn r8_letters_wait_longer_and_longer_for_a_server_that_is_away_and_arrive_once() {
    let closed = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let post = Post::new(&format!("smtp://127.0.0.1:{closed}"));
    let id = post.notice("kari@example.no");
    for (attempts, minutes) in [(1, 1), (2, 5), (3, 15), (4, 60), (5, 60)] {
        post.send().await;
        let mail = post.mail(id);
        assert_eq!((mail.state, mail.letter.attempts), (MailState::Queued, attempts));
        let pause = mail.next_attempt_at - post.clock.now();
        assert!(
            pause.num_minutes() >= minutes && pause.num_seconds() < minutes * 72,
            "{pause}"
        );
        assert_eq!(post.send().await, 0, "not before its time");
        post.wait(minutes * 2);
    }
    assert_eq!(Trouble::read(&post.error(id)).0, Some(Trouble::NoConnection));
    let Some(sink) = Sink::start(&["--port", &closed.to_string()]) else {
        return;
    };
    assert_eq!(post.send().await, 1);
    assert_eq!(post.send().await, 0);
    sink.taken(1);
    assert_eq!(post.state(id), MailState::Sent);
}

#[actix_web::test]
async fn r9_m2_a_greylisted_letter_comes_back_with_its_message_id_and_is_not_overtaken() {
    let Some(sink) = Sink::start(&[]) else { return };
    let post = Post::new(&format!("smtp://127.0.0.1:{}", sink.port));
    let first = post.notice("greylisted@example.no");
    let second = post.notice("greylisted@example.no");
    let other = post.notice("kari@example.no");
    post.send().await;
    assert_eq!(post.state(first), MailState::Queued);
    assert_eq!(post.error(first), "451 4.7.1 Greylisted, please come back");
    assert_eq!(post.state(second), MailState::Queued);
    assert_eq!(post.state(other), MailState::Sent);
    post.wait(2);
    assert_eq!(post.send().await, 2);
    let taken = sink.taken(3);
    assert_eq!(
        header(&taken[1], "Message-ID"),
        [post.mail(first).letter.message_id.as_str()]
    );
    assert_eq!(
        header(&taken[2], "Message-ID"),
        [post.mail(second).letter.message_id.as_str()]
    );
    assert_eq!(
        post.history(first),
        ["queued", "attempt", "deferred", "attempt", "accepted"]
    );
}

#[actix_web::test]
async fn r9_a_server_that_closes_a_line_that_has_carried_enough_gets_the_rest_on_a_new_one() {
    let Some(sink) = Sink::start(&["--limit", "2"]) else {
        return;
    };
    let post = Post::new(&format!("smtp://127.0.0.1:{}", sink.port));
    for number in 0..5 {
        post.notice(&format!("kommune{number}@example.no"));
    }
    assert_eq!(post.send().await, 5);
    sink.taken(5);
}

#[actix_web::test]
async fn r10_a_permanent_refusal_fails_at_once_with_the_servers_words_and_alone() {
    let Some(sink) = Sink::start(&[]) else { return };
    let post = Post::new(&format!("smtp://127.0.0.1:{}", sink.port));
    let refused = [
        (post.notice("unknown@example.no"), "550 5.1.1 No such user here"),
        (post.notice("full@example.no"), "552 5.2.2 Mailbox full"),
        (post.notice("policy@example.no"), "554 5.7.1 Refused by policy"),
    ];
    let fine = post.notice("kari@example.no");
    assert_eq!(post.send().await, 4);
    for (id, words) in refused {
        assert_eq!(
            (post.state(id), post.error(id).as_str()),
            (MailState::Failed, words)
        );
    }
    assert_eq!(post.state(fine), MailState::Sent);
    sink.taken(1);
    post.wait(24 * 60);
    assert_eq!(post.send().await, 0, "nobody tries again by itself");
}

#[actix_web::test]
async fn r11_silence_after_the_letter_leaves_its_fate_unknown_and_the_others_go() {
    let Some(sink) = Sink::start(&[]) else { return };
    let post = Post::new(&format!("smtp://127.0.0.1:{}", sink.port));
    post.patience(Duration::from_millis(700));
    let silent = post.notice("silent@example.no");
    let dropped = post.notice("drops@example.no");
    let fine = post.notice("kari@example.no");
    post.send().await;
    for id in [silent, dropped] {
        assert_eq!(post.state(id), MailState::Unknown);
        assert_eq!(Trouble::read(&post.error(id)).0, Some(Trouble::Lost));
        assert_eq!(post.history(id), ["queued", "attempt", "unknown"]);
    }
    assert_eq!(post.state(fine), MailState::Sent);
    sink.taken(1);
    post.wait(24 * 60);
    assert_eq!(post.send().await, 0, "only a person may send it once more");
    let before = post.mail(silent).letter.message_id;
    assert!(outbox::retry(&mut post.pool.get().unwrap(), silent, post.clock.now()).unwrap());
    assert_eq!(post.state(silent), MailState::Queued);
    assert_eq!(post.mail(silent).letter.message_id, before);
    assert!(!outbox::retry(&mut post.pool.get().unwrap(), fine, post.clock.now()).unwrap());
}

#[actix_web::test]
async fn r11_a_server_that_never_greets_is_left_in_time() {
    let mute = TcpListener::bind("127.0.0.1:0").unwrap();
    let post = Post::new(&format!("smtp://127.0.0.1:{}", mute.local_addr().unwrap().port()));
    post.patience(Duration::from_millis(300));
    let id = post.notice("kari@example.no");
    tokio::time::timeout(Duration::from_secs(5), post.send())
        .await
        .unwrap();
    assert_eq!(post.state(id), MailState::Queued);
    assert_eq!(post.error(id), Trouble::NoAnswer.code());
}

#[actix_web::test]
async fn s42_r17_what_would_add_a_header_or_a_receiver_is_dead_at_once_and_the_rest_goes() {
    let Some(sink) = Sink::start(&[]) else { return };
    let post = Post::new(&format!("smtp://127.0.0.1:{}", sink.port));
    let plain = letters(Lang::Nb).password_changed(&to("kari@example.no"), post.clock.now());
    let mut poison = Vec::new();
    for evil in [
        "Kari\r\nBcc: alle@example.no",
        "Kari\nBcc: alle@example.no",
        "Ka\rri",
        "Kari\u{2028}Bcc: a@b.no",
    ] {
        let mut letter = plain.clone();
        letter.to_name = evil.to_owned();
        poison.push(post.queue(&letter));
        let mut letter = plain.clone();
        letter.subject = evil.to_owned();
        poison.push(post.queue(&letter));
    }
    for evil in [
        "kari@example.no>\r\nRCPT TO:<alle@example.no",
        "kari@example.no, ola@example.no",
        "\"kari@example.no> \"@example.no",
        "ikke en adresse",
    ] {
        let mut letter = plain.clone();
        letter.to = evil.to_owned();
        poison.push(post.queue(&letter));
    }
    let fine: Vec<_> = (0..10)
        .map(|number| post.notice(&format!("kommune{number}@example.no")))
        .collect();
    post.send().await;
    for id in poison {
        assert_eq!(post.state(id), MailState::Failed);
        assert!(
            matches!(
                Trouble::read(&post.error(id)).0,
                Some(Trouble::LineBreak | Trouble::BadAddress)
            ),
            "{}",
            post.error(id)
        );
    }
    for arrived in sink.taken(fine.len()) {
        assert!(header(&arrived, "Bcc").is_empty());
        assert_eq!(arrived["to"].as_array().unwrap().len(), 1);
    }
}

#[actix_web::test]
async fn s49_a_server_without_starttls_gets_no_mail() {
    let Some(sink) = Sink::start(&["--host", "127.0.0.2"]) else {
        return;
    };
    let post = Post::new(&format!("smtp://127.0.0.2:{}", sink.port));
    let id = post.notice("kari@example.no");
    post.send().await;
    assert_eq!(post.state(id), MailState::Queued);
    assert_eq!(post.error(id), "no_starttls: 127.0.0.2");
    sink.taken(0);
}
