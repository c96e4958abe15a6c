//! A new arrangement: its name first, then what it may be another name of, and only then the rest.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;

use super::form::{Choices, LONGEST_NAME};
use super::look_alikes::{HitView, Sought, hits};
use crate::error::AppError;
use crate::form::Form;
use crate::list::{Asked, Choice, asked, with};
use crate::page::{Page, html, see_other_with, unprocessable};
use crate::respond::desk::{Head, Opened, opened, root};
use crate::respond::propose;
use crate::respond::review::page::place;
use crate::{State, with_db};
use db::DbConn;
use db::answer::proposals;
use db::register::look_alikes;
use domain::answer::proposal::{Described, ProposalKind};
use domain::round::hearing::ShowOthers;
use tasks::answer::hearing::Place;
use tasks::answer::proposing::{self, TakesPart};

#[derive(Template)]
#[template(path = "pages/respond/propose.html")]
struct ProposePage {
    page: Page,
    form: Form,
    head: Head,
    sectors: Vec<Choice>,
    /// Nothing until a name is given.
    hits: Option<Vec<HitView>>,
    /// The rest of the form, when the arrangement is known to be new.
    offer: Option<Choices>,
    /// Where «no, it is new» leads.
    as_new: String,
}

/// What the address asks for.
enum Step {
    Name,
    LookAlikes,
    /// The rest of the form, perhaps as another municipality has reported it.
    Rest(Option<i64>),
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String)>,
    query: Asked,
) -> Result<HttpResponse, AppError> {
    let mut form = asked(query)?;
    let place = place(path);
    let mut step = Step::Name;
    if page.address.contains('?') {
        form.line(page.t, "navn", page.t.name(), LONGEST_NAME);
        step = match (form.is_right(), form.value("ny").is_empty()) {
            (false, _) => Step::Name,
            (true, true) => Step::LookAlikes,
            (true, false) => Step::Rest(form.value("som").parse().ok()),
        };
    }
    let (context, wanted) = (state.context(&page), place.clone());
    let (opened, sought, step) = with_db(&state, move |conn| {
        let opened = to_write(conn, &context, &wanted)?;
        let sought = match step {
            Step::LookAlikes => Some(seek(conn, &opened)?),
            Step::Rest(Some(_)) => Some(Sought {
                known: Arc::default(),
                proposals: Vec::new(),
                reported: look_alikes::reported_by_others(conn, &opened.desk.own)?,
            }),
            _ => None,
        };
        Ok::<_, AppError>((opened, sought, step))
    })
    .await?;
    let shown = propose_page(page, &place, &opened, form);
    match (step, sought) {
        (Step::LookAlikes, Some(sought)) => html(&shown.with_hits(&place, &opened, &sought)),
        (Step::Rest(same), sought) => html(&shown.with_rest(&opened, same, sought.as_ref())),
        _ if shown.form.is_right() => html(&shown),
        _ => unprocessable(&shown),
    }
}

/// The hearing, for whoever may add to the whole of its list now.
pub fn to_write(conn: &mut DbConn, context: &tasks::Context, place: &Place) -> Result<Opened, AppError> {
    let opened = opened(conn, context, place)?;
    if !opened.standing.is_open() {
        return Err(AppError::Shut(opened.standing));
    }
    if !opened.desk.rights.may_answer_all() {
        return Err(AppError::Forbidden);
    }
    Ok(opened)
}

fn seek(conn: &mut DbConn, opened: &Opened) -> Result<Sought, AppError> {
    let own = &opened.desk.own;
    Ok(Sought {
        known: look_alikes::known(conn, own)?,
        proposals: proposals::of_hearing(conn, own)?,
        reported: match own.show_others {
            ShowOthers::No => Vec::new(),
            ShowOthers::Status | ShowOthers::Values => look_alikes::reported_by_others(conn, own)?,
        },
    })
}

fn propose_page(page: Page, place: &Place, opened: &Opened, form: Form) -> ProposePage {
    let t = page.t;
    let head = Head::of(t, place, opened);
    ProposePage {
        sectors: propose::form::sectors(t, &opened.directory),
        hits: None,
        offer: None,
        as_new: with(&page.address, "ny", "1"),
        page: page
            .crumb("/svar", t.our_arrangements())
            .crumb(&head.root, &head.municipality),
        head,
        form,
    }
}

impl ProposePage {
    fn with_hits(mut self, place: &Place, opened: &Opened, sought: &Sought) -> Self {
        let chosen = self.form.value("sektor");
        let sectors = &opened.directory.sectors;
        let sector = sectors.iter().find(|sector| sector.nr.to_string() == chosen);
        let found = hits(
            self.page.t,
            opened,
            sought,
            self.form.value("navn"),
            sector.map(|sector| sector.id),
            &root(place),
            &self.page.address,
        );
        if found.is_empty() {
            self = self.with_rest(opened, None, None);
        }
        self.hits = Some(found);
        self
    }

    /// Prefilled with the name, or with what another municipality has submitted of it.
    fn with_rest(mut self, opened: &Opened, same: Option<i64>, sought: Option<&Sought>) -> Self {
        let reported = sought
            .and_then(|sought| sought.reported.iter().find(|reported| Some(reported.id) == same))
            .filter(|_| opened.desk.own.show_others != ShowOthers::No);
        let chosen = self.form.value("sektor");
        let sectors = &opened.directory.sectors;
        let described = reported.map_or_else(
            || Described {
                name: self.form.value("navn").to_owned(),
                sector: sectors
                    .iter()
                    .find(|sector| sector.nr.to_string() == chosen)
                    .map(|sector| sector.id),
                ..Described::default()
            },
            |reported| reported.described.clone(),
        );
        self.form = propose::form::filled(opened, &described);
        self.offer = Some(Choices::of(self.page.t, opened, ProposalKind::New, &self.form));
        self
    }

    fn title(&self) -> String {
        match &self.hits {
            Some(hits) if !hits.is_empty() => self.page.t.proposal_looks_like(self.form.value("navn")),
            _ => self.page.t.proposal_add().to_owned(),
        }
    }
}

pub async fn post(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(String, String)>,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let place = place(path);
    let (t, home) = (page.t, root(&place));
    let (context, wanted) = (state.context(&page), place.clone());
    let number = form.value("deltar");
    if !number.is_empty() {
        let number: i32 = number.parse().map_err(|_| AppError::BadRequest)?;
        let outcome = with_db(&state, move |conn| {
            proposing::take_part(conn, &context, &wanted, number)
        })
        .await?;
        return Ok(match outcome {
            TakesPart::Proposed(name) => see_other_with(&home, t.proposal_takes_part(&name)),
            TakesPart::Listed => see_other_with(
                &format!("{home}/ordninger#o{number}"),
                t.proposal_listed_already(),
            ),
        });
    }
    let (of_page, of_place) = (context.clone(), place.clone());
    let opened = with_db(&state, move |conn| to_write(conn, &of_page, &of_place)).await?;
    let described = propose::form::read(&page, &opened, &mut form);
    if !form.is_right() {
        let mut again = propose_page(page, &place, &opened, form);
        again.offer = Some(Choices::of(t, &opened, ProposalKind::New, &again.form));
        return unprocessable(&again);
    }
    let name = described.name.clone();
    with_db(&state, move |conn| {
        proposing::propose(conn, &context, &wanted, &described)
    })
    .await?;
    Ok(see_other_with(&home, t.proposal_added(&name)))
}
