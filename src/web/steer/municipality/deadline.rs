//! Gives one municipality more time, and tells it so.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{NaiveDateTime, NaiveTime, TimeDelta};

use super::front::{Loaded, OfRound, load, under_municipalities};
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html, see_other_but, see_other_with, unprocessable};
use crate::steer::root;
use crate::{State, with_db};
use base::clock;
use domain::places::municipality::WrittenForm;
use domain::round::hearing::{HearingState, RoundState};
use domain::text::written_time;
use i18n::Lang;
use tasks::TaskError;
use tasks::round::rounds;

#[derive(Template)]
#[template(path = "pages/steer/municipality_deadline.html")]
struct DeadlinePage {
    page: Page,
    form: Form,
    title: String,
    now: String,
    consequence: String,
    /// Nobody can be written to.
    reaches_nobody: bool,
    back: String,
}

/// What the page and its form need to know of the hearing.
struct Ground {
    name: String,
    back: String,
    deadline: Option<NaiveDateTime>,
    form: WrittenForm,
    has_address: bool,
    page: Page,
}

async fn ground(
    state: &web::Data<State>,
    page: Page,
    (slug, number): (String, String),
) -> Result<Ground, AppError> {
    let now = page.now;
    let found = with_db(state, move |conn| load(conn, &slug, &number, now)).await?;
    let Loaded::Round(loaded) = found.loaded else {
        return Err(AppError::NotFound);
    };
    let OfRound { round, followed, .. } = *loaded;
    // Nothing to extend: there is no such page.
    if followed.state == HearingState::Draft || round.state != RoundState::Open {
        return Err(AppError::NotFound);
    }
    let entry = found.directory.entry(found.id).ok_or(AppError::NotFound)?;
    let municipality = &entry.municipality;
    let back = format!("{}/kommuner/{}", root(&found.mapping), municipality.number);
    Ok(Ground {
        name: municipality.name.clone(),
        deadline: followed.deadline(&round),
        form: municipality.written_form,
        has_address: followed.respondent.is_some(),
        page: under_municipalities(page, &found.mapping).crumb(&back, &municipality.name),
        back,
    })
}

fn deadline_page(ground: Ground, form: Form) -> DeadlinePage {
    let t = ground.page.t;
    let written_in = match ground.form {
        WrittenForm::Nynorsk => t.written_form(WrittenForm::Nynorsk),
        WrittenForm::Bokmal | WrittenForm::Neutral => t.written_form(WrittenForm::Bokmal),
    };
    DeadlinePage {
        title: t.extend_title(&ground.name),
        now: ground
            .deadline
            .map(|deadline| t.extend_now(&t.long_time(deadline)))
            .unwrap_or_default(),
        consequence: t.extend_consequence(&written_in.to_lowercase()),
        reaches_nobody: !ground.has_address,
        back: ground.back,
        page: ground.page,
        form,
    }
}

/// A week more than what it has, or than today: most are content with that.
pub async fn show(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let now = page.now;
    let ground = ground(&state, page, path.into_inner()).await?;
    let last = ground.deadline.map_or(now, |deadline| deadline.max(now));
    let proposed = clock::today(last) + TimeDelta::days(7);
    let time = ground
        .deadline
        .map_or(NaiveTime::MIN + TimeDelta::hours(16), |deadline| {
            clock::in_oslo(deadline).time()
        });
    let form = Form::filled([
        ("dato", proposed.format("%-d.%-m.%Y").to_string()),
        ("klokkeslett", time.format("%H.%M").to_string()),
    ]);
    html(&deadline_page(ground, form))
}

pub async fn extend(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String)>,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let (slug, number) = path.into_inner();
    let (t, now, context) = (page.t, page.now, state.context(&page));
    let ground = ground(&state, page, (slug.clone(), number.clone())).await?;
    let Some(to) = read(t, &mut form, ground.deadline, now) else {
        return unprocessable(&deadline_page(ground, form));
    };
    let done = with_db(&state, move |conn| -> Result<_, TaskError> {
        match rounds::extend(conn, &context, &slug, &number, to) {
            Err(TaskError::Stale) => Ok(false),
            outcome => outcome.map(|()| true),
        }
    });
    if done.await? {
        let told = t.extend_done(&ground.name, &t.long_time(to));
        Ok(see_other_with(&ground.back, told))
    } else {
        Ok(see_other_but(&ground.back, t.extend_stale()))
    }
}

fn read(
    t: Lang,
    form: &mut Form,
    deadline: Option<NaiveDateTime>,
    now: NaiveDateTime,
) -> Option<NaiveDateTime> {
    let (typed, typed_time) = (
        form.value("dato").to_owned(),
        form.value("klokkeslett").to_owned(),
    );
    let date = written_time::date(&typed, clock::today(now));
    let time = written_time::time(&typed_time);
    if date.is_none() {
        form.wrong("dato", t.extend_date_wrong(&typed));
    }
    if time.is_none() {
        form.wrong("klokkeslett", t.extend_time_wrong(&typed_time));
    }
    let to = clock::from_oslo(date?.and_time(time?));
    if to <= now {
        form.wrong("dato", t.extend_past());
    } else if Some(to) <= deadline {
        let deadline = deadline.map(|deadline| t.long_time(deadline)).unwrap_or_default();
        form.wrong("dato", t.extend_not_later(&deadline));
    }
    form.is_right().then_some(to)
}
