//! A coordinator enters a reply that came by phone, letter or interview: for a while, with what it was and who said it.

use crate::answer::hearing::{AnswerError, Desk};
use crate::{Context, TaskError, passes_on};
use db::DbConn;
use db::people::accounts::{self, NewGrant};
use db::round;
use db::round::deputies::{self, NewDeputy};
use db::round::hearing::Own;
use domain::event::{Event, Happening};
use domain::people::access::{Action, Role, Subject, UserId};
use domain::round::deputy::LASTS;
use domain::round::hearing::Standing;

#[derive(Debug, thiserror::Error)]
pub enum DeputyError {
    /// The municipality has a draft that it has not sent in: only it can say that somebody else may see it.
    #[error("there is a draft of its own")]
    HasDraft,
    /// It is not open for answers now.
    #[error("the hearing is not open: {0:?}")]
    Shut(Standing),
    #[error(transparent)]
    Task(#[from] TaskError),
}

passes_on!(DeputyError::Task);

/// Opens the municipality's list to the coordinator. Once more is the same right: a double click makes one.
pub fn begin(
    conn: &mut DbConn,
    context: &Context,
    slug: &str,
    number: &str,
    new: &NewDeputy,
) -> Result<(), DeputyError> {
    let user = context
        .require(Action::SteerMapping, Subject::Mapping(slug))?
        .user;
    db::write(conn, |conn| {
        let own = own(conn, context, slug, number, user)?;
        if own.deputy.is_some() {
            return Ok(());
        }
        match own.standing(context.now) {
            Standing::Open => {}
            shut => return Err(DeputyError::Shut(shut)),
        }
        let hearing = own.hearing.id;
        let has_draft = deputies::has_own_draft(conn, hearing, own.hearing.confirmed_at)?;
        if has_draft && !new.was_asked {
            return Err(DeputyError::HasDraft);
        }
        let latest = context.now + LASTS;
        let until = own
            .hearing
            .deadline(&own.round)
            .map_or(latest, |deadline| deadline.min(latest));
        let new = NewDeputy {
            was_asked: has_draft,
            ..new.clone()
        };
        let id = deputies::insert(conn, hearing, user, &new, context.now, until)?;
        let grant = NewGrant {
            role: Role::Deputy,
            mapping: Some(own.mapping.id),
            municipality: Some(own.hearing.municipality),
            region: None,
        };
        accounts::grant(conn, user, &grant, Some(user), context.now)?;
        let event = Event::new(Happening::DeputyBegan, "deputy", id.0)
            .in_mapping(own.mapping.id)
            .about_municipality(own.hearing.municipality)
            .with("source", new.source.code())
            .with("was_asked", new.was_asked)
            .with("reason", &new.reason);
        Ok(context.log(conn, &event)?)
    })
}

/// Gives the right up again. What was entered stands as the municipality's draft.
pub fn end(conn: &mut DbConn, context: &Context, slug: &str, number: &str) -> Result<(), TaskError> {
    let user = context
        .require(Action::SteerMapping, Subject::Mapping(slug))?
        .user;
    db::write(conn, |conn| {
        let own = own(conn, context, slug, number, user)?;
        close(conn, context, &own, user, None)
    })
}

/// The reply was sent in: the right has done its work.
pub(crate) fn finish(
    conn: &mut DbConn,
    context: &Context,
    desk: &Desk,
    submission: Option<i64>,
) -> Result<(), AnswerError> {
    if desk.rights.is_deputy {
        close(conn, context, &desk.own, desk.user, submission)?;
    }
    Ok(())
}

fn close(
    conn: &mut DbConn,
    context: &Context,
    own: &Own,
    user: UserId,
    submission: Option<i64>,
) -> Result<(), TaskError> {
    let Some(deputy) = &own.deputy else {
        return Err(TaskError::Stale);
    };
    let place = (own.mapping.id, own.hearing.municipality);
    deputies::end(conn, deputy.id, submission, place, user, context.now)?;
    let event = Event::new(Happening::DeputyEnded, "deputy", deputy.id.0)
        .in_mapping(own.mapping.id)
        .about_municipality(own.hearing.municipality)
        .with("source", deputy.source.code());
    Ok(context.log(conn, &event)?)
}

fn own(
    conn: &mut DbConn,
    context: &Context,
    slug: &str,
    number: &str,
    user: UserId,
) -> Result<Own, TaskError> {
    round::hearing::own(conn, slug, number, user, context.now)?.ok_or(TaskError::NotFound)
}
