//! What is done to an account at one stroke: each act has its own page that says what will happen, and asks for a
//! reason where the log must keep one.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDateTime;

use super::roles::see_other_refused;
use super::user;
use crate::admin::under_user;
use crate::error::AppError;
use crate::form::Form;
use crate::page::{Page, html, see_other_with, unprocessable};
use crate::{State, with_db};
use db::DbConn;
use db::people::read::Person;
use domain::people::access::UserId;
use domain::people::person::{AccountState, Refusal};
use i18n::Lang;
use tasks::accounts::administering;
use tasks::{Context, TaskError};

const LONGEST_REASON: usize = 500;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Activation,
    Reset,
    SecondFactor,
    Sessions,
    Disable,
    Enable,
}

impl Act {
    const ALL: [Self; 6] = [
        Self::Activation,
        Self::Reset,
        Self::SecondFactor,
        Self::Sessions,
        Self::Disable,
        Self::Enable,
    ];

    /// The end of its address.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Activation => "aktivering",
            Self::Reset => "nytt-passord",
            Self::SecondFactor => "totrinn",
            Self::Sessions => "innlogginger",
            Self::Disable => "deaktiver",
            Self::Enable => "gjenapne",
        }
    }

    fn of(request: &HttpRequest) -> Result<Self, AppError> {
        let end = request.path().rsplit('/').next();
        Self::ALL
            .into_iter()
            .find(|act| Some(act.path()) == end)
            .ok_or(AppError::NotFound)
    }

    /// What can be done to the account as it is.
    pub fn offered(person: &Person, now: NaiveDateTime) -> impl Iterator<Item = Self> {
        let state = person.state(now);
        let has_factor = person.totp_confirmed_at.is_some();
        Self::ALL.into_iter().filter(move |act| match act {
            Self::Activation => state == AccountState::Invited,
            Self::Reset => matches!(state, AccountState::Active | AccountState::Locked),
            Self::SecondFactor => has_factor && state != AccountState::Disabled,
            Self::Sessions => matches!(state, AccountState::Active | AccountState::Locked),
            Self::Disable => state != AccountState::Disabled,
            Self::Enable => state == AccountState::Disabled,
        })
    }

    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Activation => t.act_activation(),
            Self::Reset => t.act_reset(),
            Self::SecondFactor => t.act_factor(),
            Self::Sessions => t.act_sessions(),
            Self::Disable => t.act_disable(),
            Self::Enable => t.act_enable(),
        }
    }

    fn title(self, t: Lang, name: &str) -> String {
        match self {
            Self::Activation => t.act_activation_title(name),
            Self::Reset => t.act_reset_title(name),
            Self::SecondFactor => t.act_factor_title(name),
            Self::Sessions => t.act_sessions_title(name),
            Self::Disable => t.act_disable_title(name),
            Self::Enable => t.act_enable_title(name),
        }
    }

    fn consequences(self, t: Lang, email: &str) -> Vec<String> {
        let plain = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        match self {
            Self::Activation => vec![t.act_activation_sends(email), t.act_old_link_stops().to_owned()],
            Self::Reset => vec![
                t.act_reset_sends(email),
                t.act_reset_hidden().to_owned(),
                t.act_reset_keeps().to_owned(),
            ],
            Self::SecondFactor => plain(&[t.act_factor_sure(), t.act_factor_stops(), t.act_factor_next()]),
            Self::Sessions => plain(&[t.act_sessions_ends(), t.act_sessions_keeps()]),
            Self::Disable => plain(&[
                t.act_disable_bites(),
                t.act_disable_links(),
                t.act_disable_keeps(),
            ]),
            Self::Enable => plain(&[t.act_enable_may(), t.act_enable_sessions()]),
        }
    }

    const fn wants_reason(self) -> bool {
        matches!(self, Self::Reset | Self::SecondFactor)
    }

    const fn is_danger(self) -> bool {
        matches!(self, Self::SecondFactor | Self::Disable)
    }
}

#[derive(Template)]
#[template(path = "pages/admin/act.html")]
struct ActPage {
    page: Page,
    form: Form,
    title: String,
    consequences: Vec<String>,
    /// Why it cannot be done; then there is no button.
    refused: Option<&'static str>,
    wants_reason: bool,
    is_danger: bool,
    button: &'static str,
    back: String,
}

fn act_page(page: Page, act: Act, person: &Person, form: Form, refused: Option<Refusal>) -> ActPage {
    let t = page.t;
    ActPage {
        title: act.title(t, &person.name),
        consequences: act.consequences(t, &person.email),
        refused: refused.map(|refusal| refusal_text(t, refusal)),
        wants_reason: act.wants_reason(),
        is_danger: act.is_danger(),
        button: act.name(t),
        back: format!("/admin/brukere/{}", person.id),
        page: under_user(page, person.id, &person.name),
        form,
    }
}

pub(crate) const fn refusal_text(t: Lang, refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::LastAdmin => t.users_last_admin(),
        Refusal::Oneself => t.users_oneself(),
        Refusal::EmailTaken => t.users_email_taken(),
        Refusal::AlreadyHeld => t.users_already_held(),
        Refusal::NotNow => t.users_not_now(),
    }
}

pub async fn show(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
    user: web::Path<i64>,
) -> Result<HttpResponse, AppError> {
    let act = Act::of(&request)?;
    let user = user.into_inner();
    let person = with_db(&state, move |conn| user::load(conn, user)).await?;
    let is_offered = Act::offered(&person, page.now).any(|offered| offered == act);
    let is_own = page.actor().is_some_and(|actor| actor.user.0 == user);
    let refused = match act {
        Act::Disable if is_own => Some(Refusal::Oneself),
        _ if !is_offered => Some(Refusal::NotNow),
        _ => None,
    };
    html(&act_page(page, act, &person, Form::default(), refused))
}

pub async fn post(
    state: web::Data<State>,
    page: Page,
    request: HttpRequest,
    user: web::Path<i64>,
    mut form: Form,
) -> Result<HttpResponse, AppError> {
    let act = Act::of(&request)?;
    let user = user.into_inner();
    let t = page.t;
    let reason = if act.wants_reason() {
        form.line(t, "grunn", t.users_reason(), LONGEST_REASON)
    } else {
        String::new()
    };
    if !form.is_right() {
        let person = with_db(&state, move |conn| user::load(conn, user)).await?;
        return unprocessable(&act_page(page, act, &person, form, None));
    }
    let context = state.context(&page);
    let done = with_db(&state, move |conn| {
        perform(conn, &context, act, UserId(user), &reason)
    })
    .await?;
    let back = format!("/admin/brukere/{user}");
    Ok(match done {
        Ok(text) => see_other_with(&back, text),
        Err(refusal) => see_other_refused(&back, refusal_text(t, refusal)),
    })
}

/// Does it, and says in words that it is done.
fn perform(
    conn: &mut DbConn,
    context: &Context,
    act: Act,
    user: UserId,
    reason: &str,
) -> Result<Result<String, Refusal>, TaskError> {
    let t = context.lang;
    let told = |text: &str| text.to_owned();
    Ok(match act {
        Act::Activation if tasks::accounts::send_activation(conn, context, user)? => {
            Ok(told(t.act_activation_done()))
        }
        Act::Activation => Err(Refusal::NotNow),
        Act::Reset => {
            administering::start_reset(conn, context, user, reason)?.map(|()| told(t.act_reset_done()))
        }
        Act::SecondFactor => administering::remove_second_factor(conn, context, user, reason)?
            .map(|()| told(t.act_factor_done())),
        Act::Sessions => Ok(t.act_sessions_done(&administering::end_sessions(conn, context, user)?)),
        Act::Disable => administering::disable(conn, context, user)?.map(|()| told(t.act_disable_done())),
        Act::Enable => administering::enable(conn, context, user)?.map(|()| told(t.act_enable_done())),
    })
}
