//! One municipality: where it stands and what may be done now, what it has sent in, what happened, and its people. In a
//! mapping without a round, or outside the area, what it has to do with the arrangements.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;

use super::acts::{Acts, acts, reopened, since, warnings};
use super::facts::{Facts, facts, register_page};
use super::story::{Letter, Note, Person, Story, story};
use crate::error::AppError;
use crate::form::Form;
use crate::own_list::Tag;
use crate::page::{Page, html, unprocessable};
use crate::steer::municipalities::row::status_tag;
use crate::steer::{ground, root, under_mapping};
use crate::{State, with_db};
use base::submission::Document;
use db::answer::submissions::Brief;
use db::round::desk_municipality::{self, Standing};
use db::{DbConn, register};
use domain::people::access::{Action, Subject};
use domain::places::directory::{Directory, Entry};
use domain::places::mapping::Mapping;
use domain::places::municipality::MunicipalityId;
use domain::register::listing::Line as Arrangement;
use domain::register::whole::Party;
use domain::round::desk::Followed;
use domain::round::hearing::Round;
use i18n::Lang;
use report::receipt::{self, Line};

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
    pub followed: Followed,
    pub reopened_reason: Option<String>,
    submissions: Vec<(Brief, Document)>,
    happened: Vec<desk_municipality::Happened>,
    pub people: Vec<desk_municipality::Somebody>,
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
    let standing = if in_area {
        desk_municipality::standing(conn, mapping.id, id, now)?
    } else {
        None
    };
    let loaded = match standing {
        Some(Standing {
            round,
            followed,
            reopened_reason,
        }) => {
            let hearing = followed.hearing;
            Loaded::Round(Box::new(OfRound {
                round,
                followed,
                reopened_reason,
                submissions: desk_municipality::submissions(conn, mapping.id, id)?,
                happened: desk_municipality::happened(conn, mapping.id, id, hearing)?,
                people: desk_municipality::people(conn, mapping.id, id, hearing, now)?,
            }))
        }
        None => Loaded::Register(register::list::of_municipality(conn, mapping.id, id)?),
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

pub(crate) fn under_municipalities(page: Page, mapping: &Mapping) -> Page {
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
    let deadline = loaded.followed.deadline(&loaded.round);
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

impl MunicipalityPage {
    fn is(&self, part: &str) -> String {
        format!("{}/{part}", self.here)
    }

    fn mail_address(&self) -> String {
        format!("{}/utsending/ny", root(&self.mapping))
    }

    fn import_address(&self) -> String {
        format!("{}/import", root(&self.mapping))
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
