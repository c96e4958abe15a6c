//! What arrives when all goes well.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::NaiveDateTime;
use ordna::db::outbox::{self, Claim, Lane};
use ordna::domain::letters::letter::{Letter, LetterKind, MailState};
use ordna::domain::letters::mailing::Template;
use ordna::domain::round::rights::Scope;
use ordna::i18n::Lang;
use ordna::mail::hearing_letters::{Delegated, ReceiptWords};
use ordna::mail::letters::SecondFactor;
use ordna::mail::wording::{Words, standard};
use tokio::sync::watch;

use super::post::{ORIGIN, Post, letters, to};
use super::sink::{Sink, header};

fn every_letter(lang: Lang, at: NaiveDateTime) -> Vec<Letter> {
    let (letters, to) = (letters(lang), to("aase@example.no"));
    let link = format!("{ORIGIN}/aktiver/0123456789abcdef");
    vec![
        letters.activation(&to, &link, at, Some("Kari Nordmann")),
        letters.reset(&to, &link, at),
        letters.login_link(&to, &link, at),
        letters.code(&to, "042317", at),
        letters.email_confirm(&to, &link, at),
        letters.password_changed(&to, at),
        letters.email_left(&to, "ny@example.no", at),
        letters.email_taken(&to, at),
        letters.second_factor_changed(&to, SecondFactor::Set, at),
        letters.second_factor_changed(&to, SecondFactor::Removed, at),
        letters.late_sign_in(&to, 12, at),
        letters.test(&to, at),
        letters.delegation(&to, &delegated(at), &link),
        letters.delegation_to_new(&to, &delegated(at), &link, at),
        letters.receipt(&to, &receipt(at, &link)),
    ]
    .into_iter()
    .chain(Template::ALL.iter().map(|&template| {
        let words = Words {
            municipality: "Røyrvik – Raarvihke",
            region: "Namdalen",
            mapping: "Trøndelag 2026",
            deadline: Some(at),
            progress: None,
            link: &link,
            reason: "Flere har bedt om mer tid.",
        };
        let kind = match template {
            Template::Hearing => LetterKind::Hearing,
            _ => LetterKind::Reminder,
        };
        letters.worded(kind, &to, &standard(template, lang), &words)
    }))
    .collect()
}

fn delegated(until: NaiveDateTime) -> Delegated<'static> {
    Delegated {
        municipality: "Indre Fosen",
        mapping: "Trøndelag 2026",
        inviter: "Ola Hansen",
        scope: Scope::Questions,
        sector: None,
        until,
    }
}

/// With an answer as long as the longest: QP or base64 must break its lines.
fn receipt(at: NaiveDateTime, link: &str) -> ReceiptWords<'_> {
    ReceiptWords {
        municipality: "Indre Fosen",
        reference: "KS-2026-0042",
        signed_by: "Åse Ødegård",
        at,
        counts: "31 stemmer, 2 rettet",
        deadline: at,
        link,
        sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        answer: "1. Interkommunal legevakt: stemmer. En lang merknad uten linjeskift som går og går og går og går.",
    }
}

#[actix_web::test]
async fn m1_m5_m6_m16_every_letter_arrives_whole_and_without_a_defect() {
    let Some(sink) = Sink::start(&[]) else { return };
    let post = Post::new(&format!("smtp://127.0.0.1:{}", sink.port));
    let mut queued = Vec::new();
    for &lang in Lang::ALL {
        for letter in every_letter(lang, post.clock.now()) {
            queued.push((post.queue(&letter), letter));
        }
    }
    // Ordinary letters to one person go one at a time, but all of them go.
    assert_eq!(post.send().await, queued.len());
    let mut taken = sink.taken(queued.len());
    for (id, letter) in queued {
        let mail = post.mail(id);
        assert_eq!(mail.state, MailState::Sent);
        assert!(mail.server_reply.unwrap().contains("queued as 4711"));
        let at = taken
            .iter()
            .position(|arrived| header(arrived, "Message-ID") == [mail.letter.message_id.as_str()])
            .unwrap_or_else(|| panic!("{:?} has not arrived", letter.kind));
        let arrived = taken.remove(at);
        assert_eq!(arrived["defects"], serde_json::json!([]), "{arrived:#}");
        for name in [
            "From",
            "To",
            "Date",
            "Message-ID",
            "Subject",
            "MIME-Version",
            "Content-Type",
            "Reply-To",
        ] {
            assert_eq!(header(&arrived, name).len(), 1, "{name} of {:?}", letter.kind);
        }
        assert_eq!(header(&arrived, "Subject"), [letter.subject.as_str()]);
        assert_eq!(
            header(&arrived, "From"),
            ["Statsforvalteren i Trøndelag <ordna@example.no>"]
        );
        assert_eq!(header(&arrived, "Reply-To"), ["samarbeid@example.no"]);
        let automatic = usize::from(letter.auto_submitted);
        assert_eq!(
            header(&arrived, "Auto-Submitted"),
            &["auto-generated"][..automatic]
        );
        assert_eq!(
            header(&arrived, "X-Auto-Response-Suppress"),
            &["OOF, AutoReply"][..automatic]
        );
        assert_eq!(header(&arrived, "Content-Language"), [letter.language]);
        assert!(header(&arrived, "List-Unsubscribe").is_empty());
        assert_eq!(
            arrived["to"],
            serde_json::json!([arrived["address"]]),
            "RCPT and To are the same"
        );
        assert_eq!(arrived["from"], "ordna@example.no");
        assert_eq!(arrived["hello"], "ordna.example.no");
        assert!(arrived["longest_line"].as_u64().unwrap() <= 998 && arrived["is_ascii"] == true);
        assert_eq!(
            arrived["text"].as_str().unwrap().replace("\r\n", "\n"),
            letter.text
        );
        assert_eq!(
            arrived["html"].as_str().unwrap().replace("\r\n", "\n").trim(),
            letter.html.trim()
        );
    }
}

#[actix_web::test]
async fn m4_a_reminder_hangs_on_the_letter_that_its_receiver_got() {
    let Some(sink) = Sink::start(&[]) else { return };
    let post = Post::new(&format!("smtp://127.0.0.1:{}", sink.port));
    let first = post.mail(post.notice("kari@example.no")).letter.message_id;
    let mut reminder = letters(Lang::Nb).password_changed(&to("kari@example.no"), post.clock.now());
    reminder.in_reply_to = Some(first.clone());
    post.queue(&reminder);
    assert_eq!(post.send().await, 2);
    let taken = sink.taken(2);
    assert_eq!(header(&taken[0], "Message-ID"), [first.as_str()]);
    assert!(header(&taken[0], "References").is_empty());
    for name in ["In-Reply-To", "References"] {
        assert_eq!(header(&taken[1], name), [first.as_str()]);
    }
    assert_ne!(header(&taken[1], "Message-ID"), [first.as_str()]);
}

#[actix_web::test]
async fn m9_what_a_person_waits_for_goes_before_what_was_queued_earlier() {
    let Some(sink) = Sink::start(&[]) else { return };
    let post = Post::new(&format!("smtp://127.0.0.1:{}", sink.port));
    for number in 0..5 {
        post.notice(&format!("kommune{number}@example.no"));
    }
    post.queue(&letters(Lang::Nb).code(&to("kari@example.no"), "042317", post.clock.now()));
    post.send().await;
    assert_eq!(sink.taken(6)[0]["to"][0], "kari@example.no");
}

#[actix_web::test]
async fn the_same_act_queues_the_same_letter_once() {
    let post = Post::new("");
    let mut letter = letters(Lang::Nb).test(&to("kari@example.no"), post.clock.now());
    letter.dedupe_key = Some("round-1/5045/hearing".to_owned());
    let first = post.queue(&letter);
    assert_eq!(post.queue(&letter), first);
    assert_eq!(post.send().await, 1);
}

#[actix_web::test]
async fn r13_two_workers_on_one_outbox_send_each_letter_once() {
    let Some(sink) = Sink::start(&[]) else { return };
    let post = Post::new(&format!("smtp://127.0.0.1:{}", sink.port));
    for number in 0..60 {
        post.notice(&format!("kommune{number}@example.no"));
    }
    let (one, other) = (post.worker(), post.worker());
    let (first, second) = tokio::join!(one.send_due(), other.send_due());
    assert_eq!(first.unwrap() + second.unwrap(), 60);
    let taken = sink.taken(60);
    let ids: BTreeSet<_> = taken.iter().flat_map(|mail| header(mail, "Message-ID")).collect();
    assert_eq!(ids.len(), 60);
}

#[actix_web::test]
async fn r12_m2_what_a_killed_worker_held_goes_out_after_its_lease_under_the_same_message_id() {
    let Some(sink) = Sink::start(&[]) else { return };
    let post = Post::new(&format!("smtp://127.0.0.1:{}", sink.port));
    let id = post.notice("kari@example.no");
    let mut conn = post.pool.get().unwrap();
    let held = outbox::claim(
        &mut conn,
        &post.secret,
        &Claim {
            worker: "killed",
            lane: Lane::Ordinary,
            now: post.clock.now(),
            limit: 10,
            besides: &[],
        },
    )
    .unwrap();
    assert!(outbox::begin(&mut conn, id, "killed", post.clock.now()).unwrap());
    drop(conn);
    assert_eq!(post.send().await, 0, "the lease still holds");
    post.wait(3);
    assert_eq!(post.send().await, 1);
    assert_eq!(
        header(&sink.taken(1)[0], "Message-ID"),
        [held[0].message_id.as_str()]
    );
    assert!(
        !outbox::begin(&mut post.pool.get().unwrap(), id, "killed", post.clock.now()).unwrap(),
        "whoever lost the lease keeps hands off"
    );
}

#[actix_web::test]
async fn the_loop_sees_a_new_letter_at_once_and_ends_when_it_is_told_to() {
    let Some(sink) = Sink::start(&[]) else { return };
    let post = Post::new(&format!("smtp://127.0.0.1:{}", sink.port));
    let (running, stopped) = watch::channel(());
    let worker = actix_web::rt::spawn(post.worker().run(stopped));
    let id = post.notice("kari@example.no");
    for _ in 0..60 {
        if post.state(id) == MailState::Sent {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(post.state(id), MailState::Sent);
    drop(running);
    tokio::time::timeout(Duration::from_secs(3), worker)
        .await
        .unwrap()
        .unwrap();
    sink.taken(1);
}
