//! The accounts of the demo: one for the chief executive of each municipality, and one for each role of staff.

use chrono::NaiveDateTime;

use super::{CLOSED, NATIONAL, OPEN};
use db::mapping::mappings;
use db::people::accounts::{self, NewAccount, NewGrant};
use db::{DbConn, register};
use domain::people::access::{Role, UserId};
use domain::places::mapping::Mapping;
use domain::places::municipality::Municipality;
use tasks::TaskError;

/// All accounts of the demo have it; CONTRACT.md promises it to whoever tries the portal.
pub const PASSWORD: &str = "ordna-demo-2026";

/// Address, name and role of the staff, in the order in which they are shown.
pub fn staff() -> [(&'static str, &'static str, Role); 3] {
    [
        ("koordinator@demo.invalid", "Koordinatoren", Role::Coordinator),
        ("admin@demo.invalid", "Administratoren", Role::Admin),
        ("leser@demo.invalid", "Leseren", Role::Reader),
    ]
}

/// «kommunedirektor@roeros.demo.invalid» for Røros.
pub fn account_of(municipality: &str) -> String {
    format!("kommunedirektor@{}.demo.invalid", domain_of(municipality))
}

fn domain_of(municipality: &str) -> String {
    let mut domain = String::new();
    for letter in municipality.to_lowercase().chars() {
        match letter {
            'æ' => domain.push_str("ae"),
            'ø' => domain.push_str("oe"),
            'å' => domain.push_str("aa"),
            ' ' => domain.push('-'),
            'a'..='z' | '0'..='9' | '-' => domain.push(letter),
            // Kárášjohka: a letter that no address can carry becomes its neighbour.
            _ => domain.push_str(&domain::text::norwegian::search_key(&letter.to_string())),
        }
    }
    domain
}

pub fn for_trondelag(conn: &mut DbConn, password_hash: &str, now: NaiveDateTime) -> Result<(), TaskError> {
    let closed = mappings::by_slug(conn, CLOSED)?.ok_or(TaskError::NotFound)?;
    let open = mappings::by_slug(conn, OPEN)?.ok_or(TaskError::NotFound)?;
    for (email, name, role) in staff() {
        let user = account(conn, email, name, password_hash, now)?;
        if role == Role::Admin {
            accounts::grant(conn, user, &NewGrant::admin(), None, now)?;
        } else {
            for mapping in [&closed, &open] {
                accounts::grant(conn, user, &NewGrant::for_mapping(role, mapping.id), None, now)?;
            }
        }
    }
    leader(conn, &open, password_hash, now)?;
    respondents(conn, &open, password_hash, now)
}

/// The leader of the regionråd of Namdal, who is asked the questions and has no list.
fn leader(
    conn: &mut DbConn,
    mapping: &Mapping,
    password_hash: &str,
    now: NaiveDateTime,
) -> Result<(), TaskError> {
    const LEADER: &str = "leder@namdal.demo.invalid";
    let regions = register::load::load(conn, mapping)?.regions;
    let Some(region) = regions.iter().find(|region| region.name == "Namdal") else {
        return Ok(());
    };
    let user = account(conn, LEADER, "Lederen av Namdal regionråd", password_hash, now)?;
    accounts::grant(conn, user, &NewGrant::for_region(region.id), None, now)?;
    Ok(())
}

/// Those of the whole country, and what the staff may do in its mapping.
pub fn for_the_country(conn: &mut DbConn, password_hash: &str, now: NaiveDateTime) -> Result<(), TaskError> {
    let mapping = mappings::by_slug(conn, NATIONAL)?.ok_or(TaskError::NotFound)?;
    for (email, _, role) in staff() {
        if let Some(account) = accounts::by_email(conn, email)?
            && role != Role::Admin
        {
            let grant = NewGrant::for_mapping(role, mapping.id);
            accounts::grant(conn, account.user(), &grant, None, now)?;
        }
    }
    respondents(conn, &mapping, password_hash, now)
}

fn respondents(
    conn: &mut DbConn,
    mapping: &Mapping,
    password_hash: &str,
    now: NaiveDateTime,
) -> Result<(), TaskError> {
    let register = register::load::load(conn, mapping)?;
    let area: Vec<&Municipality> = register.area().collect();
    for municipality in &area {
        let mut email = account_of(&municipality.name);
        // Herøy and Våler are two each: the number tells them apart.
        let namesakes = area
            .iter()
            .filter(|other| other.name == municipality.name)
            .count();
        if namesakes > 1 {
            email = account_of(&format!("{} {}", municipality.name, municipality.number));
        }
        if accounts::by_email(conn, &email)?.is_some() {
            continue;
        }
        let name = format!("Kommunedirektøren i {}", municipality.name);
        let user = account(conn, &email, &name, password_hash, now)?;
        let grant = NewGrant::for_municipality(Role::Respondent, municipality.id);
        accounts::grant(conn, user, &grant, None, now)?;
    }
    Ok(())
}

fn account(
    conn: &mut DbConn,
    email: &str,
    name: &str,
    password_hash: &str,
    now: NaiveDateTime,
) -> Result<UserId, TaskError> {
    let account = NewAccount {
        email: email.to_owned(),
        name: name.to_owned(),
        password_hash: Some(password_hash.to_owned()),
        ..NewAccount::default()
    };
    Ok(accounts::insert(conn, &account, now)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_made_of_a_municipalitys_name() {
        assert_eq!(account_of("Røros"), "kommunedirektor@roeros.demo.invalid");
        assert_eq!(
            account_of("Indre Fosen"),
            "kommunedirektor@indre-fosen.demo.invalid"
        );
        assert_eq!(account_of("Åfjord"), "kommunedirektor@aafjord.demo.invalid");
        assert_eq!(
            account_of("Nærøysund"),
            "kommunedirektor@naeroeysund.demo.invalid"
        );
    }
}
