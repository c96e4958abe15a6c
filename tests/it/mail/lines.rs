//! Several connections, one letter to a domain at a time, and what happens when one letter after the other fails.

use std::net::TcpListener;
use std::time::Duration;

use ordna::db::outbox;
use ordna::domain::letters::dispatch::{HeldFor, STRIKES};
use ordna::domain::letters::letter::{MailState, Trouble};
use ordna::i18n::Lang;

use super::post::{Post, letters, to};
use super::sink::{Sink, header};

fn url(sink: &Sink) -> String {
    format!("smtp://127.0.0.1:{}", sink.port)
}

#[actix_web::test]
async fn m9_one_slow_domain_holds_up_its_own_letters_only() {
    let Some(sink) = Sink::start(&[]) else { return };
    let post = Post::with(&url(&sink), &["--mail-connections", "2"]);
    for number in 0..30 {
        // Each to somebody else there: nothing but the domain is the same.
        let slow = if number == 0 {
            "slow".to_owned()
        } else {
            format!("kari{number}")
        };
        post.notice(&format!("{slow}@slow.example.no"));
    }
    for number in 0..10 {
        post.notice(&format!("kommune{number}@k{number}.example.no"));
    }
    assert_eq!(post.send().await, 40);
    let taken = sink.taken(40);
    let at = |email: &str| taken.iter().position(|mail| mail["to"][0] == email).unwrap();
    let first_of_the_slow = at("slow@slow.example.no");
    for number in 0..10 {
        let other = at(&format!("kommune{number}@k{number}.example.no"));
        assert!(other < first_of_the_slow, "{other} after {first_of_the_slow}");
    }
    let last = taken.last().unwrap();
    assert_eq!(
        (last["crowd"].as_u64(), last["lines"].as_u64()),
        (Some(1), Some(2))
    );
}

#[actix_web::test]
async fn m9_a_server_that_takes_one_command_at_a_time_gets_one_at_a_time() {
    let Some(sink) = Sink::start(&["--plain"]) else {
        return;
    };
    let post = Post::new(&url(&sink));
    let refused = post.notice("unknown@a.example.no");
    for number in 0..6 {
        post.notice(&format!("kari@k{number}.example.no"));
    }
    assert_eq!(post.send().await, 7);
    assert_eq!(post.state(refused), MailState::Failed);
    sink.taken(6);
}

#[actix_web::test]
async fn m9_a_server_that_refuses_one_after_the_other_is_left_alone_longer_and_longer() {
    let Some(sink) = Sink::start(&[]) else { return };
    let post = Post::with(&url(&sink), &["--mail-connections", "1"]);
    let refused: Vec<_> = (0..14)
        .map(|number| post.notice(&format!("relay@k{number}.example.no")))
        .collect();
    let fine = post.notice("kari@example.no");
    assert_eq!(post.send().await, STRIKES as usize);
    let waiting = refused.iter().filter(|id| post.state(**id) == MailState::Queued);
    assert_eq!(waiting.count(), 4, "nobody has tried them");
    let pause = post.standing().pause.unwrap();
    assert_eq!(
        (pause.times, pause.said.as_str()),
        (1, "554 5.7.1 Relay access denied")
    );
    assert_eq!(post.send().await, 0);
    // What a person waits for is tried all the same.
    let urgent = post.queue(&letters(Lang::Nb).code(&to("ola@example.no"), "042317", post.clock.now()));
    assert_eq!(post.send().await, 1);
    assert_eq!(post.state(urgent), MailState::Sent);
    post.wait(2);
    // One more of them is enough for a longer pause, and it is a pause for every instance.
    assert_eq!(post.send().await, 1);
    assert_eq!(post.standing().pause.unwrap().times, 2);
    post.wait(10);
    post.send().await;
    post.wait(20);
    post.send().await;
    post.wait(80);
    post.send().await;
    post.wait(80);
    post.send().await;
    assert_eq!(post.state(fine), MailState::Sent);
    assert_eq!(post.standing().pause, None, "a letter has left: all is well");
}

#[actix_web::test]
async fn m9_wrong_addresses_one_after_the_other_stop_nobody() {
    let Some(sink) = Sink::start(&[]) else { return };
    let post = Post::new(&url(&sink));
    for number in 0..20 {
        post.notice(&format!("unknown@k{number}.example.no"));
        post.notice(&format!("later@k{number}.example.no"));
    }
    let fine = post.notice("kari@example.no");
    assert_eq!(post.send().await, 41);
    assert_eq!(post.state(fine), MailState::Sent);
    assert_eq!(post.standing().pause, None);
    post.wait(2);
    assert_eq!(post.send().await, 20);
    sink.taken(21);
}

#[actix_web::test]
async fn r8_a_server_that_is_away_is_asked_by_one_letter_and_the_others_keep_their_attempts() {
    let closed = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let post = Post::with(
        &format!("smtp://127.0.0.1:{closed}"),
        &["--mail-connections", "1"],
    );
    let all: Vec<_> = (0..12)
        .map(|number| post.notice(&format!("kari@k{number}.example.no")))
        .collect();
    assert_eq!(post.send().await, 1);
    assert_eq!(post.send().await, 0);
    let pause = post.standing().pause.unwrap();
    assert_eq!(Trouble::read(&pause.said).0, Some(Trouble::NoConnection));
    // Two hours of it.
    for _ in 0..60 {
        post.wait(2);
        post.send().await;
    }
    let Some(sink) = Sink::start(&["--port", &closed.to_string()]) else {
        return;
    };
    post.wait(73);
    while post.send().await > 0 {}
    post.wait(73);
    post.send().await;
    assert!(all.iter().all(|id| post.state(*id) == MailState::Sent));
    let mut ids: Vec<_> = sink
        .taken(12)
        .iter()
        .flat_map(|mail| header(mail, "Message-ID"))
        .map(str::to_owned)
        .collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 12, "each once");
}

#[actix_web::test]
async fn r19_nothing_leaves_while_the_outbox_is_held() {
    let Some(sink) = Sink::start(&[]) else { return };
    let post = Post::new(&url(&sink));
    let ordinary = post.notice("kari@example.no");
    let urgent = post.queue(&letters(Lang::Nb).code(&to("ola@example.no"), "042317", post.clock.now()));
    outbox::hold(&mut post.pool.get().unwrap(), HeldFor::Restored, post.clock.now()).unwrap();
    assert_eq!(post.send().await, 0);
    post.wait(24 * 60);
    assert_eq!(post.send().await, 0);
    sink.taken(0);
    assert_eq!(post.standing().held.unwrap().why, HeldFor::Restored);
    assert!(outbox::let_go(&mut post.pool.get().unwrap()).unwrap());
    assert_eq!(post.send().await, 2);
    for id in [ordinary, urgent] {
        assert_eq!(post.state(id), MailState::Sent);
    }
    sink.taken(2);
}

#[actix_web::test]
async fn m9_zero_letters_a_second_is_no_limit() {
    let Some(sink) = Sink::start(&[]) else { return };
    let post = Post::with(&url(&sink), &["--mail-rate", "0", "--mail-connections", "4"]);
    for number in 0..60 {
        post.notice(&format!("kari@k{number}.example.no"));
    }
    let sent = tokio::time::timeout(Duration::from_secs(30), post.send()).await;
    assert_eq!(sent.unwrap(), 60);
    assert_eq!(sink.taken(60).last().unwrap()["lines"], 4);
}
