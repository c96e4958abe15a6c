//! The questions of a mapping with what is answered to them, by a municipality or by the leader of a regionråd.

use std::collections::HashSet;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::draft_steps::{self, NewStep, Subject};
use super::responses::By;
use crate::register::filter::list_of;
use crate::round::hearing::Own;
use crate::schema::{answer, arrangement, question, user_account};
use crate::{DbConn, bad_code};
use domain::answer::question::{Answer, Example, InquiryId, Question, QuestionId, QuestionKind};
use domain::places::mapping::MappingId;
use domain::round::hearing::HearingId;
use domain::text::norwegian::sort_key;

/// Whose answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    Hearing(HearingId),
    Inquiry(InquiryId),
}

impl Of {
    const fn columns(self) -> (Option<i64>, Option<i64>) {
        match self {
            Self::Hearing(id) => (Some(id.0), None),
            Self::Inquiry(id) => (None, Some(id.0)),
        }
    }
}

/// An answer as it is stored, until it is submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drafted {
    pub answer: Answer,
    pub version: i64,
    pub saved_at: NaiveDateTime,
    pub saved_by: String,
}

/// A question with what has been answered to it so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub question: Question,
    pub draft: Option<Drafted>,
}

impl Asked {
    pub fn is_answered(&self) -> bool {
        self.draft.as_ref().is_some_and(|draft| !draft.answer.is_empty())
    }

    /// What a form is given to: nothing has been saved yet when it is 0.
    pub fn version(&self) -> i64 {
        self.draft.as_ref().map_or(0, |draft| draft.version)
    }
}

/// All that are asked, in the order of their numbers.
pub fn asked(conn: &mut DbConn, mapping: MappingId, of: Of) -> QueryResult<Vec<Asked>> {
    let (hearing, inquiry) = of.columns();
    let rows: Vec<(QuestionRow, Option<AnswerRow>, Option<String>)> = question::table
        .left_join(
            answer::table.on(answer::question_id.eq(question::id).and(
                answer::hearing_id
                    .eq(hearing)
                    .or(answer::region_inquiry_id.eq(inquiry)),
            )),
        )
        .left_join(user_account::table.on(user_account::id.nullable().eq(answer::saved_by.nullable())))
        .filter(question::mapping_id.eq(mapping.0))
        .order(question::nr)
        .select((
            QuestionRow::as_select(),
            Option::<AnswerRow>::as_select(),
            user_account::name.nullable(),
        ))
        .load(conn)?;
    let asked = rows.into_iter().map(|(question, answer, by)| {
        Ok(Asked {
            question: question.into_question()?,
            draft: answer
                .map(|answer| answer.into_drafted(by.unwrap_or_default()))
                .transpose()?,
        })
    });
    let asked: Vec<Asked> = asked.collect::<QueryResult<_>>()?;
    Ok(asked
        .into_iter()
        .filter(|asked| asked.question.for_regions || matches!(of, Of::Hearing(_)))
        .collect())
}

/// The answer becomes this one; its new version. Run it inside `db::write`, after `asked` was read there.
pub fn save(conn: &mut DbConn, of: Of, asked: &Asked, new: &Answer, by: By) -> QueryResult<i64> {
    let (hearing, inquiry) = of.columns();
    let question = asked.question.id;
    let values = (
        answer::text.eq(&new.text),
        answer::choice.eq(new.choice),
        answer::examples.eq(examples_json(&new.examples)),
        answer::saved_at.eq(by.at),
        answer::saved_by.eq(by.user.0),
    );
    let version = match &asked.draft {
        None => diesel::insert_into(answer::table)
            .values((
                answer::question_id.eq(question.0),
                answer::hearing_id.eq(hearing),
                answer::region_inquiry_id.eq(inquiry),
                values,
            ))
            .returning(answer::version)
            .get_result(conn)?,
        Some(_) => diesel::update(answer::table)
            .filter(answer::question_id.eq(question.0))
            .filter(
                answer::hearing_id
                    .eq(hearing)
                    .or(answer::region_inquiry_id.eq(inquiry)),
            )
            .set((values, answer::version.eq(answer::version + 1)))
            .returning(answer::version)
            .get_result(conn)?,
    };
    // A regionråd has no hearing: there is one leader, and nobody to undo anything for.
    if let Of::Hearing(hearing) = of {
        let step = NewStep {
            hearing,
            subject: Subject::Answer(question.0),
            before: asked.draft.as_ref().map(|draft| to_json(&draft.answer)),
            after: Some(to_json(new)),
            batch: by.batch,
            by: by.user,
            on_behalf_of: by.on_behalf_of,
            at: by.at,
        };
        draft_steps::record(conn, &step)?;
    }
    Ok(version)
}

/// The arrangements that a municipality can give as examples, by number and name, in Norwegian order.
pub fn own_arrangements(conn: &mut DbConn, own: &Own) -> QueryResult<Vec<(i32, String)>> {
    let mut found: Vec<(i32, String)> = list_of(own.mapping.id.0, own.hearing.municipality.0)
        .select((arrangement::number, arrangement::name))
        .load(conn)?;
    found.sort_by_cached_key(|(_, name)| sort_key(name));
    Ok(found)
}

/// Whether the examples name arrangements of the list only.
pub fn are_among(examples: &[Example], own: &[(i32, String)]) -> bool {
    let own: HashSet<i32> = own.iter().map(|(number, _)| *number).collect();
    examples.iter().all(|example| own.contains(&example.arrangement))
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = question)]
struct QuestionRow {
    id: i64,
    nr: i32,
    kind: String,
    text_nb: String,
    text_nn: String,
    options_nb: String,
    options_nn: String,
    for_regions: bool,
}

impl QuestionRow {
    fn into_question(self) -> QueryResult<Question> {
        Ok(Question {
            id: QuestionId(self.id),
            nr: self.nr,
            kind: QuestionKind::try_from(self.kind).map_err(bad_code)?,
            text_nb: self.text_nb,
            text_nn: self.text_nn,
            options: Question::options_of(&self.options_nb, &self.options_nn),
            for_regions: self.for_regions,
        })
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = answer)]
struct AnswerRow {
    text: String,
    choice: Option<i32>,
    examples: String,
    saved_at: NaiveDateTime,
    version: i64,
}

impl AnswerRow {
    fn into_drafted(self, saved_by: String) -> QueryResult<Drafted> {
        Ok(Drafted {
            answer: Answer {
                text: self.text,
                choice: self.choice,
                examples: read_examples(&self.examples)?,
            },
            version: self.version,
            saved_at: self.saved_at,
            saved_by,
        })
    }
}

/// An example as it is stored, here and when it is submitted.
#[derive(Serialize, Deserialize)]
struct KeptExample {
    arrangement: i32,
    text: String,
}

/// An answer as a step keeps it.
#[derive(Serialize, Deserialize)]
struct Kept {
    text: String,
    choice: Option<i32>,
    examples: Vec<KeptExample>,
}

fn kept_examples(examples: &[Example]) -> Vec<KeptExample> {
    let kept = examples.iter().map(|example| KeptExample {
        arrangement: example.arrangement,
        text: example.text.clone(),
    });
    kept.collect()
}

fn told_examples(kept: Vec<KeptExample>) -> Vec<Example> {
    let told = kept.into_iter().map(|kept| Example {
        arrangement: kept.arrangement,
        text: kept.text,
    });
    told.collect()
}

pub fn examples_json(examples: &[Example]) -> String {
    serde_json::to_string(&kept_examples(examples)).unwrap_or_else(|_| "[]".to_owned())
}

fn read_examples(text: &str) -> QueryResult<Vec<Example>> {
    serde_json::from_str(text)
        .map(told_examples)
        .map_err(|error| bad_code(format!("examples of an answer: {error}")))
}

pub fn to_json(answer: &Answer) -> String {
    let kept = Kept {
        text: answer.text.clone(),
        choice: answer.choice,
        examples: kept_examples(&answer.examples),
    };
    serde_json::to_string(&kept).unwrap_or_default()
}
