//! People as the administration reads them: the list with its filters, and one person with roles.

use chrono::NaiveDateTime;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::schema::{mapping, municipality, region, user_account, user_role};
use crate::{DbConn, bad_code};
use domain::people::access::{Role, UserId};
use domain::people::person::AccountState;
use domain::places::mapping::MappingId;
use domain::places::municipality::MunicipalityId;

type Backend = <DbConn as diesel::Connection>::Backend;
type People<'a> = user_account::BoxedQuery<'a, Backend>;

/// What the list is narrowed to; all that is given must hold, and role, mapping and municipality of one role in force.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub words: Vec<String>,
    pub role: Option<Role>,
    /// The mapping's slug.
    pub mapping: Option<String>,
    /// The municipality's number.
    pub municipality: Option<String>,
    pub state: Option<AccountState>,
}

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = user_account)]
pub struct Person {
    pub id: i64,
    pub email: String,
    pub name: String,
    pub totp_confirmed_at: Option<NaiveDateTime>,
    pub locked_until: Option<NaiveDateTime>,
    pub created_at: NaiveDateTime,
    pub activated_at: Option<NaiveDateTime>,
    pub last_seen_at: Option<NaiveDateTime>,
    pub disabled_at: Option<NaiveDateTime>,
    pub language: Option<String>,
    pub version: i64,
}

impl Person {
    pub fn state(&self, now: NaiveDateTime) -> AccountState {
        AccountState::of(self.activated_at, self.locked_until, self.disabled_at, now)
    }
}

/// A role that a person has or had, with its scope by number or slug and name.
#[derive(Debug, Clone)]
pub struct HeldRole {
    pub id: i64,
    pub user: UserId,
    pub role: Role,
    pub mapping: Option<(String, String)>,
    pub municipality: Option<(String, String)>,
    pub region: Option<String>,
    pub mapping_id: Option<MappingId>,
    pub municipality_id: Option<MunicipalityId>,
    pub granted_at: NaiveDateTime,
    pub granted_by: Option<String>,
    pub ended_at: Option<NaiveDateTime>,
    pub ended_by: Option<String>,
}

fn filtered<'a>(filter: &Filter, now: NaiveDateTime) -> People<'a> {
    let mut people = user_account::table.into_boxed();
    for word in &filter.words {
        people = people.filter(user_account::search_key.like(format!("%{word}%")));
    }
    if filter.role.is_some() || filter.mapping.is_some() || filter.municipality.is_some() {
        // One subselect, so that all three are true of the same role; it cannot be boxed over both databases, so
        // what is not asked for is made true instead of left out.
        let unless = |given: bool| AsExpression::<Bool>::as_expression(!given);
        let role = filter.role.map_or("", Role::code);
        let slug = filter.mapping.clone().unwrap_or_default();
        let number = filter.municipality.clone().unwrap_or_default();
        let mappings = mapping::table
            .filter(mapping::slug.eq(slug))
            .select(mapping::id.nullable());
        let municipalities = municipality::table
            .filter(municipality::number.eq(number))
            .select(municipality::id.nullable());
        let holders = user_role::table
            .filter(user_role::ended_at.is_null())
            .filter(user_role::role.eq(role).or(unless(filter.role.is_some())))
            .filter(
                user_role::mapping_id
                    .eq_any(mappings)
                    .or(unless(filter.mapping.is_some())),
            )
            .filter(
                user_role::municipality_id
                    .eq_any(municipalities)
                    .or(unless(filter.municipality.is_some())),
            )
            .select(user_role::user_id);
        people = people.filter(user_account::id.eq_any(holders));
    }
    let locked = user_account::locked_until.gt(now);
    match filter.state {
        None => people,
        Some(AccountState::Disabled) => people.filter(user_account::disabled_at.is_not_null()),
        Some(AccountState::Invited) => people
            .filter(user_account::disabled_at.is_null())
            .filter(user_account::activated_at.is_null()),
        Some(AccountState::Locked) => people
            .filter(user_account::disabled_at.is_null())
            .filter(user_account::activated_at.is_not_null())
            .filter(locked),
        Some(AccountState::Active) => people
            .filter(user_account::disabled_at.is_null())
            .filter(user_account::activated_at.is_not_null())
            .filter(
                user_account::locked_until
                    .is_null()
                    .or(user_account::locked_until.le(now)),
            ),
    }
}

pub fn count(conn: &mut DbConn, filter: &Filter, now: NaiveDateTime) -> QueryResult<i64> {
    filtered(filter, now).count().get_result(conn)
}

/// One page of the list in Norwegian order, with the roles in force.
pub fn list(
    conn: &mut DbConn,
    filter: &Filter,
    now: NaiveDateTime,
    limit: i64,
    offset: i64,
) -> QueryResult<Vec<(Person, Vec<HeldRole>)>> {
    let people: Vec<Person> = filtered(filter, now)
        .order((user_account::sort_key, user_account::id))
        .limit(limit)
        .offset(offset)
        .select(Person::as_select())
        .load(conn)?;
    let ids: Vec<i64> = people.iter().map(|person| person.id).collect();
    let mut roles = roles_of(conn, &ids)?;
    roles.retain(|role| role.ended_at.is_none());
    let with_roles = |person: Person| {
        let (own, others) = std::mem::take(&mut roles)
            .into_iter()
            .partition(|role| role.user.0 == person.id);
        roles = others;
        (person, own)
    };
    Ok(people.into_iter().map(with_roles).collect())
}

/// Own columns, keys, mapping, municipality, region, who gave it, who ended it.
type Row = (
    (i64, i64, String, NaiveDateTime, Option<NaiveDateTime>),
    (Option<i64>, Option<i64>),
    (Option<String>, Option<String>),
    (Option<String>, Option<String>),
    Option<String>,
    Option<String>,
    Option<String>,
);

/// All roles that these people have and had, those in force first.
pub fn roles_of(conn: &mut DbConn, users: &[i64]) -> QueryResult<Vec<HeldRole>> {
    let (granter, ender) = diesel::alias!(user_account as granter, user_account as ender);
    let rows: Vec<Row> = user_role::table
        .left_join(mapping::table)
        .left_join(municipality::table)
        .left_join(region::table)
        .left_join(
            granter.on(granter
                .field(user_account::id)
                .nullable()
                .eq(user_role::granted_by)),
        )
        .left_join(ender.on(ender.field(user_account::id).nullable().eq(user_role::ended_by)))
        .filter(user_role::user_id.eq_any(users))
        .order((
            user_role::ended_at.is_not_null(),
            user_role::role,
            municipality::sort_key,
            user_role::id,
        ))
        .select((
            (
                user_role::id,
                user_role::user_id,
                user_role::role,
                user_role::granted_at,
                user_role::ended_at,
            ),
            (user_role::mapping_id, user_role::municipality_id),
            (mapping::slug.nullable(), mapping::name.nullable()),
            (municipality::number.nullable(), municipality::name.nullable()),
            region::name.nullable(),
            granter.field(user_account::name).nullable(),
            ender.field(user_account::name).nullable(),
        ))
        .load(conn)?;
    let held = |(own, ids, mapping, municipality, region, granted_by, ended_by): Row| {
        let (id, user, role, granted_at, ended_at) = own;
        Ok(HeldRole {
            id,
            user: UserId(user),
            role: Role::try_from(role).map_err(bad_code)?,
            mapping: mapping.0.zip(mapping.1),
            municipality: municipality.0.zip(municipality.1),
            region,
            mapping_id: ids.0.map(MappingId),
            municipality_id: ids.1.map(MunicipalityId),
            granted_at,
            granted_by,
            ended_at,
            ended_by,
        })
    };
    rows.into_iter().map(held).collect()
}

pub fn one(conn: &mut DbConn, user: i64) -> QueryResult<Option<Person>> {
    user_account::table
        .find(user)
        .select(Person::as_select())
        .first(conn)
        .optional()
}

pub fn by_email(conn: &mut DbConn, email: &str) -> QueryResult<Option<Person>> {
    user_account::table
        .filter(user_account::email.eq(email))
        .select(Person::as_select())
        .first(conn)
        .optional()
}
