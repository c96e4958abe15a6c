//! The first admin of a portal that nobody has come to yet.

use ordna::tasks::{Context, accounts};

use crate::support::people::{PASSWORD, log_in, open_link};
use crate::support::portal::Portal;

fn context(portal: &Portal) -> Context {
    Context::portal(
        portal.now(),
        &portal.state.config.site.origin,
        &portal.state.secret,
    )
}

fn first_link(portal: &Portal) -> Option<String> {
    let link = accounts::first_link(&mut portal.conn(), &context(portal)).unwrap()?;
    Some(
        link.strip_prefix(&portal.state.config.site.origin)
            .unwrap()
            .to_owned(),
    )
}

#[actix_web::test]
async fn s13_the_first_admin_comes_by_a_link_that_works_once() {
    let portal = Portal::empty().await;
    let older = first_link(&portal).unwrap();
    let link = first_link(&portal).unwrap();
    let browser = portal.visitor();
    open_link(&portal.visitor(), &older).await.is(410);
    let page = open_link(&browser, &link).await;
    let wrong = [
        ("navn", ""),
        ("epost", "anna"),
        ("nytt", "kort"),
        ("gjenta", "kort"),
    ];
    let answer = browser.submit(&page, "form#kom-i-gang", &wrong).await;
    assert_eq!(answer.is(422).texts(".ds-error-summary li").len(), 3);
    assert_eq!(answer.one("#epost").attr("value"), Some("anna"));
    let right = [
        ("navn", "Anna Administrator"),
        ("epost", "anna@example.no"),
        ("nytt", PASSWORD),
        ("gjenta", PASSWORD),
    ];
    browser
        .submit(&page, "form#kom-i-gang", &right)
        .await
        .redirects_to("/logg-inn");
    assert_eq!(portal.users(), 1);
    browser.submit(&page, "form#kom-i-gang", &right).await.is(410);
    open_link(&portal.visitor(), &link).await.is(410);
    assert_eq!(first_link(&portal), None);
    log_in(&browser, "anna@example.no", PASSWORD)
        .await
        .redirects_to("/logg-inn/totp/oppsett");
}

#[actix_web::test]
async fn s13_no_link_makes_an_admin_of_somebody_with_another_role() {
    let portal = Portal::new().await;
    let refused = accounts::admin_link(&mut portal.conn(), &context(&portal), "koordinator@example.no");
    assert!(matches!(refused, Err(ordna::tasks::TaskError::Forbidden)));
}

#[actix_web::test]
async fn s13_an_admin_who_is_shut_out_gets_a_link_on_the_command_line() {
    let portal = Portal::new().await;
    let link = accounts::admin_link(&mut portal.conn(), &context(&portal), "ny.admin@example.no").unwrap();
    let link = link.strip_prefix(&portal.state.config.site.origin).unwrap();
    let browser = portal.visitor();
    let page = open_link(&browser, link).await;
    let fields = [("nytt", PASSWORD), ("gjenta", PASSWORD)];
    browser
        .submit(&page, "form#lag-passord", &fields)
        .await
        .redirects_to("/logg-inn");
    log_in(&browser, "ny.admin@example.no", PASSWORD)
        .await
        .redirects_to("/logg-inn/totp/oppsett");
    assert!(
        portal.letters("ny.admin@example.no").is_empty(),
        "it is printed, not mailed"
    );
}
