//! `ordna admin-link EMAIL`: a one-time activation link for an admin, on standard output.

use super::{Failure, Outcome, checked, open, refuse_demo};
use base::clock::Clock;
use base::config::Settings;
use base::secret::Secret;
use tasks::{Context, TaskError, accounts};

pub fn run(settings: &Settings, email: &str) -> Outcome {
    let config = checked(settings)?;
    let email = email.trim().to_lowercase();
    if email.parse::<lettre::Address>().is_err() {
        return Err(Failure::usage(vec![format!(
            "«{email}» is not an e-mail address: write it as name@example.no"
        )]));
    }
    let secret = Secret::load(&config.secret_file).map_err(|mistake| Failure::usage(vec![mistake]))?;
    let pool = open(&config)?;
    refuse_demo(&config, &pool)?;
    let mut conn = pool.get()?;
    let context = Context::portal(Clock::system().now(), &config.site.origin, &secret);
    let link = accounts::admin_link(&mut conn, &context, &email).map_err(|error| match error {
        TaskError::Forbidden => Failure::failed(format!(
            "{email} has an account that is no admin: let an admin give the role under Administrasjon, or name a new address"
        )),
        error => Failure::failed(error),
    })?;
    println!("{link}");
    Ok(())
}
