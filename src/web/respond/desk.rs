//! What every page of a hearing knows: whose list it is, how far it has come, and whether it can be answered now.

use std::sync::Arc;

use db::DbConn;
use domain::answer::response::Progress;
use domain::places::directory::Directory;
use domain::round::deputy::Deputy;
use domain::round::hearing::Standing;
use i18n::Lang;
use tasks::Context;
use tasks::answer::hearing::{AnswerError, Desk, Place, look};

/// A hearing that a page is about to show.
pub struct Opened {
    pub desk: Desk,
    pub directory: Arc<Directory>,
    pub standing: Standing,
}

/// Two statements, as long as the names are in memory: also when the hearing is shut.
pub fn opened(conn: &mut DbConn, context: &Context, place: &Place) -> Result<Opened, AnswerError> {
    let desk = look(conn, context, place)?;
    let directory = db::directory(conn, &desk.own.mapping)?;
    Ok(Opened {
        standing: desk.own.standing(context.now),
        desk,
        directory,
    })
}

/// `/svar/trondelag-2026/5054`
pub fn root(place: &Place) -> String {
    format!("/svar/{}/{}", place.mapping, place.number)
}

/// The head of a hearing's pages.
#[expect(
    clippy::struct_excessive_bools,
    reason = "the templates ask each of them by itself"
)]
pub struct Head {
    pub root: String,
    pub municipality: String,
    pub mapping: String,
    pub deadline: String,
    /// Why nothing can be answered now: a title and a sentence. Nothing while it is open.
    pub shut: Option<(&'static str, String)>,
    /// Confirmed, with nothing changed since.
    pub is_confirmed: bool,
    /// Changed since it was confirmed: that is not sent in yet.
    pub has_unsent: bool,
    pub may_confirm: bool,
    pub may_delegate: bool,
    /// «Du fyller ut på vegne av Kari Nordmann», for a delegate.
    pub on_behalf: Option<String>,
    /// «Du svarer på vegne av Grong, etter telefon fra Kari Nordmann», for a coordinator, and where that is ended.
    pub deputy: Option<(String, String)>,
}

impl Head {
    pub fn of(t: Lang, place: &Place, opened: &Opened) -> Self {
        let own = &opened.desk.own;
        let municipality = opened
            .directory
            .name(own.hearing.municipality)
            .unwrap_or_default();
        let deadline = own.hearing.deadline(&own.round);
        Self {
            root: root(place),
            municipality: municipality.to_owned(),
            mapping: own.mapping.name.clone(),
            deadline: deadline.map(|deadline| t.long_time(deadline)).unwrap_or_default(),
            shut: shut(t, opened.standing),
            is_confirmed: own.is_confirmed(),
            has_unsent: own.has_unsent() && opened.standing.is_open(),
            may_confirm: opened.desk.rights.may_confirm,
            may_delegate: opened.desk.rights.may_delegate,
            deputy: own
                .deputy
                .as_ref()
                .filter(|_| opened.desk.rights.is_deputy)
                .map(|deputy| deputy_text(t, place, municipality, deputy)),
            on_behalf: opened.desk.rights.on_behalf_of.and(own.principal.clone()),
        }
    }

    pub fn is_open(&self) -> bool {
        self.shut.is_none()
    }
}

fn deputy_text(t: Lang, place: &Place, municipality: &str, deputy: &Deputy) -> (String, String) {
    let told = t.deputy_after(deputy.source, &deputy.told_by);
    let page = format!("/kartlegging/{}/kommuner/{}", place.mapping, place.number);
    (t.deputy_answers_for(municipality, &told), page)
}

pub(super) fn shut(t: Lang, standing: Standing) -> Option<(&'static str, String)> {
    match standing {
        Standing::Open => None,
        Standing::NotYet(opens) => Some((t.not_yet_title(), t.answer_opens_at(&t.long_time(opens)))),
        Standing::TooLate(deadline) => Some((t.too_late_title(), t.answer_was_due(&t.long_time(deadline)))),
        Standing::Closed => Some((t.round_closed_title(), t.round_closed_text().to_owned())),
    }
}

/// How far a list has come, in words and for a bar.
pub struct ProgressText {
    pub answered: usize,
    pub total: usize,
    pub left: usize,
    pub text: String,
}

impl ProgressText {
    pub fn of(t: Lang, progress: Progress) -> Self {
        Self {
            answered: progress.answered,
            total: progress.total,
            left: progress.left(),
            text: t.answer_progress(
                &progress.answered,
                &t.arrangements(progress.total),
                &progress.left(),
            ),
        }
    }
}
