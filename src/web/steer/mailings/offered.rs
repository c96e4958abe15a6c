//! What can be done with a mailing that has been sent, planned or paused: the buttons on its page.

use super::address;
use crate::page::Page;
use db::mailing::steps::Sent;
use domain::letters::letter::MailState;
use domain::letters::mailing::MailingState;
use i18n::Lang;
use tasks::mailings::Prepared;

/// What can be done with it as it is.
pub(super) struct Act {
    pub href: String,
    pub text: &'static str,
    pub variant: &'static str,
    /// It has a page of its own, which says what will happen.
    pub is_asked: bool,
}

pub(super) fn acts(t: Lang, page: &Page, prepared: &Prepared, sent: &[Sent]) -> Vec<Act> {
    let mailing = &prepared.mailing;
    let base = address(&prepared.mapping.slug, mailing.id);
    let act = |end: &str, text, variant| Act {
        href: format!("{base}/{end}"),
        text,
        variant,
        is_asked: false,
    };
    let mut acts = Vec::new();
    let waits = waiting(sent) > 0;
    if page
        .actor()
        .is_some_and(|actor| mailing.may_be_approved_by(actor.user))
    {
        acts.push(act("godkjenn", t.mailing_say_yes(), "primary"));
    }
    if mailing.state == MailingState::Paused {
        acts.push(act("fortsett", t.mailing_resume(), "primary"));
    }
    if mailing.state == MailingState::Released && waits {
        acts.push(act("pause", t.mailing_pause(), "secondary"));
    }
    if mailing.may_be_cancelled() && (mailing.released_at.is_none() || waits) {
        let text = if mailing.may_be_regretted(page.now) {
            t.mailing_regret()
        } else {
            t.mailing_take_back()
        };
        acts.push(Act {
            is_asked: true,
            ..act("trekk-tilbake", text, "secondary")
        });
    }
    acts
}

fn waiting(sent: &[Sent]) -> usize {
    let waits = |one: &&Sent| {
        matches!(
            one.state,
            MailState::Queued | MailState::Paused | MailState::Sending
        )
    };
    sent.iter().filter(waits).count()
}
