//! The form of one question: what stands in it before anyone types, what is read out of it, and an answer in words.

use crate::form::Form;
use crate::list::Choice;
use db::answer::questions::Asked;
use domain::answer::question::{Answer, Example, LONGEST, MOST_EXAMPLES, QuestionKind};
use i18n::Lang;

pub(crate) const EXAMPLES: [(&str, &str); MOST_EXAMPLES] = [
    ("ordning-1", "eksempel-1"),
    ("ordning-2", "eksempel-2"),
    ("ordning-3", "eksempel-3"),
];

/// «Vil ikke svare»: a radio button that was pressed cannot be let go of otherwise.
pub(crate) const NO_CHOICE: &str = "0";

pub(crate) fn filled(asked: &Asked) -> Form {
    let answer = asked.draft.as_ref().map(|draft| draft.answer.clone());
    let answer = answer.unwrap_or_default();
    let mut values = vec![("tekst", answer.text)];
    if let Some(choice) = answer.choice {
        values.push(("valg", choice.to_string()));
    }
    for ((arrangement, text), example) in EXAMPLES.iter().zip(answer.examples) {
        values.push((arrangement, example.arrangement.to_string()));
        values.push((text, example.text));
    }
    Form::filled(values)
}

/// Only what the question asks for; whatever else was sent is left behind.
pub(crate) fn read(t: Lang, form: &mut Form, asked: &Asked, arrangements: &[(i32, String)]) -> Answer {
    let question = &asked.question;
    if question.kind == QuestionKind::Examples {
        return Answer {
            examples: read_examples(t, form, arrangements),
            ..Answer::default()
        };
    }
    let offered = question.choices();
    let chosen = form.value("valg");
    let choice = match chosen.parse::<i32>().ok() {
        _ if offered.is_empty() || chosen.is_empty() || chosen == NO_CHOICE => None,
        Some(choice) if offered.iter().any(|(known, _)| *known == choice) => Some(choice),
        _ => {
            form.wrong("valg", t.question_unknown_choice());
            None
        }
    };
    Answer {
        text: read_text(t, form, "tekst", t.question_answer()),
        choice,
        examples: Vec::new(),
    }
}

fn read_examples(t: Lang, form: &mut Form, arrangements: &[(i32, String)]) -> Vec<Example> {
    let mut examples = Vec::new();
    for (at, (arrangement, text)) in (1..).zip(EXAMPLES) {
        let chosen = form.value(arrangement).to_owned();
        let said = read_text(t, form, text, &t.question_example(&at));
        let number = chosen.parse::<i32>().ok();
        match number.filter(|number| arrangements.iter().any(|(known, _)| known == number)) {
            Some(arrangement) => examples.push(Example {
                arrangement,
                text: said,
            }),
            None if chosen.is_empty() && said.is_empty() => {}
            None => form.wrong(arrangement, t.question_which_arrangement(&at)),
        }
    }
    examples
}

fn read_text(t: Lang, form: &mut Form, field: &'static str, label: &str) -> String {
    let text = form.value(field).to_owned();
    let length = text.chars().count();
    if length > LONGEST {
        form.wrong(field, t.too_long(&label, &LONGEST, &length));
    }
    text
}

/// An answer in words; only what there is of it.
pub(crate) fn told(t: Lang, asked: &Asked, arrangements: &[(i32, String)]) -> Vec<(String, String)> {
    let Some(answer) = asked.draft.as_ref().map(|draft| &draft.answer) else {
        return vec![(t.question_answer().to_owned(), t.question_unanswered().to_owned())];
    };
    let choices = choices(t, asked);
    let chosen = answer.choice.map(|choice| choice.to_string());
    let chosen = choices
        .into_iter()
        .find(|choice| Some(&choice.value) == chosen.as_ref());
    let mut lines: Vec<(String, String)> = Vec::new();
    lines.extend(chosen.map(|choice| (t.question_answer().to_owned(), choice.text)));
    if !answer.text.is_empty() {
        let label = match asked.question.kind {
            QuestionKind::Scale | QuestionKind::Choice => t.question_why(),
            QuestionKind::Text | QuestionKind::Examples => t.question_answer(),
        };
        lines.push((label.to_owned(), answer.text.clone()));
    }
    for (at, example) in (1..).zip(&answer.examples) {
        let name = arrangements
            .iter()
            .find(|(number, _)| *number == example.arrangement)
            .map(|(_, name)| name.as_str());
        let said = [name, Some(example.text.as_str())];
        let said: Vec<&str> = said
            .into_iter()
            .flatten()
            .filter(|said| !said.is_empty())
            .collect();
        lines.push((t.question_example(&at), said.join("\n")));
    }
    if lines.is_empty() {
        lines.push((t.question_answer().to_owned(), t.question_unanswered().to_owned()));
    }
    lines
}

pub(crate) fn choices(t: Lang, asked: &Asked) -> Vec<Choice> {
    let offered = asked.question.choices().into_iter();
    offered
        .map(|(nr, option)| Choice::new(nr.to_string(), t.either(&option.nb, &option.nn)))
        .collect()
}
