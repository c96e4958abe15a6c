//! The moment a mailing goes: each hearing takes its step and its letters lie in the outbox, all in one transaction.

use std::collections::HashMap;

use chrono::NaiveDateTime;

use super::composing::language;
use super::prepared::{Planned, Prepared, prepare};
use super::{Context, TaskError, event};
use crate::accounts::{invite, letters as account_letters};
use db::DbConn;
use db::mailing::correspondents::Person;
use db::mailing::{self, mailings};
use db::mapping::mappings;
use db::people::accounts::{self, NewGrant};
use db::round::{inquiries, rounds};
use domain::event::{Event, Happening};
use domain::letters::letter::Letter;
use domain::letters::mailing::{Mailing, MailingKind, Outcome};
use domain::people::access::{Role, UserId};
use domain::people::token::Purpose;
use domain::places::mapping::Mapping;
use domain::places::municipality::WrittenForm;
use domain::round::hearing::{Hearing, RoundState};
use i18n::Lang;

/// Run it inside `db::write`. Who gets a letter is decided now, whenever the mailing was made. How many places of the
/// list got one.
pub(crate) fn release(
    conn: &mut DbConn,
    context: &Context,
    mapping: &Mapping,
    mailing: Mailing,
    regret_until: Option<NaiveDateTime>,
) -> Result<usize, TaskError> {
    let described = mappings::described(conn, &mapping.slug)?.ok_or(TaskError::NotFound)?;
    let prepared = prepare(conn, described, mailing, context.now)?;
    if !prepared.may_go() {
        return Err(TaskError::Closed);
    }
    if prepared.is_unwritten() {
        return Err(TaskError::Stale);
    }
    let signed = prepared.signed(context);
    let mut written = 0;
    let mut links = Links::default();
    if prepared.mailing.kind == MailingKind::Hearing {
        open_round(conn, context, &prepared)?;
    }
    for planned in &prepared.municipalities {
        written += usize::from(write_to_municipality(
            conn,
            &signed,
            &prepared,
            planned,
            regret_until,
            &mut links,
        )?);
    }
    for (council, fate) in &prepared.councils {
        let outcome = fate.err().unwrap_or(Outcome::Written);
        mailings::set_region_outcome(conn, prepared.mailing.id, council.id, outcome)?;
        let (Ok(()), Some((inquiry, _))) = (fate, council.inquiry) else {
            continue;
        };
        inquiries::set_sent(conn, inquiry, context.now)?;
        for person in council.people.iter().filter(|person| !person.bounced) {
            let lang = language(person, WrittenForm::Neutral, &prepared.mailing.neutral_language);
            let link = match person.user {
                Some(user) if !person.is_active => links.of(conn, &signed, user)?,
                _ => None,
            };
            let letter = prepared.letter_to_council(&signed, council, person, lang, link.as_deref());
            post(
                conn,
                &signed,
                opening(&signed, letter, lang, link.is_some()),
                regret_until,
            )?;
        }
        let sent =
            Event::new(Happening::InquirySent, "region_inquiry", inquiry.0).in_mapping(prepared.mapping.id);
        context.log(conn, &sent)?;
        written += 1;
    }
    let by = context.actor.as_ref().map(|actor| actor.user);
    mailing::steps::set_released(conn, prepared.mailing.id, by, context.now, regret_until)?;
    context.log(
        conn,
        &event(Happening::MailingSent, &prepared.mailing).with("recipients", written),
    )?;
    Ok(written)
}

fn open_round(conn: &mut DbConn, context: &Context, prepared: &Prepared) -> Result<(), TaskError> {
    let Some(round) = prepared
        .round
        .as_ref()
        .filter(|round| round.state == RoundState::Draft)
    else {
        return Ok(());
    };
    rounds::set_state(conn, round.id, RoundState::Open, context.now)?;
    let opened = Event::new(Happening::RoundChanged, "hearing_round", round.id.0)
        .in_mapping(prepared.mapping.id)
        .with("state", RoundState::Open.code());
    Ok(context.log(conn, &opened)?)
}

fn write_to_municipality(
    conn: &mut DbConn,
    context: &Context,
    prepared: &Prepared,
    planned: &Planned,
    regret_until: Option<NaiveDateTime>,
    links: &mut Links,
) -> Result<bool, TaskError> {
    let (mailing, addressee) = (&prepared.mailing, &planned.addressee);
    let next = match planned.fate {
        Ok(next) => next,
        Err(outcome) => {
            mailings::set_outcome(conn, mailing.id, addressee.id, outcome, None)?;
            return Ok(false);
        }
    };
    let before = addressee.hearing.as_ref().filter(|_| next.is_some());
    if let (Some(hearing), Some(next)) = (before, next) {
        rounds::set_hearing(conn, hearing, next, context.now)?;
        log_step(conn, context, prepared, hearing)?;
    }
    for person in addressee.people.iter().filter(|person| !person.bounced) {
        if let Some(letter) = letter(conn, context, prepared, planned, person, links)? {
            post(conn, context, letter, regret_until)?;
        }
    }
    if let Some(mailroom) = addressee.mailroom.as_ref().filter(|_| mailing.copy_to_postmottak) {
        let copy = copy_to(context, prepared, planned, mailroom);
        post(conn, context, copy, regret_until)?;
    }
    mailings::set_outcome(conn, mailing.id, addressee.id, Outcome::Written, before)?;
    Ok(true)
}

/// The letter to one person of a municipality; none to somebody who may not come in.
fn letter(
    conn: &mut DbConn,
    context: &Context,
    prepared: &Prepared,
    planned: &Planned,
    person: &Person,
    links: &mut Links,
) -> Result<Option<Letter>, TaskError> {
    let addressee = &planned.addressee;
    let lang = language(person, addressee.written_form, &prepared.mailing.neutral_language);
    let plain = prepared.link(context, &addressee.number);
    if person.is_active || prepared.mailing.kind == MailingKind::Results {
        return Ok(Some(prepared.letter_to(context, addressee, person, lang, &plain)));
    }
    let known = accounts::by_email(conn, &person.email)?;
    let user = match &known {
        Some(account) if account.disabled_at.is_some() => return Ok(None),
        Some(account) => account.user(),
        None => invite::create(conn, context, &person.email, &person.name)?,
    };
    if person.user.is_none() {
        let grant = NewGrant {
            role: Role::Respondent,
            mapping: Some(prepared.mapping.id),
            municipality: Some(addressee.id),
            region: None,
        };
        let by = context.actor.as_ref().map(|actor| actor.user);
        invite::grant_role(conn, context, user, &grant, by)?;
    }
    let person = Person {
        user: Some(user),
        ..person.clone()
    };
    let link = links.of(conn, context, user)?;
    let letter = prepared.letter_to(
        context,
        addressee,
        &person,
        lang,
        link.as_deref().unwrap_or(&plain),
    );
    Ok(Some(opening(context, letter, lang, link.is_some())))
}

/// What opens an account is sealed, and says how long it does.
fn opening(context: &Context, letter: Letter, lang: Lang, opens: bool) -> Letter {
    if !opens {
        return letter;
    }
    let until = lang.long_time(context.now + Purpose::Activation.lives());
    let note = lang.mail_link_activates(&until);
    context.letters(lang).with_note(letter, &note).sealed()
}

/// The links that open accounts. A new one voids those before it, so whoever answers for two gets the same in both.
#[derive(Default)]
struct Links(HashMap<UserId, Option<String>>);

impl Links {
    /// None for whoever has a password already.
    fn of(
        &mut self,
        conn: &mut DbConn,
        context: &Context,
        user: UserId,
    ) -> Result<Option<String>, TaskError> {
        if let Some(known) = self.0.get(&user) {
            return Ok(known.clone());
        }
        let account = accounts::one(conn, user)?.ok_or(TaskError::NotFound)?;
        let link = match account.activated_at {
            Some(_) => None,
            None => Some(account_letters::activation_link(conn, context, &account)?),
        };
        self.0.insert(user, link.clone());
        Ok(link)
    }
}

/// For the mailroom's records: the same words, and no link that is somebody's own.
fn copy_to(context: &Context, prepared: &Prepared, planned: &Planned, mailroom: &str) -> Letter {
    let addressee = &planned.addressee;
    let to = Person {
        name: addressee.name.clone(),
        email: mailroom.to_owned(),
        user: None,
        is_active: true,
        language: None,
        bounced: false,
        thread: addressee.people.first().and_then(|person| person.thread.clone()),
    };
    let lang = language(&to, addressee.written_form, &prepared.mailing.neutral_language);
    let link = prepared.link(context, &addressee.number);
    let letter = prepared.letter_to(context, addressee, &to, lang, &link);
    let names: Vec<&str> = addressee
        .people
        .iter()
        .map(|person| person.name.as_str())
        .collect();
    let mut copy = context
        .letters(lang)
        .with_note(letter, &lang.mail_copy_note(&names.join(", ")));
    copy.subject = lang.mail_copy_of(&copy.subject);
    copy.in_reply_to = None;
    copy.auto_submitted = true;
    copy
}

fn post(
    conn: &mut DbConn,
    context: &Context,
    letter: Letter,
    regret_until: Option<NaiveDateTime>,
) -> Result<(), TaskError> {
    // Once for each place on the list: somebody may answer for two municipalities.
    let about = &letter.concerns;
    let mailing = about.mailing.map_or(0, |mailing| mailing.0);
    let place = about.municipality.map_or(0, |municipality| municipality.0);
    let inquiry = about.inquiry.map_or(0, |inquiry| inquiry.0);
    let letter = Letter {
        dedupe_key: Some(format!("mailing-{mailing}-{place}-{inquiry}-{}", letter.to)),
        not_before: regret_until,
        ..letter
    };
    context.post(conn, &letter)?;
    Ok(())
}

fn log_step(
    conn: &mut DbConn,
    context: &Context,
    prepared: &Prepared,
    hearing: &Hearing,
) -> Result<(), TaskError> {
    let what = if prepared.mailing.kind.is_reminder() {
        Happening::HearingReminded
    } else {
        Happening::HearingSent
    };
    let step = Event::new(what, "hearing", hearing.id.0)
        .in_mapping(prepared.mapping.id)
        .about_municipality(hearing.municipality)
        .with("mailing", prepared.mailing.id.0);
    Ok(context.log(conn, &step)?)
}
