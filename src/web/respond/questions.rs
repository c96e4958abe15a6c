//! The questions beside the list, each with whether it is answered.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::desk::{Head, opened, shut};
use super::review::place;
use crate::db::questions::{self, Asked, Of};
use crate::domain::hearing::Standing;
use crate::i18n::Lang;
use crate::tasks::hearing::Place;
use crate::web::error::AppError;
use crate::web::page::{Page, html};
use crate::web::{State, with_db};

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
    /// Where whoever is through with them goes on.
    pub after: String,
}

impl Sheet {
    pub fn index(&self) -> String {
        format!("{}/sporsmal", self.head.root)
    }

    /// The question with this number, and which of them it is.
    pub fn find(&self, nr: i32) -> Result<(usize, &Asked), AppError> {
        let at = self.questions.iter().position(|asked| asked.question.nr == nr);
        at.map(|at| (at, &self.questions[at])).ok_or(AppError::NotFound)
    }

    pub fn href(&self, at: usize) -> Option<String> {
        let asked = self.questions.get(at)?;
        Some(format!("{}/{}", self.index(), asked.question.nr))
    }
}

/// In five statements with the session's.
pub async fn load(state: &web::Data<State>, page: &Page, place: &Place) -> Result<Sheet, AppError> {
    let (context, wanted, t) = (state.context(page), place.clone(), page.t);
    with_db(state, move |conn| {
        let opened = opened(conn, &context, &wanted)?;
        let (own, rights) = (&opened.desk.own, &opened.desk.rights);
        let questions = questions::asked(conn, own.mapping.id, Of::Hearing(own.hearing.id))?;
        let arrangements = questions::own_arrangements(conn, own)?;
        let standing = own.questions_standing(context.now);
        let mut head = Head::of(t, &wanted, &opened);
        head.shut = shut(t, standing);
        Ok::<_, AppError>(Sheet {
            questions,
            arrangements,
            due: due(t, standing, own.questions_deadline()),
            may_answer: standing.is_open() && rights.may_answer_questions(),
            is_somebody_elses: !rights.may_answer_questions(),
            after: head.root.clone(),
            head,
        })
    })
    .await
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
    let sheet = load(&state, &page, &place(path)).await?;
    html(&all(page, sheet))
}

fn all(page: Page, sheet: Sheet) -> impl Template {
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
        page: page
            .crumb("/svar", t.our_arrangements())
            .crumb(&sheet.head.root, &sheet.head.municipality),
        sheet,
    }
}

/// The question itself, in the reader's written form.
pub fn text(t: Lang, asked: &Asked) -> String {
    t.either(&asked.question.text_nb, &asked.question.text_nn)
        .to_owned()
}
