//! One municipality as its coordinators follow it: its hearing, what it has sent in, what happened, and its people; a
//! statement for each.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Nullable, Text, Timestamp};

use super::desk::{FollowedRow, STUCK_AFTER, followed_sql};
use crate::answer::submissions::Brief;
use crate::conn::connection::on_either;
use crate::schema::{hearing, hearing_round, submission};
use crate::{DbConn, bad_code};
use base::submission::Document;
use domain::places::mapping::MappingId;
use domain::places::municipality::MunicipalityId;
use domain::round::desk::Followed;
use domain::round::hearing::{HearingId, Round, RoundId, RoundState};

/// How it stands in the newest round that it is in.
pub struct Standing {
    pub round: Round,
    pub followed: Followed,
    pub reopened_reason: Option<String>,
}

#[derive(QueryableByName)]
struct StandingRow {
    #[diesel(embed)]
    followed: FollowedRow,
    #[diesel(sql_type = Nullable<Text>)]
    reopened_reason: Option<String>,
    #[diesel(sql_type = BigInt)]
    round_id: i64,
    #[diesel(sql_type = Integer)]
    round_number: i32,
    #[diesel(sql_type = Text)]
    round_state: String,
    #[diesel(sql_type = Nullable<Timestamp>)]
    opens_at: Option<NaiveDateTime>,
    #[diesel(sql_type = Nullable<Timestamp>)]
    hosts_open_at: Option<NaiveDateTime>,
    #[diesel(sql_type = Nullable<Timestamp>)]
    deadline: Option<NaiveDateTime>,
    #[diesel(sql_type = Nullable<Timestamp>)]
    questions_deadline: Option<NaiveDateTime>,
    #[diesel(sql_type = Integer)]
    quiet_days: i32,
    #[diesel(sql_type = Integer)]
    max_reminders: i32,
}

const STANDING: &str = followed_sql!(
    ", h.reopened_reason, r.id AS round_id, r.number AS round_number, r.state AS round_state, r.opens_at,
        r.hosts_open_at, r.deadline, r.questions_deadline, r.quiet_days, r.max_reminders",
    "JOIN hearing_round r ON r.id = h.round_id
    WHERE r.mapping_id = $1 AND h.municipality_id = $4 ORDER BY r.number DESC LIMIT 1"
);

pub fn standing(
    conn: &mut DbConn,
    mapping: MappingId,
    municipality: MunicipalityId,
    now: NaiveDateTime,
) -> QueryResult<Option<Standing>> {
    let row: Option<StandingRow> = on_either!(conn, c => diesel::sql_query(STANDING)
        .bind::<BigInt, _>(mapping.0)
        .bind::<Timestamp, _>(now)
        .bind::<Timestamp, _>(now - STUCK_AFTER)
        .bind::<BigInt, _>(municipality.0)
        .get_result(c)
        .optional())?;
    row.map(|row| {
        Ok(Standing {
            round: Round {
                id: RoundId(row.round_id),
                number: row.round_number,
                state: RoundState::try_from(row.round_state).map_err(bad_code)?,
                opens_at: row.opens_at,
                hosts_open_at: row.hosts_open_at,
                deadline: row.deadline,
                questions_deadline: row.questions_deadline,
                quiet_days: row.quiet_days,
                max_reminders: row.max_reminders,
            },
            followed: row.followed.into_followed()?,
            reopened_reason: row.reopened_reason,
        })
    })
    .transpose()
}

/// What it has sent in in the mapping, the newest first, each with what was said.
pub fn submissions(
    conn: &mut DbConn,
    mapping: MappingId,
    municipality: MunicipalityId,
) -> QueryResult<Vec<(Brief, Document)>> {
    let rows: Vec<(Brief, String)> = submission::table
        .inner_join(hearing::table.inner_join(hearing_round::table))
        .filter(hearing_round::mapping_id.eq(mapping.0))
        .filter(hearing::municipality_id.eq(municipality.0))
        .order(submission::number.desc())
        .select((Brief::as_select(), submission::canonical_json))
        .load(conn)?;
    rows.into_iter()
        .map(|(brief, canonical)| {
            let document = Document::read(&canonical)
                .map_err(|error| diesel::result::Error::DeserializationError(error.into()))?;
            Ok((brief, document))
        })
        .collect()
}

/// Something that happened: an event of the log, a letter, or a note. Which it is, `kind` says.
#[derive(Debug, Clone, QueryableByName)]
pub struct Happened {
    #[diesel(sql_type = Text)]
    pub kind: String,
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = Timestamp)]
    pub at: NaiveDateTime,
    /// Who did it, or to whom the letter went.
    #[diesel(sql_type = Nullable<Text>)]
    pub who: Option<String>,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub user_id: Option<i64>,
    /// The code of the event or of the letter's kind.
    #[diesel(sql_type = Text)]
    pub what: String,
    /// The event's details, the letter's subject, or the note.
    #[diesel(sql_type = Text)]
    pub text: String,
    /// The letter's.
    #[diesel(sql_type = Nullable<Text>)]
    pub state: Option<String>,
    /// When a note was mended.
    #[diesel(sql_type = Nullable<Timestamp>)]
    pub changed_at: Option<NaiveDateTime>,
}

// Steps of a draft are the municipality's own, and have a log of their own.
const HAPPENED: &str = "
    SELECT 'event' AS kind, e.id, e.at, u.name AS who, e.actor_id AS user_id, e.action AS what, e.details AS text,
        CAST(NULL AS TEXT) AS state, CAST(NULL AS TIMESTAMP) AS changed_at
    FROM audit_event e LEFT JOIN user_account u ON u.id = e.actor_id
    WHERE e.mapping_id = $1 AND e.municipality_id = $2 AND e.action IN ('hearing_sent', 'hearing_reminded',
        'hearing_extended', 'hearing_reopened', 'hearing_confirmed', 'delegated', 'delegation_revoked',
        'deputy_began', 'deputy_ended')
    UNION ALL
    SELECT 'letter', m.id, m.created_at, m.recipient, m.user_id, m.kind, m.subject, m.state, CAST(NULL AS TIMESTAMP)
    FROM outbox_mail m WHERE m.hearing_id = $3
    UNION ALL
    SELECT 'note', n.id, n.written_at, w.name, n.written_by, 'note_written', n.text, CAST(NULL AS TEXT), n.changed_at
    FROM municipality_note n JOIN user_account w ON w.id = n.written_by
    WHERE n.mapping_id = $1 AND n.municipality_id = $2
    ORDER BY 3 DESC, 2 DESC";

/// The newest first.
pub fn happened(
    conn: &mut DbConn,
    mapping: MappingId,
    municipality: MunicipalityId,
    hearing: HearingId,
) -> QueryResult<Vec<Happened>> {
    on_either!(conn, c => diesel::sql_query(HAPPENED)
        .bind::<BigInt, _>(mapping.0)
        .bind::<BigInt, _>(municipality.0)
        .bind::<BigInt, _>(hearing.0)
        .load(c))
}

/// Somebody of a municipality: with an account, as a contact, or asked by a colleague. Which it is, `kind` says.
#[derive(Debug, Clone, QueryableByName)]
pub struct Somebody {
    #[diesel(sql_type = Text)]
    pub kind: String,
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = Nullable<Text>)]
    pub name: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub email: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub phone: Option<String>,
    /// The role of an account, a contact's title, or what was left to a colleague.
    #[diesel(sql_type = Nullable<Text>)]
    pub what: Option<String>,
    /// When an account was first used, a contact's letter came back, or a colleague was asked.
    #[diesel(sql_type = Nullable<Timestamp>)]
    pub at: Option<NaiveDateTime>,
    #[diesel(sql_type = Nullable<Timestamp>)]
    pub until: Option<NaiveDateTime>,
}

const PEOPLE: &str = "
    SELECT 'account' AS kind, u.id, u.name, u.email, u.phone, o.role AS what, u.activated_at AS at,
        CAST(NULL AS TIMESTAMP) AS until
    FROM user_role o JOIN user_account u ON u.id = o.user_id
    WHERE o.municipality_id = $1 AND o.ended_at IS NULL AND u.disabled_at IS NULL
        AND o.role IN ('respondent', 'editor') AND (o.mapping_id IS NULL OR o.mapping_id = $2)
    UNION ALL
    SELECT CASE WHEN c.is_postmottak THEN 'mailroom' ELSE 'contact' END, c.id, c.name, c.email, c.phone, c.title,
        c.bounced_at, CAST(NULL AS TIMESTAMP)
    FROM municipality_contact c WHERE c.municipality_id = $1 AND c.valid_to IS NULL
    UNION ALL
    SELECT 'delegation', d.id, u.name, u.email, u.phone, d.scope, d.created_at, d.expires_at
    FROM delegation d JOIN user_account u ON u.id = d.user_id WHERE d.hearing_id = $3 AND d.revoked_at IS NULL
    UNION ALL
    SELECT 'deputy', p.user_id, u.name, u.email, p.told_by, p.source, p.created_at, p.expires_at
    FROM deputy p JOIN user_account u ON u.id = p.user_id
    WHERE p.hearing_id = $3 AND p.ended_at IS NULL AND p.expires_at > $4
    ORDER BY 1, 2";

pub fn people(
    conn: &mut DbConn,
    mapping: MappingId,
    municipality: MunicipalityId,
    hearing: HearingId,
    now: NaiveDateTime,
) -> QueryResult<Vec<Somebody>> {
    on_either!(conn, c => diesel::sql_query(PEOPLE)
        .bind::<BigInt, _>(municipality.0)
        .bind::<BigInt, _>(mapping.0)
        .bind::<BigInt, _>(hearing.0)
        .bind::<Timestamp, _>(now)
        .load(c))
}
