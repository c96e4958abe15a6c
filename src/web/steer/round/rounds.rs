//! The rounds of a mapping: the newest as it is planned, with what is worth a second look, and those before it.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::form::warning;
use crate::error::AppError;
use crate::page::{Page, html};
use crate::steer::{root, under_mapping};
use crate::{State, with_db};
use base::clock;
use db::DbConn;
use db::mapping::mappings;
use db::round;
use db::round::settings::Planned;
use domain::people::access::{Action, Subject};
use domain::places::mapping::{Mapping, MappingStatus};
use domain::round::hearing::RoundState;
use i18n::Lang;
use tasks::round::planning::on_the_wall;

#[derive(Template)]
#[template(path = "pages/steer/rounds.html")]
struct RoundsPage {
    page: Page,
    root: String,
    newest: Option<Shown>,
    earlier: Vec<(String, String)>,
    may_steer: bool,
    may_plan: bool,
}

struct Shown {
    name: String,
    state: &'static str,
    color: &'static str,
    address: String,
    facts: Vec<(&'static str, String)>,
    reminders: Vec<String>,
    warnings: Vec<String>,
    is_draft: bool,
    is_open: bool,
    may_reopen: bool,
}

pub(crate) fn load(conn: &mut DbConn, slug: &str) -> Result<(Mapping, Vec<Planned>), AppError> {
    let mapping = mappings::by_slug(conn, slug)?.ok_or(AppError::NotFound)?;
    let rounds = round::settings::of_mapping(conn, mapping.id)?;
    Ok((mapping, rounds))
}

pub(crate) fn under_rounds(page: Page, mapping: &Mapping) -> Page {
    let name = page.t.rounds_title();
    under_mapping(page, mapping).crumb(address(mapping), name)
}

pub(crate) fn address(mapping: &Mapping) -> String {
    format!("{}/runde", root(mapping))
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    slug: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let (mapping, rounds) = with_db(&state, move |conn| load(conn, &slug)).await?;
    let t = page.t;
    let is_open = mapping.status != MappingStatus::Closed;
    let may_steer = is_open && page.may(Action::SteerMapping, Subject::Mapping(&mapping.slug));
    let mut rounds = rounds.into_iter();
    let newest = rounds.next();
    let may_plan = may_steer
        && newest
            .as_ref()
            .is_none_or(|newest| newest.state == RoundState::Closed);
    html(&RoundsPage {
        root: root(&mapping),
        newest: newest.map(|round| shown(&page, &mapping, &round)),
        earlier: rounds.map(|round| told(t, &round)).collect(),
        may_steer,
        may_plan,
        page: under_mapping(page, &mapping),
    })
}

fn shown(page: &Page, mapping: &Mapping, round: &Planned) -> Shown {
    let t = page.t;
    let settings = &round.settings;
    let times = &settings.times;
    let time = |at: Option<chrono::NaiveDateTime>| at.map(|at| t.long_time(at));
    let or = |at, otherwise: &str| time(at).unwrap_or_else(|| otherwise.to_owned());
    let mut facts = vec![
        (t.round_deadline(), or(times.deadline, "")),
        (t.round_opens(), or(times.opens_at, t.round_opens_at_once())),
        (
            t.round_hosts_open(),
            or(times.hosts_open_at, t.round_hosts_together()),
        ),
        (
            t.round_questions_deadline(),
            or(times.questions_deadline, t.round_questions_same()),
        ),
        (t.round_quiet_days(), t.round_days(&settings.quiet_days)),
        (t.round_max_reminders(), settings.max_reminders.to_string()),
        (
            t.round_show_others(),
            t.show_others(settings.show_others).to_owned(),
        ),
    ];
    let closes = match round.closed_at {
        Some(at) => (t.round_state(RoundState::Closed), t.long_time(at)),
        None => (t.round_closes(), or(settings.closes_at, t.round_by_hand())),
    };
    facts.insert(4, closes);
    let past = round.past_reminders.iter();
    let past = past.map(|at| t.round_reminder_past(&t.long_time(*at)));
    let to_come = settings.reminders.iter().map(|at| t.long_time(*at));
    let now = clock::in_oslo(page.now).naive_local();
    let plan = on_the_wall(settings).filter(|_| round.state != RoundState::Closed);
    Shown {
        name: t.round_name(&round.number),
        state: t.round_state(round.state),
        color: match round.state {
            RoundState::Draft => "neutral",
            RoundState::Open => "success",
            RoundState::Closed => "info",
        },
        address: format!("{}/{}", address(mapping), round.number),
        facts,
        reminders: past.chain(to_come).collect(),
        // How long the time is, counts from the day that it began, which an open round is past.
        warnings: plan
            .map(|plan| plan.warnings(now))
            .unwrap_or_default()
            .into_iter()
            .filter(|found| {
                let is_about_length = matches!(found, domain::round::plan::Warning::Short(_));
                !is_about_length || round.state == RoundState::Draft
            })
            .map(|found| warning(t, found))
            .collect(),
        is_draft: round.state == RoundState::Draft,
        is_open: round.state == RoundState::Open,
        may_reopen: round.state == RoundState::Closed && mapping.status == MappingStatus::Open,
    }
}

fn told(t: Lang, round: &Planned) -> (String, String) {
    let time = |at: Option<chrono::NaiveDateTime>| at.map(|at| t.time(at)).unwrap_or_default();
    let ended = t.rounds_ended(&time(round.settings.times.deadline), &time(round.closed_at));
    (t.round_name(&round.number), ended)
}
