//! Who enters a municipality's reply in its name: how it came, who said it, and until when.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::schema::{deputy, draft_step, user_account, user_role};
use crate::{DbConn, bad_code};
use domain::people::access::{Role, UserId};
use domain::places::mapping::MappingId;
use domain::places::municipality::MunicipalityId;
use domain::round::deputy::{Deputy, DeputyId, Source};
use domain::round::hearing::HearingId;

#[derive(Queryable, Selectable)]
#[diesel(table_name = deputy)]
pub(crate) struct DeputyRow {
    id: i64,
    source: String,
    told_by: String,
}

impl DeputyRow {
    pub(crate) fn into_deputy(self) -> QueryResult<Deputy> {
        Ok(Deputy {
            id: DeputyId(self.id),
            source: Source::try_from(self.source).map_err(bad_code)?,
            told_by: self.told_by,
        })
    }
}

/// What a coordinator says of the reply before entering it.
#[derive(Debug, Clone)]
pub struct NewDeputy {
    pub source: Source,
    pub told_by: String,
    pub reason: String,
    /// There is a draft that was not sent in, and the municipality asked for this all the same.
    pub was_asked: bool,
}

/// Run it, and what follows, inside `db::write`.
pub fn insert(
    conn: &mut DbConn,
    hearing: HearingId,
    user: UserId,
    new: &NewDeputy,
    now: NaiveDateTime,
    until: NaiveDateTime,
) -> QueryResult<DeputyId> {
    diesel::insert_into(deputy::table)
        .values((
            deputy::hearing_id.eq(hearing.0),
            deputy::user_id.eq(user.0),
            deputy::source.eq(new.source.code()),
            deputy::told_by.eq(&new.told_by),
            deputy::reason.eq(&new.reason),
            deputy::was_asked.eq(new.was_asked),
            deputy::created_at.eq(now),
            deputy::expires_at.eq(until),
        ))
        .returning(deputy::id)
        .get_result(conn)
        .map(DeputyId)
}

/// Over, with what came of it, and the role that went with it.
pub fn end(
    conn: &mut DbConn,
    id: DeputyId,
    submission: Option<i64>,
    place: (MappingId, MunicipalityId),
    user: UserId,
    now: NaiveDateTime,
) -> QueryResult<()> {
    diesel::update(deputy::table.find(id.0))
        .set((deputy::ended_at.eq(now), deputy::submission_id.eq(submission)))
        .execute(conn)?;
    diesel::update(user_role::table)
        .filter(user_role::user_id.eq(user.0))
        .filter(user_role::role.eq(Role::Deputy.code()))
        .filter(user_role::mapping_id.eq(place.0.0))
        .filter(user_role::municipality_id.eq(place.1.0))
        .filter(user_role::ended_at.is_null())
        .set((user_role::ended_at.eq(now), user_role::ended_by.eq(user.0)))
        .execute(conn)
        .map(drop)
}

/// Whether the municipality has worked on its draft since it last sent it in. What a deputy entered is no work of its
/// own.
pub fn has_own_draft(
    conn: &mut DbConn,
    hearing: HearingId,
    confirmed_at: Option<NaiveDateTime>,
) -> QueryResult<bool> {
    let entered = deputy::table
        .filter(deputy::hearing_id.eq(hearing.0))
        .filter(deputy::user_id.eq(draft_step::taken_by));
    let mut steps = draft_step::table
        .filter(draft_step::hearing_id.eq(hearing.0))
        .filter(diesel::dsl::not(diesel::dsl::exists(entered)))
        .select(draft_step::id)
        .limit(1)
        .into_boxed();
    if let Some(confirmed_at) = confirmed_at {
        steps = steps.filter(draft_step::taken_at.gt(confirmed_at));
    }
    Ok(steps.first::<i64>(conn).optional()?.is_some())
}

/// Whether the municipality has worked on its draft since a coordinator began to enter a reply that it did not ask to
/// have entered.
pub fn is_overtaken(conn: &mut DbConn, id: DeputyId) -> QueryResult<bool> {
    let own_steps = draft_step::table
        .inner_join(deputy::table.on(deputy::hearing_id.eq(draft_step::hearing_id)))
        .filter(deputy::id.eq(id.0))
        .filter(deputy::was_asked.eq(false))
        .filter(draft_step::taken_at.ge(deputy::created_at))
        .filter(draft_step::taken_by.ne(deputy::user_id));
    diesel::select(diesel::dsl::exists(own_steps)).get_result(conn)
}

/// A reply that was entered, as the municipality's own log tells it.
#[derive(Debug, Clone)]
pub struct Entered {
    pub by: String,
    pub source: Source,
    pub told_by: String,
    pub reason: String,
    pub was_asked: bool,
    pub from: NaiveDateTime,
}

/// The newest first.
pub fn of_hearing(conn: &mut DbConn, hearing: HearingId) -> QueryResult<Vec<Entered>> {
    type Row = (String, String, String, String, bool, NaiveDateTime);
    let rows: Vec<Row> = deputy::table
        .inner_join(user_account::table)
        .filter(deputy::hearing_id.eq(hearing.0))
        .order(deputy::id.desc())
        .select((
            user_account::name,
            deputy::source,
            deputy::told_by,
            deputy::reason,
            deputy::was_asked,
            deputy::created_at,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(by, source, told_by, reason, was_asked, from)| {
            Ok(Entered {
                by,
                source: Source::try_from(source).map_err(bad_code)?,
                told_by,
                reason,
                was_asked,
                from,
            })
        })
        .collect()
}
