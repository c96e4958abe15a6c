//! How the tests' people come in: through the form, with what their role wants besides the password.

use std::time::Duration;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use ordna::db::schema::session;
use ordna::{db, secret};

use super::browser::Browser;
use super::people::{PASSWORD, log_in, user_of};
use super::portal::Portal;

impl Portal {
    /// Signs a person of the sample in as the person does, on a browser that has proved itself before. Staff have
    /// their authenticator app at hand.
    pub async fn sign_in(&self, email: &str) -> Browser {
        let browser = self.visitor();
        let user = user_of(&mut self.conn(), email);
        let known = secret::new_token();
        db::people::trusted_browsers::trust(&mut self.conn(), user, &secret::hash(&known), "", self.now())
            .unwrap();
        browser.set_cookie(self.state.jar().trusted_browser(), &known);
        let is_staff = db::people::accounts::is_staff(&mut self.conn(), user).unwrap();
        let code = is_staff.then(|| self.code_of(&self.give_app(email)));
        let mut answer = log_in(&browser, email, PASSWORD).await;
        if let Some(code) = code {
            let page = browser.follow(&answer).await;
            answer = browser.submit(&page, "form#totp", &[("kode", &code)]).await;
        }
        answer.is(303);
        assert!(
            !answer.header("location").starts_with("/logg-inn"),
            "{answer} wants more"
        );
        browser
    }

    /// The same without the form, for tests that go through dozens of people: signing in is slow on purpose.
    pub fn let_in(&self, email: &str) -> Browser {
        let (browser, token) = (self.visitor(), secret::new_token());
        let conn = &mut *self.conn();
        let user = user_of(conn, email);
        diesel::insert_into(session::table)
            .values((
                session::token_hash.eq(secret::hash(&token)),
                session::user_id.eq(user.0),
                session::step.eq("done"),
                session::created_at.eq(self.now()),
                session::last_seen_at.eq(self.now()),
                session::authenticated_at.eq(self.now()),
            ))
            .execute(conn)
            .unwrap();
        browser.set_cookie(self.state.jar().visitor(), &token);
        browser
    }

    /// Waits until the portal has stored that somebody was there now, which it does beside the request.
    pub async fn note_is_stored(&self) {
        for _ in 0..250 {
            let newest: Option<NaiveDateTime> = session::table
                .select(diesel::dsl::max(session::last_seen_at))
                .first(&mut *self.conn())
                .unwrap();
            if newest == Some(self.now()) {
                return;
            }
            actix_web::rt::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("nobody was seen");
    }
}
