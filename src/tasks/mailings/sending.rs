//! Sending a mailing: at once, with ten minutes to take it back, at a time, host municipalities first, or when a second
//! person has said yes.

use chrono::NaiveDateTime;

use super::prepared::look;
use super::{Context, TaskError, To, begin_in, draft, event, found, ground, preview, release};
use db::DbConn;
use db::mailing::{self, addressees, mailings};
use domain::event::Happening;
use domain::letters::letter::{Concerns, Letter, LetterKind, MailId, MailingId};
use domain::letters::mailing::{Mailing, MailingKind, REGRET};
use domain::people::access::{Action, Subject};
use domain::places::mapping::Mapping;
use domain::places::municipality::MunicipalityId;

/// When a mailing is to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Its letters lie in the outbox at once, and leave in ten minutes.
    WithRegret,
    Now,
    At(NaiveDateTime),
    /// Host municipalities when the round opens for them, the others when it opens for all.
    HostsFirst,
}

/// Sends a draft, or asks for a second person's yes. The same click twice is one mailing: the second finds no draft.
pub fn send(
    conn: &mut DbConn,
    context: &Context,
    slug: &str,
    (id, version): (MailingId, i64),
    when: When,
) -> Result<(), TaskError> {
    let by = context
        .require(Action::SteerMapping, Subject::Mapping(slug))?
        .user;
    db::write(conn, |conn| {
        let (mapping, mailing) = draft(conn, slug, id, version)?;
        let (_, about) = db::mapping::mappings::described(conn, slug)?.ok_or(TaskError::NotFound)?;
        if about.second_person && when == When::HostsFirst {
            return Err(TaskError::Stale);
        }
        if about.second_person {
            let at = match when {
                When::At(at) => Some(at),
                _ => None,
            };
            mailing::steps::propose(conn, id, by, at)?;
            return Ok(context.log(conn, &event(Happening::MailingProposed, &mailing))?);
        }
        go(conn, context, mapping, mailing, when)
    })
}

/// The second person's yes.
pub fn approve(conn: &mut DbConn, context: &Context, slug: &str, id: MailingId) -> Result<(), TaskError> {
    let by = context
        .require(Action::SteerMapping, Subject::Mapping(slug))?
        .user;
    db::write(conn, |conn| {
        let (mapping, mailing) = found(conn, slug, id)?;
        if !mailing.may_be_approved_by(by) {
            return Err(TaskError::Stale);
        }
        context.log(conn, &event(Happening::MailingApproved, &mailing))?;
        let when = match mailing.send_at {
            Some(at) if at > context.now => When::At(at),
            _ => When::WithRegret,
        };
        go(conn, context, mapping, mailing, when)
    })
}

fn go(
    conn: &mut DbConn,
    context: &Context,
    mapping: Mapping,
    mailing: Mailing,
    when: When,
) -> Result<(), TaskError> {
    let regret_until = match when {
        When::WithRegret => Some(context.now + REGRET),
        When::Now => None,
        When::At(at) => {
            mailing::steps::schedule(conn, mailing.id, at)?;
            return log_schedule(conn, context, &mailing, at);
        }
        When::HostsFirst => return hosts_first(conn, context, &mapping, &mailing),
    };
    release(conn, context, &mapping, mailing, regret_until).map(drop)
}

fn log_schedule(
    conn: &mut DbConn,
    context: &Context,
    mailing: &Mailing,
    at: NaiveDateTime,
) -> Result<(), TaskError> {
    let planned = event(Happening::MailingScheduled, mailing).with("at", at);
    Ok(context.log(conn, &planned)?)
}

/// Two mailings of one: the hosts' keeps the place of the first.
fn hosts_first(
    conn: &mut DbConn,
    context: &Context,
    mapping: &Mapping,
    mailing: &Mailing,
) -> Result<(), TaskError> {
    let round = db::round::rounds::of_mapping(conn, mapping.id)?
        .into_iter()
        .find(|round| Some(round.id) == mailing.round)
        .ok_or(TaskError::NotFound)?;
    let (Some(first), Some(second)) = (round.hosts_open_at, round.opens_at) else {
        return Err(TaskError::Stale);
    };
    let on_list: Vec<MunicipalityId> = mailings::recipients(conn, mailing.id)?
        .into_iter()
        .filter_map(|recipient| recipient.municipality)
        .collect();
    let all = addressees::municipalities(conn, mapping.id, mailing.round)?;
    let (hosts, others): (Vec<_>, Vec<_>) = all
        .into_iter()
        .filter(|addressee| on_list.contains(&addressee.id))
        .partition(|addressee| addressee.is_host);
    let ids = |list: Vec<addressees::Addressee>| -> Vec<MunicipalityId> {
        list.into_iter().map(|addressee| addressee.id).collect()
    };
    let (hosts, others) = (ids(hosts), ids(others));
    if hosts.is_empty() || others.is_empty() {
        return Err(TaskError::Stale);
    }
    let twin = begin_in(conn, context, mapping, Some(&round), mailing.kind, &To::Everybody)?;
    let manner = mailing::steps::Manner {
        sender: mailing.sender.clone(),
        reply_to: mailing.reply_to.clone(),
        neutral_language: mailing.neutral_language.clone(),
        copy_to_postmottak: mailing.copy_to_postmottak,
    };
    mailing::steps::set_manner(conn, twin, 1, &manner)?;
    let texts = mailings::texts(conn, mailing.id)?;
    mailings::set_texts(conn, twin, &texts)?;
    mailings::set_municipalities(conn, mailing.id, &hosts)?;
    mailings::set_municipalities(conn, twin, &others)?;
    mailing::steps::schedule(conn, mailing.id, first)?;
    mailing::steps::schedule(conn, twin, second)?;
    log_schedule(conn, context, mailing, first)?;
    let twin = mailings::one(conn, mapping.id, twin)?.ok_or(TaskError::NotFound)?;
    log_schedule(conn, context, &twin, second)
}

/// Draft and release in one, as the demo does. How many got a letter.
pub fn at_once(
    conn: &mut DbConn,
    context: &Context,
    slug: &str,
    kind: MailingKind,
    to: &To,
) -> Result<usize, TaskError> {
    context.require(Action::SteerMapping, Subject::Mapping(slug))?;
    db::write(conn, |conn| {
        let (mapping, round) = ground(conn, slug, kind)?;
        let id = begin_in(conn, context, &mapping, round.as_ref(), kind, to)?;
        let mailing = mailings::one(conn, mapping.id, id)?.ok_or(TaskError::NotFound)?;
        release(conn, context, &mapping, mailing, None)
    })
}

/// The letter of one on the list, to whoever asks.
pub fn send_test(
    conn: &mut DbConn,
    context: &Context,
    slug: &str,
    id: MailingId,
    number: &str,
) -> Result<MailId, TaskError> {
    let actor = context.require(Action::SteerMapping, Subject::Mapping(slug))?;
    let (user, name, email) = (actor.user, actor.name.clone(), actor.email.clone());
    let prepared = look(conn, context, slug, id)?;
    let shown = preview(&prepared, context, number)
        .ok_or(TaskError::NotFound)?
        .own;
    let test = Letter {
        kind: LetterKind::Test,
        subject: context.lang.mail_test_of(&shown.subject),
        to: email,
        to_name: name,
        user: Some(user),
        priority: LetterKind::Test.priority(),
        concerns: Concerns::default(),
        in_reply_to: None,
        ..shown
    };
    db::write(conn, |conn| {
        let mail = context.post(conn, &test)?;
        context.log(conn, &event(Happening::MailQueued, &prepared.mailing))?;
        Ok(mail)
    })
}
