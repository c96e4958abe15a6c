//! The two fields of a new password, wherever one is chosen.

use actix_web::web;

use crate::State;
use crate::error::AppError;
use crate::form::Form;
use crate::page::Page;
use domain::people::password::{LONGEST, SHORTEST, Weakness};

/// The new password's hash; none when it was refused, and then the form says why.
pub async fn hash(
    state: &web::Data<State>,
    page: &Page,
    form: &mut Form,
    about: Vec<String>,
) -> Result<Option<String>, AppError> {
    let t = page.t;
    let password = form.verbatim("nytt").to_owned();
    if password.is_empty() {
        form.wrong("nytt", t.missing(&t.new_password()));
        return Ok(None);
    }
    let repeated = form.verbatim("gjenta") == password;
    let accepted = state
        .passwords
        .accept(password, about)
        .await
        .map_err(AppError::internal)?;
    match accepted {
        Err(Weakness::TooShort) => form.wrong("nytt", t.password_too_short(&SHORTEST)),
        Err(Weakness::TooLong) => form.wrong("nytt", t.password_too_long(&LONGEST)),
        Err(Weakness::Guessable) => form.wrong("nytt", t.password_guessable()),
        Ok(hash) if repeated => return Ok(Some(hash)),
        Ok(_) => {}
    }
    if !repeated {
        form.wrong("gjenta", t.password_not_repeated());
    }
    Ok(None)
}
