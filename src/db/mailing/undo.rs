//! What a mailing did, undone where nothing of it has left. Run all of it inside `db::write`.

use chrono::NaiveDateTime;
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use super::mailings::Recipient;
use crate::schema::{
    draft_step, hearing, hearing_round, mailing, outbox_mail, region_inquiry, user_account, user_role,
};
use crate::{DbConn, bad_code};
use domain::letters::letter::{MailState, MailingId};
use domain::people::access::Role;
use domain::places::mapping::MappingId;
use domain::places::municipality::RegionId;
use domain::round::hearing::{HearingState, RoundId, RoundState};

/// Puts a hearing back to what it was before the mailing, when nothing of the mailing has left for it and nothing has
/// happened to it since. False when it stays as it is.
pub fn put_back(
    conn: &mut DbConn,
    id: MailingId,
    recipient: &Recipient,
    released_at: NaiveDateTime,
) -> QueryResult<bool> {
    let (Some(municipality), Some(before), Some(version)) = (
        recipient.municipality,
        recipient.state_before,
        recipient.hearing_version,
    ) else {
        return Ok(false);
    };
    let of_round = mailing::table.find(id.0).select(mailing::round_id).single_value();
    let found: Option<(i64, String)> = hearing::table
        .filter(hearing::round_id.nullable().eq(of_round))
        .filter(hearing::municipality_id.eq(municipality.0))
        .filter(hearing::version.eq(version))
        .filter(not(exists(
            draft_step::table
                .filter(draft_step::hearing_id.eq(hearing::id))
                .filter(draft_step::taken_at.ge(released_at)),
        )))
        .filter(not(exists(
            outbox_mail::table
                .filter(outbox_mail::mailing_id.eq(id.0))
                .filter(outbox_mail::hearing_id.eq(hearing::id.nullable()))
                .filter(outbox_mail::state.ne(MailState::Cancelled.code())),
        )))
        .select((hearing::id, hearing::state))
        .first(conn)
        .optional()?;
    let Some((hearing_id, state)) = found else {
        return Ok(false);
    };
    let now = HearingState::try_from(state).map_err(bad_code)?;
    let of_this = hearing::table.find(hearing_id);
    let back = (
        hearing::state.eq(before.code()),
        hearing::version.eq(hearing::version + 1),
    );
    if now == HearingState::Reminded {
        diesel::update(of_this)
            .set((
                back,
                hearing::reminders.eq(hearing::reminders - 1),
                hearing::last_reminder_at.eq(recipient.last_reminder_before),
            ))
            .execute(conn)?;
    } else {
        diesel::update(of_this)
            .set((back, hearing::sent_at.eq(None::<NaiveDateTime>)))
            .execute(conn)?;
    }
    Ok(true)
}

/// The same of the questions to a regionråd.
pub fn put_back_inquiry(conn: &mut DbConn, id: MailingId, region: RegionId) -> QueryResult<bool> {
    let of_round = mailing::table.find(id.0).select(mailing::round_id).single_value();
    diesel::update(region_inquiry::table)
        .filter(region_inquiry::round_id.nullable().eq(of_round))
        .filter(region_inquiry::region_id.eq(region.0))
        .filter(region_inquiry::state.eq(HearingState::Sent.code()))
        .filter(not(exists(
            outbox_mail::table
                .filter(outbox_mail::mailing_id.eq(id.0))
                .filter(outbox_mail::region_inquiry_id.eq(region_inquiry::id.nullable()))
                .filter(outbox_mail::state.ne(MailState::Cancelled.code())),
        )))
        .set((
            region_inquiry::state.eq(HearingState::Draft.code()),
            region_inquiry::sent_at.eq(None::<NaiveDateTime>),
            region_inquiry::version.eq(region_inquiry::version + 1),
        ))
        .execute(conn)
        .map(|changed| changed == 1)
}

/// Ends what the mailing granted, in the moment that it was released, to people who have not come since.
pub fn end_roles_granted_at(
    conn: &mut DbConn,
    mapping: MappingId,
    released_at: NaiveDateTime,
    now: NaiveDateTime,
) -> QueryResult<usize> {
    let waiting = user_account::table
        .filter(user_account::activated_at.is_null())
        .filter(not(exists(
            outbox_mail::table
                .filter(outbox_mail::user_id.eq(user_account::id.nullable()))
                .filter(outbox_mail::state.ne(MailState::Cancelled.code())),
        )))
        .select(user_account::id);
    let waiting: Vec<i64> = waiting.load(conn)?;
    diesel::update(user_role::table)
        .filter(user_role::mapping_id.eq(mapping.0))
        .filter(user_role::role.eq(Role::Respondent.code()))
        .filter(user_role::granted_at.eq(released_at))
        .filter(user_role::ended_at.is_null())
        .filter(user_role::user_id.eq_any(waiting))
        .set(user_role::ended_at.eq(now))
        .execute(conn)
}

/// A round of which nothing is out any more is a plan again.
pub fn reopen_plan(conn: &mut DbConn, round: RoundId) -> QueryResult<()> {
    let out = hearing::table
        .filter(hearing::round_id.eq(hearing_round::id))
        .filter(hearing::state.ne(HearingState::Draft.code()));
    diesel::update(hearing_round::table.find(round.0))
        .filter(hearing_round::state.eq(RoundState::Open.code()))
        .filter(not(exists(out)))
        .set((
            hearing_round::state.eq(RoundState::Draft.code()),
            hearing_round::version.eq(hearing_round::version + 1),
        ))
        .execute(conn)
        .map(drop)
}
