//! A small register that every test starts from: ten municipalities of Trøndelag, one of Nordland, three mappings,
//! seven arrangements with something of everything, and a person in every role.

use std::path::Path;
use std::sync::OnceLock;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use ordna::db::schema::*;
use ordna::db::{self, DbConn};
use ordna::domain::arrangement::Level;
use ordna::domain::norwegian::{search_key, sort_key};

use super::database::TestDatabase;
use super::portal::start_of_time;

/// Number, name, inhabitants, written form. The last one lies outside the area of the mappings.
const MUNICIPALITIES: &[(&str, &str, i32, &str)] = &[
    ("5001", "Trondheim", 205_163, "neutral"),
    ("5006", "Steinkjer", 24_357, "neutral"),
    ("5007", "Namsos", 15_230, "neutral"),
    ("5041", "Snåsa", 2_063, "neutral"),
    ("5043", "Røyrvik", 461, "neutral"),
    ("5044", "Namsskogan", 843, "bokmal"),
    ("5045", "Grong", 2_359, "bokmal"),
    ("5046", "Høylandet", 1_231, "nynorsk"),
    ("5047", "Overhalla", 3_884, "neutral"),
    ("5054", "Indre Fosen", 10_084, "neutral"),
    ("1811", "Bindal", 1_426, "nynorsk"),
];

const SECTORS: &[(&str, &str)] = &[
    ("Helse og omsorg", "Helse og omsorg"),
    ("Oppvekst og kunnskap", "Oppvekst og kunnskap"),
    ("Teknisk og miljø", "Teknisk og miljø"),
];

const TASK_FIELDS: &[(&str, &str)] = &[
    ("Barnevern", "Barnevern"),
    ("Brannvern", "Brannvern"),
    ("Legevakt", "Legevakt"),
    ("Renovasjon", "Renovasjon"),
];

const REGIONS: &[(&str, &[&str])] = &[
    ("Fosen", &["Indre Fosen"]),
    (
        "Namdal",
        &[
            "Namsos",
            "Røyrvik",
            "Namsskogan",
            "Grong",
            "Høylandet",
            "Overhalla",
        ],
    ),
];

/// An arrangement as the sample writes it; what is empty or zero is unknown.
#[derive(Default)]
struct Sample {
    name: &'static str,
    sector: usize,
    task_field: &'static str,
    form: &'static str,
    host: &'static str,
    established: i32,
    fte_tenths: i32,
    definition: &'static str,
    life: &'static str,
    municipalities: &'static [&'static str],
    /// Kind and name of owners that are no municipalities.
    others: &'static [(&'static str, &'static str)],
}

fn arrangements() -> Vec<Sample> {
    vec![
        Sample {
            name: "Namdal legevakt",
            sector: 1,
            task_field: "Legevakt",
            form: "host",
            host: "Namsos",
            established: 2004,
            fte_tenths: 126,
            municipalities: &["Namsos", "Overhalla", "Høylandet", "Grong"],
            ..Sample::default()
        },
        Sample {
            name: "Indre Namdal barnevern",
            sector: 2,
            task_field: "Barnevern",
            form: "host",
            host: "Grong",
            established: 2011,
            municipalities: &["Grong", "Røyrvik", "Namsskogan"],
            ..Sample::default()
        },
        Sample {
            name: "Namdal avfall IKS",
            sector: 3,
            task_field: "Renovasjon",
            form: "iks",
            established: 1987,
            fte_tenths: 410,
            municipalities: &[
                "Trondheim",
                "Steinkjer",
                "Namsos",
                "Snåsa",
                "Røyrvik",
                "Namsskogan",
                "Grong",
                "Høylandet",
                "Overhalla",
                "Bindal",
            ],
            ..Sample::default()
        },
        Sample {
            name: "Østre Å brannvern",
            sector: 3,
            task_field: "Brannvern",
            life: "being_established",
            municipalities: &["Snåsa", "Steinkjer"],
            ..Sample::default()
        },
        Sample {
            name: "Fosen nettverk for skoleledere",
            sector: 2,
            definition: "borderline",
            municipalities: &["Indre Fosen", "Trondheim"],
            ..Sample::default()
        },
        Sample {
            name: "Kysten havn AS",
            sector: 3,
            form: "as",
            definition: "excluded",
            municipalities: &["Namsos", "Bindal"],
            others: &[
                ("county", "Trøndelag fylkeskommune"),
                ("private", "Kysten rederi AS"),
            ],
            ..Sample::default()
        },
        Sample {
            name: "Felles regnskapskontor",
            form: "agreement",
            established: 1998,
            life: "discontinued",
            municipalities: &["Grong", "Høylandet"],
            ..Sample::default()
        },
    ]
}

/// A database of its own with the sample in it, made once per process under SQLite and copied.
pub fn sample() -> TestDatabase {
    static FILLED: OnceLock<Vec<u8>> = OnceLock::new();
    if let Some(database) = TestDatabase::postgres() {
        fill(&mut database.pool(1).get().unwrap());
        return database;
    }
    let bytes = FILLED.get_or_init(|| {
        let first = TestDatabase::sqlite();
        let conn = &mut first.pool(1).get().unwrap();
        fill(conn);
        let copy = tempfile::tempdir().unwrap();
        let copy = copy.path().join("copy.db");
        db::backup_to(conn, &copy).unwrap();
        std::fs::read(copy).unwrap()
    });
    let database = TestDatabase::empty_sqlite();
    let file = database.url().strip_prefix("sqlite://").unwrap();
    std::fs::write(Path::new(file), bytes).unwrap();
    database
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

fn add_municipalities(conn: &mut DbConn) -> QueryResult<Vec<i64>> {
    let mut ids = Vec::new();
    for &(number, name, population, written_form) in MUNICIPALITIES {
        let county = if number.starts_with("50") {
            "Trøndelag"
        } else {
            "Nordland"
        };
        let id = diesel::insert_into(municipality::table)
            .values((
                municipality::number.eq(number),
                municipality::name.eq(name),
                municipality::county_number.eq(&number[..2]),
                municipality::county.eq(county),
                municipality::language_form.eq(written_form),
                municipality::search_key.eq(search_key(name)),
                municipality::sort_key.eq(sort_key(name)),
            ))
            .returning(municipality::id)
            .get_result(conn)?;
        diesel::insert_into(municipality_population::table)
            .values((
                municipality_population::municipality_id.eq(id),
                municipality_population::year.eq(2019),
                municipality_population::population.eq(population),
            ))
            .execute(conn)?;
        ids.push(id);
    }
    Ok(ids)
}

fn add_mapping(conn: &mut DbConn, slug: &str, name: &str, year: i32, area: &[i64]) -> QueryResult<i64> {
    let now = start_of_time();
    let id: i64 = diesel::insert_into(mapping::table)
        .values((
            mapping::slug.eq(slug),
            mapping::name.eq(name),
            mapping::year.eq(year),
            mapping::status.eq("open"),
            mapping::created_at.eq(now),
            mapping::opened_at.eq(now),
        ))
        .returning(mapping::id)
        .get_result(conn)?;
    for &municipality in area {
        diesel::insert_into(mapping_area::table)
            .values((
                mapping_area::mapping_id.eq(id),
                mapping_area::municipality_id.eq(municipality),
            ))
            .execute(conn)?;
    }
    for (nr, (nb, nn)) in SECTORS.iter().enumerate() {
        diesel::insert_into(sector::table)
            .values((
                sector::mapping_id.eq(id),
                sector::nr.eq(nr as i32 + 1),
                sector::name_nb.eq(nb),
                sector::name_nn.eq(nn),
            ))
            .execute(conn)?;
    }
    for (nr, (nb, nn)) in TASK_FIELDS.iter().enumerate() {
        diesel::insert_into(task_field::table)
            .values((
                task_field::mapping_id.eq(id),
                task_field::nr.eq(nr as i32 + 1),
                task_field::name_nb.eq(nb),
                task_field::name_nn.eq(nn),
            ))
            .execute(conn)?;
    }
    for (nr, (name, members)) in REGIONS.iter().enumerate() {
        let region: i64 = diesel::insert_into(region::table)
            .values((
                region::mapping_id.eq(id),
                region::nr.eq(nr as i32 + 1),
                region::name.eq(name),
            ))
            .returning(region::id)
            .get_result(conn)?;
        let chosen = municipality::table
            .filter(municipality::name.eq_any(*members))
            .filter(municipality::id.eq_any(area))
            .select(municipality::id);
        for member in chosen.load::<i64>(conn)? {
            diesel::insert_into(region_member::table)
                .values((
                    region_member::region_id.eq(region),
                    region_member::municipality_id.eq(member),
                ))
                .execute(conn)?;
        }
    }
    Ok(id)
}

fn add_arrangement(
    conn: &mut DbConn,
    mapping: i64,
    number: i32,
    sample: &Sample,
    municipalities: &[i64],
) -> QueryResult<()> {
    let municipality = |name: &str| {
        let at = MUNICIPALITIES.iter().position(|(_, known, ..)| *known == name);
        municipalities[at.unwrap()]
    };
    let known = |text: &'static str| Some(text).filter(|text| !text.is_empty());
    let sector_id: Option<i64> = sector::table
        .filter(
            sector::mapping_id
                .eq(mapping)
                .and(sector::nr.eq(sample.sector as i32)),
        )
        .select(sector::id)
        .first(conn)
        .optional()?;
    let id: i64 = diesel::insert_into(arrangement::table)
        .values((
            arrangement::mapping_id.eq(mapping),
            arrangement::number.eq(number),
            arrangement::lineage.eq(format!("prove-{number}")),
            arrangement::name.eq(sample.name),
            arrangement::sector_id.eq(sector_id),
            arrangement::established_year.eq(Some(sample.established).filter(|year| *year > 0)),
            arrangement::legal_form.eq(known(sample.form)),
            arrangement::host_municipality_id.eq(known(sample.host).map(municipality)),
            arrangement::fte_tenths.eq(Some(sample.fte_tenths).filter(|tenths| *tenths > 0)),
            arrangement::participant_count.eq(sample.municipalities.len() as i32),
            arrangement::level.eq(Level::of(sample.municipalities.len()).code()),
            arrangement::definition_status.eq(known(sample.definition).unwrap_or("included")),
            arrangement::life.eq(known(sample.life).unwrap_or("active")),
            arrangement::search_key.eq(search_key(sample.name)),
            arrangement::sort_key.eq(sort_key(sample.name)),
            arrangement::changed_at.eq(start_of_time()),
        ))
        .returning(arrangement::id)
        .get_result(conn)?;
    for name in sample.municipalities {
        diesel::insert_into(participant::table)
            .values((
                participant::arrangement_id.eq(id),
                participant::kind.eq("municipality"),
                participant::municipality_id.eq(municipality(name)),
            ))
            .execute(conn)?;
    }
    for (kind, name) in sample.others {
        diesel::insert_into(participant::table)
            .values((
                participant::arrangement_id.eq(id),
                participant::kind.eq(kind),
                participant::name.eq(name),
            ))
            .execute(conn)?;
    }
    let task = task_field::table
        .filter(task_field::mapping_id.eq(mapping))
        .filter(task_field::name_nb.eq(sample.task_field))
        .select(task_field::id);
    if let Some(task) = task.first::<i64>(conn).optional()? {
        diesel::insert_into(arrangement_task_field::table)
            .values((
                arrangement_task_field::arrangement_id.eq(id),
                arrangement_task_field::task_field_id.eq(task),
            ))
            .execute(conn)?;
    }
    Ok(())
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

/// Signs a person in behind the portal's back.
pub fn session(conn: &mut DbConn, email: &str, token_hash: &str, now: NaiveDateTime) {
    let user: i64 = user_account::table
        .filter(user_account::email.eq(email))
        .select(user_account::id)
        .first(conn)
        .unwrap_or_else(|_| panic!("the sample has nobody with the address {email}"));
    diesel::insert_into(session::table)
        .values((
            session::token_hash.eq(token_hash),
            session::user_id.eq(user),
            session::step.eq("done"),
            session::created_at.eq(now),
            session::last_seen_at.eq(now),
            session::authenticated_at.eq(now),
        ))
        .execute(conn)
        .unwrap();
}
