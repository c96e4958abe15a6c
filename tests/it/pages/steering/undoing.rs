//! An import is undone as a whole, until something has been built on it.

use diesel::prelude::*;
use ordna::db::schema::{arrangement, hearing, municipality_contact, response};

use super::imports::{MAPPING, PORTAL, import};
use crate::exchange::exported;
use crate::support::people::{GRONG, user_of};
use crate::support::portal::{Portal, start_of_time};

const SLUG: &str = "trondelag-2026";

#[actix_web::test]
async fn an_import_that_is_undone_leaves_the_same_export_behind() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let now = |portal: &Portal| {
        let conn = &mut *portal.conn();
        let mapping = ordna::db::mapping::mappings::by_slug(conn, SLUG)
            .unwrap()
            .unwrap();
        let questions = ordna::db::mapping::write::questions(conn, mapping.id).unwrap();
        let hearings: i64 = hearing::table.count().get_result(conn).unwrap();
        (exported(conn, SLUG), questions, hearings)
    };
    let before = now(&portal);
    let files = [
        (
            "arrangements",
            "id,name,sector,fte,cost_key,agreement_date,task_fields\n\
             1,Nytt navn,Teknisk og miljø,12.5,20/80,2020-01-31,Brannvern;Legevakt\n\
             500,Helt ny,Helse og omsorg,1,,,\n",
        ),
        (
            "participants",
            "arrangement_id,kind,kommunenummer,name,share\n\
             1,municipality,5045,,40\n1,municipality,5043,,60\n2,private,,Bygda AS,\n",
        ),
        (
            "questions",
            "nr,text_nb,text_nn\n1,Annen tekst,Annan tekst\n12,Ny,Ny\n",
        ),
        (
            "municipalities",
            "kommunenummer,population,regions,in_area\n5045,2000,Ny region,yes\n1811,1500,,yes\n",
        ),
    ];
    for (what, file) in files {
        let page = import(&admin, MAPPING, what, file).await;
        assert!(now(&portal) != before, "{what} did something");
        let page = admin.click(&page, "Angre importen").await;
        page.is(200);
        let done = admin.submit(&page, "form#tiltak", &[]).await;
        let page = admin.follow(&done).await;
        assert_eq!(page.text_of(".flash"), "Importen er angret.", "{what}");
        assert!(!page.has("a[href$='/angre']"));
        assert!(now(&portal) == before, "{what}");
    }
    let versions: Vec<i64> = arrangement::table
        .filter(arrangement::number.eq(1))
        .select(arrangement::version)
        .load(&mut *portal.conn())
        .unwrap();
    assert!(versions.iter().all(|version| *version == 1), "{versions:?}");
    assert_eq!(portal.times_logged("import_undone"), 4);
}

#[actix_web::test]
async fn contacts_and_the_countrys_municipalities_are_undone_too() {
    let portal = Portal::new().await;
    let admin = portal.admin().await;
    let all = |portal: &Portal| {
        let scope = ordna::db::imports::rows::Scope::Municipalities;
        let conn = &mut *portal.conn();
        let contacts: i64 = municipality_contact::table.count().get_result(conn).unwrap();
        (contacts, ordna::db::imports::rows::all(conn, scope).unwrap())
    };
    let before = all(&portal);
    for (what, file) in [
        ("contacts", "kommunenummer,email\n5045,ny@grong.kommune.no\n"),
        (
            "municipalities",
            "kommunenummer,language_form,name_sami\n5045,nynorsk,Kråangke\n",
        ),
        (
            "changes",
            "old_number,old_name,old_county,new_number,new_name,new_county,valid_from,kind\n\
             5046,Høylandet,Trøndelag,5099,Namdal,Trøndelag,2026-01-01,merge\n",
        ),
        (
            "history",
            "county,year,code,count,source\nTrøndelag,2010,total,200,Rapport\n",
        ),
    ] {
        let page = import(&admin, PORTAL, what, file).await;
        let page = admin.click(&page, "Angre importen").await;
        let done = admin.submit(&page, "form#tiltak", &[]).await;
        done.is(303);
        assert_eq!(all(&portal), before, "{what}");
    }
}

#[actix_web::test]
async fn what_has_been_built_on_an_import_is_named_and_keeps_it() {
    let portal = Portal::new().await;
    let coordinator = portal.coordinator().await;
    let page = import(&coordinator, MAPPING, "arrangements", "id,name\n1,Nytt navn\n").await;
    let address = page.address.clone();
    {
        let conn = &mut *portal.conn();
        let user = user_of(conn, GRONG);
        let (id, version): (i64, i64) = arrangement::table
            .filter(arrangement::name.eq("Nytt navn"))
            .select((arrangement::id, arrangement::version))
            .first(conn)
            .unwrap();
        let first: i64 = hearing::table
            .order(hearing::id)
            .select(hearing::id)
            .first(conn)
            .unwrap();
        diesel::insert_into(response::table)
            .values((
                response::hearing_id.eq(first),
                response::arrangement_id.eq(id),
                response::arrangement_version.eq(version),
                response::verdict.eq("confirmed"),
                response::confirmed_as.eq("single"),
                response::saved_at.eq(start_of_time()),
                response::saved_by.eq(user.0),
            ))
            .execute(conn)
            .unwrap();
    }
    let undo = format!("{address}/angre");
    let page = coordinator.get(&undo).await;
    let built = page.texts("#bygger li");
    assert_eq!(built.len(), 1, "{built:?}");
    assert!(built[0].contains("har svart om «Nytt navn»"), "{built:?}");
    assert!(!page.has("form#tiltak"));
    let later = import(&coordinator, MAPPING, "arrangements", "id,name\n1,Enda nyere\n").await;
    let page = coordinator.get(&undo).await;
    assert!(
        page.texts("#bygger li")
            .contains(&"«Nytt navn» er endret siden importen.".to_owned())
    );
    assert!(later.has("a[href$='/angre']"));
}

#[actix_web::test]
async fn a_closed_mapping_keeps_what_was_imported() {
    let portal = Portal::new().await;
    let coordinator = portal.coordinator().await;
    let page = import(&coordinator, MAPPING, "arrangements", "id,name\n1,Nytt navn\n").await;
    let undo = coordinator.get(&format!("{}/angre", page.address)).await;
    ordna::db::write(&mut portal.conn(), |conn| {
        let mapping = ordna::db::mapping::mappings::by_slug(conn, SLUG)?.unwrap();
        ordna::db::mapping::write::close(conn, mapping.id, start_of_time())
    })
    .unwrap();
    coordinator.submit(&undo, "form#tiltak", &[]).await.is(409);
    let page = coordinator.get(MAPPING).await;
    assert!(!page.has("form#last-opp"));
}
