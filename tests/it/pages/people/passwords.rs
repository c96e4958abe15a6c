//! What a new password must be, wherever one is chosen, and how it is kept.

use ordna::passwords::weakness;

use crate::support::people::{GRONG, NEW_PASSWORD, PASSWORD, log_in};
use crate::support::portal::Portal;

fn about() -> Vec<String> {
    [
        "Kari Nordmann",
        "kari.nordmann@grong.kommune.no",
        "Grong",
        "Trøndelag",
    ]
    .map(str::to_owned)
    .to_vec()
}

#[test]
fn s3_forty_bad_passwords_are_refused() {
    let bad = [
        "password1234",
        "passwordpassword",
        "123456789012",
        "qwertyuiop12",
        "qwertyqwerty",
        "111111111111",
        "abcdefghijkl",
        "abc123abc123",
        "iloveyou1234",
        "letmeinletmein",
        "administrator",
        "administrator1",
        "Administrator2026",
        "welcome12345",
        "sunshine1234",
        "football2026",
        "princess1234",
        "dragondragon",
        "monkeymonkey",
        "superman2026",
        "passord12345",
        "Passord!2026",
        "velkommen2026",
        "Velkommen123!",
        "sommer202626",
        "Sommeren2026",
        "hemmelig1234",
        "kommunedirektør",
        "Kommunedirektor1",
        "koordinator26",
        "trøndelag2026",
        "Trondelag2026",
        "ordna-ordna-ordna",
        "grongkommune",
        "GrongKommune2026",
        "KariNordmann1",
        "karinordmann2026",
        "rådmannen2026",
        "samarbeid2026",
        "asdfghjkl123",
    ];
    assert_eq!(bad.len(), 40);
    let taken: Vec<&str> = bad
        .into_iter()
        .filter(|password| weakness(password, &about()).is_none())
        .collect();
    assert!(taken.is_empty(), "{taken:?}");
}

#[test]
fn s2_any_long_enough_password_of_any_signs_is_taken() {
    for good in [
        PASSWORD,
        NEW_PASSWORD,
        "  blanke foran og bak  ",
        "Ⴟ雪の降る夜に狐が歌うよ",
        "x7#Kq!2vLm9z",
        &"blå hest ".repeat(28),
    ] {
        assert_eq!(weakness(good, &about()), None, "{good}");
    }
}

#[actix_web::test]
async fn s2_lengths_from_12_to_256_are_taken_and_every_character_counts() {
    let portal = Portal::new().await;
    portal.keep_mail();
    let long: String = "grøt under en blå stige med hest. "
        .chars()
        .cycle()
        .take(127)
        .collect();
    for (password, status) in [
        ("blå stige!!"[..].to_owned(), 422),
        ("x7#Kq!2vLm9z".to_owned(), 303),
        (format!("{long}a"), 303),
        (long.repeat(33), 422),
    ] {
        let grong = portal.let_in(GRONG);
        portal.forget_password(GRONG);
        let fields = [("nytt", password.as_str()), ("gjenta", password.as_str())];
        let page = grong.get("/konto/passord").await;
        grong.submit(&page, "form#bytt-passord", &fields).await.is(status);
    }
}

#[actix_web::test]
async fn s5_a_weak_hash_is_made_anew_at_the_login() {
    use argon2::password_hash::PasswordHasher as _;
    let portal = Portal::new().await;
    let weak = argon2::Argon2::new(
        argon2::Algorithm::Argon2id,
        argon2::Version::V0x13,
        argon2::Params::new(8192, 1, 1, None).unwrap(),
    );
    let weak = weak.hash_password(PASSWORD.as_bytes()).unwrap().to_string();
    portal.give_hash(GRONG, &weak);
    portal.keep_mail();
    log_in(&portal.visitor(), GRONG, PASSWORD).await.is(303);
    let hash = portal.account(GRONG).password_hash.unwrap();
    assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
    log_in(&portal.visitor(), GRONG, PASSWORD).await.is(303);
}

#[actix_web::test]
async fn a_bad_new_password_is_refused_with_a_reason_and_never_sent_back() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    portal.forget_password(GRONG);
    let page = grong.get("/konto/passord").await;
    for (new, repeated, reasons) in [
        ("kort", "kort", vec!["Passordet må ha minst 12 tegn."]),
        (
            "Grong kommune 2026",
            "Grong kommune 2027",
            vec![
                "Passordet er lett å gjette. Sett sammen flere ord som ikke handler om deg, kommunen eller jobben.",
                "De to passordene er ikke like. Skriv det samme i begge feltene.",
            ],
        ),
        ("", "", vec!["Nytt passord må fylles ut."]),
    ] {
        let fields = [("nytt", new), ("gjenta", repeated)];
        let answer = grong.submit(&page, "form#bytt-passord", &fields).await;
        assert_eq!(answer.is(422).texts(".ds-error-summary li"), reasons);
        assert_eq!(answer.one("#nytt").attr("value"), None);
        assert_eq!(answer.one("#nytt").attr("autocomplete"), Some("new-password"));
    }
}
