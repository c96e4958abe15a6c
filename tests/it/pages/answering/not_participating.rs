//! «Vi deltar ikke»: never, left, discontinued, or not known.

use diesel::prelude::*;
use ordna::db::schema::response;

use super::{FORM, LIST, SHAPE, corrections, stored};
use crate::support::answer::Answer;
use crate::support::portal::Portal;

fn address() -> String {
    format!("{FORM}/deltar-ikke")
}

const SHAPE_OF_IT: &str = "main form";

fn mistakes(page: &Answer) -> Vec<String> {
    page.is(422);
    assert!(page.text_of("title").starts_with("Feil: "));
    page.texts(".ds-error-summary li")
}

fn years(portal: &Portal) -> (Option<String>, Option<i32>, Option<i32>) {
    response::table
        .select((
            response::absence,
            response::left_year,
            response::discontinued_year,
        ))
        .first(&mut *portal.conn())
        .unwrap()
}

#[actix_web::test]
async fn each_answer_is_stored_as_what_it_is() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = grong.get(&address()).await;
    page.is(200);
    assert_eq!(page.text_of("h1"), "Når gikk kommunen ut av Namdal legevakt?");
    let left = [
        ("hva", "gikk-ut"),
        ("ar_ut", "2023"),
        ("kommentar", "Se vedtaket"),
    ];
    grong
        .submit(&page, SHAPE_OF_IT, &left)
        .await
        .redirects_to(&format!("{LIST}?etter=1"));
    let comment = Some("Se vedtaket".to_owned());
    assert_eq!(
        stored(&portal, "5045"),
        Some((Some("not_participating".into()), comment))
    );
    assert_eq!(years(&portal), (Some("left".into()), Some(2023), None));
    let list = grong.get(LIST).await;
    assert!(list.text_of("#o1 h3").contains("Gikk ut i 2023"));
    let page = grong.get(&address()).await;
    assert!(page.has("[value=gikk-ut][checked]") && page.one("#ar_ut").attr("value") == Some("2023"));
    // The year of what was chosen before is left alone, and not stored.
    let ended = [("hva", "lagt-ned"), ("ar_lagt_ned", "2024")];
    grong.submit(&page, SHAPE_OF_IT, &ended).await.is(303);
    assert_eq!(years(&portal), (None, None, Some(2024)));
    grong
        .submit(&grong.get(&address()).await, SHAPE_OF_IT, &[("hva", "aldri")])
        .await
        .is(303);
    assert_eq!(years(&portal), (Some("never".into()), None, None));
    grong
        .submit(&grong.get(&address()).await, SHAPE_OF_IT, &[("hva", "vet-ikke")])
        .await
        .is(303);
    assert_eq!(stored(&portal, "5045").unwrap().0.as_deref(), Some("unknown"));
}

#[actix_web::test]
async fn a_year_is_asked_for_and_looked_at() {
    let portal = Portal::new().await;
    let grong = portal.respondent("Grong").await;
    let page = grong.get(&address()).await;
    assert_eq!(
        mistakes(&grong.submit(&page, SHAPE_OF_IT, &[]).await),
        ["Velg hva som gjelder for kommunen."]
    );
    for (typed, says) in [
        ("", "Året kommunen gikk ut må fylles ut."),
        (
            "23",
            "Året kommunen gikk ut må ha fire siffer, for eksempel 2023.",
        ),
        ("2027", "Året kommunen gikk ut må være fra 1800 til 2026."),
    ] {
        let back = grong
            .submit(&page, SHAPE_OF_IT, &[("hva", "gikk-ut"), ("ar_ut", typed)])
            .await;
        assert_eq!(mistakes(&back), [says]);
        assert!(back.has("[value=gikk-ut][checked]") && back.one("#ar_ut").attr("value") == Some(typed));
    }
    assert_eq!(stored(&portal, "5045"), None);
}

#[actix_web::test]
async fn r6_whoever_comes_second_may_still_give_the_answer_that_was_typed() {
    let portal = Portal::new().await;
    let (chief, editor) = (portal.respondent("Grong").await, portal.editor("Grong").await);
    let page = editor.get(&address()).await;
    chief
        .submit(&chief.get(FORM).await, SHAPE, &[("arsverk", "14")])
        .await
        .is(303);
    let typed = [("hva", "gikk-ut"), ("ar_ut", "2023"), ("kommentar", "Mine ord")];
    let both = editor.submit(&page, SHAPE_OF_IT, &typed).await;
    both.is(409);
    assert!(
        both.main().contains("Mine ord") && both.main().contains("14"),
        "{}",
        both.main()
    );
    editor.submit(&both, SHAPE_OF_IT, &[]).await.is(303);
    assert_eq!(years(&portal), (Some("left".into()), Some(2023), None));
    assert_eq!(stored(&portal, "5045").unwrap().1.as_deref(), Some("Mine ord"));
    // A double click is no conflict, and what was corrected waits for whoever changes their mind.
    let page = editor.get(&address()).await;
    for _ in 0..2 {
        editor
            .submit(&page, SHAPE_OF_IT, &[("hva", "aldri")])
            .await
            .is(303);
    }
    assert_eq!(corrections(&portal, "5045").len(), 1);
}

#[actix_web::test]
async fn the_host_is_told_what_it_means() {
    let portal = Portal::new().await;
    let namsos = portal.respondent("Namsos").await;
    let page = namsos
        .get("/svar/trondelag-2026/5007/ordninger/1/deltar-ikke")
        .await;
    assert!(
        page.main().contains("Namsos står som vertskommune."),
        "{}",
        page.main()
    );
    let grong = portal.respondent("Grong").await;
    assert!(
        !grong
            .get(&address())
            .await
            .main()
            .contains("står som vertskommune")
    );
}
