//! The questions beside the list, and what is answered to them.

use crate::{coded, ids};

ids!(QuestionId, InquiryId);

coded!(
    /// How a question is answered.
    QuestionKind {
        Text = "text",
        /// Up to three arrangements, with what is said of each.
        Examples = "examples",
        Scale = "scale",
        Choice = "choice",
    }
);

/// An option in both written forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionOption {
    pub nb: String,
    pub nn: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub id: QuestionId,
    pub nr: i32,
    pub kind: QuestionKind,
    pub text_nb: String,
    pub text_nn: String,
    /// The points of a scale from the lowest, or the choices.
    pub options: Vec<QuestionOption>,
    /// Leaders of regionråd are asked it as well.
    pub for_regions: bool,
}

/// Points of a scale that has no words of its own.
const POINTS: i32 = 5;

impl Question {
    /// The lines of two columns, one option on each.
    pub fn options_of(nb: &str, nn: &str) -> Vec<QuestionOption> {
        let lines = |text: &str| -> Vec<String> {
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            lines.map(str::to_owned).collect()
        };
        let (nb, nn) = (lines(nb), lines(nn));
        nb.into_iter()
            .zip(nn)
            .map(|(nb, nn)| QuestionOption { nb, nn })
            .collect()
    }

    /// What there is to choose between, with what is stored of the choice: counted from 1.
    pub fn choices(&self) -> Vec<(i32, QuestionOption)> {
        if self.options.is_empty() && self.kind == QuestionKind::Scale {
            let point = |at: i32| QuestionOption {
                nb: at.to_string(),
                nn: at.to_string(),
            };
            return (1..=POINTS).map(|at| (at, point(at))).collect();
        }
        (1..).zip(self.options.iter().cloned()).collect()
    }

    /// Whether an answer has nothing that this question does not ask for.
    pub fn takes(&self, answer: &Answer) -> bool {
        let may_choose = matches!(self.kind, QuestionKind::Scale | QuestionKind::Choice);
        let choice = answer
            .choice
            .is_none_or(|choice| may_choose && self.choices().iter().any(|(offered, _)| *offered == choice));
        let examples = match self.kind {
            QuestionKind::Examples => answer.examples.len() <= MOST_EXAMPLES,
            _ => answer.examples.is_empty(),
        };
        let lengths = std::iter::once(&answer.text).chain(answer.examples.iter().map(|one| &one.text));
        choice && examples && lengths.into_iter().all(|text| text.chars().count() <= LONGEST)
    }
}

/// As many examples as one answer may give.
pub const MOST_EXAMPLES: usize = 3;

/// As many characters as one text may have.
pub const LONGEST: usize = 10_000;

/// What is said of one arrangement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The arrangement's number.
    pub arrangement: i32,
    pub text: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    pub text: String,
    /// The option that was chosen, from 1.
    pub choice: Option<i32>,
    pub examples: Vec<Example>,
}

impl Answer {
    /// Nothing is an answer as good as any: every question is optional.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.choice.is_none() && self.examples.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(kind: QuestionKind, options: &str) -> Question {
        Question {
            id: QuestionId(1),
            nr: 1,
            kind,
            text_nb: "Hva nå?".into(),
            text_nn: "Kva no?".into(),
            options: Question::options_of(options, options),
            for_regions: true,
        }
    }

    fn chosen(choice: i32) -> Answer {
        Answer {
            choice: Some(choice),
            ..Answer::default()
        }
    }

    #[test]
    fn a_scale_without_words_goes_from_one_to_five() {
        let scale = question(QuestionKind::Scale, "");
        assert_eq!(scale.choices().len(), 5);
        assert!(scale.takes(&chosen(5)) && !scale.takes(&chosen(6)) && !scale.takes(&chosen(0)));
        let words = question(QuestionKind::Scale, "dårlig\nmiddels\n\ngodt\n");
        assert_eq!(words.choices()[2].1.nb, "godt");
        assert!(!words.takes(&chosen(4)));
    }

    #[test]
    fn s27_an_answer_has_nothing_that_was_not_asked_for() {
        let text = question(QuestionKind::Text, "ja\nnei");
        assert!(!text.takes(&chosen(1)));
        let example = Example {
            arrangement: 1,
            text: "Godt".into(),
        };
        let with_examples = |count| Answer {
            examples: vec![example.clone(); count],
            ..Answer::default()
        };
        assert!(!text.takes(&with_examples(1)));
        let examples = question(QuestionKind::Examples, "");
        assert!(examples.takes(&with_examples(3)) && !examples.takes(&with_examples(4)));
        let long = Answer {
            text: "å".repeat(10_001),
            ..Answer::default()
        };
        assert!(!text.takes(&long));
    }
}
