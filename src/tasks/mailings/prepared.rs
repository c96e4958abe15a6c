//! A mailing with everyone on its list, and what will become of each: the dry run, and the same when it is released.

use std::collections::HashMap;

use chrono::NaiveDateTime;

use super::{Context, TaskError};
use db::DbConn;
use db::mailing::addressees::{self, Addressee, Council};
use db::mailing::correspondents::can_be_reached;
use db::mailing::mailings::{self, Recipient, Texts};
use db::mapping::mappings;
use db::round::rounds;
use domain::letters::fate::{Reach, fate};
use domain::letters::letter::MailingId;
use domain::letters::mailing::{Mailing, MailingKind, Outcome, Template};
use domain::people::access::{Action, Subject};
use domain::places::mapping::{About, Mapping, MappingStatus};
use domain::places::municipality::{MunicipalityId, RegionId};
use domain::round::hearing::{HearingState, Round, RoundState};
use i18n::Lang;
use mail::wording;

pub struct Prepared {
    pub mailing: Mailing,
    pub mapping: Mapping,
    pub about: About,
    pub round: Option<Round>,
    pub texts: Texts,
    pub municipalities: Vec<Planned>,
    pub councils: Vec<(Council, Result<(), Outcome>)>,
}

/// A municipality of the list.
pub struct Planned {
    pub addressee: Addressee,
    /// The state that its hearing goes to, or why it gets no letter.
    pub fate: Result<Option<HearingState>, Outcome>,
    /// What was stored when the mailing was released.
    pub stored: Recipient,
}

impl Prepared {
    /// Those who get a letter.
    pub fn written_to(&self) -> impl Iterator<Item = &Planned> {
        self.municipalities.iter().filter(|planned| planned.fate.is_ok())
    }

    pub fn is_for_nobody(&self) -> bool {
        self.written_to().next().is_none() && self.councils.iter().all(|(_, fate)| fate.is_err())
    }

    /// A message that nobody has written yet.
    pub fn is_unwritten(&self) -> bool {
        self.mailing.kind == MailingKind::Notice
            && Lang::ALL.iter().any(|&lang| {
                let ours = wording::standard(Template::Notice, lang);
                let place = (Template::Notice, lang.code().to_owned());
                self.texts.get(&place).is_none_or(|text| text.body == ours.body)
            })
    }

    /// A letter about a round that cannot be answered would lead nowhere.
    pub fn may_go(&self) -> bool {
        let round_is_right = || {
            self.round.as_ref().is_some_and(|round| match round.state {
                RoundState::Open => true,
                // The hearing letter is what opens it.
                RoundState::Draft => self.mailing.kind == MailingKind::Hearing && round.deadline.is_some(),
                RoundState::Closed => false,
            })
        };
        match self.mailing.kind {
            // What a closed mapping came to is written about, and nothing else of it.
            MailingKind::Results => self.mapping.status == MappingStatus::Closed,
            _ if self.mapping.status != MappingStatus::Open => false,
            kind => !kind.needs_round() || round_is_right(),
        }
    }
}

/// For the mailing's page.
pub fn look(conn: &mut DbConn, context: &Context, slug: &str, id: MailingId) -> Result<Prepared, TaskError> {
    context.require(Action::ReadRegister, Subject::Mapping(slug))?;
    let (mapping, about) = mappings::described(conn, slug)?.ok_or(TaskError::NotFound)?;
    let mailing = mailings::one(conn, mapping.id, id)?.ok_or(TaskError::NotFound)?;
    prepare(conn, (mapping, about), mailing, context.now)
}

pub fn prepare(
    conn: &mut DbConn,
    (mapping, about): (Mapping, About),
    mailing: Mailing,
    now: NaiveDateTime,
) -> Result<Prepared, TaskError> {
    let round = match mailing.round {
        Some(id) => rounds::of_mapping(conn, mapping.id)?
            .into_iter()
            .find(|round| round.id == id),
        None => None,
    };
    let chosen = mailings::recipients(conn, mailing.id)?;
    let texts = mailings::texts(conn, mailing.id)?;
    let (mut municipalities, mut councils) = (Vec::new(), Vec::new());
    if mailing.kind.is_to_regions() {
        let mut all: HashMap<RegionId, Council> = addressees::councils(conn, mapping.id, mailing.round)?
            .into_iter()
            .map(|council| (council.id, council))
            .collect();
        councils = chosen
            .iter()
            .filter_map(|recipient| all.remove(&recipient.region?))
            .map(|council| {
                let fate = fate_of(&council);
                (council, fate)
            })
            .collect();
    } else {
        let mut recipients: HashMap<MunicipalityId, Recipient> = chosen
            .into_iter()
            .filter_map(|recipient| Some((recipient.municipality?, recipient)))
            .collect();
        let all = addressees::municipalities(conn, mapping.id, mailing.round)?;
        municipalities = all
            .into_iter()
            .filter_map(|addressee| {
                let stored = recipients.remove(&addressee.id)?;
                let reach = Reach {
                    can_be_reached: can_be_reached(&addressee.people),
                    has_letter: addressee.people.iter().any(|person| person.thread.is_some()),
                };
                let hearing = addressee.hearing.as_ref();
                Some(Planned {
                    fate: fate(mailing.kind, round.as_ref(), hearing, reach, now),
                    addressee,
                    stored,
                })
            })
            .collect();
    }
    Ok(Prepared {
        mailing,
        mapping,
        about,
        round,
        texts,
        municipalities,
        councils,
    })
}

/// A regionråd is asked once.
fn fate_of(council: &Council) -> Result<(), Outcome> {
    match council.inquiry {
        None => Err(Outcome::NoHearing),
        Some((_, HearingState::Draft)) => can_be_reached(&council.people),
        Some((_, HearingState::Confirmed)) => Err(Outcome::Confirmed),
        Some(_) => Err(Outcome::AlreadySent),
    }
}
