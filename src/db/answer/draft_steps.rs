//! Every step of a municipality's draft: what it was, what it became, who did it for whom. An undo goes back to it.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::DbConn;
use crate::conn::connection::on_either;
use crate::schema::{draft_step, user_account};
use domain::people::access::UserId;
use domain::round::hearing::HearingId;

/// What a step was taken with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// By the arrangement's id.
    Response(i64),
    /// By its own id.
    Proposal(i64),
    /// By the question's id.
    Answer(i64),
    NilReturn,
}

impl Subject {
    const fn code(self) -> &'static str {
        match self {
            Self::Response(_) => "response",
            Self::Proposal(_) => "proposal",
            Self::Answer(_) => "answer",
            Self::NilReturn => "nil_return",
        }
    }

    const fn id(self, hearing: HearingId) -> i64 {
        match self {
            Self::Response(id) | Self::Proposal(id) | Self::Answer(id) => id,
            Self::NilReturn => hearing.0,
        }
    }

    fn read(code: &str, id: i64) -> Option<Self> {
        match code {
            "response" => Some(Self::Response(id)),
            "proposal" => Some(Self::Proposal(id)),
            "answer" => Some(Self::Answer(id)),
            "nil_return" => Some(Self::NilReturn),
            _ => None,
        }
    }
}

/// A step as it is taken. Before and after are JSON; nothing when there was nothing.
#[derive(Debug, Clone)]
pub struct NewStep<'a> {
    pub hearing: HearingId,
    pub subject: Subject,
    pub before: Option<String>,
    pub after: Option<String>,
    pub batch: Option<&'a str>,
    pub by: UserId,
    pub on_behalf_of: Option<UserId>,
    pub at: NaiveDateTime,
}

#[derive(Debug, Clone)]
pub struct Step {
    pub subject: Subject,
    pub before: Option<String>,
    pub after: Option<String>,
    pub batch: Option<String>,
    pub at: NaiveDateTime,
    pub by: String,
    pub on_behalf_of: Option<String>,
}

impl Step {
    /// What it is called, for what has a name of its own.
    pub fn name(&self) -> Option<String> {
        let json = self.after.as_deref().or(self.before.as_deref())?;
        let value: serde_json::Value = serde_json::from_str(json).ok()?;
        value.get("name")?.as_str().map(str::to_owned)
    }
}

/// Run it inside `db::write`, together with what it tells of.
pub fn record(conn: &mut DbConn, step: &NewStep) -> QueryResult<()> {
    on_either!(conn, c => diesel::insert_into(draft_step::table)
        .values((
            draft_step::hearing_id.eq(step.hearing.0),
            draft_step::subject.eq(step.subject.code()),
            draft_step::subject_id.eq(step.subject.id(step.hearing)),
            draft_step::before.eq(&step.before),
            draft_step::after.eq(&step.after),
            draft_step::batch.eq(step.batch),
            draft_step::taken_at.eq(step.at),
            draft_step::taken_by.eq(step.by.0),
            draft_step::principal_id.eq(step.on_behalf_of.map(|user| user.0)),
        ))
        .execute(c))
    .map(drop)
}

/// What the last step with this subject went out from, and came to.
pub fn last(
    conn: &mut DbConn,
    hearing: HearingId,
    subject: Subject,
) -> QueryResult<Option<(Option<String>, Option<String>)>> {
    draft_step::table
        .filter(draft_step::hearing_id.eq(hearing.0))
        .filter(draft_step::subject.eq(subject.code()))
        .filter(draft_step::subject_id.eq(subject.id(hearing)))
        .order(draft_step::id.desc())
        .select((draft_step::before, draft_step::after))
        .first(conn)
        .optional()
}

/// The steps that were taken together.
pub fn of_batch(conn: &mut DbConn, hearing: HearingId, batch: &str) -> QueryResult<Vec<Step>> {
    let steps = all(conn, hearing)?;
    Ok(steps
        .into_iter()
        .filter(|step| step.batch.as_deref() == Some(batch))
        .collect())
}

/// All steps of a hearing, the newest first.
pub fn all(conn: &mut DbConn, hearing: HearingId) -> QueryResult<Vec<Step>> {
    type Row = (
        (String, i64),
        (Option<String>, Option<String>, Option<String>),
        NaiveDateTime,
        String,
        Option<String>,
    );
    let principal = diesel::alias!(user_account as principal);
    let rows: Vec<Row> = draft_step::table
        .inner_join(user_account::table.on(user_account::id.eq(draft_step::taken_by)))
        .left_join(
            principal.on(principal
                .field(user_account::id)
                .nullable()
                .eq(draft_step::principal_id)),
        )
        .filter(draft_step::hearing_id.eq(hearing.0))
        .order(draft_step::id.desc())
        .select((
            (draft_step::subject, draft_step::subject_id),
            (draft_step::before, draft_step::after, draft_step::batch),
            draft_step::taken_at,
            user_account::name,
            principal.field(user_account::name).nullable(),
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|((code, id), (before, after, batch), at, by, on_behalf_of)| {
            let subject = Subject::read(&code, id)
                .ok_or_else(|| crate::bad_code(format!("unknown step code: {code}")))?;
            Ok(Step {
                subject,
                before,
                after,
                batch,
                at,
                by,
                on_behalf_of,
            })
        })
        .collect()
}
