//! A municipality's own data as a file, and a submission as the document that its hash is of.

use actix_web::{HttpResponse, web};

use crate::error::AppError;
use crate::file::{csv_file, file};
use crate::list::{Asked, asked};
use crate::page::Page;
use crate::respond::desk::opened;
use crate::respond::review::page::place;
use crate::{State, with_db};
use db::answer::own_list::{self, Which};
use db::answer::submissions;
use report::csv::Dialect;
use report::sheet::{self, Sheet};
use report::{own_data, xlsx};
use tasks::answer::confirming;
use tasks::answer::hearing::Place;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const JSON: &str = "application/json";

/// The list with its answers, and what else the municipality has said.
async fn sheets(
    state: &web::Data<State>,
    page: &Page,
    path: web::Path<(String, String)>,
) -> Result<(String, Vec<Sheet>), AppError> {
    let (context, place) = (state.context(page), place(path));
    let name = format!("{}-{}", place.mapping, place.number);
    let said = with_db(state, move |conn| {
        let opened = opened(conn, &context, &place)?;
        let rows = own_list::rows(conn, &opened.desk.own, Which::All)?;
        Ok::<_, AppError>(confirming::own_data(
            conn,
            &opened.desk,
            &opened.directory,
            &rows,
        )?)
    })
    .await?;
    Ok((name, own_data::sheets(page.t, &said)))
}

pub async fn workbook(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (name, sheets) = sheets(&state, &page, path).await?;
    let workbook = xlsx::workbook(&name, &sheets, page.now).map_err(AppError::internal)?;
    Ok(file(&format!("{name}.xlsx"), XLSX, workbook))
}

pub async fn csv(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String)>,
    query: Asked,
) -> Result<HttpResponse, AppError> {
    let dialect = match asked(query)?.value("dialekt") {
        "excel" => Dialect::Excel,
        _ => Dialect::Plain,
    };
    let (name, sheets) = sheets(&state, &page, path).await?;
    let list = sheets.first().ok_or(AppError::NotFound)?;
    Ok(csv_file(&format!("{name}.csv"), list.csv(dialect)))
}

pub async fn json(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (name, sheets) = sheets(&state, &page, path).await?;
    let json = sheet::json(&sheets).map_err(AppError::internal)?;
    Ok(file(&format!("{name}.json"), JSON, json))
}

/// Byte for byte what was hashed.
pub async fn submission(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String, i32)>,
) -> Result<HttpResponse, AppError> {
    let (mapping, municipality, number) = path.into_inner();
    let place = Place {
        mapping,
        number: municipality,
    };
    let context = state.context(&page);
    let stored = with_db(&state, move |conn| {
        let opened = opened(conn, &context, &place)?;
        submissions::one(conn, &opened.desk.own, number)?.ok_or(AppError::NotFound)
    })
    .await?;
    let name = format!("{}.json", stored.brief.reference);
    Ok(file(&name, JSON, stored.canonical.into_bytes()))
}
