//! People: who they are, and what they have been granted.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::DbConn;
use crate::schema::{municipality, user_account, user_role};
use domain::people::access::{Role, UserId};
use domain::places::mapping::MappingId;
use domain::places::municipality::{MunicipalityId, RegionId};
use domain::text::norwegian;

/// A person who is new to the portal.
#[derive(Debug, Clone, Default)]
pub struct NewAccount {
    /// In small letters, as `Form::email` gives it.
    pub email: String,
    pub name: String,
    pub phone: Option<String>,
    /// The written form that the person has chosen, as a language code.
    pub language: Option<String>,
    /// None until the person has activated the account.
    pub password_hash: Option<String>,
}

/// A role in its scope, as it is granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewGrant {
    pub role: Role,
    pub mapping: Option<MappingId>,
    pub municipality: Option<MunicipalityId>,
    pub region: Option<RegionId>,
}

impl NewGrant {
    const fn of(role: Role) -> Self {
        Self {
            role,
            mapping: None,
            municipality: None,
            region: None,
        }
    }

    pub const fn admin() -> Self {
        Self::of(Role::Admin)
    }

    /// For the whole of a mapping: a coordinator or a reader.
    pub const fn for_mapping(role: Role, mapping: MappingId) -> Self {
        Self {
            mapping: Some(mapping),
            ..Self::of(role)
        }
    }

    /// For one municipality: a respondent or an editor.
    pub const fn for_municipality(role: Role, municipality: MunicipalityId) -> Self {
        Self {
            municipality: Some(municipality),
            ..Self::of(role)
        }
    }

    /// For the questions only: the leader of a regionråd.
    pub const fn for_region(region: RegionId) -> Self {
        Self {
            region: Some(region),
            ..Self::of(Role::Respondent)
        }
    }
}

/// Makes the account; with a password it is active at once. An address that is taken is a unique violation.
pub fn insert(conn: &mut DbConn, account: &NewAccount, now: NaiveDateTime) -> QueryResult<UserId> {
    let active = account.password_hash.is_some().then_some(now);
    diesel::insert_into(user_account::table)
        .values((
            user_account::email.eq(&account.email),
            user_account::name.eq(&account.name),
            user_account::phone.eq(&account.phone),
            user_account::language.eq(&account.language),
            user_account::password_hash.eq(&account.password_hash),
            user_account::created_at.eq(now),
            user_account::activated_at.eq(active),
            user_account::search_key.eq(search_key(&account.name, &account.email)),
            user_account::sort_key.eq(norwegian::sort_key(&account.name)),
        ))
        .returning(user_account::id)
        .get_result(conn)
        .map(UserId)
}

pub(crate) fn search_key(name: &str, email: &str) -> String {
    norwegian::search_key(&format!("{name} {email}"))
}

/// Grants a role; false when the person has it already.
pub fn grant(
    conn: &mut DbConn,
    user: UserId,
    grant: &NewGrant,
    by: Option<UserId>,
    now: NaiveDateTime,
) -> QueryResult<bool> {
    let (mapping, municipality, region) = (
        grant.mapping.map(|id| id.0),
        grant.municipality.map(|id| id.0),
        grant.region.map(|id| id.0),
    );
    let held: Vec<(Option<i64>, Option<i64>, Option<i64>)> = user_role::table
        .filter(user_role::user_id.eq(user.0))
        .filter(user_role::role.eq(grant.role.code()))
        .filter(user_role::ended_at.is_null())
        .select((
            user_role::mapping_id,
            user_role::municipality_id,
            user_role::region_id,
        ))
        .load(conn)?;
    if held.contains(&(mapping, municipality, region)) {
        return Ok(false);
    }
    diesel::insert_into(user_role::table)
        .values((
            user_role::user_id.eq(user.0),
            user_role::role.eq(grant.role.code()),
            user_role::mapping_id.eq(mapping),
            user_role::municipality_id.eq(municipality),
            user_role::region_id.eq(region),
            user_role::granted_at.eq(now),
            user_role::granted_by.eq(by.map(|user| user.0)),
        ))
        .execute(conn)?;
    Ok(true)
}

/// Takes a role away, as of the next request; false when it was gone already. `role` is the row's id.
pub fn end_role(
    conn: &mut DbConn,
    user: UserId,
    role: i64,
    by: Option<UserId>,
    now: NaiveDateTime,
) -> QueryResult<bool> {
    diesel::update(user_role::table.find(role))
        .filter(user_role::user_id.eq(user.0))
        .filter(user_role::ended_at.is_null())
        .set((
            user_role::ended_at.eq(now),
            user_role::ended_by.eq(by.map(|user| user.0)),
        ))
        .execute(conn)
        .map(|ended| ended == 1)
}

/// As of the next request nobody is signed in with it, and nobody can be.
pub fn disable(conn: &mut DbConn, user: UserId, now: NaiveDateTime) -> QueryResult<()> {
    diesel::update(user_account::table.find(user.0))
        .set(user_account::disabled_at.eq(now))
        .execute(conn)
        .map(drop)
}

pub fn enable(conn: &mut DbConn, user: UserId) -> QueryResult<()> {
    diesel::update(user_account::table.find(user.0))
        .set(user_account::disabled_at.eq(None::<NaiveDateTime>))
        .execute(conn)
        .map(drop)
}

/// Whether nobody has come to this portal yet.
pub fn is_empty(conn: &mut DbConn) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(user_account::table.select(user_account::id)))
        .get_result(conn)
        .map(|any: bool| !any)
}

pub fn by_email(conn: &mut DbConn, email: &str) -> QueryResult<Option<Account>> {
    user_account::table
        .filter(user_account::email.eq(email))
        .select(Account::as_select())
        .first(conn)
        .optional()
}

pub fn one(conn: &mut DbConn, user: UserId) -> QueryResult<Option<Account>> {
    user_account::table
        .find(user.0)
        .select(Account::as_select())
        .first(conn)
        .optional()
}

/// Whether any of the person's roles sees more than one municipality's own things.
pub fn is_staff(conn: &mut DbConn, user: UserId) -> QueryResult<bool> {
    let staff: Vec<Role> = Role::ALL.iter().copied().filter(|role| role.is_staff()).collect();
    holds_any(conn, user, &staff)
}

pub fn is_admin(conn: &mut DbConn, user: UserId) -> QueryResult<bool> {
    holds_any(conn, user, &[Role::Admin])
}

fn holds_any(conn: &mut DbConn, user: UserId, roles: &[Role]) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(
        user_role::table
            .filter(user_role::user_id.eq(user.0))
            .filter(user_role::ended_at.is_null())
            .filter(user_role::role.eq_any(roles.iter().map(|role| role.code()))),
    ))
    .get_result(conn)
}

/// An account with what is needed to let its person in.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = user_account)]
pub struct Account {
    id: i64,
    pub email: String,
    pub name: String,
    pub language: Option<String>,
    pub password_hash: Option<String>,
    pub totp_secret: Option<Vec<u8>>,
    pub totp_confirmed_at: Option<NaiveDateTime>,
    pub totp_last_step: Option<i64>,
    pub failed_count: i32,
    pub failed_day: Option<chrono::NaiveDate>,
    pub locked_until: Option<NaiveDateTime>,
    pub activated_at: Option<NaiveDateTime>,
    pub disabled_at: Option<NaiveDateTime>,
}

impl Account {
    pub fn user(&self) -> UserId {
        UserId(self.id)
    }
}

/// The written form to write to a person in: the person's own choice, or what the municipality has decided;
/// none when neither says.
pub fn written_form(conn: &mut DbConn, user: UserId) -> QueryResult<Option<String>> {
    let chosen: Option<String> = user_account::table
        .find(user.0)
        .select(user_account::language)
        .first(conn)
        .optional()?
        .flatten();
    if chosen.is_some() {
        return Ok(chosen);
    }
    let decided: Option<String> = user_role::table
        .inner_join(municipality::table)
        .filter(user_role::user_id.eq(user.0))
        // Whoever enters a municipality's answers is not addressed in its written form.
        .filter(user_role::role.ne(Role::Deputy.code()))
        .filter(user_role::ended_at.is_null())
        .order(user_role::id)
        .select(municipality::language_form)
        .first(conn)
        .optional()?;
    Ok(decided.and_then(|form| match form.as_str() {
        "bokmal" => Some("nb".to_owned()),
        "nynorsk" => Some("nn".to_owned()),
        _ => None,
    }))
}

/// The written form that a person has chosen for pages and mails; false when it was that already.
pub fn choose_language(conn: &mut DbConn, user: UserId, language: &str) -> QueryResult<bool> {
    diesel::update(user_account::table.find(user.0))
        .filter(
            user_account::language
                .is_null()
                .or(user_account::language.ne(language)),
        )
        .set(user_account::language.eq(language))
        .execute(conn)
        .map(|changed| changed == 1)
}
