//! R6 for every form of something stored: a mistake does not hide what a colleague saved meanwhile, and whoever comes
//! second sees both.

use std::collections::BTreeSet;

use super::admin_users::LISE;
use crate::support::answer::Answer;
use crate::support::browser::Browser;
use crate::support::form::FilledForm;
use crate::support::portal::Portal;
use crate::support::sources;

pub type Fields<'a> = &'a [(&'a str, &'a str)];

/// A form at its address, and what is typed into it.
pub struct Case<'a> {
    pub address: &'a str,
    pub form: &'a str,
    /// What the colleague saves while the form is open.
    pub theirs: Fields<'a>,
    /// A mistake, and how it is mended.
    pub wrong: Fields<'a>,
    pub mine: Fields<'a>,
    /// The colleague's and the own words on the page that shows both.
    pub shows: [&'a str; 2],
}

/// 200, 422, 409: the page with both versions.
pub async fn second(one: &Browser, colleague: &Browser, case: &Case<'_>) -> Answer {
    let page = one.get(case.address).await;
    let theirs = colleague.get(case.address).await;
    colleague.submit(&theirs, case.form, case.theirs).await.is(303);
    let mistaken = one.submit(&page, case.form, case.wrong).await;
    mistaken.is(422);
    assert_eq!(seen(&mistaken), seen(&page), "{mistaken}");
    let both = one.submit(&mistaken, case.form, case.mine).await;
    both.is(409);
    let [stored, typed] = case.shows;
    assert!(both.main().contains(stored), "{stored}: {}", both.main());
    let sent = FilledForm::read(&both, form_of(&both, case)).fields_after(&[]);
    assert!(
        both.main().contains(typed) || sent.iter().any(|(_, value)| value == typed),
        "{typed}: {}",
        both.main()
    );
    both
}

/// The same, and what was typed is saved once both have been seen.
pub async fn chooses(one: &Browser, colleague: &Browser, case: Case<'_>) {
    let both = second(one, colleague, &case).await;
    one.submit(&both, form_of(&both, &case), &[]).await.is(303);
}

/// The form itself, or the one in which both versions stand.
fn form_of<'a>(page: &Answer, case: &Case<'a>) -> &'a str {
    if page.has(case.form) {
        case.form
    } else {
        "main form"
    }
}

fn seen(page: &Answer) -> Option<String> {
    let field = page.one("main form [name=versjon]");
    field.attr("value").map(str::to_owned)
}

#[actix_web::test]
async fn r6_a_user_and_a_contact() {
    let portal = Portal::new().await;
    let (one, other) = (portal.admin().await, portal.admin().await);
    let case = Case {
        address: &format!("/admin/brukere/{LISE}/endre"),
        form: "form#bruker",
        theirs: &[("navn", "Lise Første")],
        wrong: &[("epost", "lise")],
        mine: &[("epost", "leser@example.no"), ("navn", "Lise Andre")],
        shows: ["Lise Første", "Lise Andre"],
    };
    chooses(&one, &other, case).await;
    let new = one.get("/admin/kommuner/5045/kontakter/ny").await;
    let typed = [
        ("hvem", "direktor"),
        ("navn", "Ola Grong"),
        ("epost", "ola@grong.example.no"),
    ];
    let done = one.submit(&new, "form#kontakt", &typed).await;
    let page = one.follow(&done).await;
    let address = page.all("#kontakter a")[0].attr("href").unwrap().to_owned();
    let case = Case {
        address: &address,
        form: "form#kontakt",
        theirs: &[("navn", "Kari Grong")],
        wrong: &[("epost", "ola")],
        mine: &[("epost", "ola@grong.example.no"), ("navn", "Olaf Grong")],
        shows: ["Kari Grong", "Olaf Grong"],
    };
    // The contact that was to be changed has ended, so there is nothing to save.
    let both = second(&one, &other, &case).await;
    assert!(!both.has("form#kontakt button"));
    let end = one.get(&format!("{}/avslutt", both.address)).await;
    end.is(404);
}

#[actix_web::test]
async fn r6_a_round_and_a_note() {
    let portal = Portal::new().await;
    let (one, other) = (portal.coordinator().await, portal.admin().await);
    let case = Case {
        address: "/kartlegging/trondelag-2026/runde/1/endre",
        form: "form#runde",
        theirs: &[("frist", "8.12.2026"), ("stille", "3")],
        wrong: &[("frist", "en dag")],
        mine: &[("frist", "9.12.2026")],
        shows: ["8.12.2026", "9.12.2026"],
    };
    chooses(&one, &other, case).await;
    let grong = "/kartlegging/trondelag-2026/kommuner/5045";
    let page = one.get(grong).await;
    let done = one
        .submit(&page, "form#nytt-notat", &[("tekst", "Ringte.")])
        .await;
    let page = one.follow(&done).await;
    let edit = one.click(&page, "Endre").await;
    let case = Case {
        address: &edit.address,
        form: "form#notat",
        theirs: &[("tekst", "Ringte to ganger.")],
        wrong: &[("tekst", "")],
        mine: &[("tekst", "Ringte aldri.")],
        shows: ["Ringte to ganger.", "Ringte aldri."],
    };
    chooses(&one, &one, case).await;
}

#[actix_web::test]
async fn r6_the_words_of_letters_and_when_they_go() {
    let portal = Portal::new().await;
    portal.keep_mail();
    let (one, other) = (portal.admin().await, portal.admin().await);
    let words = |address| Case {
        address,
        form: "main form.wide-form",
        theirs: &[
            ("emne-hearing-nb", "Hei {kommune}"),
            ("emne-hearing-nn", "Hei, {kommune}"),
        ],
        wrong: &[("emne-hearing-nb", "Hei {komune}")],
        mine: &[("emne-hearing-nb", "Kjære {kommune}")],
        shows: ["Hei, {kommune}", "Kjære {kommune}"],
    };
    chooses(&one, &other, words("/admin/maler/hearing")).await;
    let kari = portal.coordinator().await;
    let page = super::steering::begin(&kari, "hearing", &["5045"]).await;
    let text = format!("{}/tekst", page.address);
    chooses(&kari, &other, words(&text)).await;
    let page = kari.get(&page.address).await;
    let send = "form#send-utsending";
    let editor = other.get(&text).await;
    other
        .submit(
            &editor,
            "form#tekst",
            &[("emne-hearing-nb", "Les dette, {kommune}")],
        )
        .await
        .is(303);
    let mistaken = kari
        .submit(&page, send, &[("nar", "tid"), ("dato", "en dag")])
        .await;
    mistaken.is(422);
    let both = kari.submit(&mistaken, send, &[("nar", "na")]).await;
    both.is(409);
    assert!(both.main().contains("Les dette, Grong"), "{}", both.main());
    assert!(both.main().contains("Utsendingen ble endret mens du så på den."));
    kari.submit(&both, send, &[]).await.redirects_to(&page.address);
}

#[actix_web::test]
async fn r6_what_municipalities_answer() {
    let portal = Portal::new().await;
    let (one, colleague) = (portal.respondent("Grong").await, portal.editor("Grong").await);
    let long = "å".repeat(10_001);
    let case = Case {
        address: "/svar/trondelag-2026/5045/sporsmal/1",
        form: "form#svaret",
        theirs: &[("tekst", "Avstandene")],
        wrong: &[("tekst", &long)],
        mine: &[("tekst", "Økonomien")],
        shows: ["Avstandene", "Økonomien"],
    };
    chooses(&one, &colleague, case).await;
    let case = Case {
        address: "/svar/trondelag-2026/5045/ordninger/1",
        form: "form[data-autosave]",
        theirs: &[("arsverk", "14"), ("kommentar", "Hennes ord")],
        wrong: &[("arsverk", "mange")],
        mine: &[("arsverk", "15,5"), ("kommentar", "Mine ord")],
        shows: ["Hennes ord", "Mine ord"],
    };
    let both = second(&one, &colleague, &case).await;
    let left = "/svar/trondelag-2026/5045/ordninger/1/deltar-ikke";
    one.get(&both.address).await.is(200);
    let case = Case {
        address: left,
        form: "main form",
        theirs: &[("hva", "aldri"), ("kommentar", "Aldri med")],
        wrong: &[("hva", "gikk-ut"), ("ar_ut", "23")],
        mine: &[("hva", "gikk-ut"), ("ar_ut", "2023"), ("kommentar", "Ute nå")],
        shows: ["Aldri med", "Ute nå"],
    };
    chooses(&one, &colleague, case).await;
    super::answering::proposing::add(&one, "Nordavind kulturskole", &[]).await;
    let list = one.get("/svar/trondelag-2026/5045").await;
    let page = one.click(&list, "Endre Nordavind kulturskole").await;
    let case = Case {
        address: &page.address,
        form: "#ny",
        theirs: &[("beskrivelse", "Undervisning")],
        wrong: &[("navn", "")],
        mine: &[
            ("navn", "Nordavind kulturskole"),
            ("beskrivelse", "Musikk og dans"),
        ],
        shows: ["Undervisning", "Musikk og dans"],
    };
    chooses(&one, &colleague, case).await;
}

/// A form that carries what was seen is one of those above; the choice between two versions is a page of their second step.
#[test]
fn every_form_with_a_version_is_tried_here() {
    let tried = [
        "admin/contact",
        "admin/contact_end",
        "admin/mapping_edit",
        "admin/mapping_part",
        "admin/template",
        "admin/user_edit",
        "respond/correct",
        "respond/not_participating",
        "respond/proposal",
        "respond/question",
        "respond/two_versions",
        "respond/versions",
        "steer/mailings/show",
        "steer/mailings/text",
        "steer/note",
        "steer/round_form",
    ];
    let found: BTreeSet<String> = sources::below("templates/pages", ".html")
        .into_iter()
        .filter(|page| page.text.contains("seen=") || page.text.contains("\"versjon\""))
        .map(|page| {
            page.path
                .trim_start_matches("templates/pages/")
                .trim_end_matches(".html")
                .to_owned()
        })
        .collect();
    assert_eq!(found, tried.map(str::to_owned).into());
}
