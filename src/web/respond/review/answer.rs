//! What the buttons of the review page do: answer a row, confirm the rest, take it back.

use actix_web::{HttpResponse, web};

use super::alike;
use super::page::place;
use super::two_versions::{self, Again};
use crate::error::AppError;
use crate::form::Form;
use crate::list::with;
use crate::page::{Page, see_other, see_other_but, see_other_with};
use crate::respond::desk::root;
use crate::respond::review;
use crate::{State, with_db, with_db_together};
use base::secret;
use db::answer::own_list::{self, Which};
use domain::answer::response::{ConfirmedAs, Response, Seen};
use domain::register::arrangement::SectorId;
use domain::register::listing::Pick;
use tasks::answer::answering::{self, Rest};
use tasks::answer::answering_alike::answer_alike;
use tasks::answer::hearing::{AnswerError, Place};

/// One of the page's buttons, as its value names it.
enum Button {
    /// «12:3.0:stemmer»
    Confirm(i32, Seen),
    /// The same for all that the person answers for.
    ConfirmAlike(i32, Seen),
    Correct(i32),
    NotParticipating(i32),
    Undo(i32, Seen),
}

impl Button {
    fn read(value: &str) -> Option<Self> {
        let mut parts = value.splitn(3, ':');
        let number = parts.next()?.parse().ok()?;
        let seen = parts.next()?.parse().ok()?;
        match parts.next()? {
            "stemmer" => Some(Self::Confirm(number, seen)),
            "stemmer-alle" => Some(Self::ConfirmAlike(number, seen)),
            "rett" => Some(Self::Correct(number)),
            "deltar-ikke" => Some(Self::NotParticipating(number)),
            "angre" => Some(Self::Undo(number, seen)),
            _ => None,
        }
    }
}

pub async fn post(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String)>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let place = place(path);
    if !form.value("samlet").is_empty() {
        return rest(&state, &page, &place, &form).await;
    }
    if !form.value("angre").is_empty() {
        return take_back(&state, &page, &place, form.value("angre")).await;
    }
    let form_of = |number: i32, rest: &str| {
        let own = format!("{}/ordninger/{number}{rest}", root(&place));
        let address = page.address.replacen(page.path(), &own, 1);
        let once = ["samlet", "antall", "neste", "etter"];
        once.iter()
            .fold(address, |address, name| with(&address, name, ""))
    };
    match Button::read(form.value("svar")).ok_or(AppError::BadRequest)? {
        Button::Correct(number) => Ok(see_other(&form_of(number, ""))),
        Button::NotParticipating(number) => Ok(see_other(&form_of(number, "/deltar-ikke"))),
        Button::Confirm(number, seen) => {
            let response = Response::confirmed(ConfirmedAs::Single);
            confirm(&state, page, &place, number, seen, response).await
        }
        Button::ConfirmAlike(number, seen) => confirm_alike(&state, page, &place, number, seen).await,
        Button::Undo(number, seen) => {
            let (context, wanted) = (state.context(&page), place.clone());
            with_db_together(&state, move |conn| {
                answering::undo(conn, &context, &wanted, number, seen)
            })
            .await?;
            Ok(see_other_with(
                &onward(&page.address, number),
                page.t.answer_undone(),
            ))
        }
    }
}

async fn confirm(
    state: &web::Data<State>,
    page: Page,
    place: &Place,
    number: i32,
    seen: Seen,
    response: Response,
) -> Result<HttpResponse, AppError> {
    let (context, wanted, given) = (state.context(&page), place.clone(), response.clone());
    let saved = with_db_together(state, move |conn| {
        Ok::<_, AppError>(
            match answering::answer(conn, &context, &wanted, number, seen, &given) {
                Err(AnswerError::Stale) => None,
                saved => Some(saved?),
            },
        )
    })
    .await?;
    if saved.is_some() {
        return Ok(see_other(&onward(&page.address, number)));
    }
    collide(state, page, place, number, &response).await
}

async fn collide(
    state: &web::Data<State>,
    page: Page,
    place: &Place,
    number: i32,
    response: &Response,
) -> Result<HttpResponse, AppError> {
    let loaded = review::page::load(state, &page, place, Which::One(number)).await?;
    let again = Again::confirming(page.address.clone());
    two_versions::show(page, place, &loaded, response, again)
}

async fn confirm_alike(
    state: &web::Data<State>,
    page: Page,
    place: &Place,
    number: i32,
    seen: Seen,
) -> Result<HttpResponse, AppError> {
    let response = Response::confirmed(ConfirmedAs::Single);
    let (context, wanted, given) = (state.context(&page), place.clone(), response.clone());
    let saved = with_db(state, move |conn| {
        let opened = crate::respond::desk::opened(conn, &context, &wanted)?;
        let row = own_list::one(conn, &opened.desk.own, number)?.ok_or(AppError::NotFound)?;
        let sharing = alike::sharing(&alike::mine(&context, &wanted, &opened), &row.arrangement);
        let others = alike::choices(&opened.directory, &sharing).into_iter();
        let others: Vec<String> = others.map(|choice| choice.value).collect();
        match answer_alike(conn, &context, &wanted, number, seen, &given, &others) {
            Err(AnswerError::Stale) => Ok(None),
            saved => Ok::<_, AppError>(Some((saved?, opened.directory))),
        }
    })
    .await?;
    let Some((saved, directory)) = saved else {
        return collide(state, page, place, number, &response).await;
    };
    let told = alike::told(page.t, &directory, &saved);
    let address = onward(&page.address, number);
    Ok(if saved.left_out.is_empty() {
        see_other_with(&address, told)
    } else {
        see_other_but(&address, told)
    })
}

/// The list as it was narrowed, whichever of its rows the page is about.
pub fn back(page: &Page, place: &Place) -> String {
    let query = page.address.split_once('?').map_or("", |(_, query)| query);
    format!("{}/ordninger?{query}", root(place))
}

/// The list at the row after this one.
pub fn onward(list: &str, number: i32) -> String {
    let kept = ["samlet", "antall", "neste"]
        .iter()
        .fold(list.to_owned(), |address, name| with(&address, name, ""));
    with(&kept, "etter", &number.to_string())
}

async fn rest(
    state: &web::Data<State>,
    page: &Page,
    place: &Place,
    form: &Form,
) -> Result<HttpResponse, AppError> {
    let sector = form.value("samlet").to_owned();
    let shown: Vec<(i32, Seen)> = form
        .values("vist[]")
        .filter_map(|shown| {
            let (number, seen) = shown.split_once(':')?;
            Some((number.parse().ok()?, seen.parse().ok()?))
        })
        .collect();
    let batch = secret::new_token()[..16].to_owned();
    let (context, wanted, of_batch) = (state.context(page), place.clone(), batch.clone());
    let rest: Rest = with_db(state, move |conn| {
        let sector = sector_of(conn, &context, &wanted, &sector)?;
        answering::confirm_rest(conn, &context, &wanted, sector, &shown, &of_batch).map_err(AppError::from)
    })
    .await?;
    let back = ["samlet", "antall", "etter"]
        .iter()
        .fold(page.address.clone(), |address, name| with(&address, name, ""));
    let mut address = with(&back, "neste", "1");
    if rest.confirmed > 0 {
        address = with(
            &with(&address, "samlet", &batch),
            "antall",
            &rest.confirmed.to_string(),
        );
    }
    if rest.left_out.is_empty() {
        return Ok(see_other(&address));
    }
    Ok(see_other_but(
        &address,
        page.t.answer_left_out(&rest.left_out.join(", ")),
    ))
}

/// «alle» is the whole list; otherwise a sector by its number, or «uten» for those that have none.
fn sector_of(
    conn: &mut db::DbConn,
    context: &tasks::Context,
    place: &Place,
    given: &str,
) -> Result<Pick<SectorId>, AppError> {
    if given == "alle" {
        return Ok(Pick::Any);
    }
    if given == "uten" {
        return Ok(Pick::Unknown);
    }
    let opened = crate::respond::desk::opened(conn, context, place)?;
    let mut sectors = opened.directory.sectors.iter();
    let found = sectors.find(|sector| sector.nr.to_string() == given);
    found
        .map(|sector| Pick::Is(sector.id))
        .ok_or(AppError::BadRequest)
}

async fn take_back(
    state: &web::Data<State>,
    page: &Page,
    place: &Place,
    batch: &str,
) -> Result<HttpResponse, AppError> {
    let (context, wanted, batch) = (state.context(page), place.clone(), batch.to_owned());
    let undone = with_db(state, move |conn| {
        answering::undo_rest(conn, &context, &wanted, &batch)
    })
    .await?;
    let back = ["samlet", "antall", "etter"]
        .iter()
        .fold(page.address.clone(), |address, name| with(&address, name, ""));
    let text = page.t.answer_undone_rest(&page.t.arrangements(undone));
    Ok(see_other_with(&with(&back, "neste", "1"), text))
}
