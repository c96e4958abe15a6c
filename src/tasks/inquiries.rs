//! The leader of a regionråd is asked the questions, answers them, and sends the answers in.

use super::hearing::AnswerError;
use super::questioning::{is_as_stored, one};
use super::rounds::newest;
use super::{Context, TaskError};
use crate::db::inquiries::{self, Inquiry};
use crate::db::questions::{self, Of};
use crate::db::responses::By;
use crate::db::{self, DbConn, accounts};
use crate::domain::access::{Action, Subject, UserId};
use crate::domain::event::{Event, Happening};
use crate::domain::hearing::{HearingState, RoundState, Standing};
use crate::domain::letter::Recipient;
use crate::domain::question::Answer;
use crate::i18n::Lang;
use crate::mail::hearing_letters::InquiryWords;

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

/// Puts the questions of the newest round to the leader of each regionråd that has one and was not asked before. How
/// many were asked.
pub fn send(conn: &mut DbConn, context: &Context, slug: &str) -> Result<usize, TaskError> {
    context.require(Action::SteerMapping, Subject::Mapping(slug))?;
    db::write(conn, |conn| {
        let (mapping, round) = newest(conn, slug)?;
        let Some(deadline) = round.questions_deadline.or(round.deadline) else {
            return Err(TaskError::Stale);
        };
        if round.state != RoundState::Open {
            return Err(TaskError::Closed);
        }
        let mut sent = 0;
        for inquiry in inquiries::unsent(conn, round.id)? {
            let leaders = inquiries::leaders(conn, inquiry.region)?;
            if leaders.is_empty() {
                continue;
            }
            inquiries::set_sent(conn, inquiry.id, context.now)?;
            let council = Council {
                mapping: slug.to_owned(),
                nr: inquiry.nr,
            };
            let words = InquiryWords {
                region: &inquiry.name,
                mapping: &mapping.name,
                deadline,
                link: &format!("{}{}", context.origin, council.root()),
            };
            for account in leaders {
                let chosen = accounts::written_form(conn, account.user())?;
                let lang = chosen.and_then(|code| Lang::from_code(&code));
                let to = Recipient {
                    name: &account.name,
                    email: &account.email,
                    user: Some(account.user()),
                };
                let letters = context.letters(lang.unwrap_or(context.lang));
                context.post(conn, &letters.inquiry(&to, &words))?;
            }
            context.log(conn, &event(&inquiry, Happening::InquirySent))?;
            sent += 1;
        }
        Ok(sent)
    })
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
