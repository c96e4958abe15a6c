//! `/admin/e-post`: every letter with what became of it. Without a mail server this is where letters are read.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDateTime;

use crate::error::AppError;
use crate::form::Form;
use crate::list::{self, Asked, Filters, Pages, asked};
use crate::own_list::letter_color;
use crate::page::{Page, html, see_other_with};
use crate::{State, with_db};
use base::config::Config;
use db::outbox::{Due, Filter, Line, Mail, Queue};
use domain::letters::letter::{LetterKind, MailId, MailState};
use i18n::Lang;
use mail::html::Block;

const PAGE_SIZE: usize = 50;
/// So many of the latest errors are shown.
const ERRORS: i64 = 5;

#[derive(Template)]
#[template(path = "pages/admin/mailbox.html")]
struct MailboxPage {
    page: Page,
    filters: Filters<'static>,
    total: i64,
    lines: Vec<Line>,
    pages: Pages,
    open: Option<OpenMail>,
    queue: Queue,
    /// This selection with all that happened, as a file.
    csv: String,
    /// Whether ordinary letters wait for the mail server to take letters again.
    is_paused: bool,
    /// Whether mail leaves the portal.
    leaves: bool,
    /// Where it lies as files when it does not.
    folder: String,
}

/// The letter that is read.
struct OpenMail {
    mail: Mail,
    /// A link or code in it would open another person's account.
    hides_secrets: bool,
    has_file: bool,
}

impl OpenMail {
    fn blocks(&self) -> Vec<Block<'_>> {
        let body = self.mail.letter.body.as_ref();
        body.map(|body| Block::all(&body.text)).unwrap_or_default()
    }

    fn may_be_retried(&self) -> bool {
        self.mail.state.may_be_retried()
    }

    fn is_unknown(&self) -> bool {
        self.mail.state == MailState::Unknown
    }

    fn is_kept(&self) -> bool {
        self.mail.state == MailState::Kept
    }

    /// When it has been tried and waits.
    fn next_attempt(&self) -> Option<NaiveDateTime> {
        let waits = self.mail.state == MailState::Queued && self.mail.letter.attempts > 0;
        waits.then_some(self.mail.next_attempt_at)
    }
}

/// Who reads a link or code can use it. An admin may only where the letter never leaves the portal, because there
/// it is the one way for the receiver to get it.
fn hides_secrets(config: &Config, mail: &Mail) -> bool {
    let stays = matches!(mail.state, MailState::Queued | MailState::Kept);
    mail.letter.is_secret && (mail::leaves(config) || !stays)
}

fn retry_address(mail: &MailId) -> String {
    format!("/admin/e-post/{}/pa-nytt", mail.0)
}

fn file_address(mail: &MailId) -> String {
    format!("/admin/e-post/{}.eml", mail.0)
}

fn color(state: &MailState) -> &'static str {
    letter_color(*state)
}

/// What the address asks for.
pub(crate) fn read(t: Lang, form: Form) -> (Filters<'static>, Filter) {
    let mut filters = Filters::new(t, form).leniently();
    let filter = Filter {
        words: filters.words(t.mail_search()),
        state: filters.code(
            "tilstand",
            t.mail_state_label(),
            MailState::ALL,
            MailState::code,
            Lang::mail_state,
        ),
        kind: filters.code(
            "slag",
            t.mail_kind_label(),
            LetterKind::ALL,
            LetterKind::code,
            Lang::mail_kind,
        ),
    };
    (filters, filter)
}

pub async fn show(state: web::Data<State>, page: Page, query: Asked) -> Result<HttpResponse, AppError> {
    let (filters, filter) = read(page.t, asked(query)?);
    let asked = match filters.form.value("id") {
        "" => None,
        id => Some(MailId(id.parse().map_err(|_| AppError::NotFound)?)),
    };
    let asked_page = filters.form.value("side").to_owned();
    let (secret, now) = (state.secret.clone(), page.now);
    let (total, pages, lines, mail, queue) = with_db(&state, move |conn| -> Result<_, AppError> {
        let total = db::outbox::count(conn, &filter)?;
        let pages = Pages::of(usize::try_from(total).unwrap_or(0), PAGE_SIZE, &asked_page);
        let lines = db::outbox::list(conn, &filter, pages.offset() as i64, PAGE_SIZE as i64)?;
        let mail = match asked {
            Some(id) => Some(db::outbox::one(conn, &secret, id)?.ok_or(AppError::NotFound)?),
            None => None,
        };
        Ok((total, pages, lines, mail, db::outbox::queue(conn, ERRORS, now)?))
    })
    .await?;
    let config = &state.config;
    let name = page.t.administration();
    html(&MailboxPage {
        open: mail.map(|mail| OpenMail {
            hides_secrets: hides_secrets(config, &mail),
            has_file: mail::as_file(config, &mail.letter).is_some(),
            mail,
        }),
        csv: list::as_csv(&page.address, "excel"),
        is_paused: mail::leaves(config) && queue.standing.is_paused(page.now),
        leaves: mail::leaves(config),
        folder: mail::folder(config).display().to_string(),
        page: page.crumb("/admin", name),
        filters,
        total,
        lines,
        pages,
        queue,
    })
}

/// The whole message, as a mail program opens it.
pub async fn download(
    state: web::Data<State>,
    page: Page,
    path: web::Path<i64>,
) -> Result<HttpResponse, AppError> {
    let (id, secret) = (MailId(*path), state.secret.clone());
    let mail = with_db(&state, move |conn| db::outbox::one(conn, &secret, id))
        .await?
        .ok_or(AppError::NotFound)?;
    let hides = hides_secrets(&state.config, &mail);
    let letter = if hides {
        without_secrets(page.t, mail.letter)
    } else {
        mail.letter
    };
    let bytes = mail::as_file(&state.config, &letter).ok_or(AppError::NotFound)?;
    Ok(HttpResponse::Ok()
        .content_type("message/rfc822")
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"e-post-{}.eml\"", id.0),
        ))
        .body(bytes))
}

fn without_secrets(t: Lang, mut letter: Due) -> Due {
    if let Some(body) = &mut letter.body {
        let secrets: Vec<String> = mail::html::secrets(&body.text)
            .into_iter()
            .map(str::to_owned)
            .collect();
        for secret in secrets {
            body.text = body.text.replace(&secret, t.mail_secret_hidden());
            body.html = body.html.replace(&secret, t.mail_secret_hidden());
        }
    }
    letter
}

pub async fn send_test(state: web::Data<State>, page: Page) -> Result<HttpResponse, AppError> {
    let context = state.context(&page);
    let email = page.signed_in()?.email.clone();
    let mail = with_db(&state, move |conn| tasks::mail::send_test(conn, &context)).await?;
    let text = page.t.mail_test_queued(&email);
    Ok(see_other_with(&format!("/admin/e-post?id={}", mail.0), text))
}

pub async fn retry(
    state: web::Data<State>,
    page: Page,
    path: web::Path<i64>,
) -> Result<HttpResponse, AppError> {
    let (context, id) = (state.context(&page), MailId(*path));
    with_db(&state, move |conn| tasks::mail::retry(conn, &context, id)).await?;
    let text = page.t.mail_retry_queued();
    Ok(see_other_with(&format!("/admin/e-post?id={}", id.0), text))
}
