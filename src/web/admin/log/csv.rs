//! The selection of the audit log as a CSV file.

use actix_web::{HttpResponse, web};

use crate::admin::log;
use crate::error::AppError;
use crate::file::csv_file;
use crate::list::{Asked, asked};
use crate::page::Page;
use crate::{State, with_db};
use base::clock;
use db::audit;
use db::audit::read::{Line, Part};
use i18n::Lang;
use report::csv::{Csv, Dialect};

/// Read in chunks, because the names are looked up by line; more than the last is a job for a backup.
const CHUNK: i64 = 1000;
const LONGEST: usize = 50_000;

pub async fn download(state: web::Data<State>, page: Page, query: Asked) -> Result<HttpResponse, AppError> {
    let t = page.t;
    let (filters, filter) = super::list::read(t, page.now, asked(query)?, Vec::new());
    let dialect = Dialect::from_name(filters.form.value("dialekt"));
    let csv = with_db(&state, move |conn| {
        let mut csv = Csv::new(dialect, header(t));
        let (mut part, mut written) = (Part::Newest, 0);
        while written < LONGEST {
            let lines = audit::read::lines(conn, &filter, part, CHUNK)?;
            let Some(oldest) = lines.last().map(|line| line.id) else {
                break;
            };
            part = Part::OlderThan(oldest);
            written += lines.len();
            for line in lines {
                add(&mut csv, t, &line);
            }
        }
        db::QueryResult::Ok(csv.finish())
    })
    .await?;
    let day = clock::today(page.now);
    Ok(csv_file(&format!("hendelser-{day}.csv"), csv))
}

fn header(t: Lang) -> [&'static str; 13] {
    [
        t.audit_line(),
        t.audit_when(),
        t.audit_code(),
        t.audit_what(),
        t.audit_who(),
        t.audit_behalf(),
        t.audit_kind(),
        t.audit_kind_number(),
        t.audit_subject(),
        t.mapping(),
        t.municipality(),
        t.audit_details(),
        t.audit_request(),
    ]
}

fn add(csv: &mut Csv, t: Lang, line: &Line) {
    let (subject, _) = log::line::subject(t, line);
    let details: Vec<String> = log::details::details(t, &line.details)
        .into_iter()
        .map(|(field, value)| {
            if field.is_empty() {
                value
            } else {
                format!("{field}: {value}")
            }
        })
        .collect();
    let name = |named: &Option<(String, String)>| named.as_ref().map(|(_, name)| name.clone());
    csv.row(&[
        line.id.into(),
        line.at.into(),
        (&line.action).into(),
        log::line::happening(t, &line.action).into(),
        line.actor
            .as_ref()
            .map_or(t.audit_the_portal(), |(_, name)| name)
            .into(),
        line.principal.as_ref().into(),
        (&line.subject_kind).into(),
        line.subject_id.into(),
        subject.into(),
        name(&line.mapping).into(),
        name(&line.municipality).into(),
        details.join("; ").into(),
        line.request_id.as_ref().into(),
    ]);
}
