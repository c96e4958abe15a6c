//! What is done with a mailing: tried, sent, said yes to, paused, taken back, thrown away.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::{Path, address, show, split, when};
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html, see_other_with};
use crate::steer::under_mapping;
use crate::{State, with_db};
use db::DbConn;
use domain::letters::letter::MailingId;
use i18n::Lang;
use tasks::mailings::{self, When};
use tasks::{Context, TaskError};

/// The letter of the municipality that the page shows, to whoever asks.
pub async fn send_test(
    state: web::Data<State>,
    page: Page,
    path: Path,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (slug, id) = split(path);
    let number = form.value("vis").to_owned();
    let email = page.signed_in()?.email.clone();
    let (context, of, shown) = (state.context(&page), slug.clone(), number.clone());
    with_db(&state, move |conn| {
        mailings::send_test(conn, &context, &of, id, &shown)
    })
    .await?;
    let back = format!("{}?vis={}", address(&slug, id), crate::encode(&number));
    Ok(see_other_with(&back, page.t.mail_test_queued(&email)))
}

/// Five clicks make one mailing: the others find that it has gone, and lead to the same page.
pub async fn send(
    state: web::Data<State>,
    page: Page,
    path: Path,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let (slug, id) = split(path);
    let t = page.t;
    let version = form.take_seen()?;
    let Some(when) = when::read(t, &mut form, page.now) else {
        return show::load(&state, page, (slug, id), form, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let (context, of) = (state.context(&page), slug.clone());
    let sent = with_db(&state, move |conn| -> Result<_, AppError> {
        match mailings::send(conn, &context, &of, (id, version), when) {
            Err(TaskError::Stale) => Ok(Err(mailings::has_gone(conn, &of, id)?)),
            done => Ok(Ok(done?)),
        }
    })
    .await?;
    let text = match when {
        _ if sent == Err(true) => t.mailing_has_gone(),
        _ if sent == Err(false) => {
            form.wrong("nar", t.mailing_send_stale());
            return show::load(&state, page, (slug, id), form, StatusCode::CONFLICT).await;
        }
        When::Now => t.mailing_sent(),
        When::WithRegret => t.mailing_sent_with_regret(),
        When::At(_) | When::HostsFirst => t.mailing_planned(),
    };
    Ok(see_other_with(&address(&slug, id), text))
}

type Task = fn(&mut DbConn, &Context, &str, MailingId) -> Result<(), TaskError>;

async fn act(
    state: &web::Data<State>,
    page: &Page,
    path: Path,
    task: Task,
    back: impl FnOnce(&str, MailingId) -> String,
    text: &str,
) -> Result<HttpResponse, AppError> {
    let (slug, id) = split(path);
    let (context, of) = (state.context(page), slug.clone());
    with_db(state, move |conn| task(conn, &context, &of, id)).await?;
    Ok(see_other_with(&back(&slug, id), text))
}

pub async fn approve(state: web::Data<State>, page: Page, path: Path) -> Result<HttpResponse, AppError> {
    act(
        &state,
        &page,
        path,
        mailings::approve,
        address,
        page.t.mailing_sent(),
    )
    .await
}

pub async fn pause(state: web::Data<State>, page: Page, path: Path) -> Result<HttpResponse, AppError> {
    let task: Task = |conn, context, slug, id| mailings::pause(conn, context, slug, id).map(drop);
    act(&state, &page, path, task, address, page.t.mailing_has_paused()).await
}

pub async fn resume(state: web::Data<State>, page: Page, path: Path) -> Result<HttpResponse, AppError> {
    let task: Task = |conn, context, slug, id| mailings::resume(conn, context, slug, id).map(drop);
    act(&state, &page, path, task, address, page.t.mailing_goes_on()).await
}

pub async fn discard(state: web::Data<State>, page: Page, path: Path) -> Result<HttpResponse, AppError> {
    let back = |slug: &str, _| format!("/kartlegging/{slug}/utsending");
    act(
        &state,
        &page,
        path,
        mailings::discard,
        back,
        page.t.mailing_discarded(),
    )
    .await
}

#[derive(Template)]
#[template(path = "pages/steer/mailings/cancel.html")]
struct CancelPage {
    page: Page,
    back: String,
    consequences: Vec<String>,
}

/// What taking it back means, in counts.
pub async fn cancel_page(state: web::Data<State>, page: Page, path: Path) -> Result<HttpResponse, AppError> {
    let (slug, id) = split(path);
    let (context, of) = (state.context(&page), slug.clone());
    let (prepared, waiting, left) = with_db(&state, move |conn| -> Result<_, TaskError> {
        let prepared = mailings::look(conn, &context, &of, id)?;
        let (waiting, left) = mailings::waiting_and_left(conn, id)?;
        Ok((prepared, waiting, left))
    })
    .await?;
    if !prepared.mailing.may_be_cancelled() {
        return Err(AppError::Conflict);
    }
    let t = page.t;
    let name = t.mailing_kind(prepared.mailing.kind);
    let back = address(&slug, id);
    html(&CancelPage {
        consequences: consequences(t, waiting, left, prepared.mailing.released_at.is_some()),
        page: under_mapping(page, &prepared.mapping)
            .crumb(format!("/kartlegging/{slug}/utsending"), t.mailings())
            .crumb(back.clone(), name),
        back,
    })
}

fn consequences(t: Lang, waiting: usize, left: usize, is_released: bool) -> Vec<String> {
    if !is_released {
        return vec![t.mailing_cancel_before().to_owned()];
    }
    let mut all = vec![t.mailing_cancel_waiting(&t.letters(waiting))];
    if left > 0 {
        all.push(t.mailing_cancel_left(&t.letters(left)));
    }
    all.push(t.mailing_cancel_hearings().to_owned());
    all
}

pub async fn cancel(state: web::Data<State>, page: Page, path: Path) -> Result<HttpResponse, AppError> {
    let (slug, id) = split(path);
    let (context, of) = (state.context(&page), slug.clone());
    let done = with_db(&state, move |conn| mailings::cancel(conn, &context, &of, id)).await?;
    let t = page.t;
    let mut text = t.mailing_taken_back(&t.letters(done.letters));
    if done.hearings > 0 {
        text.push(' ');
        text.push_str(&t.mailing_put_back(&t.municipalities_counted(done.hearings)));
    }
    Ok(see_other_with(&address(&slug, id), text))
}
