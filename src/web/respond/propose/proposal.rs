//! One arrangement that the municipality has added: changed, taken away, taken back.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::form::Choices;
use super::look_alikes::member_names;
use super::start::to_write;
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html, html_with, see_other_with, unprocessable};
use crate::respond::desk::{Head, Opened, root};
use crate::respond::propose;
use crate::{State, with_db};
use db::answer::proposals;
use domain::answer::proposal::{Described, Proposal, ProposalId, ProposalKind};
use domain::places::directory::Directory;
use i18n::Lang;
use tasks::answer::hearing::{AnswerError, Place};
use tasks::answer::proposing;

#[derive(Template)]
#[template(path = "pages/respond/proposal.html")]
struct ProposalPage {
    page: Page,
    form: Form,
    head: Head,
    name: String,
    offer: Choices,
    /// Somebody else saved first: who, and what stands there now.
    theirs: Option<(String, Vec<(&'static str, String)>)>,
}

type Path = web::Path<(String, String, i64)>;

fn parts(path: Path) -> (Place, ProposalId) {
    let (mapping, number, id) = path.into_inner();
    (Place { mapping, number }, ProposalId(id))
}

async fn load(
    state: &web::Data<State>,
    page: &Page,
    place: &Place,
    id: ProposalId,
) -> Result<(Opened, Proposal), AppError> {
    let (context, place) = (state.context(page), place.clone());
    with_db(state, move |conn| {
        let opened = to_write(conn, &context, &place)?;
        let all = proposals::of_hearing(conn, &opened.desk.own)?;
        let found = all.into_iter().find(|proposal| proposal.id == id);
        Ok::<_, AppError>((opened, found.ok_or(AppError::NotFound)?))
    })
    .await
}

pub async fn edit(state: web::Data<State>, page: Page, path: Path) -> Result<HttpResponse, AppError> {
    let (place, id) = parts(path);
    let (opened, stored) = load(&state, &page, &place, id).await?;
    let form = propose::form::filled(&opened, &stored.described).seen_as(stored.version);
    html(&proposal_page(page, &place, &opened, &stored, form))
}

fn proposal_page(page: Page, place: &Place, opened: &Opened, stored: &Proposal, form: Form) -> ProposalPage {
    let t = page.t;
    let head = Head::of(t, place, opened);
    ProposalPage {
        name: stored.described.name.clone(),
        offer: Choices::of(t, opened, stored.kind, &form),
        theirs: None,
        page: page
            .crumb("/svar", t.our_arrangements())
            .crumb(&head.root, &head.municipality),
        head,
        form,
    }
}

pub async fn change(
    state: web::Data<State>,
    page: Page,
    path: Path,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let (place, id) = parts(path);
    let version: i64 = form.take_seen()?;
    let (opened, stored) = load(&state, &page, &place, id).await?;
    let described = match stored.kind {
        ProposalKind::New => propose::form::read(&page, &opened, &mut form),
        ProposalKind::Participation(_) => propose::form::read_comment(page.t, &stored, &mut form),
    };
    if !form.is_right() {
        return unprocessable(&proposal_page(page, &place, &opened, &stored, form));
    }
    let (t, home, name) = (page.t, root(&place), described.name.clone());
    let (context, wanted) = (state.context(&page), place.clone());
    let saved = with_db(&state, move |conn| {
        match proposing::change(conn, &context, &wanted, id, version, &described) {
            Err(AnswerError::Stale) => Ok(false),
            saved => saved.map(|()| true),
        }
    })
    .await?;
    if saved {
        return Ok(see_other_with(&home, t.proposal_changed(&name)));
    }
    // Read again: what stands there now is what the reader must choose against.
    let (opened, stored) = load(&state, &page, &place, id).await?;
    let told = told(t, &opened.directory, &stored.described);
    form.reseen(stored.version);
    html_with(
        StatusCode::CONFLICT,
        &ProposalPage {
            theirs: Some((t.answer_collision(&stored.saved_by), told)),
            ..proposal_page(page, &place, &opened, &stored, form)
        },
    )
}

/// What is known of it, field by field, in the reader's words.
fn told(t: Lang, directory: &Directory, described: &Described) -> Vec<(&'static str, String)> {
    let kept = |value: &Option<String>| value.clone().unwrap_or_default();
    let sector = described.sector.and_then(|id| directory.sector(id));
    let host = kept(&described.host);
    let host = directory
        .by_number(&host)
        .map_or(host, |entry| entry.municipality.name.clone());
    let all = [
        (t.name(), described.name.clone()),
        (t.register_participants(), member_names(directory, described)),
        (
            t.register_sector(),
            sector
                .map(|sector| t.either(&sector.name_nb, &sector.name_nn).to_owned())
                .unwrap_or_default(),
        ),
        (t.register_content(), kept(&described.content)),
        (
            t.register_established(),
            described
                .established_year
                .map(|year| year.to_string())
                .unwrap_or_default(),
        ),
        (
            t.register_form(),
            described
                .legal_form
                .map_or(t.unsure(), |form| t.legal_form(form))
                .to_owned(),
        ),
        (t.register_host(), host),
        (
            t.register_fte(),
            described
                .fte_tenths
                .map(|fte| t.decimal(f64::from(fte) / 10.0))
                .unwrap_or_default(),
        ),
        (t.proposal_comment(), kept(&described.comment)),
    ];
    all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

pub async fn remove(state: web::Data<State>, page: Page, path: Path) -> Result<HttpResponse, AppError> {
    set_removed(&state, &page, path, true).await
}

pub async fn take_back(state: web::Data<State>, page: Page, path: Path) -> Result<HttpResponse, AppError> {
    set_removed(&state, &page, path, false).await
}

async fn set_removed(
    state: &web::Data<State>,
    page: &Page,
    path: Path,
    removed: bool,
) -> Result<HttpResponse, AppError> {
    let (place, id) = parts(path);
    let (context, wanted) = (state.context(page), place.clone());
    let proposal = with_db(state, move |conn| {
        proposing::remove(conn, &context, &wanted, id, removed)
    })
    .await?;
    let name = &proposal.described.name;
    let text = if removed {
        page.t.proposal_removed(name)
    } else {
        page.t.proposal_taken_back(name)
    };
    Ok(see_other_with(&root(&place), text))
}
