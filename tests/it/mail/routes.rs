//! Where letters really go: to one box while the portal is tried, to some domains only, to addresses with letters of
//! their own.

use ordna::domain::letters::letter::{MailState, Trouble};

use super::post::Post;
use super::sink::{Sink, header};

fn url(sink: &Sink) -> String {
    format!("smtp://127.0.0.1:{}", sink.port)
}

#[actix_web::test]
async fn m11_a_new_installation_sends_nothing_anywhere() {
    let Some(sink) = Sink::start(&[]) else { return };
    let post = Post::new("");
    let ids: Vec<_> = (0..5)
        .map(|number| post.notice(&format!("kari@k{number}.example.no")))
        .collect();
    assert_eq!(post.send().await, 5);
    assert!(ids.iter().all(|id| post.state(*id) == MailState::Kept));
    sink.taken(0);
}

#[actix_web::test]
async fn m11_a_trial_reaches_its_own_box_and_nobody_else() {
    let Some(sink) = Sink::start(&[]) else { return };
    let post = Post::with(&url(&sink), &["--mail-test-to", "prove@example.no"]);
    let mut wanted: Vec<String> = (0..5)
        .map(|number| format!("kari@k{number}.example.no"))
        .collect();
    for email in &wanted {
        post.notice(email);
    }
    assert_eq!(post.send().await, 5);
    let taken = sink.taken(5);
    for mail in &taken {
        assert_eq!(mail["to"], serde_json::json!(["prove@example.no"]));
        assert_eq!(mail["address"], "prove@example.no", "M16");
        assert_eq!(mail["crowd"], 1);
    }
    let mut original: Vec<_> = taken
        .iter()
        .flat_map(|mail| header(mail, "X-Original-To"))
        .collect();
    original.sort_unstable();
    wanted.sort();
    assert_eq!(original, wanted);
}

#[actix_web::test]
async fn m11_letters_to_other_domains_than_those_allowed_are_refused_with_a_reason() {
    let Some(sink) = Sink::start(&[]) else { return };
    let post = Post::with(&url(&sink), &["--mail-domains", "Kommune.no,xn--rros-gra.no"]);
    let fine = [post.notice("kari@kommune.no"), post.notice("kari@RØROS.no")];
    let refused = [
        post.notice("kari@example.no"),
        post.notice("kari@under.kommune.no"),
        post.notice("kari@ikkekommune.no"),
    ];
    assert_eq!(post.send().await, 5);
    for id in fine {
        assert_eq!(post.state(id), MailState::Sent, "{}", post.error(id));
    }
    for id in refused {
        assert_eq!(post.state(id), MailState::Failed);
        assert_eq!(Trouble::read(&post.error(id)).0, Some(Trouble::DomainNotAllowed));
        assert!(post.state(id).may_be_retried());
    }
    sink.taken(2);
}

#[actix_web::test]
async fn m13_other_letters_before_the_at_are_sent_to_servers_that_take_them_and_no_others() {
    let Some(sink) = Sink::start(&[]) else { return };
    let Some(old) = Sink::start(&["--ascii"]) else {
        return;
    };
    let post = Post::new(&url(&sink));
    let (role, person) = (
        post.notice("post@røros.example.no"),
        post.notice("åse@grong.example.no"),
    );
    assert_eq!(post.send().await, 2);
    let taken = sink.taken(2);
    let to = |email: &str| taken.iter().find(|mail| mail["to"][0] == email).unwrap();
    let plain = to("post@xn--rros-gra.example.no");
    assert_eq!(
        plain["options"],
        serde_json::json!([]),
        "asked for only where it is needed"
    );
    assert_eq!(
        to("åse@grong.example.no")["options"],
        serde_json::json!(["SMTPUTF8"])
    );
    for id in [role, person] {
        assert_eq!(post.state(id), MailState::Sent);
    }

    let post = Post::new(&url(&old));
    let (role, person) = (
        post.notice("post@røros.example.no"),
        post.notice("åse@grong.example.no"),
    );
    assert_eq!(post.send().await, 2);
    assert_eq!(post.state(role), MailState::Sent);
    assert_eq!(post.state(person), MailState::Failed);
    assert_eq!(Trouble::read(&post.error(person)).0, Some(Trouble::NoSmtpUtf8));
    old.taken(1);
}
