//! What may be done with a municipality now, what is wrong with the ways to it, and when its hearing changed.

use super::front::OfRound;
use super::story::entered;
use crate::page::Page;
use domain::people::access::UserId;
use domain::places::mapping::{Mapping, MappingStatus};
use domain::round::desk::{Attention, Followed, Status};
use domain::round::hearing::{HearingState, RoundState};
use i18n::Lang;

/// What a coordinator may do now.
#[expect(
    clippy::struct_excessive_bools,
    reason = "the template asks each of them by itself"
)]
pub struct Acts {
    pub may_note: bool,
    pub may_extend: bool,
    pub may_reopen: bool,
    pub may_remind: bool,
    pub may_send: bool,
    pub may_enter: bool,
    /// The reader's own right to answer for it, in words.
    pub entering: Option<String>,
}

/// What happened to the hearing, with its times.
pub fn since(t: Lang, one: &Followed) -> Vec<(&'static str, String)> {
    let reminded = one.last_reminder_at.map(|at| {
        let times = if one.reminders == 1 {
            String::new()
        } else {
            format!(" ({})", one.reminders)
        };
        (t.status(Status::Reminded), format!("{}{times}", t.time(at)))
    });
    [
        one.sent_at.map(|at| (t.status(Status::Sent), t.time(at))),
        reminded,
        one.last_activity_at.map(|at| (t.desk_activity(), t.time(at))),
        one.confirmed_at
            .map(|at| (t.status(Status::Confirmed), t.time(at))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

pub fn reopened(t: Lang, loaded: &OfRound) -> Option<String> {
    (loaded.followed.status() == Status::Reopened)
        .then(|| {
            let at = loaded.followed.reopened_at?;
            let why = loaded.reopened_reason.as_deref().unwrap_or_default();
            Some(t.desk_reopened(&t.time(at), why))
        })
        .flatten()
}

/// What is wrong with the ways to the municipality, and where that is mended.
pub fn warnings(page: &Page, loaded: &OfRound, number: &str) -> Vec<(&'static str, String, String)> {
    let t = page.t;
    let mend = if page.may_administer() {
        format!("/admin/kommuner/{number}")
    } else {
        String::new()
    };
    let needs = |what| loaded.followed.needs(what, &loaded.round, page.now);
    let mut warnings = Vec::new();
    if needs(Attention::Address) {
        warnings.push((
            t.desk_no_address(),
            t.desk_address_text().to_owned(),
            mend.clone(),
        ));
    }
    let bounced: Vec<&str> = loaded
        .people
        .iter()
        .filter(|one| matches!(one.kind.as_str(), "contact" | "mailroom") && one.at.is_some())
        .filter_map(|one| one.email.as_deref())
        .collect();
    if needs(Attention::Returned) || !bounced.is_empty() {
        let text = if bounced.is_empty() {
            t.desk_returned_text().to_owned()
        } else {
            t.desk_bounced(&bounced.join(", "))
        };
        warnings.push((t.attention_short(Attention::Returned), text, mend));
    }
    for what in [Attention::Delegation, Attention::Overdue] {
        if needs(what) {
            let text = match what {
                Attention::Overdue => t.desk_past_due_text(),
                _ => t.desk_delegation_text(),
            };
            warnings.push((t.attention_short(what), text.to_owned(), String::new()));
        }
    }
    warnings
}

pub fn acts(page: &Page, may_steer: bool, mapping: &Mapping, loaded: &OfRound, user: Option<UserId>) -> Acts {
    let is_open =
        may_steer && mapping.status == MappingStatus::Open && loaded.round.state == RoundState::Open;
    let state = loaded.followed.state;
    let is_out = is_open && state != HearingState::Draft;
    let entering = loaded
        .people
        .iter()
        .find(|one| one.kind == "deputy" && user.is_some_and(|user| user.0 == one.id));
    let in_time = loaded
        .followed
        .deadline(&loaded.round)
        .is_some_and(|deadline| deadline >= page.now);
    Acts {
        may_note: may_steer && mapping.status != MappingStatus::Closed,
        may_extend: is_out,
        may_reopen: is_open && state == HearingState::Confirmed,
        may_remind: is_open && matches!(state, HearingState::Sent | HearingState::Reminded),
        may_send: may_steer && state == HearingState::Draft && mapping.status == MappingStatus::Open,
        may_enter: is_out && in_time && entering.is_none(),
        entering: entering.map(|one| entered(page.t, one)),
    }
}
