//! Whoever answers for a municipality asks a colleague to fill in, all of it or a part, and ends that again.

use chrono::{NaiveDateTime, TimeDelta};

use super::hearing::{AnswerError, Desk, Place, look};
use crate::accounts::{invite, letters};
use crate::{Context, TaskError, passes_on};
use db::DbConn;
use db::people::accounts::NewGrant;
use db::round::delegations::{self, NewDelegation};
use domain::event::{Event, Happening};
use domain::people::access::{Action, Role, Subject};
use domain::round::hearing::{DelegationId, Standing};
use domain::round::rights::Scope;
use mail::hearing_letters::Delegated;

/// As many invitations as one municipality may send in a day: nobody has more colleagues to ask, but somebody who has
/// got hold of an account might want to write to many.
const MOST_A_DAY: usize = 20;

/// Where a hearing has no deadline.
const LASTS: TimeDelta = TimeDelta::days(30);

/// A colleague, and what is left to them.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// In small letters, as `Form::email` gives it.
    pub email: String,
    pub name: String,
    pub scope: Scope,
}

#[derive(Debug, thiserror::Error)]
pub enum DelegateError {
    #[error("it is the person's own address")]
    Own,
    #[error("the person answers for the municipality already")]
    AnswersAlready,
    #[error("the same has been left to the person already")]
    InvitedAlready,
    #[error("the account is disabled")]
    Disabled,
    #[error("too many were invited today")]
    TooMany,
    #[error(transparent)]
    Answer(#[from] AnswerError),
}

passes_on!(DelegateError::Answer, TaskError);

/// When what is left to a colleague ends by itself.
pub fn lasts_until(desk: &Desk, scope: Scope, now: NaiveDateTime) -> NaiveDateTime {
    let (list, questions) = (
        desk.own.hearing.deadline(&desk.own.round),
        desk.own.questions_deadline(),
    );
    let until = match scope {
        Scope::All => list.max(questions),
        Scope::Sector(_) => list,
        Scope::Questions => questions,
    };
    until.unwrap_or(now + LASTS)
}

/// Makes the account if the address has none, lets it fill in what was left to it, and sends one letter. Only whoever
/// may confirm can: what was left to a colleague cannot be left on (S28).
pub fn delegate(
    conn: &mut DbConn,
    context: &Context,
    place: &Place,
    invitation: &Invitation,
) -> Result<(), DelegateError> {
    db::write(conn, |conn| {
        let desk = allowed(conn, context, place)?;
        let until = lasts_until(&desk, invitation.scope, context.now);
        if until <= context.now || !is_open(&desk, context.now) {
            return Err(AnswerError::Shut(Standing::TooLate(until)).into());
        }
        let earlier = delegations::of_hearing(conn, desk.own.hearing.id)?;
        let today = earlier
            .iter()
            .filter(|one| context.now - one.created_at < TimeDelta::days(1));
        if today.count() >= MOST_A_DAY {
            return Err(DelegateError::TooMany);
        }
        let known = db::people::accounts::by_email(conn, &invitation.email)?;
        let user = match &known {
            Some(account) if account.user() == desk.user => return Err(DelegateError::Own),
            Some(account) if account.disabled_at.is_some() => return Err(DelegateError::Disabled),
            Some(account) if delegations::answers_already(conn, &desk.own, account.user())? => {
                return Err(DelegateError::AnswersAlready);
            }
            Some(account) => account.user(),
            None => invite::create(conn, context, &invitation.email, &invitation.name)?,
        };
        let has_it = earlier.iter().any(|one| {
            one.user == user
                && one.is_in_force(context.now)
                && (one.scope == invitation.scope || one.scope == Scope::All)
        });
        if has_it {
            return Err(DelegateError::InvitedAlready);
        }
        let grant = NewGrant {
            mapping: Some(desk.own.mapping.id),
            ..NewGrant::for_municipality(Role::Editor, desk.own.hearing.municipality)
        };
        invite::grant_role(conn, context, user, &grant, Some(desk.user))?;
        let new = NewDelegation {
            user,
            by: desk.user,
            scope: invitation.scope,
            until,
        };
        let id = delegations::insert(conn, desk.own.hearing.id, &new, context.now)?;
        let event = desk
            .event(Happening::Delegated, "delegation", id.0)
            .with("until", until);
        context.log(conn, &event)?;
        write_to(conn, context, &desk, place, &new)?;
        Ok(())
    })
}

/// Ends it as of the next request; whatever was filled in stands.
pub fn revoke(
    conn: &mut DbConn,
    context: &Context,
    place: &Place,
    id: DelegationId,
) -> Result<(), AnswerError> {
    db::write(conn, |conn| {
        let desk = allowed(conn, context, place)?;
        let all = delegations::of_hearing(conn, desk.own.hearing.id)?;
        let one = all.iter().find(|one| one.id == id).ok_or(TaskError::NotFound)?;
        if one.revoked_at.is_some() {
            return Ok(());
        }
        delegations::revoke(conn, id, context.now)?;
        context.log(
            conn,
            &desk.event(Happening::DelegationRevoked, "delegation", id.0),
        )?;
        let has_more = all
            .iter()
            .any(|other| other.id != id && other.user == one.user && other.is_in_force(context.now));
        let role = delegations::role_of(conn, &desk.own, one.user)?.filter(|_| !has_more);
        if let Some(role) = role
            && db::people::accounts::end_role(conn, one.user, role, Some(desk.user), context.now)?
        {
            let event = Event::new(Happening::RoleEnded, "user", one.user.0)
                .in_mapping(desk.own.mapping.id)
                .about_municipality(desk.own.hearing.municipality)
                .with("role", Role::Editor.code());
            context.log(conn, &event)?;
        }
        Ok(())
    })
}

/// The hearing, when it is this person's to leave to others.
fn allowed(conn: &mut DbConn, context: &Context, place: &Place) -> Result<Desk, AnswerError> {
    let (mapping, number) = (place.mapping.as_str(), place.number.as_str());
    context.require(Action::Delegate, Subject::Hearing { mapping, number })?;
    look(conn, context, place)
}

fn is_open(desk: &Desk, now: NaiveDateTime) -> bool {
    desk.own.standing(now).is_open() || desk.own.questions_standing(now).is_open()
}

/// One letter: whoever has no password yet gets the link that lets them choose one.
fn write_to(
    conn: &mut DbConn,
    context: &Context,
    desk: &Desk,
    place: &Place,
    new: &NewDelegation,
) -> Result<(), TaskError> {
    let account = db::people::accounts::one(conn, new.user)?.ok_or(TaskError::NotFound)?;
    let directory = db::directory(conn, &desk.own.mapping)?;
    let sector = match new.scope {
        Scope::Sector(id) => directory.sector(id),
        Scope::All | Scope::Questions => None,
    };
    let about = Delegated {
        municipality: directory.name(desk.own.hearing.municipality).unwrap_or_default(),
        mapping: &desk.own.mapping.name,
        inviter: context.actor.as_ref().map_or("", |actor| actor.name.as_str()),
        scope: new.scope,
        sector: sector.map(|sector| (sector.name_nb.as_str(), sector.name_nn.as_str())),
        until: new.until,
    };
    let link = format!("{}/svar/{}/{}", context.origin, place.mapping, place.number);
    Ok(letters::delegation(conn, context, &account, &about, &link)?)
}
