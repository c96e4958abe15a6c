//! What happened to each letter of a selection, one line for each thing that happened: for the archive.

use actix_web::{HttpResponse, web};

use super::mailbox;
use crate::error::AppError;
use crate::file::csv_file;
use crate::list::{Asked, asked};
use crate::page::Page;
use crate::{State, with_db};
use base::clock;
use db::outbox::{self, Logged};
use i18n::Lang;
use report::csv::{Csv, Dialect};

/// Letters read at once; more than the last in one file is a job for a backup.
const CHUNK: i64 = 500;
const LONGEST: i64 = 20_000;

pub async fn download(state: web::Data<State>, page: Page, query: Asked) -> Result<HttpResponse, AppError> {
    let t = page.t;
    let (filters, filter) = mailbox::read(t, asked(query)?);
    let dialect = Dialect::from_name(filters.form.value("dialekt"));
    let csv = with_db(&state, move |conn| {
        let mut csv = Csv::new(dialect, header(t));
        let mut offset = 0;
        while offset < LONGEST {
            let letters = outbox::log(conn, &filter, offset, CHUNK)?;
            if letters.is_empty() {
                break;
            }
            for letter in &letters {
                add(&mut csv, t, letter);
            }
            offset += CHUNK;
        }
        db::QueryResult::Ok(csv.finish())
    })
    .await?;
    Ok(csv_file(&format!("e-post-{}.csv", clock::today(page.now)), csv))
}

fn header(t: Lang) -> [&'static str; 10] {
    [
        t.mail_number(),
        "Message-ID",
        t.email(),
        t.mail_to(),
        t.mail_subject(),
        t.mail_kind_label(),
        t.mail_state_label(),
        t.audit_when(),
        t.audit_what(),
        t.mail_said(),
    ]
}

fn add(csv: &mut Csv, t: Lang, letter: &Logged) {
    for event in &letter.events {
        csv.row(&[
            letter.line.id.0.into(),
            (&letter.message_id).into(),
            (&letter.line.to).into(),
            (&letter.to_name).into(),
            (&letter.line.subject).into(),
            t.mail_kind(letter.kind).into(),
            t.mail_state(letter.line.state).into(),
            event.at.into(),
            t.mail_happening(event.what).into(),
            event.text.as_deref().map(|text| t.mail_trouble(text)).into(),
        ]);
    }
}
