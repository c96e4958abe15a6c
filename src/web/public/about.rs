//! What the portal says about itself: help, privacy, cookies, accessibility.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::State;
use crate::error::AppError;
use crate::page::{Page, html};
use crate::request::cookies::Kept;

/// Whom to turn to; empty where the operator has not said.
struct Contact {
    owner: String,
    email: String,
}

impl Contact {
    fn of(state: &State) -> Self {
        Self {
            owner: state.config.owner.clone(),
            email: state.config.contact_email.clone(),
        }
    }
}

#[derive(Template)]
#[template(path = "pages/public/help.html")]
struct HelpPage {
    page: Page,
    contact: Contact,
}

#[derive(Template)]
#[template(path = "pages/public/privacy.html")]
struct PrivacyPage {
    page: Page,
    contact: Contact,
}

#[derive(Template)]
#[template(path = "pages/public/cookies.html")]
struct CookiesPage {
    page: Page,
    cookies: [Cookie; Kept::ALL.len()],
}

struct Cookie {
    name: &'static str,
    purpose: &'static str,
    lasts: &'static str,
}

#[derive(Template)]
#[template(path = "pages/public/accessibility.html")]
struct AccessibilityPage {
    page: Page,
    contact: Contact,
    statement: Option<String>,
}

pub async fn help(state: web::Data<State>, page: Page) -> Result<HttpResponse, AppError> {
    let contact = Contact::of(&state);
    html(&HelpPage { page, contact })
}

pub async fn privacy(state: web::Data<State>, page: Page) -> Result<HttpResponse, AppError> {
    let contact = Contact::of(&state);
    html(&PrivacyPage { page, contact })
}

pub async fn cookies(state: web::Data<State>, page: Page) -> Result<HttpResponse, AppError> {
    let (jar, t) = (state.jar(), page.t);
    let cookies = Kept::ALL.map(|kept| {
        let (purpose, lasts) = match kept {
            Kept::Visitor => (t.cookies_visitor(), t.cookies_until_closed()),
            Kept::Language => (t.cookies_language(), t.cookies_year()),
            Kept::Flash => (t.cookies_message(), t.cookies_next_page()),
            Kept::TrustedBrowser => (t.cookies_trusted(), t.cookies_half_year()),
            Kept::LetterLink => (t.cookies_letter_link(), t.cookies_quarter()),
            Kept::RecoveryCodes => (t.cookies_codes(), t.cookies_ten_minutes()),
        };
        Cookie {
            name: jar.name(kept),
            purpose,
            lasts,
        }
    });
    html(&CookiesPage { page, cookies })
}

pub async fn accessibility(state: web::Data<State>, page: Page) -> Result<HttpResponse, AppError> {
    html(&AccessibilityPage {
        contact: Contact::of(&state),
        statement: state.config.accessibility_url.clone(),
        page,
    })
}
