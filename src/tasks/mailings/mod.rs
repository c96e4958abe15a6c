//! Mailings: a coordinator writes to many, looks at what each will get, sends it now or later, and can take it back.

mod automatic;
mod composing;
mod prepared;
mod releasing;
mod sending;
mod stopping;

use super::{Context, TaskError};
use crate::round::rounds::newest;
use db::DbConn;
use db::mailing;
use db::mailing::mailings::{self, NewMailing, Texts};
use db::mailing::steps::Manner;
use db::mailing::templates::{self, Templates};
use db::mapping::mappings;
use domain::event::{Event, Happening};
use domain::letters::letter::MailingId;
use domain::letters::mailing::{Mailing, MailingKind, Template, Wording};
use domain::people::access::{Action, Subject};
use domain::places::mapping::Mapping;
use domain::places::municipality::{MunicipalityId, RegionId};
use domain::round::hearing::Round;
use i18n::Lang;
use mail::wording;

pub use automatic::worded_to_all;
pub use composing::{Preview, preview, values};
pub use prepared::{Planned, Prepared, look, prepare};
pub(crate) use releasing::release;
pub use sending::{When, approve, at_once, send, send_test};
pub use stopping::{cancel, pause, resume, waiting_and_left};

/// Whom a mailing is to.
#[derive(Debug, Clone)]
pub enum To<'a> {
    /// These numbers.
    Municipalities(&'a [String]),
    /// Everybody of the area whom the letter may concern.
    Everybody,
}

/// What a letter says unless the mailing says otherwise: an admin's words, or ours.
pub fn words(stored: &Templates, template: Template, lang: Lang) -> Wording {
    stored.get(&(template, lang.code().to_owned())).map_or_else(
        || wording::standard(template, lang),
        |stored| stored.wording.clone(),
    )
}

fn texts_of(conn: &mut DbConn, kind: MailingKind) -> db::QueryResult<Texts> {
    let stored = templates::all(conn)?;
    let both = kind
        .templates()
        .iter()
        .flat_map(|&template| Lang::ALL.iter().map(move |&lang| (template, lang)));
    Ok(both
        .map(|(template, lang)| ((template, lang.code().to_owned()), words(&stored, template, lang)))
        .collect())
}

/// A new draft with the usual words, to those who are named. Nothing is sent by it.
pub fn begin(
    conn: &mut DbConn,
    context: &Context,
    slug: &str,
    kind: MailingKind,
    to: &To,
) -> Result<MailingId, TaskError> {
    context.require(Action::SteerMapping, Subject::Mapping(slug))?;
    db::write(conn, |conn| {
        let (mapping, round) = ground(conn, slug, kind)?;
        begin_in(conn, context, &mapping, round.as_ref(), kind, to)
    })
}

/// The mapping, and its newest round when the letter is about one.
fn ground(conn: &mut DbConn, slug: &str, kind: MailingKind) -> Result<(Mapping, Option<Round>), TaskError> {
    if kind.needs_round() {
        let (mapping, round) = newest(conn, slug)?;
        return Ok((mapping, Some(round)));
    }
    let mapping = mappings::by_slug(conn, slug)?.ok_or(TaskError::NotFound)?;
    let round = db::round::rounds::of_mapping(conn, mapping.id)?
        .into_iter()
        .next();
    Ok((mapping, round))
}

pub(crate) fn begin_in(
    conn: &mut DbConn,
    context: &Context,
    mapping: &Mapping,
    round: Option<&Round>,
    kind: MailingKind,
    to: &To,
) -> Result<MailingId, TaskError> {
    let texts = texts_of(conn, kind)?;
    let new = NewMailing {
        mapping: mapping.id,
        round: round.map(|round| round.id),
        kind,
        neutral_language: context.lang.code(),
        created_by: context.actor.as_ref().map(|actor| actor.user),
        texts: &texts,
    };
    let id = mailings::insert(conn, &new, context.now)?;
    if kind.is_to_regions() {
        let regions: Vec<RegionId> = db::mailing::addressees::councils(conn, mapping.id, new.round)?
            .into_iter()
            .map(|council| council.id)
            .collect();
        mailings::set_regions(conn, id, &regions)?;
    } else {
        let directory = db::directory(conn, mapping)?;
        let chosen: Vec<MunicipalityId> = directory
            .area()
            .map(|entry| &entry.municipality)
            .filter(|municipality| match to {
                To::Everybody => true,
                To::Municipalities(numbers) => numbers.contains(&municipality.number),
            })
            .map(|municipality| municipality.id)
            .collect();
        if chosen.is_empty() {
            return Err(TaskError::NotFound);
        }
        mailings::set_municipalities(conn, id, &chosen)?;
    }
    Ok(id)
}

/// A draft of this mapping that is still as the page showed it.
fn draft(
    conn: &mut DbConn,
    slug: &str,
    id: MailingId,
    version: i64,
) -> Result<(Mapping, Mailing), TaskError> {
    let (mapping, mailing) = found(conn, slug, id)?;
    if !mailing.may_be_changed() || mailing.version != version {
        return Err(TaskError::Stale);
    }
    Ok((mapping, mailing))
}

fn found(conn: &mut DbConn, slug: &str, id: MailingId) -> Result<(Mapping, Mailing), TaskError> {
    let mapping = mappings::by_slug(conn, slug)?.ok_or(TaskError::NotFound)?;
    let mailing = mailings::one(conn, mapping.id, id)?.ok_or(TaskError::NotFound)?;
    Ok((mapping, mailing))
}

/// Whether it is no draft any more: whoever clicks once more has got what they wanted.
pub fn has_gone(conn: &mut DbConn, slug: &str, id: MailingId) -> Result<bool, TaskError> {
    let (_, mailing) = found(conn, slug, id)?;
    Ok(!mailing.may_be_changed())
}

/// Other words, another sender. The texts have been checked against what may stand in them.
pub fn change(
    conn: &mut DbConn,
    context: &Context,
    slug: &str,
    (id, version): (MailingId, i64),
    manner: &Manner,
    texts: &Texts,
) -> Result<(), TaskError> {
    context.require(Action::SteerMapping, Subject::Mapping(slug))?;
    db::write(conn, |conn| {
        draft(conn, slug, id, version)?;
        if !mailing::steps::set_manner(conn, id, version, manner)? {
            return Err(TaskError::Stale);
        }
        Ok(mailings::set_texts(conn, id, texts)?)
    })
}

/// A draft that nobody wants after all.
pub fn discard(conn: &mut DbConn, context: &Context, slug: &str, id: MailingId) -> Result<(), TaskError> {
    context.require(Action::SteerMapping, Subject::Mapping(slug))?;
    db::write(conn, |conn| {
        found(conn, slug, id)?;
        if mailing::steps::delete_draft(conn, id)? {
            Ok(())
        } else {
            Err(TaskError::Stale)
        }
    })
}

/// The words that every new mailing and every automatic letter begins with; `version` is what the page showed.
pub fn reword(
    conn: &mut DbConn,
    context: &Context,
    template: Template,
    wordings: &[(Lang, Wording, i64)],
) -> Result<(), TaskError> {
    let by = context.require(Action::Administer, Subject::Portal)?.user;
    db::write(conn, |conn| {
        for (lang, wording, version) in wordings {
            let place = (template, lang.code());
            if !templates::save(conn, place, wording, *version, (by, context.now))? {
                return Err(TaskError::Stale);
            }
        }
        let event =
            Event::new(Happening::TemplateChanged, "letter_template", None).with("template", template.code());
        Ok(context.log(conn, &event)?)
    })
}

/// Back to the portal's own words.
pub fn forget_words(conn: &mut DbConn, context: &Context, template: Template) -> Result<(), TaskError> {
    context.require(Action::Administer, Subject::Portal)?;
    db::write(conn, |conn| {
        templates::forget(conn, template)?;
        let event = Event::new(Happening::TemplateChanged, "letter_template", None)
            .with("template", template.code())
            .with("to", "standard");
        Ok(context.log(conn, &event)?)
    })
}

/// A line of the log about a mailing.
fn event(what: Happening, mailing: &Mailing) -> Event {
    Event::new(what, "mailing", mailing.id.0)
        .in_mapping(mailing.mapping)
        .with("kind", mailing.kind.code())
}
