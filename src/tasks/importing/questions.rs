//! `questions.csv` into a mapping: the survey beside the list.

use std::collections::HashMap;

use super::reason::Reason;
use super::row::{Columns, Row, check_header};
use super::told::{Class, Differs, Told, differing};
use super::{ImportError, Sheet, Summary, all_right};
use db::DbConn;
use db::mapping;
use db::mapping::write::Question;
use domain::answer::question::QuestionKind;
use domain::places::mapping::Mapping;

const QUESTIONS: Columns = Columns {
    known: &[
        "nr",
        "kind",
        "text_nb",
        "text_nn",
        "options_nb",
        "options_nn",
        "for_regions",
    ],
    required: &["nr", "text_nb", "text_nn"],
};

pub fn questions(conn: &mut DbConn, mapping: &Mapping, sheet: &Sheet) -> Result<Summary, ImportError> {
    let mut problems = check_header(sheet, &QUESTIONS);
    let known = mapping::write::questions(conn, mapping.id)?;
    let mut lines: HashMap<i32, u64> = HashMap::new();
    let mut read = Vec::new();
    for row in &sheet.rows {
        let mut row = Row::new(sheet, row, &mut problems);
        let nr = row.whole("nr", 1, 1000).flatten();
        let kind = row
            .code("kind", QuestionKind::ALL, QuestionKind::code)
            .flatten()
            .unwrap_or(QuestionKind::Text);
        let before = known.iter().find(|known| Some(known.nr) == nr);
        let options = options(&mut row, kind, before);
        let for_regions = row.yes_no("for_regions").flatten();
        let texts = (row.must("text_nb", 2000), row.must("text_nn", 2000));
        let Some(nr) = nr else {
            if row.is_right() {
                row.wrong(Reason::Missing("nr"));
            }
            continue;
        };
        if let Some(line) = lines.insert(nr, row.line()) {
            let what = format!("question {nr}");
            row.wrong(Reason::Twice { what, line });
        }
        if let (Some(text_nb), Some(text_nn)) = texts {
            read.push((
                row.line(),
                Question {
                    nr,
                    kind: kind.code().to_owned(),
                    text_nb,
                    text_nn,
                    options_nb: options.0,
                    options_nn: options.1,
                    for_regions: for_regions
                        .or(before.map(|known| known.for_regions))
                        .unwrap_or(true),
                },
            ));
        }
    }
    all_right(problems)?;
    let mut summary = Summary::default();
    for (line, question) in &read {
        let what = format!("{}. {}", question.nr, question.text_nb);
        let before = known.iter().find(|other| other.nr == question.nr);
        let (class, differs) = match before {
            Some(other) if other == question => (Class::Unchanged, Vec::new()),
            Some(other) => (Class::Changed, question_differs(other, question)),
            None => (Class::New, Vec::new()),
        };
        summary.rows.push(Told::new(*line, what, class).with(differs));
        match class {
            Class::Unchanged => {
                summary.unchanged += 1;
                continue;
            }
            Class::Changed => summary.changed += 1,
            Class::New => summary.new += 1,
        }
        mapping::write::save_question(conn, mapping.id, question)?;
    }
    Ok(summary)
}

fn question_differs(before: &Question, new: &Question) -> Vec<Differs> {
    let pair = |field, from: &str, to: &str| (field, Some(from.to_owned()), Some(to.to_owned()));
    let yes_no = |yes: bool| if yes { "yes" } else { "no" };
    differing([
        pair("kind", &before.kind, &new.kind),
        pair("text_nb", &before.text_nb, &new.text_nb),
        pair("text_nn", &before.text_nn, &new.text_nn),
        pair("options_nb", &before.options_nb, &new.options_nb),
        pair("options_nn", &before.options_nn, &new.options_nn),
        pair("for_regions", yes_no(before.for_regions), yes_no(new.for_regions)),
    ])
}

/// What may be chosen, one on each line. A file without the columns leaves it as it is.
fn options(row: &mut Row, kind: QuestionKind, before: Option<&Question>) -> (String, String) {
    let nb = row.names("options_nb").map(|names| names.join("\n"));
    let nn = row.names("options_nn").map(|names| names.join("\n"));
    let nb = nb.or_else(|| before.map(|known| known.options_nb.clone()));
    let nn = nn.or_else(|| before.map(|known| known.options_nn.clone()));
    let (nb, nn) = (nb.unwrap_or_default(), nn.unwrap_or_default());
    if nb.lines().count() != nn.lines().count() {
        row.wrong(Reason::UnequalOptions);
    }
    if kind == QuestionKind::Choice && nb.is_empty() {
        row.wrong(Reason::Missing("options_nb"));
    }
    (nb, nn)
}
