//! `/kartlegging/{m}/utsending/{u}`: before it goes, who gets it, who does not and why, and what each will read;
//! afterwards, what became of every letter.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::log::{self, Line};
use super::offered::{Act, acts};
use super::read::{Shown, blocks, getting, got, one_of};
use super::{Path, address, color, counts, split};
use crate::error::AppError;
use crate::form::Form;
use crate::list::{Asked, Choice, asked};
use crate::own_list::Tag;
use crate::page::{Page, html_with};
use crate::steer::{root, under_mapping};
use crate::{State, with_db};
use db::mailing;
use db::mailing::steps::Sent;
use db::outbox;
use domain::letters::letter::MailState;
use domain::letters::mailing::{MailingState, Outcome};
use domain::people::access::{Action, Subject};
use i18n::Lang;
use mail::html::Block;
use tasks::TaskError;
use tasks::mailings::{self, Prepared};

#[derive(Template)]
#[template(path = "pages/steer/mailings/show.html")]
pub(super) struct MailingPage {
    page: Page,
    form: Form,
    root: String,
    base: String,
    title: String,
    tag: Tag,
    note: Option<String>,
    is_draft: bool,
    may_steer: bool,
    acts: Vec<Act>,
    /// There is nobody to send to, or nothing that could be answered.
    stuck: Option<String>,
    second_person: bool,
    when: Vec<Choice>,
    summary: String,
    skipped: Vec<Skipped>,
    getting: Vec<Choice>,
    shown: Option<Shown>,
    progress: Option<Progress>,
    lines: Vec<Line>,
}

/// Those who get no letter for one reason.
struct Skipped {
    why: String,
    who: Vec<(String, String)>,
}

struct Progress {
    left: usize,
    all: usize,
    text: String,
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    path: Path,
    query: Asked,
) -> Result<HttpResponse, AppError> {
    let asked = asked(query)?;
    let form = Form::filled([
        ("nar", "angre".to_owned()),
        ("vis", asked.value("vis").to_owned()),
    ]);
    load(&state, page, split(path), form, StatusCode::OK).await
}

pub(super) async fn load(
    state: &web::Data<State>,
    page: Page,
    (slug, id): (String, domain::letters::letter::MailingId),
    mut form: Form,
    status: StatusCode,
) -> Result<HttpResponse, AppError> {
    let context = state.context(&page);
    let (looked, asked, t) = (context.clone(), form.value("vis").to_owned(), page.t);
    let (prepared, sent, shown) = with_db(state, move |conn| {
        let prepared = mailings::look(conn, &looked, &slug, id)?;
        if prepared.mailing.released_at.is_none() {
            let shown = mailings::preview(&prepared, &looked, &asked).map(Shown::of);
            return Ok((prepared, Vec::new(), shown));
        }
        // What was sent is what stands in the outbox, whatever has happened since.
        let sent = mailing::steps::letters(conn, id)?;
        let shown = match one_of(&prepared, &sent, &asked) {
            Some((number, letter)) => {
                outbox::one(conn, &looked.secret, letter)?.and_then(|mail| Shown::stored(t, &number, mail))
            }
            None => None,
        };
        Ok::<_, TaskError>((prepared, sent, shown))
    })
    .await?;
    // After a mistake the reader has still not looked at what others may have made of it meanwhile.
    if status != StatusCode::UNPROCESSABLE_ENTITY {
        form.reseen(prepared.mailing.version);
    }
    html_with(status, &view(page, form, &prepared, &sent, shown))
}

fn view(page: Page, form: Form, prepared: &Prepared, sent: &[Sent], shown: Option<Shown>) -> MailingPage {
    let (t, mailing) = (page.t, &prepared.mailing);
    let slug = &prepared.mapping.slug;
    let may_steer = page.may(Action::SteerMapping, Subject::Mapping(slug));
    let (written, without) = counts(prepared);
    let is_draft = mailing.may_be_changed();
    let waits = mailing.released_at.is_none() && mailing.state != MailingState::Cancelled;
    let root = format!("{}/utsending", root(&prepared.mapping));
    MailingPage {
        base: address(slug, mailing.id),
        title: t.mailing_kind(mailing.kind).to_owned(),
        tag: if mailing.may_be_regretted(page.now) && mailing.state == MailingState::Released {
            Tag {
                text: t.mailing_waits().to_owned(),
                color: "info",
            }
        } else {
            Tag {
                text: t.mailing_state(mailing.state).to_owned(),
                color: color(mailing.state),
            }
        },
        note: note(t, prepared, page.now),
        is_draft,
        may_steer,
        acts: if may_steer {
            acts(t, &page, prepared, sent)
        } else {
            Vec::new()
        },
        stuck: stuck(t, prepared),
        second_person: prepared.about.second_person,
        when: when(t, prepared),
        summary: if waits {
            t.mailing_dry_run(written, without, mailing.kind.is_to_regions())
        } else {
            String::new()
        },
        skipped: if waits {
            skipped(t, prepared, |planned| planned.fate.err())
        } else {
            skipped(t, prepared, |planned| {
                planned
                    .stored
                    .outcome
                    .filter(|outcome| *outcome != Outcome::Written)
            })
        },
        getting: if sent.is_empty() {
            getting(prepared)
        } else {
            got(prepared, sent)
        },
        shown,
        progress: (!sent.is_empty()).then(|| progress(t, sent)),
        lines: log::lines(t, prepared, sent),
        form,
        page: under_mapping(page, &prepared.mapping).crumb(root.clone(), t.mailings()),
        root,
    }
}

fn progress(t: Lang, sent: &[Sent]) -> Progress {
    let left = sent
        .iter()
        .filter(|one| matches!(one.state, MailState::Sent | MailState::Kept))
        .count();
    Progress {
        left,
        all: sent.len(),
        text: t.mailing_left_of(&t.count(left as i64), &t.count(sent.len() as i64)),
    }
}

/// What a reader of the page must know first.
fn note(t: Lang, prepared: &Prepared, now: chrono::NaiveDateTime) -> Option<String> {
    let mailing = &prepared.mailing;
    match (mailing.state, mailing.send_at, mailing.regret_until) {
        (MailingState::Proposed, ..) => Some(t.mailing_waits_for_second().to_owned()),
        (MailingState::Scheduled, Some(at), _) => Some(t.mailing_goes_at(&t.time(at))),
        (MailingState::Released, _, Some(until)) if now < until => {
            Some(t.mailing_regret_until(&t.clock(until)))
        }
        (MailingState::Paused, ..) => Some(t.mailing_is_paused().to_owned()),
        _ => None,
    }
}

fn stuck(t: Lang, prepared: &Prepared) -> Option<String> {
    if !prepared.may_go() {
        Some(t.mailing_no_round().to_owned())
    } else if prepared.is_unwritten() {
        Some(t.mailing_unwritten().to_owned())
    } else if prepared.is_for_nobody() {
        Some(t.mailing_for_nobody().to_owned())
    } else {
        None
    }
}

fn when(t: Lang, prepared: &Prepared) -> Vec<Choice> {
    let round = prepared.round.as_ref();
    let hosts = round.and_then(|round| Some((round.hosts_open_at?, round.opens_at?)));
    let is_hearing = prepared.mailing.kind == domain::letters::mailing::MailingKind::Hearing;
    let mut choices = vec![
        Choice::new("angre", t.mailing_in_ten_minutes()),
        Choice::new("na", t.mailing_at_once()),
        Choice::new("tid", t.mailing_at_a_time()),
    ];
    if let Some((first, second)) = hosts.filter(|_| is_hearing && !prepared.about.second_person) {
        let text = t.mailing_hosts_first(&t.time(first), &t.time(second));
        choices.push(Choice::new("verter", text));
    }
    choices
}

fn skipped(
    t: Lang,
    prepared: &Prepared,
    outcome: impl Fn(&mailings::Planned) -> Option<Outcome>,
) -> Vec<Skipped> {
    Outcome::ALL
        .iter()
        .map(|&wanted| {
            let municipalities = prepared
                .municipalities
                .iter()
                .filter(|planned| outcome(planned) == Some(wanted))
                .map(|planned| (planned.addressee.number.clone(), planned.addressee.name.clone()));
            let councils = prepared
                .councils
                .iter()
                .filter(|(_, fate)| prepared.mailing.released_at.is_none() && fate.err() == Some(wanted))
                .map(|(council, _)| (String::new(), council.name.clone()));
            let who: Vec<_> = municipalities.chain(councils).collect();
            Skipped {
                why: format!("{}: {}", t.mailing_outcome(wanted), who.len()),
                who,
            }
        })
        .filter(|skipped| !skipped.who.is_empty())
        .collect()
}

impl MailingPage {
    fn at(&self, act: &str) -> String {
        format!("{}/{act}", self.base)
    }

    fn csv(&self) -> String {
        format!("{}.csv", self.base)
    }

    fn municipality(&self, number: &str) -> String {
        format!("{}/kommuner/{number}", self.root.trim_end_matches("/utsending"))
    }
}
