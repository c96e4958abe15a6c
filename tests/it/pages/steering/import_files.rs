//! What is no table is refused at the door, and leaves nothing behind (S43).

use diesel::prelude::*;
use ordna::db::schema::import_run;

use super::imports::{MAPPING, PORTAL, upload};
use crate::exchange::workbook::{text, workbook};
use crate::support::portal::Portal;

#[actix_web::test]
async fn s43_what_is_no_table_is_refused_with_what_to_do() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let page = admin.get(PORTAL).await;
    let rows = format!("<row r=\"1\">{}</row>", text("A1", "kommunenummer"));
    let with = |name: &str, content: Vec<u8>| workbook(&rows, &[(name, content)]);
    let entity = b"<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>".to_vec();
    let files: [(Vec<u8>, &str); 9] = [
        (
            with("xl/media/bomb.bin", vec![b' '; 51 * 1024 * 1024]),
            "større enn 50 MB",
        ),
        (with("xl/vbaProject.bin", vec![0]), "makroer"),
        (with("xl/sharedStrings.xml", entity), "egne entiteter"),
        (with("../utenfor.xml", Vec::new()), "utenfor den selv"),
        (
            with("xl/externalLinks/externalLink1.xml", Vec::new()),
            "lenker til andre",
        ),
        (b"PK\x03\x04 og intet mer".to_vec(), "XLSX-arbeidsbok"),
        (b"\x89PNG\r\n\x1a\n\0\0".to_vec(), "UTF-8"),
        (
            format!("kommunenummer\n{}", "5045\n".repeat(1_000_000)).into_bytes(),
            "50 000 rader",
        ),
        (Vec::new(), "Velg en fil"),
    ];
    for (file, wrong) in files {
        let answer = admin
            .upload(
                &page,
                "form#last-opp",
                &[("hva", "contacts")],
                ("tabell.xlsx", &file),
            )
            .await;
        answer.is(422);
        let said = answer.text_of("#fil-feil");
        assert!(said.contains(wrong), "«{said}» for «{wrong}»");
    }
    let kept: i64 = import_run::table.count().get_result(&mut *portal.conn()).unwrap();
    assert_eq!(kept, 0, "nothing of them is kept");
}

#[actix_web::test]
async fn s43_a_body_beyond_the_limit_is_not_read() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let page = admin.get(PORTAL).await;
    let file = vec![b'a'; 11 * 1024 * 1024];
    let answer = admin
        .upload(
            &page,
            "form#last-opp",
            &[("hva", "contacts")],
            ("stor.csv", &file),
        )
        .await;
    answer.is(413);
}

#[actix_web::test]
async fn s31_a_file_is_taken_only_from_our_own_page() {
    let portal = Portal::new().await;
    let (admin, other) = (portal.admin().await, portal.admin().await);
    let page = admin.get(PORTAL).await;
    let file = ("a.csv", &b"kommunenummer,email\n"[..]);
    let choices = [("hva", "contacts")];
    other.upload(&page, "form#last-opp", &choices, file).await.is(403);
    admin.upload(&page, "form#last-opp", &choices, file).await.is(303);
}

#[actix_web::test]
async fn s41_the_guard_of_a_formula_is_taken_away_and_nothing_else() {
    let portal = Portal::new().await;
    let coordinator = portal.coordinator().await;
    let file = "nr,text_nb,text_nn\n8,'=SUM(A1),'@nynorsk\n9,'t Hooft,+47\n";
    let page = upload(&coordinator, MAPPING, "questions", file).await;
    let about: Vec<String> = page
        .rows("#rader tbody tr")
        .into_iter()
        .map(|row| row[2].clone())
        .collect();
    assert_eq!(about, ["8. =SUM(A1)", "9. 't Hooft"]);
}
