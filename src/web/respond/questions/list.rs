//! The questions beside the list, each with whether it is answered.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::error::AppError;
use crate::page::{Page, html};
use crate::respond::desk::{Head, opened, shut};
use crate::respond::review::page::place;
use crate::{State, with_db_at_hand};
use db::DbConn;
use db::answer::questions::{self, Asked, Of};
use db::round::inquiries;
use domain::round::hearing::{HearingState, Standing};
use i18n::Lang;
use tasks::Context;
use tasks::answer::hearing::{AnswerError, Place};
use tasks::answer::inquiries::{Council, look};

/// Who is asked.
#[derive(Debug, Clone)]
pub enum Whose {
    Municipality(Place),
    Council(Council),
}

/// The questions as one reader finds them: those of a municipality, or of the leader of a regionråd.
pub struct Sheet {
    /// Of the questions: they may have another deadline than the list.
    pub head: Head,
    pub questions: Vec<Asked>,
    /// What may be given as an example: number and name.
    pub arrangements: Vec<(i32, String)>,
    pub due: String,
    /// Open, and this reader's to answer.
    pub may_answer: bool,
    /// Who else the questions are for: a delegate of a sector reads them only.
    pub is_somebody_elses: bool,
    pub lead: &'static str,
    /// Who reads the answers.
    pub used: &'static str,
    /// Where all of them stand.
    pub index: String,
    pub sending: Sending,
    /// Where whoever is through with them goes on.
    pub after: String,
}

/// A municipality sends its answers in with its list, the leader of a regionråd by themselves.
pub enum Sending {
    WithList,
    ByItself,
    /// «Sendt inn …»
    Sent(String),
}

impl Sheet {
    /// The question with this number, and which of them it is.
    pub fn find(&self, nr: i32) -> Result<(usize, &Asked), AppError> {
        let at = self.questions.iter().position(|asked| asked.question.nr == nr);
        at.map(|at| (at, &self.questions[at])).ok_or(AppError::NotFound)
    }

    /// Where the answers are sent in, as long as they can be.
    pub fn send(&self) -> Option<String> {
        (self.may_answer && matches!(self.sending, Sending::ByItself))
            .then(|| format!("{}/send", self.head.root))
    }

    pub fn sent(&self) -> Option<&str> {
        match &self.sending {
            Sending::Sent(text) => Some(text),
            Sending::WithList | Sending::ByItself => None,
        }
    }

    /// The way to the pages below.
    pub fn crumbs(&self, page: Page) -> Page {
        let t = page.t;
        let page = page
            .crumb("/svar", t.our_arrangements())
            .crumb(&self.head.root, &self.head.municipality);
        match self.sending {
            Sending::WithList => page.crumb(&self.index, t.questions()),
            Sending::ByItself | Sending::Sent(_) => page,
        }
    }

    pub fn href(&self, at: usize) -> Option<String> {
        let asked = self.questions.get(at)?;
        Some(format!("{}/sporsmal/{}", self.head.root, asked.question.nr))
    }
}

/// In five statements with the session's.
pub async fn load(state: &web::Data<State>, page: &Page, whose: &Whose) -> Result<Sheet, AppError> {
    let (context, whose, t) = (state.context(page), whose.clone(), page.t);
    with_db_at_hand(state, move |conn| {
        let sheet = match whose {
            Whose::Municipality(place) => of_municipality(conn, &context, t, &place),
            Whose::Council(council) => of_council(conn, &context, t, &council),
        };
        sheet.map_err(AppError::from)
    })
    .await
}

fn of_municipality(
    conn: &mut DbConn,
    context: &Context,
    t: Lang,
    place: &Place,
) -> Result<Sheet, AnswerError> {
    let opened = opened(conn, context, place)?;
    let (own, rights) = (&opened.desk.own, &opened.desk.rights);
    let questions = questions::asked(conn, own.mapping.id, Of::Hearing(own.hearing.id))?;
    let arrangements = questions::own_arrangements(conn, own)?;
    let standing = own.questions_standing(context.now);
    let mut head = Head::of(t, place, &opened);
    head.shut = shut(t, standing);
    Ok(Sheet {
        questions,
        arrangements,
        due: due(t, standing, own.questions_deadline()),
        may_answer: standing.is_open() && rights.may_answer_questions(),
        is_somebody_elses: !rights.may_answer_questions(),
        lead: t.questions_lead(),
        used: t.questions_use(),
        index: format!("{}/sporsmal", head.root),
        sending: Sending::WithList,
        after: head.root.clone(),
        head,
    })
}

fn of_council(
    conn: &mut DbConn,
    context: &Context,
    t: Lang,
    council: &Council,
) -> Result<Sheet, AnswerError> {
    let inquiry = look(conn, context, council)?;
    let questions = questions::asked(conn, inquiry.mapping.id, Of::Inquiry(inquiry.id))?;
    let arrangements = inquiries::arrangements(conn, inquiry.region)?;
    let (standing, deadline) = (inquiry.standing(context.now), inquiry.deadline());
    let root = council.root();
    let is_confirmed = inquiry.state == HearingState::Confirmed;
    let sent = inquiry.confirmed_at.filter(|_| is_confirmed);
    Ok(Sheet {
        questions,
        arrangements,
        due: due(t, standing, deadline),
        may_answer: standing.is_open() && !is_confirmed,
        is_somebody_elses: false,
        lead: t.council_lead(),
        used: t.council_use(),
        index: root.clone(),
        sending: match sent {
            Some(at) => Sending::Sent(t.council_sent(&t.long_time(at))),
            None => Sending::ByItself,
        },
        after: root.clone(),
        head: Head {
            root,
            municipality: inquiry.name,
            mapping: inquiry.mapping.name,
            deadline: deadline.map(|deadline| t.long_time(deadline)).unwrap_or_default(),
            shut: shut(t, standing),
            is_confirmed,
            has_unsent: false,
            may_confirm: false,
            may_delegate: false,
            deputy: None,
            on_behalf: None,
        },
    })
}

/// «Svar innen …», as long as that is possible.
pub fn due(t: Lang, standing: Standing, deadline: Option<chrono::NaiveDateTime>) -> String {
    deadline
        .filter(|_| standing.is_open())
        .map(|deadline| t.questions_due(&t.long_time(deadline)))
        .unwrap_or_default()
}

#[derive(Template)]
#[template(path = "pages/respond/questions.html")]
struct QuestionsPage {
    page: Page,
    rows: Vec<QuestionRow>,
    sheet: Sheet,
}

struct QuestionRow {
    id: String,
    href: String,
    title: String,
    text: String,
    status: &'static str,
    color: &'static str,
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let sheet = load(&state, &page, &Whose::Municipality(place(path))).await?;
    html(&all(page, sheet))
}

/// All of them.
pub(crate) fn all(page: Page, sheet: Sheet) -> impl Template {
    let t = page.t;
    let rows = sheet.questions.iter().enumerate().map(|(at, asked)| {
        let (status, color) = if asked.is_answered() {
            (t.question_answered(), "success")
        } else {
            (t.question_unanswered(), "neutral")
        };
        QuestionRow {
            id: format!("spm-{}", asked.question.nr),
            href: sheet.href(at).unwrap_or_default(),
            title: t.question_nr(&asked.question.nr),
            text: text(t, asked),
            status,
            color,
        }
    });
    QuestionsPage {
        rows: rows.collect(),
        page: match sheet.sending {
            Sending::WithList => page
                .crumb("/svar", t.our_arrangements())
                .crumb(&sheet.head.root, &sheet.head.municipality),
            Sending::ByItself | Sending::Sent(_) => page.crumb("/svar", t.our_arrangements()),
        },
        sheet,
    }
}

/// The question itself, in the reader's written form.
pub fn text(t: Lang, asked: &Asked) -> String {
    t.either(&asked.question.text_nb, &asked.question.text_nn)
        .to_owned()
}
