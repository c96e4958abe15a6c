//! Reads the audit log: newest first, narrowed by filters, each line with the names that its ids stand for today.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::DbConn;
use crate::schema::{arrangement, audit_event, mapping, municipality, user_account};
use domain::event::Happening;

type Backend = <DbConn as diesel::Connection>::Backend;

#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Any of these; none means all.
    pub happenings: Option<Vec<Happening>>,
    /// The line's own number, or that of the thing it was done to.
    pub number: Option<i64>,
    /// Who did it, or in whose name, or to whom: a person's id, or words of name and address.
    pub person: Option<i64>,
    pub person_words: Vec<String>,
    /// The mapping's slug.
    pub mapping: Option<String>,
    /// The municipality's number, or words of its name.
    pub municipality: Option<String>,
    pub municipality_words: Vec<String>,
    pub from: Option<NaiveDateTime>,
    pub before: Option<NaiveDateTime>,
}

/// Which part of the log: the newest, what is older than a line, or what is newer than one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Newest,
    OlderThan(i64),
    NewerThan(i64),
}

/// A line of the log with the names of what its ids point to.
#[derive(Debug, Clone)]
pub struct Line {
    pub id: i64,
    pub at: NaiveDateTime,
    pub actor: Option<(i64, String)>,
    pub principal: Option<String>,
    /// The stored code; a later version of the portal may have written one that this one does not know.
    pub action: String,
    pub subject_kind: String,
    pub subject_id: Option<i64>,
    /// Who it was done to, when that is a person.
    pub person: Option<String>,
    /// Number and name, when it was done to an arrangement.
    pub arrangement: Option<(i32, String)>,
    pub mapping: Option<(String, String)>,
    pub municipality: Option<(String, String)>,
    pub details: String,
    pub request_id: Option<String>,
}

fn filtered<'a>(filter: &Filter) -> audit_event::BoxedQuery<'a, Backend> {
    let mut log = audit_event::table.into_boxed();
    if let Some(happenings) = &filter.happenings {
        let codes: Vec<&'static str> = happenings.iter().map(|what| what.code()).collect();
        log = log.filter(audit_event::action.eq_any(codes));
    }
    if let Some(number) = filter.number {
        log = log.filter(audit_event::id.eq(number).or(audit_event::subject_id.eq(number)));
    }
    if let Some(person) = filter.person {
        log = log.filter(
            audit_event::actor_id
                .eq(person)
                .or(audit_event::principal_id.eq(person))
                .or(audit_event::subject_kind
                    .eq("user")
                    .and(audit_event::subject_id.eq(person))),
        );
    }
    for word in &filter.person_words {
        let named = || {
            user_account::table
                .filter(user_account::search_key.like(format!("%{word}%")))
                .select(user_account::id.nullable())
        };
        log = log.filter(
            audit_event::actor_id
                .eq_any(named())
                .or(audit_event::principal_id.eq_any(named()))
                .or(audit_event::subject_kind
                    .eq("user")
                    .and(audit_event::subject_id.eq_any(named()))),
        );
    }
    if let Some(slug) = &filter.mapping {
        let mappings = mapping::table
            .filter(mapping::slug.eq(slug.clone()))
            .select(mapping::id.nullable());
        log = log.filter(audit_event::mapping_id.eq_any(mappings));
    }
    if let Some(number) = &filter.municipality {
        let municipalities = municipality::table
            .filter(municipality::number.eq(number.clone()))
            .select(municipality::id.nullable());
        log = log.filter(audit_event::municipality_id.eq_any(municipalities));
    }
    for word in &filter.municipality_words {
        let municipalities = municipality::table
            .filter(municipality::search_key.like(format!("%{word}%")))
            .select(municipality::id.nullable());
        log = log.filter(audit_event::municipality_id.eq_any(municipalities));
    }
    if let Some(from) = filter.from {
        log = log.filter(audit_event::at.ge(from));
    }
    if let Some(before) = filter.before {
        log = log.filter(audit_event::at.lt(before));
    }
    log
}

/// At most `limit` lines, newest first.
pub fn lines(conn: &mut DbConn, filter: &Filter, part: Part, limit: i64) -> QueryResult<Vec<Line>> {
    let log = filtered(filter).select(audit_event::id).limit(limit);
    let mut ids: Vec<i64> = match part {
        Part::Newest => log.order(audit_event::id.desc()).load(conn)?,
        Part::OlderThan(line) => log
            .filter(audit_event::id.lt(line))
            .order(audit_event::id.desc())
            .load(conn)?,
        Part::NewerThan(line) => log
            .filter(audit_event::id.gt(line))
            .order(audit_event::id)
            .load(conn)?,
    };
    ids.sort_unstable_by(|a, b| b.cmp(a));
    with_names(conn, &ids)
}

type Who = (Option<i64>, Option<String>, Option<String>, Option<String>);
type Named = (Option<String>, Option<String>);
type Row = (Own, Who, (Option<i32>, Option<String>), Named, Named);
type Own = (
    i64,
    NaiveDateTime,
    String,
    String,
    Option<i64>,
    String,
    Option<String>,
);

/// The joins apart from the filters: a boxed query cannot carry them over both databases.
fn with_names(conn: &mut DbConn, ids: &[i64]) -> QueryResult<Vec<Line>> {
    let (actor, principal, person) = diesel::alias!(
        user_account as actor,
        user_account as principal,
        user_account as person
    );
    let rows: Vec<Row> = audit_event::table
        .left_join(actor.on(actor.field(user_account::id).nullable().eq(audit_event::actor_id)))
        .left_join(
            principal.on(principal
                .field(user_account::id)
                .nullable()
                .eq(audit_event::principal_id)),
        )
        .left_join(
            person.on(person
                .field(user_account::id)
                .nullable()
                .eq(audit_event::subject_id)
                .and(audit_event::subject_kind.eq("user"))),
        )
        .left_join(
            arrangement::table.on(arrangement::id
                .nullable()
                .eq(audit_event::subject_id)
                .and(audit_event::subject_kind.eq("arrangement"))),
        )
        .left_join(mapping::table.on(mapping::id.nullable().eq(audit_event::mapping_id)))
        .left_join(municipality::table.on(municipality::id.nullable().eq(audit_event::municipality_id)))
        .filter(audit_event::id.eq_any(ids))
        .order(audit_event::id.desc())
        .select((
            (
                audit_event::id,
                audit_event::at,
                audit_event::action,
                audit_event::subject_kind,
                audit_event::subject_id,
                audit_event::details,
                audit_event::request_id,
            ),
            (
                audit_event::actor_id,
                actor.field(user_account::name).nullable(),
                principal.field(user_account::name).nullable(),
                person.field(user_account::name).nullable(),
            ),
            (arrangement::number.nullable(), arrangement::name.nullable()),
            (mapping::slug.nullable(), mapping::name.nullable()),
            (municipality::number.nullable(), municipality::name.nullable()),
        ))
        .load(conn)?;
    Ok(rows.into_iter().map(line).collect())
}

fn line((own, who, arrangement, mapping, municipality): Row) -> Line {
    let (id, at, action, subject_kind, subject_id, details, request_id) = own;
    let (actor_id, actor, principal, person) = who;
    Line {
        id,
        at,
        actor: actor_id.zip(actor),
        principal,
        action,
        subject_kind,
        subject_id,
        person,
        arrangement: arrangement.0.zip(arrangement.1),
        mapping: mapping.0.zip(mapping.1),
        municipality: municipality.0.zip(municipality.1),
        details,
        request_id,
    }
}

/// How many lines the selection has.
pub fn count(conn: &mut DbConn, filter: &Filter) -> QueryResult<i64> {
    filtered(filter).count().get_result(conn)
}
