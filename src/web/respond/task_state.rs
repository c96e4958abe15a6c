//! How far each task of a hearing has come, and what there is to do next.

use super::desk::{Head, Opened};
use crate::own_list::Tag;
use crate::page::Page;
use base::clock;
use db::answer::questions::Asked;
use domain::answer::proposal::{Proposal, may_say_none};
use domain::answer::response::{Progress, Verdict};
use domain::register::arrangement::SectorId;
use domain::round::hearing::{HearingState, Standing};
use i18n::Lang;

/// Of an arrangement that is asked about: where it belongs, and what was said.
pub type Answer = (Option<SectorId>, Option<Verdict>);

pub struct Sector {
    pub id: String,
    pub href: String,
    pub name: String,
    pub done: String,
    pub color: &'static str,
}

/// «We take part in no arrangement».
#[derive(PartialEq, Eq)]
pub enum NilReturn {
    CannotBeSaid,
    CanBeSaid,
    Said,
}

/// «Fristen er tirsdag 1. desember 2026 kl. 16, om 50 dager.»
pub fn lead(page: &Page, opened: &Opened) -> Option<String> {
    let (t, own) = (page.t, &opened.desk.own);
    let deadline = own.hearing.deadline(&own.round)?;
    if opened.standing != Standing::Open {
        return None;
    }
    let day = |time| clock::in_oslo(time).date_naive();
    let left = match (day(deadline) - day(page.now)).num_days() {
        0 => t.tasks_today().to_owned(),
        1 => t.tasks_tomorrow().to_owned(),
        days => t.tasks_in_days(&days),
    };
    Some(t.tasks_deadline(&t.long_time(deadline), &left))
}

pub fn reopened(t: Lang, opened: &Opened) -> Option<String> {
    let own = &opened.desk.own;
    let at = own.hearing.reopened_at?;
    if own.hearing.state == HearingState::Confirmed || !opened.standing.is_open() {
        return None;
    }
    let who = own.about.contact_name.as_deref().or(own.about.owner.as_deref());
    let mut text = t.tasks_reopened_by(who.unwrap_or(t.tasks_whoever_runs_it()), &t.time(at));
    if let Some(reason) = &own.hearing.reopened_reason {
        text.push(' ');
        text.push_str(&t.tasks_reopened_because(reason));
    }
    if let Some((_, name)) = &own.reopened_for {
        text.push(' ');
        text.push_str(&t.reopen_for(name));
    }
    Some(text)
}

/// The one thing to do next; nothing when it is done or cannot be done now.
pub fn onward(
    t: Lang,
    head: &Head,
    progress: Progress,
    proposals: usize,
    nil_return: &NilReturn,
) -> Option<(String, &'static str)> {
    let list = format!("{}/ordninger?neste=1", head.root);
    if !head.is_open() || head.is_confirmed {
        return None;
    }
    if progress.left() > 0 {
        let text = if progress.answered == 0 {
            t.answer_review()
        } else {
            t.tasks_go_on()
        };
        return Some((list, text));
    }
    if progress.total + proposals == 0 && *nil_return != NilReturn::Said {
        return Some((format!("{}/ordninger/ny", head.root), t.proposal_add()));
    }
    head.may_confirm
        .then(|| (format!("{}/bekreft", head.root), t.tasks_confirm_list()))
}

/// In the mapping's order, those without a sector last.
pub fn sectors(t: Lang, opened: &Opened, answers: &[Answer], root: &str) -> Vec<Sector> {
    let named = opened.directory.sectors.iter().map(|sector| {
        let name = t.either(&sector.name_nb, &sector.name_nn);
        (Some(sector.id), sector.nr.to_string(), name)
    });
    named
        .chain([(None, "uten".to_owned(), t.register_without_sector())])
        .filter_map(|(id, nr, name)| {
            let of_this = || answers.iter().filter(|(sector, _)| *sector == id);
            let (total, done) = (
                of_this().count(),
                of_this().filter(|(_, verdict)| verdict.is_some()).count(),
            );
            (total > 0).then(|| Sector {
                id: format!("sektor-{nr}"),
                href: format!("{root}/ordninger?sektor={nr}"),
                name: name.to_owned(),
                done: t.answer_done_of(&done, &total),
                color: if done == total { "success" } else { "info" },
            })
        })
        .collect()
}

pub fn tag(color: &'static str, text: impl Into<String>) -> Tag {
    Tag {
        text: text.into(),
        color,
    }
}

pub fn review(t: Lang, progress: Progress) -> Tag {
    match (progress.total, progress.left()) {
        (0, _) => tag("neutral", t.tasks_none_known()),
        (_, 0) => tag("success", t.tasks_done()),
        (total, _) => tag("info", t.answer_done_of(&progress.answered, &total)),
    }
}

pub fn confirm(t: Lang, head: &Head, progress: Progress, proposals: usize, nil_return: &NilReturn) -> Tag {
    if head.is_confirmed {
        return tag("success", t.tasks_confirmed_tag());
    }
    match progress.left() {
        0 if progress.total + proposals == 0 && *nil_return != NilReturn::Said => {
            tag("neutral", t.tasks_locked())
        }
        0 => tag("info", t.tasks_ready()),
        _ => tag("neutral", t.tasks_locked()),
    }
}

pub fn questions_answered(t: Lang, questions: &[Asked]) -> Option<Tag> {
    let answered = questions.iter().filter(|asked| asked.is_answered()).count();
    let text = t.answer_done_of(&answered, &questions.len());
    let color = if answered == questions.len() {
        "success"
    } else {
        "neutral"
    };
    (!questions.is_empty()).then(|| tag(color, text))
}

pub fn nil_return(opened: &Opened, answers: &[Answer], proposals: &[Proposal]) -> NilReturn {
    let may = may_say_none(answers.iter().map(|(_, verdict)| *verdict), proposals);
    match (may, opened.desk.own.hearing.nil_return) {
        (true, true) => NilReturn::Said,
        (true, false) => NilReturn::CanBeSaid,
        (false, _) => NilReturn::CannotBeSaid,
    }
}
