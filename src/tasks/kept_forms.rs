//! What somebody typed outlives the session it was typed in: kept sealed for its own person, and given back once.

use chrono::NaiveDateTime;

use super::{Context, TaskError};
use base::secret::hex;
use db::DbConn;
use db::people::kept_forms::{self, NewKeptForm};
use domain::people::access::UserId;

/// A form as it was sent, with its fields as browsers write them.
pub struct KeptForm {
    pub id: i64,
    pub address: String,
    pub fields: String,
    pub at: NaiveDateTime,
}

/// Bound to the person and the address, so that nobody is given another's form, nor their own in another place.
fn purpose(user: UserId, address: &str) -> String {
    format!("kept-form:{}:{address}", user.0)
}

/// Nobody is signed in: `user` is the person whose session is over. Nothing is logged, since nothing has happened
/// until the form is sent again.
pub fn keep(
    conn: &mut DbConn,
    context: &Context,
    user: UserId,
    address: &str,
    fields: &str,
) -> Result<(), TaskError> {
    let purpose = purpose(user, address);
    let hash = hex(&context.secret.sign(&purpose, fields.as_bytes()));
    let sealed = context.secret.seal(&purpose, fields.as_bytes());
    let new = NewKeptForm {
        user,
        hash: &hash,
        address,
        sealed: &sealed,
    };
    db::write(conn, |conn| kept_forms::keep(conn, &new, context.now))?;
    Ok(())
}

/// Those of the person who is signed in, newest first.
pub fn own(conn: &mut DbConn, context: &Context) -> Result<Vec<KeptForm>, TaskError> {
    let user = signed_in(context)?;
    let forms = kept_forms::list(conn, user, context.now)?;
    let opened = forms.into_iter().filter_map(|form| {
        let fields = context.secret.open(&purpose(user, &form.address), &form.sealed)?;
        Some(KeptForm {
            id: form.id,
            fields: String::from_utf8(fields).ok()?,
            address: form.address,
            at: form.created_at,
        })
    });
    Ok(opened.collect())
}

/// The form has arrived where it was going, or its person does not want it.
pub fn forget(conn: &mut DbConn, context: &Context, id: i64) -> Result<(), TaskError> {
    let user = signed_in(context)?;
    db::write(conn, |conn| kept_forms::forget(conn, user, id))?;
    Ok(())
}

fn signed_in(context: &Context) -> Result<UserId, TaskError> {
    let actor = context.actor.as_ref().ok_or(TaskError::Forbidden)?;
    Ok(actor.user)
}
