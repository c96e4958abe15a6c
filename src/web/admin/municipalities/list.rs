//! The list of the country's municipalities. Old names and numbers lead to what they became.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::admin::under_admin;
use crate::error::AppError;
use crate::form::Form;
use crate::list::{Asked, Choice, Filters, Offer, asked};
use crate::page::{Page, html};
use crate::{State, with_db};
use db::places;
use db::places::book::{Filter, Listed};
use domain::places::municipality::WrittenForm;
use domain::places::succession::{self, Former};
use i18n::Lang;

#[derive(Template)]
#[template(path = "pages/admin/municipalities.html")]
struct MunicipalitiesPage {
    page: Page,
    filters: Filters<'static>,
    former: Vec<(String, Vec<(String, String)>)>,
    found: String,
    rows: Vec<Listed>,
    /// None are in the register at all.
    is_empty: bool,
}

pub async fn show(state: web::Data<State>, page: Page, query: Asked) -> Result<HttpResponse, AppError> {
    let form = asked(query)?;
    let t = page.t;
    let (rows, all, filters, former) = with_db(&state, move |conn| {
        let counties = places::book::counties(conn)?;
        let all: i64 = counties.iter().map(|(_, _, municipalities)| municipalities).sum();
        let (filters, filter) = read(t, form, counties);
        let rows = places::book::list(conn, &filter)?;
        let former = match filters.form.value("q") {
            "" => Vec::new(),
            asked => succession::former(&places::book::changes(conn)?, asked),
        };
        db::QueryResult::Ok((rows, all, filters, former))
    })
    .await?;
    html(&MunicipalitiesPage {
        former: former.into_iter().map(|former| told(t, former)).collect(),
        found: t.book_found(&t.count(rows.len() as i64), &t.count(all)),
        is_empty: all == 0,
        rows,
        filters,
        page: under_admin(page),
    })
}

pub(crate) fn written_forms(t: Lang) -> Vec<Choice> {
    WrittenForm::ALL
        .iter()
        .map(|form| Choice::new(form.code(), t.written_form(*form)))
        .collect()
}

fn read(t: Lang, form: Form, counties: Vec<(String, String, i64)>) -> (Filters<'static>, Filter) {
    let mut filters = Filters::new(t, form).leniently();
    let counties = counties.into_iter().map(|(number, name, _)| (number, name));
    let filter = Filter {
        words: filters.words(t.book_search()),
        county: filters.named("fylke", t.book_county(), counties),
        written_form: filters.code(
            "malform",
            t.book_written_form(),
            WrittenForm::ALL,
            WrittenForm::code,
            Lang::written_form,
        ),
        lacks_contact: filters
            .choose(
                "kontakt",
                t.book_contact(),
                [((), Offer::new("mangler", t.book_lacks_contact()))],
            )
            .is_some(),
    };
    (filters, filter)
}

/// «Halsa (1571) er nå», and the municipalities that it is.
fn told(t: Lang, former: Former) -> (String, Vec<(String, String)>) {
    (t.book_former(&former.name, &former.number), former.now)
}
