//! Where those who answer begin: the municipalities they answer for, each with the mappings that have it.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::db::mappings;
use crate::domain::mapping::{Mapping, MappingStatus};
use crate::i18n::Lang;
use crate::web::error::AppError;
use crate::web::page::{Page, html};
use crate::web::{State, with_db};

#[derive(Template)]
#[template(path = "pages/respond/start.html")]
struct StartPage {
    page: Page,
    municipalities: Vec<Own>,
}

struct Own {
    number: String,
    name: String,
    mappings: Vec<Way>,
}

/// The way to a municipality's list in one mapping.
struct Way {
    /// Ties the status to the link.
    id: String,
    href: String,
    name: String,
    status: &'static str,
    color: &'static str,
}

pub async fn show(state: web::Data<State>, page: Page) -> Result<HttpResponse, AppError> {
    let numbers: Vec<String> = page.signed_in()?.municipalities().map(str::to_owned).collect();
    let found = with_db(&state, move |conn| {
        let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
        mappings::of_municipalities(conn, &numbers)
    })
    .await?;
    html(&StartPage {
        municipalities: by_municipality(page.t, found),
        page,
    })
}

fn by_municipality(t: Lang, found: mappings::OfMunicipalities) -> Vec<Own> {
    found
        .into_iter()
        .map(|(number, name, mappings)| Own {
            mappings: mappings.iter().map(|mapping| way(t, &number, mapping)).collect(),
            number,
            name,
        })
        .collect()
}

fn way(t: Lang, number: &str, mapping: &Mapping) -> Way {
    Way {
        id: format!("{}-{number}", mapping.slug),
        href: format!("/svar/{}/{number}", mapping.slug),
        name: mapping.name.clone(),
        status: t.mapping_status(mapping.status),
        color: match mapping.status {
            MappingStatus::Open => "success",
            MappingStatus::Planned | MappingStatus::Closed => "neutral",
        },
    }
}
