//! The selection of the list of arrangements as a file, in the columns of an export.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};

use super::selection::{self, Selection};
use crate::error::AppError;
use crate::file::csv_file;
use crate::list::{Asked, asked};
use crate::page::Page;
use crate::steer::ground;
use crate::{State, with_db};
use db::register;
use domain::register::arrangement::ArrangementId;
use domain::register::listing::{Line, Part};
use domain::register::whole::{Arrangement, Register};
use report::csv::{Csv, Dialect};
use report::register_csv::{ARRANGEMENTS, cells};

pub async fn file(
    state: web::Data<State>,
    page: Page,
    path: web::Path<String>,
    query: Asked,
) -> Result<HttpResponse, AppError> {
    let form = asked(query)?;
    let slug = path.into_inner();
    let dialect = Dialect::from_name(form.value("dialekt"));
    let t = page.t;
    let (lines, register) = with_db(&state, move |conn| {
        db::read(conn, |conn| {
            let (mapping, directory) = ground(conn, &slug)?;
            let Selection { filter, order, .. } = selection::read(t, form.clone(), &directory);
            let lines = register::list::list(conn, mapping.id, &directory, &filter, order, Part::All)?;
            Ok::<_, AppError>((lines, register::load::load(conn, &mapping)?))
        })
    })
    .await?;
    let name = format!("ordninger-{}.csv", register.mapping.slug);
    Ok(csv_file(&name, rows(&register, &lines, dialect)))
}

fn rows(register: &Register, lines: &[Line], dialect: Dialect) -> String {
    let by_id: HashMap<ArrangementId, &Arrangement> = register
        .arrangements
        .iter()
        .map(|arrangement| (arrangement.id, arrangement))
        .collect();
    let mut csv = Csv::new(dialect, ARRANGEMENTS.iter().copied());
    for arrangement in lines.iter().filter_map(|line| by_id.get(&line.id)) {
        csv.row(&cells(register, arrangement));
    }
    csv.finish()
}
