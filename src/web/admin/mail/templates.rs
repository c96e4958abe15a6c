//! `/admin/maler`: the words that every new mailing and every automatic letter begins with.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html, html_with, see_other_with};
use crate::wording::{self, Editor};
use crate::{State, with_db};
use db::mailing::templates::{self, Templates};
use domain::letters::mailing::{Template as Words, Wording};
use i18n::Lang;
use mail::wording::{Values, example};
use tasks::TaskError;
use tasks::mailings;

#[derive(Template)]
#[template(path = "pages/admin/templates.html")]
struct TemplatesPage {
    page: Page,
    rows: Vec<Row>,
}

struct Row {
    code: &'static str,
    name: &'static str,
    subject: String,
    /// By whom and when it was worded anew; nothing for our own words.
    changed: Option<String>,
}

pub async fn list(state: web::Data<State>, page: Page) -> Result<HttpResponse, AppError> {
    let stored = with_db(&state, templates::all).await?;
    let t = page.t;
    let rows = Words::ALL.iter().map(|&template| {
        let own = stored.get(&(template, t.code().to_owned()));
        Row {
            code: template.code(),
            name: t.template_name(template),
            subject: mailings::words(&stored, template, t).subject,
            changed: own.map(|own| t.template_changed(&t.time(own.changed_at), &own.changed_by)),
        }
    });
    html(&TemplatesPage {
        rows: rows.collect(),
        page: page.crumb("/admin", t.administration()),
    })
}

#[derive(Template)]
#[template(path = "pages/admin/template.html")]
struct TemplatePage {
    page: Page,
    form: Form,
    title: &'static str,
    hint: &'static str,
    editors: Vec<Editor>,
    fields: Vec<(&'static str, String, String)>,
    is_own: bool,
}

impl TemplatePage {
    fn standard(&self) -> String {
        format!("{}/standard", self.page.path())
    }
}

fn template(path: &str) -> Result<Words, AppError> {
    Words::from_code(path).ok_or(AppError::NotFound)
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    path: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let template = template(&path)?;
    let stored = with_db(&state, templates::all).await?;
    let form = filled(template, &stored);
    view(&state, page, template, &stored, form, StatusCode::OK)
}

fn filled(template: Words, stored: &Templates) -> Form {
    let values: Vec<(String, String)> = Lang::ALL
        .iter()
        .flat_map(|&lang| {
            let words = mailings::words(stored, template, lang);
            [
                (wording::subject_field(template, lang.code()), words.subject),
                (wording::body_field(template, lang.code()), words.body),
            ]
        })
        .collect();
    let versions = Lang::ALL
        .iter()
        .map(|&lang| version(template, stored, lang).to_string());
    Form::filled(values.iter().map(|(name, value)| (name.as_str(), value.clone())))
        .seen_as(versions.collect::<Vec<_>>().join("."))
}

fn version(template: Words, stored: &Templates, lang: Lang) -> i64 {
    let own = stored.get(&(template, lang.code().to_owned()));
    own.map_or(0, |own| own.version)
}

fn view(
    state: &web::Data<State>,
    page: Page,
    template: Words,
    stored: &Templates,
    form: Form,
    status: StatusCode,
) -> Result<HttpResponse, AppError> {
    let t = page.t;
    let context = state.context(&page);
    let values: Values = example(&context.letters(t), page.now);
    let page = TemplatePage {
        title: t.template_name(template),
        hint: t.template_use(template),
        editors: wording::editors(t, &[template]),
        fields: wording::fields(t, &[template], &values),
        is_own: Lang::ALL.iter().any(|&lang| version(template, stored, lang) > 0),
        form,
        page: page
            .crumb("/admin", t.administration())
            .crumb("/admin/maler", t.templates()),
    };
    html_with(status, &page)
}

pub async fn post(
    state: web::Data<State>,
    page: Page,
    path: web::Path<String>,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let template = template(&path)?;
    let t = page.t;
    let mut wordings: Vec<(Lang, Wording, i64)> = Vec::new();
    let seen = form.seen().to_owned();
    let mut versions = seen.split('.');
    for &lang in Lang::ALL {
        let words = wording::read(t, &mut form, template, lang);
        let version = versions.next().and_then(|version| version.parse().ok());
        wordings.push((lang, words, version.ok_or(AppError::BadRequest)?));
    }
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if form.is_right() {
        let context = state.context(&page);
        let saved = with_db(&state, move |conn| {
            match mailings::reword(conn, &context, template, &wordings) {
                Err(TaskError::Stale) => Ok(false),
                done => done.map(|()| true),
            }
        })
        .await?;
        if saved {
            return Ok(see_other_with(
                "/admin/maler",
                t.template_saved(t.template_name(template)),
            ));
        }
        status = StatusCode::CONFLICT;
    }
    let stored = with_db(&state, templates::all).await?;
    if status == StatusCode::CONFLICT {
        form.collide(&filled(template, &stored), |form| {
            wording::told(t, form, &[template])
        });
    }
    view(&state, page, template, &stored, form, status)
}

/// Back to our own words.
pub async fn forget(
    state: web::Data<State>,
    page: Page,
    path: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let template = template(&path)?;
    let context = state.context(&page);
    with_db(&state, move |conn| {
        mailings::forget_words(conn, &context, template)
    })
    .await?;
    let t = page.t;
    Ok(see_other_with(
        "/admin/maler",
        t.template_forgotten(t.template_name(template)),
    ))
}
