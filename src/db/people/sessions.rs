//! Who is signed in where: one row a browser, found by the hash of its token.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use crate::conn::connection::on_either;
use crate::schema::{
    delegation, deputy, hearing, hearing_round, mapping, municipality, region, session, user_account,
    user_role,
};
use crate::{DbConn, bad_code};
use domain::people::access::{Actor, Grant, Role, UserId};
use domain::people::session::{Session, SessionId, Step};

/// How far behind `last_seen_at` may be: a write for every page read would cost a disk sync each.
const SEEN_EVERY: TimeDelta = TimeDelta::seconds(60);

/// The session with its person and all that the person may do now, in one statement, so that a role that was taken
/// away a moment ago is already gone.
/// What was left to a colleague ends by the clock, and so does the role that went with it (S28).
pub fn find(conn: &mut DbConn, token_hash: &str, now: NaiveDateTime) -> QueryResult<Option<Session>> {
    // Each is found by its key from the one before it, so that there is one way to go.
    let in_round = hearing_round::table
        .filter(hearing_round::id.eq(hearing::round_id))
        .filter(hearing_round::mapping_id.nullable().eq(user_role::mapping_id));
    // Two columns are two types to diesel.
    macro_rules! heard {
        ($id:expr) => {
            hearing::table
                .filter(hearing::id.eq($id))
                .filter(
                    hearing::municipality_id
                        .nullable()
                        .eq(user_role::municipality_id),
                )
                .filter(exists(in_round))
        };
    }
    let in_force = delegation::table
        .filter(delegation::user_id.eq(user_role::user_id))
        .filter(delegation::revoked_at.is_null())
        .filter(delegation::expires_at.gt(now))
        .filter(exists(heard!(delegation::hearing_id)))
        .filter(user_role::role.ne(Role::Deputy.code()))
        .select(delegation::id);
    let deputized = deputy::table
        .filter(deputy::user_id.eq(user_role::user_id))
        .filter(deputy::ended_at.is_null())
        .filter(deputy::expires_at.gt(now))
        .filter(exists(heard!(deputy::hearing_id)))
        .filter(user_role::role.eq(Role::Deputy.code()))
        .select(deputy::id);
    // Whoever answers for a municipality in one mapping does so until the role is ended.
    let is_left_to_them = user_role::mapping_id
        .is_not_null()
        .and(user_role::municipality_id.is_not_null())
        .and(user_role::role.ne(Role::Respondent.code()));
    let rows: Vec<FoundRow> = on_either!(conn, c => session::table
        .inner_join(user_account::table)
        .left_join(
            user_role::table.on(user_role::user_id
                .eq(user_account::id)
                .and(user_role::ended_at.is_null())
                .and(not(is_left_to_them).or(exists(in_force)).or(exists(deputized)))),
        )
        .left_join(region::table.on(user_role::region_id.eq(region::id.nullable())))
        // A region is one of a mapping's, so its role is for that mapping.
        .left_join(
            mapping::table.on(user_role::mapping_id
                .eq(mapping::id.nullable())
                .or(region::mapping_id.nullable().eq(mapping::id.nullable()))),
        )
        .left_join(municipality::table.on(user_role::municipality_id.eq(municipality::id.nullable())))
        .filter(session::token_hash.eq(token_hash))
        .filter(session::ended_at.is_null())
        .filter(user_account::disabled_at.is_null())
        .select((
            SessionRow::as_select(),
            PersonRow::as_select(),
            user_role::role.nullable(),
            mapping::slug.nullable(),
            (municipality::number, municipality::name).nullable(),
            (region::nr, region::name).nullable(),
        ))
        .order((municipality::sort_key, region::name))
        .load(c))?;
    let mut grants = Vec::new();
    let mut answers_for = Vec::new();
    for (_, _, role, mapping, municipality, region) in &rows {
        let Some(role) = role else { continue };
        let role = Role::try_from(role.clone()).map_err(bad_code)?;
        grants.push(Grant {
            role,
            mapping: mapping.clone(),
            municipality: municipality.as_ref().map(|(number, _)| number.clone()),
            region: region.as_ref().map(|(nr, _)| *nr),
        });
        // A deputy answers for nobody: the pages of that list say in whose name.
        let own = municipality
            .as_ref()
            .filter(|_| role != Role::Deputy)
            .map(|(_, name)| name);
        if let Some(name) = own.or(region.as_ref().map(|(_, name)| name))
            && !answers_for.contains(name)
        {
            answers_for.push(name.clone());
        }
    }
    let Some((row, person, ..)) = rows.into_iter().next() else {
        return Ok(None);
    };
    Ok(Some(Session {
        id: SessionId(row.id),
        actor: Actor {
            user: UserId(person.id),
            name: person.name,
            email: person.email,
            grants,
        },
        answers_for,
        language: person.language,
        step: Step::try_from(row.step).map_err(bad_code)?,
        created_at: row.created_at,
        last_seen_at: row.last_seen_at,
        authenticated_at: row.authenticated_at,
    }))
}

/// A row for each grant, with its role, mapping, municipality and region.
type FoundRow = (
    SessionRow,
    PersonRow,
    Option<String>,
    Option<String>,
    Option<(String, String)>,
    Option<(i32, String)>,
);

#[derive(Queryable, Selectable)]
#[diesel(table_name = session)]
struct SessionRow {
    id: i64,
    step: String,
    created_at: NaiveDateTime,
    last_seen_at: NaiveDateTime,
    authenticated_at: NaiveDateTime,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = user_account)]
struct PersonRow {
    id: i64,
    name: String,
    email: String,
    language: Option<String>,
}

pub fn is_due_for_touch(session: &Session, now: NaiveDateTime) -> bool {
    now - session.last_seen_at >= SEEN_EVERY
}

/// Notes that the person is still there; a note that was late does not take a newer one back.
pub fn touch(conn: &mut DbConn, session: SessionId, now: NaiveDateTime) -> QueryResult<()> {
    crate::write(conn, |conn| {
        diesel::update(session::table.find(session.0))
            .filter(session::last_seen_at.lt(now))
            .set(session::last_seen_at.eq(now))
            .execute(conn)
            .map(drop)
    })
}

/// A browser that somebody is coming in with.
pub struct NewSession<'a> {
    pub user: UserId,
    pub token_hash: &'a str,
    pub step: Step,
    pub user_agent: &'a str,
    pub ip: &'a str,
}

/// Run it inside `db::write`, as all below.
pub fn create(conn: &mut DbConn, new: &NewSession, now: NaiveDateTime) -> QueryResult<()> {
    diesel::insert_into(session::table)
        .values((
            session::token_hash.eq(new.token_hash),
            session::user_id.eq(new.user.0),
            session::step.eq(new.step.code()),
            session::created_at.eq(now),
            session::last_seen_at.eq(now),
            session::authenticated_at.eq(now),
            session::user_agent.eq(new.user_agent),
            session::ip.eq(new.ip),
        ))
        .execute(conn)
        .map(drop)
}

/// The person has proved who they are, once more or at last: the token changes, and the session is fresh.
pub fn prove(conn: &mut DbConn, id: SessionId, token_hash: &str, now: NaiveDateTime) -> QueryResult<()> {
    diesel::update(session::table.find(id.0))
        .set((
            session::token_hash.eq(token_hash),
            session::step.eq(Step::Done.code()),
            session::authenticated_at.eq(now),
            session::last_seen_at.eq(now),
        ))
        .execute(conn)
        .map(drop)
}

pub fn token_hash(conn: &mut DbConn, id: SessionId) -> QueryResult<String> {
    session::table.find(id.0).select(session::token_hash).first(conn)
}

/// A session as its person sees it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = session)]
pub struct OpenSession {
    pub id: i64,
    pub user_agent: Option<String>,
    pub ip: Option<String>,
    pub created_at: NaiveDateTime,
    pub last_seen_at: NaiveDateTime,
}

/// Where a person is signed in: seen within `idle`, newest first.
pub fn list(
    conn: &mut DbConn,
    user: UserId,
    idle: TimeDelta,
    now: NaiveDateTime,
) -> QueryResult<Vec<OpenSession>> {
    session::table
        .filter(session::user_id.eq(user.0))
        .filter(session::ended_at.is_null())
        .filter(session::step.eq(Step::Done.code()))
        .filter(session::last_seen_at.gt(now - idle))
        .filter(session::created_at.gt(now - Session::LONGEST))
        .order(session::last_seen_at.desc())
        .then_order_by(session::id.desc())
        .select(OpenSession::as_select())
        .load(conn)
}

/// True when it was the person's own and open until now.
pub fn end(conn: &mut DbConn, user: UserId, id: SessionId, now: NaiveDateTime) -> QueryResult<bool> {
    diesel::update(session::table.find(id.0))
        .filter(session::user_id.eq(user.0))
        .filter(session::ended_at.is_null())
        .set(session::ended_at.eq(now))
        .execute(conn)
        .map(|ended| ended == 1)
}

/// Ends all of a person's sessions but one, or all.
pub fn end_all(
    conn: &mut DbConn,
    user: UserId,
    but: Option<SessionId>,
    now: NaiveDateTime,
) -> QueryResult<usize> {
    diesel::update(session::table)
        .filter(session::user_id.eq(user.0))
        .filter(session::ended_at.is_null())
        .filter(session::id.ne(but.map_or(0, |id| id.0)))
        .set(session::ended_at.eq(now))
        .execute(conn)
}
