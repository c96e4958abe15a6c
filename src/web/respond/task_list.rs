//! Where a hearing begins and is come back to: what is to be done, how far it has come, until when, and whom to ask.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::desk::{Head, Opened, ProgressText, opened};
use super::list;
use super::propose::look_alikes::member_names;
use super::review::page::place;
use super::task_state::{
    Answer, NilReturn, Sector, confirm, lead, nil_return, onward, questions_answered, reopened, review,
    sectors, tag,
};
use crate::error::AppError;
use crate::form::Form;
use crate::own_list::Tag;
use crate::page::{Page, html};
use crate::{State, with_db_at_hand};
use db::answer::questions::{self, Asked, Of};
use db::answer::submissions::{self, Brief};
use db::answer::{own_list, proposals};
use db::round;
use domain::answer::proposal::{Proposal, ProposalKind};
use domain::answer::response::Progress;
use domain::places::mapping::MappingStatus;
use domain::round::hearing::HearingState;
use i18n::Lang;
use tasks::TaskError;
use tasks::answer::hearing::{AnswerError, Place};

#[derive(Template)]
#[template(path = "pages/respond/task_list.html")]
pub struct TaskListPage {
    page: Page,
    form: Form,
    head: Head,
    /// The municipality's full name, in every language that it has one in.
    name: String,
    lead: Option<String>,
    /// Why the list was opened again.
    reopened: Option<String>,
    /// Address and name of the one arrangement that it was opened for.
    reopened_for: Option<(String, String)>,
    confirmed: Option<String>,
    progress: ProgressText,
    /// The way on: address and text.
    onward: Option<(String, &'static str)>,
    sectors: Vec<Sector>,
    review: Tag,
    missing: Tag,
    confirm: Tag,
    proposals: Vec<ProposalView>,
    may_propose: bool,
    nil_return: NilReturn,
    /// How many of the questions are answered; nothing when none are asked.
    questions: Option<Tag>,
    /// Address and text of what was sent in, the newest first.
    receipts: Vec<(String, String)>,
    contact: Contact,
}

struct ProposalView {
    id: i64,
    name: String,
    /// Who takes part, or that the municipality takes part in a known one.
    text: String,
    is_removed: bool,
}

struct Contact {
    name: String,
    email: String,
    phone: String,
}

/// What the page needs, in six statements with the session's.
pub struct Loaded {
    opened: Opened,
    answers: Vec<Answer>,
    proposals: Vec<Proposal>,
    questions: Vec<Asked>,
    submissions: Vec<Brief>,
}

pub async fn load(state: &web::Data<State>, page: &Page, place: &Place) -> Result<Option<Loaded>, AppError> {
    let (context, place) = (state.context(page), place.clone());
    with_db_at_hand(state, move |conn| {
        let opened = match opened(conn, &context, &place) {
            Err(error @ AnswerError::Task(TaskError::NotFound)) => {
                let user = context.actor.as_ref().ok_or(TaskError::Forbidden)?.user;
                let own = round::hearing::own(conn, &place.mapping, &place.number, user, context.now)?;
                // There is a hearing, and it is no longer for this person.
                return if own.is_some() { Err(error) } else { Ok(None) };
            }
            opened => opened?,
        };
        let own = &opened.desk.own;
        if own.mapping.status == MappingStatus::Planned {
            return Err(TaskError::NotFound.into());
        }
        let answers = own_list::answers(conn, own)?;
        let proposals = proposals::of_hearing(conn, own)?;
        let questions = questions::asked(conn, own.mapping.id, Of::Hearing(own.hearing.id))?;
        let submissions = submissions::of_municipality(conn, own.mapping.id, own.hearing.municipality)?;
        Ok::<_, AnswerError>(Some(Loaded {
            opened,
            answers,
            proposals,
            questions,
            submissions,
        }))
    })
    .await
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let place = place(path);
    match load(&state, &page, &place).await? {
        Some(loaded) => html(&task_list(&state, page, &place, &loaded, Form::default())),
        // No hearing has been sent, so the list is only to read.
        None => list::show(&state, page, place).await,
    }
}

pub fn task_list(
    state: &web::Data<State>,
    page: Page,
    place: &Place,
    loaded: &Loaded,
    form: Form,
) -> TaskListPage {
    let t = page.t;
    let Loaded {
        opened, proposals, ..
    } = loaded;
    let own = &opened.desk.own;
    let head = Head::of(t, place, opened);
    let entry = opened.directory.entry(own.hearing.municipality);
    let answered = loaded.answers.iter().filter(|(_, verdict)| verdict.is_some());
    let progress = Progress {
        answered: answered.count(),
        total: loaded.answers.len(),
    };
    let in_force = proposals.iter().filter(|proposal| !proposal.is_removed()).count();
    let nil_return = nil_return(opened, &loaded.answers, proposals);
    TaskListPage {
        name: entry.map_or_else(String::new, |entry| entry.municipality.official_name.clone()),
        lead: lead(&page, opened),
        reopened_for: own
            .reopened_for
            .as_ref()
            .map(|(number, name)| (format!("{}/ordninger/{number}", head.root), t.reopen_look(name))),
        reopened: reopened(t, opened),
        confirmed: own
            .hearing
            .confirmed_at
            .filter(|_| own.hearing.state == HearingState::Confirmed)
            .map(|at| t.tasks_confirmed_at(&t.time(at))),
        onward: onward(t, &head, progress, in_force, &nil_return),
        sectors: sectors(t, opened, &loaded.answers, &head.root),
        review: review(t, progress),
        missing: match (in_force, &nil_return) {
            (0, NilReturn::Said) => tag("success", t.tasks_none_said()),
            (0, _) => tag("neutral", t.optional()),
            (count, _) => tag("success", t.proposals_counted(count)),
        },
        confirm: confirm(t, &head, progress, in_force, &nil_return),
        proposals: proposals
            .iter()
            .map(|proposal| proposal_view(t, opened, proposal))
            .collect(),
        may_propose: head.is_open() && opened.desk.rights.may_answer_all(),
        progress: ProgressText::of(t, progress),
        questions: questions_answered(t, &loaded.questions),
        receipts: loaded
            .submissions
            .iter()
            .map(|brief| {
                let href = format!("{}/kvittering/{}", head.root, brief.number);
                (
                    href,
                    t.receipt_other(&brief.reference, &t.time(brief.submitted_at)),
                )
            })
            .collect(),
        contact: contact(state, opened),
        nil_return,
        page: page.crumb("/svar?vis=alle", t.our_arrangements()),
        head,
        form,
    }
}

fn proposal_view(t: Lang, opened: &Opened, proposal: &Proposal) -> ProposalView {
    ProposalView {
        id: proposal.id.0,
        name: proposal.described.name.clone(),
        text: match proposal.kind {
            ProposalKind::New => member_names(&opened.directory, &proposal.described),
            ProposalKind::Participation(_) => t.proposal_is_known().to_owned(),
        },
        is_removed: proposal.is_removed(),
    }
}

/// Whoever the mapping names, or the portal's own address.
fn contact(state: &web::Data<State>, opened: &Opened) -> Contact {
    let about = &opened.desk.own.about;
    let email = about.contact_email.clone();
    Contact {
        name: about.contact_name.clone().unwrap_or_default(),
        email: email.unwrap_or_else(|| state.config.contact_email.clone()),
        phone: about.contact_phone.clone().unwrap_or_default(),
    }
}

impl TaskListPage {
    pub fn can_say_none(&self) -> bool {
        self.nil_return == NilReturn::CanBeSaid
    }

    fn says_none(&self) -> bool {
        self.nil_return == NilReturn::Said
    }

    fn left_before(&self) -> String {
        let t = self.page.t;
        t.tasks_left_before(&t.arrangements(self.progress.left))
    }

    fn none_address(&self) -> String {
        format!("{}/ingen", self.head.root)
    }

    fn proposal(&self, proposal: &ProposalView, what: &str) -> String {
        format!("{}/nye/{}{what}", self.head.root, proposal.id)
    }

    fn has_contact(&self) -> bool {
        let Contact { name, email, phone } = &self.contact;
        [name, email, phone].iter().any(|part| !part.is_empty())
    }
}
