//! What a municipality has proposed in its hearing, drafts each with the steps that led to it.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::draft_steps::{self, NewStep, Subject};
use super::proposal_json::{members, members_to_json, to_json};
use super::responses::By;
use crate::round::hearing::Own;
use crate::schema::{hearing, proposal, user_account};
use crate::{DbConn, bad_code};
use domain::answer::proposal::{Described, Proposal, ProposalId, ProposalKind};
use domain::register::arrangement::{ArrangementId, LegalForm, SectorId};

/// Those in force first, then those that were taken away, each in the order in which they came.
pub fn of_hearing(conn: &mut DbConn, own: &Own) -> QueryResult<Vec<Proposal>> {
    let rows: Vec<(ProposalRow, String)> = proposal::table
        .inner_join(user_account::table)
        .filter(proposal::hearing_id.eq(own.hearing.id.0))
        .order(proposal::id)
        .select((ProposalRow::as_select(), user_account::name))
        .load(conn)?;
    let mut found: Vec<Proposal> = rows
        .into_iter()
        .map(|(row, by)| row.into_proposal(by))
        .collect::<QueryResult<_>>()?;
    found.sort_by_key(Proposal::is_removed);
    Ok(found)
}

/// Run it, and what follows, inside `db::write`.
pub fn add(
    conn: &mut DbConn,
    own: &Own,
    kind: ProposalKind,
    described: &Described,
    by: By,
) -> QueryResult<ProposalId> {
    let id: i64 = diesel::insert_into(proposal::table)
        .values((
            proposal::hearing_id.eq(own.hearing.id.0),
            proposal::kind.eq(kind.code()),
            proposal::arrangement_id.eq(kind.arrangement().map(|id| id.0)),
            values(described),
            proposal::saved_at.eq(by.at),
            proposal::saved_by.eq(by.user.0),
        ))
        .returning(proposal::id)
        .get_result(conn)?;
    let id = ProposalId(id);
    record(conn, own, id, None, Some(to_json(kind, described, false)), by)?;
    Ok(id)
}

pub fn change(
    conn: &mut DbConn,
    own: &Own,
    before: &Proposal,
    described: &Described,
    by: By,
) -> QueryResult<()> {
    diesel::update(proposal::table.find(before.id.0))
        .set((
            values(described),
            proposal::saved_at.eq(by.at),
            proposal::saved_by.eq(by.user.0),
            proposal::version.eq(proposal::version + 1),
        ))
        .execute(conn)?;
    let after = to_json(before.kind, described, before.is_removed());
    record(conn, own, before.id, Some(json(before)), Some(after), by)
}

/// Takes it away, or back.
pub fn set_removed(
    conn: &mut DbConn,
    own: &Own,
    before: &Proposal,
    removed: bool,
    by: By,
) -> QueryResult<()> {
    diesel::update(proposal::table.find(before.id.0))
        .set((
            proposal::removed_at.eq(removed.then_some(by.at)),
            proposal::saved_at.eq(by.at),
            proposal::saved_by.eq(by.user.0),
            proposal::version.eq(proposal::version + 1),
        ))
        .execute(conn)?;
    let after = to_json(before.kind, &before.described, removed);
    record(conn, own, before.id, Some(json(before)), Some(after), by)
}

/// «We take part in no arrangement», said or taken back.
pub fn set_nil_return(conn: &mut DbConn, own: &Own, says_none: bool, by: By) -> QueryResult<()> {
    diesel::update(hearing::table.find(own.hearing.id.0))
        .set((
            hearing::nil_return.eq(says_none),
            hearing::version.eq(hearing::version + 1),
        ))
        .execute(conn)?;
    let step = NewStep {
        hearing: own.hearing.id,
        subject: Subject::NilReturn,
        before: Some(own.hearing.nil_return.to_string()),
        after: Some(says_none.to_string()),
        batch: by.batch,
        by: by.user,
        on_behalf_of: by.on_behalf_of,
        at: by.at,
    };
    draft_steps::record(conn, &step)
}

fn json(proposal: &Proposal) -> String {
    to_json(proposal.kind, &proposal.described, proposal.is_removed())
}

fn record(
    conn: &mut DbConn,
    own: &Own,
    id: ProposalId,
    before: Option<String>,
    after: Option<String>,
    by: By,
) -> QueryResult<()> {
    let step = NewStep {
        hearing: own.hearing.id,
        subject: Subject::Proposal(id.0),
        before,
        after,
        batch: by.batch,
        by: by.user,
        on_behalf_of: by.on_behalf_of,
        at: by.at,
    };
    draft_steps::record(conn, &step)
}

#[derive(AsChangeset, Insertable)]
#[diesel(table_name = proposal, treat_none_as_null = true)]
struct Values {
    name: String,
    participants: String,
    content: Option<String>,
    established_year: Option<i32>,
    legal_form: Option<String>,
    host: Option<String>,
    fte_tenths: Option<i32>,
    sector_id: Option<i64>,
    comment: Option<String>,
}

fn values(described: &Described) -> Values {
    let described = described.clone();
    Values {
        participants: members_to_json(&described),
        name: described.name,
        content: described.content,
        established_year: described.established_year,
        legal_form: described.legal_form.map(|form| form.code().to_owned()),
        host: described.host,
        fte_tenths: described.fte_tenths,
        sector_id: described.sector.map(|sector| sector.0),
        comment: described.comment,
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = proposal)]
struct ProposalRow {
    id: i64,
    arrangement_id: Option<i64>,
    name: String,
    participants: String,
    content: Option<String>,
    established_year: Option<i32>,
    legal_form: Option<String>,
    host: Option<String>,
    fte_tenths: Option<i32>,
    sector_id: Option<i64>,
    comment: Option<String>,
    saved_at: NaiveDateTime,
    removed_at: Option<NaiveDateTime>,
    version: i64,
}

impl ProposalRow {
    fn into_proposal(self, saved_by: String) -> QueryResult<Proposal> {
        let legal_form = self.legal_form.map(LegalForm::try_from).transpose();
        Ok(Proposal {
            id: ProposalId(self.id),
            kind: self.arrangement_id.map_or(ProposalKind::New, |id| {
                ProposalKind::Participation(ArrangementId(id))
            }),
            described: Described {
                name: self.name,
                participants: members(&self.participants)?,
                sector: self.sector_id.map(SectorId),
                content: self.content,
                established_year: self.established_year,
                legal_form: legal_form.map_err(bad_code)?,
                host: self.host,
                fte_tenths: self.fte_tenths,
                comment: self.comment,
            },
            removed_at: self.removed_at,
            version: self.version,
            saved_at: self.saved_at,
            saved_by,
        })
    }
}
