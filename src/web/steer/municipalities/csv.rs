//! The list of municipalities as a file: what the page shows, in the same columns.

use actix_web::{HttpResponse, web};

use super::filter::{filter, sort};
use super::list::load;
use super::row::{Row, rows};
use crate::error::AppError;
use crate::file::csv_file;
use crate::list::{Asked, Filters, asked};
use crate::page::Page;
use crate::{State, with_db};
use i18n::Lang;
use report::csv::{Csv, Dialect};

const REGISTER: [&str; 6] = [
    "kommunenummer",
    "kommune",
    "population",
    "regions",
    "participations",
    "hosts",
];

/// What a round adds. The draft's content is in no column, only how many of its rows are answered.
const ROUND: [&str; 9] = [
    "status",
    "answered",
    "asked",
    "last_activity",
    "reminders",
    "contact",
    "letters",
    "last_letter",
    "conflicts",
];

pub async fn file(
    state: web::Data<State>,
    page: Page,
    path: web::Path<String>,
    query: Asked,
) -> Result<HttpResponse, AppError> {
    let form = asked(query)?;
    let slug = path.into_inner();
    let now = page.now;
    let loaded = with_db(&state, move |conn| load(conn, &slug, None, now)).await?;
    let mut rows = rows(&loaded.directory, &loaded.ground);
    let round = loaded.round.as_ref();
    let mut filters = Filters::unseen(Lang::Nb, form);
    filter(&mut filters, &loaded.directory, round, now, &mut rows);
    let form = filters.form;
    sort(form.value("sorter"), &mut rows);
    let columns = if round.is_some() { &ROUND[..] } else { &[] };
    let header = REGISTER.iter().chain(columns).copied();
    let mut csv = Csv::new(Dialect::from_name(form.value("dialekt")), header);
    for row in &rows {
        line(&mut csv, row, round.is_some());
    }
    let name = format!("kommuner-{}.csv", loaded.mapping.slug);
    Ok(csv_file(&name, csv.finish()))
}

fn line(csv: &mut Csv, row: &Row, has_round: bool) {
    let municipality = &row.entry.municipality;
    csv.text(&municipality.number)
        .text(&municipality.name)
        .optional_whole(municipality.population)
        .text(&row.regions.join(";"))
        .whole(row.participations as i64)
        .whole(row.hostings as i64);
    if has_round {
        match row.followed {
            Some(one) => {
                let activity = one
                    .last_activity_at
                    .map(|at| at.format("%Y-%m-%dT%H:%M:%SZ").to_string());
                csv.text(one.status().code())
                    .whole(one.progress.answered as i64)
                    .whole(one.progress.total as i64)
                    .optional(activity.as_deref())
                    .whole(one.reminders)
                    .optional(one.contact.as_deref().or(one.respondent.as_deref()))
                    .whole(one.letters as i64)
                    .optional(one.last_letter.map(domain::letters::letter::MailState::code))
                    .whole(one.conflicts as i64);
            }
            None => {
                for _ in ROUND {
                    csv.text("");
                }
            }
        }
    }
    csv.end_row();
}
