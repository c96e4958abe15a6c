//! A mailing is paused, goes on, or is taken back: what has not left stays, and its hearings are as they were.

use super::{Context, TaskError, event, found};
use db::DbConn;
use db::mailing::{self, mailings};
use domain::event::Happening;
use domain::letters::letter::{MailHappening, MailState, MailingId};
use domain::letters::mailing::{MailingState, Outcome};
use domain::people::access::{Action, Subject};

/// What has not left waits until it is told to go on. How many letters wait.
pub fn pause(conn: &mut DbConn, context: &Context, slug: &str, id: MailingId) -> Result<usize, TaskError> {
    context.require(Action::SteerMapping, Subject::Mapping(slug))?;
    db::write(conn, |conn| {
        let (_, mailing) = found(conn, slug, id)?;
        if mailing.state != MailingState::Released {
            return Err(TaskError::Stale);
        }
        let way = (&[MailState::Queued][..], MailState::Paused);
        let waiting = mailing::steps::move_waiting(conn, id, way, MailHappening::Paused, context.now)?;
        mailing::steps::set_state(conn, id, MailingState::Paused, context.now)?;
        context.log(
            conn,
            &event(Happening::MailingPaused, &mailing).with("letters", waiting),
        )?;
        Ok(waiting)
    })
}

pub fn resume(conn: &mut DbConn, context: &Context, slug: &str, id: MailingId) -> Result<usize, TaskError> {
    context.require(Action::SteerMapping, Subject::Mapping(slug))?;
    db::write(conn, |conn| {
        let (_, mailing) = found(conn, slug, id)?;
        if mailing.state != MailingState::Paused {
            return Err(TaskError::Stale);
        }
        let way = (&[MailState::Paused][..], MailState::Queued);
        let going = mailing::steps::move_waiting(conn, id, way, MailHappening::Resumed, context.now)?;
        mailing::steps::set_state(conn, id, MailingState::Released, context.now)?;
        context.log(
            conn,
            &event(Happening::MailingResumed, &mailing).with("letters", going),
        )?;
        Ok(going)
    })
}

/// How many letters could be taken back, and how many have left.
pub fn waiting_and_left(conn: &mut DbConn, id: MailingId) -> db::QueryResult<(usize, usize)> {
    let letters = mailing::steps::letters(conn, id)?;
    let waits = |state| matches!(state, MailState::Queued | MailState::Paused);
    let waiting = letters.iter().filter(|letter| waits(letter.state)).count();
    Ok((waiting, letters.len() - waiting))
}

/// What taking a mailing back came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenBack {
    pub letters: usize,
    /// Hearings that are as they were before it.
    pub hearings: usize,
}

/// Takes back what has not left. What has left, has left: those hearings stay as they are.
pub fn cancel(
    conn: &mut DbConn,
    context: &Context,
    slug: &str,
    id: MailingId,
) -> Result<TakenBack, TaskError> {
    context.require(Action::SteerMapping, Subject::Mapping(slug))?;
    db::write(conn, |conn| {
        let (_, mailing) = found(conn, slug, id)?;
        if !mailing.may_be_cancelled() {
            return Err(TaskError::Stale);
        }
        let way = (&[MailState::Queued, MailState::Paused][..], MailState::Cancelled);
        let letters = mailing::steps::move_waiting(conn, id, way, MailHappening::Cancelled, context.now)?;
        let mut hearings = 0;
        if let Some(released_at) = mailing.released_at {
            // Whom it would have let in stays outside.
            mailing::undo::end_roles_granted_at(conn, mailing.mapping, released_at, context.now)?;
            for recipient in mailings::recipients(conn, id)? {
                if let Some(region) = recipient.region {
                    if mailing::undo::put_back_inquiry(conn, id, region)? {
                        mailings::set_region_outcome(conn, id, region, Outcome::TakenBack)?;
                    }
                    continue;
                }
                if mailing::undo::put_back(conn, id, &recipient, released_at)? {
                    hearings += 1;
                    if let Some(municipality) = recipient.municipality {
                        mailings::set_outcome(conn, id, municipality, Outcome::TakenBack, None)?;
                    }
                }
            }
        }
        if let Some(round) = mailing.round {
            mailing::undo::reopen_plan(conn, round)?;
        }
        mailing::steps::set_state(conn, id, MailingState::Cancelled, context.now)?;
        let taken_back = event(Happening::MailingCancelled, &mailing)
            .with("letters", letters)
            .with("hearings", hearings);
        context.log(conn, &taken_back)?;
        Ok(TakenBack { letters, hearings })
    })
}
