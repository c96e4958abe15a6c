//! One arrangement of a municipality's own list, as the review page shows it.

use super::others::{notices, others};
use crate::own_list::Tag;
use crate::respond::diff::{Diff, diff, diff_of_change};
use db::answer::own_list::Row;
use db::round::hearing::Own;
use domain::answer::response::{Draft, Field, Response, Verdict};
use domain::places::directory::Directory;
use domain::register::agreement::{Agreement, Submitted};
use domain::register::listing::Change;
use domain::register::stated::Stated;
use domain::register::whole::{Host, Party};
use i18n::Lang;
use i18n::told;

/// More names than this are unfolded.
const MANY: usize = 8;

#[expect(
    clippy::struct_excessive_bools,
    reason = "a template asks each of them by itself"
)]
pub struct RowView<'a> {
    pub number: i32,
    pub name: &'a str,
    /// What the answer is given to, for the buttons: «12:3.0».
    pub key: String,
    pub facts: String,
    pub participants: Vec<(&'a str, bool)>,
    /// Stands instead of the names until they are unfolded.
    pub many: Option<String>,
    /// «Endret siden 2020»: nothing when nothing has.
    pub changed_since: Option<String>,
    pub changes: Vec<Diff>,
    /// What the municipality has corrected itself.
    pub corrections: Vec<Diff>,
    pub comment: &'a str,
    /// What others say that the reader should know before answering.
    pub notices: Vec<String>,
    pub details: Vec<(String, String)>,
    pub others: Vec<String>,
    pub verdict: Option<Tag>,
    pub is_answered: bool,
    /// Begun and not finished.
    pub is_begun: bool,
    pub may_answer: bool,
    /// The button that has the focus when the page opens.
    pub focus: bool,
    pub in_conflict: bool,
    /// «Stemmer for alle mine (3)», for whoever answers for others of those who take part.
    pub alike: Option<String>,
}

/// What the rows of a list have in common.
pub struct Around<'a> {
    pub t: Lang,
    pub directory: &'a Directory,
    pub own: &'a Own,
}

pub fn view<'a>(
    around: &Around<'a>,
    row: &'a Row,
    changes: &'a [(i64, Change)],
    submitted: &[Submitted],
    may_answer: bool,
) -> RowView<'a> {
    let Around { t, directory, own } = *around;
    let arrangement = &row.arrangement;
    let draft = row.draft.as_ref();
    let mut parties: Vec<&Party> = arrangement.participants.iter().collect();
    directory.sort_parties(&mut parties);
    let municipalities = arrangement.municipalities().count();
    let participants: Vec<(&str, bool)> = parties
        .into_iter()
        .map(|party| match party.municipality {
            Some(id) => (
                directory.name(id).unwrap_or_default(),
                id == own.hearing.municipality,
            ),
            None => (party.name.as_deref().unwrap_or_default(), false),
        })
        .collect();
    let new = changes_since(changes, draft);
    RowView {
        number: arrangement.number,
        name: &arrangement.facts.name,
        key: format!("{}:{}", arrangement.number, row.seen()),
        facts: facts(around, row),
        many: (participants.len() > MANY).then(|| t.municipalities_counted(municipalities)),
        participants,
        changed_since: (!new.is_empty()).then(|| match (draft, own.previous_year) {
            (Some(draft), _) if draft.response.is_finished() => t.answer_changed_since_answer().to_owned(),
            (_, Some(year)) => t.answer_changed_since(&year),
            (_, None) => t.answer_changed_lately().to_owned(),
        }),
        changes: new
            .into_iter()
            .map(|change| diff_of_change(t, directory, change))
            .collect(),
        corrections: draft.map_or_else(Vec::new, |draft| {
            draft
                .response
                .corrections_in_force()
                .iter()
                .map(|correction| diff(t, directory, correction))
                .collect()
        }),
        comment: draft
            .and_then(|draft| draft.response.comment.as_deref())
            .unwrap_or_default(),
        notices: notices(around, row, submitted),
        details: details(around, row),
        others: others(around, row, submitted),
        verdict: draft.and_then(|draft| verdict(t, draft)),
        is_answered: row.is_answered(),
        is_begun: draft.is_some_and(|draft| !draft.response.is_finished() && !is_blank(draft)),
        may_answer,
        focus: false,
        in_conflict: Agreement::of(submitted, usize::MAX) == Agreement::InConflict,
        alike: None,
    }
}

fn is_blank(draft: &Draft) -> bool {
    draft.response == Response::default()
}

/// After an answer only what came later is news; before it, all since the last mapping. What follows from another
/// change is left out.
pub fn changes_since<'a>(changes: &'a [(i64, Change)], draft: Option<&Draft>) -> Vec<&'a Change> {
    const FOLLOWS: &[&str] = &[
        "participant_count",
        "level",
        "level_reason",
        "host_name",
        "sector",
        "task_fields",
    ];
    let answered = draft
        .filter(|draft| draft.response.is_finished())
        .map_or(0, |draft| draft.arrangement_version);
    changes
        .iter()
        .filter(|(version, change)| *version > answered && !FOLLOWS.contains(&change.field.as_str()))
        .map(|(_, change)| change)
        .collect()
}

/// «Vert: Ørland · Vertskommune § 20-2 · fra 2008 · 12,5 årsverk», as far as it is known.
fn facts(around: &Around, row: &Row) -> String {
    let (t, facts) = (around.t, &row.arrangement.facts);
    let host = facts.host.as_ref().and_then(|host| match host {
        Host::Municipality(id) => around.directory.name(*id),
        Host::Other(name) => Some(name.as_str()),
    });
    let known = [
        host.map(|host| t.register_host_is(host)),
        facts.legal_form.map(|form| t.legal_form_short(form).to_owned()),
        facts.established_year.map(|year| t.register_from_year(&year)),
        facts
            .fte_tenths
            .map(|fte| t.register_fte_short(&t.decimal(f64::from(fte) / 10.0))),
    ];
    known.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What the row itself leaves out.
fn details(around: &Around, row: &Row) -> Vec<(String, String)> {
    let (t, directory) = (around.t, around.directory);
    let stated = Stated::of(&row.arrangement.facts, &[], directory);
    std::iter::once(Field::Content)
        .chain(Field::more())
        .filter_map(|field| {
            let value = told::value(t, directory, field.code(), stated.value(field)?);
            Some((t.field(field).to_owned(), value))
        })
        .collect()
}

fn verdict(t: Lang, draft: &Draft) -> Option<Tag> {
    let verdict = draft.response.verdict?;
    let color = match verdict {
        Verdict::Confirmed => "success",
        Verdict::Corrected => "info",
        Verdict::NotParticipating | Verdict::Discontinued => "warning",
        Verdict::Unknown => "neutral",
    };
    let text = match (
        verdict,
        draft.response.left_year,
        draft.response.discontinued_year,
    ) {
        (Verdict::NotParticipating, Some(year), _) => t.answer_left_in(&year),
        (Verdict::Discontinued, _, Some(year)) => t.answer_ended_in(&year),
        _ => t.verdict(verdict).to_owned(),
    };
    Some(Tag { text, color })
}
