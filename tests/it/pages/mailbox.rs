//! The admin's mailbox.

use ordna::db::outbox::{self, Claim, Lane};
use ordna::db::{self};
use ordna::domain::letters::letter::{Letter, MailId, Outcome, Recipient};
use ordna::i18n::Lang;
use ordna::mail::letters::Letters;

use crate::support::answer::Answer;
use crate::support::portal::Portal;

const SMTP: &[&str] = &[
    "--smtp-url",
    "smtp://127.0.0.1:9",
    "--mail-from",
    "ordna@example.no",
];
const LINK: &str = "https://ordna.example.no/aktiver/0123456789abcdef";

fn letters(lang: Lang) -> Letters<'static> {
    Letters {
        lang,
        origin: "https://ordna.example.no",
        owner: "Statsforvalteren",
        contact: "samarbeid@example.no",
        contact_person: "",
    }
}

fn queue(portal: &Portal, letter: &Letter) -> MailId {
    portal.keep_mail();
    db::write(&mut portal.conn(), |conn| {
        outbox::enqueue(
            conn,
            &portal.state.secret,
            letter,
            "https://ordna.example.no",
            portal.now(),
        )
    })
    .unwrap()
}

/// As the worker would have it.
fn settle(portal: &Portal, outcome: &Outcome) {
    let (mut conn, now) = (portal.conn(), portal.now());
    for &lane in Lane::ALL {
        let claim = Claim {
            worker: "test",
            lane,
            now,
            limit: 10,
            besides: &[],
        };
        for due in outbox::claim(&mut conn, &portal.state.secret, &claim).unwrap() {
            outbox::settle(&mut conn, &due, "test", outcome, now).unwrap();
        }
    }
}

fn to<'a>(name: &'a str, email: &'a str) -> Recipient<'a> {
    Recipient {
        name,
        email,
        user: None,
    }
}

fn activation(portal: &Portal, name: &str, email: &str) -> MailId {
    queue(
        portal,
        &letters(Lang::Nn).activation(&to(name, email), LINK, portal.now(), None),
    )
}

fn subjects(page: &Answer) -> Vec<String> {
    page.texts(".mails strong")
}

#[actix_web::test]
async fn an_empty_mailbox_says_so() {
    let portal = Portal::new().await;
    let page = portal.admin().await.get("/admin/e-post").await;
    assert!(page.is(200).text_of(".empty").contains("ikke sendt noen e-post"));
    assert!(!page.has(".mailbox"));
}

#[actix_web::test]
async fn letters_that_stay_are_read_with_their_links() {
    let portal = Portal::new().await;
    let id = activation(&portal, "Åse Ødegård", "aase@example.no");
    let admin = portal.admin().await;
    assert!(admin.get("/admin/e-post").await.main().contains("I køen: 1"));
    assert_eq!(portal.deliver_mail().await, 1);
    let list = admin.get("/admin/e-post").await;
    assert_eq!(subjects(&list), ["Aktiver kontoen din i ordna"]);
    assert!(!list.main().contains("I køen"));
    let page = admin.get(&format!("/admin/e-post?id={}", id.0)).await;
    assert_eq!(page.one(".mail .text a").attr("href"), Some(LINK));
    assert_eq!(page.one(".mail .text").attr("lang"), Some("nn"));
    assert!(page.has(".mailbox[data-open]") && page.has(".mails a[aria-current]"));
    let file = admin.get(&format!("/admin/e-post/{}.eml", id.0)).await;
    assert_eq!(file.is(200).header("content-type"), "message/rfc822");
    assert_eq!(
        file.header("content-disposition"),
        format!("attachment; filename=\"e-post-{}.eml\"", id.0)
    );
    let message = mailparse::parse_mail(file.body()).unwrap();
    assert!(message.subparts[0].get_body().unwrap().contains(LINK));
}

#[actix_web::test]
async fn s14_links_that_leave_by_mail_are_hidden_from_the_admin() {
    let portal = Portal::with_settings(SMTP).await;
    let id = activation(&portal, "Åse", "aase@example.no");
    let code = queue(
        &portal,
        &letters(Lang::Nb).code(&to("Kari", "kari@example.no"), "042317", portal.now()),
    );
    let admin = portal.admin().await;
    for (mail, secret) in [(id, "0123456789abcdef"), (code, "042317")] {
        let page = admin.get(&format!("/admin/e-post?id={}", mail.0)).await;
        assert!(page.is(200).main().contains("vises ikke") && !page.text().contains(secret));
        let file = admin.get(&format!("/admin/e-post/{}.eml", mail.0)).await;
        let message = mailparse::parse_mail(file.is(200).body()).unwrap();
        for part in &message.subparts {
            let text = part.get_body().unwrap();
            assert!(text.contains("(vises ikke)") && !text.contains(secret), "{text}");
        }
    }
}

#[actix_web::test]
async fn s14_what_has_left_stays_hidden_when_the_mail_server_is_taken_away() {
    let portal = Portal::new().await;
    let id = activation(&portal, "Åse", "aase@example.no");
    settle(&portal, &Outcome::Sent("250 OK".to_owned()));
    let page = portal
        .admin()
        .await
        .get(&format!("/admin/e-post?id={}", id.0))
        .await;
    assert!(page.main().contains("250 OK") && !page.text().contains(LINK));
}

#[actix_web::test]
async fn letters_are_found_by_half_words_in_any_spelling_and_by_filters() {
    let portal = Portal::new().await;
    activation(&portal, "Åse Ødegård", "aase@example.no");
    queue(
        &portal,
        &letters(Lang::Nb).test(&to("Kari", "kari@roros.example.no"), portal.now()),
    );
    let admin = portal.admin().await;
    let found = async |query: &str| subjects(&admin.get(&format!("/admin/e-post?{query}")).await).len();
    assert_eq!(found("q=aase+odegard").await, 1);
    assert_eq!(found("q=r%C3%B8ros").await, 1);
    assert_eq!(found("q=pr%C3%B8").await, 1);
    assert_eq!(found("q=example").await, 2);
    assert_eq!(found("slag=test").await, 1);
    assert_eq!(found("tilstand=queued").await, 2);
    assert_eq!(found("tilstand=queued&slag=activation&q=%C3%A5se").await, 1);
    assert_eq!(found("tilstand=failed").await, 0);
    let none = admin.get("/admin/e-post?q=%25").await;
    assert_eq!(subjects(&none).len(), 2, "a wildcard is no word");
    let none = admin.get("/admin/e-post?q=nordland").await;
    assert!(none.text_of(".empty").contains("passer til søket"));
}

#[actix_web::test]
async fn a_test_goes_to_whoever_asks_and_is_logged() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let page = admin.get("/admin/e-post").await;
    let answer = admin
        .submit(&page, "form[action='/admin/e-post/prove']", &[])
        .await;
    let page = admin.follow(&answer).await;
    assert!(page.text_of(".flash").contains("admin@example.no"));
    portal.deliver_mail().await;
    let mails = portal.mailbox("admin@example.no");
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].subject, "Prøve fra ordna");
}

#[actix_web::test]
async fn r10_a_refused_letter_shows_the_servers_words_and_can_be_tried_again() {
    let portal = Portal::with_settings(SMTP).await;
    let id = activation(&portal, "Åse", "aase@example.no");
    settle(
        &portal,
        &Outcome::Failed("550 5.1.1 No such user <here>".to_owned()),
    );
    let admin = portal.admin().await;
    let address = format!("/admin/e-post?id={}", id.0);
    let page = admin.get(&address).await;
    assert!(page.main().contains("550 5.1.1 No such user <here>"));
    assert!(
        admin
            .get("/admin/e-post")
            .await
            .text_of("main details")
            .contains("aase@example.no")
    );
    let form = format!("form[action='/admin/e-post/{}/pa-nytt']", id.0);
    let answer = admin.submit(&page, &form, &[]).await;
    answer.redirects_to(&address);
    let again = admin.get(&address).await;
    assert!(!again.has(&form), "it waits again");
    assert!(again.text_of(".mail ol").contains("Nytt forsøk bestilt"));
    // The page that was open in another tab.
    admin.submit(&page, &form, &[]).await.is(409);
}

#[actix_web::test]
async fn r11_an_unknown_fate_is_explained_in_words() {
    let portal = Portal::with_settings(SMTP).await;
    let id = queue(
        &portal,
        &letters(Lang::Nb).test(&to("Kari", "kari@example.no"), portal.now()),
    );
    settle(&portal, &Outcome::Unknown("lost: timed out".to_owned()));
    let page = portal
        .admin()
        .await
        .get(&format!("/admin/e-post?id={}", id.0))
        .await;
    assert!(page.main().contains("Den kan ha kommet fram (timed out)."));
    assert!(page.main().contains("Spør mottakeren før du prøver igjen"));
}

#[actix_web::test]
async fn s34_names_and_addresses_are_only_text() {
    let portal = Portal::new().await;
    let id = activation(&portal, "<script>alert(1)</script>", "x@example.no");
    let page = portal
        .admin()
        .await
        .get(&format!("/admin/e-post?id={}", id.0))
        .await;
    assert!(!page.text().contains("<script>alert"));
    assert!(page.main().contains("<script>alert(1)</script>"));
}

#[actix_web::test]
async fn what_is_not_there_is_not_found() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    for address in [
        "/admin/e-post?id=77",
        "/admin/e-post?id=x",
        "/admin/e-post/77.eml",
        "/admin/e-post/x.eml",
    ] {
        admin.get(address).await.is(404);
    }
}

#[actix_web::test]
async fn a_page_of_many_letters_asks_the_database_as_often_as_one_of_few() {
    let portal = Portal::new().await;
    for number in 0..120 {
        activation(&portal, "Åse", &format!("kommune{number}@example.no"));
    }
    let admin = portal.admin().await;
    let (statements, page) = portal.statements(admin.get("/admin/e-post?side=2&id=7")).await;
    assert_eq!(subjects(&page).len(), 50);
    assert!(page.has("nav.ds-pagination"));
    assert!(statements <= 10, "{statements}");
}
