//! The audit log: append-only, each line chained to the one before it by hash.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use sha2::{Digest as _, Sha256};

use crate::DbConn;
use crate::conn::connection::on_either;
use crate::schema::audit_event;
use base::secret::hex;
use domain::event::Event;
use domain::people::access::UserId;

/// What the first line of a log is chained to.
const BEGINNING: &str = "ordna";

/// Writes one line. It must run inside `db::write`, which gives it the end of the chain for itself.
pub fn log(
    conn: &mut DbConn,
    at: NaiveDateTime,
    actor: Option<UserId>,
    request_id: &str,
    event: &Event,
) -> QueryResult<()> {
    let newest = on_either!(&mut *conn, c => audit_event::table
        .order(audit_event::id.desc())
        .select(audit_event::hash)
        .first::<String>(c));
    let previous = newest.optional()?.unwrap_or_else(|| BEGINNING.to_owned());
    let fields = event
        .details
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone().into()));
    let details = serde_json::Value::Object(fields.collect()).to_string();
    let line = Line {
        at,
        actor_id: actor.map(|user| user.0),
        principal_id: event.principal.map(|user| user.0),
        action: event.what.code().to_owned(),
        subject_kind: event.subject_kind.to_owned(),
        subject_id: event.subject_id,
        mapping_id: event.mapping.map(|mapping| mapping.0),
        municipality_id: event.municipality.map(|municipality| municipality.0),
        details,
        request_id: Some(request_id.to_owned()).filter(|id| !id.is_empty()),
    };
    let hash = line.hash(&previous);
    on_either!(conn, c => diesel::insert_into(audit_event::table)
        .values((
            &line,
            audit_event::previous_hash.eq(&previous),
            audit_event::hash.eq(&hash),
        ))
        .execute(c))
    .map(drop)
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = audit_event)]
struct Line {
    at: NaiveDateTime,
    actor_id: Option<i64>,
    principal_id: Option<i64>,
    action: String,
    subject_kind: String,
    subject_id: Option<i64>,
    mapping_id: Option<i64>,
    municipality_id: Option<i64>,
    details: String,
    request_id: Option<String>,
}

impl Line {
    /// Over every field in a fixed order, each with its length, so that no two lines read the same.
    fn hash(&self, previous: &str) -> String {
        let number = |id: Option<i64>| id.map(|id| id.to_string()).unwrap_or_default();
        let fields = [
            previous.to_owned(),
            self.at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            number(self.actor_id),
            number(self.principal_id),
            self.action.clone(),
            self.subject_kind.clone(),
            number(self.subject_id),
            number(self.mapping_id),
            number(self.municipality_id),
            self.details.clone(),
            self.request_id.clone().unwrap_or_default(),
        ];
        let mut sum = Sha256::new();
        for field in fields {
            sum.update(field.len().to_le_bytes());
            sum.update(field);
        }
        hex(&sum.finalize())
    }
}

/// Walks the whole chain; the first line that does not fit is named by its id.
pub fn broken_at(conn: &mut DbConn) -> QueryResult<Option<i64>> {
    let mut expected = BEGINNING.to_owned();
    let mut last = 0;
    loop {
        let lines: Vec<(i64, Line, String, String)> = audit_event::table
            .filter(audit_event::id.gt(last))
            .order(audit_event::id)
            .limit(1000)
            .select((
                audit_event::id,
                Line::as_select(),
                audit_event::previous_hash,
                audit_event::hash,
            ))
            .load(conn)?;
        let Some((newest, ..)) = lines.last() else {
            return Ok(None);
        };
        last = *newest;
        for (id, line, previous, hash) in lines {
            if previous != expected || hash != line.hash(&previous) {
                return Ok(Some(id));
            }
            expected = hash;
        }
    }
}
