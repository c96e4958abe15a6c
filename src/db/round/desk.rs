//! The desk of a round: how each municipality stands, which answers contradict each other, and how many came when.
//!
//! One statement for all municipalities, written out: it counts in nine tables along their indexes, where a statement
//! for each count would be fifteen. `$1`, `$2` … are understood by both databases; SQLite numbers them as they come.

use std::collections::HashMap;

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Integer, Nullable, Text, Timestamp};

use crate::answer::others::{CorrectionRow, ResponseRow};
use crate::conn::connection::on_either;
use crate::schema::{hearing, question, submission, submitted_correction, submitted_response};
use crate::{DbConn, bad_code};
use domain::answer::response::{Progress, Verdict};
use domain::letters::letter::MailState;
use domain::places::mapping::MappingId;
use domain::places::municipality::MunicipalityId;
use domain::register::agreement::{Agreement, Submitted};
use domain::register::arrangement::ArrangementId;
use domain::round::desk::Followed;
use domain::round::hearing::{HearingId, HearingState, RoundId};

/// Whoever was asked to fill in and has done nothing for so long is worth a call.
pub(crate) const STUCK_AFTER: TimeDelta = TimeDelta::days(3);

// CROSS JOIN keeps SQLite from beginning with all arrangements of the mapping: 357 times 3 000 of them took 0.6 s.
macro_rules! followed_sql {
    ($columns:literal, $rest:literal) => {
        concat!(
            "
    SELECT h.id, h.municipality_id, h.state, h.sent_at, h.reminders, h.last_reminder_at, h.confirmed_at,
        h.extended_to, h.reopened_at,
        (SELECT t.taken_at FROM draft_step t WHERE t.hearing_id = h.id ORDER BY t.id DESC LIMIT 1) AS last_activity_at,
        (SELECT count(*) FROM response s JOIN arrangement a ON a.id = s.arrangement_id
            WHERE s.hearing_id = h.id AND s.verdict IS NOT NULL AND s.arrangement_version >= a.version
            AND a.definition_status <> 'excluded' AND a.life <> 'discontinued'
            AND EXISTS (SELECT 1 FROM concern c WHERE c.mapping_id = $1 AND c.municipality_id = h.municipality_id
                AND c.arrangement_id = a.id)) AS answered,
        (SELECT count(*) FROM concern c CROSS JOIN arrangement a
            WHERE c.mapping_id = $1 AND c.municipality_id = h.municipality_id AND a.id = c.arrangement_id
            AND a.definition_status <> 'excluded' AND a.life <> 'discontinued') AS total,
        (SELECT count(*) FROM arrangement a WHERE a.host_municipality_id = h.municipality_id AND a.mapping_id = $1
            AND a.merged_into_id IS NULL AND a.definition_status <> 'excluded' AND a.life <> 'discontinued'
            ) AS hostings,
        (SELECT count(*) FROM arrangement a WHERE a.host_municipality_id = h.municipality_id AND a.mapping_id = $1
            AND a.merged_into_id IS NULL AND a.definition_status <> 'excluded' AND a.life <> 'discontinued'
            AND NOT EXISTS (SELECT 1 FROM participant p
                WHERE p.arrangement_id = a.id AND p.municipality_id = h.municipality_id)) AS hosts_only,
        (SELECT count(*) FROM outbox_mail m WHERE m.hearing_id = h.id AND m.state <> 'cancelled') AS letters,
        (SELECT m.state FROM outbox_mail m WHERE m.hearing_id = h.id AND m.state <> 'cancelled'
            ORDER BY m.id DESC LIMIT 1) AS last_letter,
        EXISTS (SELECT 1 FROM outbox_mail m WHERE m.hearing_id = h.id AND m.state IN ('bounced', 'failed')
            AND NOT EXISTS (SELECT 1 FROM outbox_mail l WHERE l.hearing_id = h.id AND l.recipient = m.recipient
                AND l.id > m.id AND l.state IN ('sent', 'kept'))) AS has_returned,
        (SELECT count(*) FROM submitted_proposal p JOIN submission s ON s.id = p.submission_id
            WHERE s.hearing_id = h.id
            AND s.number = (SELECT max(n.number) FROM submission n WHERE n.hearing_id = h.id)
            AND NOT EXISTS (SELECT 1 FROM decision d
                WHERE d.submitted_proposal_id = p.id AND d.overturned_at IS NULL)) AS proposals,
        (SELECT count(*) FROM delegation d WHERE d.hearing_id = h.id AND d.revoked_at IS NULL AND d.expires_at > $2
            AND h.state <> 'confirmed'
            AND NOT EXISTS (SELECT 1 FROM draft_step t WHERE t.hearing_id = h.id AND t.taken_by = d.user_id)
            AND (d.created_at < $3 OR EXISTS (SELECT 1 FROM outbox_mail m WHERE m.user_id = d.user_id
                AND m.kind = 'delegation' AND m.state IN ('bounced', 'failed')))) AS stuck,
        (SELECT u.name FROM user_role o JOIN user_account u ON u.id = o.user_id
            WHERE o.municipality_id = h.municipality_id AND o.ended_at IS NULL AND o.role = 'respondent'
            AND (o.mapping_id IS NULL OR o.mapping_id = $1) AND u.disabled_at IS NULL ORDER BY u.id LIMIT 1) AS respondent,
        (SELECT COALESCE(c.name, c.email) FROM municipality_contact c
            WHERE c.municipality_id = h.municipality_id AND c.valid_to IS NULL AND c.email IS NOT NULL
            AND c.bounced_at IS NULL ORDER BY c.is_postmottak, c.id LIMIT 1) AS contact",
            $columns,
            "
    FROM hearing h ",
            $rest
        )
    };
}
pub(crate) use followed_sql;

/// Every municipality's hearing in a round; `conflicts` is filled in from `conflicts`.
pub fn followed(
    conn: &mut DbConn,
    mapping: MappingId,
    round: RoundId,
    now: NaiveDateTime,
) -> QueryResult<Vec<Followed>> {
    let rows: Vec<FollowedRow> = on_either!(conn, c => diesel::sql_query(followed_sql!("", "WHERE h.round_id = $4"))
        .bind::<BigInt, _>(mapping.0)
        .bind::<Timestamp, _>(now)
        .bind::<Timestamp, _>(now - STUCK_AFTER)
        .bind::<BigInt, _>(round.0)
        .load(c))?;
    rows.into_iter().map(FollowedRow::into_followed).collect()
}

#[derive(QueryableByName)]
pub(crate) struct FollowedRow {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = BigInt)]
    municipality_id: i64,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Nullable<Timestamp>)]
    sent_at: Option<NaiveDateTime>,
    #[diesel(sql_type = Integer)]
    reminders: i32,
    #[diesel(sql_type = Nullable<Timestamp>)]
    last_reminder_at: Option<NaiveDateTime>,
    #[diesel(sql_type = Nullable<Timestamp>)]
    confirmed_at: Option<NaiveDateTime>,
    #[diesel(sql_type = Nullable<Timestamp>)]
    extended_to: Option<NaiveDateTime>,
    #[diesel(sql_type = Nullable<Timestamp>)]
    reopened_at: Option<NaiveDateTime>,
    #[diesel(sql_type = Nullable<Timestamp>)]
    last_activity_at: Option<NaiveDateTime>,
    #[diesel(sql_type = BigInt)]
    answered: i64,
    #[diesel(sql_type = BigInt)]
    total: i64,
    #[diesel(sql_type = BigInt)]
    hostings: i64,
    #[diesel(sql_type = BigInt)]
    hosts_only: i64,
    #[diesel(sql_type = BigInt)]
    letters: i64,
    #[diesel(sql_type = Nullable<Text>)]
    last_letter: Option<String>,
    #[diesel(sql_type = Bool)]
    has_returned: bool,
    #[diesel(sql_type = BigInt)]
    proposals: i64,
    #[diesel(sql_type = BigInt)]
    stuck: i64,
    #[diesel(sql_type = Nullable<Text>)]
    respondent: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    contact: Option<String>,
}

impl FollowedRow {
    pub(crate) fn into_followed(self) -> QueryResult<Followed> {
        Ok(Followed {
            hearing: HearingId(self.id),
            municipality: MunicipalityId(self.municipality_id),
            state: HearingState::try_from(self.state).map_err(bad_code)?,
            sent_at: self.sent_at,
            reminders: self.reminders,
            last_reminder_at: self.last_reminder_at,
            confirmed_at: self.confirmed_at,
            extended_to: self.extended_to,
            reopened_at: self.reopened_at,
            last_activity_at: self.last_activity_at,
            progress: Progress {
                answered: size(self.answered),
                total: size(self.total),
            },
            participations: size(self.total - self.hosts_only),
            hostings: size(self.hostings),
            letters: size(self.letters),
            last_letter: self
                .last_letter
                .map(MailState::try_from)
                .transpose()
                .map_err(bad_code)?,
            has_returned: self.has_returned,
            proposals: size(self.proposals),
            stuck: size(self.stuck),
            conflicts: 0,
            respondent: self.respondent,
            contact: self.contact,
        })
    }
}

/// The database counts in signed numbers, but never below nothing.
fn size(count: i64) -> usize {
    usize::try_from(count).unwrap_or_default()
}

/// The arrangements whose submitted answers contradict each other, each with those who have answered it. Only answers
/// to what somebody wants changed are read: without that there is nothing to contradict.
pub fn conflicts(
    conn: &mut DbConn,
    round: RoundId,
) -> QueryResult<HashMap<ArrangementId, Vec<MunicipalityId>>> {
    type Row = (i64, i64, i64, ResponseRow, Option<CorrectionRow>);
    let (other, other_submission, other_hearing) = diesel::alias!(
        submitted_response as other,
        submission as other_submission,
        hearing as other_hearing
    );
    let disputed = other
        .inner_join(
            other_submission.on(other_submission
                .field(submission::id)
                .eq(other.field(submitted_response::submission_id))),
        )
        .inner_join(
            other_hearing.on(other_hearing
                .field(hearing::id)
                .eq(other_submission.field(submission::hearing_id))),
        )
        .filter(other_hearing.field(hearing::round_id).eq(round.0))
        .filter(
            other
                .field(submitted_response::verdict)
                .eq_any([Verdict::Corrected.code(), Verdict::Discontinued.code()]),
        )
        .select(other.field(submitted_response::arrangement_id));
    let later = diesel::alias!(submission as later);
    let overtaken = later
        .filter(later.field(submission::hearing_id).eq(submission::hearing_id))
        .filter(later.field(submission::number).gt(submission::number));
    let rows: Vec<Row> = submitted_response::table
        .inner_join(submission::table.inner_join(hearing::table))
        .left_join(submitted_correction::table)
        .filter(hearing::round_id.eq(round.0))
        .filter(diesel::dsl::not(diesel::dsl::exists(overtaken)))
        .filter(submitted_response::arrangement_id.eq_any(disputed))
        .order((submitted_response::id, submitted_correction::id))
        .select((
            submitted_response::id,
            submitted_response::arrangement_id,
            hearing::municipality_id,
            ResponseRow::as_select(),
            Option::<CorrectionRow>::as_select(),
        ))
        .load(conn)?;
    let mut last = 0;
    let mut found: HashMap<ArrangementId, Vec<Submitted>> = HashMap::new();
    for (id, arrangement, municipality, response, correction) in rows {
        let answers = found.entry(ArrangementId(arrangement)).or_default();
        if id != last {
            answers.push(Submitted {
                by: MunicipalityId(municipality),
                response: response.into_response()?,
            });
            last = id;
        }
        let correction = correction.map(CorrectionRow::into_correction).transpose()?;
        if let Some((answer, correction)) = answers.last_mut().zip(correction) {
            answer.response.corrections.push(correction);
        }
    }
    found.retain(|_, answers| Agreement::of(answers, usize::MAX) == Agreement::InConflict);
    Ok(found
        .into_iter()
        .map(|(id, answers)| (id, answers.into_iter().map(|answer| answer.by).collect()))
        .collect())
}

const UNREACHABLE: &str = "
    SELECT count(*) AS count FROM mapping_area g WHERE g.mapping_id = $1
    AND NOT EXISTS (SELECT 1 FROM user_role o JOIN user_account u ON u.id = o.user_id
        WHERE o.municipality_id = g.municipality_id AND o.ended_at IS NULL AND o.role = 'respondent'
        AND (o.mapping_id IS NULL OR o.mapping_id = $1) AND u.disabled_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM municipality_contact c
        WHERE c.municipality_id = g.municipality_id AND c.valid_to IS NULL AND c.email IS NOT NULL
        AND c.bounced_at IS NULL)";

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// How many municipalities of the area there is nobody to write to in, by the same rule as in the list.
pub fn unreachable(conn: &mut DbConn, mapping: MappingId) -> QueryResult<usize> {
    let found: Count =
        on_either!(conn, c => diesel::sql_query(UNREACHABLE).bind::<BigInt, _>(mapping.0).get_result(c))?;
    Ok(size(found.count))
}

/// How many questions are asked beside the list.
pub fn questions(conn: &mut DbConn, mapping: MappingId) -> QueryResult<i64> {
    question::table
        .filter(question::mapping_id.eq(mapping.0))
        .count()
        .get_result(conn)
}

/// When each submission of a round came.
pub fn submitted_at(conn: &mut DbConn, round: RoundId) -> QueryResult<Vec<NaiveDateTime>> {
    submission::table
        .inner_join(hearing::table)
        .filter(hearing::round_id.eq(round.0))
        .order(submission::submitted_at)
        .select(submission::submitted_at)
        .load(conn)
}
