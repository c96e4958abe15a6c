//! `/kartlegging/{m}/utsending`: every mailing of a mapping, the newest first, with how far its letters have come.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::{address, color};
use crate::error::AppError;
use crate::own_list::Tag;
use crate::page::{Page, html};
use crate::steer::{root, under_mapping};
use crate::{State, with_db};
use db::mailing::mailings::{self, Listed};
use db::mapping::mappings;
use domain::letters::letter::MailState;
use domain::letters::mailing::MailingState;
use domain::people::access::{Action, Subject};
use i18n::Lang;

#[derive(Template)]
#[template(path = "pages/steer/mailings/list.html")]
struct ListPage {
    page: Page,
    root: String,
    rows: Vec<Row>,
    may_steer: bool,
}

struct Row {
    href: String,
    name: String,
    tag: Tag,
    when: String,
    letters: String,
    trouble: String,
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    path: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let slug = path.into_inner();
    let (mapping, all) = with_db(&state, move |conn| {
        let mapping = mappings::by_slug(conn, &slug)?.ok_or(AppError::NotFound)?;
        let all = mailings::list(conn, mapping.id)?;
        Ok::<_, AppError>((mapping, all))
    })
    .await?;
    let t = page.t;
    html(&ListPage {
        root: format!("{}/utsending", root(&mapping)),
        rows: all.iter().map(|one| row(t, &mapping.slug, one)).collect(),
        may_steer: page.may(Action::SteerMapping, Subject::Mapping(&mapping.slug)),
        page: under_mapping(page, &mapping),
    })
}

fn row(t: Lang, slug: &str, one: &Listed) -> Row {
    let mailing = &one.mailing;
    let in_states = |states: &[MailState]| -> i64 {
        let counted = one.letters.iter().filter(|(state, _)| states.contains(state));
        counted.map(|(_, count)| count).sum()
    };
    let by = one.made_by.as_deref().unwrap_or(t.mailing_by_plan());
    let when = match (mailing.state, mailing.send_at, mailing.released_at) {
        (MailingState::Scheduled, Some(at), _) => t.mailing_goes_at(&t.time(at)),
        (MailingState::Cancelled, _, Some(_)) => t.mailing_made_at(&t.time(mailing.created_at), by),
        (_, _, Some(at)) => t.mailing_went_at(&t.time(at), by),
        _ => t.mailing_made_at(&t.time(mailing.created_at), by),
    };
    let lost = in_states(&[MailState::Failed, MailState::Bounced, MailState::Unknown]);
    let letters = if one.letters.is_empty() {
        t.mailing_to_count(&t.count(one.recipients))
    } else {
        let left = in_states(&[MailState::Sent, MailState::Kept]);
        let all: i64 = one.letters.iter().map(|(_, count)| count).sum();
        t.mailing_left_of(&t.count(left), &t.count(all))
    };
    Row {
        href: address(slug, mailing.id),
        name: t.mailing_kind(mailing.kind).to_owned(),
        tag: Tag {
            text: t.mailing_state(mailing.state).to_owned(),
            color: color(mailing.state),
        },
        when,
        letters,
        trouble: if lost > 0 {
            t.mailing_lost(&t.count(lost))
        } else {
            String::new()
        },
    }
}
