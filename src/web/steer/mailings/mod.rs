//! Letters to many: the list of mailings, beginning one, and what is done with it.

pub mod acts;
pub mod begin;
pub mod list;
pub mod log;
mod offered;
mod read;
pub mod show;
pub mod text;
mod when;

use domain::letters::letter::MailingId;
use domain::letters::mailing::MailingState;
use tasks::mailings::Prepared;

/// The mapping's slug and the mailing.
type Path = actix_web::web::Path<(String, i64)>;

fn split(path: Path) -> (String, MailingId) {
    let (slug, id) = path.into_inner();
    (slug, MailingId(id))
}

fn address(slug: &str, id: MailingId) -> String {
    format!("/kartlegging/{slug}/utsending/{}", id.0)
}

fn color(state: MailingState) -> &'static str {
    match state {
        MailingState::Draft | MailingState::Cancelled => "neutral",
        MailingState::Proposed | MailingState::Paused => "warning",
        MailingState::Scheduled => "info",
        MailingState::Released => "success",
    }
}

/// How many of the list get a letter, and how many do not.
fn counts(prepared: &Prepared) -> (usize, usize) {
    let councils = prepared.councils.iter().filter(|(_, fate)| fate.is_ok()).count();
    let written = prepared.written_to().count() + councils;
    let all = prepared.municipalities.len() + prepared.councils.len();
    (written, all - written)
}
