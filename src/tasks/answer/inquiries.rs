//! The leader of a regionråd is asked the questions, answers them, and sends the answers in.

use super::hearing::AnswerError;
use super::questioning::{is_as_stored, one};
use crate::{Context, TaskError};
use db::DbConn;
use db::answer::questions::{self, Of};
use db::answer::responses::By;
use db::round::inquiries::{self, Inquiry};
use domain::answer::question::Answer;
use domain::event::{Event, Happening};
use domain::people::access::{Action, Subject, UserId};
use domain::round::hearing::{HearingState, Standing};

/// A regionråd in a mapping, as addresses name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Council {
    /// The mapping's slug.
    pub mapping: String,
    /// The region's number.
    pub nr: i32,
}

impl Council {
    /// `/svar/trondelag-2026/region/2`
    pub fn root(&self) -> String {
        format!("/svar/{}/region/{}", self.mapping, self.nr)
    }
}

/// To read: also when it is shut. Whoever does not lead the regionråd learns nothing of it.
pub fn look(conn: &mut DbConn, context: &Context, council: &Council) -> Result<Inquiry, AnswerError> {
    leader(context, council)?;
    let found = inquiries::own(conn, &council.mapping, council.nr)?;
    Ok(found.ok_or(TaskError::NotFound)?)
}

fn leader(context: &Context, council: &Council) -> Result<UserId, TaskError> {
    let subject = Subject::Region {
        mapping: &council.mapping,
        nr: council.nr,
    };
    context
        .require(Action::Answer, subject)
        .map(|actor| actor.user)
        .map_err(|_| TaskError::NotFound)
}

/// To answer: while it is open, and until it is sent in.
fn open(conn: &mut DbConn, context: &Context, council: &Council) -> Result<Inquiry, AnswerError> {
    let inquiry = look(conn, context, council)?;
    match inquiry.standing(context.now) {
        Standing::Open if inquiry.state == HearingState::Confirmed => Err(TaskError::Forbidden.into()),
        Standing::Open => Ok(inquiry),
        shut => Err(AnswerError::Shut(shut)),
    }
}

/// Stores what is answered to one question; its new version.
pub fn answer(
    conn: &mut DbConn,
    context: &Context,
    council: &Council,
    nr: i32,
    seen: i64,
    new: &Answer,
) -> Result<i64, AnswerError> {
    let user = leader(context, council)?;
    db::write(conn, |conn| {
        let inquiry = open(conn, context, council)?;
        let of = Of::Inquiry(inquiry.id);
        let asked = one(questions::asked(conn, inquiry.mapping.id, of)?, nr)?;
        let offered = inquiries::arrangements(conn, inquiry.region)?;
        if !questions::are_among(&new.examples, &offered) {
            return Err(TaskError::NotFound.into());
        }
        if is_as_stored(&asked, seen, new)? {
            return Ok(asked.version());
        }
        let by = By {
            user,
            on_behalf_of: None,
            batch: None,
            at: context.now,
        };
        let version = questions::save(conn, of, &asked, new, by)?;
        context.log(conn, &event(&inquiry, Happening::AnswerSaved))?;
        Ok(version)
    })
}

/// Sends in what is answered; from then on it is only read.
pub fn send_in(conn: &mut DbConn, context: &Context, council: &Council) -> Result<(), AnswerError> {
    db::write(conn, |conn| {
        let inquiry = open(conn, context, council)?;
        let asked = questions::asked(conn, inquiry.mapping.id, Of::Inquiry(inquiry.id))?;
        inquiries::confirm(conn, inquiry.id, &asked, context.now)?;
        context.log(conn, &event(&inquiry, Happening::InquiryConfirmed))?;
        Ok(())
    })
}

/// A line of the audit log: that it was worked on, never what it says.
fn event(inquiry: &Inquiry, what: Happening) -> Event {
    Event::new(what, "region_inquiry", inquiry.id.0).in_mapping(inquiry.mapping.id)
}
