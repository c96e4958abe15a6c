//! All mail is held, or let go: each on a page of its own that says what follows. And the end of a pause, before its time.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::admin::under_mailbox;
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html, see_other_with};
use crate::{State, with_db};
use db::outbox::{self, Queue};
use domain::letters::dispatch::{HeldFor, time_for};
use tasks::mail as tasks;

const MAILBOX: &str = "/admin/e-post";

#[derive(Template)]
#[template(path = "pages/admin/act.html")]
struct ActPage {
    page: Page,
    form: Form,
    title: &'static str,
    refused: Option<String>,
    consequences: Vec<String>,
    wants_reason: bool,
    is_danger: bool,
    button: String,
    back: &'static str,
}

async fn queue(state: &web::Data<State>, page: &Page) -> Result<Queue, AppError> {
    let now = page.now;
    with_db(state, move |conn| outbox::queue(conn, 0, now)).await
}

pub async fn hold_page(state: web::Data<State>, page: Page) -> Result<HttpResponse, AppError> {
    let (queue, t) = (queue(&state, &page).await?, page.t);
    html(&ActPage {
        title: t.mail_hold_title(),
        refused: queue.standing.is_held().then(|| t.mail_held_already().to_owned()),
        consequences: vec![
            t.mail_hold_nothing_leaves().to_owned(),
            t.mail_hold_waiting(t.count(queue.waiting())),
            t.mail_hold_queue_grows().to_owned(),
        ],
        wants_reason: false,
        is_danger: true,
        button: t.mail_hold_button().to_owned(),
        back: MAILBOX,
        form: Form::default(),
        page: under_mailbox(page),
    })
}

pub async fn hold(state: web::Data<State>, page: Page) -> Result<HttpResponse, AppError> {
    let context = state.context(&page);
    with_db(&state, move |conn| tasks::hold(conn, &context)).await?;
    Ok(see_other_with(MAILBOX, page.t.mail_hold_done()))
}

pub async fn let_go_page(state: web::Data<State>, page: Page) -> Result<HttpResponse, AppError> {
    let (queue, t) = (queue(&state, &page).await?, page.t);
    let waiting = queue.waiting();
    let mut consequences = vec![t.mail_let_go_waiting(t.count(waiting))];
    if let Some(oldest) = queue.oldest {
        consequences.push(t.mail_let_go_oldest(t.time(oldest)));
    }
    if queue
        .standing
        .held
        .is_some_and(|held| held.why == HeldFor::Restored)
    {
        consequences.push(t.mail_let_go_restored().to_owned());
    }
    if let Some(time) = time_for(waiting, state.config.mail.rate).filter(|time| time.num_minutes() > 0) {
        consequences.push(t.mail_let_go_takes(t.count(time.num_minutes() + 1)));
    }
    html(&ActPage {
        title: t.mail_let_go_title(),
        refused: (!queue.standing.is_held()).then(|| t.mail_not_held().to_owned()),
        consequences,
        wants_reason: false,
        is_danger: false,
        button: t.mail_let_go_button().to_owned(),
        back: MAILBOX,
        form: Form::default(),
        page: under_mailbox(page),
    })
}

pub async fn let_go(state: web::Data<State>, page: Page) -> Result<HttpResponse, AppError> {
    let context = state.context(&page);
    with_db(&state, move |conn| tasks::let_go(conn, &context)).await?;
    Ok(see_other_with(MAILBOX, page.t.mail_let_go_done()))
}

pub async fn go_on(state: web::Data<State>, page: Page) -> Result<HttpResponse, AppError> {
    let context = state.context(&page);
    with_db(&state, move |conn| tasks::go_on(conn, &context)).await?;
    Ok(see_other_with(MAILBOX, page.t.mail_go_on_done()))
}
