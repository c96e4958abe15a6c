//! What stands in the way of all mail, as an admin sees it: held, paused, on trial; and how mail is set up.

use chrono::TimeDelta;
use ordna::db;
use ordna::db::outbox;
use ordna::domain::letters::dispatch::{HeldFor, Pause};
use ordna::domain::letters::letter::{MailId, Recipient};
use ordna::i18n::Lang;

use crate::support::people::GRONG;
use crate::support::portal::Portal;

const SMTP: &[&str] = &[
    "--smtp-url",
    "smtp://127.0.0.1:9",
    "--mail-from",
    "ordna@example.no",
];

fn queue(portal: &Portal, email: &str) -> MailId {
    portal.keep_mail();
    let to = Recipient {
        name: "Åse",
        email,
        user: None,
    };
    let origin = &portal.state.config.site.origin;
    let context = ordna::tasks::Context::portal(portal.now(), origin, &portal.state.secret);
    let letter = context.letters(Lang::Nb).password_changed(&to, portal.now());
    db::write(&mut portal.conn(), |conn| context.post(conn, &letter)).unwrap()
}

#[actix_web::test]
async fn r19_a_restored_database_sends_nothing_until_an_admin_lets_it_go() {
    let portal = Portal::new().await;
    for number in 0..3 {
        queue(&portal, &format!("kari@k{number}.example.no"));
    }
    outbox::hold(&mut portal.conn(), HeldFor::Restored, portal.now()).unwrap();
    assert_eq!(portal.deliver_mail().await, 0);
    let admin = portal.admin().await;
    let list = admin.get("/admin/e-post").await;
    assert!(list.is(200).main().contains("All e-post holdes tilbake"));
    assert!(list.main().contains("sikkerhetskopi"));
    let page = admin.get("/admin/e-post/slipp").await;
    assert!(page.main().contains("Brev som går ut: 3.") && page.main().contains("kommer da to ganger"));
    let answer = admin.submit(&page, "form#tiltak", &[]).await;
    answer.redirects_to("/admin/e-post");
    let list = admin.follow(&answer).await;
    assert!(list.text_of(".flash").contains("sluppet fram") && !list.main().contains("holdes tilbake"));
    assert_eq!(portal.deliver_mail().await, 3);
    // The page that was open in another tab.
    admin.submit(&page, "form#tiltak", &[]).await.is(409);
    let again = admin.get("/admin/e-post/slipp").await;
    assert!(!again.has("form#tiltak") && again.main().contains("holdes ikke tilbake"));
    let log = admin.get("/admin/logg").await;
    assert!(log.main().contains("E-posten sluppet fram"));
}

#[actix_web::test]
async fn an_admin_can_hold_all_mail_and_is_told_what_that_does() {
    let portal = Portal::with_settings(SMTP).await;
    queue(&portal, "kari@example.no");
    let admin = portal.admin().await;
    let page = admin.get("/admin/e-post/hold").await;
    assert!(page.is(200).main().contains("heller ikke innloggingskoder"));
    assert!(page.main().contains("blir liggende: 1."));
    admin.submit(&page, "form#tiltak", &[]).await.is(303);
    assert!(outbox::standing(&mut portal.conn()).unwrap().is_held());
    assert_eq!(portal.deliver_mail().await, 0);
    let list = admin.get("/admin/e-post").await;
    assert!(list.main().contains("En administrator har bestemt det."));
    assert!(!list.has("a[href='/admin/e-post/hold']"));
    admin.submit(&page, "form#tiltak", &[]).await.is(409);
}

#[actix_web::test]
async fn m9_a_pause_is_shown_with_its_reason_and_ends_when_an_admin_says_so() {
    let portal = Portal::with_settings(SMTP).await;
    let now = portal.now();
    let pause = Pause::after(None, "554 5.7.1 Relay access <denied>", now, 0);
    outbox::pause(&mut portal.conn(), &pause).unwrap();
    let admin = portal.admin().await;
    let page = admin.get("/admin/e-post").await;
    assert!(page.text_of(".ds-alert").contains("E-posttjeneren tar ikke imot"));
    assert!(page.main().contains("554 5.7.1 Relay access <denied>"));
    let answer = admin
        .submit(&page, "form[action='/admin/e-post/fortsett']", &[])
        .await;
    let page = admin.follow(&answer).await;
    assert!(!page.main().contains("tar ikke imot"));
    assert_eq!(outbox::standing(&mut portal.conn()).unwrap().pause, None);
    // One that has run out is no news.
    outbox::pause(&mut portal.conn(), &pause).unwrap();
    portal.advance(TimeDelta::minutes(5));
    assert!(!admin.get("/admin/e-post").await.main().contains("tar ikke imot"));
}

#[actix_web::test]
async fn m11_a_banner_on_every_page_says_that_mail_goes_to_one_box() {
    let trial = [SMTP, &["--mail-test-to", "prove@example.no"]].concat();
    let portal = Portal::with_settings(&trial).await;
    let visitor = portal.visitor();
    let (admin, grong) = (portal.admin().await, portal.respondent("Grong").await);
    for (browser, address) in [
        (&visitor, "/"),
        (&visitor, "/logg-inn"),
        (&admin, "/admin/e-post"),
        (&grong, "/svar/trondelag-2026/5045"),
        (&grong, "/finnes-ikke"),
    ] {
        let page = browser.get(address).await;
        assert!(
            page.text_of("header .demo")
                .contains("All e-post går til prove@example.no"),
            "{address}"
        );
    }
    assert!(
        !Portal::new()
            .await
            .visitor()
            .get("/logg-inn")
            .await
            .has("header .demo")
    );
    portal.keep_mail();
}

#[actix_web::test]
async fn m14_the_page_of_the_setup_has_the_records_to_publish() {
    let flags = [
        "--smtp-url",
        "smtp://mail.example.no",
        "--mail-from",
        "Statsforvalteren <ordna@samarbeid.example.no>",
        "--mail-bounces",
        "sprett@example.no",
    ];
    let portal = Portal::with_settings(&flags).await;
    let admin = portal.admin().await;
    let page = admin.get("/admin/e-post/oppsett").await;
    let records = page.is(200).texts("pre");
    assert_eq!(records.len(), 5);
    for (record, expected) in records.iter().zip([
        "example.no. IN TXT \"v=spf1 a:mail.example.no ~all\"",
        "ordna._domainkey.samarbeid.example.no. IN TXT",
        "_dmarc.samarbeid.example.no. IN TXT \"v=DMARC1; p=none;",
        "IN PTR mail.example.no.",
        "example.no. IN MX 10 mail.example.no.",
    ]) {
        assert!(record.contains(expected), "{record}");
    }
    assert!(!page.main().contains("passer ikke sammen"));
    let apart = [&flags[..4], &["--mail-bounces", "sprett@annet.no"]].concat();
    let portal = Portal::with_settings(&apart).await;
    let page = portal.admin().await.get("/admin/e-post/oppsett").await;
    assert!(page.main().contains("passer ikke sammen"));
}

#[actix_web::test]
async fn m15_the_log_of_each_letter_is_a_file_with_a_line_for_each_thing_that_happened() {
    let portal = Portal::new().await;
    let first = queue(&portal, "kari@example.no");
    portal.deliver_mail().await;
    queue(&portal, "=ola@example.no");
    let now = portal.now();
    outbox::bounce(&mut portal.conn(), first, "550 5.1.1 No such user", now).unwrap();
    let admin = portal.admin().await;
    let page = admin.get("/admin/e-post?q=example").await;
    let link = page.one("main a[href*='.csv']").attr("href").unwrap().to_owned();
    let file = admin.get(&link).await;
    let text = String::from_utf8(file.is(200).body().to_vec()).unwrap();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines.len(), 5, "{text}");
    assert!(lines[1].contains("'=ola@example.no"), "no formula");
    let happened: Vec<&str> = lines[2..]
        .iter()
        .map(|line| line.split(';').nth(8).unwrap())
        .collect();
    assert_eq!(happened, ["Lagt i køen", "Lagt i portalen", "Kom i retur"]);
    assert!(lines[4].ends_with("550 5.1.1 No such user"));
    let none = admin.get("/admin/e-post.csv?tilstand=failed").await;
    assert_eq!(String::from_utf8_lossy(none.is(200).body()).lines().count(), 1);
}

#[actix_web::test]
async fn m15_a_letter_that_leads_into_the_portal_is_opened_when_its_receiver_logs_in() {
    use diesel::prelude::*;
    use ordna::db::schema::hearing;
    use ordna::domain::round::hearing::HearingId;

    let portal = Portal::new().await;
    portal.keep_mail();
    let user = portal.account(GRONG).user();
    let origin = &portal.state.config.site.origin;
    let context = ordna::tasks::Context::portal(portal.now(), origin, &portal.state.secret);
    let to = Recipient {
        name: "Åse",
        email: GRONG,
        user: Some(user),
    };
    let mut letter = context.letters(Lang::Nb).password_changed(&to, portal.now());
    let notice = letter.clone();
    let id: i64 = hearing::table
        .select(hearing::id)
        .first(&mut *portal.conn())
        .unwrap();
    letter.concerns.hearing = Some(HearingId(id));
    let post = |letter| db::write(&mut portal.conn(), |conn| context.post(conn, letter)).unwrap();
    let (letter, notice) = (post(&letter), post(&notice));
    portal.respondent("Grong").await;
    let history = |mail| -> Vec<&str> {
        let mail = outbox::one(&mut portal.conn(), &portal.state.secret, mail);
        let events = mail.unwrap().unwrap().events;
        events.iter().map(|event| event.what.code()).collect()
    };
    assert_eq!(history(letter), ["queued"], "it has not left yet");
    portal.deliver_mail().await;
    for _ in 0..2 {
        portal.respondent("Grong").await;
    }
    assert_eq!(history(letter), ["queued", "kept", "opened"]);
    assert_eq!(history(notice), ["queued", "kept"]);
}
