//! What a coordinator decides of a round: its times, its reminders, and what municipalities see of each other.

use chrono::NaiveDateTime;
use diesel::dsl::{count_star, exists};
use diesel::prelude::*;

use super::rounds::Times;
use crate::conn::connection::on_either;
use crate::register::write::{AT_ONCE, insert_all};
use crate::schema::{
    delegation, hearing, hearing_round, mailing, municipality, outbox_mail, planned_reminder, response,
};
use crate::{DbConn, bad_code};
use domain::letters::letter::MailState;
use domain::places::mapping::MappingId;
use domain::round::hearing::{HearingState, RoundId, RoundState, ShowOthers};

/// A round as its page shows it and its form changes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    pub times: Times,
    pub closes_at: Option<NaiveDateTime>,
    pub quiet_days: i32,
    pub max_reminders: i32,
    pub show_others: ShowOthers,
    /// Those that are still to come.
    pub reminders: Vec<NaiveDateTime>,
}

impl Default for Settings {
    /// As a round is that nobody has planned in detail.
    fn default() -> Self {
        Self {
            times: Times::default(),
            closes_at: None,
            quiet_days: 3,
            max_reminders: 3,
            show_others: ShowOthers::Values,
            reminders: Vec::new(),
        }
    }
}

#[derive(Debug, Clone)]
pub struct Planned {
    pub id: RoundId,
    pub number: i32,
    pub state: RoundState,
    pub closed_at: Option<NaiveDateTime>,
    pub version: i64,
    pub settings: Settings,
    /// Reminders that have gone out by themselves, or were passed over.
    pub past_reminders: Vec<NaiveDateTime>,
}

/// All rounds of a mapping, the newest first, in two statements.
pub fn of_mapping(conn: &mut DbConn, mapping: MappingId) -> QueryResult<Vec<Planned>> {
    let rows: Vec<SettingsRow> = hearing_round::table
        .filter(hearing_round::mapping_id.eq(mapping.0))
        .order(hearing_round::number.desc())
        .select(SettingsRow::as_select())
        .load(conn)?;
    let reminders: Vec<(i64, NaiveDateTime, String)> = planned_reminder::table
        .inner_join(hearing_round::table)
        .filter(hearing_round::mapping_id.eq(mapping.0))
        .order(planned_reminder::at)
        .select((
            planned_reminder::round_id,
            planned_reminder::at,
            planned_reminder::state,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|row| {
            let own = reminders.iter().filter(|(round, ..)| *round == row.id);
            let (to_come, past): (Vec<_>, Vec<_>) = own.partition(|(_, _, state)| state == "pending");
            let times = |found: Vec<&(i64, NaiveDateTime, String)>| {
                found.into_iter().map(|(_, at, _)| *at).collect::<Vec<_>>()
            };
            row.into_planned(times(to_come), times(past))
        })
        .collect()
}

/// Stores what was decided; false when somebody else changed the round since `version`.
pub fn save(conn: &mut DbConn, round: RoundId, version: i64, new: &Settings) -> QueryResult<bool> {
    let changed = diesel::update(hearing_round::table.find(round.0))
        .filter(hearing_round::version.eq(version))
        .set((
            hearing_round::opens_at.eq(new.times.opens_at),
            hearing_round::hosts_open_at.eq(new.times.hosts_open_at),
            hearing_round::deadline.eq(new.times.deadline),
            hearing_round::questions_deadline.eq(new.times.questions_deadline),
            hearing_round::closes_at.eq(new.closes_at),
            hearing_round::quiet_days.eq(new.quiet_days),
            hearing_round::max_reminders.eq(new.max_reminders),
            hearing_round::show_others.eq(new.show_others.code()),
            hearing_round::version.eq(version + 1),
        ))
        .execute(conn)?;
    if changed == 0 {
        return Ok(false);
    }
    set_reminders(conn, round, &new.reminders)?;
    Ok(true)
}

/// Those that have not come yet become these.
fn set_reminders(conn: &mut DbConn, round: RoundId, reminders: &[NaiveDateTime]) -> QueryResult<()> {
    diesel::delete(
        planned_reminder::table
            .filter(planned_reminder::round_id.eq(round.0))
            .filter(planned_reminder::state.eq("pending")),
    )
    .execute(conn)?;
    let past: Vec<NaiveDateTime> = planned_reminder::table
        .filter(planned_reminder::round_id.eq(round.0))
        .select(planned_reminder::at)
        .load(conn)?;
    let rows: Vec<_> = reminders
        .iter()
        .filter(|at| !past.contains(at))
        .map(|at| {
            (
                planned_reminder::round_id.eq(round.0),
                planned_reminder::at.eq(*at),
            )
        })
        .collect();
    insert_all!(conn, planned_reminder::table, rows);
    Ok(())
}

/// A round that is over reminds nobody.
pub fn skip_reminders(conn: &mut DbConn, round: RoundId) -> QueryResult<usize> {
    diesel::update(
        planned_reminder::table
            .filter(planned_reminder::round_id.eq(round.0))
            .filter(planned_reminder::state.eq("pending")),
    )
    .set(planned_reminder::state.eq("skipped"))
    .execute(conn)
}

/// What was left to colleagues until the deadline is left to them until the new one.
pub fn move_delegations(
    conn: &mut DbConn,
    round: RoundId,
    from: NaiveDateTime,
    to: NaiveDateTime,
) -> QueryResult<usize> {
    let of_round = hearing::table
        .filter(hearing::round_id.eq(round.0))
        .select(hearing::id);
    diesel::update(
        delegation::table
            .filter(delegation::hearing_id.eq_any(of_round))
            .filter(delegation::expires_at.eq(from))
            .filter(delegation::revoked_at.is_null()),
    )
    .set(delegation::expires_at.eq(to))
    .execute(conn)
}

/// A hearing of a round as closing sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    pub number: String,
    pub name: String,
    pub state: HearingState,
    /// Something is answered in the draft.
    pub has_draft: bool,
    pub extended_to: Option<NaiveDateTime>,
}

/// Every municipality of a round, in Norwegian order.
pub fn left(conn: &mut DbConn, round: RoundId) -> QueryResult<Vec<Left>> {
    let rows: Vec<(String, String, String, bool, Option<NaiveDateTime>)> = hearing::table
        .inner_join(municipality::table)
        .filter(hearing::round_id.eq(round.0))
        .order(municipality::sort_key)
        .select((
            municipality::number,
            municipality::name,
            hearing::state,
            exists(
                response::table
                    .filter(response::hearing_id.eq(hearing::id))
                    .filter(response::verdict.is_not_null()),
            ),
            hearing::extended_to,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(number, name, state, has_draft, extended_to)| {
            Ok(Left {
                number,
                name,
                state: HearingState::try_from(state).map_err(bad_code)?,
                has_draft,
                extended_to,
            })
        })
        .collect()
}

/// Letters of the round's mailings that have not left yet.
pub fn waiting_letters(conn: &mut DbConn, round: RoundId) -> QueryResult<i64> {
    let waiting = [
        MailState::Queued,
        MailState::Sending,
        MailState::Held,
        MailState::Paused,
    ];
    outbox_mail::table
        .inner_join(mailing::table)
        .filter(mailing::round_id.eq(round.0))
        .filter(outbox_mail::state.eq_any(waiting.map(MailState::code)))
        .select(count_star())
        .first(conn)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = hearing_round)]
struct SettingsRow {
    id: i64,
    number: i32,
    state: String,
    opens_at: Option<NaiveDateTime>,
    hosts_open_at: Option<NaiveDateTime>,
    deadline: Option<NaiveDateTime>,
    questions_deadline: Option<NaiveDateTime>,
    closes_at: Option<NaiveDateTime>,
    closed_at: Option<NaiveDateTime>,
    quiet_days: i32,
    max_reminders: i32,
    show_others: String,
    version: i64,
}

impl SettingsRow {
    fn into_planned(
        self,
        reminders: Vec<NaiveDateTime>,
        past_reminders: Vec<NaiveDateTime>,
    ) -> QueryResult<Planned> {
        Ok(Planned {
            id: RoundId(self.id),
            number: self.number,
            state: RoundState::try_from(self.state).map_err(bad_code)?,
            closed_at: self.closed_at,
            version: self.version,
            past_reminders,
            settings: Settings {
                times: Times {
                    opens_at: self.opens_at,
                    hosts_open_at: self.hosts_open_at,
                    deadline: self.deadline,
                    questions_deadline: self.questions_deadline,
                },
                closes_at: self.closes_at,
                quiet_days: self.quiet_days,
                max_reminders: self.max_reminders,
                show_others: ShowOthers::try_from(self.show_others).map_err(bad_code)?,
                reminders,
            },
        })
    }
}
