//! A coordinator takes up a reply that came by phone, letter or interview, and gives it up again.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::front::under_municipalities;
use crate::error::AppError;
use crate::form::Form;
use crate::list::Choice;
use crate::page::{Page, html, see_other, see_other_but, see_other_with, unprocessable};
use crate::steer::{ground, root};
use crate::{State, with_db};
use ::tasks::round::deputies as tasks;
use ::tasks::round::deputies::DeputyError;
use db::round::deputies::{self, NewDeputy};
use db::round::desk_municipality;
use domain::round::deputy::Source;
use domain::round::hearing::{HearingState, RoundState};
use i18n::Lang;

#[derive(Template)]
#[template(path = "pages/steer/municipality_deputy.html")]
struct DeputyPage {
    page: Page,
    form: Form,
    title: String,
    sources: Vec<Choice>,
    /// The municipality must have asked for it.
    has_draft: bool,
    back: String,
}

async fn deputy_page(
    state: &web::Data<State>,
    page: Page,
    (slug, number): (String, String),
    form: Form,
) -> Result<DeputyPage, AppError> {
    let now = page.now;
    let (mapping, municipality, has_draft) = with_db(state, move |conn| {
        let (mapping, directory) = ground(conn, &slug)?;
        let entry = directory.by_number(&number).ok_or(AppError::NotFound)?;
        let found = desk_municipality::standing(conn, mapping.id, entry.municipality.id, now)?;
        let one = found
            .filter(|one| one.round.state == RoundState::Open && one.followed.state != HearingState::Draft)
            .ok_or(AppError::NotFound)?
            .followed;
        let has_draft = deputies::has_own_draft(conn, one.hearing, one.confirmed_at)?;
        Ok::<_, AppError>((mapping, entry.municipality.clone(), has_draft))
    })
    .await?;
    let t = page.t;
    let back = format!("{}/kommuner/{}", root(&mapping), municipality.number);
    Ok(DeputyPage {
        title: t.deputy_title(&municipality.name),
        sources: Source::ALL
            .iter()
            .map(|source| Choice::new(source.code(), t.source(*source)))
            .collect(),
        page: under_municipalities(page, &mapping).crumb(&back, &municipality.name),
        has_draft,
        back,
        form,
    })
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    html(&deputy_page(&state, page, path.into_inner(), Form::default()).await?)
}

fn read(t: Lang, form: &mut Form) -> Option<NewDeputy> {
    let source = form.choice(t, "kilde", t.deputy_source(), Source::from_code);
    let told_by = form.line(t, "hvem", t.deputy_told_by(), 120);
    let reason = form.line(t, "grunn", t.deputy_reason(), 500);
    form.is_right().then_some(NewDeputy {
        source: source?,
        told_by,
        reason,
        was_asked: form.has("bedt", "ja"),
    })
}

pub async fn begin(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String)>,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let (slug, number) = path.into_inner();
    let t = page.t;
    let Some(new) = read(t, &mut form) else {
        return unprocessable(&deputy_page(&state, page, (slug, number), form).await?);
    };
    let (context, place) = (state.context(&page), (slug.clone(), number.clone()));
    let begun = with_db(&state, move |conn| {
        Ok::<_, AppError>(match tasks::begin(conn, &context, &place.0, &place.1, &new) {
            Err(DeputyError::Task(error)) => return Err(error.into()),
            outcome => outcome,
        })
    })
    .await?;
    match begun {
        Ok(()) => Ok(see_other(&format!("/svar/{slug}/{number}"))),
        Err(DeputyError::HasDraft) => {
            form.wrong("bedt", t.deputy_has_draft());
            unprocessable(&deputy_page(&state, page, (slug, number), form).await?)
        }
        Err(_) => Ok(see_other_but(
            &format!("/kartlegging/{slug}/kommuner/{number}"),
            t.deputy_shut(),
        )),
    }
}

pub async fn end(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String)>,
    _: Form,
) -> Result<HttpResponse, AppError> {
    let (slug, number) = path.into_inner();
    let back = format!("/kartlegging/{slug}/kommuner/{number}");
    let context = state.context(&page);
    with_db(&state, move |conn| tasks::end(conn, &context, &slug, &number)).await?;
    Ok(see_other_with(&back, page.t.deputy_ended()))
}
