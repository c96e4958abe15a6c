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
use domain::letters::letter::MailState;
use i18n::Lang;
use report::csv::{Csv, Dialect};
use report::sheet::Cell;

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
        csv.row(&line(row, round.is_some()));
    }
    let name = format!("kommuner-{}.csv", loaded.mapping.slug);
    Ok(csv_file(&name, csv.finish()))
}

fn line(row: &Row, has_round: bool) -> Vec<Cell> {
    let municipality = &row.entry.municipality;
    let mut cells = vec![
        Cell::from(&municipality.number),
        (&municipality.name).into(),
        municipality.population.into(),
        row.regions.join(";").into(),
        row.participations.into(),
        row.hostings.into(),
    ];
    match row.followed {
        Some(one) if has_round => cells.extend([
            one.status().code().into(),
            one.progress.answered.into(),
            one.progress.total.into(),
            one.last_activity_at.into(),
            one.reminders.into(),
            one.contact.as_ref().or(one.respondent.as_ref()).into(),
            one.letters.into(),
            one.last_letter.map(MailState::code).into(),
            one.conflicts.into(),
        ]),
        None if has_round => cells.extend(ROUND.map(|_| Cell::Empty)),
        _ => {}
    }
    cells
}
