//! The letters of accounts: a token made, its hash stored, and the letter put into the outbox in the same transaction.

use db::QueryResult;

use crate::Context;
use base::secret::{self, hex};
use db::DbConn;
use db::people::accounts::Account;
use db::people::tokens::NewToken;
use domain::letters::letter::Recipient;
use domain::people::token::{Purpose, Token};
use mail::hearing_letters::Delegated;
use mail::letters::SecondFactor;

/// Makes a token that opens one thing, and returns the link that carries it.
fn new_link(
    conn: &mut DbConn,
    context: &Context,
    account: &Account,
    purpose: Purpose,
    new_email: Option<&str>,
) -> QueryResult<String> {
    let path = match purpose {
        Purpose::Activation => "/aktiver/",
        Purpose::Reset => "/nytt-passord/",
        Purpose::EmailChange => "/bekreft-epost/",
        Purpose::Login | Purpose::Code => "/logg-inn/",
    };
    let token = secret::new_token();
    let new = NewToken {
        purpose,
        user: account.user(),
        hash: &secret::hash(&token),
        session_hash: None,
        new_email,
    };
    db::people::tokens::issue(conn, &new, context.now)?;
    tracing::info!(
        event = "authn_token_created",
        user = account.user().0,
        purpose = purpose.code()
    );
    Ok(format!("{}{path}{token}", context.origin))
}

/// A link that opens an account: shown on the command line, or put into the first letter that somebody gets.
pub(crate) fn activation_link(
    conn: &mut DbConn,
    context: &Context,
    account: &Account,
) -> QueryResult<String> {
    new_link(conn, context, account, Purpose::Activation, None)
}

/// The letter that a person who has been invited begins with.
pub(super) fn activation(conn: &mut DbConn, context: &Context, account: &Account) -> QueryResult<()> {
    let link = new_link(conn, context, account, Purpose::Activation, None)?;
    let until = context.now + Purpose::Activation.lives();
    let inviter = context.actor.as_ref().map(|actor| actor.name.as_str());
    context
        .write_to(conn, account, |letters, to| {
            letters.activation(to, &link, until, inviter)
        })
        .map(drop)
}

/// To a colleague who is to fill in: with the link to choose a password, or the plain one to the list.
pub(crate) fn delegation(
    conn: &mut DbConn,
    context: &Context,
    account: &Account,
    about: &Delegated,
    link: &str,
) -> QueryResult<()> {
    if account.activated_at.is_some() {
        return context
            .write_to(conn, account, |letters, to| letters.delegation(to, about, link))
            .map(drop);
    }
    let link = new_link(conn, context, account, Purpose::Activation, None)?;
    let until = context.now + Purpose::Activation.lives();
    context
        .write_to(conn, account, |letters, to| {
            letters.delegation_to_new(to, about, &link, until)
        })
        .map(drop)
}

pub(super) fn reset(conn: &mut DbConn, context: &Context, account: &Account) -> QueryResult<()> {
    let link = new_link(conn, context, account, Purpose::Reset, None)?;
    let until = context.now + Purpose::Reset.lives();
    context
        .write_to(conn, account, |letters, to| letters.reset(to, &link, until))
        .map(drop)
}

pub(super) fn login_link(conn: &mut DbConn, context: &Context, account: &Account) -> QueryResult<()> {
    let link = new_link(conn, context, account, Purpose::Login, None)?;
    let until = context.now + Purpose::Login.lives();
    context
        .write_to(conn, account, |letters, to| letters.login_link(to, &link, until))
        .map(drop)
}

/// Six digits that work with the half-open session `session_hash` only.
pub(super) fn code(
    conn: &mut DbConn,
    context: &Context,
    account: &Account,
    session_hash: &str,
) -> QueryResult<()> {
    let digits = six_digits();
    let new = NewToken {
        purpose: Purpose::Code,
        user: account.user(),
        hash: &code_hash(context, session_hash, &digits),
        session_hash: Some(session_hash),
        new_email: None,
    };
    db::people::tokens::issue(conn, &new, context.now)?;
    let until = context.now + Purpose::Code.lives();
    context
        .write_to(conn, account, |letters, to| letters.code(to, &digits, until))
        .map(drop)
}

/// A million codes are soon tried against a bare hash; without the installation's secret this one tells nothing.
pub(super) fn code_hash(context: &Context, session_hash: &str, digits: &str) -> String {
    hex(&context
        .secret
        .sign("code", format!("{session_hash}:{digits}").as_bytes()))
}

/// Every code is as likely as any other: what would lean towards the low ones is thrown away.
fn six_digits() -> String {
    const CODES: u32 = 1_000_000;
    loop {
        let number = u32::from_le_bytes(secret::random());
        if number < u32::MAX - u32::MAX % CODES {
            return format!("{:06}", number % CODES);
        }
    }
}

/// To the new address, which is thereby shown to be the person's.
pub(super) fn email_confirm(
    conn: &mut DbConn,
    context: &Context,
    account: &Account,
    new: &str,
) -> QueryResult<()> {
    let link = new_link(conn, context, account, Purpose::EmailChange, Some(new))?;
    let until = context.now + Purpose::EmailChange.lives();
    context
        .write_to(conn, account, |letters, to| {
            letters.email_confirm(&Recipient { email: new, ..*to }, &link, until)
        })
        .map(drop)
}

/// To the old address and the new one. `account` is as it was before.
pub(super) fn email_changed(
    conn: &mut DbConn,
    context: &Context,
    account: &Account,
    new: &str,
) -> QueryResult<()> {
    context.write_to(conn, account, |letters, to| {
        letters.email_left(to, new, context.now)
    })?;
    context
        .write_to(conn, account, |letters, to| {
            letters.email_taken(&Recipient { email: new, ..*to }, context.now)
        })
        .map(drop)
}

pub(super) fn password_changed(conn: &mut DbConn, context: &Context, account: &Account) -> QueryResult<()> {
    context
        .write_to(conn, account, |letters, to| {
            letters.password_changed(to, context.now)
        })
        .map(drop)
}

pub(super) fn second_factor_changed(
    conn: &mut DbConn,
    context: &Context,
    account: &Account,
    change: SecondFactor,
) -> QueryResult<()> {
    context
        .write_to(conn, account, |letters, to| {
            letters.second_factor_changed(to, change, context.now)
        })
        .map(drop)
}

pub(super) fn late_sign_in(
    conn: &mut DbConn,
    context: &Context,
    account: &Account,
    failures: i32,
) -> QueryResult<()> {
    context
        .write_to(conn, account, |letters, to| {
            letters.late_sign_in(to, failures.into(), context.now)
        })
        .map(drop)
}

/// What a link's token opens, and whose it is; none when it opens nothing of the kind, or its person is shut out.
pub(super) fn opened(
    conn: &mut DbConn,
    context: &Context,
    token: &str,
    purpose: Purpose,
) -> QueryResult<Option<(Token, Account)>> {
    let found = db::people::tokens::find(conn, &secret::hash(token))?;
    let Some(token) = found.filter(|token| token.opens(purpose, context.now)) else {
        return Ok(None);
    };
    let account = db::people::accounts::one(conn, token.user)?;
    Ok(account
        .filter(|account| account.disabled_at.is_none())
        .map(|account| (token, account)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_six_digits_leading_noughts_and_all() {
        for _ in 0..1000 {
            let code = six_digits();
            assert!(
                code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()),
                "{code}"
            );
        }
    }
}
