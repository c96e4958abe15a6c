//! Every page that a respondent and those at the desk can click their way to, on a database as large as it will be:
//! each statement is run along an index, and in the same way whether SQLite has statistics or not.

use std::collections::BTreeMap;

use diesel::connection::SimpleConnection;
use ordna::db::DbConn;
use ordna::demo::{account_of, staff};

use super::faults::{Page, faults, is_free, way};
use super::walk::{Statements, Walk};
use super::{grown, steps};
use crate::support::portal::Portal;

/// Statements by their text, each with its plan.
type Plans = BTreeMap<String, Vec<String>>;

const DESK: &str = "/kartlegging/trondelag-2026";
const COLLEAGUE: &str = "ola@firma.example.no";

/// Pages that the demo has no link to: its round is open, and nothing has been imported.
const NOT_THERE: &[&str] = &[
    "/kartlegging/{m}/runde/{nr}/gjenapne",
    "/kartlegging/{m}/import/{id}/angre",
];

/// Statements that are known to be planned badly, by a part of their text, and what is to be done about it.
const PENDING: &[(&str, &str)] = &[];

/// What the demo does not show: a colleague who fills in, a coordinator who does so by phone, a mailing that is being
/// written, an import, and regionråd that have been asked.
async fn arrange(portal: &Portal) {
    portal
        .conn()
        .batch_execute("UPDATE region_inquiry SET state = 'sent', sent_at = '2026-10-01 08:00:00'")
        .unwrap();
    let own = portal.let_in(&account_of("Indre Fosen"));
    let page = own.get("/svar/trondelag-2026/5054/del").await;
    let fields = [("navn", "Ola Hansen"), ("epost", COLLEAGUE), ("omfang", "alt")];
    own.submit(&page, "form#kollega", &fields).await.is(303);
    let [(email, ..), ..] = staff();
    let coordinator = portal.let_in(email);
    let page = coordinator.get(&format!("{DESK}/kommuner/5053/svar-for")).await;
    let fields = [("kilde", "phone"), ("hvem", "Ola"), ("grunn", "Nettet er nede.")];
    coordinator.submit(&page, "form#svar-for", &fields).await.is(303);
    let page = coordinator.get(&format!("{DESK}/utsending/ny")).await;
    let fields = [("brev", "reminder"), ("kommune", "5054")];
    coordinator.submit(&page, "form#utsending", &fields).await.is(303);
    let page = coordinator.get(&format!("{DESK}/import")).await;
    let file = b"kommunenummer,kommune,name,email\n5045,Grong,Kari,kari@grong.kommune.no\n";
    coordinator
        .upload(
            &page,
            "form#last-opp",
            &[("hva", "contacts")],
            ("tabell.csv", file),
        )
        .await
        .is(303);
}

/// On a connection that has just been opened, as the statistics are read then.
fn plans(portal: &Portal, statements: &Statements) -> Plans {
    let pool = ordna::db::open(&portal.state.config.database_url, 1, false).unwrap();
    let conn = &mut *pool.get().unwrap();
    let plan = |sql: &String| (sql.clone(), steps(conn, sql));
    statements.keys().map(plan).collect()
}

/// The plans without statistics, and with those that SQLite has after looking at each row.
fn without_and_with(portal: &Portal, statements: &Statements) -> (Plans, Plans) {
    let without = plans(portal, statements);
    portal.conn().batch_execute("ANALYZE").unwrap();
    let with = plans(portal, statements);
    portal.conn().batch_execute("DROP TABLE sqlite_stat1").unwrap();
    (without, with)
}

/// What is wrong with the statements of these pages, and which of the pending ones are.
fn wrong(page: Page, walk: &Walk, without: &Plans, with: &Plans, pending: &mut Vec<&str>) -> Vec<String> {
    let mut wrong = Vec::new();
    for (sql, before) in without.iter().filter(|(sql, _)| !is_free(sql)) {
        let after = &with[sql];
        let mut found: Vec<String> = [before, after]
            .into_iter()
            .flat_map(|steps| faults(page, sql, steps))
            .map(str::to_owned)
            .collect();
        if page == Page::OneMunicipality && way(before) != way(after) {
            found.push(format!("without statistics {before:#?} with them {after:#?}"));
        }
        if found.is_empty() {
            continue;
        }
        match PENDING.iter().find(|(part, _)| sql.contains(part)) {
            Some((part, _)) => pending.push(*part),
            None => wrong.push(format!("{}: {found:#?} of {sql}", walk.statements[sql])),
        }
    }
    wrong
}

/// What those who answer come to, whatever their part in it is.
async fn own_pages(portal: &Portal) -> Walk<'_> {
    let start = ["/svar", "/svar?vis=alle"];
    let mut walk = Walk::new(portal, "/svar");
    for name in ["Grong", "Indre Fosen", "Åfjord", "Malvik"] {
        walk.by(&portal.let_in(&account_of(name)), &start).await;
    }
    walk.by(&portal.let_in(COLLEAGUE), &start).await;
    walk.by(&portal.let_in("leder@namdal.demo.invalid"), &start).await;
    let [(coordinator, ..), ..] = staff();
    walk.by(
        &portal.let_in(coordinator),
        &["/svar", "/svar/trondelag-2026/5053"],
    )
    .await;
    walk
}

/// What coordinators and readers come to; some pages have no link where nothing is to be done on them.
async fn desk_pages(portal: &Portal) -> Walk<'_> {
    let [(coordinator, ..), _, (reader, ..)] = staff();
    let more = [
        "",
        "/kommuner/5045",
        "/kommuner/5052",
        "/runde/ny",
        "/runde/1",
        "/import/1",
    ];
    let more = more.map(|page| format!("{DESK}{page}"));
    let mut walk = Walk::new(portal, "/kartlegging");
    walk.by(&portal.let_in(coordinator), &more.each_ref().map(String::as_str))
        .await;
    walk.by(&portal.let_in(reader), &[DESK]).await;
    walk
}

#[actix_web::test]
async fn every_page_is_read_along_an_index_with_and_without_statistics() {
    let portal = Portal::with_demo(&[]).await;
    if matches!(&*portal.conn(), DbConn::Postgres(_)) {
        return;
    }
    arrange(&portal).await;
    grown::grow(&mut portal.conn());
    // It has not read anything of it yet.
    let portal = portal.another_instance().await;
    portal.keep_mail();
    let (own, desk) = (own_pages(&portal).await, desk_pages(&portal).await);
    let missed: Vec<&str> = own.missed().into_iter().chain(desk.missed()).collect();
    assert_eq!(missed, NOT_THERE);
    let (mut faults, mut pending) = (Vec::new(), Vec::new());
    for (page, walk) in [(Page::OneMunicipality, &own), (Page::WholeMapping, &desk)] {
        let (without, with) = without_and_with(&portal, &walk.statements);
        faults.extend(wrong(page, walk, &without, &with, &mut pending));
    }
    assert!(
        faults.is_empty(),
        "{} statements: {}",
        faults.len(),
        faults.join("\n\n")
    );
    for (part, why) in PENDING {
        assert!(
            pending.contains(part),
            "it is mended, and needs no line any more: {part} ({why})"
        );
    }
}
