//! The questions of a mapping: text in both written forms, kind, options, order; locked once somebody has answered.

use super::parts::{Fields, Found, Part, Row, Save, Words, nr};
use crate::error::AppError;
use crate::form::Form;
use crate::list::Choice;
use ::tasks::Context;
use ::tasks::mapping::lists as tasks;
use ::tasks::mapping::lists::{Kept, PartError};
use db::DbConn;
use db::mapping;
use db::mapping::write::Question;
use domain::answer::question::QuestionKind;
use domain::places::mapping::Mapping;
use i18n::Lang;

const LONGEST: usize = 2000;

pub(crate) struct Questions;

impl Part for Questions {
    fn path(&self) -> &'static str {
        "sporsmal"
    }

    fn words(&self, t: Lang) -> Words {
        Words {
            title: t.import_kind_questions(),
            intro: t.questions_intro(),
            add: t.questions_add(),
            none: t.questions_none_yet(),
            heads: vec![
                t.import_kind_questions(),
                t.questions_kind(),
                t.questions_answers(),
            ],
            field: "tekst_nb",
        }
    }

    fn find(&self, conn: &mut DbConn, t: Lang, mapping: &Mapping) -> Result<Found, AppError> {
        let answers = mapping::lists::answers(conn, mapping.id)?;
        let ids = mapping::lists::question_ids(conn, mapping.id)?;
        let row = |question: &Question| {
            let count = answers.get(&question.nr).copied().unwrap_or_default();
            let text = t.either(&question.text_nb, &question.text_nn);
            let kind = QuestionKind::from_code(&question.kind).map_or("", |kind| t.question_kind(kind));
            Row {
                id: question.nr.into(),
                name: format!("{}. {text}", question.nr),
                title: t.questions_title_of(&question.nr),
                cells: vec![kind.to_owned(), t.count(count)],
                form: filled(question).seen_as(tasks::question_stamp(&ids, question)),
                kept: (count > 0).then_some(Kept::Answered(count)),
            }
        };
        let kinds = QuestionKind::ALL.iter();
        Ok(Found {
            rows: mapping::write::questions(conn, mapping.id)?
                .iter()
                .map(row)
                .collect(),
            fields: Fields::Question(
                kinds
                    .map(|kind| Choice::new(kind.code(), t.question_kind(*kind)))
                    .collect(),
            ),
        })
    }

    fn empty(&self, known: usize) -> Form {
        Form::filled([
            ("slag", QuestionKind::Text.code().to_owned()),
            ("regionrad", "ja".to_owned()),
            ("plass", (known + 1).to_string()),
        ])
    }

    fn read(&self, t: Lang, form: &mut Form, _: &Found) -> Option<Save> {
        let question = read(t, form)?;
        Some(Box::new(move |conn, context, slug, before| {
            let before = before.map(|(id, seen)| (nr(id), seen));
            tasks::save_question(conn, context, slug, before, &question).map(|()| None)
        }))
    }

    fn in_words(&self, t: Lang, form: &Form, _: &Found) -> Vec<(&'static str, String)> {
        let mut lines = form.told(&[
            ("tekst_nb", t.questions_text_nb()),
            ("tekst_nn", t.questions_text_nn()),
            ("valg_nb", t.questions_options_nb()),
            ("valg_nn", t.questions_options_nn()),
            ("plass", t.arrange_place()),
        ]);
        let kind = QuestionKind::from_code(form.value("slag"));
        lines.extend(kind.map(|kind| (t.questions_kind(), t.question_kind(kind).to_owned())));
        let regions = if form.has("regionrad", "ja") {
            t.yes()
        } else {
            t.no()
        };
        lines.push((t.questions_for_regions(), regions.to_owned()));
        lines
    }

    fn remove(&self, conn: &mut DbConn, context: &Context, slug: &str, id: i64) -> Result<(), PartError> {
        tasks::remove_question(conn, context, slug, nr(id))
    }
}

fn filled(question: &Question) -> Form {
    Form::filled([
        ("slag", question.kind.clone()),
        ("tekst_nb", question.text_nb.clone()),
        ("tekst_nn", question.text_nn.clone()),
        ("valg_nb", question.options_nb.clone()),
        ("valg_nn", question.options_nn.clone()),
        (
            "regionrad",
            if question.for_regions { "ja" } else { "" }.to_owned(),
        ),
        ("plass", question.nr.to_string()),
    ])
}

fn read(t: Lang, form: &mut Form) -> Option<Question> {
    let kind = form.choice(t, "slag", t.questions_kind(), QuestionKind::from_code);
    let mut text = |field: &'static str, label: &str| {
        let value = form.value(field).to_owned();
        let length = value.chars().count();
        if value.is_empty() {
            form.wrong(field, t.missing(&label));
        } else if length > LONGEST {
            form.wrong(field, t.too_long(&label, &LONGEST, &length));
        }
        value
    };
    let texts = (
        text("tekst_nb", t.questions_text_nb()),
        text("tekst_nn", t.questions_text_nn()),
    );
    let lines = |field: &str| -> Vec<String> {
        let lines = form.value(field).lines().map(str::trim);
        lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
    };
    let (nb, nn) = (lines("valg_nb"), lines("valg_nn"));
    // A scale has points of its own when none are given.
    if kind == Some(QuestionKind::Choice) && nb.len() < 2 {
        form.wrong("valg_nb", t.questions_options_missing());
    } else if nb.len() != nn.len() {
        form.wrong("valg_nn", t.questions_options_unequal());
    }
    let question = Question {
        nr: form.value("plass").parse().unwrap_or(i32::MAX),
        kind: kind?.code().to_owned(),
        text_nb: texts.0,
        text_nn: texts.1,
        options_nb: nb.join("\n"),
        options_nn: nn.join("\n"),
        for_regions: form.has("regionrad", "ja"),
    };
    form.is_right().then_some(question)
}
