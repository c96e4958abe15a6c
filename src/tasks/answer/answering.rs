//! A municipality answers the rows of its list: one at a time, all that are left, and undone again.

use super::hearing::{AnswerError, Desk, Place, open};
use crate::{Context, TaskError};
use db::DbConn;
use db::answer::drafts::{self, Answerable, Said};
use db::answer::own_list::{self, Which};
use db::answer::{draft_steps, others, responses};
use domain::answer::response::{ConfirmedAs, Response, Seen};
use domain::event::Happening;
use domain::register::agreement::Agreement;
use domain::register::arrangement::SectorId;
use domain::register::listing::Pick;

/// Stores what is said of one arrangement. The same answer twice is one answer: a double click is no conflict.
pub fn answer(
    conn: &mut DbConn,
    context: &Context,
    place: &Place,
    number: i32,
    seen: Seen,
    response: &Response,
) -> Result<Seen, AnswerError> {
    db::write(conn, |conn| {
        let desk = open(conn, context, place)?;
        answer_at(conn, context, &desk, number, seen, response)
    })
}

/// The same inside a task that does more.
pub(crate) fn answer_at(
    conn: &mut DbConn,
    context: &Context,
    desk: &Desk,
    number: i32,
    seen: Seen,
    response: &Response,
) -> Result<Seen, AnswerError> {
    let row = asked(conn, desk, number)?;
    let stored = row.draft.as_ref().map_or(0, |draft| draft.version);
    if stored != seen.response {
        return match &row.draft {
            Some(draft) if draft.response.says_the_same_as(response) => Ok(row.seen()),
            _ => Err(AnswerError::Stale),
        };
    }
    if row.version != seen.arrangement {
        return Err(AnswerError::Stale);
    }
    save(
        conn,
        context,
        desk,
        &row,
        &with_what_was_begun(&row, response),
        None,
    )
}

/// «Stemmer» says nothing of what somebody had begun to write: that stays where it is, and the comment is sent in.
fn with_what_was_begun(row: &Answerable, response: &Response) -> Response {
    let begun = row
        .draft
        .as_ref()
        .map(|draft| &draft.response)
        .filter(|begun| !begun.is_finished());
    match begun {
        Some(begun) if *response == Response::confirmed(ConfirmedAs::Single) => Response {
            comment: begun.comment.clone(),
            corrections: begun.corrections.clone(),
            ..response.clone()
        },
        _ => response.clone(),
    }
}

/// Keeps what has been typed so far, which is no answer yet. What lies there already is not stored once more.
pub fn keep_draft(
    conn: &mut DbConn,
    context: &Context,
    place: &Place,
    number: i32,
    seen: Seen,
    typed: &Response,
) -> Result<Seen, AnswerError> {
    db::write(conn, |conn| {
        let desk = open(conn, context, place)?;
        let row = asked(conn, &desk, number)?;
        let stored = row.draft.as_ref().map(|draft| draft.response.clone());
        if stored.unwrap_or_default().holds_the_same_as(typed) {
            return Ok(row.seen());
        }
        if row.seen() != seen {
            return Err(AnswerError::Stale);
        }
        let draft = Response {
            corrections: typed.corrections.clone(),
            comment: typed.comment.clone(),
            ..Response::default()
        };
        save(conn, context, &desk, &row, &draft, None)
    })
}

/// What «the rest is right» came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rest {
    pub confirmed: usize,
    /// The names of those that have changed since the page was shown, or that others disagree on: they need a look.
    pub left_out: Vec<String>,
}

/// Confirms what is unanswered in one sector, or in the whole list, as the page showed it. `batch` is what an undo
/// finds them by.
pub fn confirm_rest(
    conn: &mut DbConn,
    context: &Context,
    place: &Place,
    sector: Pick<SectorId>,
    shown: &[(i32, Seen)],
    batch: &str,
) -> Result<Rest, AnswerError> {
    db::write(conn, |conn| {
        let desk = open(conn, context, place)?;
        let rows = own_list::rows(conn, &desk.own, Which::All)?;
        let submitted = others::submitted(conn, &desk.own, Which::All)?;
        let mut rest = Rest::default();
        for row in rows.iter().filter(|row| row.is_asked() && !row.is_answered()) {
            let facts = &row.arrangement.facts;
            let is_wanted = match sector {
                Pick::Any => true,
                Pick::Unknown => facts.sector.is_none(),
                Pick::Is(sector) => facts.sector == Some(sector),
            };
            if !is_wanted || !desk.rights.may_answer(facts.sector) {
                continue;
            }
            let was_shown = shown.contains(&(row.arrangement.number, row.seen()));
            let answers = submitted.get(&row.arrangement.id).map_or(&[][..], Vec::as_slice);
            let is_draft = row
                .draft
                .as_ref()
                .is_some_and(|draft| !draft.response.corrections.is_empty());
            if !was_shown || is_draft || Agreement::of(answers, usize::MAX) == Agreement::InConflict {
                rest.left_out.push(facts.name.clone());
                continue;
            }
            let comment = row
                .draft
                .as_ref()
                .and_then(|draft| draft.response.comment.clone());
            let response = Response {
                comment,
                ..Response::confirmed(ConfirmedAs::Bulk)
            };
            responses::save(
                conn,
                &desk.own,
                row.said(),
                &response,
                desk.by(context, Some(batch)),
            )?;
            rest.confirmed += 1;
        }
        if rest.confirmed > 0 {
            let event = desk
                .event(Happening::ResponsesSaved, "hearing", desk.own.hearing.id.0)
                .with("count", rest.confirmed);
            context.log(conn, &event)?;
        }
        Ok(rest)
    })
}

/// Takes the last step with a row back: it is again what it was before.
pub fn undo(
    conn: &mut DbConn,
    context: &Context,
    place: &Place,
    number: i32,
    seen: Seen,
) -> Result<(), AnswerError> {
    db::write(conn, |conn| {
        let desk = open(conn, context, place)?;
        let row = asked(conn, &desk, number)?;
        if row.draft.as_ref().map_or(0, |draft| draft.version) != seen.response {
            return Err(AnswerError::Stale);
        }
        let subject = draft_steps::Subject::Response(row.arrangement.0);
        let Some((before, _)) = draft_steps::last(conn, desk.own.hearing.id, subject)? else {
            return Ok(());
        };
        restore(conn, context, &desk, row.said(), before)?;
        let event = desk.event(Happening::ResponseSaved, "arrangement", row.arrangement.0);
        Ok(context.log(conn, &event)?)
    })
}

/// Takes back what was confirmed together, where nobody has touched it since. How many rows that were.
pub fn undo_rest(
    conn: &mut DbConn,
    context: &Context,
    place: &Place,
    batch: &str,
) -> Result<usize, AnswerError> {
    db::write(conn, |conn| {
        let desk = open(conn, context, place)?;
        let steps = draft_steps::of_batch(conn, desk.own.hearing.id, batch)?;
        let mut undone = 0;
        for row in own_list::rows(conn, &desk.own, Which::All)? {
            let subject = draft_steps::Subject::Response(row.arrangement.id.0);
            let step = steps.iter().find(|step| step.subject == subject);
            let Some((step, draft)) = step.zip(row.draft.as_ref()) else {
                continue;
            };
            let untouched = step.after.as_deref() == Some(&responses::to_json(&draft.response));
            if untouched && desk.rights.may_answer(row.arrangement.facts.sector) {
                restore(conn, context, &desk, row.said(), step.before.clone())?;
                undone += 1;
            }
        }
        if undone > 0 {
            let event = desk
                .event(Happening::ResponsesSaved, "hearing", desk.own.hearing.id.0)
                .with("undone", undone);
            context.log(conn, &event)?;
        }
        Ok(undone)
    })
}

/// What a step went out from; nothing is an empty answer, so that the row is unanswered again. It has not seen more of
/// the arrangement than what is taken back.
fn restore(
    conn: &mut DbConn,
    context: &Context,
    desk: &Desk,
    said: Said,
    before: Option<String>,
) -> Result<(), AnswerError> {
    let before = match before {
        None => Response::default(),
        Some(json) => responses::from_json(&json)
            .ok_or_else(|| TaskError::Internal("a step of the draft cannot be read".to_owned()))?,
    };
    let version = said.draft.map_or(said.version, |draft| draft.arrangement_version);
    responses::save_as_of(conn, &desk.own, said, version, &before, desk.by(context, None))?;
    Ok(())
}

/// A row that is asked about and that the person may answer.
pub(crate) fn asked(conn: &mut DbConn, desk: &Desk, number: i32) -> Result<Answerable, AnswerError> {
    let row = drafts::answerable(conn, &desk.own, number)?
        .filter(|row| row.is_asked)
        .ok_or(TaskError::NotFound)?;
    if !desk.rights.may_answer(row.sector) {
        return Err(TaskError::Forbidden.into());
    }
    Ok(row)
}

pub(crate) fn save(
    conn: &mut DbConn,
    context: &Context,
    desk: &Desk,
    row: &Answerable,
    response: &Response,
    batch: Option<&str>,
) -> Result<Seen, AnswerError> {
    let version = responses::save(conn, &desk.own, row.said(), response, desk.by(context, batch))?;
    let event = desk.event(Happening::ResponseSaved, "arrangement", row.arrangement.0);
    context.log(conn, &event)?;
    Ok(Seen {
        arrangement: row.version,
        response: version,
    })
}
