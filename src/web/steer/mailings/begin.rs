//! `/kartlegging/{m}/utsending/ny`: which letter, and to whom. The municipality list posts here as well, with the ticked.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::address;
use crate::error::AppError;
use crate::form::Form;
use crate::list::Choice;
use crate::page::{Page, html_with, see_other};
use crate::steer::{ground, root, under_mapping};
use crate::{State, with_db};
use db::mapping::{mappings, publications};
use db::round::rounds;
use domain::letters::mailing::MailingKind;
use domain::round::hearing::RoundState;
use i18n::Lang;
use tasks::TaskError;
use tasks::mailings::{self, To};

#[derive(Template)]
#[template(path = "pages/steer/mailings/begin.html")]
struct BeginPage {
    page: Page,
    form: Form,
    root: String,
    kinds: Vec<Choice>,
    municipalities: Vec<Choice>,
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    path: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    load(&state, page, path.into_inner(), Form::default(), StatusCode::OK).await
}

async fn load(
    state: &web::Data<State>,
    page: Page,
    slug: String,
    form: Form,
    status: StatusCode,
) -> Result<HttpResponse, AppError> {
    let t = page.t;
    let (mapping, directory, kinds) = with_db(state, move |conn| {
        let (mapping, directory) = ground(conn, &slug)?;
        let open = rounds::of_mapping(conn, mapping.id)?
            .first()
            .is_some_and(|round| round.state != RoundState::Closed);
        let is_published = publications::is_in_force(conn, mapping.id)?;
        let kinds: Vec<MailingKind> = MailingKind::ALL
            .iter()
            .copied()
            .filter(|kind| kind.is_on_offer(open, is_published))
            .collect();
        Ok::<_, AppError>((mapping, directory, kinds))
    })
    .await?;
    let kinds = kinds.into_iter().map(|kind| choice(t, kind));
    let municipalities = directory.area().map(|entry| {
        let municipality = &entry.municipality;
        Choice::new(municipality.number.clone(), municipality.name.clone())
    });
    let root = format!("{}/utsending", root(&mapping));
    let page = BeginPage {
        form,
        kinds: kinds.collect(),
        municipalities: municipalities.collect(),
        page: under_mapping(page, &mapping).crumb(root.clone(), t.mailings()),
        root,
    };
    html_with(status, &page)
}

fn choice(t: Lang, kind: MailingKind) -> Choice {
    Choice::new(
        kind.code(),
        format!("{}: {}", t.mailing_kind(kind), t.mailing_kind_use(kind)),
    )
}

pub async fn post(
    state: web::Data<State>,
    page: Page,
    path: web::Path<String>,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let (slug, t) = (path.into_inner(), page.t);
    let kind = form.choice(t, "brev", t.mailing_letter(), MailingKind::from_code);
    let Some(kind) = kind else {
        return load(&state, page, slug, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let ticked: Vec<String> = form.values("kommune").map(str::to_owned).collect();
    // Nobody ticked in a list that was narrowed: all whom it showed.
    let numbers: Vec<String> = if ticked.is_empty() {
        form.value("vist").split_whitespace().map(str::to_owned).collect()
    } else {
        ticked
    };
    let context = state.context(&page);
    let of = slug.clone();
    let made = with_db(&state, move |conn| {
        if mappings::by_slug(conn, &of)?.is_none() {
            return Err(TaskError::NotFound);
        }
        let to = if numbers.is_empty() {
            To::Everybody
        } else {
            To::Municipalities(&numbers)
        };
        mailings::begin(conn, &context, &of, kind, &to)
    })
    .await?;
    Ok(see_other(&address(&slug, made)))
}
