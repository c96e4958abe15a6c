//! The people whom mailings are written to, with what became of letters to them before.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDateTime;
use diesel::dsl::max;
use diesel::prelude::*;

use crate::DbConn;
use crate::people::accounts::Account;
use crate::schema::{hearing, municipality_contact, outbox_mail, user_account, user_role};
use domain::letters::letter::{LetterKind, MailState};
use domain::letters::mailing::Outcome;
use domain::people::access::{Role, UserId};
use domain::places::mapping::MappingId;
use domain::round::hearing::RoundId;

/// Somebody to write to: with an account, or so far only an address among the contacts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    pub email: String,
    pub user: Option<UserId>,
    pub is_active: bool,
    /// What the person has chosen.
    pub language: Option<String>,
    /// A letter to this address came back.
    pub bounced: bool,
    /// Message-ID and subject of the hearing letter that this person got in this round.
    pub thread: Option<(String, String)>,
}

/// Whether there is somebody to write to.
pub fn can_be_reached(people: &[Person]) -> Result<(), Outcome> {
    if people.is_empty() {
        Err(Outcome::NoAddress)
    } else if people.iter().all(|person| person.bounced) {
        Err(Outcome::Bounced)
    } else {
        Ok(())
    }
}

/// Those who answer, and the address of the mailroom.
type PeopleAndMailroom = (Vec<Person>, Option<String>);

/// Municipality, name, address, and whether it is the mailroom's.
type ContactRow = (i64, Option<String>, Option<String>, bool);

/// Of each municipality: those who answer, and those contacts that have no account yet.
pub(crate) fn of_municipalities(
    conn: &mut DbConn,
    mapping: MappingId,
    round: Option<RoundId>,
) -> QueryResult<HashMap<i64, PeopleAndMailroom>> {
    let accounts: Vec<(Option<i64>, Account)> = user_role::table
        .inner_join(user_account::table.on(user_account::id.eq(user_role::user_id)))
        .filter(user_role::municipality_id.is_not_null())
        .filter(
            user_role::mapping_id
                .is_null()
                .or(user_role::mapping_id.eq(mapping.0)),
        )
        .filter(user_role::role.eq(Role::Respondent.code()))
        .filter(user_role::ended_at.is_null())
        .filter(user_account::disabled_at.is_null())
        .order(user_account::id)
        .select((user_role::municipality_id, Account::as_select()))
        .load(conn)?;
    let contacts: Vec<ContactRow> = municipality_contact::table
        .filter(municipality_contact::valid_to.is_null())
        .filter(municipality_contact::email.is_not_null())
        .order(municipality_contact::id)
        .select((
            municipality_contact::municipality_id,
            municipality_contact::name,
            municipality_contact::email,
            municipality_contact::is_postmottak,
        ))
        .load(conn)?;
    let history = History::of(conn, round)?;
    let barred = barred(conn)?;
    let mut found: HashMap<i64, PeopleAndMailroom> = HashMap::new();
    for (municipality, account) in accounts {
        let Some(municipality) = municipality else {
            continue;
        };
        let people = &mut found.entry(municipality).or_default().0;
        if people.iter().all(|known| known.email != account.email) {
            people.push(history.person(&account, municipality));
        }
    }
    for (municipality, name, email, is_mailroom) in contacts {
        let email = email.unwrap_or_default().to_lowercase();
        let (people, mailroom) = found.entry(municipality).or_default();
        if is_mailroom {
            *mailroom = Some(email);
        } else if barred.contains(&(None, email.clone()))
            || barred.contains(&(Some(municipality), email.clone()))
        {
            // An admin has shut this person out: a contact is no way back in.
        } else if people.iter().all(|known| known.email != email) {
            people.push(Person {
                bounced: history.bounced.contains(&email),
                name: name.unwrap_or_else(|| email.clone()),
                email,
                user: None,
                is_active: false,
                language: None,
                thread: None,
            });
        }
    }
    Ok(found)
}

type Barred = (Option<NaiveDateTime>, Option<i64>, String);

/// Addresses whose account is disabled, and those whose role for a municipality an admin has ended.
fn barred(conn: &mut DbConn) -> QueryResult<HashSet<(Option<i64>, String)>> {
    let rows: Vec<Barred> = user_account::table
        .left_join(
            user_role::table.on(user_role::user_id
                .eq(user_account::id)
                .and(user_role::role.eq(Role::Respondent.code()))
                .and(user_role::ended_by.is_not_null())),
        )
        .filter(
            user_account::disabled_at
                .is_not_null()
                .or(user_role::id.is_not_null()),
        )
        .select((
            user_account::disabled_at,
            user_role::municipality_id.nullable(),
            user_account::email,
        ))
        .load(conn)?;
    let place = |(disabled, municipality, email): Barred| match disabled {
        Some(_) => (None, email),
        None => (municipality, email),
    };
    Ok(rows.into_iter().map(place).collect())
}

/// What has become of letters before.
struct History {
    bounced: HashSet<String>,
    /// By person and municipality.
    threads: HashMap<(i64, i64), (String, String)>,
}

impl History {
    fn of(conn: &mut DbConn, round: Option<RoundId>) -> QueryResult<Self> {
        let newest = |state: MailState| {
            outbox_mail::table
                .filter(outbox_mail::state.eq(state.code()))
                .group_by(outbox_mail::recipient)
                .select((outbox_mail::recipient, max(outbox_mail::id)))
        };
        let came_back: Vec<(String, Option<i64>)> = newest(MailState::Bounced).load(conn)?;
        // An address that has taken a letter since is well again.
        let taken: HashMap<String, Option<i64>> = if came_back.is_empty() {
            HashMap::new()
        } else {
            newest(MailState::Sent).load(conn)?.into_iter().collect()
        };
        let bounced = came_back
            .into_iter()
            .filter(|(address, id)| taken.get(address).is_none_or(|sent| sent < id))
            .map(|(address, _)| address)
            .collect();
        let mut threads = HashMap::new();
        if let Some(round) = round {
            // One that still waits leaves before whatever is written now.
            let leaves = [
                MailState::Queued,
                MailState::Sending,
                MailState::Sent,
                MailState::Kept,
                MailState::Unknown,
            ];
            let rows: Vec<(Option<i64>, i64, String, String)> = outbox_mail::table
                .inner_join(hearing::table.on(outbox_mail::hearing_id.eq(hearing::id.nullable())))
                .filter(hearing::round_id.eq(round.0))
                .filter(outbox_mail::kind.eq(LetterKind::Hearing.code()))
                .filter(outbox_mail::state.eq_any(leaves.map(MailState::code)))
                .order(outbox_mail::id)
                .select((
                    outbox_mail::user_id,
                    hearing::municipality_id,
                    outbox_mail::message_id,
                    outbox_mail::subject,
                ))
                .load(conn)?;
            for (user, municipality, message_id, subject) in rows {
                threads.insert((user.unwrap_or_default(), municipality), (message_id, subject));
            }
        }
        Ok(Self { bounced, threads })
    }

    fn person(&self, account: &Account, municipality: i64) -> Person {
        Person {
            name: account.name.clone(),
            email: account.email.clone(),
            user: Some(account.user()),
            is_active: account.activated_at.is_some(),
            language: account.language.clone(),
            bounced: self.bounced.contains(&account.email),
            thread: self.threads.get(&(account.user().0, municipality)).cloned(),
        }
    }
}

/// Of each region.
pub(crate) fn leaders(conn: &mut DbConn) -> QueryResult<HashMap<i64, Vec<Person>>> {
    let leaders: Vec<(Option<i64>, Account)> = user_role::table
        .inner_join(user_account::table.on(user_account::id.eq(user_role::user_id)))
        .filter(user_role::region_id.is_not_null())
        .filter(user_role::role.eq(Role::Respondent.code()))
        .filter(user_role::ended_at.is_null())
        .filter(user_account::disabled_at.is_null())
        .order(user_account::id)
        .select((user_role::region_id, Account::as_select()))
        .load(conn)?;
    let history = History::of(conn, None)?;
    let mut found: HashMap<i64, Vec<Person>> = HashMap::new();
    for (region, account) in leaders {
        let people = found.entry(region.unwrap_or_default()).or_default();
        people.push(history.person(&account, 0));
    }
    Ok(found)
}
