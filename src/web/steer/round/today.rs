//! How a round stands today: where the municipalities are, what wants a coordinator's hand, what came in when.

use std::collections::HashMap;

use askama::Template;
use chrono::NaiveDateTime;

use super::today_chart::{Chart, chart};
use crate::error::AppError;
use crate::page::Page;
use crate::steer::{root, status_color};
use base::clock;
use db::DbConn;
use db::round::desk;
use domain::places::directory::Directory;
use domain::places::mapping::{Mapping, MappingStatus};
use domain::places::municipality::MunicipalityId;
use domain::register::arrangement::ArrangementId;
use domain::round::desk::{Attention, Followed, Stage, Status};
use domain::round::hearing::{HearingState, Round, RoundState};
use i18n::Lang;

pub struct Today {
    round: Round,
    followed: Vec<Followed>,
    conflicts: HashMap<ArrangementId, Vec<MunicipalityId>>,
    submitted_at: Vec<NaiveDateTime>,
}

/// Three statements, however many municipalities there are.
pub fn load(
    conn: &mut DbConn,
    mapping: &Mapping,
    round: Round,
    now: NaiveDateTime,
) -> Result<Today, AppError> {
    let mut followed = desk::followed(conn, mapping.id, round.id, now)?;
    let conflicts = desk::conflicts(conn, round.id)?;
    count_conflicts(&mut followed, &conflicts);
    Ok(Today {
        submitted_at: desk::submitted_at(conn, round.id)?,
        round,
        followed,
        conflicts,
    })
}

/// Tells each municipality how many of its answers another's speaks against.
pub fn count_conflicts(followed: &mut [Followed], conflicts: &HashMap<ArrangementId, Vec<MunicipalityId>>) {
    for one in followed {
        one.conflicts = conflicts
            .values()
            .filter(|who| who.contains(&one.municipality))
            .count();
    }
}

#[derive(Template)]
#[template(path = "pages/steer/today.html")]
pub struct TodayPage {
    page: Page,
    mapping: Mapping,
    lead: String,
    statuses: Vec<Count>,
    stages: Vec<Count>,
    stages_base: String,
    attention: Vec<Count>,
    chart: Option<Chart>,
}

/// So many municipalities, and the list of them.
struct Count {
    id: &'static str,
    href: String,
    text: &'static str,
    hint: String,
    found: String,
}

pub fn page(page: Page, mapping: Mapping, directory: &Directory, loaded: &Today) -> TodayPage {
    let t = page.t;
    let list = format!("{}/kommuner", root(&mapping));
    // A municipality that has left the area keeps its hearing, and is in no list.
    let in_area = |one: &&Followed| {
        directory
            .entry(one.municipality)
            .is_some_and(|entry| entry.in_area)
    };
    let count = |is_wanted: &dyn Fn(&Followed) -> bool| {
        let followed = loaded.followed.iter().filter(in_area);
        followed.filter(|one| is_wanted(one)).count()
    };
    let statuses = Status::ALL.iter().filter_map(|status| {
        let found = count(&|one| one.status() == *status);
        (found > 0 || *status == Status::Confirmed).then(|| Count {
            id: status.code(),
            href: format!("{list}?status={}", status.code()),
            text: t.status(*status),
            hint: String::new(),
            found: t.municipalities_counted(found),
        })
    });
    let stages = Stage::ALL.iter().map(|stage| Count {
        id: stage.code(),
        href: format!("{list}?fremdrift={}", stage.code()),
        text: t.stage(*stage),
        hint: match stage {
            Stage::UnderHalf => t.desk_stage_under_half_note().to_owned(),
            _ => String::new(),
        },
        found: t.municipalities_counted(count(&|one| one.is_at(*stage))),
    });
    let attention = Attention::ALL.iter().filter_map(|what| {
        let found = count(&|one| one.needs(*what, &loaded.round, page.now));
        (found > 0).then(|| Count {
            id: what.code(),
            href: format!("{list}?krever={}", what.code()),
            text: t.attention(*what),
            hint: hint(t, *what, loaded.conflicts.len()),
            found: t.municipalities_counted(found),
        })
    });
    let sent = count(&|one| one.state != HearingState::Draft);
    TodayPage {
        lead: lead(t, &mapping, &loaded.round, page.now),
        statuses: statuses.collect(),
        stages: stages.collect(),
        stages_base: t.desk_progress_base(&t.municipalities_counted(sent)),
        attention: attention.collect(),
        chart: chart(
            t,
            loaded.followed.iter().filter_map(|one| one.sent_at).min(),
            &loaded.submitted_at,
            page.now,
        ),
        mapping,
        page,
    }
}

fn hint(t: Lang, what: Attention, conflicts: usize) -> String {
    match what {
        Attention::Returned => t.desk_returned_text().to_owned(),
        Attention::Conflict => t.desk_conflict_text(&t.arrangements(conflicts)),
        Attention::Proposal => t.desk_proposal_text().to_owned(),
        Attention::Delegation => t.desk_delegation_text().to_owned(),
        Attention::Address => t.desk_address_text().to_owned(),
        Attention::Overdue => t.desk_past_due_text().to_owned(),
    }
}

/// «Frist tirsdag 1. desember 2026 kl. 16. 11 dager igjen.»
fn lead(t: Lang, mapping: &Mapping, round: &Round, now: NaiveDateTime) -> String {
    if round.state == RoundState::Closed || mapping.status == MappingStatus::Closed {
        return t.desk_round_closed().to_owned();
    }
    let Some(deadline) = round.deadline else {
        return String::new();
    };
    if deadline < now {
        return t.desk_overdue(&t.long_time(deadline));
    }
    let left = match (clock::today(deadline) - clock::today(now)).num_days() {
        0 => return t.desk_due_today(&t.clock(deadline)),
        1 => t.desk_days_left_1().to_owned(),
        days => t.desk_days_left_n(&days),
    };
    format!("{} {left}", t.desk_deadline(&t.long_time(deadline)))
}

impl TodayPage {
    fn status(&self) -> &'static str {
        self.page.t.mapping_status(self.mapping.status)
    }

    fn status_color(&self) -> &'static str {
        status_color(self.mapping.status)
    }
}
