//! Many letters with all that happened to each, in three statements for so many.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::reading::{Filter, Line, MailEvent, list};
use crate::schema::{outbox_event, outbox_mail};
use crate::{DbConn, bad_code};
use domain::letters::letter::{LetterKind, MailHappening};

/// A letter with its whole history, for the archive.
#[derive(Debug, Clone)]
pub struct Logged {
    pub line: Line,
    pub message_id: String,
    pub to_name: String,
    pub kind: LetterKind,
    pub events: Vec<MailEvent>,
}

/// The same selection as `list`, each letter with all that happened to it.
pub fn log(conn: &mut DbConn, filter: &Filter, offset: i64, limit: i64) -> QueryResult<Vec<Logged>> {
    let lines = list(conn, filter, offset, limit)?;
    let ids: Vec<i64> = lines.iter().map(|line| line.id.0).collect();
    let more: Vec<(i64, String, Option<String>, String)> = outbox_mail::table
        .filter(outbox_mail::id.eq_any(&ids))
        .select((
            outbox_mail::id,
            outbox_mail::message_id,
            outbox_mail::recipient_name,
            outbox_mail::kind,
        ))
        .load(conn)?;
    let mut more: HashMap<i64, _> = more
        .into_iter()
        .map(|(id, message_id, name, kind)| (id, (message_id, name, kind)))
        .collect();
    let events: Vec<(i64, NaiveDateTime, String, Option<String>)> = outbox_event::table
        .filter(outbox_event::mail_id.eq_any(&ids))
        .order(outbox_event::id)
        .select((
            outbox_event::mail_id,
            outbox_event::at,
            outbox_event::what,
            outbox_event::text,
        ))
        .load(conn)?;
    let mut histories: HashMap<i64, Vec<MailEvent>> = HashMap::new();
    for (mail, at, what, text) in events {
        let what = MailHappening::try_from(what).map_err(bad_code)?;
        histories
            .entry(mail)
            .or_default()
            .push(MailEvent { at, what, text });
    }
    lines
        .into_iter()
        .filter_map(|line| Some((more.remove(&line.id.0)?, line)))
        .map(|((message_id, name, kind), line)| {
            Ok(Logged {
                events: histories.remove(&line.id.0).unwrap_or_default(),
                message_id,
                to_name: name.unwrap_or_default(),
                kind: LetterKind::try_from(kind).map_err(bad_code)?,
                line,
            })
        })
        .collect()
}
