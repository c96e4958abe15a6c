//! Whoever answers for a municipality asks a colleague to fill in, and sees who has been asked.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDateTime;

use super::desk::{Head, Opened, opened, root};
use super::review::page::place;
use crate::error::AppError;
use crate::form::Form;
use crate::list::Choice;
use crate::own_list::Tag;
use crate::page::{Page, html, html_with, see_other_with};
use crate::{State, with_db};
use db::round::delegations::{self, Delegation};
use domain::letters::letter::MailState;
use domain::places::directory::Directory;
use domain::round::hearing::DelegationId;
use domain::round::rights::Scope;
use i18n::Lang;
use tasks::answer::delegating::{self, DelegateError, Invitation, lasts_until};
use tasks::answer::hearing::Place;

#[derive(Template)]
#[template(path = "pages/respond/delegate.html")]
struct DelegatePage {
    page: Page,
    form: Form,
    head: Head,
    scopes: Vec<Choice>,
    lasts: String,
    rows: Vec<RowView>,
    is_open: bool,
}

struct RowView {
    id: i64,
    name: String,
    email: String,
    what: String,
    when: String,
    tag: Tag,
    is_in_force: bool,
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let place = place(path);
    let form = Form::filled([("omfang", "alt".to_owned())]);
    html(&load(&state, page, &place, form).await?)
}

pub async fn post(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String)>,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let (place, t) = (place(path), page.t);
    let (opened, _) = found(&state, &page, &place).await?;
    let name = form.line(t, "navn", t.name(), 100);
    let email = form.email(t, "epost", t.email());
    let scope = form.choice(t, "omfang", t.delegate_scope(), |code| {
        scope_of(&opened.directory, code)
    });
    if let Some(scope) = scope.filter(|_| form.is_right()) {
        let (context, wanted) = (state.context(&page), place.clone());
        let invitation = Invitation {
            email,
            name: name.clone(),
            scope,
        };
        let refused = with_db(&state, move |conn| {
            match delegating::delegate(conn, &context, &wanted, &invitation) {
                Err(DelegateError::Answer(error)) => Err(AppError::from(error)),
                done => Ok(done.err()),
            }
        })
        .await?;
        let Some(refused) = refused else {
            let address = format!("{}/del", root(&place));
            return Ok(see_other_with(&address, t.delegate_sent(&name)));
        };
        form.wrong("epost", why(t, &refused));
    }
    let page = load(&state, page, &place, form).await?;
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// «alt», «sporsmal», or a sector by its number.
fn scope_of(directory: &Directory, code: &str) -> Option<Scope> {
    match code {
        "alt" => Some(Scope::All),
        "sporsmal" => Some(Scope::Questions),
        nr => {
            let mut sectors = directory.sectors.iter();
            let found = sectors.find(|sector| sector.nr.to_string() == nr);
            found.map(|sector| Scope::Sector(sector.id))
        }
    }
}

fn why(t: Lang, refused: &DelegateError) -> &'static str {
    match refused {
        DelegateError::Own => t.delegate_own(),
        DelegateError::AnswersAlready => t.delegate_answers_already(),
        DelegateError::InvitedAlready => t.delegate_invited_already(),
        DelegateError::TooMany => t.delegate_too_many(),
        DelegateError::Disabled | DelegateError::Answer(_) => t.delegate_disabled(),
    }
}

/// In five statements with the session's. Nobody else than whoever may confirm sees who was asked.
async fn found(
    state: &web::Data<State>,
    page: &Page,
    place: &Place,
) -> Result<(Opened, Vec<Delegation>), AppError> {
    let (context, place) = (state.context(page), place.clone());
    with_db(state, move |conn| {
        let opened = opened(conn, &context, &place)?;
        if !opened.desk.rights.may_confirm {
            return Err(AppError::Forbidden);
        }
        let all = delegations::of_hearing(conn, opened.desk.own.hearing.id)?;
        Ok((opened, all))
    })
    .await
}

async fn load(
    state: &web::Data<State>,
    page: Page,
    place: &Place,
    form: Form,
) -> Result<DelegatePage, AppError> {
    let (opened, all) = found(state, &page, place).await?;
    let t = page.t;
    let head = Head::of(t, place, &opened);
    let directory = &opened.directory;
    let scopes = [
        Choice::new("alt", t.delegate_all()),
        Choice::new("sporsmal", t.delegate_questions()),
    ];
    let sectors = directory.sectors.iter().map(|sector| {
        let name = t.either(&sector.name_nb, &sector.name_nn);
        Choice::new(sector.nr.to_string(), t.delegate_sector(name))
    });
    let until = lasts_until(&opened.desk, Scope::All, page.now);
    Ok(DelegatePage {
        form,
        scopes: scopes.into_iter().chain(sectors).collect(),
        lasts: t.delegate_lasts(&t.long_time(until)),
        rows: all.iter().map(|one| view(t, directory, one, page.now)).collect(),
        is_open: page.now < until && opened.standing != domain::round::hearing::Standing::Closed,
        page: page
            .crumb("/svar", t.our_arrangements())
            .crumb(&head.root, &head.municipality),
        head,
    })
}

fn view(t: Lang, directory: &Directory, one: &Delegation, now: NaiveDateTime) -> RowView {
    let sector = |id| {
        let sector = directory.sector(id);
        sector.map_or(String::new(), |sector| {
            t.delegate_sector(t.either(&sector.name_nb, &sector.name_nn))
        })
    };
    let has_come = one.last_seen_at.is_some_and(|seen| seen >= one.created_at);
    let (text, color) = match one.mail {
        _ if !one.is_in_force(now) => (t.delegated_ended(), "neutral"),
        _ if has_come => (t.delegated_logged_in(), "success"),
        Some(MailState::Bounced | MailState::Failed) => (t.delegated_bounced(), "danger"),
        _ => (t.delegated_invited(), "info"),
    };
    RowView {
        id: one.id.0,
        name: one.name.clone(),
        email: one.email.clone(),
        what: match one.scope {
            Scope::All => t.delegate_all().to_owned(),
            Scope::Questions => t.delegate_questions().to_owned(),
            Scope::Sector(id) => sector(id),
        },
        when: match one.revoked_at {
            Some(revoked) => t.delegated_ended_at(&t.time(revoked)),
            None if now >= one.expires_at => t.delegated_ran_out(&t.time(one.expires_at)),
            None => t.delegated_until(&t.time(one.expires_at)),
        },
        tag: Tag {
            text: text.to_owned(),
            color,
        },
        is_in_force: one.is_in_force(now),
    }
}

#[derive(Template)]
#[template(path = "pages/respond/delegate_end.html")]
struct EndPage {
    page: Page,
    head: Head,
    name: String,
    back: String,
}

/// Where something that was left to a colleague stands: mapping, municipality, its id.
type Path = web::Path<(String, String, i64)>;

fn split(path: Path) -> (Place, DelegationId) {
    let (mapping, number, id) = path.into_inner();
    (Place { mapping, number }, DelegationId(id))
}

pub async fn end_page(state: web::Data<State>, page: Page, path: Path) -> Result<HttpResponse, AppError> {
    let (place, id) = split(path);
    let (opened, all) = found(&state, &page, &place).await?;
    let one = all
        .into_iter()
        .find(|one| one.id == id && one.is_in_force(page.now))
        .ok_or(AppError::NotFound)?;
    let head = Head::of(page.t, &place, &opened);
    let back = format!("{}/del", head.root);
    let t = page.t;
    html(&EndPage {
        name: one.name,
        page: page
            .crumb("/svar", t.our_arrangements())
            .crumb(&head.root, &head.municipality)
            .crumb(&back, t.delegate()),
        head,
        back,
    })
}

pub async fn end(state: web::Data<State>, page: Page, path: Path) -> Result<HttpResponse, AppError> {
    let (place, id) = split(path);
    let (_, all) = found(&state, &page, &place).await?;
    let name = all.into_iter().find(|one| one.id == id).map(|one| one.name);
    let name = name.ok_or(AppError::NotFound)?;
    let (context, wanted) = (state.context(&page), place.clone());
    with_db(&state, move |conn| {
        delegating::revoke(conn, &context, &wanted, id)
    })
    .await?;
    let address = format!("{}/del", root(&place));
    Ok(see_other_with(&address, page.t.delegate_has_ended(&name)))
}
