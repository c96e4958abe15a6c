//! One person who answers for several municipalities says the same of an arrangement that they share.

use super::answering::{answer_at, asked, save};
use super::hearing::{AnswerError, Place, open};
use crate::{Context, TaskError};
use db::DbConn;
use domain::answer::response::{Field, PartyKey, Response, Seen};
use domain::round::hearing::RoundId;

/// Whom else the answer came to hold for, by their numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Alike {
    pub also: Vec<String>,
    /// They have said something else, have begun to, or cannot answer now.
    pub left_out: Vec<String>,
}

/// Answers for the municipality of `place` as `answering::answer` does, and then for each of the others that has not
/// said anything else: nobody's answer is overwritten by one that was given on another page.
pub fn answer_alike(
    conn: &mut DbConn,
    context: &Context,
    place: &Place,
    number: i32,
    seen: Seen,
    response: &Response,
    others: &[String],
) -> Result<Alike, AnswerError> {
    db::write(conn, |conn| {
        let desk = open(conn, context, place)?;
        answer_at(conn, context, &desk, number, seen, response)?;
        let mut alike = Alike::default();
        for other in others.iter().filter(|other| **other != place.number) {
            let there = Place {
                number: other.clone(),
                ..place.clone()
            };
            if say_the_same(conn, context, &there, desk.own.round.id, number, response)? {
                alike.also.push(other.clone());
            } else {
                alike.left_out.push(other.clone());
            }
        }
        Ok(alike)
    })
}

fn say_the_same(
    conn: &mut DbConn,
    context: &Context,
    place: &Place,
    round: RoundId,
    number: i32,
    response: &Response,
) -> Result<bool, AnswerError> {
    let found = open(conn, context, place).and_then(|desk| asked(conn, &desk, number).map(|row| (desk, row)));
    let (desk, row) = match found {
        Err(AnswerError::Shut(_) | AnswerError::Task(TaskError::NotFound | TaskError::Forbidden)) => {
            return Ok(false);
        }
        found => found?,
    };
    let itself = Some(PartyKey::Municipality(desk.own.hearing.municipality));
    let is_taken_out = response
        .corrections_in_force()
        .iter()
        .any(|correction| correction.field == Field::ParticipantRemoved && correction.party == itself);
    if is_taken_out || desk.own.round.id != round {
        return Ok(false);
    }
    match &row.draft {
        Some(draft) if draft.response.says_the_same_as(response) => Ok(true),
        Some(draft) if draft.response != Response::default() => Ok(false),
        _ => save(conn, context, &desk, &row, response, None).map(|_| true),
    }
}
