//! A municipality says what its list lacks: a new arrangement, a known one that it takes part in, or nothing at all.

use super::hearing::{AnswerError, Desk, Place, open};
use crate::{Context, TaskError};
use db::DbConn;
use db::answer::{drafts, own_list, proposals};
use db::register::look_alikes;
use domain::answer::proposal::{Described, Member, Proposal, ProposalId, ProposalKind, may_say_none};
use domain::event::Happening;

/// Adds a new arrangement. The same form sent twice is one proposal.
pub fn propose(
    conn: &mut DbConn,
    context: &Context,
    place: &Place,
    described: &Described,
) -> Result<ProposalId, AnswerError> {
    db::write(conn, |conn| {
        let desk = whole_list(conn, context, place)?;
        let stored = proposals::of_hearing(conn, &desk.own)?;
        let twin = stored.iter().find(|stored| {
            stored.kind == ProposalKind::New && !stored.is_removed() && stored.described == *described
        });
        if let Some(twin) = twin {
            return Ok(twin.id);
        }
        add(conn, context, &desk, ProposalKind::New, described)
    })
}

/// What came of saying «we take part in this one».
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TakesPart {
    /// Proposed, now or before, by the name of the arrangement.
    Proposed(String),
    /// It stands in the list already.
    Listed,
}

/// Proposes that the municipality takes part in an arrangement of the mapping, once.
pub fn take_part(
    conn: &mut DbConn,
    context: &Context,
    place: &Place,
    number: i32,
) -> Result<TakesPart, AnswerError> {
    db::write(conn, |conn| {
        let desk = whole_list(conn, context, place)?;
        if drafts::answerable(conn, &desk.own, number)?.is_some() {
            return Ok(TakesPart::Listed);
        }
        let (id, name) = look_alikes::by_number(conn, &desk.own, number)?.ok_or(TaskError::NotFound)?;
        let kind = ProposalKind::Participation(id);
        let stored = proposals::of_hearing(conn, &desk.own)?;
        match stored.iter().find(|stored| stored.kind == kind) {
            Some(stored) if stored.is_removed() => set_removed(conn, context, &desk, stored, false)?,
            Some(_) => {}
            None => {
                let described = Described {
                    name: name.clone(),
                    participants: [Member::Municipality(place.number.clone())].into(),
                    ..Described::default()
                };
                add(conn, context, &desk, kind, &described)?;
            }
        }
        Ok(TakesPart::Proposed(name))
    })
}

/// Changes what was proposed, as long as nobody else has done so since `version`.
pub fn change(
    conn: &mut DbConn,
    context: &Context,
    place: &Place,
    id: ProposalId,
    version: i64,
    described: &Described,
) -> Result<(), AnswerError> {
    db::write(conn, |conn| {
        let desk = whole_list(conn, context, place)?;
        let stored = one(conn, &desk, id)?;
        if stored.described == *described {
            return Ok(());
        }
        if stored.version != version {
            return Err(AnswerError::Stale);
        }
        proposals::change(conn, &desk.own, &stored, described, desk.by(context, None))?;
        context.log(conn, &desk.event(Happening::ProposalSaved, "proposal", id.0))?;
        Ok(())
    })
}

/// Takes a proposal away, or back. Doing so twice is doing so once.
pub fn remove(
    conn: &mut DbConn,
    context: &Context,
    place: &Place,
    id: ProposalId,
    removed: bool,
) -> Result<Proposal, AnswerError> {
    db::write(conn, |conn| {
        let desk = whole_list(conn, context, place)?;
        let stored = one(conn, &desk, id)?;
        if stored.is_removed() != removed {
            set_removed(conn, context, &desk, &stored, removed)?;
        }
        Ok(stored)
    })
}

/// «We take part in no arrangement», said or taken back. Whether it was stored: it cannot be said while something in
/// the list speaks against it.
pub fn say_none(
    conn: &mut DbConn,
    context: &Context,
    place: &Place,
    says_none: bool,
) -> Result<bool, AnswerError> {
    db::write(conn, |conn| {
        let desk = whole_list(conn, context, place)?;
        if desk.own.hearing.nil_return == says_none {
            return Ok(true);
        }
        if says_none {
            let answers = own_list::answers(conn, &desk.own)?;
            let stored = proposals::of_hearing(conn, &desk.own)?;
            if !may_say_none(answers.iter().map(|(_, verdict)| *verdict), &stored) {
                return Ok(false);
            }
        }
        set_nil_return(conn, context, &desk, says_none)?;
        Ok(true)
    })
}

/// New arrangements belong to the list as a whole, and so to those who may answer all of it.
fn whole_list(conn: &mut DbConn, context: &Context, place: &Place) -> Result<Desk, AnswerError> {
    let desk = open(conn, context, place)?;
    if !desk.rights.may_answer_all() {
        return Err(TaskError::Forbidden.into());
    }
    Ok(desk)
}

fn one(conn: &mut DbConn, desk: &Desk, id: ProposalId) -> Result<Proposal, AnswerError> {
    let stored = proposals::of_hearing(conn, &desk.own)?;
    let found = stored.into_iter().find(|stored| stored.id == id);
    Ok(found.ok_or(TaskError::NotFound)?)
}

fn add(
    conn: &mut DbConn,
    context: &Context,
    desk: &Desk,
    kind: ProposalKind,
    described: &Described,
) -> Result<ProposalId, AnswerError> {
    let id = proposals::add(conn, &desk.own, kind, described, desk.by(context, None))?;
    context.log(conn, &desk.event(Happening::ProposalSaved, "proposal", id.0))?;
    takes_part_after_all(conn, context, desk)?;
    Ok(id)
}

fn set_removed(
    conn: &mut DbConn,
    context: &Context,
    desk: &Desk,
    stored: &Proposal,
    removed: bool,
) -> Result<(), AnswerError> {
    proposals::set_removed(conn, &desk.own, stored, removed, desk.by(context, None))?;
    let what = if removed {
        Happening::ProposalRemoved
    } else {
        Happening::ProposalSaved
    };
    context.log(conn, &desk.event(what, "proposal", stored.id.0))?;
    if removed {
        return Ok(());
    }
    takes_part_after_all(conn, context, desk)
}

/// Whoever proposes something no longer says that there is nothing.
fn takes_part_after_all(conn: &mut DbConn, context: &Context, desk: &Desk) -> Result<(), AnswerError> {
    if desk.own.hearing.nil_return {
        set_nil_return(conn, context, desk, false)?;
    }
    Ok(())
}

fn set_nil_return(
    conn: &mut DbConn,
    context: &Context,
    desk: &Desk,
    says_none: bool,
) -> Result<(), AnswerError> {
    proposals::set_nil_return(conn, &desk.own, says_none, desk.by(context, None))?;
    let event = desk.event(Happening::NilReturnSaved, "hearing", desk.own.hearing.id.0);
    context.log(conn, &event)?;
    Ok(())
}
