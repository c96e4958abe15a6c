//! A program that is killed while it sends, and two that share an outbox: nothing is lost, and next to nothing comes
//! twice. `TEST_MAIL_KILLS=100` does all that TRUST.md asks (R12), which takes some minutes.

use std::collections::{HashMap, HashSet};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use ordna::db;
use ordna::mail::worker::Worker;
use tokio::sync::watch;

use super::post::Post;
use super::sink::{Sink, header};
use crate::support::database::TestDatabase;

const CONNECTIONS: usize = 2;
const FLAGS: &[&str] = &["--mail-rate", "0", "--mail-connections", "2"];

fn url(sink: &Sink) -> String {
    format!("smtp://127.0.0.1:{}", sink.port)
}

fn serve(post: &Post, sink: &Sink) -> Child {
    let database = post.database.url();
    let folder = std::path::Path::new(database.strip_prefix("sqlite://").unwrap()).parent();
    Command::new(env!("CARGO_BIN_EXE_ordna"))
        .arg("serve")
        .args(["--bind", "127.0.0.1:0", "--mail-from", "ordna@example.no"])
        .args(FLAGS)
        .env("ORDNA_DATABASE_URL", database)
        .env("ORDNA_SECRET_FILE", folder.unwrap().join("secret"))
        .env("ORDNA_SMTP_URL", url(sink))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// How often each letter has come.
fn came(sink: &Sink) -> HashMap<String, usize> {
    let mut came = HashMap::new();
    for mail in sink.all() {
        *came.entry(header(&mail, "Message-ID")[0].to_owned()).or_default() += 1;
    }
    came
}

#[test]
fn r12_a_program_that_is_killed_again_and_again_loses_nothing_and_repeats_one_letter_a_connection_at_most() {
    let Some(sink) = Sink::start(&[]) else { return };
    let kills: usize = std::env::var("TEST_MAIL_KILLS").map_or(30, |kills| kills.parse().unwrap());
    let post = Post::of(TestDatabase::sqlite(), &url(&sink), FLAGS);
    let wanted: HashSet<String> = post.notices(kills * 10).into_iter().collect();
    for kill in 0..kills {
        let before = sink.count();
        let mut program = serve(&post, &sink);
        // Each time at another point of its work.
        sink.wait_for(before + 1 + kill % 9);
        thread::sleep(Duration::from_millis(kill as u64 % 7));
        program.kill().unwrap();
        program.wait().unwrap();
        post.end_leases();
    }
    let mut program = serve(&post, &sink);
    let start = Instant::now();
    while post.left() > 0 {
        assert!(
            start.elapsed() < Duration::from_mins(1),
            "{} are left",
            post.left()
        );
        thread::sleep(Duration::from_millis(50));
    }
    program.kill().unwrap();
    program.wait().unwrap();
    thread::sleep(Duration::from_millis(100));
    let came = came(&sink);
    assert_eq!(
        came.keys().cloned().collect::<HashSet<_>>(),
        wanted,
        "none is lost, none is new"
    );
    let twice: usize = came.values().map(|times| times - 1).sum();
    println!("{kills} kills, {} letters, {twice} came twice", wanted.len());
    assert!(twice <= kills * CONNECTIONS, "{twice}");
}

fn instance(post: &Post) -> Worker {
    let pool = db::open(post.database.url(), 6, false).unwrap();
    Worker::new(&post.config, pool, post.clock.clone(), post.secret.clone())
}

async fn wait_until(what: impl Fn() -> bool) {
    let start = Instant::now();
    while !what() {
        assert!(start.elapsed() < Duration::from_mins(2), "it does not happen");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[actix_web::test]
async fn r13_two_instances_share_an_outbox_and_one_takes_over_what_the_other_held_when_it_died() {
    let Some(sink) = Sink::start(&[]) else { return };
    let Some(database) = TestDatabase::postgres() else {
        println!("skipped: TEST_POSTGRES_URL names no server");
        return;
    };
    let post = Post::of(database, &url(&sink), FLAGS);
    let half = 500;
    let wanted: HashSet<String> = post.notices(half).into_iter().collect();
    let (running, stopped) = watch::channel(());
    let dies = actix_web::rt::spawn(instance(&post).run(stopped.clone()));
    let lives = actix_web::rt::spawn(instance(&post).run(stopped));
    wait_until(|| post.left() == 0).await;
    sink.wait_for(half);
    let first = came(&sink);
    assert_eq!(first.keys().cloned().collect::<HashSet<_>>(), wanted);
    assert!(first.values().all(|times| *times == 1), "each exactly once");
    let lines = sink.all().last().unwrap()["lines"].as_u64().unwrap();
    assert!(lines > CONNECTIONS as u64, "both have worked");

    let wanted: HashSet<String> = post.notices(half).into_iter().collect();
    wait_until(|| sink.count() > half + 100).await;
    dies.abort();
    wait_until(|| {
        let before = sink.count();
        thread::sleep(Duration::from_millis(300));
        sink.count() == before
    })
    .await;
    // Unless it died between two batches, it held some.
    post.wait(3);
    wait_until(|| post.left() == 0).await;
    drop(running);
    lives.await.unwrap();
    thread::sleep(Duration::from_millis(100));
    let came = came(&sink);
    assert_eq!(came.keys().cloned().collect::<HashSet<_>>(), wanted);
    let twice: usize = came.values().map(|times| times - 1).sum();
    assert!(twice <= CONNECTIONS, "{twice}");
}
