//! The front of a mapping: how its round stands today, what must be done before it is sent, or the register in figures.

use std::sync::Arc;

use actix_web::{HttpResponse, web};

use super::register::figures::figures_page;
use super::round::before::{self, Before};
use super::round::today::{self, Today};
use crate::error::AppError;
use crate::page::{Page, html};
use crate::{State, with_db};
use db::mapping::mappings;
use db::register;
use db::register::list::Whole;
use db::round::rounds;
use domain::places::directory::Directory;
use domain::places::mapping::{About, Mapping, MappingStatus};
use domain::round::hearing::RoundState;

enum Front {
    Today(Today),
    Before(Before),
    Figures(Arc<Whole>),
}

type Loaded = (Mapping, About, Arc<Directory>, Front);

pub async fn show(
    state: web::Data<State>,
    page: Page,
    path: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let slug = path.into_inner();
    let now = page.now;
    let (mapping, about, directory, front): Loaded = with_db(&state, move |conn| {
        let (mapping, about) = mappings::described(conn, &slug)?.ok_or(AppError::NotFound)?;
        let directory = db::directory(conn, &mapping)?;
        let round = rounds::of_mapping(conn, mapping.id)?.into_iter().next();
        let front = match round {
            Some(round) if round.state != RoundState::Draft => {
                Front::Today(today::load(conn, &mapping, round, now)?)
            }
            None if mapping.status == MappingStatus::Closed => {
                Front::Figures(register::list::whole(conn, &mapping)?)
            }
            round => Front::Before(before::load(conn, &mapping, round)?),
        };
        Ok::<_, AppError>((mapping, about, directory, front))
    })
    .await?;
    match front {
        Front::Today(loaded) => html(&today::page(page, mapping, &directory, &loaded)),
        Front::Before(loaded) => html(&before::page(page, mapping, &about, &directory, &loaded)),
        Front::Figures(whole) => {
            let title = mapping.name.clone();
            html(&figures_page(page, title, mapping, about, &directory, &whole))
        }
    }
}
