//! `/kartlegging/{m}/utsending/{u}/tekst`: the words of one mailing in both written forms, who signs it, and a preview.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::{Path, address, split};
use crate::error::AppError;
use crate::form::Form;
use crate::list::Choice;
use crate::page::{Page, html_with, see_other_with};
use crate::steer::under_mapping;
use crate::wording::{self, Editor};
use crate::{State, with_db};
use db::mailing::mailings::Texts;
use db::mailing::steps::Manner;
use domain::letters::letter::MailingId;
use domain::letters::mailing::Template as Words;
use i18n::Lang;
use tasks::TaskError;
use tasks::mailings::{self, Prepared};

#[derive(Template)]
#[template(path = "pages/steer/mailings/text.html")]
struct TextPage {
    page: Page,
    form: Form,
    base: String,
    editors: Vec<Editor>,
    fields: Vec<(&'static str, String, String)>,
    owner: String,
}

pub async fn show(state: web::Data<State>, page: Page, path: Path) -> Result<HttpResponse, AppError> {
    let (slug, id) = split(path);
    let prepared = look(&state, &page, &slug, id).await?;
    let form = filled(&prepared);
    view(&state, page, &prepared, form, StatusCode::OK)
}

async fn look(
    state: &web::Data<State>,
    page: &Page,
    slug: &str,
    id: MailingId,
) -> Result<Prepared, AppError> {
    let (context, slug) = (state.context(page), slug.to_owned());
    let prepared = with_db(state, move |conn| mailings::look(conn, &context, &slug, id)).await?;
    if prepared.mailing.may_be_changed() {
        Ok(prepared)
    } else {
        Err(AppError::Conflict)
    }
}

fn filled(prepared: &Prepared) -> Form {
    let mailing = &prepared.mailing;
    let mut values = vec![
        ("avsender".to_owned(), mailing.sender.clone().unwrap_or_default()),
        (
            "svar-til".to_owned(),
            mailing.reply_to.clone().unwrap_or_default(),
        ),
        ("noytral".to_owned(), mailing.neutral_language.clone()),
        (
            "kopi".to_owned(),
            if mailing.copy_to_postmottak { "ja" } else { "" }.to_owned(),
        ),
    ];
    for ((template, language), text) in &prepared.texts {
        values.push((wording::subject_field(*template, language), text.subject.clone()));
        values.push((wording::body_field(*template, language), text.body.clone()));
    }
    Form::filled(values.iter().map(|(name, value)| (name.as_str(), value.clone()))).seen_as(mailing.version)
}

fn view(
    state: &web::Data<State>,
    page: Page,
    prepared: &Prepared,
    form: Form,
    status: StatusCode,
) -> Result<HttpResponse, AppError> {
    let (t, mailing) = (page.t, &prepared.mailing);
    let slug = &prepared.mapping.slug;
    let base = address(slug, mailing.id);
    let templates = mailing.kind.templates();
    let page = TextPage {
        editors: wording::editors(t, templates),
        fields: wording::fields(t, templates, &mailings::values(prepared, &state.context(&page))),
        owner: prepared
            .about
            .owner
            .clone()
            .unwrap_or_else(|| state.context(&page).letters(t).sender().to_owned()),
        form,
        page: under_mapping(page, &prepared.mapping)
            .crumb(format!("/kartlegging/{slug}/utsending"), t.mailings())
            .crumb(base.clone(), t.mailing_kind(mailing.kind)),
        base,
    };
    html_with(status, &page)
}

pub async fn post(
    state: web::Data<State>,
    page: Page,
    path: Path,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let (slug, id) = split(path);
    let t = page.t;
    let prepared = look(&state, &page, &slug, id).await?;
    let version: i64 = form.take_seen()?;
    let mut texts = Texts::new();
    for &template in prepared.mailing.kind.templates() {
        for &lang in Lang::ALL {
            let read = wording::read(t, &mut form, template, lang);
            texts.insert((template, lang.code().to_owned()), read);
        }
    }
    let manner = manner(t, &mut form);
    if !form.is_right() {
        return view(&state, page, &prepared, form, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let (context, of) = (state.context(&page), slug.clone());
    let saved = with_db(&state, move |conn| {
        match mailings::change(conn, &context, &of, (id, version), &manner, &texts) {
            Err(TaskError::Stale) => Ok(false),
            done => done.map(|()| true),
        }
    })
    .await?;
    if !saved {
        let prepared = look(&state, &page, &slug, id).await?;
        let templates = prepared.mailing.kind.templates();
        form.collide(&filled(&prepared), |form| in_words(t, form, templates));
        return view(&state, page, &prepared, form, StatusCode::CONFLICT);
    }
    Ok(see_other_with(&address(&slug, id), t.mailing_text_saved()))
}

fn in_words(t: Lang, form: &Form, templates: &[Words]) -> Vec<(String, String)> {
    let mut lines = wording::told(t, form, templates);
    let about = form.told(&[
        ("avsender", t.mailing_sender()),
        ("svar-til", t.mailing_reply_to()),
    ]);
    lines.extend(about.into_iter().map(|(label, value)| (label.to_owned(), value)));
    let neutral = Lang::ALL.iter().filter(|lang| form.has("noytral", lang.code()));
    lines.extend(neutral.map(|lang| (t.mailing_neutral().to_owned(), lang.own_name().to_owned())));
    let copy = if form.has("kopi", "ja") { t.yes() } else { t.no() };
    lines.push((t.mailing_copy().to_owned(), copy.to_owned()));
    lines
}

fn manner(t: Lang, form: &mut Form) -> Manner {
    let reply_to = if form.value("svar-til").is_empty() {
        None
    } else {
        Some(form.email(t, "svar-til", t.mailing_reply_to()))
    };
    Manner {
        sender: form.optional_line(t, "avsender", t.mailing_sender(), 200),
        reply_to,
        neutral_language: if form.value("noytral") == "nn" { "nn" } else { "nb" }.to_owned(),
        copy_to_postmottak: form.has("kopi", "ja"),
    }
}

fn written_forms() -> Vec<Choice> {
    Lang::ALL
        .iter()
        .map(|lang| Choice::new(lang.code(), lang.own_name()))
        .collect()
}
