//! One municipality's hearing, as those who answer it find it.

use chrono::NaiveDateTime;
use diesel::dsl::auto_type;
use diesel::prelude::*;

use super::delegations::DelegationRow;
use super::deputies::DeputyRow;
use crate::conn::connection::on_either;
use crate::mapping::mappings::{AboutRow, MappingRow};
use crate::schema::{
    arrangement, delegation, deputy, draft_step, hearing, hearing_round, mapping, municipality, user_account,
};
use crate::{DbConn, bad_code};
use domain::people::access::UserId;
use domain::places::mapping::{About, Mapping};
use domain::places::municipality::MunicipalityId;
use domain::round::deputy::Deputy;
use domain::round::hearing::{
    Hearing, HearingId, HearingState, Round, RoundId, RoundState, ShowOthers, Standing,
};
use domain::round::rights::Delegated;

/// A hearing with the round and the mapping that it belongs to.
#[derive(Debug, Clone)]
pub struct Own {
    pub mapping: Mapping,
    pub about: About,
    /// The year of the mapping that this one was copied from: «changed since 2020».
    pub previous_year: Option<i32>,
    pub show_others: ShowOthers,
    pub round: Round,
    pub hearing: Hearing,
    /// Host for at least one arrangement: hosts may begin before the others.
    pub is_host: bool,
    /// When something in the draft was changed the last time.
    pub changed_at: Option<NaiveDateTime>,
    /// What has been left to the person who asks.
    pub delegated: Vec<Delegated>,
    /// The name of whoever left it to them.
    pub principal: Option<String>,
    /// The right of a coordinator who asks, to enter what the municipality has said.
    pub deputy: Option<Deputy>,
    /// Number and name, where it was opened again for the sake of one arrangement.
    pub reopened_for: Option<(i32, String)>,
}

impl Own {
    /// Confirmed as it stands: what was changed afterwards has to be confirmed anew.
    pub fn is_confirmed(&self) -> bool {
        self.hearing.state == HearingState::Confirmed && self.changed_at <= self.hearing.confirmed_at
    }

    /// Confirmed, and changed since: what was changed is not sent in until the list is confirmed again.
    pub fn has_unsent(&self) -> bool {
        self.hearing.state == HearingState::Confirmed && !self.is_confirmed()
    }

    pub fn standing(&self, now: NaiveDateTime) -> Standing {
        Standing::of(&self.mapping, &self.round, &self.hearing, self.is_host, now)
    }

    /// Whether the questions can be answered now: they may have another deadline than the list.
    pub fn questions_standing(&self, now: NaiveDateTime) -> Standing {
        match (self.standing(now), self.questions_deadline()) {
            (Standing::Open | Standing::TooLate(_), Some(deadline)) if now > deadline => {
                Standing::TooLate(deadline)
            }
            (Standing::Open | Standing::TooLate(_), _) => Standing::Open,
            (shut, _) => shut,
        }
    }

    /// When the questions must be answered, which may differ from the list.
    pub fn questions_deadline(&self) -> Option<NaiveDateTime> {
        self.round
            .questions_deadline
            .map(|deadline| self.hearing.extended_to.map_or(deadline, |own| own.max(deadline)))
            .or_else(|| self.hearing.deadline(&self.round))
    }
}

/// The municipality's hearing in the newest round that was sent to it, and what of it was left to `user`.
pub fn own(
    conn: &mut DbConn,
    slug: &str,
    number: &str,
    user: UserId,
    now: NaiveDateTime,
) -> QueryResult<Option<Own>> {
    let (origin, reopened) = diesel::alias!(mapping as origin, arrangement as reopened);
    let rows: Vec<OwnRow> = on_either!(conn, c => hearing::table
        .inner_join(hearing_round::table.inner_join(mapping::table))
        .left_join(
            delegation::table.on(delegation::hearing_id
                .eq(hearing::id)
                .and(delegation::user_id.eq(user.0))
                .and(delegation::revoked_at.is_null())
                .and(delegation::expires_at.gt(now))),
        )
        .left_join(
            user_account::table.on(user_account::id
                .nullable()
                .eq(delegation::delegated_by.nullable())),
        )
        .left_join(
            deputy::table.on(deputy::hearing_id
                .eq(hearing::id)
                .and(deputy::user_id.eq(user.0))
                .and(deputy::ended_at.is_null())
                .and(deputy::expires_at.gt(now))),
        )
        .left_join(
            reopened.on(reopened
                .field(arrangement::id)
                .nullable()
                .eq(hearing::reopened_arrangement_id)),
        )
        .left_join(origin.on(origin.field(mapping::id).nullable().eq(mapping::copied_from_id)))
        .filter(mapping::slug.eq(slug))
        // By its key, or the round would be walked for it: numbers are given away again, so there may be several.
        .filter(hearing::municipality_id.eq_any(numbered(number)))
        .filter(hearing::state.ne(HearingState::Draft.code()))
        .order((hearing_round::number.desc(), delegation::id))
        .select((
            HearingRow::as_select(),
            RoundRow::as_select(),
            MappingRow::as_select(),
            AboutRow::as_select(),
            hearing_round::show_others,
            hosts_any(),
            last_step(),
            origin.field(mapping::year).nullable(),
            Option::<DelegationRow>::as_select(),
            user_account::name.nullable(),
            Option::<DeputyRow>::as_select(),
            (
                reopened.field(arrangement::number),
                reopened.field(arrangement::name),
            )
                .nullable(),
        ))
        .load(c))?;
    let mut found: Option<Own> = None;
    for (
        hearing,
        round,
        mapping,
        about,
        show_others,
        hosts,
        changed_at,
        previous_year,
        delegation,
        principal,
        deputy,
        reopened_for,
    ) in rows
    {
        let delegated = delegation.map(DelegationRow::into_delegated).transpose()?;
        match &mut found {
            Some(own) if own.round.id.0 != round.id => break,
            Some(own) => own.delegated.extend(delegated),
            None => {
                found = Some(Own {
                    mapping: mapping.into_mapping()?,
                    about: about.into_about(),
                    previous_year,
                    show_others: ShowOthers::try_from(show_others).map_err(bad_code)?,
                    round: round.into_round()?,
                    hearing: hearing.into_hearing()?,
                    is_host: hosts.is_some(),
                    changed_at,
                    delegated: delegated.into_iter().collect(),
                    principal,
                    deputy: deputy.map(DeputyRow::into_deputy).transpose()?,
                    reopened_for,
                });
            }
        }
    }
    Ok(found)
}

type OwnRow = (
    HearingRow,
    RoundRow,
    MappingRow,
    AboutRow,
    String,
    Option<i64>,
    Option<NaiveDateTime>,
    Option<i32>,
    Option<DelegationRow>,
    Option<String>,
    Option<DeputyRow>,
    Option<(i32, String)>,
);

#[auto_type(no_type_alias)]
fn numbered(number: &str) -> _ {
    municipality::table
        .filter(municipality::number.eq(number))
        .select(municipality::id)
}

/// An arrangement that the municipality is host for, if there is one.
#[auto_type]
fn hosts_any() -> _ {
    arrangement::table
        .filter(arrangement::mapping_id.eq(mapping::id))
        .filter(arrangement::host_municipality_id.eq(hearing::municipality_id.nullable()))
        .select(arrangement::id)
        .limit(1_i64)
        .single_value()
}

/// The newest step of the hearing's draft, if there is one.
#[auto_type]
fn last_step() -> _ {
    draft_step::table
        .filter(draft_step::hearing_id.eq(hearing::id))
        .order(draft_step::id.desc())
        .select(draft_step::taken_at)
        .limit(1_i64)
        .single_value()
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = hearing)]
pub(crate) struct HearingRow {
    id: i64,
    municipality_id: i64,
    state: String,
    nil_return: bool,
    reminders: i32,
    last_reminder_at: Option<NaiveDateTime>,
    confirmed_at: Option<NaiveDateTime>,
    extended_to: Option<NaiveDateTime>,
    reopened_at: Option<NaiveDateTime>,
    reopened_reason: Option<String>,
    version: i64,
}

impl HearingRow {
    pub(crate) fn into_hearing(self) -> QueryResult<Hearing> {
        Ok(Hearing {
            id: HearingId(self.id),
            municipality: MunicipalityId(self.municipality_id),
            state: HearingState::try_from(self.state).map_err(bad_code)?,
            nil_return: self.nil_return,
            reminders: self.reminders,
            last_reminder_at: self.last_reminder_at,
            confirmed_at: self.confirmed_at,
            extended_to: self.extended_to,
            reopened_at: self.reopened_at,
            reopened_reason: self.reopened_reason,
            version: self.version,
        })
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = hearing_round)]
pub(crate) struct RoundRow {
    id: i64,
    number: i32,
    state: String,
    opens_at: Option<NaiveDateTime>,
    hosts_open_at: Option<NaiveDateTime>,
    deadline: Option<NaiveDateTime>,
    questions_deadline: Option<NaiveDateTime>,
    quiet_days: i32,
    max_reminders: i32,
}

impl RoundRow {
    pub(crate) fn into_round(self) -> QueryResult<Round> {
        Ok(Round {
            id: RoundId(self.id),
            number: self.number,
            state: RoundState::try_from(self.state).map_err(bad_code)?,
            opens_at: self.opens_at,
            hosts_open_at: self.hosts_open_at,
            deadline: self.deadline,
            questions_deadline: self.questions_deadline,
            quiet_days: self.quiet_days,
            max_reminders: self.max_reminders,
        })
    }
}
