//! What municipalities have sent in: written once, numbered, and read back as it was.

use chrono::NaiveDateTime;
use diesel::dsl::auto_type;
use diesel::prelude::*;

use super::proposal_json::members_to_json;
use super::questions::{Asked, examples_json};
use super::responses::party_columns;
use crate::DbConn;
use crate::conn::connection::on_either;
use crate::round::hearing::Own;
use crate::schema::{
    hearing, hearing_round, submission, submitted_answer, submitted_correction, submitted_proposal,
    submitted_response,
};
use base::submission::Document;
use domain::answer::proposal::Proposal;
use domain::answer::response::{Absence, ConfirmedAs, Response, Verdict};
use domain::people::access::UserId;
use domain::places::mapping::MappingId;
use domain::places::municipality::MunicipalityId;
use domain::register::arrangement::{ArrangementId, LegalForm};

/// A submission as lists of them show it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = submission)]
pub struct Brief {
    pub id: i64,
    pub number: i32,
    pub reference: String,
    pub submitted_at: NaiveDateTime,
    pub signed_name: String,
    pub sha256: String,
}

/// One with all that was said in it.
#[derive(Debug, Clone)]
pub struct Stored {
    pub brief: Brief,
    pub document: Document,
    /// The bytes that the hash is of.
    pub canonical: String,
}

#[derive(Debug)]
pub struct NewSubmission<'a> {
    pub document: &'a Document,
    pub canonical: &'a str,
    pub sha256: &'a str,
    pub by: UserId,
    pub at: NaiveDateTime,
}

/// Run it inside `db::write`.
pub fn insert(conn: &mut DbConn, own: &Own, new: &NewSubmission) -> QueryResult<i64> {
    diesel::insert_into(submission::table)
        .values((
            submission::hearing_id.eq(own.hearing.id.0),
            submission::number.eq(new.document.head.submission),
            submission::reference.eq(&new.document.head.reference),
            submission::submitted_at.eq(new.at),
            submission::submitted_by.eq(new.by.0),
            submission::signed_name.eq(&new.document.head.signed_by),
            submission::on_behalf_source.eq(&new.document.head.source),
            submission::sha256.eq(new.sha256),
            submission::canonical_json.eq(new.canonical),
        ))
        .returning(submission::id)
        .get_result(conn)
}

/// The answers of a submission as rows, which consolidation and exports read.
pub fn insert_responses(
    conn: &mut DbConn,
    submission: i64,
    responses: &[(ArrangementId, i64, &Response)],
) -> QueryResult<()> {
    for (arrangement, version, response) in responses {
        let Some(verdict) = response.verdict else {
            continue;
        };
        let confirmed_as = response.confirmed_as.unwrap_or(ConfirmedAs::Single);
        let id: i64 = diesel::insert_into(submitted_response::table)
            .values((
                submitted_response::submission_id.eq(submission),
                submitted_response::arrangement_id.eq(arrangement.0),
                submitted_response::arrangement_version.eq(version),
                submitted_response::verdict.eq(Verdict::code(verdict)),
                submitted_response::absence.eq(response.absence.map(Absence::code)),
                submitted_response::left_year.eq(response.left_year),
                submitted_response::discontinued_year.eq(response.discontinued_year),
                submitted_response::comment.eq(response.comment.as_deref()),
                submitted_response::confirmed_as.eq(confirmed_as.code()),
            ))
            .returning(submitted_response::id)
            .get_result(conn)?;
        let rows: Vec<_> = response
            .corrections_in_force()
            .iter()
            .map(|correction| {
                let (municipality, kind, name) = party_columns(correction.party.as_ref());
                (
                    submitted_correction::submitted_response_id.eq(id),
                    submitted_correction::field.eq(correction.field.code()),
                    submitted_correction::municipality_id.eq(municipality),
                    submitted_correction::party_kind.eq(kind),
                    submitted_correction::party_name.eq(name),
                    submitted_correction::from_value.eq(correction.from.as_deref()),
                    submitted_correction::to_value.eq(correction.to.as_deref()),
                )
            })
            .collect();
        if !rows.is_empty() {
            on_either!(&mut *conn, c => diesel::insert_into(submitted_correction::table).values(&rows).execute(c))?;
        }
    }
    Ok(())
}

/// The answers to the questions, as they were when the list was confirmed.
pub fn insert_answers(
    conn: &mut DbConn,
    submission: i64,
    asked: &[Asked],
    now: NaiveDateTime,
) -> QueryResult<()> {
    let rows: Vec<_> = asked
        .iter()
        .filter(|asked| asked.is_answered())
        .filter_map(|asked| {
            let answer = &asked.draft.as_ref()?.answer;
            Some((
                submitted_answer::question_id.eq(asked.question.id.0),
                submitted_answer::submission_id.eq(submission),
                submitted_answer::text.eq(&answer.text),
                submitted_answer::choice.eq(answer.choice),
                submitted_answer::examples.eq(examples_json(&answer.examples)),
                submitted_answer::submitted_at.eq(now),
            ))
        })
        .collect();
    if !rows.is_empty() {
        on_either!(&mut *conn, c => diesel::insert_into(submitted_answer::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// What was found missing, as it was described when the list was confirmed.
pub fn insert_proposals(conn: &mut DbConn, submission: i64, proposals: &[Proposal]) -> QueryResult<()> {
    for proposal in proposals.iter().filter(|proposal| !proposal.is_removed()) {
        let described = &proposal.described;
        diesel::insert_into(submitted_proposal::table)
            .values((
                submitted_proposal::submission_id.eq(submission),
                submitted_proposal::kind.eq(proposal.kind.code()),
                submitted_proposal::arrangement_id.eq(proposal.kind.arrangement().map(|id| id.0)),
                submitted_proposal::name.eq(&described.name),
                submitted_proposal::participants.eq(members_to_json(described)),
                submitted_proposal::content.eq(&described.content),
                submitted_proposal::established_year.eq(described.established_year),
                submitted_proposal::legal_form.eq(described.legal_form.map(LegalForm::code)),
                submitted_proposal::host.eq(&described.host),
                submitted_proposal::fte_tenths.eq(described.fte_tenths),
                submitted_proposal::sector_id.eq(described.sector.map(|sector| sector.0)),
                submitted_proposal::comment.eq(&described.comment),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// A municipality's hearings in the rounds of a mapping. Each `IN` is one way to go, where a join leaves it open from
/// which end.
#[auto_type(no_type_alias)]
fn hearings(mapping: i64, municipality: i64) -> _ {
    let rounds = hearing_round::table
        .filter(hearing_round::mapping_id.eq(mapping))
        .select(hearing_round::id);
    hearing::table
        .filter(hearing::municipality_id.eq(municipality))
        .filter(hearing::round_id.eq_any(rounds))
        .select(hearing::id)
}

/// All that a municipality has sent in in a mapping, the newest first; numbers go on from round to round.
pub fn of_municipality(
    conn: &mut DbConn,
    mapping: MappingId,
    municipality: MunicipalityId,
) -> QueryResult<Vec<Brief>> {
    submission::table
        .filter(submission::hearing_id.eq_any(hearings(mapping.0, municipality.0)))
        .order(submission::number.desc())
        .select(Brief::as_select())
        .load(conn)
}

pub fn one(conn: &mut DbConn, own: &Own, number: i32) -> QueryResult<Option<Stored>> {
    let hearings = hearings(own.mapping.id.0, own.hearing.municipality.0);
    let found: Option<(Brief, String)> = submission::table
        .filter(submission::hearing_id.eq_any(hearings))
        .filter(submission::number.eq(number))
        .select((Brief::as_select(), submission::canonical_json))
        .first(conn)
        .optional()?;
    found
        .map(|(brief, canonical)| {
            let document = Document::read(&canonical)
                .map_err(|error| diesel::result::Error::DeserializationError(error.into()))?;
            Ok(Stored {
                brief,
                document,
                canonical,
            })
        })
        .transpose()
}

/// The newest of all, which is what counts.
pub fn latest(conn: &mut DbConn, own: &Own) -> QueryResult<Option<Stored>> {
    let newest = of_municipality(conn, own.mapping.id, own.hearing.municipality)?;
    match newest.first() {
        Some(brief) => one(conn, own, brief.number),
        None => Ok(None),
    }
}

pub fn is_reference_taken(conn: &mut DbConn, reference: &str) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(
        submission::table.filter(submission::reference.eq(reference)),
    ))
    .get_result(conn)
}
