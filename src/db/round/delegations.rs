//! What a municipality has left to colleagues: to whom, what of its hearing, and until when.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::hearing::Own;
use crate::schema::{delegation, outbox_mail, user_account, user_role};
use crate::{DbConn, bad_code};
use domain::letters::letter::{LetterKind, MailState};
use domain::people::access::{Role, UserId};
use domain::register::arrangement::SectorId;
use domain::round::hearing::{DelegationId, HearingId};
use domain::round::rights::{Delegated, Scope};

#[derive(Debug, Clone)]
pub struct Delegation {
    pub id: DelegationId,
    pub user: UserId,
    pub name: String,
    pub email: String,
    pub scope: Scope,
    pub created_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
    pub revoked_at: Option<NaiveDateTime>,
    /// When the colleague came in last, to whatever.
    pub last_seen_at: Option<NaiveDateTime>,
    /// What became of the newest letter.
    pub mail: Option<MailState>,
}

impl Delegation {
    pub fn is_in_force(&self, now: NaiveDateTime) -> bool {
        self.revoked_at.is_none() && now < self.expires_at
    }
}

/// All of a hearing, the newest first, in two statements.
pub fn of_hearing(conn: &mut DbConn, hearing: HearingId) -> QueryResult<Vec<Delegation>> {
    let rows: Vec<FoundRow> = delegation::table
        .inner_join(user_account::table.on(user_account::id.eq(delegation::user_id)))
        .filter(delegation::hearing_id.eq(hearing.0))
        .order(delegation::id.desc())
        .select((
            (delegation::id, delegation::user_id),
            DelegationRow::as_select(),
            (
                delegation::created_at,
                delegation::expires_at,
                delegation::revoked_at,
            ),
            (
                user_account::name,
                user_account::email,
                user_account::last_seen_at,
            ),
        ))
        .load(conn)?;
    let mails: HashMap<i64, String> = outbox_mail::table
        .inner_join(delegation::table.on(delegation::user_id.nullable().eq(outbox_mail::user_id)))
        .filter(delegation::hearing_id.eq(hearing.0))
        .filter(outbox_mail::kind.eq(LetterKind::Delegation.code()))
        .order(outbox_mail::id)
        .select((delegation::user_id, outbox_mail::state))
        .load(conn)?
        .into_iter()
        .collect();
    rows.into_iter()
        .map(
            |((id, user), what, (created_at, expires_at, revoked_at), person)| {
                let (name, email, last_seen_at) = person;
                let mail = mails.get(&user).cloned();
                Ok(Delegation {
                    id: DelegationId(id),
                    user: UserId(user),
                    name,
                    email,
                    scope: what.into_delegated()?.scope,
                    created_at,
                    expires_at,
                    revoked_at,
                    last_seen_at,
                    mail: mail.map(MailState::try_from).transpose().map_err(bad_code)?,
                })
            },
        )
        .collect()
}

type FoundRow = (
    (i64, i64),
    DelegationRow,
    (NaiveDateTime, NaiveDateTime, Option<NaiveDateTime>),
    (String, String, Option<NaiveDateTime>),
);

/// What is left to whom, by whom, and until when.
#[derive(Debug, Clone, Copy)]
pub struct NewDelegation {
    pub user: UserId,
    pub by: UserId,
    pub scope: Scope,
    pub until: NaiveDateTime,
}

/// Run it inside `db::write`, as all below.
pub fn insert(
    conn: &mut DbConn,
    hearing: HearingId,
    new: &NewDelegation,
    now: NaiveDateTime,
) -> QueryResult<DelegationId> {
    let (scope, sector) = match new.scope {
        Scope::All => ("all", None),
        Scope::Sector(sector) => ("sector", Some(sector.0)),
        Scope::Questions => ("questions", None),
    };
    diesel::insert_into(delegation::table)
        .values((
            delegation::hearing_id.eq(hearing.0),
            delegation::user_id.eq(new.user.0),
            delegation::delegated_by.eq(new.by.0),
            delegation::scope.eq(scope),
            delegation::sector_id.eq(sector),
            delegation::created_at.eq(now),
            delegation::expires_at.eq(new.until),
        ))
        .returning(delegation::id)
        .get_result(conn)
        .map(DelegationId)
}

pub fn revoke(conn: &mut DbConn, id: DelegationId, now: NaiveDateTime) -> QueryResult<()> {
    diesel::update(delegation::table.find(id.0))
        .set(delegation::revoked_at.eq(now))
        .execute(conn)
        .map(drop)
}

/// The municipality's own people, who need no invitation: those who answer for it whatever the mapping.
pub fn answers_already(conn: &mut DbConn, own: &Own, user: UserId) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(
        user_role::table
            .filter(user_role::user_id.eq(user.0))
            .filter(user_role::municipality_id.eq(own.hearing.municipality.0))
            .filter(user_role::mapping_id.is_null())
            .filter(user_role::ended_at.is_null()),
    ))
    .get_result(conn)
}

/// The role that goes with what is left to a colleague, where nothing is left to them any more.
pub fn role_of(conn: &mut DbConn, own: &Own, user: UserId) -> QueryResult<Option<i64>> {
    user_role::table
        .filter(user_role::user_id.eq(user.0))
        .filter(user_role::role.eq(Role::Editor.code()))
        .filter(user_role::municipality_id.eq(own.hearing.municipality.0))
        .filter(user_role::mapping_id.eq(own.mapping.id.0))
        .filter(user_role::ended_at.is_null())
        .select(user_role::id)
        .first(conn)
        .optional()
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = delegation)]
pub(crate) struct DelegationRow {
    scope: String,
    sector_id: Option<i64>,
    delegated_by: i64,
}

impl DelegationRow {
    pub(crate) fn into_delegated(self) -> QueryResult<Delegated> {
        let scope = match (self.scope.as_str(), self.sector_id) {
            ("all", _) => Scope::All,
            ("questions", _) => Scope::Questions,
            ("sector", Some(sector)) => Scope::Sector(SectorId(sector)),
            (other, _) => return Err(bad_code(format!("unknown scope code: {other}"))),
        };
        Ok(Delegated {
            scope,
            by: UserId(self.delegated_by),
        })
    }
}
