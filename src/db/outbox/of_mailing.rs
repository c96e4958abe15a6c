//! What a mailing does to its letters: they are put aside, taken back, or go on.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::afterwards::move_to;
use crate::DbConn;
use crate::schema::{mailing, outbox_mail};
use domain::letters::letter::{MailHappening, MailId, MailState};
use domain::letters::mailing::MailingState;

/// Its mailing was paused or taken back while the letter was in the worker's hands.
pub(super) fn follow_mailing(conn: &mut DbConn, mail: MailId, now: NaiveDateTime) -> QueryResult<()> {
    let of_mailing: Option<String> = outbox_mail::table
        .inner_join(mailing::table.on(outbox_mail::mailing_id.eq(mailing::id.nullable())))
        .filter(outbox_mail::id.eq(mail.0))
        .select(mailing::state)
        .first(conn)
        .optional()?;
    let mailing = of_mailing.as_deref().and_then(MailingState::from_code);
    match mailing {
        Some(MailingState::Paused) => move_to(conn, &[mail.0], MailState::Paused, MailHappening::Paused, now),
        Some(MailingState::Cancelled) => move_to(
            conn,
            &[mail.0],
            MailState::Cancelled,
            MailHappening::Cancelled,
            now,
        ),
        _ => Ok(()),
    }
}
