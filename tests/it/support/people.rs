//! People of the sample as they come in by the pages: their passwords, their apps and their letters.

use std::sync::LazyLock;

use diesel::prelude::*;
use ordna::db::outbox::{self, Mail};
use ordna::db::people::tokens::NewToken;
use ordna::db::schema::{session, token, user_account};
use ordna::db::{self, DbConn};
use ordna::domain::people::access::UserId;
use ordna::domain::people::session::Step;
use ordna::domain::people::token::Purpose;
use ordna::totp::Key;
use ordna::{passwords, secret};

use super::answer::Answer;
use super::browser::Browser;
use super::portal::Portal;

pub const PASSWORD: &str = "hest dyne lampe fjord";
pub const NEW_PASSWORD: &str = "grøt under en blå stige";

/// Hashing takes long; everybody has the same password anyway.
pub static HASH: LazyLock<String> = LazyLock::new(|| passwords::hash(PASSWORD));

pub const GRONG: &str = "kommunedirektor@grong.example.no";
pub const COORDINATOR: &str = "koordinator@example.no";
pub const ADMIN: &str = "admin@example.no";

pub fn user_of(conn: &mut DbConn, email: &str) -> UserId {
    let account = db::people::accounts::by_email(conn, email).unwrap();
    account
        .unwrap_or_else(|| panic!("nobody has the address {email}"))
        .user()
}

impl Portal {
    pub fn give_password(&self, email: &str) {
        self.give_hash(email, &HASH);
    }

    pub fn give_hash(&self, email: &str, hash: &str) {
        let conn = &mut self.conn();
        let user = user_of(conn, email);
        db::write(conn, |conn| {
            db::people::credentials::set_password_hash(conn, user, hash)
        })
        .unwrap();
    }

    /// As it is with those who have only come by mailed links.
    pub fn forget_password(&self, email: &str) {
        diesel::update(user_account::table.filter(user_account::email.eq(email)))
            .set(user_account::password_hash.eq(None::<String>))
            .execute(&mut *self.conn())
            .unwrap();
    }

    /// An authenticator app that has been set up, and has been used long ago.
    pub fn give_app(&self, email: &str) -> Key {
        let key = Key::random();
        let conn = &mut self.conn();
        let user = user_of(conn, email);
        let sealed = key.seal(&self.state.secret, user.0);
        db::write(conn, |conn| {
            db::people::credentials::set_totp(conn, user, &sealed, 1, self.now())
        })
        .unwrap();
        key
    }

    pub fn code_of(&self, key: &Key) -> String {
        key.code_at(self.now().and_utc().timestamp())
    }

    /// Somebody between the password and what is asked for besides.
    pub fn half_way(&self, email: &str, step: Step) -> Browser {
        let browser = self.let_in(email);
        let token = browser.cookie(self.state.jar().visitor()).unwrap();
        diesel::update(session::table.filter(session::token_hash.eq(secret::hash(&token))))
            .set(session::step.eq(step.code()))
            .execute(&mut *self.conn())
            .unwrap();
        browser
    }

    /// Somebody who is not signed in, with a letter of every kind; each token is «brev-» and its purpose.
    pub fn with_letters(&self, email: &str) -> Browser {
        let conn = &mut self.conn();
        let user = user_of(conn, email);
        for &purpose in Purpose::ALL {
            let hash = secret::hash(&format!("brev-{}", purpose.code()));
            diesel::delete(token::table.filter(token::token_hash.eq(&hash)))
                .execute(&mut **conn)
                .unwrap();
            let new = NewToken {
                purpose,
                user,
                hash: &hash,
                session_hash: None,
                new_email: (purpose == Purpose::EmailChange).then_some("ny@example.no"),
            };
            db::write(conn, |conn| db::people::tokens::issue(conn, &new, self.now())).unwrap();
        }
        self.visitor()
    }

    pub fn disable(&self, email: &str) {
        let conn = &mut self.conn();
        let user = user_of(conn, email);
        let now = self.now();
        db::write(conn, |conn| db::people::accounts::disable(conn, user, now)).unwrap();
    }

    /// What lies in the outbox for an address, newest first. Whoever looks there knows that it need not be sent.
    pub fn letters(&self, email: &str) -> Vec<Mail> {
        self.keep_mail();
        let conn = &mut self.conn();
        let lines = outbox::list(conn, &outbox::Filter::default(), 0, 1000).unwrap();
        lines
            .into_iter()
            .filter(|line| line.to == email)
            .map(|line| outbox::one(conn, &self.state.secret, line.id).unwrap().unwrap())
            .collect()
    }

    /// Which letters have gone to an address, newest first.
    pub fn letter_kinds(&self, email: &str) -> Vec<&'static str> {
        self.letters(email)
            .iter()
            .map(|mail| mail.letter.kind.code())
            .collect()
    }

    /// The address, without its host, that the newest letter leads to.
    pub fn newest_link(&self, email: &str) -> String {
        let text = newest_text(&self.letters(email));
        let origin = &self.state.config.site.origin;
        let line = text.lines().find_map(|line| line.strip_prefix(origin.as_str()));
        line.unwrap_or_else(|| panic!("no link in {text}")).to_owned()
    }

    /// The six digits of the newest letter.
    pub fn newest_code(&self, email: &str) -> String {
        let text = newest_text(&self.letters(email));
        let is_code = |line: &&str| line.len() == 6 && line.bytes().all(|byte| byte.is_ascii_digit());
        text.lines().find(is_code).unwrap().to_owned()
    }

    pub fn account(&self, email: &str) -> db::people::accounts::Account {
        db::people::accounts::by_email(&mut self.conn(), email)
            .unwrap()
            .unwrap()
    }

    /// How often something of this name stands in the audit log.
    pub fn times_logged(&self, action: &str) -> i64 {
        use ordna::db::schema::audit_event;
        audit_event::table
            .filter(audit_event::action.eq(action))
            .count()
            .get_result(&mut *self.conn())
            .unwrap()
    }

    pub fn users(&self) -> i64 {
        user_account::table.count().get_result(&mut *self.conn()).unwrap()
    }
}

fn newest_text(letters: &[Mail]) -> String {
    let newest = letters.first().expect("a letter");
    newest.letter.body.as_ref().expect("a body").text.clone()
}

/// Fills in the login page.
pub async fn log_in(browser: &Browser, email: &str, password: &str) -> Answer {
    log_in_at(browser, "/logg-inn", email, password).await
}

pub async fn log_in_at(browser: &Browser, address: &str, email: &str, password: &str) -> Answer {
    let page = browser.get(address).await;
    browser
        .submit(&page, "form#logg-inn", &[("epost", email), ("passord", password)])
        .await
}

/// Opens the link of a letter: the address with the token, and the page behind it.
pub async fn open_link(browser: &Browser, link: &str) -> Answer {
    let answer = browser.get(link).await;
    browser.follow(&answer).await
}

/// Whether the browser is wholly signed in.
pub async fn is_in(browser: &Browser) -> bool {
    browser.get("/konto").await.status() == 200
}
