//! The words of letters where an admin has chosen others than ours.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::DbConn;
use crate::schema::{letter_template, user_account};
use domain::letters::mailing::{Template, Wording};
use domain::people::access::UserId;

/// One that has been worded anew, by whom and when.
#[derive(Debug, Clone)]
pub struct Stored {
    pub wording: Wording,
    pub changed_at: NaiveDateTime,
    pub changed_by: String,
    pub version: i64,
}

/// By template and language.
pub type Templates = HashMap<(Template, String), Stored>;

/// All that have been worded anew.
pub fn all(conn: &mut DbConn) -> QueryResult<Templates> {
    type Row = (String, String, String, String, NaiveDateTime, String, i64);
    let rows: Vec<Row> = letter_template::table
        .inner_join(user_account::table.on(user_account::id.eq(letter_template::changed_by)))
        .select((
            letter_template::template,
            letter_template::language,
            letter_template::subject,
            letter_template::body,
            letter_template::changed_at,
            user_account::name,
            letter_template::version,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(
            |(template, language, subject, body, changed_at, changed_by, version)| {
                let template = Template::try_from(template).map_err(crate::bad_code)?;
                let stored = Stored {
                    wording: Wording { subject, body },
                    changed_at,
                    changed_by,
                    version,
                };
                Ok(((template, language), stored))
            },
        )
        .collect()
}

/// Run it inside `db::write`. `version` is what the page showed, 0 for none; false when somebody saved first.
pub fn save(
    conn: &mut DbConn,
    (template, language): (Template, &str),
    wording: &Wording,
    version: i64,
    (by, now): (UserId, NaiveDateTime),
) -> QueryResult<bool> {
    let of_this = letter_template::table
        .filter(letter_template::template.eq(template.code()))
        .filter(letter_template::language.eq(language));
    let stored: Option<i64> = of_this.select(letter_template::version).first(conn).optional()?;
    if stored.unwrap_or(0) != version {
        return Ok(false);
    }
    let values = (
        letter_template::subject.eq(&wording.subject),
        letter_template::body.eq(&wording.body),
        letter_template::changed_at.eq(now),
        letter_template::changed_by.eq(by.0),
        letter_template::version.eq(version + 1),
    );
    if stored.is_some() {
        diesel::update(of_this).set(values).execute(conn)?;
    } else {
        diesel::insert_into(letter_template::table)
            .values((
                values,
                letter_template::template.eq(template.code()),
                letter_template::language.eq(language),
            ))
            .execute(conn)?;
    }
    Ok(true)
}

/// Back to our own words, in both written forms.
pub fn forget(conn: &mut DbConn, template: Template) -> QueryResult<usize> {
    diesel::delete(letter_template::table.filter(letter_template::template.eq(template.code()))).execute(conn)
}
