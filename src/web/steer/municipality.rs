//! One municipality: where it stands and what may be done now, what it has sent in, what happened, and its people. In a
//! mapping without a round, or outside the area, what it has to do with the arrangements.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;

use super::municipalities_row::status_tag;
use super::municipality_facts::{Facts, facts, register_page};
use super::municipality_story::{Letter, Note, Person, Story, story};
use super::{ground, root, under_mapping};
use crate::db::submissions::Brief;
use crate::db::{DbConn, desk, desk_municipality, register};
use crate::domain::access::{Action, Subject, UserId};
use crate::domain::desk::{Attention, Followed, Status};
use crate::domain::directory::{Directory, Entry};
use crate::domain::hearing::{Hearing, HearingState, Round, RoundState};
use crate::domain::listing::Line as Arrangement;
use crate::domain::mapping::{Mapping, MappingStatus};
use crate::domain::municipality::MunicipalityId;
use crate::domain::register::Party;
use crate::i18n::Lang;
use crate::report::receipt::{self, Line};
use crate::submission::Document;
use crate::web::error::AppError;
use crate::web::form::Form;
use crate::web::own_list::Tag;
use crate::web::page::{Page, html, unprocessable};
use crate::web::{State, with_db};

#[derive(Template)]
#[template(path = "pages/steer/municipality.html")]
struct MunicipalityPage {
    page: Page,
    form: Form,
    name: String,
    /// `/kartlegging/trondelag-2026/kommuner/5045`
    here: String,
    mapping: Mapping,
    number: String,
    status: Tag,
    progress: String,
    deadline: String,
    /// Since when, and until when if it was given more time.
    since: Vec<(&'static str, String)>,
    reopened: Option<String>,
    warnings: Vec<(&'static str, String, String)>,
    acts: Acts,
    submission: Option<Submitted>,
    earlier: Vec<(i32, String)>,
    story: Story,
    facts: Facts,
}

/// What a coordinator may do now.
#[expect(
    clippy::struct_excessive_bools,
    reason = "the template asks each of them by itself"
)]
struct Acts {
    may_note: bool,
    may_extend: bool,
    may_reopen: bool,
    may_remind: bool,
    may_send: bool,
    may_enter: bool,
    /// The reader's own right to answer for it, in words.
    entering: Option<String>,
}

struct Submitted {
    number: i32,
    text: String,
    counts: String,
    changes: Vec<Line>,
}

pub enum Loaded {
    Round(Box<OfRound>),
    Register(Vec<(Arrangement, Vec<Party>)>),
}

pub struct OfRound {
    pub round: Round,
    pub hearing: Hearing,
    pub followed: Followed,
    submissions: Vec<(Brief, Document)>,
    happened: Vec<desk_municipality::Happened>,
    people: Vec<desk_municipality::Somebody>,
}

pub struct Found {
    pub mapping: Mapping,
    pub directory: Arc<Directory>,
    pub id: MunicipalityId,
    pub loaded: Loaded,
}

pub fn load(
    conn: &mut DbConn,
    slug: &str,
    number: &str,
    now: chrono::NaiveDateTime,
) -> Result<Found, AppError> {
    let (mapping, directory) = ground(conn, slug)?;
    let entry = directory.by_number(number).ok_or(AppError::NotFound)?;
    let (id, in_area) = (entry.municipality.id, entry.in_area);
    let hearing = if in_area {
        desk_municipality::hearing(conn, mapping.id, id)?
    } else {
        None
    };
    let loaded = match hearing {
        Some((round, hearing)) => {
            let followed = desk::followed_one(conn, mapping.id, round.id, id, now)?;
            Loaded::Round(Box::new(OfRound {
                followed: followed.ok_or(AppError::NotFound)?,
                submissions: desk_municipality::submissions(conn, mapping.id, id)?,
                happened: desk_municipality::happened(conn, mapping.id, id, hearing.id)?,
                people: desk_municipality::people(conn, mapping.id, id, hearing.id, now)?,
                round,
                hearing,
            }))
        }
        None => Loaded::Register(register::of_municipality(conn, mapping.id, id)?),
    };
    Ok(Found {
        mapping,
        directory,
        id,
        loaded,
    })
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    municipality(&state, page, path.into_inner(), Form::default()).await
}

/// Also when a note could not be taken: then the form says why.
pub async fn municipality(
    state: &web::Data<State>,
    page: Page,
    (slug, number): (String, String),
    form: Form,
) -> Result<HttpResponse, AppError> {
    let now = page.now;
    let found = with_db(state, move |conn| load(conn, &slug, &number, now)).await?;
    let directory = Arc::clone(&found.directory);
    let entry = directory.entry(found.id).ok_or(AppError::NotFound)?;
    match found.loaded {
        Loaded::Register(rows) => html(&register_page(page, &found.mapping, &directory, entry, rows)),
        Loaded::Round(loaded) => {
            let is_right = form.is_right();
            let page = round_page(page, found.mapping, &directory, entry, &loaded, form);
            if is_right {
                html(&page)
            } else {
                unprocessable(&page)
            }
        }
    }
}

pub(super) fn under_municipalities(page: Page, mapping: &Mapping) -> Page {
    let name = page.t.municipalities();
    under_mapping(page, mapping).crumb(format!("{}/kommuner", root(mapping)), name)
}

fn round_page(
    page: Page,
    mapping: Mapping,
    directory: &Directory,
    entry: &Entry,
    loaded: &OfRound,
    form: Form,
) -> MunicipalityPage {
    let (t, now) = (page.t, page.now);
    let user = page.actor().map(|actor| actor.user);
    let here = format!("{}/kommuner/{}", root(&mapping), entry.municipality.number);
    let may_steer = page.may(Action::SteerMapping, Subject::Mapping(&mapping.slug));
    let mut submissions = loaded.submissions.iter();
    let latest = submissions.next();
    let deadline = loaded.hearing.deadline(&loaded.round);
    MunicipalityPage {
        name: entry.municipality.name.clone(),
        number: entry.municipality.number.clone(),
        status: status_tag(t, loaded.followed.status()),
        progress: t.desk_of(
            &loaded.followed.progress.answered,
            &loaded.followed.progress.total,
        ),
        deadline: deadline.map(|at| t.long_time(at)).unwrap_or_default(),
        since: since(t, &loaded.followed),
        reopened: reopened(t, loaded),
        warnings: warnings(&page, loaded, &entry.municipality.number),
        acts: acts(&page, may_steer, &mapping, loaded, user),
        submission: latest.map(|(brief, document)| submitted(t, brief, document)),
        earlier: submissions
            .map(|(brief, _)| {
                let text = t.receipt_other(&brief.reference, &t.time(brief.submitted_at));
                (brief.number, text)
            })
            .collect(),
        story: story(
            t,
            user.filter(|_| may_steer),
            &loaded.happened,
            &loaded.people,
            now,
        ),
        facts: facts(t, directory, entry),
        page: under_municipalities(page, &mapping),
        here,
        mapping,
        form,
    }
}

fn submitted(t: Lang, brief: &Brief, document: &Document) -> Submitted {
    let said = &document.content;
    Submitted {
        number: brief.number,
        text: t.desk_submitted(&brief.reference, &brief.signed_name, &t.time(brief.submitted_at)),
        counts: receipt::counts(t, said),
        changes: receipt::changes(t, said),
    }
}

/// What happened to the hearing, with its times.
fn since(t: Lang, one: &Followed) -> Vec<(&'static str, String)> {
    let reminded = one.last_reminder_at.map(|at| {
        let times = if one.reminders == 1 {
            String::new()
        } else {
            format!(" ({})", one.reminders)
        };
        (t.status(Status::Reminded), format!("{}{times}", t.time(at)))
    });
    [
        one.sent_at.map(|at| (t.status(Status::Sent), t.time(at))),
        reminded,
        one.last_activity_at.map(|at| (t.desk_activity(), t.time(at))),
        one.confirmed_at
            .map(|at| (t.status(Status::Confirmed), t.time(at))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn reopened(t: Lang, loaded: &OfRound) -> Option<String> {
    (loaded.followed.status() == Status::Reopened)
        .then(|| {
            let at = loaded.hearing.reopened_at?;
            let why = loaded.hearing.reopened_reason.as_deref().unwrap_or_default();
            Some(t.desk_reopened(&t.time(at), why))
        })
        .flatten()
}

/// What is wrong with the ways to the municipality, and where that is mended.
fn warnings(page: &Page, loaded: &OfRound, number: &str) -> Vec<(&'static str, String, String)> {
    let t = page.t;
    let mend = if page.may_administer() {
        format!("/admin/kommuner/{number}")
    } else {
        String::new()
    };
    let needs = |what| loaded.followed.needs(what, &loaded.round, page.now);
    let mut warnings = Vec::new();
    if needs(Attention::Address) {
        warnings.push((
            t.desk_no_address(),
            t.desk_address_text().to_owned(),
            mend.clone(),
        ));
    }
    let bounced: Vec<&str> = loaded
        .people
        .iter()
        .filter(|one| matches!(one.kind.as_str(), "contact" | "mailroom") && one.at.is_some())
        .filter_map(|one| one.email.as_deref())
        .collect();
    if needs(Attention::Returned) || !bounced.is_empty() {
        let text = if bounced.is_empty() {
            t.desk_returned_text().to_owned()
        } else {
            t.desk_bounced(&bounced.join(", "))
        };
        warnings.push((t.attention_short(Attention::Returned), text, mend));
    }
    for what in [Attention::Delegation, Attention::Overdue] {
        if needs(what) {
            let text = match what {
                Attention::Overdue => t.desk_past_due_text(),
                _ => t.desk_delegation_text(),
            };
            warnings.push((t.attention_short(what), text.to_owned(), String::new()));
        }
    }
    warnings
}

fn acts(page: &Page, may_steer: bool, mapping: &Mapping, loaded: &OfRound, user: Option<UserId>) -> Acts {
    let is_open =
        may_steer && mapping.status == MappingStatus::Open && loaded.round.state == RoundState::Open;
    let state = loaded.hearing.state;
    let is_out = is_open && state != HearingState::Draft;
    let entering = loaded
        .people
        .iter()
        .find(|one| one.kind == "deputy" && user.is_some_and(|user| user.0 == one.id));
    let in_time = loaded
        .hearing
        .deadline(&loaded.round)
        .is_some_and(|deadline| deadline >= page.now);
    Acts {
        may_note: may_steer && mapping.status != MappingStatus::Closed,
        may_extend: is_out,
        may_reopen: is_open && state == HearingState::Confirmed,
        may_remind: is_open && matches!(state, HearingState::Sent | HearingState::Reminded),
        may_send: may_steer && state == HearingState::Draft && mapping.status == MappingStatus::Open,
        may_enter: is_out && in_time && entering.is_none(),
        entering: entering.map(|one| super::municipality_story::entered(page.t, one)),
    }
}

impl MunicipalityPage {
    fn is(&self, part: &str) -> String {
        format!("{}/{part}", self.here)
    }

    fn mail_address(&self) -> String {
        format!("{}/utsending/ny", root(&self.mapping))
    }

    fn list_address(&self) -> String {
        format!("{}/ordninger?kommune={}", root(&self.mapping), self.number)
    }

    fn answer_address(&self) -> String {
        format!("/svar/{}/{}", self.mapping.slug, self.number)
    }

    fn notes(&self) -> &[Note] {
        &self.story.notes
    }

    fn letters(&self) -> &[Letter] {
        &self.story.letters
    }

    fn people(&self) -> &[Person] {
        &self.story.people
    }
}
