//! What coordinators do: letters to many, and what the portal does for them by the clock.

mod arranging;
mod desk_answering;
mod desk_attention;
mod desk_deputy;
mod desk_list;
mod desk_municipality;
mod desk_reader;
mod desk_today;
mod desk_views;
mod duties;
mod import_files;
mod imports;
mod letting_in;
mod mailings;
mod planning;
mod releasing;
mod round_ends;
mod rounds;
mod statistics;
mod stopping;
mod templates;
mod undoing;

use actix_web::http::Method;
use diesel::prelude::*;
use ordna::db::schema::{hearing, municipality, outbox_mail};
use ordna::domain::letters::letter::MailState;
use ordna::tasks::Context;

use crate::support::answer::Answer;
use crate::support::browser::Browser;
use crate::support::portal::Portal;

const ROOT: &str = "/kartlegging/trondelag-2026/utsending";

/// A draft to these municipalities, or to all of them.
pub async fn begin(browser: &Browser, letter: &str, numbers: &[&str]) -> Answer {
    let page = browser.get(&format!("{ROOT}/ny")).await;
    let mut fields = vec![("brev", letter)];
    fields.extend(numbers.iter().map(|number| ("kommune", *number)));
    let answer = browser.submit(&page, "form#utsending", &fields).await;
    browser.follow(&answer).await
}

/// A button that the page does not have, pressed all the same.
async fn press(browser: &Browser, page: &Answer, address: &str) -> Answer {
    let token = page.one("form[action='/sprak'] [name=skjema]");
    let fields = [("skjema", token.attr("value").unwrap_or(""))];
    browser
        .send_form(address, browser.request(Method::POST), &fields)
        .await
}

/// The portal's own steps by the clock.
fn run_duties(portal: &Portal) -> usize {
    let context = Context::portal(portal.now(), "http://127.0.0.1:8080", &portal.state.secret);
    ordna::tasks::round::duties::run_due(&mut portal.conn(), &context).unwrap()
}

type Reminded = (String, i32, Option<chrono::NaiveDateTime>);

/// State, reminders, and when the last one was.
fn hearing_of(portal: &Portal, name: &str) -> Reminded {
    hearing::table
        .inner_join(municipality::table)
        .filter(municipality::name.eq(name))
        .select((hearing::state, hearing::reminders, hearing::last_reminder_at))
        .first(&mut *portal.conn())
        .unwrap()
}

/// As it would be after the step that leads there.
fn set_hearing(portal: &Portal, name: &str, state: &str) {
    let conn = &mut *portal.conn();
    let of: i64 = municipality::table
        .filter(municipality::name.eq(name))
        .select(municipality::id)
        .first(conn)
        .unwrap();
    diesel::update(hearing::table.filter(hearing::municipality_id.eq(of)))
        .set((
            hearing::state.eq(state),
            hearing::confirmed_at.eq((state == "confirmed").then_some(portal.now())),
            hearing::version.eq(hearing::version + 1),
        ))
        .execute(conn)
        .unwrap();
}

/// How many letters are in this state.
fn states(portal: &Portal, state: MailState) -> i64 {
    outbox_mail::table
        .filter(outbox_mail::state.eq(state.code()))
        .count()
        .get_result(&mut *portal.conn())
        .unwrap()
}
