//! Giving a person a role, and ending one. What is chosen is read here for invitations too.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::acts::refusal_text;
use super::user;
use crate::admin::{mapping_choices, role_text, under_user};
use crate::error::AppError;
use crate::form::Form;
use crate::list::Choice;
use crate::page::{Page, html, see_other, see_other_with, unprocessable};
use crate::request::cookies::Flash;
use crate::{State, with_db};
use db::mapping::mappings;
use db::people;
use db::people::accounts::NewGrant;
use db::people::read::Person;
use db::{DbConn, places};
use domain::people::access::{Role, UserId};
use domain::people::person::{Refusal, Scope};
use domain::places::mapping::Mapping;
use domain::places::municipality::MunicipalityId;
use i18n::Lang;
use tasks::accounts::administering;

/// What a role can be given for.
#[derive(Debug, Clone)]
pub struct Offers {
    mappings: Vec<Mapping>,
    /// Key, number and name.
    municipalities: Vec<(i64, String, String)>,
}

impl Offers {
    pub fn load(conn: &mut DbConn) -> db::QueryResult<Self> {
        Ok(Self {
            mappings: mappings::list(conn)?,
            municipalities: places::book::choices(conn)?,
        })
    }

    pub fn roles(&self, t: &Lang) -> Vec<Choice> {
        Role::ALL
            .iter()
            .filter(|role| role.is_given())
            .map(|role| Choice::new(role.code(), t.role(*role)))
            .collect()
    }

    pub fn mappings(&self) -> Vec<Choice> {
        mapping_choices(&self.mappings)
    }

    pub fn municipalities(&self) -> Vec<Choice> {
        self.municipalities
            .iter()
            .map(|(_, number, name)| Choice::new(number, format!("{name} ({number})")))
            .collect()
    }

    /// The role with the scope that it demands, and what it is called; every mistake is named. What is said of a
    /// scope that the role does not have is left out.
    pub fn read(&self, t: Lang, form: &mut Form) -> Option<(NewGrant, String)> {
        let Some(role) = Role::from_code(form.value("rolle")).filter(|role| role.is_given()) else {
            form.wrong("rolle", t.users_role_missing());
            return None;
        };
        let called = t.role(role);
        let (grant, scope) = match role.scope() {
            Scope::Portal => return Some((NewGrant::admin(), called.to_owned())),
            Scope::Mapping => {
                let slug = form.value("kartlegging").to_owned();
                let Some(mapping) = self.mappings.iter().find(|mapping| mapping.slug == slug) else {
                    form.wrong("kartlegging", t.users_mapping_missing(called));
                    return None;
                };
                (NewGrant::for_mapping(role, mapping.id), &mapping.name)
            }
            Scope::Municipality => {
                let number = form.value("kommune").to_owned();
                let chosen = self.municipalities.iter().find(|(_, code, _)| *code == number);
                let Some((id, _, name)) = chosen else {
                    form.wrong("kommune", t.users_municipality_missing(called));
                    return None;
                };
                (NewGrant::for_municipality(role, MunicipalityId(*id)), name)
            }
        };
        Some((grant, format!("{called}, {scope}")))
    }
}

#[derive(Template)]
#[template(path = "pages/admin/role_new.html")]
struct NewRolePage {
    page: Page,
    form: Form,
    offers: Offers,
    title: String,
    back: String,
}

fn new_role_page(page: Page, person: &Person, offers: Offers, form: Form) -> NewRolePage {
    NewRolePage {
        title: page.t.users_grant_title(&person.name),
        back: format!("/admin/brukere/{}", person.id),
        page: under_user(page, person.id, &person.name),
        offers,
        form,
    }
}

fn load(conn: &mut DbConn, user: i64) -> Result<(Person, Offers), AppError> {
    Ok((user::load(conn, user)?, Offers::load(conn)?))
}

pub async fn new(
    state: web::Data<State>,
    page: Page,
    user: web::Path<i64>,
) -> Result<HttpResponse, AppError> {
    let user = user.into_inner();
    let (person, offers) = with_db(&state, move |conn| load(conn, user)).await?;
    html(&new_role_page(page, &person, offers, Form::default()))
}

pub async fn grant(
    state: web::Data<State>,
    page: Page,
    user: web::Path<i64>,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let user = user.into_inner();
    let t = page.t;
    let (person, offers) = with_db(&state, move |conn| load(conn, user)).await?;
    if let Some((grant, called)) = offers.read(t, &mut form) {
        let context = state.context(&page);
        let done = with_db(&state, move |conn| {
            administering::grant(conn, &context, UserId(user), &grant)
        });
        match done.await? {
            Ok(()) => {
                let back = format!("/admin/brukere/{user}");
                return Ok(see_other_with(&back, t.users_granted_done(&called)));
            }
            Err(refusal) => form.wrong("rolle", refusal_text(t, refusal)),
        }
    }
    unprocessable(&new_role_page(page, &person, offers, form))
}

#[derive(Template)]
#[template(path = "pages/admin/act.html")]
struct EndRolePage {
    page: Page,
    form: Form,
    title: String,
    consequences: Vec<String>,
    refused: Option<&'static str>,
    wants_reason: bool,
    is_danger: bool,
    button: &'static str,
    back: String,
}

pub async fn end_page(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(i64, i64)>,
) -> Result<HttpResponse, AppError> {
    let (user, role) = path.into_inner();
    let (person, held, is_last) = with_db(&state, move |conn| -> Result<_, AppError> {
        let person = user::load(conn, user)?;
        let held = people::read::roles_of(conn, &[user])?
            .into_iter()
            .find(|held| held.id == role)
            .ok_or(AppError::NotFound)?;
        let is_last = held.role == Role::Admin && administering::is_last_administrator(conn, UserId(user))?;
        Ok((person, held, is_last))
    })
    .await?;
    let t = page.t;
    let refused = match (held.ended_at, is_last) {
        (Some(_), _) => Some(refusal_text(t, Refusal::NotNow)),
        (None, true) => Some(refusal_text(t, Refusal::LastAdmin)),
        (None, false) => None,
    };
    html(&EndRolePage {
        title: t.users_end_role_title(&role_text(t, &held), &person.name),
        consequences: vec![
            t.users_end_role_bites().to_owned(),
            t.users_end_role_keeps().to_owned(),
        ],
        refused,
        wants_reason: false,
        is_danger: true,
        button: t.users_end_role_button(),
        back: format!("/admin/brukere/{user}"),
        page: under_user(page, user, &person.name),
        form: Form::default(),
    })
}

pub async fn end(
    state: web::Data<State>,
    page: Page,
    path: web::Path<(i64, i64)>,
) -> Result<HttpResponse, AppError> {
    let (user, role) = path.into_inner();
    let context = state.context(&page);
    let done = with_db(&state, move |conn| {
        administering::end_role(conn, &context, UserId(user), role)
    });
    let t = page.t;
    let back = format!("/admin/brukere/{user}");
    Ok(match done.await? {
        Ok(held) => see_other_with(&back, t.users_role_ended(&role_text(t, &held))),
        Err(refusal) => see_other_refused(&back, refusal_text(t, refusal)),
    })
}

/// Back, with the reason why nothing was done.
pub(crate) fn see_other_refused(address: &str, text: &str) -> HttpResponse {
    let mut response = see_other(address);
    response.extensions_mut().insert(Flash {
        good: false,
        text: text.to_owned(),
    });
    response
}
