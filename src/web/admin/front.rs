//! The front page of the administration: what there is to look after, with the numbers that call for it.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::error::AppError;
use crate::page::{Page, html};
use crate::{State, with_db};
use db::mapping::mappings;
use db::{audit, outbox, people, places};
use domain::letters::letter::MailState;
use domain::places::mapping::Mapping;

#[derive(Template)]
#[template(path = "pages/admin/front.html")]
struct FrontPage {
    page: Page,
    users: String,
    municipalities: String,
    mail: String,
    log: String,
    mappings: Vec<Mapping>,
}

pub async fn show(state: web::Data<State>, page: Page) -> Result<HttpResponse, AppError> {
    let last_day = audit::read::Filter {
        from: Some(page.now - chrono::TimeDelta::days(1)),
        ..audit::read::Filter::default()
    };
    let (users, (all, lacking), mail, mappings, log) = with_db(&state, move |conn| {
        db::QueryResult::Ok((
            people::overview::counts(conn)?,
            places::book::counts(conn)?,
            outbox::counts(conn)?,
            mappings::list(conn)?,
            audit::read::count(conn, &last_day)?,
        ))
    })
    .await?;
    let t = page.t;
    let in_states = |wanted: &[MailState]| -> i64 {
        let found = mail.iter().filter(|(state, _)| wanted.contains(state));
        found.map(|(_, letters)| letters).sum()
    };
    let waiting = in_states(&[MailState::Queued, MailState::Sending, MailState::Held]);
    let lost = in_states(&[MailState::Failed, MailState::Bounced, MailState::Unknown]);
    html(&FrontPage {
        users: t.admin_front_users_count(
            &t.count(users.all),
            &t.count(users.invited),
            &t.count(users.disabled),
        ),
        municipalities: t.admin_front_municipalities_count(&t.count(all), &t.count(lacking)),
        mail: t.admin_front_mail_count(&t.count(waiting), &t.count(lost)),
        log: t.admin_front_log_count(&t.count(log)),
        mappings,
        page,
    })
}
