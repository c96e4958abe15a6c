//! A municipality answers the questions beside its list, each by itself and all of them optional.

use super::hearing::{AnswerError, Place, look};
use crate::{Context, TaskError};
use db::DbConn;
use db::answer::questions::{self, Asked, Of};
use domain::answer::question::Answer;
use domain::event::Happening;
use domain::round::hearing::Standing;

/// Stores what is answered to one question; its new version. The same answer twice is one answer, and an empty one is
/// none.
pub fn answer(
    conn: &mut DbConn,
    context: &Context,
    place: &Place,
    nr: i32,
    seen: i64,
    new: &Answer,
) -> Result<i64, AnswerError> {
    db::write(conn, |conn| {
        let desk = look(conn, context, place)?;
        if !desk.rights.may_answer_questions() {
            return Err(TaskError::Forbidden.into());
        }
        match desk.own.questions_standing(context.now) {
            Standing::Open => {}
            shut => return Err(AnswerError::Shut(shut)),
        }
        let of = Of::Hearing(desk.own.hearing.id);
        let asked = one(questions::asked(conn, desk.own.mapping.id, of)?, nr)?;
        if !new.examples.is_empty() {
            let own = questions::own_arrangements(conn, &desk.own)?;
            if !questions::are_among(&new.examples, &own) {
                return Err(TaskError::NotFound.into());
            }
        }
        if is_as_stored(&asked, seen, new)? {
            return Ok(asked.version());
        }
        let version = questions::save(conn, of, &asked, new, desk.by(context, None))?;
        let event = desk.event(Happening::AnswerSaved, "question", asked.question.id.0);
        context.log(conn, &event)?;
        Ok(version)
    })
}

pub(crate) fn one(asked: Vec<Asked>, nr: i32) -> Result<Asked, TaskError> {
    asked
        .into_iter()
        .find(|asked| asked.question.nr == nr)
        .ok_or(TaskError::NotFound)
}

/// Whether nothing is left to be saved. What the question does not ask for is refused, and so is an answer to a version
/// that is not the newest.
pub(crate) fn is_as_stored(asked: &Asked, seen: i64, new: &Answer) -> Result<bool, AnswerError> {
    if !asked.question.takes(new) {
        return Err(TaskError::NotFound.into());
    }
    let stored = asked.draft.as_ref().map(|draft| &draft.answer);
    if stored.map_or(new.is_empty(), |stored| stored == new) {
        return Ok(true);
    }
    if asked.version() == seen {
        Ok(false)
    } else {
        Err(AnswerError::Stale)
    }
}
