//! The list of the country's municipalities. Old names and numbers lead to what they became.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::admin::{choices, under_admin};
use crate::error::AppError;
use crate::form::Form;
use crate::list::{Active, Asked, Choice, asked};
use crate::page::{Page, html};
use crate::{State, with_db};
use db::places;
use db::places::book::{Filter, Listed};
use domain::places::municipality::WrittenForm;
use domain::places::succession::{self, Former};
use domain::text::norwegian::search_words;
use i18n::Lang;

#[derive(Template)]
#[template(path = "pages/admin/municipalities.html")]
struct MunicipalitiesPage {
    page: Page,
    form: Form,
    counties: Vec<Choice>,
    written_forms: Vec<Choice>,
    contact_choices: Vec<Choice>,
    active: Vec<Active>,
    former: Vec<(String, Vec<(String, String)>)>,
    found: String,
    rows: Vec<Listed>,
    /// None are in the register at all.
    is_empty: bool,
}

pub async fn show(state: web::Data<State>, page: Page, query: Asked) -> Result<HttpResponse, AppError> {
    let form = asked(query)?;
    let filter = read(&form);
    let asked = form.value("q").to_owned();
    let (rows, counties, former) = with_db(&state, move |conn| {
        let rows = places::book::list(conn, &filter)?;
        let counties = places::book::counties(conn)?;
        let former = if asked.is_empty() {
            Vec::new()
        } else {
            succession::former(&places::book::changes(conn)?, &asked)
        };
        db::QueryResult::Ok((rows, counties, former))
    })
    .await?;
    let all: i64 = counties.iter().map(|(_, _, municipalities)| municipalities).sum();
    let counties: Vec<(String, String)> = counties
        .into_iter()
        .map(|(number, name, _)| (number, name))
        .collect();
    let page = under_admin(page);
    let t = page.t;
    html(&MunicipalitiesPage {
        written_forms: written_forms(t),
        contact_choices: vec![Choice::new("mangler", t.book_lacks_contact())],
        active: active(t, &form, &counties),
        former: former.into_iter().map(|former| told(t, former)).collect(),
        found: t.book_found(&t.count(rows.len() as i64), &t.count(all)),
        is_empty: all == 0,
        counties: choices(&counties),
        rows,
        form,
        page,
    })
}

pub(crate) fn written_forms(t: Lang) -> Vec<Choice> {
    WrittenForm::ALL
        .iter()
        .map(|form| Choice::new(form.code(), t.written_form(*form)))
        .collect()
}

fn read(form: &Form) -> Filter {
    Filter {
        words: search_words(form.value("q")),
        county: Some(form.value("fylke").to_owned()).filter(|county| !county.is_empty()),
        written_form: WrittenForm::from_code(form.value("malform")),
        lacks_contact: form.value("kontakt") == "mangler",
    }
}

fn active(t: Lang, form: &Form, counties: &[(String, String)]) -> Vec<Active> {
    let county = form.value("fylke");
    let county = counties
        .iter()
        .find(|(number, _)| number == county)
        .map_or(county, |(_, name)| name);
    let written_form = WrittenForm::from_code(form.value("malform")).map_or("", |form| t.written_form(form));
    let contact = if form.value("kontakt") == "mangler" {
        t.book_lacks_contact()
    } else {
        ""
    };
    [
        ("q", t.search(), form.value("q")),
        ("fylke", t.book_county(), county),
        ("malform", t.book_written_form(), written_form),
        ("kontakt", t.book_contact(), contact),
    ]
    .into_iter()
    .filter(|(_, _, text)| !text.is_empty())
    .map(|(name, label, text)| Active {
        name,
        value: form.value(name).to_owned(),
        text: format!("{label}: {text}"),
    })
    .collect()
}

/// «Halsa (1571) er nå», and the municipalities that it is.
fn told(t: Lang, former: Former) -> (String, Vec<(String, String)>) {
    (t.book_former(&former.name, &former.number), former.now)
}
