//! The fields in which letters are worded, for one mailing and for the standard texts alike.

use crate::form::Form;
use domain::letters::mailing::{Template, Wording};
use domain::letters::merge::{MergeField, MergeMistake, mistakes};
use i18n::Lang;
use mail::wording::Values;

const LONGEST_SUBJECT: usize = 200;
const LONGEST_BODY: usize = 5000;

pub fn subject_field(template: Template, language: &str) -> String {
    format!("emne-{}-{language}", template.code())
}

pub fn body_field(template: Template, language: &str) -> String {
    format!("tekst-{}-{language}", template.code())
}

/// One letter in one written form.
pub struct Editor {
    pub title: String,
    pub hint: &'static str,
    pub lang: &'static str,
    pub subject: String,
    pub body: String,
    /// For the script that shows the letter while it is written: the ids of both fields.
    pub fields: String,
}

pub fn editors(t: Lang, templates: &[Template]) -> Vec<Editor> {
    templates
        .iter()
        .flat_map(|&template| Lang::ALL.iter().map(move |&lang| (template, lang)))
        .map(|(template, lang)| {
            let (subject, body) = (
                subject_field(template, lang.code()),
                body_field(template, lang.code()),
            );
            Editor {
                title: format!(
                    "{}, {}",
                    t.template_name(template),
                    lang.own_name().to_lowercase()
                ),
                hint: match template {
                    Template::Reminder | Template::ReminderBegun | Template::LastReminder => {
                        t.template_subject_of_reminder()
                    }
                    _ => "",
                },
                lang: lang.code(),
                fields: format!("{subject} {body}"),
                subject,
                body,
            }
        })
        .collect()
}

/// Every letter's subject and body by their labels.
pub fn told(t: Lang, form: &Form, templates: &[Template]) -> Vec<(String, String)> {
    let texts = editors(t, templates).into_iter().flat_map(|editor| {
        let label = |of: &str| format!("{}: {of}", editor.title);
        [
            (label(t.mailing_subject()), form.value(&editor.subject).to_owned()),
            (label(t.mailing_body()), form.value(&editor.body).to_owned()),
        ]
    });
    texts.collect()
}

/// What may be put into these letters: the field's name, what it stands for, and an example.
pub fn fields(t: Lang, templates: &[Template], values: &Values) -> Vec<(&'static str, String, String)> {
    MergeField::ALL
        .iter()
        .filter(|field| templates.iter().any(|template| template.fields().contains(field)))
        .map(|&field| {
            let name = t.merge_field(field).to_owned();
            (field.code(), name, values.of(field).to_owned())
        })
        .collect()
}

/// The words that were typed, with every mistake told at its field.
pub fn read(t: Lang, form: &mut Form, template: Template, lang: Lang) -> Wording {
    let (subject, body) = (
        subject_field(template, lang.code()),
        body_field(template, lang.code()),
    );
    let wording = Wording {
        subject: form.value(&subject).replace('\n', " "),
        body: form.value(&body).to_owned(),
    };
    for (field, label, text, longest) in [
        (&subject, t.mailing_subject(), &wording.subject, LONGEST_SUBJECT),
        (&body, t.mailing_body(), &wording.body, LONGEST_BODY),
    ] {
        let length = text.chars().count();
        if text.is_empty() {
            form.wrong(field.clone(), t.missing(&label));
        } else if length > longest {
            form.wrong(field.clone(), t.too_long(&label, &longest, &length));
        }
        for mistake in mistakes(text, template.fields(), &[]) {
            form.wrong(field.clone(), in_words(t, &mistake));
        }
    }
    let whole = format!("{}\n{}", wording.subject, wording.body);
    for mistake in mistakes(&whole, template.fields(), template.needs()) {
        if let MergeMistake::Missing(_) = mistake {
            form.wrong(body.clone(), in_words(t, &mistake));
        }
    }
    wording
}

fn in_words(t: Lang, mistake: &MergeMistake) -> String {
    match mistake {
        MergeMistake::Unknown(name) => t.merge_unknown(name),
        MergeMistake::Brace => t.merge_brace().to_owned(),
        MergeMistake::Missing(field) => t.merge_missing(field.code()),
    }
}
