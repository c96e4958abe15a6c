//! Two people at one arrangement: whoever comes second sees both versions and chooses (R6).

use super::{FORM, LIST, SHAPE, corrections, register_changes, stored};
use crate::support::portal::Portal;

const CHOICE: &str = "main form";

#[actix_web::test]
async fn r6_whoever_comes_second_chooses_field_by_field_and_nothing_is_lost() {
    let portal = Portal::new().await;
    let (chief, editor) = (portal.respondent("Grong").await, portal.editor("Grong").await);
    let (first, second) = (chief.get(FORM).await, editor.get(FORM).await);
    let hers = [
        ("arsverk", "14"),
        ("beskrivelse", "Legevakt hele døgnet"),
        ("kommentar", "Hennes ord"),
    ];
    chief.submit(&first, SHAPE, &hers).await.is(303);
    let his = [
        ("arsverk", "15,5"),
        ("etablert", "2005"),
        ("deltaker", "5045"),
        ("deltaker", "5007"),
        ("kommentar", "Hans ord"),
    ];
    let both = editor.submit(&second, SHAPE, &his).await;
    both.is(409);
    assert_eq!(both.text_of("h1"), "To svar om Namdal legevakt");
    assert!(
        both.main()
            .contains("Kommunedirektør i Grong endret dette mens du skrev."),
        "{}",
        both.main()
    );
    assert_eq!(
        both.texts("main legend"),
        [
            "Innhold",
            "Etableringsår",
            "Årsverk",
            "Deltakere",
            "Kommentar til koordinatoren"
        ]
    );
    for text in [
        "15,5",
        "14",
        "Hans ord",
        "Hennes ord",
        "Legevakt hele døgnet",
        "Grong, Namsos",
    ] {
        assert!(both.main().contains(text), "{text}: {}", both.main());
    }
    let chosen = [
        ("beskrivelse", "Legevakt hele døgnet"),
        ("arsverk", "14"),
        ("kommentar", "Hennes ord"),
    ];
    editor
        .submit(&both, CHOICE, &chosen)
        .await
        .redirects_to(&format!("{LIST}?etter=1"));
    let stands: Vec<(String, Option<String>)> = corrections(&portal, "5045")
        .into_iter()
        .map(|(field, _, to)| (field, to))
        .collect();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        stands,
        [
            ("content".to_owned(), text("Legevakt hele døgnet")),
            ("established_year".to_owned(), text("2005")),
            ("fte".to_owned(), text("14")),
            ("participant_removed".to_owned(), None),
            ("participant_removed".to_owned(), None),
        ]
    );
    assert_eq!(stored(&portal, "5045").unwrap().1, text("Hennes ord"));
    // The page of the choice is old now, too.
    chief.submit(&first, SHAPE, &[("arsverk", "16")]).await.is(409);
}

#[actix_web::test]
async fn r6_two_who_say_the_same_and_a_double_click_are_no_conflict() {
    let portal = Portal::new().await;
    let (chief, editor) = (portal.respondent("Grong").await, portal.editor("Grong").await);
    let (first, second) = (chief.get(FORM).await, editor.get(FORM).await);
    chief.submit(&first, SHAPE, &[("arsverk", "14")]).await.is(303);
    chief.submit(&first, SHAPE, &[("arsverk", "14")]).await.is(303);
    editor.submit(&second, SHAPE, &[("arsverk", "14")]).await.is(303);
    assert_eq!(corrections(&portal, "5045").len(), 1);
    // The arrangement came to say what was typed, while it was typed.
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = grong.get(FORM).await;
    register_changes(&portal, 200);
    let both = grong.submit(&page, SHAPE, &[("arsverk", "21")]).await;
    both.is(409);
    assert_eq!(both.texts("main legend"), ["Årsverk"]);
    assert!(both.main().contains("Ordningen ble endret mens du skrev."));
    grong.submit(&page, SHAPE, &[("arsverk", "20")]).await.is(303);
    assert_eq!(stored(&portal, "5045").unwrap().0.as_deref(), Some("confirmed"));
}

#[actix_web::test]
async fn r6_a_correction_against_another_kind_of_answer_keeps_what_was_typed() {
    let portal = Portal::new().await;
    let (chief, editor) = (portal.respondent("Grong").await, portal.editor("Grong").await);
    let typed = editor.get(FORM).await;
    let absent = chief.get(&format!("{FORM}/deltar-ikke")).await;
    chief
        .submit(&absent, "main form", &[("hva", "aldri")])
        .await
        .is(303);
    // Nothing changed is no reason to overwrite it without a word.
    editor.submit(&typed, SHAPE, &[]).await.is(409);
    let both = editor.submit(&typed, SHAPE, &[("arsverk", "14")]).await;
    both.is(409);
    assert!(
        both.main().contains("Deltar ikke") && both.main().contains("14"),
        "{}",
        both.main()
    );
    editor.submit(&both, "main form", &[]).await.is(303);
    assert_eq!(stored(&portal, "5045").unwrap().0.as_deref(), Some("corrected"));
    assert_eq!(corrections(&portal, "5045")[0].2.as_deref(), Some("14"));
}
