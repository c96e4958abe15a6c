//! What every task that answers begins with: the hearing, the person's rights in it, and that it is open.

use crate::{Context, TaskError, passes_on};
use db::DbConn;
use db::answer::responses::By;
use db::round;
use db::round::deputies;
use db::round::hearing::Own;
use domain::event::{Event, Happening};
use domain::people::access::UserId;
use domain::round::hearing::Standing;
use domain::round::rights::Rights;

/// A municipality's list in a mapping, as addresses name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The mapping's slug.
    pub mapping: String,
    /// The municipality's number.
    pub number: String,
}

#[derive(Debug, thiserror::Error)]
pub enum AnswerError {
    /// It is not open for answers now.
    #[error("the hearing is not open: {0:?}")]
    Shut(Standing),
    /// Somebody else saved it first, or the arrangement has changed since the page was shown.
    #[error("someone else saved first")]
    Stale,
    #[error(transparent)]
    Task(#[from] TaskError),
}

passes_on!(AnswerError::Task);

/// A hearing with what the person who acts may do in it.
pub struct Desk {
    pub own: Own,
    pub rights: Rights,
    pub user: UserId,
}

/// To read: also when it is shut. Whoever has no part in it learns nothing of it.
pub fn look(conn: &mut DbConn, context: &Context, place: &Place) -> Result<Desk, AnswerError> {
    let actor = context.actor.as_ref().ok_or(TaskError::Forbidden)?;
    let own = round::hearing::own(conn, &place.mapping, &place.number, actor.user, context.now)?
        .ok_or(TaskError::NotFound)?;
    let rights = Rights::of(actor, &place.mapping, &place.number, &own.delegated);
    // What was entered for one round is no right in the next.
    if !rights.any() || rights.is_deputy && own.deputy.is_none() {
        return Err(TaskError::NotFound.into());
    }
    // The municipality has begun by itself since: that draft is its own again.
    if let Some(deputy) = own.deputy.as_ref().filter(|_| rights.is_deputy)
        && deputies::is_overtaken(conn, deputy.id)?
    {
        return Err(TaskError::Forbidden.into());
    }
    Ok(Desk {
        own,
        rights,
        user: actor.user,
    })
}

/// To answer: only while it is open.
pub fn open(conn: &mut DbConn, context: &Context, place: &Place) -> Result<Desk, AnswerError> {
    let desk = look(conn, context, place)?;
    match desk.own.standing(context.now) {
        Standing::Open => Ok(desk),
        shut => Err(AnswerError::Shut(shut)),
    }
}

impl Desk {
    /// Who saves, and for whom.
    pub fn by<'a>(&self, context: &Context, batch: Option<&'a str>) -> By<'a> {
        By {
            user: self.user,
            on_behalf_of: self.rights.on_behalf_of,
            batch,
            at: context.now,
        }
    }

    /// A line of the audit log. A draft is the municipality's own: the log says that it was worked on, never what it
    /// says.
    pub fn event(&self, what: Happening, kind: &'static str, id: i64) -> Event {
        let mut event = Event::new(what, kind, id)
            .in_mapping(self.own.mapping.id)
            .about_municipality(self.own.hearing.municipality);
        event.principal = self.rights.on_behalf_of;
        event
    }
}
