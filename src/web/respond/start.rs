//! Where those who answer begin: straight at the only list that waits for them, or with a choice between several.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use askama::Template;

use super::desk::shut;
use super::questions::list::due;
use crate::error::AppError;
use crate::form::Form;
use crate::list::{Asked, asked};
use crate::own_list::Tag;
use crate::page::{Page, html, see_other};
use crate::{State, with_db_at_hand};
use db::mapping::mappings;
use db::round::hearing_list::{self, Mine};
use db::round::inquiries::{self, Inquiry};
use domain::answer::response::Progress;
use domain::people::access::{Action, Subject};
use domain::places::mapping::{Mapping, MappingStatus};
use domain::round::hearing::{HearingId, HearingState, Standing};
use i18n::Lang;
use tasks::answer::inquiries::Council;

#[derive(Template)]
#[template(path = "pages/respond/start.html")]
struct StartPage {
    page: Page,
    municipalities: Vec<Own>,
}

struct Own {
    number: String,
    name: String,
    mappings: Vec<Way>,
}

/// The way to a municipality's list in one mapping.
struct Way {
    /// Ties the status to the link.
    id: String,
    href: String,
    name: String,
    status: Tag,
    /// Until when, and how far it has come.
    text: String,
    rank: u8,
}

pub async fn show(state: web::Data<State>, page: Page, query: Asked) -> Result<HttpResponse, AppError> {
    let form = asked(query)?;
    let actor = page.signed_in()?.clone();
    let now = page.now;
    let (found, mine, progress, asked) = with_db_at_hand(&state, move |conn| {
        let numbers: Vec<&str> = actor.municipalities().collect();
        let found = mappings::of_municipalities(conn, &numbers)?;
        let mine = hearing_list::of_person(conn, &actor, now)?;
        let progress = hearing_list::progress(conn, &mine)?;
        let asked = inquiries::of_person(conn, &actor)?;
        Ok::<_, AppError>((found, mine, progress, asked))
    })
    .await?;
    if let Some(only) = only(&mine, &asked, &form) {
        return Ok(see_other(&only));
    }
    let mut municipalities = by_municipality(&page, found, &mine, &progress);
    municipalities.extend(asked.iter().map(|inquiry| of_council(&page, inquiry)));
    html(&StartPage { page, municipalities })
}

/// Whoever has one list to answer has nothing to choose, unless the whole choice is what was asked for.
fn only(mine: &[Mine], asked: &[Inquiry], form: &Form) -> Option<String> {
    match (mine, asked) {
        _ if !form.value("vis").is_empty() => None,
        ([one], []) => Some(address(&one.mapping, &one.number)),
        ([], [one]) => Some(council(one).root()),
        _ => None,
    }
}

fn address(mapping: &Mapping, number: &str) -> String {
    format!("/svar/{}/{number}", mapping.slug)
}

fn by_municipality(
    page: &Page,
    found: mappings::OfMunicipalities,
    mine: &[Mine],
    progress: &HashMap<HearingId, Progress>,
) -> Vec<Own> {
    let own = |(number, name, mappings): (String, String, Vec<Mapping>)| {
        let mut mappings: Vec<Way> = mappings
            .iter()
            .filter(|mapping| is_theirs(page, &mapping.slug, &number))
            .map(|mapping| {
                let hearing = mine
                    .iter()
                    .find(|mine| mine.number == number && mine.mapping.id == mapping.id);
                match hearing {
                    Some(hearing) => of_hearing(page, hearing, progress.get(&hearing.hearing.id)),
                    None => to_read(page.t, &number, mapping),
                }
            })
            .collect();
        mappings.sort_by_key(|way| way.rank);
        Own {
            number,
            name,
            mappings,
        }
    };
    found.into_iter().map(own).collect()
}

/// What was left to somebody in one mapping is theirs in that one only.
fn is_theirs(page: &Page, mapping: &str, number: &str) -> bool {
    page.may(Action::Answer, Subject::Hearing { mapping, number })
}

/// What can be answered comes first, then what is answered, then what is only to read.
fn of_hearing(page: &Page, mine: &Mine, progress: Option<&Progress>) -> Way {
    let t = page.t;
    // When hosts may begin is told on the list itself.
    let standing = Standing::of(&mine.mapping, &mine.round, &mine.hearing, false, page.now);
    let (rank, color, status) = match (standing, mine.hearing.state) {
        (_, HearingState::Confirmed) => (1, "success", t.tasks_confirmed_tag()),
        (Standing::Open, _) => (0, "info", t.tasks_open_tag()),
        (Standing::NotYet(_), _) => (2, "neutral", t.not_yet_title()),
        (Standing::TooLate(_), _) => (2, "warning", t.too_late_title()),
        (Standing::Closed, _) => (3, "neutral", t.round_closed_title()),
    };
    let progress = progress.copied().unwrap_or(Progress {
        answered: 0,
        total: 0,
    });
    let reviewed = t.tasks_reviewed(&progress.answered, &t.arrangements(progress.total));
    let deadline = mine
        .hearing
        .deadline(&mine.round)
        .filter(|_| standing == Standing::Open)
        .map(|deadline| t.tasks_due(&t.long_time(deadline)));
    Way {
        href: address(&mine.mapping, &mine.number),
        text: [Some(reviewed), deadline]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" "),
        rank,
        ..way(&mine.number, &mine.mapping, color, status)
    }
}

fn council(inquiry: &Inquiry) -> Council {
    Council {
        mapping: inquiry.mapping.slug.clone(),
        nr: inquiry.nr,
    }
}

/// The questions to the leader of a regionråd.
fn of_council(page: &Page, inquiry: &Inquiry) -> Own {
    let t = page.t;
    let standing = inquiry.standing(page.now);
    let (color, status) = match (inquiry.state, shut(t, standing)) {
        (HearingState::Confirmed, _) => ("success", t.council_sent_tag()),
        (_, None) => ("info", t.tasks_open_tag()),
        (_, Some((title, _))) => ("neutral", title),
    };
    let number = format!("region-{}", inquiry.nr);
    let questions = Way {
        href: council(inquiry).root(),
        text: due(t, standing, inquiry.deadline()),
        ..way(&number, &inquiry.mapping, color, status)
    };
    Own {
        number: questions.id.clone(),
        name: inquiry.name.clone(),
        mappings: vec![questions],
    }
}

/// A mapping without a hearing: its list can be read.
fn to_read(t: Lang, number: &str, mapping: &Mapping) -> Way {
    let color = match mapping.status {
        MappingStatus::Open => "success",
        MappingStatus::Planned | MappingStatus::Closed => "neutral",
    };
    way(number, mapping, color, t.mapping_status(mapping.status))
}

fn way(number: &str, mapping: &Mapping, color: &'static str, status: &str) -> Way {
    Way {
        id: format!("{}-{number}", mapping.slug),
        href: address(mapping, number),
        name: mapping.name.clone(),
        status: Tag {
            text: status.to_owned(),
            color,
        },
        text: String::new(),
        rank: 4,
    }
}
