//! A small register that every test starts from, with three mappings and a person in every role.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use ordna::db::schema::*;
use ordna::db::{self, DbConn};
use ordna::domain::text::norwegian::{search_key, sort_key};
use ordna::secret::Secret;
use ordna::tasks::Context;
use ordna::tasks::mapping::seeding;
use ordna::{demo, passwords};

use super::database::{Filling, TestDatabase};
use super::people::HASH;
use super::portal::start_of_time;
use super::register::{add_arrangement, add_mapping, add_municipalities};
use super::sample::{MUNICIPALITIES, QUESTIONS, arrangements};

/// A database of its own with the sample in it.
pub fn sample() -> TestDatabase {
    static SAMPLE: Filling = Filling::new(fill);
    TestDatabase::with(&SAMPLE)
}

/// The same with what `ordna demo` loads.
pub fn demo() -> TestDatabase {
    static DEMO: Filling = Filling::new(|conn| {
        let context = Context::portal(start_of_time(), "http://127.0.0.1:8080", &Secret::random());
        demo::claim(conn).unwrap();
        seeding::load_municipalities(conn).unwrap();
        demo::load(conn, &context, &passwords::hash(demo::PASSWORD), false).unwrap();
    });
    TestDatabase::with(&DEMO)
}

/// `kommunedirektor@royrvik.example.no`
pub fn address(function: &str, municipality: &str) -> String {
    let domain = search_key(municipality).replace(' ', "-");
    format!("{function}@{domain}.example.no")
}

fn fill(conn: &mut DbConn) {
    db::write(conn, |conn| {
        let municipalities = add_municipalities(conn)?;
        let open = add_mapping(
            conn,
            "trondelag-2026",
            "Trøndelag 2026",
            2026,
            &municipalities[..10],
        )?;
        let closed = add_mapping(
            conn,
            "trondelag-2020",
            "Trøndelag 2020",
            2020,
            &municipalities[..10],
        )?;
        let other = add_mapping(
            conn,
            "nordland-2026",
            "Nordland 2026",
            2026,
            &municipalities[10..],
        )?;
        for (at, sample) in arrangements().iter().enumerate() {
            add_arrangement(conn, open, at as i32 + 1, sample, &municipalities)?;
        }
        add_round(conn, open, &municipalities[..10])?;
        add_questions(conn, open)?;
        add_arrangement(conn, closed, 1, &arrangements()[1], &municipalities)?;
        add_arrangement(conn, other, 1, &arrangements()[5], &municipalities)?;
        diesel::update(mapping::table.find(closed))
            .set((
                mapping::status.eq("closed"),
                mapping::closed_at.eq(start_of_time()),
            ))
            .execute(conn)?;
        for (&id, (_, name, ..)) in municipalities.iter().zip(MUNICIPALITIES) {
            let title = format!("Kommunedirektør i {name}");
            add_user(
                conn,
                &address("kommunedirektor", name),
                &title,
                "respondent",
                None,
                Some(id),
            )?;
            let title = format!("Saksbehandler i {name}");
            add_user(
                conn,
                &address("saksbehandler", name),
                &title,
                "editor",
                None,
                Some(id),
            )?;
        }
        let kari = add_user(
            conn,
            "koordinator@example.no",
            "Kari Koordinator",
            "coordinator",
            Some(open),
            None,
        )?;
        grant(conn, kari, "coordinator", Some(closed), None)?;
        add_mailing(conn, open, municipalities[6], kari)?;
        add_user(
            conn,
            "nordland@example.no",
            "Nils Nordland",
            "coordinator",
            Some(other),
            None,
        )?;
        add_user(conn, "leser@example.no", "Lise Leser", "reader", Some(open), None)?;
        add_user(
            conn,
            "admin@example.no",
            "Anna Administrator",
            "admin",
            None,
            None,
        )?;
        diesel::QueryResult::Ok(())
    })
    .unwrap();
}

/// The first round, sent to all this morning; it ends on 1 December at four in the afternoon.
fn add_round(conn: &mut DbConn, mapping: i64, municipalities: &[i64]) -> QueryResult<()> {
    let round: i64 = diesel::insert_into(hearing_round::table)
        .values((
            hearing_round::mapping_id.eq(mapping),
            hearing_round::number.eq(1),
            hearing_round::state.eq("open"),
            hearing_round::deadline.eq(deadline()),
        ))
        .returning(hearing_round::id)
        .get_result(conn)?;
    for municipality in municipalities {
        diesel::insert_into(hearing::table)
            .values((
                hearing::round_id.eq(round),
                hearing::municipality_id.eq(municipality),
                hearing::state.eq("sent"),
                hearing::sent_at.eq(start_of_time()),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// A message to Grong that nobody has sent.
fn add_mailing(conn: &mut DbConn, mapping: i64, municipality: i64, by: i64) -> QueryResult<()> {
    let mailing: i64 = diesel::insert_into(mailing::table)
        .values((
            mailing::mapping_id.eq(mapping),
            mailing::kind.eq("notice"),
            mailing::created_at.eq(start_of_time()),
            mailing::created_by.eq(by),
        ))
        .returning(mailing::id)
        .get_result(conn)?;
    for language in ["nb", "nn"] {
        diesel::insert_into(mailing_text::table)
            .values((
                mailing_text::mailing_id.eq(mailing),
                mailing_text::template.eq("notice"),
                mailing_text::language.eq(language),
                mailing_text::subject.eq("Hei, {kommune}"),
                mailing_text::body.eq("Hei.\n\nTakk for praten."),
            ))
            .execute(conn)?;
    }
    diesel::insert_into(mailing_recipient::table)
        .values((
            mailing_recipient::mailing_id.eq(mailing),
            mailing_recipient::municipality_id.eq(municipality),
        ))
        .execute(conn)
        .map(drop)
}

/// One of each kind; leaders of regionråd are not asked the last.
fn add_questions(conn: &mut DbConn, mapping: i64) -> QueryResult<()> {
    for (at, (kind, nb, nn, options)) in (1..).zip(QUESTIONS) {
        diesel::insert_into(question::table)
            .values((
                question::mapping_id.eq(mapping),
                question::nr.eq(at),
                question::kind.eq(kind),
                question::text_nb.eq(nb),
                question::text_nn.eq(nn),
                question::options_nb.eq(options),
                question::options_nn.eq(options),
                question::for_regions.eq(*kind != "choice"),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// When the answers of the sample's round are due.
pub fn deadline() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 12, 1)
        .and_then(|day| day.and_hms_opt(15, 0, 0))
        .unwrap()
}

fn add_user(
    conn: &mut DbConn,
    email: &str,
    name: &str,
    role: &str,
    mapping: Option<i64>,
    municipality: Option<i64>,
) -> QueryResult<i64> {
    let user = diesel::insert_into(user_account::table)
        .values((
            user_account::email.eq(email),
            user_account::name.eq(name),
            user_account::password_hash.eq(HASH.as_str()),
            user_account::created_at.eq(start_of_time()),
            user_account::activated_at.eq(start_of_time()),
            user_account::search_key.eq(search_key(&format!("{name} {email}"))),
            user_account::sort_key.eq(sort_key(name)),
        ))
        .returning(user_account::id)
        .get_result(conn)?;
    grant(conn, user, role, mapping, municipality)?;
    Ok(user)
}

fn grant(
    conn: &mut DbConn,
    user: i64,
    role: &str,
    mapping: Option<i64>,
    municipality: Option<i64>,
) -> QueryResult<()> {
    diesel::insert_into(user_role::table)
        .values((
            user_role::user_id.eq(user),
            user_role::role.eq(role),
            user_role::mapping_id.eq(mapping),
            user_role::municipality_id.eq(municipality),
            user_role::granted_at.eq(start_of_time()),
        ))
        .execute(conn)
        .map(drop)
}
