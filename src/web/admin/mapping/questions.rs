//! The questions of a mapping: text in both written forms, kind, options, order; locked once somebody has answered.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::front::{load, under_mapping};
use super::parts::{Part, PartsPage, outcome, refuse, removal, told};
use crate::error::AppError;
use crate::form::Form;
use crate::list::Choice;
use crate::page::{Page, html, html_with, see_other_but, see_other_with};
use crate::{State, with_db};
use ::tasks::TaskError;
use ::tasks::mapping::lists as tasks;
use ::tasks::mapping::lists::Kept;
use db::DbConn;
use db::mapping;
use db::mapping::write::Question;
use domain::answer::question::QuestionKind;
use domain::places::mapping::{Mapping, MappingStatus};
use i18n::Lang;

const LONGEST: usize = 2000;

fn root(slug: &str) -> String {
    format!("/admin/kartlegginger/{slug}/sporsmal")
}

/// The questions, each with how many have answered it.
type Found = (Mapping, Vec<(Question, i64)>);

fn find(conn: &mut DbConn, slug: &str) -> Result<Found, AppError> {
    let mapping = load(conn, slug)?.mapping;
    let answers = mapping::lists::answers(conn, mapping.id)?;
    let questions = mapping::write::questions(conn, mapping.id)?
        .into_iter()
        .map(|question| {
            let count = answers.get(&question.nr).copied().unwrap_or_default();
            (question, count)
        })
        .collect();
    Ok((mapping, questions))
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    slug: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let (mapping, questions) = with_db(&state, move |conn| find(conn, &slug)).await?;
    let t = page.t;
    let is_open = mapping.status != MappingStatus::Closed;
    let root = root(&mapping.slug);
    html(&PartsPage {
        title: t.import_kind_questions(),
        intro: t.questions_intro(),
        add: is_open.then(|| (format!("{root}/ny"), t.questions_add())),
        heads: vec![
            t.import_kind_questions(),
            t.questions_kind(),
            t.questions_answers(),
        ],
        found: t.arrange_count(&t.count(questions.len() as i64)),
        rows: questions
            .into_iter()
            .map(|(question, answers)| Part {
                href: is_open.then(|| format!("{root}/{}", question.nr)),
                name: format!(
                    "{}. {}",
                    question.nr,
                    t.either(&question.text_nb, &question.text_nn)
                ),
                cells: vec![
                    QuestionKind::from_code(&question.kind)
                        .map_or("", |kind| t.question_kind(kind))
                        .to_owned(),
                    t.count(answers),
                ],
            })
            .collect(),
        empty: t.questions_none_yet(),
        page: under_mapping(page, &mapping),
    })
}

#[derive(Template)]
#[template(path = "pages/admin/mapping_question.html")]
struct QuestionPage {
    page: Page,
    form: Form,
    title: String,
    kinds: Vec<Choice>,
    /// Why it cannot be changed.
    locked: Option<String>,
    remove: Option<String>,
    back: String,
}

fn question_page(
    page: Page,
    mapping: &Mapping,
    question: Option<&(Question, i64)>,
    form: Form,
) -> QuestionPage {
    let t = page.t;
    let root = root(&mapping.slug);
    let answered = question.map_or(0, |(_, answers)| *answers);
    let locked = (answered > 0).then(|| told(t, Kept::Answered(answered)));
    let crumb = t.import_kind_questions();
    QuestionPage {
        title: question.map_or(t.questions_add().to_owned(), |(question, _)| {
            t.questions_title_of(&question.nr)
        }),
        kinds: QuestionKind::ALL
            .iter()
            .map(|kind| Choice::new(kind.code(), t.question_kind(*kind)))
            .collect(),
        remove: question
            .filter(|_| locked.is_none())
            .map(|(question, _)| format!("{root}/{}/fjern", question.nr)),
        locked,
        page: under_mapping(page, mapping).crumb(&root, crumb),
        back: root,
        form,
    }
}

fn filled(question: &Question) -> Form {
    Form::filled([
        ("slag", question.kind.clone()),
        ("tekst_nb", question.text_nb.clone()),
        ("tekst_nn", question.text_nn.clone()),
        ("valg_nb", question.options_nb.clone()),
        ("valg_nn", question.options_nn.clone()),
        (
            "regionrad",
            if question.for_regions { "ja" } else { "" }.to_owned(),
        ),
        ("plass", question.nr.to_string()),
    ])
    .seen_as(tasks::question_stamp(question))
}

fn in_words(t: Lang, form: &Form) -> Vec<(&'static str, String)> {
    let mut lines = form.told(&[
        ("tekst_nb", t.questions_text_nb()),
        ("tekst_nn", t.questions_text_nn()),
        ("valg_nb", t.questions_options_nb()),
        ("valg_nn", t.questions_options_nn()),
        ("plass", t.arrange_place()),
    ]);
    let kind = QuestionKind::from_code(form.value("slag"));
    lines.extend(kind.map(|kind| (t.questions_kind(), t.question_kind(kind).to_owned())));
    let regions = if form.has("regionrad", "ja") {
        t.yes()
    } else {
        t.no()
    };
    lines.push((t.questions_for_regions(), regions.to_owned()));
    lines
}

fn read(t: Lang, form: &mut Form) -> Option<Question> {
    let kind = form.choice(t, "slag", t.questions_kind(), QuestionKind::from_code);
    let mut text = |field: &'static str, label: &str| {
        let value = form.value(field).to_owned();
        let length = value.chars().count();
        if value.is_empty() {
            form.wrong(field, t.missing(&label));
        } else if length > LONGEST {
            form.wrong(field, t.too_long(&label, &LONGEST, &length));
        }
        value
    };
    let texts = (
        text("tekst_nb", t.questions_text_nb()),
        text("tekst_nn", t.questions_text_nn()),
    );
    let lines = |field: &str| -> Vec<String> {
        let lines = form.value(field).lines().map(str::trim);
        lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
    };
    let (nb, nn) = (lines("valg_nb"), lines("valg_nn"));
    // A scale has points of its own when none are given.
    if kind == Some(QuestionKind::Choice) && nb.len() < 2 {
        form.wrong("valg_nb", t.questions_options_missing());
    } else if nb.len() != nn.len() {
        form.wrong("valg_nn", t.questions_options_unequal());
    }
    let question = Question {
        nr: form.value("plass").parse().unwrap_or(i32::MAX),
        kind: kind?.code().to_owned(),
        text_nb: texts.0,
        text_nn: texts.1,
        options_nb: nb.join("\n"),
        options_nn: nn.join("\n"),
        for_regions: form.has("regionrad", "ja"),
    };
    form.is_right().then_some(question)
}

pub async fn new(
    state: web::Data<State>,
    page: Page,
    slug: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let (mapping, questions) = with_db(&state, move |conn| find(conn, &slug)).await?;
    let form = Form::filled([
        ("slag", QuestionKind::Text.code().to_owned()),
        ("regionrad", "ja".to_owned()),
        ("plass", (questions.len() + 1).to_string()),
    ]);
    html(&question_page(page, &mapping, None, form))
}

pub async fn edit(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, i32)>,
) -> Result<HttpResponse, AppError> {
    let (slug, nr) = path.into_inner();
    let (mapping, questions) = with_db(&state, move |conn| find(conn, &slug)).await?;
    let found = questions.iter().find(|(question, _)| question.nr == nr);
    let found = found.ok_or(AppError::NotFound)?;
    let form = filled(&found.0);
    html(&question_page(page, &mapping, Some(found), form))
}

pub async fn create(
    state: web::Data<State>,
    page: Page,
    slug: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    save(&state, page, slug.into_inner(), None, form).await
}

pub async fn change(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, i32)>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (slug, nr) = path.into_inner();
    save(&state, page, slug, Some(nr), form).await
}

async fn save(
    state: &web::Data<State>,
    page: Page,
    slug: String,
    nr: Option<i32>,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let t = page.t;
    let mut refused = None;
    if let Some(question) = read(t, &mut form) {
        let (context, of, seen) = (state.context(&page), slug.clone(), form.seen().to_owned());
        let saved = with_db(state, move |conn| -> Result<_, TaskError> {
            let before = nr.map(|nr| (nr, seen.as_str()));
            outcome(tasks::save_question(conn, &context, &of, before, &question))
        });
        match saved.await? {
            Ok(()) => return Ok(see_other_with(&root(&slug), t.arrange_saved())),
            Err(why) => refused = Some(("tekst_nb", why)),
        }
    }
    let (mapping, questions) = with_db(state, move |conn| find(conn, &slug)).await?;
    let found = questions.iter().find(|(question, _)| Some(question.nr) == nr);
    let now = found.map(|(question, _)| filled(question));
    let status = refuse(t, &mut form, refused, now, |form| in_words(t, form));
    html_with(status, &question_page(page, &mapping, found, form))
}

pub async fn remove_page(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, i32)>,
) -> Result<HttpResponse, AppError> {
    let (slug, nr) = path.into_inner();
    let (mapping, questions) = with_db(&state, move |conn| find(conn, &slug)).await?;
    let found = questions.into_iter().find(|(question, _)| question.nr == nr);
    let (question, answers) = found.ok_or(AppError::NotFound)?;
    let (t, root) = (page.t, root(&mapping.slug));
    removal(
        under_mapping(page, &mapping).crumb(&root, t.import_kind_questions()),
        t.arrange_remove_title(t.either(&question.text_nb, &question.text_nn)),
        vec![t.arrange_remove_means().to_owned()],
        (answers > 0).then_some(Kept::Answered(answers)),
        t.arrange_remove(),
        root.clone(),
    )
}

pub async fn remove(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, i32)>,
) -> Result<HttpResponse, AppError> {
    let (slug, nr) = path.into_inner();
    let t = page.t;
    let (context, of) = (state.context(&page), slug.clone());
    let removed = with_db(&state, move |conn| -> Result<_, TaskError> {
        outcome(tasks::remove_question(conn, &context, &of, nr))
    });
    Ok(match removed.await? {
        Ok(()) => see_other_with(&root(&slug), t.arrange_removed(&t.questions_title_of(&nr))),
        Err(why) => see_other_but(&root(&slug), told(t, why)),
    })
}
